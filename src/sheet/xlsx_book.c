/*
 * Relations, sheet names, styles and shared strings, one part after the
 * other.  Each table has a limit: a file from outside may be a bomb.
 */
#include "sheet/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "sheet/xlsx_value.h"

enum {
	SHEETS_MOST = 1000,
	RELATIONS_MOST = 10000,
	NAME_MOST = 1024, /* bytes of a name or a target */
	LOOKS_MOST = 100000,
	FORMATS_MOST = 4096,
	CELL_MOST = 32767 * 4,
	STRINGS_MOST = 28 * 1024 * 1024 /* with their places */
};

/* One running parse. */
struct reading {
	struct xlsx_book *book;
	struct buf text;
	bool taking;   /* inside <t> */
	bool phonetic; /* inside <rPh> */
	bool looks;    /* inside <cellXfs> */
	int relations;
	char *root; /* the workbook's part */
	struct format {
		long id;
		struct xlsx_look look;
	} *formats;
	size_t format_count, format_capacity;
};

static bool
read_part(struct reading *r, const char *part,
    void (*start)(void *, const char *, const char **),
    void (*end)(void *, const char *),
    void (*text)(void *, const char *, size_t), bool *found, struct err *err)
{
	const struct xlsx_part how = {start, end, text, r};
	bool fine = xlsx_zip_parse(r->book->zip, part, &how, found, err);

	buf_done(&r->text);
	return fine;
}

bool
xlsx_cell_add(struct buf *buf, const char *text, size_t size)
{
	if (buf->size + size > CELL_MOST)
		return false;
	buf_add(buf, text, size);
	return true;
}

/* ---- relations and names ---- */

/* A relation's target is absolute in the zip or beside the workbook. */
static char *
target_part(const char *folder, const char *target)
{
	if (*target == '/')
		return mem_strdup(target + 1);
	while (!strncmp(target, "./", 2))
		target += 2;
	return *folder ? mem_printf("%s/%s", folder, target)
		       : mem_strdup(target);
}

static bool
type_is(const char *type, const char *kind)
{
	const char *slash = type ? strrchr(type, '/') : NULL;

	return slash && !strcmp(slash + 1, kind);
}

/* The target of a relation that may count; NULL: none. */
static const char *
relation_target(struct reading *r, const char *name, const char **pairs)
{
	const char *target = xlsx_attribute(pairs, "Target");

	if (strcmp(name, "Relationship") || !target)
		return NULL;
	if (++r->relations > RELATIONS_MOST || strlen(target) > NAME_MOST) {
		xlsx_zip_stop(r->book->zip, _("表格文件里的部件太多，不能读取"));
		return NULL;
	}
	return target;
}

static void
root_start(void *data, const char *name, const char **pairs)
{
	struct reading *r = data;
	const char *target = relation_target(r, name, pairs);

	if (target && !r->root &&
	    type_is(xlsx_attribute(pairs, "Type"), "officeDocument"))
		r->root = target_part("", target);
}

static void
relation_start(void *data, const char *name, const char **pairs)
{
	struct reading *r = data;
	struct xlsx_book *book = r->book;
	const char *target = relation_target(r, name, pairs);
	const char *id = xlsx_attribute(pairs, "Id");
	const char *type = xlsx_attribute(pairs, "Type");

	if (!target || !id)
		return;
	if (type_is(type, "sharedStrings") && !book->strings_part)
		book->strings_part = target_part(book->folder, target);
	if (type_is(type, "styles") && !book->styles_part)
		book->styles_part = target_part(book->folder, target);
	if (!type_is(type, "worksheet"))
		return;
	for (size_t i = 0; i < book->sheet_count; i++)
		if (book->sheets[i].relation && !book->sheets[i].part &&
		    !strcmp(book->sheets[i].relation, id))
			book->sheets[i].part =
			    target_part(book->folder, target);
}

static void
take_sheet(struct reading *r, const char **pairs)
{
	struct xlsx_book *book = r->book;
	const char *name = xlsx_attribute(pairs, "name");
	struct xlsx_book_sheet *sheet;

	if (book->sheet_count == SHEETS_MOST ||
	    (name && strlen(name) > NAME_MOST)) {
		xlsx_zip_stop(book->zip, _("工作表太多"));
		return;
	}
	book->sheets = mem_grow(book->sheets, book->sheet_count,
	    &book->sheet_capacity, sizeof(*book->sheets));
	sheet = &book->sheets[book->sheet_count++];
	memset(sheet, 0, sizeof(*sheet));
	sheet->name = mem_strdup(name ? name : "");
	for (; *pairs; pairs += 2) {
		const char *colon = strchr(*pairs, ':');

		if (colon && !strcmp(colon, ":id") && !sheet->relation)
			sheet->relation = mem_strdup(pairs[1]);
		else if (!strcmp(*pairs, "state"))
			sheet->hidden = strcmp(pairs[1], "visible") != 0;
	}
}

static void
workbook_start(void *data, const char *name, const char **pairs)
{
	struct reading *r = data;
	const char *value;

	if (!strcmp(name, "workbookPr")) {
		value = xlsx_attribute(pairs, "date1904");
		r->book->from_1904 =
		    value && (*value == '1' || *value == 't');
	} else if (!strcmp(name, "sheet")) {
		take_sheet(r, pairs);
	}
}

/* ---- styles ---- */

static void
take_format(struct reading *r, const char *id, const char *code)
{
	struct format *format;

	if (r->format_count == FORMATS_MOST) {
		xlsx_zip_stop(r->book->zip, _("表格的格式太多，不能读取"));
		return;
	}
	r->formats = mem_grow(r->formats, r->format_count,
	    &r->format_capacity, sizeof(*r->formats));
	format = &r->formats[r->format_count++];
	format->id = strtol(id, NULL, 10);
	format->look.date = xlsx_code_shows_date(code);
	format->look.month = xlsx_code_shows_month(code);
	format->look.zeros = (unsigned char)xlsx_code_zeros(code);
}

static struct xlsx_look
look_of(const struct reading *r, long id)
{
	for (size_t i = 0; i < r->format_count; i++)
		if (r->formats[i].id == id)
			return r->formats[i].look;
	return (struct xlsx_look){xlsx_format_shows_date(id),
	    xlsx_format_shows_month(id), 0};
}

static void
styles_start(void *data, const char *name, const char **pairs)
{
	struct reading *r = data;
	struct xlsx_book *book = r->book;
	const char *id = xlsx_attribute(pairs, "numFmtId");
	const char *code = xlsx_attribute(pairs, "formatCode");

	if (!strcmp(name, "cellXfs"))
		r->looks = true;
	if (!strcmp(name, "numFmt") && id && code)
		take_format(r, id, code);
	if (!r->looks || strcmp(name, "xf"))
		return;
	if (book->look_count == LOOKS_MOST) {
		xlsx_zip_stop(book->zip, _("表格的格式太多，不能读取"));
		return;
	}
	book->looks = mem_grow(book->looks, book->look_count,
	    &book->look_capacity, sizeof(*book->looks));
	book->looks[book->look_count++] =
	    look_of(r, id ? strtol(id, NULL, 10) : 0);
}

static void
styles_end(void *data, const char *name)
{
	struct reading *r = data;

	if (!strcmp(name, "cellXfs"))
		r->looks = false;
}

/* ---- shared strings ---- */

static void
strings_start(void *data, const char *name, const char **pairs)
{
	struct reading *r = data;

	(void)pairs;
	if (!strcmp(name, "si"))
		buf_clear(&r->text);
	else if (!strcmp(name, "rPh"))
		r->phonetic = true;
	else if (!strcmp(name, "t"))
		r->taking = !r->phonetic;
}

static void
strings_text(void *data, const char *text, size_t size)
{
	struct reading *r = data;

	if (r->taking && !xlsx_cell_add(&r->text, text, size))
		xlsx_zip_stop(r->book->zip, _("表格中有超过32767字的格"));
}

static void
strings_end(void *data, const char *name)
{
	struct reading *r = data;
	struct xlsx_book *book = r->book;

	if (!strcmp(name, "t"))
		r->taking = false;
	else if (!strcmp(name, "rPh"))
		r->phonetic = false;
	if (strcmp(name, "si"))
		return;
	xlsx_unescape(&r->text);
	if (book->strings.size + r->text.size +
		book->string_count * sizeof(*book->starts) >
	    STRINGS_MOST) {
		xlsx_zip_stop(
		    book->zip, _("表格中的文字太多，不能读取；请分成几个文件"));
		return;
	}
	book->starts = mem_grow(book->starts, book->string_count,
	    &book->string_capacity, sizeof(*book->starts));
	book->starts[book->string_count++] = (uint32_t)book->strings.size;
	buf_add(&book->strings, buf_string(&r->text), r->text.size + 1);
}

bool
xlsx_book_read_strings(struct xlsx_book *book, struct err *err)
{
	struct reading r = {.book = book};
	bool found;

	if (book->strings_read || !book->strings_part)
		return true;
	book->strings_read = true;
	return read_part(&r, book->strings_part, strings_start, strings_end,
	    strings_text, &found, err);
}

const char *
xlsx_book_string(const struct xlsx_book *book, unsigned long at)
{
	return at < book->string_count ? book->strings.text + book->starts[at]
				       : NULL;
}

/* ---- the whole ---- */

static bool
load_parts(struct xlsx_book *book, const char *part, struct err *err)
{
	struct reading r = {.book = book};
	char *relations = mem_printf("%s%s_rels/%s.rels", book->folder,
	    *book->folder ? "/" : "", path_name(part));
	bool found, fine;

	fine = read_part(&r, part, workbook_start, NULL, NULL, &found, err);
	if (fine && (!found || !book->sheet_count))
		fine = err_set(
		    err, ERR_REFUSED, _("不是 xlsx 表格：%s"), book->path);
	fine = fine && read_part(&r, relations, relation_start, NULL, NULL,
			   &found, err);
	if (fine && book->styles_part)
		fine = read_part(&r, book->styles_part, styles_start,
		    styles_end, NULL, &found, err);
	free(relations);
	free(r.formats);
	return fine;
}

bool
xlsx_book_load(struct xlsx_book *book, const char *path, struct err *err)
{
	struct reading r = {.book = book};
	bool found, fine;

	book->path = mem_strdup(path);
	if (!xlsx_zip_open(&book->zip, path, err))
		return false;
	if (!read_part(&r, "_rels/.rels", root_start, NULL, NULL, &found,
		err)) {
		free(r.root);
		return false;
	}
	if (r.root && strlen(r.root) > 4 &&
	    !strcmp(r.root + strlen(r.root) - 4, ".bin")) {
		free(r.root);
		return err_set(err, ERR_REFUSED,
		    _("%s 是 xlsb 格式，请另存为 xlsx"), path);
	}
	if (!r.root)
		r.root = mem_strdup("xl/workbook.xml");
	book->folder = strchr(r.root, '/') ? path_dir(r.root) : mem_strdup("");
	fine = load_parts(book, r.root, err);
	free(r.root);
	return fine;
}

void
xlsx_book_done(struct xlsx_book *book)
{
	xlsx_zip_close(book->zip);
	for (size_t i = 0; i < book->sheet_count; i++) {
		free(book->sheets[i].name);
		free(book->sheets[i].relation);
		free(book->sheets[i].part);
	}
	free(book->sheets);
	free(book->path);
	free(book->folder);
	free(book->strings_part);
	free(book->styles_part);
	free(book->looks);
	free(book->starts);
	buf_done(&book->strings);
}

/*
 * The parts of a workbook, one after another through expat: relations,
 * sheet names, date styles, shared strings, then the cells of one sheet as
 * they come.  Limits stand at the top: a file from outside may be a bomb,
 * and a cut part is a parse error, which is how a lost tail is noticed.
 */
#include "sheet/xlsx_reader.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expat.h>
#include <minizip/unzip.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "sheet/xlsx_value.h"

#define PART_LIMIT (1024L * 1024 * 1024)
#define RATIO_LIMIT 500
#define RATIO_FROM (1024L * 1024) /* small parts may be as dense as they like */
#define STRINGS_LIMIT (64L * 1024 * 1024)
#define CELL_LIMIT (32767 * 4)
#define SHEET_LIMIT 1000

struct sheet {
	char *name, *relation, *path;
	bool hidden;
};

struct xlsx_reader {
	unzFile zip;
	char *path, *folder; /* of the workbook part, inside the zip */
	char *strings_path, *styles_path;
	struct sheet *sheets;
	size_t sheet_count, sheet_capacity;
	bool from_1904;
	bool *dates; /* by style index */
	size_t date_count, date_capacity;
	int *date_codes; /* number formats of the file that show dates */
	size_t code_count, code_capacity;
	bool in_styles;
	struct buf strings; /* each with its NUL */
	size_t *starts;
	size_t string_count, string_capacity;
	bool strings_read;
};

/* One running parse of one part. */
struct parse {
	struct xlsx_reader *reader;
	XML_Parser parser;
	struct err *err;
	struct buf text;
	bool taking; /* inside <t> or <v> */
	bool phonetic;
	bool inside; /* <si>, <is> or <cellXfs> */
	/* the cell at hand */
	xlsx_each *each;
	void *data;
	int row, column;
	char type;
	int style;
	bool formula, valued;
};

typedef void part_start(struct parse *, const char *name, const char **);
typedef void part_end(struct parse *, const char *name);

struct handlers {
	part_start *start;
	part_end *end;
	struct parse *parse;
};

static const char *
local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static const char *
attribute(const char **pairs, const char *name)
{
	for (; *pairs; pairs += 2)
		if (!strcmp(local_name(*pairs), name))
			return pairs[1];
	return NULL;
}

static void
parse_stop(struct parse *p)
{
	XML_StopParser(p->parser, XML_FALSE);
}

static void
parse_fault(struct parse *p, const char *sentence)
{
	err_set(p->err, ERR_REFUSED, "%s", sentence);
	parse_stop(p);
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **pairs)
{
	struct handlers *h = data;

	h->start(h->parse, local_name(name), pairs);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	struct handlers *h = data;

	if (h->end)
		h->end(h->parse, local_name(name));
}

static void XMLCALL
on_text(void *data, const XML_Char *text, int size)
{
	struct handlers *h = data;
	struct parse *p = h->parse;

	if (!p->taking)
		return;
	if (p->text.size + (size_t)size > CELL_LIMIT) {
		parse_fault(p, "表格中有超过32767字的格");
		return;
	}
	buf_add(&p->text, text, (size_t)size);
}

/* A document type is where entities come from; no spreadsheet has one. */
static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	struct handlers *h = data;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	parse_fault(h->parse, "表格文件含有 DOCTYPE，不能读取");
}

/* ---- parts ---- */

static bool
part_open(struct xlsx_reader *r, const char *part, bool *found, struct err *err)
{
	unz_file_info64 info;

	*found = unzLocateFile(r->zip, part, 2) == UNZ_OK;
	if (!*found)
		return true;
	if (unzGetCurrentFileInfo64(r->zip, &info, NULL, 0, NULL, 0, NULL, 0) !=
		UNZ_OK ||
	    unzOpenCurrentFile(r->zip) != UNZ_OK)
		return err_set(err, ERR_WORLD, "表格文件已损坏：%s", r->path);
	if (info.uncompressed_size > PART_LIMIT ||
	    (info.uncompressed_size > RATIO_FROM &&
		info.uncompressed_size / RATIO_LIMIT > info.compressed_size)) {
		unzCloseCurrentFile(r->zip);
		return err_set(err, ERR_REFUSED,
		    "表格文件解开后过大，不能读取：%s", r->path);
	}
	return true;
}

static bool
part_feed(struct xlsx_reader *r, XML_Parser parser, struct err *err)
{
	enum { CHUNK = 65536 };
	int got;

	do {
		void *room = XML_GetBuffer(parser, CHUNK);

		if (!room)
			return err_set(err, ERR_WORLD, "内存不足");
		got = unzReadCurrentFile(r->zip, room, CHUNK);
		if (got < 0)
			return err_set(
			    err, ERR_WORLD, "表格文件已损坏：%s", r->path);
		if (XML_ParseBuffer(parser, got, got == 0) != XML_STATUS_OK) {
			err_set(err, ERR_WORLD, "表格文件不完整或已损坏：%s",
			    r->path);
			err_detail(err, "%s",
			    XML_ErrorString(XML_GetErrorCode(parser)));
			return false;
		}
	} while (got > 0);
	return true;
}

/* Parses one part; a part that is not there is no fault here. */
static bool
part_parse(struct xlsx_reader *r, const char *part, part_start *start,
    part_end *end, struct parse *p, bool *found, struct err *err)
{
	struct handlers handlers = {start, end, p};
	bool fine;

	if (!part_open(r, part, found, err))
		return false;
	if (!*found)
		return true;
	p->reader = r;
	p->err = err;
	p->parser = XML_ParserCreate(NULL);
	XML_SetUserData(p->parser, &handlers);
	XML_SetElementHandler(p->parser, on_start, on_end);
	XML_SetCharacterDataHandler(p->parser, on_text);
	XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
	fine = part_feed(r, p->parser, err);
	XML_ParserFree(p->parser);
	buf_done(&p->text);
	if (unzCloseCurrentFile(r->zip) == UNZ_CRCERROR && fine)
		fine = err_set(
		    err, ERR_WORLD, "表格文件校验不符，已损坏：%s", r->path);
	return fine && !err_is_set(err);
}

/* A relation's target is absolute in the zip or beside the workbook. */
static char *
target_path(const char *folder, const char *target)
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

static void
root_start(struct parse *p, const char *name, const char **pairs)
{
	const char *target = attribute(pairs, "Target");
	char **part = p->data;

	if (strcmp(name, "Relationship") || !target || *part)
		return;
	if (type_is(attribute(pairs, "Type"), "officeDocument"))
		*part = target_path("", target);
}

static void
workbook_start(struct parse *p, const char *name, const char **pairs)
{
	struct xlsx_reader *r = p->reader;
	const char *value;
	struct sheet *sheet;

	if (!strcmp(name, "workbookPr")) {
		value = attribute(pairs, "date1904");
		r->from_1904 = value && (*value == '1' || *value == 't');
	}
	if (strcmp(name, "sheet"))
		return;
	if (r->sheet_count == SHEET_LIMIT) {
		parse_fault(p, "工作表太多");
		return;
	}
	r->sheets = mem_grow(
	    r->sheets, r->sheet_count, &r->sheet_capacity, sizeof(*r->sheets));
	sheet = &r->sheets[r->sheet_count++];
	memset(sheet, 0, sizeof(*sheet));
	value = attribute(pairs, "name");
	sheet->name = mem_strdup(value ? value : "");
	for (; *pairs; pairs += 2)
		if (!strcmp(local_name(*pairs), "id") && strchr(*pairs, ':'))
			sheet->relation = mem_strdup(pairs[1]);
		else if (!strcmp(*pairs, "state"))
			sheet->hidden = strcmp(pairs[1], "visible") != 0;
}

static void
relations_start(struct parse *p, const char *name, const char **pairs)
{
	struct xlsx_reader *r = p->reader;
	const char *id = attribute(pairs, "Id");
	const char *type = attribute(pairs, "Type");
	const char *target = attribute(pairs, "Target");
	size_t i;

	if (strcmp(name, "Relationship") || !id || !target)
		return;
	if (type_is(type, "sharedStrings") && !r->strings_path)
		r->strings_path = target_path(r->folder, target);
	if (type_is(type, "styles") && !r->styles_path)
		r->styles_path = target_path(r->folder, target);
	if (!type_is(type, "worksheet"))
		return;
	for (i = 0; i < r->sheet_count; i++)
		if (r->sheets[i].relation && !r->sheets[i].path &&
		    !strcmp(r->sheets[i].relation, id))
			r->sheets[i].path = target_path(r->folder, target);
}

static bool
format_shows_date(const struct xlsx_reader *r, long id)
{
	size_t i;

	for (i = 0; i < r->code_count; i++)
		if (r->date_codes[i] == id)
			return true;
	return xlsx_format_shows_date(id);
}

static void
styles_start(struct parse *p, const char *name, const char **pairs)
{
	struct xlsx_reader *r = p->reader;
	const char *id = attribute(pairs, "numFmtId");
	const char *code = attribute(pairs, "formatCode");

	if (!strcmp(name, "cellXfs"))
		p->inside = true;
	if (!strcmp(name, "numFmt") && id && code &&
	    xlsx_code_shows_date(code)) {
		r->date_codes = mem_grow(r->date_codes, r->code_count,
		    &r->code_capacity, sizeof(*r->date_codes));
		r->date_codes[r->code_count++] = (int)strtol(id, NULL, 10);
	}
	if (p->inside && !strcmp(name, "xf")) {
		r->dates = mem_grow(r->dates, r->date_count, &r->date_capacity,
		    sizeof(*r->dates));
		r->dates[r->date_count++] =
		    id && format_shows_date(r, strtol(id, NULL, 10));
	}
}

static void
styles_end(struct parse *p, const char *name)
{
	if (!strcmp(name, "cellXfs"))
		p->inside = false;
}

static void
strings_start(struct parse *p, const char *name, const char **pairs)
{
	(void)pairs;
	if (!strcmp(name, "si"))
		buf_clear(&p->text);
	else if (!strcmp(name, "rPh"))
		p->phonetic = true;
	else if (!strcmp(name, "t"))
		p->taking = !p->phonetic;
}

static void
strings_end(struct parse *p, const char *name)
{
	struct xlsx_reader *r = p->reader;

	if (!strcmp(name, "t"))
		p->taking = false;
	else if (!strcmp(name, "rPh"))
		p->phonetic = false;
	if (strcmp(name, "si"))
		return;
	xlsx_unescape(&p->text);
	if (r->strings.size + p->text.size > STRINGS_LIMIT) {
		parse_fault(p, "表格中的文字太多，不能读取");
		return;
	}
	r->starts = mem_grow(r->starts, r->string_count, &r->string_capacity,
	    sizeof(*r->starts));
	r->starts[r->string_count++] = r->strings.size;
	buf_add(&r->strings, buf_string(&p->text), p->text.size + 1);
}

/* ---- cells ---- */

static void
row_begin(struct parse *p, const char **pairs)
{
	const char *value = attribute(pairs, "r");
	long row = value ? strtol(value, NULL, 10) - 1 : p->row + 1;

	if (row < 0 || row >= XLSX_ROWS) {
		parse_fault(p, "表格行数超过1048576");
		return;
	}
	p->row = (int)row;
	p->column = -1;
}

static void
cell_begin(struct parse *p, const char **pairs)
{
	p->type = 'n';
	p->style = 0;
	p->formula = p->valued = p->taking = false;
	p->column++;
	for (; *pairs; pairs += 2) {
		const char *value = pairs[1];

		if (!strcmp(pairs[0], "r")) {
			if (!xlsx_place_read(value, &p->row, &p->column)) {
				parse_fault(p, "表格中有不合法的格位");
				return;
			}
		} else if (!strcmp(pairs[0], "t")) {
			/* s str inlineStr n b e d */
			p->type = !strcmp(value, "str") ? 't' : *value;
		} else if (!strcmp(pairs[0], "s")) {
			p->style = (int)strtol(value, NULL, 10);
		}
	}
	if (p->column >= XLSX_COLUMNS)
		parse_fault(p, "表格列数超过16384");
	buf_clear(&p->text);
}

static void
sheet_start(struct parse *p, const char *name, const char **pairs)
{
	if (!strcmp(name, "c"))
		cell_begin(p, pairs);
	else if (!strcmp(name, "v"))
		p->taking = p->valued = true;
	else if (!strcmp(name, "f"))
		p->formula = true;
	else if (!strcmp(name, "row"))
		row_begin(p, pairs);
	else if (!strcmp(name, "rPh"))
		p->phonetic = true;
	else if (!strcmp(name, "t") && p->type == 'i' && !p->phonetic)
		p->taking = p->valued = true;
}

static void
cell_fill_number(struct parse *p, struct xlsx_cell *cell)
{
	const struct xlsx_reader *r = p->reader;

	cell->kind = XLSX_CELL_NUMBER;
	cell->number = strtod(cell->text, NULL);
	if (p->style > 0 && (size_t)p->style < r->date_count &&
	    r->dates[p->style]) {
		cell->kind = XLSX_CELL_DATE;
		if (r->from_1904)
			cell->number += 1462;
	}
}

static bool
cell_fill(struct parse *p, struct xlsx_cell *cell)
{
	const struct xlsx_reader *r = p->reader;
	unsigned long at;

	cell->text = buf_string(&p->text);
	switch (p->type) {
	case 's':
		at = strtoul(cell->text, NULL, 10);
		if (at >= r->string_count) {
			parse_fault(p, "表格中的文字编号不存在，文件已损坏");
			return false;
		}
		cell->text = r->strings.text + r->starts[at];
		return true;
	case 'i':
	case 't':
		xlsx_unescape(&p->text);
		cell->text = buf_string(&p->text);
		return true;
	case 'b':
		cell->kind = XLSX_CELL_BOOL;
		cell->number = *cell->text == '1';
		return true;
	case 'e':
		cell->kind = XLSX_CELL_FAULT;
		return true;
	case 'd':
		return true;
	default:
		cell_fill_number(p, cell);
		return true;
	}
}

static void
sheet_end(struct parse *p, const char *name)
{
	struct xlsx_cell cell = {0};

	if (!strcmp(name, "v") || !strcmp(name, "t"))
		p->taking = false;
	else if (!strcmp(name, "rPh"))
		p->phonetic = false;
	if (strcmp(name, "c") || !p->valued)
		return;
	p->valued = false;
	cell.row = p->row;
	cell.column = p->column;
	cell.formula = p->formula;
	if (cell_fill(p, &cell) && *cell.text &&
	    !p->each(p->data, &cell, p->err))
		parse_stop(p);
}

/* ---- the workbook ---- */

static bool
strings_load(struct xlsx_reader *r, struct err *err)
{
	struct parse p = {0};
	bool found;

	if (r->strings_read || !r->strings_path)
		return true;
	r->strings_read = true;
	return part_parse(
	    r, r->strings_path, strings_start, strings_end, &p, &found, err);
}

static bool
reader_load(struct xlsx_reader *r, struct err *err)
{
	struct parse p = {0};
	char *part = NULL, *relations;
	bool found, fine;

	p.data = &part;
	if (!part_parse(r, "_rels/.rels", root_start, NULL, &p, &found, err)) {
		free(part);
		return false;
	}
	if (!part)
		part = mem_strdup("xl/workbook.xml");
	r->folder = strchr(part, '/') ? path_dir(part) : mem_strdup("");
	relations = mem_printf("%s%s_rels/%s.rels", r->folder,
	    *r->folder ? "/" : "", path_name(part));
	fine = part_parse(r, part, workbook_start, NULL, &p, &found, err);
	if (fine && !found)
		fine = err_set(err, ERR_REFUSED, "不是 xlsx 表格：%s", r->path);
	fine = fine &&
	       part_parse(r, relations, relations_start, NULL, &p, &found, err);
	if (fine && r->styles_path)
		fine = part_parse(r, r->styles_path, styles_start, styles_end,
		    &p, &found, err);
	free(relations);
	free(part);
	return fine;
}

/* An old .xls, or an xlsx with a password: both begin with the same bytes. */
static bool
is_old_office(const char *path)
{
	static const unsigned char head[4] = {0xD0, 0xCF, 0x11, 0xE0};
	unsigned char got[4];
	FILE *file = fopen(path, "rb");
	bool same = false;

	if (file) {
		same = fread(got, 1, 4, file) == 4 && !memcmp(got, head, 4);
		fclose(file);
	}
	return same;
}

bool
xlsx_reader_open(struct xlsx_reader **made, const char *path, struct err *err)
{
	struct xlsx_reader *r;
	unzFile zip = unzOpen64(path);

	*made = NULL;
	if (!zip) {
		if (is_old_office(path))
			return err_set(err, ERR_REFUSED,
			    "旧格式 xls 或带密码的表格，请另存为不带密码的 "
			    "xlsx：%s",
			    path);
		return err_set(err, path_exists(path) ? ERR_REFUSED : ERR_WORLD,
		    path_exists(path) ? "不是 xlsx 表格：%s"
				      : "没有这个文件：%s",
		    path);
	}
	r = mem_alloc(sizeof(*r));
	r->zip = zip;
	r->path = mem_strdup(path);
	if (!reader_load(r, err)) {
		xlsx_reader_close(r);
		return false;
	}
	*made = r;
	return true;
}

void
xlsx_reader_close(struct xlsx_reader *r)
{
	size_t i;

	if (!r)
		return;
	unzClose(r->zip);
	for (i = 0; i < r->sheet_count; i++) {
		free(r->sheets[i].name);
		free(r->sheets[i].relation);
		free(r->sheets[i].path);
	}
	free(r->sheets);
	free(r->path);
	free(r->folder);
	free(r->strings_path);
	free(r->styles_path);
	free(r->dates);
	free(r->date_codes);
	free(r->starts);
	buf_done(&r->strings);
	free(r);
}

size_t
xlsx_reader_sheets(const struct xlsx_reader *r)
{
	return r->sheet_count;
}

const char *
xlsx_reader_name(const struct xlsx_reader *r, size_t sheet)
{
	return r->sheets[sheet].name;
}

bool
xlsx_reader_visible(const struct xlsx_reader *r, size_t sheet)
{
	return !r->sheets[sheet].hidden;
}

bool
xlsx_reader_each(struct xlsx_reader *r, size_t sheet, xlsx_each *each,
    void *data, struct err *err)
{
	struct parse p = {0};
	bool found = false;

	p.each = each;
	p.data = data;
	p.row = -1;
	if (!strings_load(r, err))
		return false;
	if (r->sheets[sheet].path &&
	    !part_parse(r, r->sheets[sheet].path, sheet_start, sheet_end, &p,
		&found, err))
		return false;
	if (!found)
		return err_set(err, ERR_REFUSED, "表格中没有工作表「%s」的内容",
		    r->sheets[sheet].name);
	return true;
}

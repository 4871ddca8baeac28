/* Workbooks made to harm: a sentence each, in bounded memory. */
#include "walk.h"
#include "zip_make.h"

#include <minizip/zip.h>

#include "sheet/import.h"

#define MEGA ((size_t)1024 * 1024)

static struct walk_book w;
static char *path;
static long most; /* KiB that any import had at once */

/* ---- memory ---- */

/* The process's peak so far; reset before. False where it cannot be. */
static bool
peak_reset(void)
{
	FILE *file = fopen("/proc/self/clear_refs", "w");
	bool good = file && fputs("5", file) >= 0;

	return file && fclose(file) == 0 && good;
}

static long
peak_read(void)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	long peak = 0;

	while (file && fgets(line, sizeof line, file))
		if (!strncmp(line, "VmHWM:", 6))
			peak = strtol(line + 6, NULL, 10);
	if (file)
		fclose(file);
	return peak;
}

/* ---- one file ---- */

/* The sentence that an import of the file ends with, or its counts. */
static char *
import_file(enum err_status *status)
{
	struct import_options o = {.path = path};
	struct import_result result;
	struct err err = {0};
	char *words;
	bool measured = peak_reset();
	long peak;

	if (import_run(w.forms, walk_form(&w, "walker"), &o, &result, NULL, &err))
		words = mem_printf("%d %d %d %d", (int)result.rows,
		    (int)result.added, (int)result.changed,
		    (int)result.refused);
	else
		words = mem_strdup(err.text);
	peak = measured ? peak_read() : 0;
	most = peak > most ? peak : most;
	*status = err.status;
	err_done(&err);
	return words;
}

static void
file_gives(const char *want, const char *name)
{
	enum err_status status;
	char *got = import_file(&status);
	bool fine = strstr(got, want) != NULL;

	if (!ok(fine && (status == ERR_NONE || status == ERR_REFUSED ||
			    status == ERR_WORLD),
		"hostile: %s", name))
		printf("#  got: %d %s\n# want: %s\n", status, got, want);
	free(got);
}

static void
zip_gives(struct zip_make *z, const char *want, const char *name)
{
	struct err err = {0};

	zip_end(z);
	if (!path_write(path, z->bytes.text, z->bytes.size, &err))
		printf("# %s\n", err.text);
	err_done(&err);
	buf_done(&z->bytes);
	file_gives(want, name);
}

/* The smallest workbook with one part in other words. */
static void
part_gives(int part, const char *text, const char *want, const char *name)
{
	struct zip_make z = {0};

	zip_workbook(&z, (size_t)part, text, strlen(text));
	zip_gives(&z, want, name);
}

enum { ROOT, WORKBOOK, RELATIONS, STRINGS, STYLES, SHEET };

static void
test_plain(void)
{
	struct zip_make z = {0};

	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_gives(&z, "1 1 0 0", "the smallest workbook is none: one row");
}

static void
test_entities(void)
{
	part_gives(SHEET,
	    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
	    "<worksheet>&b;</worksheet>",
	    "DOCTYPE", "entities of one's own");
	part_gives(STRINGS,
	    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><sst/>", "DOCTYPE",
	    "a document type from outside");
	part_gives(SHEET, "<worksheet>&x;</worksheet>", "已损坏",
	    "an entity that nobody declared");
}

static void
test_places(void)
{
	part_gives(SHEET,
	    "<worksheet><sheetData><row><c r='XFE1'><v>1</v></c></row>"
	    "</sheetData></worksheet>",
	    "不合法的格位", "a column too far");
	part_gives(SHEET,
	    "<worksheet><sheetData><row><c r='A1048577'><v>1</v></c></row>"
	    "</sheetData></worksheet>",
	    "不合法的格位", "a row too far");
	part_gives(SHEET,
	    "<worksheet><sheetData><row r='99999999999999999999'/>"
	    "</sheetData></worksheet>",
	    "行数超过", "a row beyond all numbers");
	part_gives(SHEET,
	    "<worksheet><sheetData><row r='1'><c t='s'><v>2</v></c></row>"
	    "</sheetData></worksheet>",
	    "文字编号不存在", "a shared string that is not there");
	part_gives(SHEET,
	    "<worksheet><sheetData><row r='1'><c t='s'><v>-1</v></c></row>"
	    "</sheetData></worksheet>",
	    "文字编号不存在", "a shared string before the first");
	part_gives(SHEET,
	    "<worksheet><sheetData><row r='1'><c r='A1' s='-5' t='n'>"
	    "<v>1e999</v></c></row></sheetData></worksheet>",
	    "找不到表头", "a style and a number out of range");
	part_gives(SHEET,
	    "<worksheet><sheetData><c><v>1</v></c></sheetData><mergeCells>"
	    "<mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1:'/>"
	    "<mergeCell ref='::'/></mergeCells></worksheet>",
	    "找不到表头", "merges of everything");
}

static void
test_parts(void)
{
	struct zip_make z = {0};

	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_text(&z, "../../etc/cron.d/x", "x");
	zip_gives(&z, "不该有的路径", "a part that leads outside");
	z = (struct zip_make){0};
	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_text(&z, "XL/Worksheets/sheet1.XML", ZIP_SHEET);
	zip_gives(&z, "有两份", "a part twice");
	z = (struct zip_make){.flags = 1};
	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_gives(&z, "带密码", "encrypted parts");
	z = (struct zip_make){.wrong_sum = 1};
	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_gives(&z, "已损坏", "sums that do not match");
	z = (struct zip_make){.pretends = 2000000000u};
	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_gives(&z, "过大", "a part that says it is huge");
	z = (struct zip_make){.pretends = 40};
	zip_workbook(&z, ZIP_PARTS, NULL, 0);
	zip_gives(&z, "损坏", "a part that says it is small");
	z = (struct zip_make){0};
	for (int i = 0; i < 20001; i++) {
		char name[16];

		snprintf(name, sizeof name, "p%d", i);
		zip_text(&z, name, "");
	}
	zip_gives(&z, "部件太多", "parts without end");
	z = (struct zip_make){0};
	zip_gives(&z, "不是 xlsx", "no part at all");
	z = (struct zip_make){0};
	zip_text(&z, "_rels/.rels",
	    "<Relationships><Relationship Id='r1' Type='x/officeDocument'"
	    " Target='word/document.xml'/></Relationships>");
	zip_text(&z, "word/document.xml", "<document><body/></document>");
	zip_gives(&z, "不是 xlsx", "a document for reading");
	z = (struct zip_make){0};
	zip_text(&z, "_rels/.rels",
	    "<Relationships><Relationship Id='r1' Type='x/officeDocument'"
	    " Target='xl/workbook.bin'/></Relationships>");
	zip_gives(&z, "xlsb", "a binary workbook");
}

static void
test_relations(void)
{
	part_gives(RELATIONS, "<Relationships/>", "没有工作表「甲」的内容",
	    "a sheet without a part");
	part_gives(RELATIONS,
	    "<Relationships><Relationship Id='r1' Type='x/worksheet'"
	    " TargetMode='External' Target='http://example.org/x.xml'/>"
	    "</Relationships>",
	    "没有工作表「甲」的内容", "a sheet from outside");
	part_gives(WORKBOOK, "<workbook/>", "不是 xlsx", "no sheets");
	part_gives(WORKBOOK,
	    "<workbook xmlns:r='r'><sheets><sheet name='x' state='veryHidden'"
	    " r:id='r1'/></sheets></workbook>",
	    "没有看得见的工作表", "hidden sheets only");
	part_gives(ROOT, "<Relationships>", "损坏", "relations cut");
	part_gives(SHEET, "", "损坏", "an empty sheet part");
	part_gives(SHEET, "\xff\xfe\x00", "损坏", "bytes that are no text");
}

/* The front, the middle again and again, the end. */
static void
long_gives(int part, const char *front, const char *middle, size_t times,
    const char *end, const char *want, const char *name)
{
	struct zip_make z = {0};
	struct buf text = {0};

	buf_add_string(&text, front);
	for (size_t i = 0; i < times; i++)
		buf_add_string(&text, middle);
	buf_add_string(&text, end);
	zip_workbook(&z, (size_t)part, text.text, text.size);
	buf_done(&text);
	zip_gives(&z, want, name);
}

static void
test_long(void)
{
	struct zip_make z = {0};
	struct buf text = {0};

	long_gives(SHEET, "<worksheet>", "<a>", 2 * MEGA, "", "嵌套太深",
	    "nesting without end");
	long_gives(SHEET, "<worksheet x='", "yyyyyyyyyyyyyyyy", 2 * MEGA, "'/>",
	    "太长", "an attribute without end");
	long_gives(SHEET, "<worksheet><row><c t='inlineStr'><is><t>",
	    "好好好好", 20000, "</t></is></c></row></worksheet>",
	    "超过32767字", "a cell without end");
	long_gives(STRINGS, "<sst>", "<si><t>0123456789012345678901234567</t></si>",
	    3 * MEGA / 2, "</sst>", "文字太多", "strings without end");
	long_gives(STYLES, "<s><cellXfs>", "<xf numFmtId='14'/>", 200000,
	    "</cellXfs></s>", "格式太多", "styles without end");
	long_gives(WORKBOOK, "<w>", "<sheet name='x'/>", 1001, "</w>",
	    "工作表太多", "sheets without end");
	long_gives(RELATIONS, "<r>",
	    "<Relationship Id='q' Type='x/worksheet' Target='y'/>", 10001,
	    "</r>", "部件太多", "relations without end");
	long_gives(SHEET, "<worksheet><mergeCells>",
	    "<mergeCell ref='A1:B2'/>", 100001, "</mergeCells></worksheet>",
	    "合并格太多", "merges without end");
	buf_add_string(&text, "<worksheet>");
	for (int i = 0; i < 1500000; i++)
		buf_printf(&text, "<n%d/>", i);
	buf_add_string(&text, "</worksheet>");
	zip_workbook(&z, SHEET, text.text, text.size);
	buf_done(&text);
	zip_gives(&z, "太长", "names without end");
}

/* One string named by every cell of a row. */
static void
test_amplified(void)
{
	struct zip_make z = {0};
	struct buf strings = {0}, sheet = {0};

	buf_add_string(&strings, "<sst><si><t>");
	for (int i = 0; i < 12000; i++)
		buf_add_string(&strings, "好好好");
	buf_add_string(&strings, "</t></si></sst>");
	buf_add_string(&sheet, "<worksheet><sheetData><row r='1'>");
	for (int i = 0; i < 16384; i++)
		buf_add_string(&sheet, "<c t='s'><v>0</v></c>");
	buf_add_string(&sheet, "</row></sheetData></worksheet>");
	for (size_t i = 0; i < ZIP_PARTS; i++) {
		const struct buf *own = i == STRINGS ? &strings
					: i == SHEET ? &sheet
						     : NULL;

		if (own)
			zip_part(&z, zip_names[i], own->text, own->size);
		else
			zip_text(&z, zip_names[i], zip_texts[i]);
	}
	buf_done(&strings);
	buf_done(&sheet);
	zip_gives(&z, "第 1 行太长", "one string in every cell of a row");
}

/* 300 MB of blanks in 300 kB, in a part or in one that nothing leads to. */
static void
bomb_gives(int part, const char *name)
{
	static char blanks[1 << 20];
	zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);

	memset(blanks, ' ', sizeof blanks);
	for (int i = 0; zip && i <= ZIP_PARTS; i++) {
		const char *text = i < ZIP_PARTS ? zip_texts[i] : "";

		zipOpenNewFileInZip(zip,
		    i < ZIP_PARTS ? zip_names[i] : "xl/media/1.png", NULL, NULL, 0, NULL, 0,
		    NULL, Z_DEFLATED, 9);
		for (int n = 0; i == part && n < 300; n++)
			zipWriteInFileInZip(zip, blanks, sizeof blanks);
		zipWriteInFileInZip(zip, text, (unsigned)strlen(text));
		zipCloseFileInZip(zip);
	}
	if (zip)
		zipClose(zip, NULL);
	file_gives("过大", name);
}

static void
test_bomb(void)
{
	bomb_gives(SHEET, "three hundred megabytes of blanks");
	bomb_gives(STRINGS, "the same among the strings");
	bomb_gives(ZIP_PARTS, "the same in a part that nothing leads to");
}

static void
test_cut(void)
{
	struct buf whole = {0};
	struct err err = {0};
	size_t taken = 0, at;

	ok(path_read("tests/fixtures/import/libreoffice.xlsx", MEGA, &whole,
	       &err),
	    "hostile: a real workbook is there");
	for (at = 0; at < whole.size; at += 1 + whole.size / 97) {
		enum err_status status;
		char *got;

		if (!path_write(path, whole.text, at, &err))
			break;
		got = import_file(&status);
		taken += status != ERR_REFUSED && status != ERR_WORLD;
		free(got);
	}
	is_int((long long)taken, 0, "hostile: a cut workbook is never taken");
	err_done(&err);
	buf_done(&whole);
}

int
main(void)
{
	walk_open(&w);
	path = path_join(w.dir, "hostile.xlsx");
	test_plain();
	test_entities();
	test_places();
	test_parts();
	test_relations();
	test_cut();
	test_bomb();
	test_long();
	test_amplified();
	unlink(path);
	free(path);
	walk_close(&w);
	printf("# %ld KiB at most\n", most);
#ifndef __SANITIZE_ADDRESS__
	ok(most < 64 * 1024, "hostile: no file took more than 64 MiB");
#endif
	return done();
}

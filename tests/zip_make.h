/*
 * Zip files as no honest program writes them: parts stored as they are,
 * by any name, with any size and sum.
 */
#ifndef JB_TESTS_ZIP_MAKE_H
#define JB_TESTS_ZIP_MAKE_H

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

struct zip_make {
	struct buf bytes, index;
	unsigned count;
	unsigned flags;    /* of the parts that follow: 1 is encrypted */
	int wrong_sum;     /* the parts that follow do not match */
	uint32_t pretends; /* unpacked size of the parts that follow; 0: true */
};

static inline void
zip_number(struct buf *out, uint32_t value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		buf_add_char(out, (char)(value & 0xff));
}

static inline uint32_t
zip_sum(const char *bytes, size_t size)
{
	static uint32_t table[256];
	uint32_t sum = 0xffffffffu;

	for (uint32_t i = 0; !table[255] && i < 256; i++) {
		table[i] = i;
		for (int bit = 0; bit < 8; bit++)
			table[i] = (table[i] & 1 ? 0xedb88320u : 0) ^
				   table[i] >> 1;
	}
	for (size_t i = 0; i < size; i++)
		sum = table[(sum ^ (unsigned char)bytes[i]) & 0xff] ^ sum >> 8;
	return ~sum;
}

/* What local header and index share. */
static inline void
zip_fields(struct zip_make *z, struct buf *out, const char *name, uint32_t sum,
    uint32_t size)
{
	zip_number(out, 20, 2);
	zip_number(out, z->flags, 2);
	zip_number(out, 0, 2); /* stored */
	zip_number(out, 0, 4); /* when */
	zip_number(out, sum, 4);
	zip_number(out, size, 4);
	zip_number(out, z->pretends ? z->pretends : size, 4);
	zip_number(out, (uint32_t)strlen(name), 2);
	zip_number(out, 0, 2);
}

static inline void
zip_part(struct zip_make *z, const char *name, const char *bytes, size_t size)
{
	uint32_t at = (uint32_t)z->bytes.size;
	uint32_t sum = zip_sum(bytes, size) ^ (z->wrong_sum ? 1u : 0u);

	buf_add(&z->bytes, "PK\003\004", 4);
	zip_fields(z, &z->bytes, name, sum, (uint32_t)size);
	buf_add_string(&z->bytes, name);
	buf_add(&z->bytes, bytes, size);
	buf_add(&z->index, "PK\001\002", 4);
	zip_number(&z->index, 20, 2);
	zip_fields(z, &z->index, name, sum, (uint32_t)size);
	zip_number(&z->index, 0, 2 + 2 + 2 + 4);
	zip_number(&z->index, at, 4);
	buf_add_string(&z->index, name);
	z->count++;
}

static inline void
zip_text(struct zip_make *z, const char *name, const char *text)
{
	zip_part(z, name, text, strlen(text));
}

/* Afterwards z->bytes is the file. */
static inline void
zip_end(struct zip_make *z)
{
	uint32_t at = (uint32_t)z->bytes.size;

	buf_add(&z->bytes, buf_string(&z->index), z->index.size);
	buf_add(&z->bytes, "PK\005\006", 4);
	zip_number(&z->bytes, 0, 4);
	zip_number(&z->bytes, z->count, 2);
	zip_number(&z->bytes, z->count, 2);
	zip_number(&z->bytes, (uint32_t)z->index.size, 4);
	zip_number(&z->bytes, at, 4);
	zip_number(&z->bytes, 0, 2);
	buf_done(&z->index);
}

/* ---- the parts of the smallest workbook ---- */

#define ZIP_ROOT                                                              \
	"<Relationships><Relationship Id='r1' Type='x/officeDocument'"        \
	" Target='xl/workbook.xml'/></Relationships>"
#define ZIP_WORKBOOK                                                          \
	"<workbook xmlns:r='r'><sheets><sheet name='甲' sheetId='1'"          \
	" r:id='r1'/></sheets></workbook>"
#define ZIP_RELATIONS                                                         \
	"<Relationships><Relationship Id='r1' Type='x/worksheet'"             \
	" Target='worksheets/sheet1.xml'/><Relationship Id='r2'"              \
	" Type='x/sharedStrings' Target='sharedStrings.xml'/><Relationship"   \
	" Id='r3' Type='x/styles' Target='styles.xml'/></Relationships>"
#define ZIP_STRINGS "<sst><si><t>姓名</t></si><si><t>甲甲</t></si></sst>"
#define ZIP_STYLES                                                            \
	"<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>" \
	"</styleSheet>"
#define ZIP_SHEET                                                             \
	"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row>" \
	"<row r='2'><c r='A2' t='s'><v>1</v></c></row></sheetData></worksheet>"

enum { ZIP_PARTS = 6 };

static const char *const zip_names[ZIP_PARTS] = {"_rels/.rels",
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
    "xl/styles.xml", "xl/worksheets/sheet1.xml"};
static const char *const zip_texts[ZIP_PARTS] = {ZIP_ROOT, ZIP_WORKBOOK,
    ZIP_RELATIONS, ZIP_STRINGS, ZIP_STYLES, ZIP_SHEET};

/* The smallest workbook, with one part in other words; at ZIP_PARTS none. */
static inline void
zip_workbook(struct zip_make *z, size_t at, const char *bytes, size_t size)
{
	for (size_t i = 0; i < ZIP_PARTS; i++)
		if (i == at)
			zip_part(z, zip_names[i], bytes, size);
		else
			zip_text(z, zip_names[i], zip_texts[i]);
}

#endif

/*
 * Text as people see it: UTF-8 clusters, widths in terminal cells, folding
 * of full-width signs, and the two gates.  The only place of the program
 * that knows how wide a character is.
 */
#ifndef JB_BASE_TEXT_H
#define JB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Decodes one code point at s (of at most size bytes, size > 0) and returns
 * the bytes used; an invalid byte gives *cp = -1 and 1.
 */
size_t text_decode(const char *s, size_t size, int32_t *cp);
size_t text_encode(
    int32_t cp, char out[4]); /* bytes written; 0: not a code point */
bool text_valid(const char *s, size_t size); /* UTF-8, no surrogates, no NUL */
size_t text_length(const char *s);           /* code points */

/* Cells of one code point: 0 (combining, controls), 1 or 2; planes 2 and 3 are 2. */
int text_cp_width(int32_t cp);
int text_width(const char *s); /* cells of a whole string */
size_t text_cluster(
    const char *s); /* bytes of the first cluster; 0 at the end */
size_t text_cluster_before(
    const char *s, size_t at); /* start of the cluster that ends at byte `at` */

/* How many whole clusters fit into `cells`: returns bytes; *used gets the cells taken. */
size_t text_fit(const char *s, int cells, int *used);

/* Appends s cut or blank-padded to exactly `cells`; cut text ends in '>' .
 * align: -1 left, 1 right. */
void text_pad(struct buf *, const char *s, int cells, int align);

/* Breaks s into lines of at most `cells`; appends with '\n' between. */
void text_wrap(struct buf *, const char *s, int cells);

/*
 * Half-width form of full-width ASCII, the ideographic blank and the Chinese
 * signs that stand for operators (。 is '.', 、 is '/', 《 〈 '<' ...).
 * For commands, codes, numbers, dates and searches, never for free text.
 * The caller's.
 */
char *text_fold(const char *s);

/*
 * The gate in.  Checks UTF-8 and XML-legal characters and refuses control
 * characters (line breaks pass when multiline).  Trims blanks at both ends
 * (U+3000 too).  With `strict` (names, codes) also refuses bidi and
 * zero-width characters.  NULL and a set err, or the caller's string.
 */
char *text_gate_in(
    const char *bytes, size_t size, bool multiline, bool strict, struct err *);

/* The gate out: controls, bidi, zero-width, tags and bad bytes become
 * visible as ⟨U+202E⟩; line breaks pass when multiline.  The caller's. */
char *text_gate_out(const char *s, bool multiline);

bool text_equal_fold(
    const char *a, const char *b); /* ASCII case and full width alike */

#endif

/*
 * A field's value between people and the book: typed text to stored text
 * (dates, money, codes by code or label, references by key or label), and
 * back for text, csv and json.
 */
#ifndef JB_RECORD_VALUE_H
#define JB_RECORD_VALUE_H

#include "base/buf.h"
#include "record/formdef.h"

/* Stored form of what was typed, as text for binding: *stored NULL means
 * null (empty input).  Refuses with bad_date bad_number bad_name
 * not_in_list no_such ambiguous ... and a sentence naming label, value and
 * what would be right.  The caller's. */
bool value_parse(struct forms *, const struct field *, const char *typed,
    bool screen, char **stored, struct err *) ATTR_MUST_USE;

enum value_style {
	VALUE_RAW,   /* csv, json: code of references and codes, 1234.56 */
	VALUE_HUMAN, /* text: labels, 1,234.56 */
};
/* Appends the shown form of a stored value (NULL: nothing).  Labels of codes
 * and references are looked up in the book (cached). */
bool value_show(struct forms *, const struct field *, const char *stored,
    enum value_style, struct buf *, struct err *) ATTR_MUST_USE;

/* The middle of an ID, telephone or account number hidden. */
void value_mask(const char *stored, struct buf *);

/* id of a record by KEY (code, list/code, #ID, or a label only one has).
 * 0 and no_such or ambiguous. */
bool value_find(struct forms *, const struct formdef *, const char *key,
    int64_t *id, struct err *) ATTR_MUST_USE;

/* Choices of a code or reference field that match what was typed (initials
 * first, then inside; code, Hanzi). */
struct choice {
	char *code, *label;
};
bool value_choices(struct forms *, const struct field *, const char *typed,
    size_t most, struct choice **, size_t *count, struct err *) ATTR_MUST_USE;
void value_choices_free(struct choice *, size_t);

#endif

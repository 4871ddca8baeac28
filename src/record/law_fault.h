/* A check of the law under way, and how it tells of FILE:LINE. */
#ifndef JB_RECORD_LAW_FAULT_H
#define JB_RECORD_LAW_FAULT_H

#include "record/formdef.h"

struct law_check {
	struct forms *forms;
	struct db *db; /* the book's */
	forms_fault *fault;
	void *data;
	size_t found;
	struct err *err; /* what kept us from checking at all */
};

/* Of the first line of any schema file that holds both words in quotes (b
 * may be NULL), else the first word, else what makes the table, view or
 * trigger a. */
void law_fault(struct law_check *, const char *a, const char *b,
    const char *fmt, ...) ATTR_FORMAT(4, 5);
/* Of what was made, so many lines below its CREATE. */
void law_fault_made(struct law_check *, const char *name, int below,
    const char *fmt, ...) ATTR_FORMAT(4, 5);

/* Asks on about the tables, views and triggers; false: could not. */
bool law_made_check(struct law_check *) ATTR_MUST_USE;

#endif

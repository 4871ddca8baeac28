/* How a filter is kept, for its reading (filter) and its SQL (filter_sql). */
#ifndef JB_RECORD_FILTER_CHIP_H
#define JB_RECORD_FILTER_CHIP_H

#include "record/filter.h"

enum filter_sign {
	SIGN_IS, /* any of the values */
	SIGN_NOT,
	SIGN_AT_LEAST,
	SIGN_AT_MOST,
	SIGN_ABOVE,
	SIGN_BELOW,
	SIGN_CONTAINS,
	SIGN_RANGE, /* two values, either may be NULL */
	SIGN_EMPTY,
	SIGN_FILLED,
};

struct chip {
	const struct field *field;
	enum filter_sign sign;
	char **values; /* stored form; text as typed */
	size_t count;
	bool by_label; /* values are labels of a reference */
	char *words;   /* as written */
};

struct filter {
	const struct formdef *form;
	struct chip *chips;
	size_t count, room;
	char *search; /* NULL: none */
};

#endif

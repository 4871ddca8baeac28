/*
 * What the table `refusal` knows of a code.
 */
#include <stdio.h>
#include <stdlib.h>

#include "pay/refuse.h"

bool
refuse_rule(struct db *db, struct err *err)
{
	struct err ignored = {0};
	char *rule = NULL;

	if (err->status != ERR_REFUSED || err->rule[0])
		return false;
	if (db_string(db, &ignored, &rule,
		"SELECT rule FROM refusal WHERE code = ?1", "s", err->code) &&
	    rule)
		snprintf(err->rule, sizeof err->rule, "%s", rule);
	free(rule);
	err_done(&ignored);
	return false;
}

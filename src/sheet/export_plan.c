/* Included reports stand where the word include stands, however deep. */
#include "sheet/export_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/record.h"
#include "sheet/sheet_offices.h"

#define INCLUDE_DEPTH 3

static void
table_add(struct export_plan *plan, const struct exportdef *def, size_t at)
{
	struct export_table *table;

	plan->tables = mem_resize(
	    plan->tables, plan->count + 1, sizeof(*plan->tables));
	table = &plan->tables[plan->count++];
	memset(table, 0, sizeof(*table));
	table->def = def;
	table->sheet = &def->sheets[at];
	table->number = at + 1;
	table->columns = table->sheet->count;
}

/* Where offices were collected, a table is theirs one under the other. */
static void
tables_of_offices(struct export_plan *plan, const char *month)
{
	size_t i;

	for (i = 0; i < plan->count; i++) {
		struct export_table *table = &plan->tables[i];

		if (table->sheet->rows != EXPORT_ROWS_SOURCE)
			continue;
		table->offices = sheet_offices_make(table->sheet, month,
		    table->def->name, (int64_t)table->number);
		table->sheet = sheet_offices_sheet(table->offices);
		table->columns = table->sheet->count;
	}
}

static bool
tables_add(struct export_plan *plan, struct forms *forms,
    const struct exportdef *def, const char *day, int depth, struct err *err)
{
	bool fine = true;
	size_t i;

	if (depth > INCLUDE_DEPTH)
		return err_set(
		    err, ERR_USAGE, _("报表「%s」层层放入，没有尽头"), def->name);
	for (i = 0; fine && i < def->count; i++) {
		struct exportdef *inner;

		if (!def->sheets[i].include) {
			table_add(plan, def, i);
			continue;
		}
		fine = exportdef_load_on(
		    &inner, forms, def->sheets[i].include, day, err);
		if (!fine)
			break;
		plan->included = mem_resize(plan->included,
		    plan->included_count + 1, sizeof(*plan->included));
		plan->included[plan->included_count++] = inner;
		fine = tables_add(plan, forms, inner, day, depth + 1, err);
	}
	return fine;
}

/* A worksheet for each table that does not stand under another. */
static void
places_make(struct export_plan *plan)
{
	struct export_place *place = NULL;
	size_t i;

	plan->places = mem_array(plan->count + 1, sizeof(*plan->places));
	for (i = 0; i < plan->count; i++) {
		struct export_table *table = &plan->tables[i];

		if (!table->sheet->under || !place) {
			place = &plan->places[plan->place_count++];
			place->name = table->sheet->name;
			place->first = table;
		} else {
			plan->tables[i - 1].more = true;
		}
		table->place = (size_t)(place - plan->places);
		if (table->sheet->count > place->grid)
			place->grid = table->sheet->count;
		if (table->sheet->rows != EXPORT_ROWS_SOURCE)
			place->late = true;
	}
}

bool
export_plan_make(struct export_plan *plan, struct forms *forms,
    const struct exportdef *def, const char *day, struct err *err)
{
	memset(plan, 0, sizeof(*plan));
	if (!tables_add(plan, forms, def, day, 0, err) ||
	    (def->monthly && !sheet_offices_count(forms_book(forms)->db, day,
				 &plan->offices, err))) {
		export_plan_done(plan);
		return false;
	}
	if (plan->offices)
		tables_of_offices(plan, day);
	places_make(plan);
	return true;
}

void
export_plan_done(struct export_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->count; i++) {
		sheet_sums_done(&plan->tables[i].sums);
		sheet_offices_free(plan->tables[i].offices);
	}
	for (i = 0; i < plan->place_count; i++)
		free(plan->places[i].title);
	for (i = 0; i < plan->included_count; i++)
		exportdef_free(plan->included[i]);
	free(plan->included);
	free(plan->places);
	free(plan->tables);
	memset(plan, 0, sizeof(*plan));
}

const struct export_table *
export_plan_find(
    const struct export_plan *plan, const char *term, size_t *column)
{
	size_t i, j, name = strcspn(term, ".");
	const char *end;
	long number;

	if (!term[name])
		return NULL;
	number = strtol(term + name + 1, (char **)&end, 10);
	if (*end++ != '.')
		return NULL;
	for (i = 0; i < plan->count; i++) {
		const struct export_table *table = &plan->tables[i];
		const struct export_sheet *sheet = table->sheet;

		if (strncmp(table->def->name, term, name) ||
		    table->def->name[name] || (long)table->number != number)
			continue;
		for (j = 0; j < sheet->count; j++)
			if (sheet->columns[j].field &&
			    !strcmp(sheet->columns[j].field->name, end) &&
			    sheet->columns[j].look.total !=
				LAYOUT_TOTAL_NONE) {
				*column = j;
				return table;
			}
	}
	return NULL;
}

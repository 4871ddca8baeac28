/*
 * Which scheme and numbers an organ pays by.  Organs are few, and so are the
 * days on which anything changes: an answer is made once for each organ and
 * stretch between two such days, and stands as long as the places do.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/money.h"
#include "pay/day.h"
#include "pay/place.h"

struct place_organ {
	int64_t id, parent;
	char *name;
	struct place **answers; /* by stretch, NULL: not asked yet */
};

struct place_use {
	int64_t organ;
	int32_t from, to;
	const struct policy *policy;
};

struct place_unit {
	int64_t organ;
	int32_t from, to;
	char *name, *value;
};

struct place_day {
	int32_t day;
	bool works;
};

struct places {
	struct place_organ *organs; /* by id */
	size_t organ_count, organ_room;
	struct place_use *uses;
	size_t use_count, use_room;
	struct place_unit *units;
	size_t unit_count, unit_room;
	struct place_day *days; /* by day */
	size_t day_count, day_room;
	int32_t *changes; /* days on which a use or unit begins or ends */
	size_t change_count, change_room;
	struct policy **policies;
	size_t policy_count, policy_room;
	const struct policy *only; /* of a book that names no use; or NULL */
};

static bool
places_load_organs(struct places *places, struct db *db, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT id, parent_id, short_name FROM organ ORDER BY id", err);
	bool row, good = stmt != NULL;

	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		places->organs = mem_grow(places->organs, places->organ_count,
		    &places->organ_room, sizeof *places->organs);
		places->organs[places->organ_count++] = (struct place_organ){
			.id = stmt_int(stmt, 0),
			.parent = stmt_is_null(stmt, 1) ? 0 : stmt_int(stmt, 1),
			.name = mem_strdup(stmt_text(stmt, 2))};
	}
	stmt_free(stmt);
	return good;
}

static bool
places_take_policy(struct places *places, struct db *db, int64_t id,
    const struct policy **out, struct err *err)
{
	struct policy *policy;

	for (size_t i = 0; i < places->policy_count; i++)
		if (places->policies[i]->id == id) {
			*out = places->policies[i];
			return true;
		}
	if (!policy_load(db, id, &policy, err))
		return false;
	places->policies = mem_grow(places->policies, places->policy_count,
	    &places->policy_room, sizeof(struct policy *));
	places->policies[places->policy_count++] = policy;
	*out = policy;
	return true;
}

static bool
places_load_uses(struct places *places, struct db *db, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT organ_id, valid_from, valid_to, pay_scheme_id"
	    " FROM scheme_use WHERE void_reason IS NULL"
	    " ORDER BY valid_from, id",
	    err);
	bool row, good = stmt != NULL;

	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const struct policy *policy;

		good = places_take_policy(
		    places, db, stmt_int(stmt, 3), &policy, err);
		if (!good)
			break;
		places->uses = mem_grow(places->uses, places->use_count,
		    &places->use_room, sizeof *places->uses);
		places->uses[places->use_count++] = (struct place_use){
			.organ = stmt_int(stmt, 0),
			.from = day_read(stmt_text(stmt, 1), DAY_END),
			.to = day_read(stmt_text(stmt, 2), DAY_END),
			.policy = policy};
	}
	stmt_free(stmt);
	return good;
}

/* A book that names no use pays by its only scheme. */
static bool
places_load_only(struct places *places, struct db *db, struct err *err)
{
	int64_t id;

	for (size_t i = 0; i < places->use_count; i++)
		if (places->uses[i].policy->kind == KIND_GRADE)
			return true;
	return db_int(db, err, &id, 0,
		   "SELECT min(id) FROM pay_scheme WHERE kind = 'grade'"
		   " AND void_reason IS NULL HAVING count(*) = 1",
		   "") &&
	    (!id || places_take_policy(places, db, id, &places->only, err));
}

static bool
places_load_units(struct places *places, struct db *db, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT organ_id, valid_from, valid_to, name, value FROM pay_unit"
	    " WHERE void_reason IS NULL ORDER BY valid_from, id",
	    err);
	bool row, good = stmt != NULL;

	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		places->units = mem_grow(places->units, places->unit_count,
		    &places->unit_room, sizeof *places->units);
		places->units[places->unit_count++] = (struct place_unit){
			.organ = stmt_int(stmt, 0),
			.from = day_read(stmt_text(stmt, 1), DAY_END),
			.to = day_read(stmt_text(stmt, 2), DAY_END),
			.name = mem_strdup(stmt_text(stmt, 3)),
			.value = mem_strdup(stmt_text(stmt, 4))};
	}
	stmt_free(stmt);
	return good;
}

static bool
places_load_days(struct places *places, struct db *db, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT code, works FROM workday WHERE void_reason IS NULL"
	    " ORDER BY code",
	    err);
	bool row, good = stmt != NULL;

	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		places->days = mem_grow(places->days, places->day_count,
		    &places->day_room, sizeof *places->days);
		places->days[places->day_count++] = (struct place_day){
			.day = day_read(stmt_text(stmt, 0), DAY_END),
			.works = stmt_int(stmt, 1) != 0};
	}
	stmt_free(stmt);
	return good;
}

static void
places_add_change(struct places *places, int32_t day)
{
	if (day == DAY_END)
		return;
	places->changes = mem_grow(places->changes, places->change_count,
	    &places->change_room, sizeof *places->changes);
	places->changes[places->change_count++] = day;
}

static int
places_compare_days(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

	return left < right ? -1 : left > right;
}

static void
places_find_changes(struct places *places)
{
	for (size_t i = 0; i < places->use_count; i++) {
		places_add_change(places, places->uses[i].from);
		places_add_change(places, places->uses[i].to);
	}
	for (size_t i = 0; i < places->unit_count; i++) {
		places_add_change(places, places->units[i].from);
		places_add_change(places, places->units[i].to);
	}
	if (places->change_count)
		qsort(places->changes, places->change_count,
		    sizeof *places->changes, places_compare_days);
}

/* How many changes lie on or before the day. */
static size_t
places_stretch(const struct places *places, int32_t day)
{
	size_t low = 0, high = places->change_count;

	while (low < high) {
		size_t at = low + (high - low) / 2;

		if (places->changes[at] <= day)
			low = at + 1;
		else
			high = at;
	}
	return low;
}

bool
places_load(struct places **out, struct db *db, struct err *err)
{
	struct places *places = mem_alloc(sizeof *places);

	if (!places_load_organs(places, db, err) ||
	    !places_load_uses(places, db, err) ||
	    !places_load_only(places, db, err) ||
	    !places_load_units(places, db, err) ||
	    !places_load_days(places, db, err)) {
		places_free(places);
		return false;
	}
	places_find_changes(places);
	*out = places;
	return true;
}

static void
places_free_organ(const struct places *places, struct place_organ *organ)
{
	free(organ->name);
	for (size_t i = 0; organ->answers && i <= places->change_count; i++) {
		if (organ->answers[i])
			free(organ->answers[i]->cash);
		free(organ->answers[i]);
	}
	free(organ->answers);
}

void
places_free(struct places *places)
{
	if (!places)
		return;
	for (size_t i = 0; i < places->organ_count; i++)
		places_free_organ(places, &places->organs[i]);
	for (size_t i = 0; i < places->unit_count; i++) {
		free(places->units[i].name);
		free(places->units[i].value);
	}
	for (size_t i = 0; i < places->policy_count; i++)
		policy_free(places->policies[i]);
	free(places->organs);
	free(places->uses);
	free(places->units);
	free(places->days);
	free(places->changes);
	free(places->policies);
	free(places);
}

static struct place_organ *
places_organ(const struct places *places, int64_t id)
{
	size_t low = 0, high = places->organ_count;

	while (low < high) {
		size_t at = low + (high - low) / 2;

		if (places->organs[at].id < id)
			low = at + 1;
		else
			high = at;
	}
	if (low < places->organ_count && places->organs[low].id == id)
		return &places->organs[low];
	return NULL;
}

static int64_t
place_number(const char *value, int places)
{
	struct err ignored = {0};
	int64_t number;

	if (!money_parse(value, places, &number, &ignored))
		number = PAY_NONE;
	err_done(&ignored);
	return number;
}

static void
place_take_unit(struct place *place, const struct place_unit *unit)
{
	if (!strcmp(unit->name, "star")) {
		if (!place->star)
			place->star = unit->value;
	} else if (!strcmp(unit->name, "multiplier")) {
		if (place->multiplier == PAY_NONE)
			place->multiplier = place_number(unit->value, 4);
	} else if (!strcmp(unit->name, "basic_pct")) {
		if (place->basic_pct == PAY_NONE)
			place->basic_pct = place_number(unit->value, 4);
	} else if (!strcmp(unit->name, "performance_pays")) {
		if (place->performance_pays == PAY_NONE)
			place->performance_pays = policy_word(
			    "month quarter half year", unit->value);
	} else if (!strncmp(unit->name, "cash.", 5)) {
		for (size_t i = 0; i < place->cash_count; i++)
			if (!strcmp(place->cash[i].credit, unit->name + 5))
				return;
		place->cash = mem_grow(place->cash, place->cash_count,
		    &place->cash_room, sizeof *place->cash);
		place->cash[place->cash_count++] = (struct place_cash){
			unit->name + 5, place_number(unit->value, 2)};
	}
}

/* One organ's own rows, the latest first; what is set already stands. */
static void
place_take_organ(
    struct places *places, int64_t organ, int32_t day, struct place *place)
{
	for (size_t i = places->use_count; i-- > 0;) {
		const struct place_use *use = &places->uses[i];

		if (use->organ != organ || use->from > day || use->to <= day)
			continue;
		if (use->policy->kind == KIND_STATUTORY) {
			if (!place->statutory)
				place->statutory = use->policy;
		} else if (!place->policy) {
			place->policy = use->policy;
		}
	}
	for (size_t i = places->unit_count; i-- > 0;) {
		const struct place_unit *unit = &places->units[i];

		if (unit->organ == organ && unit->from <= day &&
		    unit->to > day)
			place_take_unit(place, unit);
	}
}

static const struct place nowhere = {
	.basic_pct = PAY_NONE,
	.performance_pays = PAY_NONE,
	.multiplier = PAY_NONE,
};

static struct place *
places_ask(struct places *places, struct place_organ *organ, int32_t day)
{
	struct place *place = mem_alloc(sizeof *place);
	const struct place_organ *at = organ;

	*place = nowhere;
	for (int depth = 0; at && depth < 8; depth++) {
		place_take_organ(places, at->id, day, place);
		at = at->parent ? places_organ(places, at->parent) : NULL;
	}
	if (!place->policy)
		place->policy = places->only;
	return place;
}

const struct place *
places_at(struct places *places, int64_t organ, int month)
{
	struct place_organ *own = places_organ(places, organ);
	int32_t day = day_of_month(month);
	size_t stretch = places_stretch(places, day);

	if (!own)
		return &nowhere;
	if (!own->answers)
		own->answers = mem_array(
		    places->change_count + 1, sizeof(struct place *));
	if (!own->answers[stretch])
		own->answers[stretch] = places_ask(places, own, day);
	return own->answers[stretch];
}

const char *
places_name(const struct places *places, int64_t organ)
{
	const struct place_organ *at = places_organ(places, organ);

	return at && at->name ? at->name : "";
}

bool
places_works(const struct places *places, int32_t day)
{
	size_t low = 0, high = places->day_count;
	int weekday = (int)(((day + 3) % 7 + 7) % 7); /* 0 Monday */

	while (low < high) {
		size_t at = low + (high - low) / 2;

		if (places->days[at].day < day)
			low = at + 1;
		else
			high = at;
	}
	if (low < places->day_count && places->days[low].day == day)
		return places->days[low].works;
	return weekday < 5;
}

size_t
places_policies(const struct places *places)
{
	return places->policy_count;
}

const struct policy *
places_policy(const struct places *places, size_t at)
{
	return places->policies[at];
}

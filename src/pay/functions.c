/*
 * The forecast as SQL sees it: pay_forecast('month' or 'worker', months) is
 * a JSON array of objects, from the month of as_of() on, so that views can
 * list it and papers print it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pay/pay.h"
#include "pay/scheme_sense.h"

static void
member_text(struct buf *json, const char *name, const char *value)
{
	buf_printf(json, ",\"%s\":", name);
	buf_add_json(json, *value ? value : NULL);
}

static void
member_number(struct buf *json, const char *name, int64_t value)
{
	buf_printf(json, ",\"%s\":%" PRId64, name, value);
}

/* The comma after an object stands before the next. */
static void
object_begin(struct buf *json)
{
	buf_add_string(json, json->size > 1 ? ",{" : "{");
}

static bool
month_add(void *data, const struct pay_forecast_row *row)
{
	struct buf *json = data;

	if (*row->worker)
		return true;
	object_begin(json);
	buf_add_string(json, "\"month\":");
	buf_add_json(json, row->month);
	member_number(json, "heads", row->heads);
	member_number(json, "steps", row->steps);
	member_number(json, "tops", row->tops);
	member_number(json, "gross", row->gross);
	member_number(json, "employer", row->employer);
	member_number(json, "total", row->total);
	member_number(json, "change", row->change);
	buf_add_char(json, '}');
	return true;
}

static void
person_add(void *data, const struct pay_outlook *o)
{
	struct buf *json = data;

	object_begin(json);
	buf_printf(json, "\"worker\":%" PRId64, o->worker);
	member_text(json, "post", o->post);
	member_number(json, "grade", o->grade);
	member_text(json, "next", o->next);
	member_number(json, "next_grade", o->next_grade);
	member_text(json, "top", o->top);
	member_text(json, "retires", o->retires);
	member_text(json, "contract", o->contract);
	buf_add_char(json, '}');
}

struct next_step {
	int grade; /* now */
	struct buf words;
};

static bool
next_add(void *data, const struct pay_forecast_row *row)
{
	struct next_step *next = data;

	if (!*row->worker || next->words.size || row->grade <= next->grade)
		return true;
	buf_printf(&next->words, "%d 级：%s", row->grade, row->month);
	return true;
}

/* pay_next(worker, grade, months): the grade ahead and its month; NULL when
 * none comes in so many months. */
static void
call_next(struct func *func, void *data)
{
	const struct session *session = data;
	struct book book = {.db = session->db};
	const char *worker = func_text(func, 0);
	struct next_step next = {.grade = (int)func_int(func, 1)};
	struct err ignored = {0};
	char month[8] = {0};

	memcpy(month, session->as_of, 7);
	if (worker &&
	    pay_forecast(&book, worker, month, (int)func_int(func, 2),
		next_add, &next, &ignored) &&
	    next.words.size)
		func_return_text(func, buf_string(&next.words));
	err_done(&ignored);
	buf_done(&next.words);
}

static void
call_forecast(struct func *func, void *data)
{
	const struct session *session = data;
	const char *what = func_text(func, 0);
	bool people = what && !strcmp(what, "worker");
	char month[8] = {0};
	struct buf json = {0};
	struct err err = {0};

	memcpy(month, session->as_of, 7);
	buf_add_char(&json, '[');
	if (pay_outlook(session->db, month, (int)func_int(func, 1),
		people ? NULL : month_add, people ? person_add : NULL, &json,
		&err)) {
		buf_add_char(&json, ']');
		func_return_text(func, buf_string(&json));
	} else {
		func_return_error(func, err.text);
	}
	err_done(&err);
	buf_done(&json);
}

/* pay_steps(worker, month): the steps behind the month's line, kept or
 * computed now, as the line keeps them; NULL for whom there are none. */
static void
call_steps(struct func *func, void *data)
{
	const struct session *session = data;
	const char *worker = func_text(func, 0), *month = func_text(func, 1);
	struct book book = {.db = session->db};
	struct pay_result result = {0};
	struct buf json = {0};
	struct err ignored = {0};

	if (!worker || !month ||
	    !pay_why(&book, worker, month, &result, &ignored)) {
		err_done(&ignored);
		return;
	}
	buf_add_char(&json, '[');
	for (size_t i = 0; i < result.count; i++) {
		const struct pay_step *s = &result.steps[i];

		object_begin(&json);
		buf_printf(&json, "\"n\":%d", s->n);
		member_text(&json, "step", s->step);
		member_text(&json, "words", s->words);
		member_text(&json, "rule", s->rule);
		member_text(&json, "value", s->value);
		member_text(&json, "doc_no", s->doc_no);
		buf_add_char(&json, '}');
	}
	buf_add_char(&json, ']');
	func_return_text(func, buf_string(&json));
	buf_done(&json);
	pay_result_done(&result);
}

/* scheme_fault(scheme): what does not make sense in it; NULL: nothing. */
static void
call_fault(struct func *func, void *data)
{
	const struct session *session = data;
	struct err found = {0};

	if (!scheme_sense_typed(session->db, func_int(func, 0), &found))
		func_return_text(func, found.text);
	err_done(&found);
}

const struct function pay_functions[] = {
	{"scheme_fault", 1, false, call_fault},
	{"pay_steps", 2, false, call_steps},
	{"pay_forecast", 2, false, call_forecast},
	{"pay_next", 3, false, call_next},
	{NULL, 0, false, NULL},
};

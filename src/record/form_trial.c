/*
 * The trial of a whole form: all that can be told is told at once.  The law
 * stops at its first word; what it would say next is heard by setting the
 * field it spoke of aside and trying again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/form_attempt.h"
#include "record/form_changes.h"
#include "record/form_told.h"

/* Each round hears one refusal; more than these no clerk reads at once. */
#define ROUNDS_MOST 12

static void
clear_faults(struct form *form)
{
	for (size_t i = 0; i < form->fault_count; i++)
		free(form->faults[i].text);
	form->fault_count = 0;
	for (size_t i = 0; i < form->count; i++)
		form_told_clear(&form->fields[i]);
}

static struct form_fault *
add_fault(struct form *form, int at, bool warning, const char *text)
{
	struct form_fault *fault;

	form->faults = mem_resize(
	    form->faults, form->fault_count + 1, sizeof(*form->faults));
	fault = &form->faults[form->fault_count++];
	fault->at = at;
	fault->stale = false;
	fault->warning = warning;
	fault->text = mem_strdup(text);
	return fault;
}

static bool
is_listed(const struct form *form, int at, const char *text)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (!strcmp(form->faults[i].text, text) ||
		    (at >= 0 && form->faults[i].at == at &&
			!form->faults[i].warning))
			return true;
	return false;
}

/* False: it has been said already. */
static bool
add_err(struct form *form, const struct err *err, int at)
{
	char *line = err_line(err);
	bool news = !is_listed(form, at, line);

	if (news) {
		add_fault(form, at, err->warning, line)->stale =
		    !strcmp(err->code, "stale");
		if (at >= 0 && err->warning)
			form->fields[at].warning = true;
	}
	free(line);
	return news;
}

/* What can be said of each field alone. */
static void
check_fields(struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *f = &form->fields[i];
		const char *label = f->field ? _(f->field->label) : _("理由");

		if (f->fault) {
			add_fault(form, (int)i, false, f->fault);
		} else if (f->stop && f->wanted && !*f->shown) {
			char *text = mem_printf(_("%s必填 [required]"), label);

			add_fault(form, (int)i, false, text);
			free(text);
		}
	}
}

struct hearing {
	struct form *form;
	struct record copy; /* with what was set aside */
	const char *reason;
};

/* One round; true: there may be more to hear. */
static bool
hear(struct hearing *h, bool *fine)
{
	struct form *form = h->form;
	struct err err = {0};
	struct record copy;
	bool more = false;
	int at;

	form_attempt_copy(&copy, &h->copy);
	*fine = form_attempt(form, &copy, h->reason, form_changes_list, &err);
	record_done(&copy);
	if (*fine)
		return false;
	at = form_find(form, err.field);
	if (at < 0 && err.status == ERR_REFUSED && *err.code &&
	    strcmp(err.code, "stale") != 0)
		at = form_told_cause(form, &err, h->reason, -1);
	if (add_err(form, &err, at) && err.warning && !h->reason) {
		h->reason = "试"; /* as if it were passed */
		more = true;
	} else if (at >= 0 && h->copy.given[at] &&
	    (size_t)at < form->def->count) {
		form_told_aside(form, &h->copy, (size_t)at);
		more = true;
	}
	err_done(&err);
	return more;
}

bool
form_trial(struct form *form)
{
	struct hearing h = {.form = form};
	struct err ignored = {0};
	bool fine = false, first = true;

	clear_faults(form);
	form_changes_clear(form);
	(void)form_leave(form, false, &ignored);
	err_done(&ignored);
	form_told_clear(&form->fields[form->at]);
	check_fields(form);
	h.reason = form_reason(form);
	form_attempt_copy(&h.copy, &form->record);
	for (int round = 0; round < ROUNDS_MOST && hear(&h, &fine); round++)
		first = false;
	record_done(&h.copy);
	return fine && first && !form->fault_count;
}

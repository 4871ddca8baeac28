/* The save of a form, and reading it again (see form.h). */
#include "record/form_attempt.h"

bool
form_reload(struct form *form, struct err *err)
{
	struct form *fresh =
	    form_open(form->forms, form->def, form->record.id, err);
	struct form old;

	if (!fresh)
		return false;
	old = *form;
	*form = *fresh;
	*fresh = old;
	form_free(fresh);
	return true;
}

bool
form_save(struct form *form, struct err *err)
{
	struct writing writing = {
	    form_reason(form), form->request_id, 0, false};

	if (!form_attempt_write(form, &form->record, &writing, err))
		return false;
	return form_reload(form, err);
}

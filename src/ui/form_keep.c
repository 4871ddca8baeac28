/* The draft of a form on the screen: written, dropped, taken up again. */
#include "base/lang.h"
#include "ui/form_parts.h"

#include <string.h>

#include "record/draft.h"

void
form_keep_write(struct view *view)
{
	struct form_view *v = (struct form_view *)view;
	struct err err = {0};

	if (!v->dirty || !view->desk->drafts || !form_is_changed(v->form))
		return;
	/* home offers one more: it reads again when this moves */
	view->desk->saves += !*v->kept;
	desk_clock(v->kept);
	if (!draft_write(view->desk->drafts, v->form, v->kept, &err)) {
		v->kept[0] = '\0';
		desk_err(view->desk, &err);
	}
	v->dirty = false;
}

void
form_keep_drop(struct form_view *v)
{
	if (v->view.desk->drafts)
		draft_drop(v->view.desk->drafts, v->form);
	v->view.desk->saves += *v->kept != '\0';
	v->kept[0] = '\0';
	v->dirty = false;
}

/* A draft of the same thing is taken up again. */
void
form_keep_offer(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct draft draft;

	if (!desk->drafts || !draft_find(desk->drafts, v->form, &draft))
		return;
	if (draft.purpose == v->form->purpose &&
	    (draft.purpose != FORM_MOVE ||
		(draft.action && !strcmp(draft.action, v->form->action)))) {
		draft_restore(&draft, v->form);
		memset(v->kept, 0, sizeof(v->kept));
		strncpy(v->kept, draft.at ? draft.at : "",
		    sizeof(v->kept) - 1);
		desk_say(desk, MESSAGE_SAID,
		    _("接着 %s 没存完的草稿"), v->kept);
	}
	draft_done(&draft);
}

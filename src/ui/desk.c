/* What all views share (see desk.h). */
#include "ui/desk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/clerk_file.h"
#include "record/draft.h"
#include "ui/term.h"

#define PIN_LEAST 4

bool
desk_init(struct desk *desk, struct forms *forms,
    const struct ui_options *options, struct err *err)
{
	struct err ignored = {0};

	memset(desk, 0, sizeof(*desk));
	desk->forms = forms;
	desk->options = options;
	desk->messages = messages_new();
	desk->keys = keymap_new();
	if (options->keys_path &&
	    !keymap_load(desk->keys, options->keys_path, err))
		return false;
	prefs_read(&desk->prefs, forms);
	desk->drafts = draft_folder(&ignored);
	if (desk->drafts)
		draft_sweep(desk->drafts);
	message_err(desk->messages, &ignored);
	return true;
}

static void
recent_done(struct recent *recent)
{
	free(recent->form);
	free(recent->key);
	free(recent->words);
	memset(recent, 0, sizeof(*recent));
}

void
desk_done(struct desk *desk)
{
	struct request request;

	while (desk_take_request(desk, &request))
		request_done(&request);
	for (size_t i = 0; i < desk->recent_count; i++)
		recent_done(&desk->recent[i]);
	messages_free(desk->messages);
	keymap_free(desk->keys);
	form_memory_free(desk->memory);
	prefs_done(&desk->prefs);
	free(desk->drafts);
	free(desk->doc_no);
	memset(desk, 0, sizeof(*desk));
}

/* ---- handing up ---- */

static struct request *
desk_request(struct desk *desk, enum ask ask)
{
	struct request *r;

	/* a view asks for one or two things at a time */
	if (desk->request_count == DESK_REQUESTS)
		request_done(&desk->requests[--desk->request_count]);
	r = &desk->requests[desk->request_count++];
	memset(r, 0, sizeof(*r));
	r->ask = ask;
	return r;
}

void
request_done(struct request *r)
{
	if (r->view)
		r->view->class->close(r->view);
	free(r->form);
	free(r->list);
	free(r->filter);
	free(r->search);
	free(r->key);
	free(r->field);
	free(r->ids);
	free(r->code);
	free(r->text);
	memset(r, 0, sizeof(*r));
}

void
desk_close(struct desk *desk)
{
	desk_request(desk, ASK_CLOSE);
}

void
desk_answer(struct desk *desk, const struct answer *answer)
{
	struct request *r = desk_request(desk, ASK_CLOSE);

	r->answered = true;
	r->answer = *answer;
	r->code = mem_strdup(answer->code);
	r->text = mem_strdup(answer->text);
	r->answer.code = r->code;
	r->answer.text = r->text;
}

void
desk_home(struct desk *desk)
{
	desk_request(desk, ASK_HOME);
}

void
desk_quit(struct desk *desk)
{
	desk_request(desk, ASK_QUIT);
}

void
desk_push(struct desk *desk, struct view *view)
{
	if (view)
		desk_request(desk, ASK_PUSH)->view = view;
}

void
desk_ask_list(struct desk *desk, const char *form, const char *list,
    const char *filter, const char *search)
{
	struct request *r = desk_request(desk, ASK_LIST);

	r->form = mem_strdup(form);
	r->list = mem_strdup(list);
	r->filter = mem_strdup(filter);
	r->search = mem_strdup(search);
}

void
desk_ask_record(
    struct desk *desk, const char *form, int64_t id, enum record_act act)
{
	struct request *r = desk_request(desk, ASK_RECORD);

	r->form = mem_strdup(form);
	r->id = id;
	r->act = act;
}

void
desk_ask_marked(struct desk *desk, const char *form, const int64_t *ids,
    size_t count, enum record_act act, const char *field)
{
	struct request *r = desk_request(desk, ASK_RECORD);

	r->form = mem_strdup(form);
	r->field = mem_strdup(field);
	r->ids = mem_array(count, sizeof(*r->ids));
	memcpy(r->ids, ids, count * sizeof(*ids));
	r->id_count = count;
	r->id = ids[0];
	r->act = act;
}

void
desk_ask_key(struct desk *desk, const char *form, const char *key)
{
	struct request *r = desk_request(desk, ASK_RECORD);

	r->form = mem_strdup(form);
	r->key = mem_strdup(key);
}

void
desk_ask_command(struct desk *desk, enum command_id command)
{
	desk_request(desk, ASK_COMMAND)->command = command;
}

bool
desk_take_request(struct desk *desk, struct request *request)
{
	if (!desk->request_count)
		return false;
	*request = desk->requests[0];
	desk->request_count--;
	memmove(desk->requests, desk->requests + 1,
	    desk->request_count * sizeof(*desk->requests));
	return true;
}

/* ---- saying ---- */

void
desk_err(struct desk *desk, struct err *err)
{
	message_err(desk->messages, err);
}

void
desk_say(struct desk *desk, enum message_kind kind, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	if (text)
		message_say(desk->messages, kind, "%s", text);
	free(text);
}

void
desk_set_level(struct desk *desk, enum prefs_level level)
{
	struct err err = {0};

	desk->prefs.level = level;
	if (!prefs_write(&desk->prefs, &err))
		desk_err(desk, &err);
	else
		desk_say(desk, MESSAGE_PASSED, _("提示：%s"),
		    prefs_level_name(level));
}

/* What the locked screen takes in, whatever the input method does. */
static bool
is_plain(const char *text)
{
	while ((*text >= '0' && *text <= '9') ||
	    ((*text | 0x20) >= 'a' && (*text | 0x20) <= 'z'))
		text++;
	return !*text;
}

void
desk_set_pin(struct desk *desk, const char *pin)
{
	char *folded = text_fold(pin);
	struct err err = {0};

	if (*folded &&
	    (strlen(folded) < PIN_LEAST || !is_plain(folded))) {
		desk_say(desk, MESSAGE_REFUSED,
		    _("口令只用数字和字母，至少 %d 位；没有改"), PIN_LEAST);
		free(folded);
		return;
	}
	desk->prefs.pin[0] = '\0';
	if (*folded)
		clerk_secret(desk->forms, folded, desk->prefs.pin);
	if (!prefs_write(&desk->prefs, &err))
		desk_err(desk, &err);
	else
		desk_say(desk, MESSAGE_PASSED,
		    *folded ? _("锁屏以后要打口令才回得来")
			    : _("锁屏以后回车就回来"));
	free(folded);
}

bool
desk_is_pin(struct desk *desk, const char *typed)
{
	char hex[65];

	if (!*desk->prefs.pin)
		return true;
	clerk_secret(desk->forms, typed, hex);
	return !strcmp(hex, desk->prefs.pin);
}

/* ---- time ---- */

void
desk_clock(char out[6])
{
	time_t now = time(NULL);
	struct tm tm;

	/* a script's screen must be the same at every hour */
	if (term_is_headless() || !localtime_r(&now, &tm))
		memcpy(out, "10:42", 6);
	else
		strftime(out, 6, "%H:%M", &tm);
}

bool
desk_is_today(const struct desk *desk)
{
	const struct session *session = &forms_book(desk->forms)->session;

	return !session->as_of[0] || !strcmp(session->as_of, session->today);
}

/* ---- recent records and forms ---- */

void
desk_remember(struct desk *desk, const char *form, int64_t id,
    const char *key, const char *words)
{
	struct recent kept = {mem_strdup(form), mem_strdup(key),
	    mem_strdup(words), id};
	size_t i;

	for (i = 0; i < desk->recent_count; i++)
		if (desk->recent[i].id == id &&
		    !strcmp(desk->recent[i].form, form))
			break;
	if (i == desk->recent_count && i < DESK_RECENT)
		desk->recent_count++;
	else if (i == DESK_RECENT)
		i--;
	recent_done(&desk->recent[i]);
	memmove(desk->recent + 1, desk->recent, i * sizeof(*desk->recent));
	desk->recent[0] = kept;
}

const struct formdef *
desk_form(struct desk *desk, const char *name)
{
	struct err ignored = {0};
	const struct formdef *form = forms_get(desk->forms, name, &ignored);

	err_done(&ignored);
	return form;
}

const char *
desk_find_form(struct desk *desk)
{
	const char *const *names;
	struct err ignored = {0};
	size_t count;

	if (!forms_names(desk->forms, &names, &count, &ignored)) {
		err_done(&ignored);
		return NULL;
	}
	for (size_t i = 0; i < count; i++) {
		const struct formdef *form = desk_form(desk, names[i]);

		if (form && form->find)
			return form->name;
	}
	return NULL;
}

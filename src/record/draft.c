/*
 * Drafts (see draft.h): lines of WORD TAB TEXT with \n, \t and \\ escaped.
 * Must not know what a draft is offered by.
 */
#include "record/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/digest.h"

#define DRAFT_LIMIT (64 * 1024 * 1024) /* rows of a paste among them */
#define ASIDE_SECONDS (24 * 60 * 60)
#define DRAFT_FIRST "jieban draft 1\n"

void
draft_done(struct draft *draft)
{
	for (size_t i = 0; i < draft->count; i++) {
		free(draft->values[i].field);
		free(draft->values[i].text);
	}
	free(draft->values);
	free(draft->path);
	free(draft->book);
	free(draft->clerk);
	free(draft->form);
	free(draft->title);
	free(draft->at);
	free(draft->action);
	free(draft->rows);
	memset(draft, 0, sizeof(*draft));
}

char *
draft_folder(struct err *err)
{
	char *state = path_state_home(), *ours, *folder;

	if (!state) {
		err_set(err, ERR_WORLD, _("没有存草稿的地方：环境里没有 HOME"));
		return NULL;
	}
	ours = path_join(state, "jieban");
	folder = path_join(ours, "drafts");
	free(ours);
	free(state);
	if (!path_make_dirs(folder, err)) {
		free(folder);
		return NULL;
	}
	return folder;
}

/* ---- names ---- */

const char *
draft_book(struct forms *forms)
{
	const char *path = db_path(forms_book(forms)->db);

	return path ? path : "";
}

static const char *
clerk_name(struct forms *forms)
{
	const char *clerk = forms_book(forms)->session.clerk;

	return clerk ? clerk : "";
}

/* The name tells form and record; which book and clerk by a digest. */
static char *
path_of(const char *folder, struct forms *forms, const char *form,
    const char *what)
{
	char hex[65], *who, *name, *path;

	who = mem_printf("%s\n%s", draft_book(forms), clerk_name(forms));
	digest_bytes(who, strlen(who), hex);
	free(who);
	name = mem_printf("%s-%s-%.12s.draft", form, what, hex);
	path = path_join(folder, name);
	free(name);
	return path;
}

static char *
draft_path(const char *folder, const struct form *form, int64_t id)
{
	char what[24];

	snprintf(what, sizeof(what), "%lld", (long long)id);
	return path_of(folder, form->forms, form->def->name, what);
}

/* ---- writing ---- */

static void
add_line(struct buf *to, const char *word, const char *text)
{
	buf_add_string(to, word);
	if (text)
		buf_add_char(to, '\t');
	for (const char *p = text; p && *p; p++)
		switch (*p) {
		case '\n':
			buf_add_string(to, "\\n");
			break;
		case '\t':
			buf_add_string(to, "\\t");
			break;
		case '\\':
			buf_add_string(to, "\\\\");
			break;
		default:
			buf_add_char(to, *p);
		}
	buf_add_char(to, '\n');
}

static const char *
draft_title(const struct form *form)
{
	const struct field *label = form->def->label;

	for (size_t i = 0; label && i < form->def->count; i++)
		if (form->fields[i].field == label && *form->fields[i].shown)
			return form->fields[i].shown;
	for (size_t i = 0; i < form->def->count; i++)
		if ((form->record.given[i] || form->fields[i].fault) &&
		    *form->fields[i].shown)
			return form->fields[i].shown;
	return textedit_text(&form->edit);
}

static void
add_value(struct buf *to, const struct form *form, size_t i)
{
	const struct form_field *f = &form->fields[i];
	const char *name = f->field ? f->field->name : "!";
	const char *text = NULL;
	char *word;
	bool typed = true;

	if (i == form->at &&
	    strcmp(textedit_text(&form->edit), form->arrived) != 0)
		text = textedit_text(&form->edit);
	else if (!f->field || f->fault)
		text = f->shown;
	else if (form->record.given[i])
		typed = false, text = form->record.stored[i];
	else
		return;
	if (!f->field && (!text || !*text))
		return;
	word = mem_printf("%c%s", typed ? '~' : '=', name);
	add_line(to, word, text);
	free(word);
}

/* What every draft begins with. */
static void
add_head(struct buf *to, struct forms *forms, const char *form, int64_t id,
    enum form_purpose purpose)
{
	char number[32];

	buf_add_string(to, DRAFT_FIRST);
	add_line(to, "book", draft_book(forms));
	add_line(to, "clerk", clerk_name(forms));
	add_line(to, "form", form);
	snprintf(number, sizeof(number), "%lld", (long long)id);
	add_line(to, "id", number);
	snprintf(number, sizeof(number), "%d", (int)purpose);
	add_line(to, "purpose", number);
}

bool
draft_write(const char *folder, const struct form *form, const char *at,
    struct err *err)
{
	char *path = draft_path(folder, form, form->record.id);
	struct buf text = {0};
	bool fine;

	add_head(&text, form->forms, form->def->name, form->record.id,
	    form->purpose);
	add_line(&text, "action", form->action ? form->action : "");
	add_line(&text, "title", draft_title(form));
	add_line(&text, "at", at);
	for (size_t i = 0; i < form->count; i++)
		add_value(&text, form, i);
	fine = path_write(path, text.text, text.size, err);
	buf_done(&text);
	free(path);
	return fine;
}

bool
draft_write_rows(const char *folder, struct forms *forms,
    const struct formdef *form, const char *rows, const char *title,
    const char *at, struct err *err)
{
	char *path = path_of(folder, forms, form->name, "rows");
	struct buf text = {0};
	bool fine;

	add_head(&text, forms, form->name, 0, FORM_ADD);
	add_line(&text, "title", title);
	add_line(&text, "at", at);
	add_line(&text, "rows", rows);
	fine = path_write(path, text.text, text.size, err);
	buf_done(&text);
	free(path);
	return fine;
}

void
draft_drop_rows(
    const char *folder, struct forms *forms, const struct formdef *form)
{
	char *path = path_of(folder, forms, form->name, "rows");

	unlink(path);
	free(path);
}

void
draft_drop(const char *folder, const struct form *form)
{
	char *path = draft_path(folder, form, form->record.id);

	unlink(path);
	free(path);
}

void
draft_drop_new(const char *folder, const struct form *form)
{
	char *path = draft_path(folder, form, 0);

	unlink(path);
	free(path);
}

/* ---- thrown away, until it is wanted back ---- */

static char *
aside_path(const char *path)
{
	return mem_printf("%s.aside", path);
}

bool
draft_set_aside(const char *path, bool back, struct err *err)
{
	char *aside = aside_path(path);
	bool done = (back ? rename(aside, path) : rename(path, aside)) == 0;

	if (!done)
		err_set(err, ERR_WORLD,
		    back ? _("草稿找不回来了") : _("草稿丢不掉"));
	free(aside);
	return done;
}

void
draft_drop_aside(const char *path)
{
	char *aside = aside_path(path);

	unlink(aside);
	free(aside);
}

void
draft_sweep(const char *folder)
{
	char **names = path_list(folder, ".aside");
	time_t now = time(NULL);

	for (char **name = names; name && *name; name++) {
		char *path = path_join(folder, *name);
		struct stat st;

		if (stat(path, &st) == 0 && now - st.st_mtime > ASIDE_SECONDS)
			unlink(path);
		free(path);
	}
	path_list_free(names);
}

/* ---- reading ---- */

static char *
plain_text(const char *from, size_t size)
{
	struct buf text = {0};

	for (size_t i = 0; i < size; i++) {
		if (from[i] == '\\' && i + 1 < size) {
			i++;
			buf_add_char(&text,
			    from[i] == 'n'       ? '\n'
				: from[i] == 't' ? '\t'
						 : from[i]);
		} else {
			buf_add_char(&text, from[i]);
		}
	}
	return buf_take(&text);
}

static void
keep(char **to, char *text)
{
	free(*to);
	*to = text;
}

static void
keep_value(struct draft *draft, const char *word, size_t size, char *text)
{
	struct draft_value *v;

	draft->values = mem_resize(
	    draft->values, draft->count + 1, sizeof(*draft->values));
	v = &draft->values[draft->count++];
	v->typed = *word == '~';
	v->field = mem_strndup(word + 1, size - 1);
	v->text = text;
}

static void
keep_line(struct draft *draft, const char *line, size_t size)
{
	const char *tab = memchr(line, '\t', size);
	size_t word = tab ? (size_t)(tab - line) : size;
	char *text = tab ? plain_text(tab + 1, size - word - 1) : NULL;

	if (word > 1 && (*line == '=' || *line == '~'))
		keep_value(draft, line, word, text);
	else if (word == 4 && !memcmp(line, "book", 4))
		keep(&draft->book, text);
	else if (word == 5 && !memcmp(line, "clerk", 5))
		keep(&draft->clerk, text);
	else if (word == 4 && !memcmp(line, "form", 4))
		keep(&draft->form, text);
	else if (word == 5 && !memcmp(line, "title", 5))
		keep(&draft->title, text);
	else if (word == 4 && !memcmp(line, "rows", 4))
		keep(&draft->rows, text);
	else if (word == 6 && !memcmp(line, "action", 6))
		keep(&draft->action, text);
	else if (word == 2 && !memcmp(line, "at", 2))
		keep(&draft->at, text);
	else {
		if (text && word == 2 && !memcmp(line, "id", 2))
			draft->id = strtoll(text, NULL, 10);
		else if (text && word == 7 && !memcmp(line, "purpose", 7))
			draft->purpose = (enum form_purpose)strtol(
			    text, NULL, 10);
		free(text);
	}
}

bool
draft_read(const char *path, struct draft *draft, struct err *err)
{
	struct buf bytes = {0};
	const char *p, *end;

	memset(draft, 0, sizeof(*draft));
	if (!path_read(path, DRAFT_LIMIT, &bytes, err)) {
		buf_done(&bytes);
		return false;
	}
	p = buf_string(&bytes);
	end = p + bytes.size;
	if (strncmp(p, DRAFT_FIRST, strlen(DRAFT_FIRST)) != 0) {
		buf_done(&bytes);
		return err_set(err, ERR_WORLD, _("%s 不是草稿"), path_name(path));
	}
	for (p += strlen(DRAFT_FIRST); p < end;) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));

		if (!stop)
			stop = end;
		keep_line(draft, p, (size_t)(stop - p));
		p = stop + 1;
	}
	buf_done(&bytes);
	draft->path = mem_strdup(path);
	if (draft->form && draft->purpose > FORM_SHOW &&
	    draft->purpose <= FORM_VOID)
		return true;
	draft_done(draft);
	return err_set(err, ERR_WORLD, _("%s 不是完整的草稿"), path_name(path));
}

static bool
is_ours(const struct draft *draft, struct forms *forms)
{
	return draft->book && !strcmp(draft->book, draft_book(forms)) &&
	    draft->clerk && !strcmp(draft->clerk, clerk_name(forms));
}

size_t
draft_list(const char *folder, struct forms *forms, struct draft **drafts)
{
	char **names = path_list(folder, ".draft");
	size_t count = 0;

	*drafts = NULL;
	for (char **name = names; name && *name; name++) {
		char *path = path_join(folder, *name);
		struct err ignored = {0};
		struct draft draft;

		if (draft_read(path, &draft, &ignored)) {
			if (is_ours(&draft, forms)) {
				*drafts = mem_resize(
				    *drafts, count + 1, sizeof(**drafts));
				(*drafts)[count++] = draft;
			} else {
				draft_done(&draft);
			}
		}
		err_done(&ignored);
		free(path);
	}
	path_list_free(names);
	return count;
}

void
draft_list_free(struct draft *drafts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		draft_done(&drafts[i]);
	free(drafts);
}

static bool
find_at(char *path, struct draft *draft)
{
	struct err ignored = {0};
	bool found = path_exists(path) && draft_read(path, draft, &ignored);

	err_done(&ignored);
	free(path);
	return found;
}

bool
draft_find(const char *folder, const struct form *form, struct draft *draft)
{
	return find_at(draft_path(folder, form, form->record.id), draft);
}

bool
draft_find_rows(const char *folder, struct forms *forms,
    const struct formdef *form, struct draft *draft)
{
	return find_at(path_of(folder, forms, form->name, "rows"), draft);
}

/* Where a value belongs; -1 when the form has no such field any more. */
static int
place_of(const struct form *form, const char *field)
{
	if (!strcmp(field, "!"))
		return (int)form->count - 1;
	return form_find(form, field);
}

void
draft_restore(const struct draft *draft, struct form *form)
{
	for (size_t i = 0; i < draft->count; i++) {
		const struct draft_value *v = &draft->values[i];
		int at = place_of(form, v->field);

		if (at < 0)
			continue;
		if (v->typed)
			form_type(form, (size_t)at, v->text ? v->text : "");
		else
			form_put(form, (size_t)at, v->text);
	}
	form->touched = true;
	form_go_first(form);
}

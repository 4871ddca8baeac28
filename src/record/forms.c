/*
 * The set of forms of a book: which file stands for which name, loaded when
 * asked for and kept.  Files are found in the data folders, first hit by
 * file name; their order in the menu is forms/sections.ini's.
 */
#include "record/formdef.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/nearest.h"
#include "record/numbering.h"
#include "record/words.h"

enum heading { HEADING_UNREAD, HEADING_READ, HEADING_BAD };

struct entry {
	char *name, *path;
	struct formdef *form;
	/* light: without the schema */
	enum heading heading;
	char *section, *title, *table;
	int order, section_at;
};

struct forms {
	struct book *book;
	struct entry *entries;
	size_t count, capacity;
	bool scanned;
	const char **names; /* in menu order, once asked for */
	struct forms_work work;
	struct forms *next; /* in the list of sets */
};

/* One set per open book, so that whoever holds a book finds its forms. */
static struct forms *sets;

struct forms *
forms_new(struct book *book)
{
	struct forms *forms = mem_alloc(sizeof *forms);

	forms->book = book;
	forms->next = sets;
	sets = forms;
	return forms;
}

void
forms_free(struct forms *forms)
{
	if (!forms)
		return;
	for (struct forms **at = &sets; *at; at = &(*at)->next)
		if (*at == forms) {
			*at = forms->next;
			break;
		}
	for (size_t i = 0; i < forms->count; i++) {
		struct entry *e = &forms->entries[i];

		formdef_free(e->form);
		free(e->name);
		free(e->path);
		free(e->section);
		free(e->title);
		free(e->table);
	}
	numbering_free(forms->work.numbers);
	if (forms->work.free_values)
		forms->work.free_values(forms->work.values);
	free(forms->entries);
	free(forms->names);
	free(forms);
}

struct forms *
forms_of_book(struct book *book)
{
	for (struct forms *f = sets; f; f = f->next)
		if (f->book == book)
			return f;
	return forms_new(book);
}

struct book *
forms_book(struct forms *forms)
{
	return forms->book;
}

struct forms_work *
forms_work(struct forms *forms)
{
	return &forms->work;
}

/* ---- which files ---- */

static struct entry *
find_entry(struct forms *forms, const char *name)
{
	for (size_t i = 0; i < forms->count; i++)
		if (!strcmp(forms->entries[i].name, name))
			return &forms->entries[i];
	return NULL;
}

static void
scan_dir(struct forms *forms, const char *data)
{
	char *dir = path_join(data, "forms");
	char **files = path_list(dir, ".ini");

	for (size_t i = 0; files && files[i]; i++) {
		char *name = mem_strndup(files[i], strlen(files[i]) - 4);
		struct entry *made;

		if (!strcmp(name, "sections") || find_entry(forms, name)) {
			free(name);
			continue;
		}
		forms->entries = mem_grow(forms->entries, forms->count,
		    &forms->capacity, sizeof *made);
		made = &forms->entries[forms->count++];
		memset(made, 0, sizeof *made);
		made->name = name;
		made->path = path_join(dir, files[i]);
	}
	path_list_free(files);
	free(dir);
}

static void
scan(struct forms *forms)
{
	if (forms->scanned)
		return;
	forms->scanned = true;
	for (size_t i = 0; i < forms->book->data.count; i++)
		scan_dir(forms, forms->book->data.dirs[i]);
}

static struct entry *
need_entry(struct forms *forms, const char *name, struct err *err)
{
	struct entry *e;
	struct nearest near;

	scan(forms);
	e = find_entry(forms, name);
	if (e)
		return e;
	nearest_init(&near, name);
	for (size_t i = 0; i < forms->count; i++)
		nearest_try(&near, forms->entries[i].name);
	err_set(
	    err, ERR_USAGE, _("没有「%s」这张表单%s"), name, nearest_words(&near));
	return NULL;
}

/* ---- headings ---- */

static bool
read_heading(struct entry *e, struct err *err)
{
	struct ini *ini = NULL;
	const char *order;

	if (e->heading == HEADING_READ)
		return true;
	/* [form] stands first in every file; if not, the file is read whole. */
	if (!ini_load_head(&ini, e->path, err)) {
		e->heading = HEADING_BAD;
		return false;
	}
	if (!ini_line(ini, "form", NULL)) {
		ini_free(ini);
		if (!ini_load(&ini, e->path, err)) {
			e->heading = HEADING_BAD;
			return false;
		}
	}
	e->heading = HEADING_READ;
	e->section = mem_strdup(ini_get(ini, "form", "section"));
	e->title = mem_strdup(ini_get(ini, "form", "title"));
	e->table = mem_strdup(ini_get(ini, "form", "table"));
	if (!e->table)
		e->table = mem_strdup(e->name);
	e->order = INT_MAX;
	order = ini_get(ini, "form", "order");
	if (order && !words_number(order, INT_MAX / 10 - 1, &e->order))
		e->order = INT_MAX;
	ini_free(ini);
	return true;
}

bool
forms_heading(struct forms *forms, const char *name, const char **section,
    const char **title, struct err *err)
{
	struct entry *e = need_entry(forms, name, err);

	if (!e || !read_heading(e, err))
		return false;
	*section = e->section ? e->section : "";
	*title = e->title ? e->title : e->name;
	return true;
}

/* ---- menu order ---- */

/* forms/sections.ini of the first folder that has one. */
static bool
read_sections(struct forms *forms, char **order, struct err *err)
{
	const struct data_dirs *data = &forms->book->data;

	*order = NULL;
	for (size_t i = 0; i < data->count; i++) {
		char *path = path_join(data->dirs[i], "forms/sections.ini");
		struct ini *ini = NULL;
		bool found = path_exists(path);
		bool good = !found || ini_load(&ini, path, err);

		free(path);
		if (!good)
			return false;
		if (found) {
			*order = mem_strdup(ini_get(ini, "sections", "order"));
			ini_free(ini);
			return true;
		}
	}
	return true;
}

static int
place_of(const char *order, const char *section)
{
	const char *word;
	size_t size;
	int at = 0;

	for (; words_next(&order, &word, &size); at++)
		if (section && strlen(section) == size &&
		    !memcmp(section, word, size))
			return at;
	return INT_MAX;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;
	int c;

	if (x->section_at != y->section_at)
		return x->section_at < y->section_at ? -1 : 1;
	c = strcmp(x->section ? x->section : "", y->section ? y->section : "");
	if (c)
		return c;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
sort_names(struct forms *forms, const char *order)
{
	const struct entry **sorted =
	    mem_array(forms->count + 1, sizeof *sorted);

	for (size_t i = 0; i < forms->count; i++) {
		struct entry *e = &forms->entries[i];

		e->section_at = place_of(order, e->section);
		sorted[i] = e;
	}
	qsort(sorted, forms->count, sizeof *sorted, compare_entries);
	forms->names = mem_array(forms->count + 1, sizeof *forms->names);
	for (size_t i = 0; i < forms->count; i++)
		forms->names[i] = sorted[i]->name;
	free(sorted);
}

bool
forms_names(struct forms *forms, const char *const **names, size_t *count,
    struct err *err)
{
	char *order;

	scan(forms);
	if (!forms->names) {
		if (!read_sections(forms, &order, err))
			return false;
		for (size_t i = 0; i < forms->count; i++) {
			/* A broken file stays in the list: asking for it
			 * tells what is wrong. */
			struct err ignored = {0};

			if (!read_heading(&forms->entries[i], &ignored))
				err_done(&ignored);
		}
		sort_names(forms, order);
		free(order);
	}
	*names = forms->names;
	*count = forms->count;
	return true;
}

/* ---- forms ---- */

const char *
forms_title_of_table(void *data, const char *table)
{
	struct forms *forms = data;
	struct err ignored = {0};
	struct entry *e;

	scan(forms);
	e = find_entry(forms, table);
	if (e && !read_heading(e, &ignored))
		err_done(&ignored);
	return e ? e->title : NULL;
}

const struct formdef *
forms_get(struct forms *forms, const char *name, struct err *err)
{
	struct entry *e = need_entry(forms, name, err);
	struct formdef_source from = {.name = name,
	    .db = forms->book->db,
	    .title = forms_title_of_table,
	    .title_data = forms};
	struct ini *ini = NULL;

	if (!e)
		return NULL;
	if (e->form)
		return e->form;
	if (!ini_load(&ini, e->path, err))
		return NULL;
	from.ini = ini;
	if (!formdef_read(&e->form, &from, err)) {
		formdef_free(e->form);
		e->form = NULL;
	}
	ini_free(ini);
	return e->form;
}

const char *
forms_path(struct forms *forms, const char *name)
{
	struct entry *e;

	scan(forms);
	e = find_entry(forms, name);
	return e ? e->path : NULL;
}

static struct entry *
find_table(struct forms *forms, const char *table)
{
	struct entry *e;

	scan(forms);
	e = find_entry(forms, table);
	for (size_t i = 0; i < forms->count && !e; i++) {
		struct err ignored = {0};

		if (!read_heading(&forms->entries[i], &ignored))
			err_done(&ignored);
		else if (!strcmp(forms->entries[i].table, table))
			e = &forms->entries[i];
	}
	return e;
}

bool
forms_has_table(struct forms *forms, const char *table)
{
	return find_table(forms, table) != NULL;
}

const struct formdef *
forms_of_table(struct forms *forms, const char *table, struct err *err)
{
	struct entry *e = find_table(forms, table);

	if (e)
		return forms_get(forms, e->name, err);
	err_set(err, ERR_USAGE, _("表 %s 没有表单"), table);
	return NULL;
}

bool
forms_value(
    struct forms *forms, const char *sql, char **value, struct err *err)
{
	struct stmt *stmt =
	    db_prepare_untrusted(forms_book(forms)->db, sql, err);
	const char *text = NULL;
	bool row = false, good;

	*value = NULL;
	if (!stmt)
		return false;
	good = stmt_step(stmt, &row, err);
	if (good && row)
		text = stmt_text(stmt, 0);
	*value = mem_strdup(text ? text : "");
	stmt_free(stmt);
	return good;
}

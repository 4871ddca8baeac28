/* A fresh book in memory with the house's tables and the records of
 * tests/fixtures/walk, for tests of record and sheet. */
#ifndef JB_TESTS_WALK_H
#define JB_TESTS_WALK_H

#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"

struct walk_book {
	struct book book;
	struct forms *forms;
	struct err err;
	char *dir; /* a folder of its own, gone at the end */
};

/* Of our files the house's own only: the others may grow. */
static inline bool
walk_copy(const char *dir, const char *folder, const char *name, bool remove,
    struct err *err)
{
	struct buf text = {0};
	char *from = path_join(folder, name), *to_dir = path_join(dir, folder),
	     *to = path_join(to_dir, name);
	bool good = true;

	if (remove) {
		unlink(to);
		rmdir(to_dir);
	} else {
		good = path_make_dirs(to_dir, err) &&
		       path_read(from, 1 << 20, &text, err) &&
		       path_write(to, text.text, text.size, err);
	}
	free(from);
	free(to_dir);
	free(to);
	buf_done(&text);
	return good;
}

static inline bool
walk_house(const char *dir, bool remove, struct err *err)
{
	return walk_copy(dir, "schema", "0001-house.sql", remove, err) &&
	       walk_copy(dir, "forms", "code.ini", remove, err);
}

static inline void
walk_open(struct walk_book *w)
{
	const char *tmp = getenv("TMPDIR");
	struct data_dirs data = {0};
	char *dirs[2];

	memset(w, 0, sizeof *w);
	w->dir = mem_printf("%s/walk.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(w->dir) || !walk_house(w->dir, false, &w->err)) {
		printf("Bail out! %s\n", w->err.text ? w->err.text : w->dir);
		exit(1);
	}
	dirs[0] = mem_strdup("tests/fixtures/walk");
	dirs[1] = mem_strdup(w->dir);
	data.dirs = dirs;
	data.count = 2;
	if (!book_open(&w->book, "", DB_MEMORY, &data, &w->err)) {
		printf("Bail out! %s (%s)\n", w->err.text,
		    w->err.detail ? w->err.detail : "");
		exit(1);
	}
	free(dirs[0]);
	free(dirs[1]);
	memcpy(w->book.session.today, "2026-11-23", 11);
	memcpy(w->book.session.as_of, "2026-11-23", 11);
	w->forms = forms_new(&w->book);
}

static inline void
walk_close(struct walk_book *w)
{
	forms_free(w->forms);
	book_close(&w->book);
	err_done(&w->err);
	walk_house(w->dir, true, NULL);
	rmdir(w->dir);
	free(w->dir);
}

static inline const struct formdef *
walk_form(struct walk_book *w, const char *name)
{
	const struct formdef *form = forms_get(w->forms, name, &w->err);

	if (!form) {
		printf("Bail out! %s\n", w->err.text);
		exit(1);
	}
	return form;
}

/* Adds a record from "field=value;field=value"; says why not. */
static inline bool
walk_add(struct walk_book *w, const char *form, const char *words)
{
	struct record r;
	struct writing writing = {0};
	bool good = true;

	record_new(&r, walk_form(w, form));
	while (good && *words) {
		size_t size = strcspn(words, ";"), name = strcspn(words, "=");
		char *field = mem_strndup(words, name),
		     *value = mem_strndup(words + name + 1, size - name - 1);

		good = record_give(&r, w->forms, field, value, false, &w->err);
		free(field);
		free(value);
		words += size + (words[size] == ';');
	}
	good = good && record_save(&r, w->forms, &writing, &w->err);
	record_done(&r);
	if (!good)
		printf("# %s (%s)\n", w->err.text,
		    w->err.detail ? w->err.detail : "");
	return good;
}

#endif

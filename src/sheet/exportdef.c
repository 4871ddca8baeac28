/*
 * The whole of a report's definition: its heading, then its sections in the
 * order of the file.  A column that the form does not have is a fault at
 * the line that names it.
 */
#include "sheet/exportdef.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "record/words.h"
#include "sheet/exportdef_read.h"
#include "sheet/exportdef_sheet.h"

enum { FILE_LIMIT = 1 << 20 }; /* bytes; more is no definition */

static void
paper_read(struct exportdef_reading *r)
{
	const char *words = exportdef_read_value(r, "export", "paper");
	char *word;

	r->def->paper = 9;
	r->def->landscape = true;
	while (words && (word = words_take(&words))) {
		if (!strcmp(word, "A4"))
			r->def->paper = 9;
		else if (!strcmp(word, "A3"))
			r->def->paper = 8;
		else if (!strcmp(word, "portrait"))
			r->def->landscape = false;
		else if (strcmp(word, "landscape"))
			exportdef_read_fault(r, "export", "paper",
			    _("paper 应为 A4 或 A3，加 portrait 或 landscape"));
		free(word);
	}
}

static void
title_check(struct exportdef_reading *r)
{
	const char *at = r->def->title;

	if (!at) {
		exportdef_read_fault(r, "export", NULL, _("没有 title"));
		return;
	}
	while ((at = strchr(at, '{'))) {
		if (strncmp(at, "{month}", 7) && strncmp(at, "{year}", 6) &&
		    strncmp(at, "{organ}", 7))
			exportdef_read_fault(r, "export", "title",
			    _("title 中只认 {month} {year} {organ}"));
		at++;
	}
}

/* Another look of a report: of which, and from which day on. */
static void
validity_read(struct exportdef_reading *r)
{
	struct exportdef *def = r->def;
	struct date day;

	def->layout_of = exportdef_read_text(r, "export", "layout_of");
	def->valid_from = exportdef_read_text(r, "export", "valid_from");
	if (def->valid_from &&
	    (strlen(def->valid_from) != 10 ||
		!date_read(def->valid_from, &day) || !date_valid(day)))
		exportdef_read_fault(r, "export", "valid_from",
		    _("valid_from 应写作 2026-01-01"));
	if (!def->layout_of != !def->valid_from)
		exportdef_read_fault(r, "export", "layout_of",
		    _("layout_of 和 valid_from 要一起写"));
}

static void
heading_read(struct exportdef_reading *r)
{
	struct exportdef *def = r->def;

	def->code = exportdef_read_text(r, "export", "code");
	def->title = exportdef_read_text(r, "export", "title");
	def->unit = exportdef_read_text(r, "export", "unit");
	def->sign = exportdef_read_text(r, "export", "sign");
	def->note = exportdef_read_text(r, "export", "note");
	def->foot = exportdef_read_text(r, "export", "foot");
	def->monthly = exportdef_read_yes(r, "export", "monthly", false);
	def->compares = exportdef_read_yes(r, "export", "compares", false);
	def->order = exportdef_read_value(r, "export", "order")
			 ? exportdef_read_number(r, "export", "order", 9999)
			 : 9999;
	paper_read(r);
	title_check(r);
	validity_read(r);
}

/* [column.X] or [column.N.X]: some table must have X. */
static bool
column_section_used(const struct exportdef *def, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t i, j;

	if (dot)
		name = dot + 1;
	for (i = 0; i < def->count; i++) {
		if (def->sheets[i].value &&
		    !strcmp(def->sheets[i].value->name, name))
			return true;
		for (j = 0; j < def->sheets[i].count; j++)
			if (def->sheets[i].columns[j].field &&
			    !strcmp(
				def->sheets[i].columns[j].field->name, name))
				return true;
	}
	return false;
}

static void
section_read(struct exportdef_reading *r, const char *section)
{
	if (!strcmp(section, "export"))
		exportdef_read_keys(r, section, exportdef_words_export);
	else if (!strncmp(section, "sheet.", 6))
		exportdef_sheet_read(r, section);
	else if (!strncmp(section, "column.", 7))
		exportdef_read_keys(r, section, exportdef_words_column);
	else if (!strncmp(section, "check.", 6))
		exportdef_sheet_read_check(r, section);
	else if (strncmp(section, "chart.", 6))
		exportdef_read_fault(r, section, NULL,
		    _("不认识 [%s]，只有 [export] [sheet.N] [column.X] "
		    "[chart.N] [check.N]"),
		    section);
}

static void
sections_read(struct exportdef_reading *r)
{
	size_t i;

	for (i = 0; i < ini_sections(r->ini); i++)
		section_read(r, ini_section(r->ini, i));
	for (i = 0; i < ini_sections(r->ini); i++)
		if (!strncmp(ini_section(r->ini, i), "chart.", 6))
			exportdef_sheet_read_chart(r, ini_section(r->ini, i));
	for (i = 0; i < ini_sections(r->ini) && !r->faults; i++) {
		const char *section = ini_section(r->ini, i);

		if (!strncmp(section, "column.", 7) &&
		    !column_section_used(r->def, section + 7))
			exportdef_read_fault(r, section, NULL,
			    _("[%s]：没有工作表用到这一列"), section);
	}
	if (!r->def->count)
		exportdef_read_fault(r, "export", NULL, _("没有 [sheet.1]"));
}

static char *
def_path(struct forms *forms, const char *name)
{
	const struct data_dirs *data = &forms_book(forms)->data;
	size_t i;

	/* a name, never a path */
	for (i = 0; name[i]; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", name[i]))
			return NULL;
	for (i = 0; i < data->count; i++) {
		char *path =
		    mem_printf("%s/exports/%s.ini", data->dirs[i], name);

		if (path_exists(path))
			return path;
		free(path);
	}
	return NULL;
}

static struct exportdef *
def_new(const char *path)
{
	struct exportdef *def = mem_alloc(sizeof(*def));
	const char *name = path_name(path);
	size_t size = strlen(name);

	def->path = mem_strdup(path);
	def->name = mem_strndup(name, size > 4 ? size - 4 : size);
	return def;
}

bool
exportdef_load(struct exportdef **made, struct forms *forms, const char *name,
    forms_fault *fault, void *data, struct err *err)
{
	struct exportdef_reading r = {
	    .forms = forms, .fault = fault, .data = data, .err = err};
	struct err broken = {0};
	char *path = def_path(forms, name);

	*made = NULL;
	if (!path)
		return err_set(err, ERR_USAGE, _("没有报表「%s」"), name);
	if (!ini_load(&r.ini, path, &broken)) {
		exportdef_read_tell(&r, &broken);
		free(path);
		return false;
	}
	r.def = def_new(path);
	free(path);
	heading_read(&r);
	sections_read(&r);
	ini_free(r.ini);
	if (r.faults) {
		exportdef_free(r.def);
		return false;
	}
	*made = r.def;
	return true;
}

bool
exportdef_heading(struct exportdef **made, const char *path, struct err *err)
{
	struct exportdef_reading r = {.err = err};

	*made = NULL;
	if (!ini_load(&r.ini, path, err))
		return false;
	r.def = def_new(path);
	heading_read(&r);
	ini_free(r.ini);
	if (r.faults) {
		exportdef_free(r.def);
		return false;
	}
	*made = r.def;
	return true;
}

/* Only a file that has the word can be another look: no other is parsed for
 * it, and a fault in one report does not stop the others. */
static bool
may_be_look(const char *path)
{
	struct buf text = {0};
	struct err none = {0};
	bool may = path_read(path, FILE_LIMIT, &text, &none) &&
		   strstr(buf_string(&text), "layout_of");

	err_done(&none);
	buf_done(&text);
	return may;
}

/* The latest look of a folder's files that is valid on the day. */
static bool
folder_look(const char *folder, const char *name, const char *day, char **best,
    char **since, struct err *err)
{
	char **files = path_list(folder, ".ini");
	bool fine = true;
	size_t i;

	for (i = 0; fine && files && files[i]; i++) {
		char *path = path_join(folder, files[i]);
		struct exportdef *def = NULL;

		fine = !may_be_look(path) ||
		       exportdef_heading(&def, path, err);
		free(path);
		if (def && def->layout_of && !strcmp(def->layout_of, name) &&
		    strcmp(def->valid_from, day) <= 0 &&
		    (!*since || strcmp(def->valid_from, *since) > 0)) {
			free(*best);
			free(*since);
			*best = mem_strdup(def->name);
			*since = mem_strdup(def->valid_from);
		}
		exportdef_free(def);
	}
	path_list_free(files);
	return fine;
}

bool
exportdef_load_on(struct exportdef **made, struct forms *forms,
    const char *name, const char *day, struct err *err)
{
	const struct data_dirs *data = &forms_book(forms)->data;
	char *best = NULL, *since = NULL;
	bool fine = true;
	size_t i;

	*made = NULL;
	for (i = 0; fine && i < data->count; i++) {
		char *folder = path_join(data->dirs[i], "exports");

		fine = folder_look(folder, name, day, &best, &since, err);
		free(folder);
	}
	fine = fine && exportdef_load(made, forms, best ? best : name, NULL,
			   NULL, err);
	free(best);
	free(since);
	return fine;
}

void
exportdef_free(struct exportdef *def)
{
	size_t i;

	if (!def)
		return;
	for (i = 0; i < def->count; i++)
		exportdef_sheet_done(&def->sheets[i]);
	for (i = 0; i < def->check_count; i++) {
		free(def->checks[i].label);
		free(def->checks[i].left);
		free(def->checks[i].right);
	}
	free(def->checks);
	free(def->sheets);
	free(def->name);
	free(def->path);
	free(def->code);
	free(def->title);
	free(def->unit);
	free(def->sign);
	free(def->note);
	free(def->foot);
	free(def->layout_of);
	free(def->valid_from);
	free(def);
}

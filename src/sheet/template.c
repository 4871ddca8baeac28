/*
 * Drop-downs always point to a hidden sheet: a list within the validation
 * has room for eighty Han, and no commas.
 */
#include "sheet/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "record/record.h"
#include "record/value.h"
#include "sheet/template_stamp.h"
#include "sheet/xlsx_check.h"
#include "sheet/xlsx_value.h"
#include "sheet/xlsx_writer.h"

#define ROWS 2000         /* that have drop-downs */
#define CHOICES_MOST 2000 /* more are not chosen from a list */
#define CHOICE_SHEET "选项"

struct template
{
	struct forms *forms;
	const struct formdef *form;
	const struct field **fields;
	struct choice **choices; /* by field; NULL: none */
	size_t *choice_counts;
	size_t count;
	const struct template_options *options;
	struct xlsx *x;
	int row;   /* the next one */
	int first; /* column of the first field: keys may stand before it */
};

static bool
field_is_filled(const struct field *field)
{
	return !field->hidden && !field->column->derived &&
	       !field->column->house;
}

static bool
choices_take(struct template *t, size_t at, struct err *err)
{
	const struct field *field = t->fields[at];
	size_t count = 0;

	if (field->kind != KIND_CODE && field->kind != KIND_REFERENCE)
		return true;
	if (!value_choices(t->forms, field, "", CHOICES_MOST + 1,
		&t->choices[at], &count, err))
		return false;
	t->choice_counts[at] = count > CHOICES_MOST ? 0 : count;
	if (count > CHOICES_MOST) {
		value_choices_free(t->choices[at], count);
		t->choices[at] = NULL;
	}
	return true;
}

static bool
template_init(struct template *t, struct forms *forms,
    const struct formdef *form, struct err *err)
{
	size_t i;

	memset(t, 0, sizeof(*t));
	t->forms = forms;
	t->form = form;
	t->fields = mem_array(form->count + 1, sizeof(*t->fields));
	t->choices = mem_array(form->count + 1, sizeof(*t->choices));
	t->choice_counts =
	    mem_array(form->count + 1, sizeof(*t->choice_counts));
	for (i = 0; i < form->count; i++)
		if (field_is_filled(&form->fields[i]))
			t->fields[t->count++] = &form->fields[i];
	for (i = 0; i < t->count; i++)
		if (!choices_take(t, i, err))
			return false;
	return true;
}

static void
template_done(struct template *t)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		value_choices_free(t->choices[i], t->choice_counts[i]);
	free(t->choices);
	free(t->choice_counts);
	free(t->fields);
}

/* A label that two choices share says nothing: their code does. */
static bool
label_is_alone(const struct choice *choices, size_t count, size_t at)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (i != at && !strcmp(choices[i].label, choices[at].label))
			return false;
	return *choices[at].label != '\0';
}

/* What a row is known by when it comes back, out of sight. */
static bool
keys_write(struct template *t, const char *row, const char *version,
    enum xlsx_style style, struct err *err)
{
	return xlsx_text(t->x, t->row, 0, style, XLSX_STRESS_NONE, row, err) &&
	       xlsx_text(
		   t->x, t->row, 1, style, XLSX_STRESS_NONE, version, err);
}

static bool
heads_write(struct template *t, struct err *err)
{
	size_t i;

	xlsx_row_height(t->x, 0, 24);
	if (t->first) {
		xlsx_column_hide(t->x, 0);
		xlsx_column_hide(t->x, 1);
		if (!keys_write(t, TEMPLATE_ROW, TEMPLATE_VERSION, XLSX_HEAD,
			err))
			return false;
	}
	for (i = 0; i < t->count; i++) {
		const struct field *field = t->fields[i];
		int width = text_width(field->label) + 4;

		if (!xlsx_text(t->x, 0, t->first + (int)i, XLSX_HEAD,
			field->column->required ? XLSX_STRESS_MARK
						: XLSX_STRESS_NONE,
			field->label, err))
			return false;
		if (field->mask && width < 22)
			width = 22;
		xlsx_column_open(
		    t->x, t->first + (int)i, width < 12 ? 12 : width);
	}
	t->row = 1;
	xlsx_freeze(t->x, 1, 0);
	return true;
}

static bool
validations_write(struct template *t, struct err *err)
{
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < t->count; i++) {
		char letters[4], *formula;

		if (!t->choice_counts[i])
			continue;
		xlsx_letters((int)i, letters);
		formula = mem_printf("='" CHOICE_SHEET "'!$%s$1:$%s$%zu",
		    letters, letters, t->choice_counts[i]);
		fine = xlsx_choice(
		    t->x, 1, t->first + (int)i, ROWS, formula,
		    t->fields[i]->hint, err);
		free(formula);
	}
	return fine;
}

static bool
choices_write(struct template *t, struct err *err)
{
	size_t i, row;

	if (!xlsx_sheet(t->x, CHOICE_SHEET, err))
		return false;
	for (i = 0; i < t->count; i++)
		for (row = 0; row < t->choice_counts[i]; row++) {
			const struct choice *choice = &t->choices[i][row];

			if (!xlsx_text(t->x, (int)row, (int)i, XLSX_PLAIN,
				XLSX_STRESS_NONE,
				label_is_alone(
				    t->choices[i], t->choice_counts[i], row)
				    ? choice->label
				    : choice->code,
				err))
				return false;
		}
	xlsx_hide(t->x);
	return true;
}

/* ---- records to be changed ---- */

/* As the list of choices has it; else its code. */
static const char *
choice_of(const struct template *t, size_t at, const char *code)
{
	for (size_t i = 0; i < t->choice_counts[at]; i++)
		if (!strcmp(t->choices[at][i].code, code) &&
		    label_is_alone(t->choices[at], t->choice_counts[at], i))
			return t->choices[at][i].label;
	return code;
}

static bool
is_key(const struct formdef *form, const struct field *field)
{
	for (char **name = form->table->key; name && *name; name++)
		if (!strcmp(*name, field->column->name))
			return true;
	return false;
}

/* What stands now.  Locked are the key, which says which row it is, and
 * what is masked, which nobody could complete. */
static bool
cell_write(struct template *t, size_t at, const char *stored, struct err *err)
{
	const struct field *field = t->fields[at];
	bool locked = is_key(t->form, field) || field->mask;
	struct buf text = {0};
	const char *shown;
	bool fine = true;

	if (field->mask)
		value_mask(stored, &text);
	else
		fine = value_show(t->forms, field, stored,
		    field->kind == KIND_YESNO ? VALUE_HUMAN : VALUE_RAW, &text,
		    err);
	shown = t->choice_counts[at] ? choice_of(t, at, buf_string(&text))
				     : buf_string(&text);
	fine = fine && xlsx_text(t->x, t->row, t->first + (int)at,
			   locked ? XLSX_TEXT : XLSX_OPEN, XLSX_STRESS_NONE,
			   shown, err);
	buf_done(&text);
	return fine;
}

static bool
record_row(struct template *t, const struct record *r, struct err *err)
{
	char id[24], version[24];

	snprintf(id, sizeof id, "%lld", (long long)r->id);
	snprintf(version, sizeof version, "%lld", (long long)r->version);
	if (!keys_write(t, id, version, XLSX_TEXT, err))
		return false;
	for (size_t i = 0; i < t->count; i++) {
		const char *stored = r->stored[t->fields[i] - t->form->fields];

		if (stored && !cell_write(t, i, stored, err))
			return false;
	}
	t->row++;
	return true;
}

static bool
take_record(
    void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct template *t = data;
	struct record r = {0};
	bool fine;

	(void)cells;
	if (t->row > ROWS)
		return err_set(err, ERR_USAGE,
		    _("超过 %d 行，模板放不下，请加筛选条件"), ROWS);
	fine = record_read(&r, t->forms, t->form, id, err) &&
	       record_row(t, &r, err);
	record_done(&r);
	return fine;
}

static bool
records_write(struct template *t, struct err *err)
{
	return !t->options->rows || rowset_stream(t->forms, t->options->rows,
					take_record, t, err);
}

/* ---- the file ---- */

static bool
sheets_write(struct template *t, struct err *err)
{
	const struct template_options *o = t->options;

	return xlsx_sheet(t->x, t->form->title, err) && heads_write(t, err) &&
	       records_write(t, err) && validations_write(t, err) &&
	       (xlsx_protect(t->x), true) && choices_write(t, err) &&
	       template_stamp_write(
		   t->x, t->form->name, o->office, o->month, err);
}

static bool
file_write(struct template *t, const char *target, struct err *err)
{
	struct xlsx_options options = {.title = t->form->title,
	    .created = forms_book(t->forms)->session.today};
	struct xlsx_sum *sums = NULL;
	size_t count = 0;
	char *aside = NULL;
	bool fine;
	int fd;

	if (!path_aside_open(target, &aside, &fd, err))
		return false;
	close(fd);
	fine = xlsx_open(&t->x, aside, &options, err);
	if (fine && !sheets_write(t, err)) {
		xlsx_drop(t->x);
		fine = false;
	} else if (fine) {
		fine = xlsx_close(t->x, &sums, &count, err);
	}
	fine = fine && xlsx_check(aside, sums, count, err) &&
	       path_aside_commit(&aside, target, err);
	if (aside)
		path_aside_drop(&aside);
	free(sums);
	return fine;
}

bool
template_write(struct forms *forms, const struct formdef *form,
    const struct template_options *options, char **made, struct err *err)
{
	const char *out = options->out;
	struct template t;
	char *target = NULL, *file;
	bool fine;

	if (made)
		*made = NULL;
	if (form->table->view)
		return err_set(
		    err, ERR_USAGE, _("「%s」是统计表，不能填写"), _(form->title));
	if (out && *out && !path_is_dir(out)) {
		target = mem_strdup(out);
	} else {
		file = mem_printf("%s-template.xlsx", form->name);
		target = path_join(out && *out ? out : ".", file);
		free(file);
	}
	fine = template_init(&t, forms, form, err);
	t.options = options;
	t.first = options->rows ? 2 : 0;
	lang_pause(true);
	fine = fine && file_write(&t, target, err);
	lang_pause(false);
	template_done(&t);
	if (fine && made)
		*made = target;
	else
		free(target);
	return fine;
}

/* A word and its value on each row of the hidden sheet, no more. */
#include "sheet/template_stamp.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

#define STAMP_SHEET "模板"
#define FORM_WORD "form"
#define OFFICE_WORD "office"
#define MONTH_WORD "month"

static bool
write_word(struct xlsx *x, int row, const char *word, const char *value,
    struct err *err)
{
	return xlsx_text(
		   x, row, 0, XLSX_PLAIN, XLSX_STRESS_NONE, word, err) &&
	       xlsx_text(x, row, 1, XLSX_PLAIN, XLSX_STRESS_NONE,
		   value ? value : "", err);
}

bool
template_stamp_write(struct xlsx *x, const char *form, const char *office,
    const char *month, struct err *err)
{
	if (!xlsx_sheet(x, STAMP_SHEET, err) ||
	    !write_word(x, 0, FORM_WORD, form, err) ||
	    !write_word(x, 1, OFFICE_WORD, office, err) ||
	    !write_word(x, 2, MONTH_WORD, month, err))
		return false;
	xlsx_protect(x);
	xlsx_hide(x);
	return true;
}

static bool
take_word(void *data, const struct source_row *row, struct err *err)
{
	struct template_stamp *stamp = data;
	const struct {
		const char *word;
		char **value;
	} words[] = {{FORM_WORD, &stamp->form}, {OFFICE_WORD, &stamp->office},
	    {MONTH_WORD, &stamp->month}};

	(void)err;
	for (size_t i = 0; row->count && i < sizeof words / sizeof *words; i++)
		if (!strcmp(row->cells[0], words[i].word)) {
			free(*words[i].value);
			*words[i].value =
			    mem_strdup(row->count > 1 ? row->cells[1] : "");
		}
	return true;
}

bool
template_stamp_read(
    struct template_stamp *stamp, struct source *source, struct err *err)
{
	bool found;

	memset(stamp, 0, sizeof *stamp);
	if (!source_other(
		source, STAMP_SHEET, take_word, stamp, &found, err)) {
		template_stamp_done(stamp);
		return false;
	}
	/* A sheet of that name that says nothing is somebody's own. */
	if (!stamp->form || !stamp->office || !stamp->month)
		template_stamp_done(stamp);
	return true;
}

void
template_stamp_done(struct template_stamp *stamp)
{
	free(stamp->form);
	free(stamp->office);
	free(stamp->month);
	memset(stamp, 0, sizeof *stamp);
}

bool
template_stamp_check(const struct template_stamp *stamp, const char *form,
    const char *title, const char *office, const char *month, struct err *err)
{
	if (!stamp->form)
		return true;
	if (strcmp(stamp->form, form))
		return err_refuse(err, "wrong_template", NULL,
		    _("这是「%.60s」的模板，不是「%s」的"), stamp->form, title);
	if (office && *office && *stamp->office &&
	    strcmp(stamp->office, office))
		return err_refuse(err, "wrong_office", NULL,
		    _("这是「%.90s」的模板，本账本是「%s」的"), stamp->office,
		    office);
	if (month && *stamp->month && strcmp(stamp->month, month))
		return err_refuse(err, "wrong_month", NULL,
		    _("这是%.20s的模板，现在收的是%s；确要收请加 --month %.20s"),
		    stamp->month, month, stamp->month);
	return true;
}

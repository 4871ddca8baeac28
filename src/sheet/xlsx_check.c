/*
 * The library has said "no error" over files that had lost most of their
 * rows: the temporary folder was full.  So nothing is taken from it but the
 * bytes of the file.
 */
#include "sheet/xlsx_check.h"


#include "base/lang.h"
#include "sheet/xlsx_reader.h"

static bool
sum_cell(void *data, const struct xlsx_cell *cell, struct err *err)
{
	struct xlsx_sum *sum = data;

	(void)err;
	if (cell->kind == XLSX_CELL_NUMBER || cell->kind == XLSX_CELL_DATE)
		xlsx_sum_number(
		    sum, cell->row, cell->column, cell->number, cell->formula);
	else
		xlsx_sum_text(sum, cell->row, cell->column, cell->text);
	return true;
}

static bool
sheet_check(struct xlsx_reader *reader, size_t at, const struct xlsx_sum *want,
    struct err *err)
{
	struct xlsx_sum got = {0};

	if (!xlsx_reader_each(reader, at, sum_cell, &got, err))
		return false;
	if (got.rows == want->rows && got.cells == want->cells &&
	    got.mark == want->mark)
		return true;
	return err_set(err, ERR_WORLD,
	    _("表格写出后复读不符：「%s」应有%lld行%lld"
	      "格，读到%lld行%lld格，可能是磁盘已满"),
	    xlsx_reader_name(reader, at), (long long)want->rows,
	    (long long)want->cells, (long long)got.rows,
	    (long long)got.cells);
}

bool
xlsx_check(const char *path, const struct xlsx_sum *sums, size_t count,
    struct err *err)
{
	struct xlsx_reader *reader;
	bool fine;
	size_t i;

	if (!xlsx_reader_open(&reader, path, err)) {
		err_context(err, _("表格写出后读不回来"));
		return false;
	}
	fine = xlsx_reader_sheets(reader) == count;
	if (!fine)
		err_set(err, ERR_WORLD, _("表格写出后少了工作表"));
	for (i = 0; fine && i < count; i++)
		fine = sheet_check(reader, i, &sums[i], err);
	xlsx_reader_close(reader);
	return fine;
}

/*
 * The least program that writes the people as a spreadsheet: one SELECT,
 * libxlsxwriter in constant memory, every text with a bordered format and
 * days as dates.  No titles, no law, nothing read back: the limit that an
 * export by this library can come near to.
 *
 * sheet FILE.db FILE.xlsx
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define SERIAL_OF_JULIAN 2415018.5

static const char query[] =
    "SELECT code, name, substr(id_no, 1, 6) || '********' ||"
    " substr(id_no, 15), sex, julianday(birth_on), ethnicity, native_place,"
    " politics, work_from, join_kind, julianday(joined_on), education,"
    " full_time, degree, school, major, title,"
    " substr(phone, 1, 3) || '****' || substr(phone, 8), category, home_unit"
    " FROM people ORDER BY id";

struct look {
	lxw_format *head, *text, *day;
};

static void
look_make(lxw_workbook *book, struct look *look)
{
	look->head = workbook_add_format(book);
	look->text = workbook_add_format(book);
	look->day = workbook_add_format(book);
	format_set_bold(look->head);
	format_set_border(look->head, LXW_BORDER_THIN);
	format_set_border(look->text, LXW_BORDER_THIN);
	format_set_border(look->day, LXW_BORDER_THIN);
	format_set_num_format(look->day, "yyyy-mm-dd");
}

static void
cell_write(lxw_worksheet *sheet, lxw_row_t row, int column,
    sqlite3_stmt *stmt, const struct look *look)
{
	lxw_col_t at = (lxw_col_t)column;

	switch (sqlite3_column_type(stmt, column)) {
	case SQLITE_NULL:
		worksheet_write_blank(sheet, row, at, look->text);
		break;
	case SQLITE_FLOAT:
		worksheet_write_number(sheet, row, at,
		    sqlite3_column_double(stmt, column) - SERIAL_OF_JULIAN,
		    look->day);
		break;
	default:
		worksheet_write_string(sheet, row, at,
		    (const char *)sqlite3_column_text(stmt, column),
		    look->text);
	}
}

static int
sheet_write(sqlite3_stmt *stmt, const char *path)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	lxw_workbook *book = workbook_new_opt(path, &options);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	int column, columns = sqlite3_column_count(stmt);
	lxw_row_t row = 0;
	struct look look;

	look_make(book, &look);
	for (column = 0; column < columns; column++)
		worksheet_write_string(sheet, row, (lxw_col_t)column,
		    sqlite3_column_name(stmt, column), look.head);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		row++;
		for (column = 0; column < columns; column++)
			cell_write(sheet, row, column, stmt, &look);
	}
	return workbook_close(book) != LXW_NO_ERROR;
}

int
main(int argc, char **argv)
{
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;
	int failed = 1;

	if (argc != 3) {
		fputs("sheet FILE.db FILE.xlsx\n", stderr);
		return 2;
	}
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) ==
	        SQLITE_OK &&
	    sqlite3_prepare_v2(db, query, -1, &stmt, NULL) == SQLITE_OK)
		failed = sheet_write(stmt, argv[2]);
	else
		fprintf(stderr, "sheet: %s\n", sqlite3_errmsg(db));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return failed;
}

/*
 * The floor of a month's pay: one SELECT, the rule of bench.ini (payroll.py)
 * in plain C, one INSERT of fifteen columns a worker, in one transaction.
 * No facts over time, no explanation, no journal.  Prints workers, gross and
 * net in 分.  payroll DB MONTH (a month of a year that has no earlier one).
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t amounts[] = { 0, 320000, 338000, 357000, 377000, 398000,
	420000, 443000, 467000, 492000, 518000, 545000, 573000, 602000, 632000,
	663000, 695000, 728000, 762000 };
static const char table[] = "DROP TABLE IF EXISTS pay; CREATE TABLE pay"
	" (month TEXT, worker_id INTEGER, grade INT, base INT, post INT, education"
	" INT, certificate INT, senior INT, monthly INT, gross INT, pension INT,"
	" medical INT, unemployment INT, fund INT, tax INT, net INT,"
	" PRIMARY KEY (month, worker_id)) WITHOUT ROWID";
enum { GRADE, BASE, POST, EDUCATION, CERTIFICATE, SENIOR, MONTHLY, GROSS,
	PENSION, MEDICAL, UNEMPLOYMENT, FUND, TAX, NET, COLUMNS };

static int64_t
share(int64_t value, int hundredths)
{
	return (value * hundredths + 5000) / 10000;
}

static int
place(const char *word, const char *const *words, int count)
{
	for (int i = 1; i < count; i++)
		if (!strcmp(word, words[i]))
			return i;
	return 0;
}

/* The first month of a year: Σ is the month itself. */
static int64_t
tax_of(int64_t base)
{
	static const int64_t upto[] = { 3600000, 14400000, 30000000 };
	static const int64_t quick[] = { 0, 252000, 1692000 };
	static const int rate[] = { 300, 1000, 2000 };

	for (int i = 0; base > 0 && i < 3; i++)
		if (base <= upto[i])
			return share(base, rate[i]) - quick[i];
	return 0;
}

static void
reckon(sqlite3_stmt *row, int year, int month, int64_t line[COLUMNS])
{
	static const char *const posts[] = { "staff", "deputy", "chief" };
	static const char *const levels[] = { "", "31", "21", "14" };
	static const char *const papers[] = { "", "assistant", "social", "senior" };
	static const int floors[] = { 1, 4, 7 };
	static const int64_t allowance[] = { 0, 60000, 120000 };
	static const int64_t schooling[] = { 0, 10000, 30000, 60000 };
	static const int64_t skill[] = { 0, 20000, 40000, 80000 };
	int post = place((const char *)sqlite3_column_text(row, 1), posts, 3);
	int level = place((const char *)sqlite3_column_text(row, 2), levels, 4);
	int paper = place((const char *)sqlite3_column_text(row, 3), papers, 4);
	const char *hired = (const char *)sqlite3_column_text(row, 4);
	int months = (year - atoi(hired)) * 12 + month - atoi(hired + 5) -
	    (atoi(hired + 8) > 1);
	int grade = floors[post] + level + paper + months / 36;
	int64_t insured;

	line[GRADE] = grade > 18 ? 18 : grade;
	line[BASE] = amounts[line[GRADE]];
	line[POST] = allowance[post];
	line[EDUCATION] = schooling[level];
	line[CERTIFICATE] = skill[paper];
	line[SENIOR] = months / 12 * 5000;
	line[MONTHLY] = share(line[BASE], 2500);
	line[GROSS] = 0;
	for (int i = BASE; i < GROSS; i++)
		line[GROSS] += line[i];
	insured = line[GROSS] < 434000 ? 434000
	    : line[GROSS] > 2169000    ? 2169000
				       : line[GROSS];
	line[PENSION] = share(insured, 800);
	line[MEDICAL] = share(insured, 200);
	line[UNEMPLOYMENT] = share(insured, 50);
	line[FUND] = share(line[GROSS], 1200);
	line[NET] = line[GROSS];
	for (int i = PENSION; i < TAX; i++)
		line[NET] -= line[i];
	line[TAX] = tax_of(line[NET] - 500000);
	line[NET] -= line[TAX];
}

int
main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *rows, *put;
	int64_t workers = 0, gross = 0, net = 0;

	if (argc != 3 || sqlite3_open(argv[1], &db) ||
	    sqlite3_exec(db, table, NULL, NULL, NULL) ||
	    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) ||
	    sqlite3_prepare_v2(db, "SELECT id, post, education, certificate,"
		" hired FROM worker ORDER BY id", -1, &rows, NULL) ||
	    sqlite3_prepare_v2(db, "INSERT INTO pay VALUES (?, ?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &put, NULL))
		return 1;
	sqlite3_bind_text(put, 1, argv[2], -1, SQLITE_STATIC);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		int64_t line[COLUMNS];

		reckon(rows, atoi(argv[2]), atoi(argv[2] + 5), line);
		sqlite3_bind_int64(put, 2, sqlite3_column_int64(rows, 0));
		for (int i = 0; i < COLUMNS; i++)
			sqlite3_bind_int64(put, 3 + i, line[i]);
		if (sqlite3_step(put) != SQLITE_DONE)
			return 1;
		sqlite3_reset(put);
		workers++;
		gross += line[GROSS];
		net += line[NET];
	}
	sqlite3_finalize(rows);
	sqlite3_finalize(put);
	if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL))
		return 1;
	printf("heads %" PRId64 ", gross %" PRId64 ".%02d, net %" PRId64 ".%02d\n",
	    workers, gross / 100, (int)(gross % 100), net / 100,
	    (int)(net % 100));
	return 0;
}

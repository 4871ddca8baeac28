/* The calendar, and every spelling of a day. */
#include "base/date.h"

#include "tap.h"

static const struct date today = { 2026, 11, 23 };

static void
check(const char *typed, bool partial, bool screen, const char *want)
{
	struct date date = { 0 };
	struct err err = { 0 };
	char got[DATE_SIZE] = "";

	if (date_parse(typed, today, partial, screen, &date, &err))
		date_write(date, got);
	if (!*want)
		ok(!*got && err.text && !strcmp(err.code, "bad_date"),
		    "parse: %s is refused (%s)", typed, err.text ? err.text : "");
	else
		is(got, want, typed);
	err_done(&err);
}

static void
test_spellings(void)
{
	/* clang-format off */
	static const struct { const char *typed; int partial, screen; const char *want; } row[] = {
		{ "2026-03-01", 0, 0, "2026-03-01" }, { "20260301", 0, 0, "2026-03-01" },
		{ "2026.3.1", 0, 0, "2026-03-01" }, { "2026/3/1", 0, 0, "2026-03-01" },
		{ "2026年3月1日", 0, 0, "2026-03-01" }, { "２０２６。３。１", 0, 0, "2026-03-01" },
		{ " ２０２６－０３－０１　", 0, 0, "2026-03-01" }, { "2021-3-5", 0, 0, "2021-03-05" },
		{ "today", 0, 0, "2026-11-23" }, { ".", 0, 0, "2026-11-23" }, { "。", 0, 0, "2026-11-23" },
		{ "+30", 0, 0, "2026-12-23" }, { "-23", 0, 0, "2026-10-31" }, { "＋30", 0, 0, "2026-12-23" },
		{ "-1m", 0, 0, "2026-10-23" }, { "+1y", 0, 0, "2027-11-23" },
		{ "月底", 0, 0, "2026-11-30" }, { "年底", 0, 0, "2026-12-31" },
		{ "2026.3", 1, 0, "2026-03" }, { "2026-03", 1, 0, "2026-03" }, { "202603", 1, 0, "2026-03" },
		{ "2026年3月", 1, 0, "2026-03" }, { "2026", 1, 0, "2026" }, { "2026年", 1, 0, "2026" },
		{ "5", 0, 1, "2026-11-05" }, { "0301", 0, 1, "2026-03-01" }, { "260301", 0, 1, "2026-03-01" },
		{ "850301", 0, 1, "1985-03-01" }, { "2026", 1, 1, "2026" }, { "0301", 1, 1, "2026-03-01" },
		{ "202603", 1, 1, "2026-03" }, { "3.1", 0, 1, "2026-03-01" }, { "3月1日", 0, 1, "2026-03-01" },
		{ "2026-02-30", 0, 0, "" }, { "2026-13-01", 0, 0, "" }, { "2026-03", 0, 0, "" },
		{ "5", 0, 0, "" }, { "0301", 0, 0, "" }, { "18990101", 0, 0, "" }, { "", 1, 1, "" },
		{ "2026-3.1", 0, 0, "" }, { "2026-00-01", 0, 0, "" }, { "31号x", 0, 1, "" },
		{ "20260301x", 0, 0, "" }, { "+", 0, 0, "" }, { "2026--1", 1, 1, "" },
		{ "+99999999", 0, 0, "" }, { "99999999", 1, 1, "" }, { "1/2/3/4", 1, 1, "" },
	};
	/* clang-format on */
	size_t i;

	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		check(row[i].typed, row[i].partial, row[i].screen, row[i].want);
}

static void
check_months(const char *from, int months, const char *want)
{
	struct date date = { 0 };
	char got[DATE_SIZE];

	date_read(from, &date);
	date_write(date_add_months(date, months), got);
	is(got, want, "add_months: keeps the day or takes the last");
}

static void
test_months(void)
{
	struct date date = { 0 };
	struct err err = { 0 };

	check_months("2026-08-31", 3, "2026-11-30");
	check_months("2024-01-31", 1, "2024-02-29");
	check_months("2023-01-31", 1, "2023-02-28");
	check_months("2026-01-15", -1, "2025-12-15");
	check_months("2026-03", 10, "2027-01");
	check_months("2026", 12, "2027");
	ok(date_parse_month("2026年11月", today, &date, &err) &&
		date.month == 11 && !date.day,
	    "parse_month: Chinese spelling, a month");
	ok(date_parse_month("202611", today, &date, &err), "parse_month: run");
	ok(!date_parse_month("2026", today, &date, &err) && err.text,
	    "parse_month: a year, refused");
	err_done(&err);
	ok(!date_read("2026-3-1", &date) && !date_read("", &date) &&
		!date_read("2026-02-29", &date) && !date_read("2026-00", &date),
	    "read: not the stored form, false");
}

/* The oracle counts day by day from 1900-01-01, a Monday. */
static void
test_calendar(void)
{
	int year = 1900, month = 1, day = 1, weekday = 1, bad = 0;
	int32_t number = -25567;

	for (; year <= 2200; number++) {
		static const char last[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
			31, 30, 31 };
		int leap = (!(year % 4) && year % 100) || !(year % 400);
		struct date date = { year, month, day };
		struct date back = date_from_number(number);
		char text[DATE_SIZE];

		date_write(date, text);
		bad += date_to_number(date) != number || !date_valid(date) ||
		       back.year != year || back.month != month ||
		       back.day != day || date_weekday(date) != weekday ||
		       !date_read(text, &back);
		weekday = weekday % 7 + 1;
		if (++day > last[month - 1] + (month == 2 && leap)) {
			day = 1;
			bad += date_valid((struct date){ year, month,
			    last[month - 1] + (month == 2 && leap) + 1 });
			if (++month > 12) {
				month = 1;
				year++;
			}
		}
	}
	is_int(bad, 0, "calendar: every day of 301 years, as counted");
}

int
main(void)
{
	test_spellings();
	test_months();
	test_calendar();
	return done();
}

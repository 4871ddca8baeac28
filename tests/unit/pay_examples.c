/* The worked examples: W published figures, S our own, through the whole
 * room (load, facts, run, why). */
#include "pay/pay.h"
#include "pay_book.h"

/* grade * 1000000000 + amount in 分; -1 with a diagnostic on refusal */
static int64_t
grade_on(int worker, const char *day)
{
	struct pay_result result;
	char code[16];
	int64_t value;

	snprintf(code, sizeof code, "W%d", worker);
	if (!pay_grade(&book, code, day, &result, &err)) {
		show_err(day);
		return -1;
	}
	value = result.grade * INT64_C(1000000000) + result.amount;
	pay_result_done(&result);
	return value;
}

#define GRADE(grade, fen) ((grade)*1000000000LL + (fen))

/* hohhot-2023 with effective_from and base moved to 2014-01-01 */
static const char *const to_long[][2] = {{"2023-01-01", "2014-01-01"},
	{"hohhot-2023", "long"}};
static const char *const to_long_70[][2] = {{"2023-01-01", "2014-01-01"},
	{"hohhot-2023", "long70"},
	{"early_steps    = \"1\"", "early_steps = \"1\"\nbasic_pct = \"70\""}};

static void
test_hohhot(void)
{
	struct pay_result result;

	if (!open_book())
		exit(1);
	ok(load_preset("hohhot-2023"), "scheme: hohhot-2023 loads");
	show_err("load");
	ok(scheme_use(&book, "hohhot-2023", NULL, "2014-01-01", &err),
	    "scheme: the district pays by it");
	add_worker(1);
	add_worker(2);
	add_worker(3);
	add_service(1, "2014-03-01", "staff", "社工");
	add_service(2, "2007-06-01", "chief", "书记");
	add_service(3, "1986-06-01", "staff", "社工");
	is_int(grade_on(1, "2023-01-01"), GRADE(3, 373800),
	    "W4: joined 2014-03-01, staff, 2023-01: grade 3, 3738");
	is_int(grade_on(2, "2023-03-01"), GRADE(12, 526700),
	    "S4: chief with 15 full years, 2023-03: grade 12, 5267");
	is_int(grade_on(3, "2023-03-01"), GRADE(12, 526700),
	    "S5: staff with 36 full years: capped at 12, 5267");
	ok(pay_grade(&book, "W3", "2023-03-01", &result, &err) &&
		result.uncapped == 13,
	    "S5: uncapped 13 stays");
	pay_result_done(&result);
	is_int(526700 - 373800, 152900,
	    "W6: 3 to 12 is 1529 a month, of rounded amounts");
	ok(!pay_grade(&book, "W3", "2022-12-01", &result, &err) &&
		!strcmp(err.code, "pay_no_version"),
	    "grade: before the first version, refused as pay_no_version");
	err_done(&err);
	ok(!pay_grade(&book, "W9", "2022-12-01", &result, &err) &&
		!strcmp(err.code, "no_such"),
	    "grade: an unknown worker, refused as no_such");
	err_done(&err);
	book_close(&book);
}

static void
test_long(void)
{
	static const struct {
		const char *day;
		int grade;
	} steps[] = {{"2014-03-01", 1}, {"2017-12-01", 1}, {"2018-01-01", 2},
		{"2020-12-01", 2}, {"2021-01-01", 3}, {"2023-12-01", 3},
		{"2024-01-01", 4}};
	char name[80];

	if (!open_book())
		exit(1);
	ok(load_changed("hohhot-2023", to_long, 2), "S1: the long scheme loads");
	show_err("long");
	ok(scheme_use(&book, "long", NULL, "2014-01-01", &err), "S1: in use");
	add_worker(1);
	add_service(1, "2014-03-01", "staff", "社工");
	run_sql("INSERT INTO worker_education (code, worker_id, education,"
		" graduated_on) VALUES ('X1', 1, '31', '2010-07-01');"
		"INSERT INTO worker_rating (code, worker_id, year, rating)"
		" SELECT 'K' || y, 1, y, 'good' FROM (WITH RECURSIVE c(y) AS"
		" (SELECT 2014 UNION ALL SELECT y + 1 FROM c WHERE y < 2024)"
		" SELECT y FROM c)");
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		snprintf(name, sizeof name, "S1: grade %d on %s",
		    steps[i].grade, steps[i].day);
		is_int(grade_on(1, steps[i].day) / 1000000000,
		    steps[i].grade, name);
	}
	is_int(grade_on(1, "2023-01-01"), GRADE(3, 373800),
	    "S1: in 2023-01 3738");
	book_close(&book);
}

static void
test_split(void)
{
	struct pay_sums sums;

	if (!open_book())
		exit(1);
	ok(load_changed("hohhot-2023", to_long_70, 3), "S6: 70/30 loads");
	show_err("long70");
	ok(scheme_use(&book, "long70", NULL, "2014-01-01", &err),
	    "S6: in use");
	add_worker(1);
	add_service(1, "2014-03-01", "staff", "社工");
	ok(pay_run(&book, "2023-01", NULL, NULL, NULL, &sums, &err),
	    "S6: the month runs");
	show_err("run");
	is_int(sums.heads, 1, "run: one head");
	is_int(get_int("SELECT basic FROM pay_line"), 261700,
	    "S6: 2616.60 is 2617 basic");
	is_int(get_int("SELECT performance FROM pay_line"), 112100,
	    "S6: the rest is 1121");
	is_int(get_int("SELECT standard FROM pay_line"), 373800,
	    "S6: the sum is 3738");
	is_int(get_int("SELECT gross FROM pay_line"), 373800,
	    "S6: and is paid");
	book_close(&book);
}

static void
test_own_split(void)
{
	static const char w10[] =
	    "[scheme]\ncode = \"w10\"\nname = \"W10\"\n"
	    "[version.1]\neffective_from = \"2020-01-01\"\nbasic_pct = \"80\"\n"
	    "[post.staff]\nname = \"工作人员\"\nfloor = \"1\"\nceiling = \"1\"\n"
	    "[grades]\ncoefficients = \"1.00\"\n"
	    "[base.2020-01-01]\namount = \"3400\"\n";
	struct pay_sums sums;

	if (!open_book())
		exit(1);
	ok(load_text("w10", w10), "W10: the scheme loads");
	show_err("w10");
	ok(scheme_use(&book, "w10", NULL, "2020-01-01", &err), "W10: in use");
	add_worker(1);
	add_service(1, "2020-01-01", "staff", "社工");
	ok(pay_run(&book, "2023-01", NULL, NULL, NULL, &sums, &err),
	    "W10: the month runs");
	is_int(get_int("SELECT basic * 10000000 + performance FROM pay_line"),
	    272000 * 10000000LL + 68000, "W10: 80 % of 3400 is 2720 + 680");
	run_sql("INSERT INTO pay_unit (code, organ_id, name, value, valid_from)"
		" VALUES ('U1', 102, 'basic_pct', '90', '2020-01-01')");
	ok(pay_run(&book, "2023-01", NULL, NULL, NULL, &sums, &err),
	    "W10: runs again");
	show_err("run");
	is_int(get_int("SELECT basic * 10000000 + performance FROM pay_line"),
	    306000 * 10000000LL + 34000,
	    "W10: the street's own 90 % is 3060 + 340");
	book_close(&book);
}

static void
test_why(void)
{
	struct pay_result result;
	struct pay_sums sums;

	if (!open_book())
		exit(1);
	load_preset("hohhot-2023");
	ok(scheme_use(&book, "hohhot-2023", NULL, "2023-01-01", &err),
	    "why: in use");
	add_worker(2);
	add_service(2, "2007-06-01", "chief", "书记");
	ok(pay_why(&book, "W2", "2023-03", &result, &err) &&
		result.amount == 526700 && result.count >= 6,
	    "why: without a line, computed now");
	show_err("why");
	pay_result_done(&result);
	ok(pay_run(&book, "2023-03", NULL, NULL, NULL, &sums, &err),
	    "why: the month runs");
	show_err("run");
	ok(pay_why(&book, "W2", "2023-03", &result, &err),
	    "why: with a line, its steps");
	is_int(result.grade, 12, "why: grade 12");
	for (size_t i = 0; i < result.count; i++)
		printf("# %d %-8s %s | %s | %s\n", result.steps[i].n,
		    result.steps[i].step, result.steps[i].words,
		    result.steps[i].rule, result.steps[i].value);
	is(result.steps[2].value, "187", "why: 187 months");
	is(result.steps[3].value, "12", "why: 7 + 5 = 12");
	is(result.steps[3].rule, "", "why: a band has no article here");
	is(result.steps[2].rule,
	    "每满三年晋一级，次年一月执行（通行做法）",
	    "why: years rest on their article");
	pay_result_done(&result);
	book_close(&book);
}

int
main(void)
{
	test_hohhot();
	test_long();
	test_split();
	test_own_split();
	test_why();
	return done();
}

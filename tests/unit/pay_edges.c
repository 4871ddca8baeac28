/* The edge cases of the scheme: service, posts, part months, probation,
 * credits, ratings, ladders, protected pay, deductions. */
#include "pay/pay.h"
#include "pay/service.h"
#include "pay_book.h"

/* A scheme of one's own: version keys and further sections in the gaps. */
static bool
use_scheme(const char *keys, const char *sections)
{
	struct buf text = {0};
	bool good;

	buf_printf(&text,
	    "[scheme]\ncode = \"t\"\nname = \"T\"\n"
	    "[version.1]\neffective_from = \"2010-01-01\"\n"
	    "approval = \"list\"\n%s\n"
	    "[post.chief]\nname = \"正职\"\nfloor = \"7\"\nceiling = \"18\"\n"
	    "[post.deputy]\nname = \"副职\"\nfloor = \"4\"\nceiling = \"15\"\n"
	    "[post.staff]\nname = \"人员\"\nfloor = \"1\"\nceiling = \"12\"\n"
	    "[grades]\ncoefficients = \"1.00 1.05 1.10 1.15 1.20 1.25 1.30 1.35"
	    " 1.40 1.45 1.50 1.55 1.60 1.65 1.70 1.75 1.80 1.85\"\n"
	    "[base.2010-01-01]\namount = \"3000\"\n%s",
	    keys, sections);
	good = load_text("t.ini", buf_string(&text)) &&
	    scheme_use(&book, "t", NULL, "2010-01-01", &err);
	show_err("scheme");
	buf_done(&text);
	return good;
}

static void
begin(const char *keys, const char *sections)
{
	if (!open_book())
		exit(1);
	if (!use_scheme(keys, sections))
		ok(false, "the scheme loads: %s", keys);
	add_worker(1);
}

/* The grade; -1 when refused. */
static int
grade(const char *day)
{
	struct pay_result result;
	int found = -1;

	if (pay_grade(&book, "W1", day, &result, &err))
		found = result.grade;
	else
		err_done(&err);
	pay_result_done(&result);
	return found;
}

static int64_t
run_month(const char *month, const char *column)
{
	struct pay_sums sums;
	char sql[300];

	if (!pay_run(&book, month, "测试", NULL, NULL, &sums, &err)) {
		show_err(month);
		return -1;
	}
	snprintf(sql, sizeof sql,
	    "SELECT %s FROM pay_line WHERE code LIKE '%s/%%'", column, month);
	return get_int(sql);
}

static void
spell(const char *code, const char *from, const char *to, const char *more)
{
	char sql[400];

	snprintf(sql, sizeof sql,
	    "INSERT INTO service_spell (code, worker_id, community_id,"
	    " starts_on, ends_on, served_at, %s) VALUES ('%s', 1, 103, '%s',"
	    " %s%s%s, 'street', %s)",
	    *more ? "probation_until" : "note", code, from, to ? "'" : "",
	    to ? to : "NULL", to ? "'" : "", *more ? more : "NULL");
	run_sql(sql);
}

static void
post(const char *code, const char *name, const char *from, const char *to)
{
	char sql[400];

	snprintf(sql, sizeof sql,
	    "INSERT INTO worker_post (code, worker_id, post, job, starts_on,"
	    " ends_on) VALUES ('%s', 1, '%s', '社工', '%s', %s%s%s)",
	    code, name, from, to ? "'" : "", to ? to : "NULL", to ? "'" : "");
	run_sql(sql);
}

static void
rating(int year, const char *word)
{
	char sql[200];

	snprintf(sql, sizeof sql,
	    "INSERT INTO worker_rating (code, worker_id, year, rating)"
	    " VALUES ('K%d', 1, %d, '%s')",
	    year, year, word);
	run_sql(sql);
}

static void
test_length(void)
{
	static const struct {
		const char *from, *to;
		int months, days;
		const char *name;
	} runs[] = {
		{"2023-01-31", "2023-02-28", 1, 0,
		    "the 31st: an anniversary that a month lacks is its last day"},
		{"2023-01-31", "2023-03-01", 1, 1, "... and a day is a day more"},
		{"2020-02-29", "2021-02-28", 12, 0,
		    "29 February: a year on the 28th"},
		{"2023-01-01", "2023-01-31", 0, 30,
		    "30 days of one run are no month"},
		{"2014-03-01", "2023-01-01", 106, 0, "whole months"},
	};
	struct spans spans;
	int months, days;

	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		spans_init(&spans);
		spans_add(&spans, day_read(runs[i].from, 0),
		    day_read(runs[i].to, 0));
		spans_length(&spans, &months, &days);
		is_int(months * 100 + days,
		    runs[i].months * 100 + runs[i].days, runs[i].name);
		spans_done(&spans);
	}
	spans_init(&spans);
	spans_add(&spans, day_read("2020-01-01", 0), day_read("2020-01-21", 0));
	spans_add(&spans, day_read("2020-03-01", 0), day_read("2020-03-16", 0));
	spans_length(&spans, &months, &days);
	is_int(months * 100 + days, 105,
	    "two runs: 20 and 15 days are a month and 5 days");
	for (int i = 0; i < 100; i++)
		spans_add(&spans, 20000 + i * 10, 20005 + i * 10);
	spans_join(&spans);
	is_int((int)spans.count, 102, "spans: more than fit nearby");
	spans_cut(&spans, 20001, 20990);
	is_int((int)spans.count, 4, "spans: a cut through many");
	spans_done(&spans);
}

static void
test_edges_of_bands(void)
{
	begin("step_start = \"month_start\"", "");
	add_service(1, "2020-01-01", "staff", "社工");
	is_int(grade("2022-12-01"), 1, "2: a month before 3 years: grade 1");
	is_int(grade("2023-01-01"), 2, "2: exactly 3 years: the next band");
	book_close(&book);
	begin("edge = \"inclusive\"\nstep_start = \"month_start\"", "");
	add_service(1, "2020-01-01", "staff", "社工");
	is_int(grade("2023-01-01"), 1, "2: inclusive: still the old band");
	is_int(grade("2023-02-01"), 2, "2: inclusive: a month later the next");
	book_close(&book);
	begin("", "");
	add_service(1, "2020-05-10", "staff", "社工");
	is_int(grade("2023-12-01"), 1, "1: a step due in mid-year waits");
	is_int(grade("2024-01-01"), 2, "1: ... for January");
	book_close(&book);
	begin("count = \"begun\"", "");
	add_service(1, "2020-05-10", "staff", "社工");
	is_int(grade("2023-01-01"), 2, "4: 2 years 7 months begun are 3");
	book_close(&book);
	begin("band_starts = \"3 7 11\"\nstep_start = \"month_start\"", "");
	add_service(1, "2010-01-01", "staff", "社工");
	is_int(grade("2016-12-01"), 2, "bands: irregular, second at 3 years");
	is_int(grade("2017-01-01"), 3, "bands: third at 7");
	is_int(grade("2025-01-01"), 4, "bands: no further than the last");
	book_close(&book);
}

static void
test_service(void)
{
	begin("step_start = \"month_start\"", "");
	spell("A", "2015-01-01", "2017-01-01", "");
	spell("B", "2020-01-01", NULL, "");
	post("P", "staff", "2015-01-01", NULL);
	is_int(grade("2021-01-01"), 2, "5: a break: years add up");
	is_int(grade("2020-12-01"), 1, "5: ... to the month");
	ok(!run_sql("INSERT INTO service_spell (code, worker_id, community_id,"
		    " starts_on, served_at) VALUES ('C', 1, 103, '2021-01-01',"
		    " 'street')"),
	    "pay_spell_overlap: a spell upon another is refused");
	err_done(&err);
	book_close(&book);
	begin("step_start = \"month_start\"\ncontinuity = \"continuous\"", "");
	spell("A", "2015-01-01", "2017-01-01", "");
	spell("B", "2020-01-01", NULL, "");
	post("P", "staff", "2015-01-01", NULL);
	is_int(grade("2021-01-01"), 1, "5: continuous: only the last chain");
	is_int(grade("2023-01-01"), 2, "5: ... counts");
	book_close(&book);
	begin("step_start = \"month_start\"\nprobation_counts = \"no\"", "");
	spell("A", "2020-01-01", NULL, "'2020-06-30'");
	post("P", "staff", "2020-01-01", NULL);
	is_int(grade("2023-06-01"), 1, "6: probation does not count");
	is_int(grade("2023-07-01"), 2, "6: so the step is half a year later");
	book_close(&book);
	begin("step_start = \"month_start\"", "");
	add_service(1, "2020-01-01", "staff", "社工");
	rating(2021, "bad");
	is_int(grade("2023-01-01"), 1, "19: a year 不合格 is not counted");
	is_int(grade("2024-01-01"), 2, "19: the step is a year later");
	book_close(&book);
	begin("step_start = \"month_start\"",
	    "[rating.excellent]\nlabel = \"优秀\"\n"
	    "[rating.bad]\nlabel = \"差\"\nyear = \"restart\"\nsteps = \"-1\"\n");
	add_service(1, "2018-01-01", "staff", "社工");
	rating(2022, "bad");
	is_int(grade("2022-12-01"), 2, "restart: before it 4 years, grade 2");
	is_int(grade("2023-01-01"), 1, "restart: minus one step");
	is_int(grade("2025-12-01"), 1, "restart: two years in the band lost");
	is_int(grade("2026-01-01"), 2, "restart: three years from 2023");
	book_close(&book);
}

static void
test_posts(void)
{
	begin("", "");
	spell("A", "2010-01-01", NULL, "");
	post("P1", "staff", "2010-01-01", "2020-06-15");
	post("P2", "deputy", "2020-06-15", "2021-06-01");
	post("P3", "deputy", "2021-06-20", NULL);
	is_int(grade("2020-06-01"), 4, "15: a change on the 15th, as on the 1st");
	is_int(grade("2020-07-01"), 7, "13: staff becomes deputy: floor and years");
	is_int(grade("2021-06-10"), 7, "16: 19 days between terms are bridged");
	post("P4", "chief", "2021-09-01", NULL);
	is_int(grade("2021-09-01"), 10, "17: of two posts the higher");
	book_close(&book);
	begin("post_up = \"higher\"\npost_down = \"cap\"", "");
	spell("A", "2010-01-01", NULL, "");
	post("P1", "chief", "2010-01-01", "2016-01-01");
	post("P2", "staff", "2016-01-01", NULL);
	is_int(grade("2015-12-01"), 8, "cap: chief with 5 years 8");
	is_int(grade("2016-01-01"), 9, "cap: the old floor goes along");
	is_int(grade("2022-01-01"), 11, "cap: years go on");
	is_int(grade("2028-01-01"), 12, "cap: under the new ceiling");
	book_close(&book);
	begin("years_of = \"in_post\"\npost_up = \"higher\"", "");
	spell("A", "2010-01-01", NULL, "");
	post("P1", "staff", "2010-01-01", "2022-01-01");
	post("P2", "deputy", "2022-01-01", NULL);
	is_int(grade("2021-12-01"), 4, "in_post: staff counts all years");
	is_int(grade("2022-01-01"), 4, "higher: not below the grade held");
	is_int(grade("2025-01-01"), 5, "higher: and years in the post go on");
	book_close(&book);
	begin("years_of = \"best\"", "");
	spell("A", "2010-01-01", NULL, "");
	post("P1", "staff", "2010-01-01", "2022-01-01");
	post("P2", "deputy", "2022-01-01", NULL);
	is_int(grade("2022-01-01"), 5, "best: staff 1 + 4 beats deputy 4 + 0");
	is_int(grade("2028-01-01"), 7, "best: staff 1 + 6 beats deputy 4 + 2");
	book_close(&book);
}

static void
test_ladder(void)
{
	begin("mode = \"ladder\"\npost_up = \"keep\"\npost_down = \"cap\"\n"
	      "early_steps = \"1\"",
	    "[credit.bachelor]\nkind = \"education\"\nsteps = \"1\"\n");
	spell("A", "2010-01-01", NULL, "");
	post("P1", "staff", "2010-01-01", "2020-06-01");
	post("P2", "chief", "2020-06-01", "2022-06-01");
	post("P3", "staff", "2022-06-01", NULL);
	is_int(grade("2010-01-01"), 1, "ladder: a newcomer begins at first");
	is_int(grade("2013-01-01"), 2, "ladder: a band adds a step");
	is_int(grade("2020-05-01"), 4, "ladder: three bands by 2020");
	is_int(grade("2020-06-01"), 7, "ladder: keep: max(held, floor)");
	is_int(grade("2022-01-01"), 8, "ladder: and goes on");
	is_int(grade("2022-06-01"), 8, "ladder: cap: the grade under 12");
	run_sql("INSERT INTO worker_education (code, worker_id, education,"
		" graduated_on) VALUES ('X', 1, '21', '2023-07-01')");
	is_int(grade("2023-07-01"), 9, "ladder: a paper adds its steps");
	rating(2023, "excellent");
	rating(2024, "excellent");
	is_int(grade("2025-01-01"), 11, "ladder: band and early step together");
	book_close(&book);
	begin("mode = \"ladder\"",
	    "[version.2]\neffective_from = \"2020-01-01\"\n");
	spell("A", "2010-01-01", NULL, "");
	post("P1", "staff", "2010-01-01", NULL);
	is_int(grade("2019-12-01"), 4, "convert: before it 4");
	is_int(grade("2020-01-01"), 4, "convert: carried");
	is_int(grade("2022-01-01"), 5, "convert: and steps go on");
	book_close(&book);
}

static void
test_credits(void)
{
	begin("certificate_date = \"registered_on\"",
	    "[credit.bachelor]\nkind = \"education\"\nholds = \"both\"\n"
	    "steps = \"1\"\n"
	    "[credit.social]\nkind = \"certificate\"\nsteps = \"1\"\n"
	    "cash = \"200\"\n"
	    "[credit.senior]\nkind = \"certificate\"\nsteps = \"2\"\n"
	    "cash = \"300\"\n"
	    "[credit.award]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\n"
	    "once = \"no\"\n");
	spell("A", "2023-01-01", NULL, "");
	post("P1", "staff", "2023-01-01", NULL);
	run_sql("INSERT INTO worker_education (code, worker_id, education,"
		" graduated_on, degree, degree_on) VALUES ('X', 1, '21',"
		" '2020-07-01', '4', '2023-03-01')");
	is_int(grade("2023-02-01"), 1, "8: both: not before the degree");
	is_int(grade("2023-03-01"), 2, "8: both: the later paper");
	run_sql("INSERT INTO worker_certificate (code, worker_id, level,"
		" issued_on, registered_on, valid_until) VALUES ('C1', 1,"
		" 'social', '2023-03-01', '2023-05-02', '2024-05-01')");
	is_int(grade("2023-05-01"), 2, "11: the 2nd is after the month's 1st");
	is_int(grade("2023-06-01"), 3, "9: degree and certificate add");
	is_int(grade("2024-06-01"), 2, "10: lapsed after its month");
	run_sql("INSERT INTO worker_honour (code, worker_id, title, level,"
		" awarded_on) VALUES ('B1', 1, '先进', '04', '2023-05-20'),"
		" ('B2', 1, '先进', '04', '2023-06-20')");
	is_int(grade("2023-06-01"), 4, "honour: one award");
	is_int(grade("2023-07-01"), 5, "honour: each award");
	is_int(run_month("2023-06", "gross"), 345000 + 20000,
	    "cash: 3000 x 1.15 and 200 beside");
	is_int(get_int("SELECT count(*) FROM pay_line_item WHERE item = 'social'"
		       " AND label = '职业津贴' AND amount = 20000"),
	    1, "cash: an item of its own");
	book_close(&book);
}

static void
test_early(void)
{
	begin("early_steps = \"1\"", "");
	spell("A", "2015-01-01", NULL, "");
	post("P1", "staff", "2015-01-01", NULL);
	for (int year = 2015; year <= 2020; year++)
		rating(year, "excellent");
	is_int(grade("2016-01-01"), 1, "18: one year is no run");
	is_int(grade("2017-01-01"), 2, "18: two years running: a step");
	is_int(grade("2018-01-01"), 3, "18: the third year gives only the band");
	is_int(grade("2019-01-01"), 4, "18: four years: the second step");
	is_int(grade("2021-01-01"), 5, "18: six years: at most twice");
	book_close(&book);
	begin("early_steps = \"1\"", "");
	spell("A", "2015-01-01", NULL, "");
	post("P1", "staff", "2015-01-01", NULL);
	rating(2015, "excellent");
	rating(2017, "excellent");
	is_int(grade("2018-01-01"), 2, "18: a missing year breaks the run");
	book_close(&book);
}

static void
test_part_months(void)
{
	begin("", "");
	spell("A", "2023-01-16", NULL, "");
	post("P1", "staff", "2023-01-16", NULL);
	is_int(run_month("2023-01", "gross"), 154800,
	    "join: 16 of 31 days of 3000 is 1548.39, to the yuan");
	book_close(&book);
	begin("join_month = \"none\"", "");
	spell("A", "2023-01-16", NULL, "");
	post("P1", "staff", "2023-01-16", NULL);
	is_int(run_month("2023-01", "status = 'missing'"), 1,
	    "join: none: nothing, and listed as missing");
	book_close(&book);
	begin("proration = \"thirty\"\nleave_month = \"by_day\"", "");
	spell("A", "2020-01-01", "2020-02-16", "");
	post("P1", "staff", "2020-01-01", NULL);
	is_int(run_month("2020-02", "gross"), 150000, "leave: 15 of 30 days");
	book_close(&book);
	begin("proration = \"workdays\"", "");
	spell("A", "2023-01-01", NULL, "");
	post("P1", "staff", "2023-01-01", NULL);
	run_sql("INSERT INTO worker_absence (code, worker_id, kind, starts_on,"
		" ends_on) VALUES ('L', 1, 'unpaid', '2023-02-06',"
		" '2023-02-11')");
	is_int(run_month("2023-02", "gross"), 206900,
	    "workdays: 15 of 21.75 days of 3000 is 2068.97");
	book_close(&book);
	begin("probation_pct = \"80\"", "");
	spell("A", "2023-01-01", NULL, "'2023-03-15'");
	post("P1", "staff", "2023-01-01", NULL);
	is_int(run_month("2023-03", "gross"), 240000,
	    "6: probation ends in mid-month: the month at 80 %");
	book_close(&book);
	begin("", "");
	spell("A", "2023-01-01", "2023-03-11", "");
	run_sql("UPDATE service_spell SET leave_reason = '03'");
	post("P1", "staff", "2023-01-01", NULL);
	is_int(run_month("2023-03", "gross"), 300000,
	    "27: retires: the whole month");
	book_close(&book);
}

static void
test_protected(void)
{
	begin("", "[version.2]\neffective_from = \"2023-07-01\"\n"
		  "multiplier = \"0.9\"\n");
	spell("A", "2021-01-01", NULL, "");
	post("P1", "staff", "2021-01-01", NULL);
	is_int(run_month("2023-07", "gross"), 300000,
	    "23: a lower version: 2700 and 300 protected");
	is_int(get_int("SELECT amount FROM pay_line_item"
		       " WHERE item = 'protected'"),
	    30000, "23: 保留差额 is an item");
	book_close(&book);
	begin("", "[version.2]\neffective_from = \"2023-07-01\"\n"
		  "multiplier = \"0.9\"\n");
	spell("A", "2021-01-01", NULL, "");
	post("P1", "staff", "2021-01-01", NULL);
	is_int(run_month("2024-01", "gross"), 300000,
	    "23: it melts as pay rises (2835 + 165)");
	is_int(get_int("SELECT amount FROM pay_line_item"
		       " WHERE item = 'protected'"),
	    16500, "23: 165 is left");
	book_close(&book);
}

static void
test_performance(void)
{
	begin("basic_pct = \"70\"\nperformance_pays = \"quarter\"", "");
	spell("A", "2023-01-01", NULL, "");
	post("P1", "staff", "2023-01-01", NULL);
	run_sql("INSERT INTO performance_rating (code, worker_id, period,"
		" rating) VALUES ('J', 1, '2023-Q1', 'good')");
	is_int(run_month("2023-04", "gross"), 210000 + 270000,
	    "25: three months' performance after the quarter");
	book_close(&book);
	begin("basic_pct = \"70\"\nperformance_pays = \"quarter\"", "");
	spell("A", "2023-01-01", NULL, "");
	post("P1", "staff", "2023-01-01", NULL);
	is_int(run_month("2023-04", "gross"), 210000, "25: unrated: waits");
	book_close(&book);
}

static void
test_deductions(void)
{
	begin("", "");
	if (!load_preset("statutory") ||
	    !scheme_use(&book, "statutory", NULL, "2019-01-01", &err))
		show_err("statutory");
	spell("A", "2020-01-01", NULL, "");
	post("P1", "staff", "2020-01-01", NULL);
	is_int(run_month("2023-01", "deducted"), 33075,
	    "statutory: 10.5 % of 3150");
	is_int(get_int("SELECT count(*) FROM pay_line_item"
		       " WHERE amount IS NULL"),
	    4, "statutory: open rates stay blank and are listed");
	is_int(get_int("SELECT employer FROM pay_line"), 51975,
	    "statutory: employer 16.5 %");
	book_close(&book);
	begin("", "[base.2022-01-01]\namount = \"20000\"\n");
	if (!load_preset("statutory") ||
	    !scheme_use(&book, "statutory", NULL, "2019-01-01", &err))
		show_err("statutory");
	spell("A", "2021-01-01", NULL, "");
	post("P1", "staff", "2021-01-01", NULL);
	run_sql("INSERT INTO insurance_base (code, worker_id, kind, amount,"
		" starts_on) VALUES ('I', 1, 'insurance', 0, '2021-01-01')");
	is_int(run_month("2023-01", "tax"), 45000,
	    "tax: 3 % of 20000 - 5000");
	run_sql("UPDATE pay_month SET state = 'closed', seal = 'x'");
	is_int(run_month("2023-02", "tax"), 45000, "tax: cumulative");
	run_sql("UPDATE pay_month SET state = 'closed', seal = 'x'");
	is_int(run_month("2023-03", "tax"), 108000,
	    "tax: the third month passes 36000 at 10 %");
	book_close(&book);
}

static void
test_missing(void)
{
	begin("", "");
	spell("A", "2020-01-01", NULL, "");
	is_int(run_month("2023-01", "status = 'missing' AND reason = '没有任职'"),
	    1, "missing: no post, and says why");
	book_close(&book);
	if (!open_book())
		exit(1);
	if (!load_preset("four-posts-24") ||
	    !scheme_use(&book, "four-posts-24", NULL, "2025-01-01", &err))
		show_err("frame");
	add_worker(1);
	add_service(1, "2020-01-01", "staff", "社工");
	is_int(run_month("2025-01", "status = 'missing'"), 1,
	    "missing: open numbers");
	is_int(grade("2025-01-01"), -1, "pay_value_open: pay grade refuses");
	book_close(&book);
}

static void
test_refused_files(void)
{
	static const struct {
		const char *keys, *sections, *want;
	} files[] = {
		{"mdoe = \"ladder\"", "", "mdoe"},
		{"mode = \"maze\"", "", "matrix ladder"},
		{"post_up = \"keep\"", "", "keep"},
		{"unit = \"1.005\"", "", "两位小数"},
		{"multiplier = \"1.00001\"", "", "四位小数"},
		{"", "[item.x]\nby = \"post\"\namounts = \"boss:5\"\n", "boss"},
		{"", "[post.low]\nname = \"x\"\nfloor = \"5\"\nceiling = \"4\"\n",
		    "高于"},
		{"", "[post.low]\nname = \"x\"\nfloor = \"5\"\nceiling = \"40\"\n",
		    "之内"},
		{"", "[grades.staff]\ncoefficients = \"1\"\namounts = \"1\"\n",
		    "并列"},
		{"", "[what]\nx = \"1\"\n", "what"},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf text = {0};

		if (!open_book())
			exit(1);
		buf_printf(&text,
		    "[scheme]\ncode = \"t\"\nname = \"T\"\n[version.1]\n"
		    "effective_from = \"2010-01-01\"\n%s\n[post.staff]\n"
		    "name = \"人员\"\nfloor = \"1\"\nceiling = \"2\"\n[grades]\n"
		    "coefficients = \"1.00 1.05\"\n%s",
		    files[i].keys, files[i].sections);
		ok(!load_text("bad.ini", buf_string(&text)) &&
			err.status == ERR_USAGE && err.text &&
			strstr(err.text, files[i].want),
		    "file: refused for %s", files[i].want);
		if (!err.text || !strstr(err.text, files[i].want))
			printf("# %s\n", err.text ? err.text : "not refused");
		err_done(&err);
		is_int(get_int("SELECT count(*) FROM pay_scheme"), 0,
		    "... and nothing is left");
		buf_done(&text);
		book_close(&book);
	}
}

int
main(void)
{
	test_length();
	test_edges_of_bands();
	test_service();
	test_posts();
	test_ladder();
	test_credits();
	test_early();
	test_part_months();
	test_protected();
	test_performance();
	test_deductions();
	test_missing();
	test_refused_files();
	return done();
}

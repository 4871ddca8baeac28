/* Every preset cell by cell, and each loaded, saved and loaded again. */
#include "pay/pay.h"
#include "pay_book.h"

static const char *const presets[] = {"hohhot-2023", "xian-2020",
	"jinzhou-2022", "shaanxi-2015", "additive-city", "four-posts-24",
	"hubei-18", "shandong-18", "statutory"};

static const char *const policy_tables[] = {"pay_scheme", "pay_version",
	"pay_article", "pay_post", "pay_credit", "pay_rating", "pay_absence",
	"pay_item", "pay_item_amount", "pay_band", "pay_grade", "pay_base",
	"tax_bracket"};

/* All policy rows as one text, without id, version and foreign ids. */
static char *
dump_rows(void)
{
	struct buf out = {0};

	for (size_t i = 0; i < sizeof policy_tables / sizeof *policy_tables;
	    i++) {
		struct buf sql = {0};
		struct stmt *stmt;
		bool row;

		buf_printf(&sql, "SELECT * FROM %s WHERE void_reason IS NULL"
				 " ORDER BY code",
		    policy_tables[i]);
		stmt = db_prepare(book.db, buf_string(&sql), &err);
		buf_done(&sql);
		while (stmt && stmt_step(stmt, &row, &err) && row) {
			for (int k = 1; k < stmt_columns(stmt); k++) {
				const char *name = stmt_column_name(stmt, k);
				size_t size = strlen(name);

				if (!strcmp(name, "version") ||
				    (size > 3 &&
					!strcmp(name + size - 3, "_id")))
					continue;
				buf_printf(&out, "%s=%s|", name,
				    stmt_is_null(stmt, k)
					? "-"
					: stmt_text(stmt, k));
			}
			buf_add_char(&out, '\n');
		}
		stmt_free(stmt);
	}
	return buf_take(&out);
}

static void
test_round_trip(const char *name)
{
	struct buf saved = {0}, again = {0};
	char *before, *after, *fresh, text[120];
	int64_t changes;

	if (!open_book())
		exit(1);
	snprintf(text, sizeof text, "%s: loads", name);
	ok(load_preset(name), "%s", text);
	show_err(name);
	before = dump_rows();
	ok(scheme_save(&book, name, &saved, &err), "%s: saves", name);
	changes = get_int("SELECT max(seq) FROM journal");
	ok(load_text("saved", buf_string(&saved)), "%s: loads again", name);
	show_err("again");
	after = dump_rows();
	snprintf(text, sizeof text, "%s: the saved file gives the same rows",
	    name);
	is(after, before, text);
	is_int(get_int("SELECT max(seq) FROM journal"), changes,
	    "... and changes none");
	book_close(&book);
	if (!open_book())
		exit(1);
	ok(load_text("saved", buf_string(&saved)), "%s: into a new book", name);
	fresh = dump_rows();
	is(fresh, before, "... the same rows");
	ok(scheme_save(&book, name, &again, &err) &&
		!strcmp(buf_string(&again), buf_string(&saved)),
	    "%s: saved again, the same text", name);
	book_close(&book);
	free(before);
	free(after);
	free(fresh);
	buf_done(&saved);
	buf_done(&again);
}

/* Amounts in whole yuan from grade 1, of a chief worker whose grade is set
 * by an approved override. */
static void
test_cells(const char *name, const char *day, const int *yuan, int count)
{
	struct pay_result result;
	char sql[300];

	if (!open_book())
		exit(1);
	ok(load_preset(name) &&
		scheme_use(&book, name, NULL, "2014-01-01", &err),
	    "%s: in use", name);
	add_worker(1);
	add_service(1, "2014-03-01", "staff", "社工");
	run_sql("INSERT INTO document (id, code, title, issuer, issued_on, kind)"
		" VALUES (1, '区发〔2020〕1号', '文', 'government',"
		" '2020-01-01', '01');"
		"INSERT INTO worker_override (id, code, worker_id, grade, cause,"
		" document_id, starts_on, state) VALUES (1, 'H1', 1, 1, '核定',"
		" 1, '2014-01-01', 'approved')");
	for (int grade = 1; grade <= count; grade++) {
		snprintf(sql, sizeof sql,
		    "UPDATE worker_override SET grade = %d WHERE id = 1",
		    grade);
		run_sql(sql);
		if (!pay_grade(&book, "W1", day, &result, &err))
			show_err(name);
		snprintf(sql, sizeof sql, "%s %s: grade %d", name, day, grade);
		is_int(result.amount, yuan[grade - 1] * 100LL, sql);
		pay_result_done(&result);
	}
	book_close(&book);
}

static void
test_all_cells(void)
{
	static const int hohhot[] = {3398, 3568, 3738, 3908, 4078, 4248, 4417,
		4587, 4757, 4927, 5097, 5267, 5437, 5607, 5777, 5947, 6116,
		6286};
	static const int xian_3200[] = {3200, 3296, 3392, 3488, 3584, 3680,
		3808, 3936, 4064, 4192, 4320, 4448, 4608, 4768, 4928, 5088,
		5248, 5408};
	static const int xian_3900[] = {3900, 4017, 4134, 4251, 4368, 4485,
		4641, 4797, 4953, 5109, 5265, 5421, 5616, 5811, 6006, 6201,
		6396, 6591};
	static const int jinzhou[] = {2958, 3047, 3135, 3224, 3313, 3402, 3490,
		3579, 3668, 3757, 3845, 3934, 4023, 4112, 4200, 4289};
	static const int city[] = {50, 110, 170, 230, 290, 350, 410, 470, 530,
		590, 650, 710};
	int with_post[12];

	test_cells("hohhot-2023", "2023-03-01", hohhot, 18);
	test_cells("xian-2020", "2021-03-01", xian_3200, 18);
	test_cells("xian-2020", "2022-07-01", xian_3900, 18);
	test_cells("jinzhou-2022", "2022-03-01", jinzhou, 16);
	for (int i = 0; i < 12; i++)
		with_post[i] = city[i] + 2300;
	test_cells("additive-city", "2022-03-01", with_post, 12);
}

/* Posts: floor and ceiling by one number a post. */
static void
test_posts(void)
{
	static const struct {
		const char *scheme, *post;
		int floor, ceiling;
	} posts[] = {{"hohhot-2023", "chief", 7, 18},
		{"hohhot-2023", "deputy", 4, 15}, {"hohhot-2023", "staff", 1, 12},
		{"xian-2020", "chief", 7, 18}, {"xian-2020", "deputy", 4, 15},
		{"xian-2020", "staff", 1, 12}, {"jinzhou-2022", "chief", 7, 16},
		{"jinzhou-2022", "deputy", 4, 13},
		{"jinzhou-2022", "staff", 1, 10},
		{"four-posts-24", "chief", 13, 24},
		{"four-posts-24", "deputy", 9, 20},
		{"four-posts-24", "full", 5, 16},
		{"four-posts-24", "staff", 1, 12}, {"hubei-18", "chief", 7, 18},
		{"hubei-18", "deputy", 5, 16}, {"hubei-18", "member", 3, 14},
		{"hubei-18", "staff", 1, 12}, {"shandong-18", "chief", 7, 18},
		{"shandong-18", "deputy", 4, 15},
		{"shandong-18", "staff", 1, 12}};
	char sql[200], name[120];

	if (!open_book())
		exit(1);
	for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
		ok(load_preset(presets[i]), "%s beside the others",
		    presets[i]);
	show_err("all");
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
		snprintf(sql, sizeof sql,
		    "SELECT floor * 100 + ceiling FROM pay_post"
		    " WHERE code = '%s@1/%s'",
		    posts[i].scheme, posts[i].post);
		snprintf(name, sizeof name, "%s: %s %d-%d", posts[i].scheme,
		    posts[i].post, posts[i].floor, posts[i].ceiling);
		is_int(get_int(sql), posts[i].floor * 100 + posts[i].ceiling,
		    name);
	}
	is_int(get_int("SELECT count(*) FROM pay_grade WHERE open = 1"
		       " AND code LIKE 'four-posts-24%'"),
	    24, "four-posts-24: all 24 numbers are open");
	is_int(get_int("SELECT sum(coefficient) FROM pay_grade"
		       " WHERE code LIKE 'hubei-18%'"),
	    8000 + 12100, "hubei-18: 0.80 and 1.21 alone are known");
	is_int(get_int("SELECT cash FROM pay_credit"
		       " WHERE code = 'jinzhou-2022@1/senior'"),
	    30000, "jinzhou-2022: senior 300");
	is_int(get_int("SELECT count(*) FROM pay_band"
		       " WHERE code LIKE 'jinzhou%'"),
	    9, "jinzhou-2022: nine further bands");
	is_int(get_int("SELECT rate FROM pay_item"
		       " WHERE code = 'statutory@1/pension'"),
	    80000, "statutory: pension 8 %");
	is_int(get_int("SELECT quick FROM tax_bracket"
		       " WHERE code = 'statutory@1/tax/7'"),
	    18192000, "statutory: last quick deduction 181920");
	book_close(&book);
}

static void
test_changed_file(void)
{
	static const char *const shorter[][2] = {
		{" 1.80 1.85\"", "\""}, {"ceiling = \"18\"", "ceiling = \"16\""}};

	if (!open_book())
		exit(1);
	ok(load_preset("hohhot-2023") &&
		load_changed("hohhot-2023", shorter, 2),
	    "load: a changed file again");
	show_err("shorter");
	is_int(get_int("SELECT count(*) FROM pay_grade"
		       " WHERE void_reason IS NULL"),
	    16, "load: rows the file no longer has are voided");
	is_int(get_int("SELECT ceiling FROM pay_post WHERE post = 'chief'"), 16,
	    "load: rows that differ are changed");
	ok(load_preset("hohhot-2023"), "load: and back");
	show_err("back");
	is_int(get_int("SELECT count(*) FROM pay_grade"
		       " WHERE void_reason IS NULL"),
	    18, "load: the rows are there again");
	book_close(&book);
}

static void
test_two_versions(void)
{
	static const char text[] =
	    "[scheme]\ncode = \"two\"\nname = \"两版\"\nstatus = \"local\"\n"
	    "[version.1]\neffective_from = \"2020-01-01\"\nearly_steps = \"1\"\n"
	    "[version.2]\neffective_from = \"2024-01-01\"\nbasic_pct = \"70\"\n"
	    "[post.staff]\nname = \"人员\"\nfloor = \"1\"\nceiling = \"2\"\n"
	    "[grades]\ncoefficients = \"1.00 1.05\"\n"
	    "[grades@2]\ncoefficients = \"1.00 1.10\"\n"
	    "[base.2020-01-01]\namount = \"3000.5\"\n"
	    "[item.heating]\nlabel = \"取暖费\"\namount = \"200\"\n"
	    "months = \"11 12 1\"\n"
	    "[item.heating@2]\nlabel = \"取暖费\"\namount = \"260\"\n"
	    "[item.heat]\nlabel = \"高温费\"\namount = \"100\"\n"
	    "[item.heat@2]\ndrop = \"yes\"\n";
	struct buf saved = {0};
	char *before, *after;

	if (!open_book())
		exit(1);
	ok(load_text("two.ini", text), "versions: two in a file");
	show_err("two");
	is_int(get_int("SELECT amount FROM pay_item"
		       " WHERE code = 'two@2/heating'"),
	    26000, "versions: a section replaced from version 2");
	is_int(get_int("SELECT count(*) FROM pay_item"
		       " WHERE code = 'two@2/heat'"),
	    0, "versions: and one ended");
	is_int(get_int("SELECT early_steps FROM pay_version"
		       " WHERE code = 'two@2'"),
	    1, "versions: the second starts as a copy of the first");
	before = dump_rows();
	ok(scheme_save(&book, "two", &saved, &err), "versions: saved");
	book_close(&book);
	if (!open_book())
		exit(1);
	ok(load_text("saved", buf_string(&saved)), "versions: loaded again");
	show_err("saved");
	after = dump_rows();
	is(after, before, "versions: the same rows");
	book_close(&book);
	free(before);
	free(after);
	buf_done(&saved);
}

int
main(void)
{
	test_changed_file();
	test_two_versions();
	for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
		test_round_trip(presets[i]);
	test_all_cells();
	test_posts();
	return done();
}

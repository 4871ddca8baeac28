/* Every parameter of a scheme is heeded: each line of the table is a worker
 * and a question, asked of a scheme without the key and of one with it, and
 * both answers were reckoned by hand.  -1: refused or on no sheet; -3: the
 * file itself is refused. */
#include "pay/pay.h"
#include "pay/policy.h"
#include "pay_book.h"

struct probe {
	const char *key;      /* a line of the scheme, or a fact: left out, put in */
	const char *keys;     /* of the version, both times */
	const char *sections; /* both times; the key stands at a '@' in them */
	const char *facts;
	const char *ask; /* a day: the grade; else a month and a column */
	int64_t without, with;
};

#include "pay_keys.h"

/* A letter for each kind of fact, its table and the columns in the order in
 * which they are given; the last may be left out, '-' is none. */
static const struct kind {
	char letter;
	const char *into, *values, *columns;
} kinds[] = {
	{'S', "service_spell (community_id", "103",
	    "starts_on ends_on served_at probation_until leave_reason"
	    " effect_on"},
	{'P', "worker_post (note", "NULL",
	    "post job starts_on ends_on way combined acting effect_on"},
	{'A', "worker_absence (note", "NULL",
	    "kind starts_on ends_on effect_on"},
	{'D', "worker_deemed (cause", "'01'", "starts_on ends_on effect_on"},
	{'E', "worker_education (note", "NULL",
	    "education graduated_on degree degree_on full_time effect_on"},
	{'C', "worker_certificate (note", "NULL",
	    "level issued_on registered_on valid_until withdrawn_on"
	    " effect_on"},
	{'R', "worker_rating (note", "NULL", "year rating effect_on"},
	{'Q', "performance_rating (note", "NULL", "period rating effect_on"},
	{'H', "worker_honour (title", "'先进'", "level awarded_on effect_on"},
	{'I', "insurance_base (note", "NULL",
	    "kind amount starts_on ends_on"},
	{'T', "tax_deduction (note", "NULL", "amount starts_on ends_on"},
	{'G', "grade_change (state, cause", "'approved', '09'",
	    "to_grade effect_on paid_from"},
	{'U', "pay_unit (note", "NULL",
	    "organ_id name value valid_from valid_to"},
};

/* One fact: "S 2010-01-01 - street". */
static void
put_fact(const char *text, size_t size, int number)
{
	const struct kind *kind = kinds;
	struct buf into = {0}, values = {0};
	const char *column, *end = text + size;

	while (kind->letter != *text)
		kind++;
	column = kind->columns;
	buf_printf(&into, "INSERT INTO %s, code%s", kind->into,
	    kind->letter == 'U' ? "" : ", worker_id");
	buf_printf(&values, "VALUES (%s, 'X%d'%s", kind->values, number,
	    kind->letter == 'U' ? "" : ", 1");
	for (const char *at = text + 1; at < end && *at == ' ';) {
		size_t word = strcspn(column, " "), length;

		at++;
		length = strcspn(at, " ;");
		buf_printf(&into, ", %.*s", (int)word, column);
		if (length == 1 && *at == '-')
			buf_add_string(&values, ", NULL");
		else
			buf_printf(&values, ", '%.*s'", (int)length, at);
		at += length;
		column += word + (column[word] == ' ');
	}
	buf_printf(&into, ") %s)", buf_string(&values));
	if (!run_sql(buf_string(&into)))
		ok(false, "the fact is taken: %.*s", (int)size, text);
	buf_done(&into);
	buf_done(&values);
}

static void
put_facts(const char *facts, int number)
{
	while (*facts) {
		size_t length = strcspn(facts, ";");

		put_fact(facts, length, number++);
		facts += length;
		facts += strspn(facts, "; ");
	}
}

static bool
use(const struct probe *probe, const char *key)
{
	const char *sections = probe->sections;
	const char *at = strchr(sections, '@');
	struct buf text = {0};
	bool good;

	buf_printf(&text,
	    "[scheme]\ncode = \"t\"\nname = \"T\"\n"
	    "[version.1]\neffective_from = \"2010-01-01\"\n%s%s\n%s\n"
	    "[post.chief]\nname = \"正职\"\nfloor = \"7\"\nceiling = \"18\"\n"
	    "[post.deputy]\nname = \"副职\"\nfloor = \"4\"\nceiling = \"15\"\n"
	    "[post.staff]\nname = \"人员\"\nfloor = \"1\"\nceiling = \"12\"\n"
	    "[grades]\ncoefficients = \"1.00 1.05 1.10 1.15 1.20 1.25 1.30 1.35"
	    " 1.40 1.45 1.50 1.55 1.60 1.65 1.70 1.75 1.80 1.85\"\n"
	    "[base.2010-01-01]\namount = \"3000\"\n",
	    strstr(probe->key, "approval") || strstr(probe->keys, "approval")
		? ""
		: "approval = \"list\"\n",
	    probe->keys, at ? "" : key);
	buf_printf(&text, "%.*s%s%s\n", at ? (int)(at - sections) : 0, sections,
	    at ? key : "", at ? at + 1 : sections);
	good = load_text("t.ini", buf_string(&text)) &&
	    scheme_use(&book, "t", NULL, "2010-01-01", &err);
	show_err(probe->key);
	buf_done(&text);
	return good;
}

static int64_t
answer(const char *ask)
{
	struct pay_result result;
	struct pay_sums sums;
	char sql[300], month[8];
	int64_t found = -1;

	if (strlen(ask) == 10) {
		if (pay_grade(&book, "W1", ask, &result, &err))
			found = result.grade;
		err_done(&err);
		pay_result_done(&result);
		return found;
	}
	snprintf(month, sizeof month, "%.7s", ask);
	if (!pay_run(&book, month, "测试", NULL, NULL, &sums, &err)) {
		show_err(month);
		return -2;
	}
	snprintf(sql, sizeof sql,
	    "SELECT coalesce((SELECT %s FROM pay_line), -1)", ask + 8);
	return get_int(sql);
}

static int64_t
asked(const struct probe *probe, const char *key)
{
	bool fact = key[0] && key[1] == ' ', repeated;
	int64_t found = -3;

	if (!book_change_begin(&book, "add", "测试", NULL, &repeated, &err))
		exit(1);
	if (use(probe, fact ? "" : key)) {
		put_facts(probe->facts, 0);
		put_facts(fact ? key : "", 90);
		found = answer(probe->ask);
	}
	book_change_drop(&book);
	return found;
}

/* What is only said, is asked of forms and checks, or chooses what else the
 * file holds, has its test elsewhere. */
static bool
elsewhere(const char *key)
{
	static const char words[] =
	    "effective_from doc_no title note name label origin"
	    " multiplier_min multiplier_max probation_months max_share";

	return !strncmp(key, "label_", 6) || policy_word(words, key) >= 0;
}

static void
all_asked(const struct policy_key *keys, const char *of)
{
	for (; keys->key; keys++) {
		size_t length = strlen(keys->key), i = 0;

		while (i < sizeof probes / sizeof *probes &&
		    (strncmp(probes[i].key, keys->key, length) != 0 ||
			probes[i].key[length] != ' '))
			i++;
		ok(i < sizeof probes / sizeof *probes || elsewhere(keys->key),
		    "%s %s is asked for", of, keys->key);
	}
}

int
main(void)
{
	all_asked(policy_version_keys, "version");
	all_asked(policy_post_section.keys, "post");
	all_asked(policy_credit_section.keys, "credit");
	all_asked(policy_rating_section.keys, "rating");
	all_asked(policy_absence_section.keys, "absence");
	all_asked(policy_item_section.keys, "item");
	if (!open_book() || !add_worker(1))
		exit(1);
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		const struct probe *p = &probes[i];
		int size = (int)strcspn(p->key, "\n");
		char name[200];

		snprintf(name, sizeof name, "without %.*s", size, p->key);
		is_int(asked(p, ""), p->without, name);
		snprintf(name, sizeof name, "with    %.*s", size, p->key);
		is_int(asked(p, p->key), p->with, name);
		ok(p->without != p->with, "%.*s makes a difference", size,
		    p->key);
	}
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
		is_int(asked(&silent[i], ""), silent[i].without, "without it");
		is_int(asked(&silent[i], silent[i].key), silent[i].with,
		    silent[i].key);
	}
	book_close(&book);
	return done();
}

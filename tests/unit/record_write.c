/*
 * Writing a record and being refused: the design's example in a fresh book,
 * with the sentences a clerk would read.
 */
#include "record/record.h"

#include "base/mem.h"
#include "record/numbering.h"
#include "record/refusal.h"
#include "tap.h"

static char visit_dir[] = "tests/fixtures/visit";
static char our_dir[] = ".";

static struct book book;
static struct forms *forms;
static const struct formdef *visit;

/* The book's maker is named by the system: who may would differ by machine. */
static bool
retire_maker(struct err *err)
{
	bool repeated, good;

	if (!book_change_begin(&book, "set", NULL, NULL, &repeated, err))
		return false;
	book.session.by_law = 1;
	good = db_run(book.db, err,
	    "UPDATE clerk SET roles = 'audit', version = version + 1"
	    " WHERE code NOT GLOB 'C90?'",
	    "");
	book.session.by_law = 0;
	if (good)
		return book_change_end(&book, err);
	book_change_drop(&book);
	return false;
}

static void
start(void)
{
	char *dirs[] = {visit_dir, our_dir};
	struct data_dirs data = {.dirs = dirs, .count = 2};
	struct err err = {0};

	if (!book_open(&book, NULL, DB_MEMORY, &data, &err) ||
	    !book_act_as(&book, "C900", &err) || !retire_maker(&err)) {
		printf("Bail out! %s (%s)\n", err.text,
		    err.detail ? err.detail : "");
		exit(1);
	}
	snprintf(book.session.today, DATE_SIZE, "2026-11-23");
	forms = forms_of_book(&book);
	visit = forms_get(forms, "visit", &err);
	if (!visit) {
		printf("Bail out! %s\n", err.text ? err.text : "");
		exit(1);
	}
}

static void
give(struct record *r, const char *field, const char *value)
{
	struct err err = {0};

	if (!record_give(r, forms, field, value, false, &err))
		ok(false, "give %s=%s: %s", field, value, err.text ? err.text : "");
	err_done(&err);
}

static void
new_visit(struct record *r)
{
	record_new(r, visit);
	give(r, "person", "P1");
	give(r, "visited_on", "2026-11-20");
	give(r, "kind", "入户");
	give(r, "minutes", "30");
}

static const char *
stored(const struct record *r, const char *name)
{
	const struct field *field = formdef_field(r->form, name);

	return field ? r->stored[field - r->form->fields] : NULL;
}

static bool
fine(bool good, struct err *err, const char *name)
{
	ok(good, "%s", name);
	if (err_is_set(err))
		printf(
		    "# %s (%s)\n", err->text, err->detail ? err->detail : "");
	err_done(err);
	return good;
}

static void
refused(bool good, struct err *err, const char *code, const char *sentence,
    const char *name)
{
	ok(!good, "%s", name);
	is(err->code, code, "  its code");
	is(err->text, sentence, "  its sentence");
	is_int(err->status, ERR_REFUSED, "  its status");
	err_done(err);
}

static void
test_save(void)
{
	struct record r, again;
	struct err err = {0};
	int64_t id;

	new_visit(&r);
	fine(record_save(&r, forms, NULL, &err), &err, "save: a new row");
	is(r.key, "ZF-2026-0001", "save: a number is given by the rule");
	is_int(r.version, 1, "save: the first version");
	is(stored(&r, "state"), "draft", "save: defaults are read back");
	ok(!r.given[0], "save: nothing is given after");
	id = r.id;
	give(&r, "minutes", "45");
	fine(record_save(&r, forms, NULL, &err), &err, "save: a change");
	is_int(r.version, 2, "save: the next version");
	fine(record_read(&again, forms, visit, id, &err), &err, "read: by id");
	is(stored(&again, "minutes"), "45", "read: the new value");
	record_done(&again);
	fine(record_read_key(&again, forms, visit, "ZF-2026-0001", &err), &err,
	    "read: by key");
	is_int(again.id, id, "read: the same row");
	record_done(&again);
	fine(record_save(&r, forms, NULL, &err), &err,
	    "save: nothing given is no change");
	is_int(r.version, 2, "save: and no version");
	record_done(&r);
	refused(record_read(&r, forms, visit, 999, &err), &err, "no_such",
	    "走访没有 #999", "read: an absent row");
}

static void
test_give(void)
{
	struct record r;
	struct err err = {0};

	record_new(&r, visit);
	ok(!record_give(&r, forms, "minuts", "1", false, &err),
	    "give: an unknown field");
	is(err.text, "走访没有「minuts」这个字段，是否「minutes」",
	    "give: the nearest is named");
	err_done(&err);
	ok(!record_give(&r, forms, "void_reason", "x", false, &err),
	    "give: the reason of voiding is not given");
	err_done(&err);
	fine(record_give(&r, forms, "时长（分钟）", "12", false, &err), &err,
	    "give: by label");
	is(stored(&r, "minutes"), "12", "give: is stored");
	record_done(&r);
}

static void
test_checks(void)
{
	struct record r;
	struct err err = {0};
	bool good;

	new_visit(&r);
	give(&r, "minutes", "700");
	good = record_save(&r, forms, NULL, &err);
	is(err.rule, "R-V1", "refusal: the rule of a named CHECK");
	is(err.field, "minutes", "refusal: the field");
	refused(good, &err, "visit_minutes",
	    "时长 700 分钟，应在 1 到 600 之间", "refusal: a named CHECK");
	is(stored(&r, "code"), NULL, "refusal: the number is taken back");
	give(&r, "minutes", "30");
	give(&r, "code", "ZF-2026-0001");
	refused(record_save(&r, forms, NULL, &err), &err, "duplicate",
	    "「编号」ZF-2026-0001已有记录：ZF-2026-0001",
	    "refusal: a code twice names the other row");
	record_done(&r);

	record_new(&r, visit);
	give(&r, "kind", "入户");
	good = record_save(&r, forms, NULL, &err);
	ok(!good && !strcmp(err.code, "required"),
	    "refusal: NOT NULL is required");
	is(err.text, "「人员」不能空", "  and names the label");
	err_done(&err);
	record_done(&r);
}

static void
test_foreign(void)
{
	struct record r;
	struct err err = {0};
	size_t at;

	new_visit(&r);
	at = (size_t)(formdef_field(visit, "person") - visit->fields);
	free(r.stored[at]);
	r.stored[at] = mem_strdup("4711");
	ok(!record_save(&r, forms, NULL, &err), "refusal: a lost reference");
	is(err.code, "no_such", "  its code");
	is(err.field, "person", "  its field");
	err_done(&err);
	at = (size_t)(formdef_field(visit, "minutes") - visit->fields);
	free(r.stored[at]);
	r.stored[at] = mem_strdup("many");
	ok(!record_save(&r, forms, NULL, &err), "refusal: text in a number");
	is(err.text, "「时长（分钟）」不是数：many", "  its sentence");
	err_done(&err);
	record_done(&r);

	new_visit(&r);
	at = (size_t)(formdef_field(visit, "kind") - visit->fields);
	free(r.stored[at]);
	r.stored[at] = mem_strdup("9");
	refused(record_save(&r, forms, NULL, &err), &err, "not_in_list",
	    "「类别」没有「9」；可用：入户、电话",
	    "refusal: a code that the list has not");
	record_done(&r);
}

static void
test_moves(void)
{
	struct record r;
	struct move *moves;
	size_t count;
	struct err err = {0};

	new_visit(&r);
	fine(record_save(&r, forms, NULL, &err), &err, "move: a row");
	fine(record_moves(&r, forms, &moves, &count, &err), &err,
	    "moves: are read");
	is_int((long long)count, 1, "moves: one is open");
	is(moves[0].action, "confirm", "moves: its action");
	is(moves[0].label, "确认", "moves: its label");
	is(moves[0].to_label, "已确认", "moves: where it leads");
	record_moves_free(moves, count);
	refused(record_move(&r, forms, "confirm", NULL, &err), &err, "missing",
	    "确认之前须填写「summary」", "move: a column is missing");
	is(stored(&r, "state"), "draft", "move: the state is as it was");
	ok(!record_move(&r, forms, "confrim", NULL, &err),
	    "move: an unknown action");
	is(err.text, "走访没有「confrim」这个动作，是否「confirm」",
	    "move: the nearest is named");
	is_int(err.status, ERR_USAGE, "move: as a fault of usage");
	err_done(&err);
	give(&r, "summary", "已看");
	fine(record_move(&r, forms, "确认", NULL, &err), &err,
	    "move: by its label, with a value");
	is(stored(&r, "state"), "done", "move: the new state");
	refused(record_move(&r, forms, "confirm", NULL, &err), &err,
	    "wrong_move", "现为「已确认」，不能确认；现在可以：无",
	    "move: not from here");
	give(&r, "state", "草稿");
	ok(!record_save(&r, forms, NULL, &err), "move: not by hand");
	is(err.code, "wrong_move", "  its code");
	is(err.text, "现为「已确认」，不能修改；现在可以：无",
	    "  its sentence");
	err_done(&err);
	record_done(&r);
}

static void
test_race(void)
{
	struct writing version = {.if_version = 9};
	struct record mine, theirs;
	struct err err = {0};

	new_visit(&mine);
	fine(record_save(&mine, forms, NULL, &err), &err, "race: a row");
	fine(record_read(&theirs, forms, visit, mine.id, &err), &err,
	    "race: read by another");
	give(&theirs, "minutes", "60");
	fine(record_save(&theirs, forms, NULL, &err), &err,
	    "race: the other is first");
	give(&mine, "summary", "迟了");
	refused(record_save(&mine, forms, NULL, &err), &err, "stale",
	    "这条记录刚被甲经办改过：「时长（分钟）」原为30，现为60；请看过再"
	    "改",
	    "race: the second is told what differs");
	is(stored(&mine, "summary"), "迟了", "race: what was typed is kept");
	give(&theirs, "minutes", "61");
	refused(record_save(&theirs, forms, &version, &err), &err, "stale",
	    "这条记录刚被甲经办改过：现为第2版，不是第9版；请看过再改",
	    "race: a version named that is not the row's");
	record_done(&mine);
	record_done(&theirs);
}

static void
test_void(void)
{
	struct writing w = {.reason = "录错"};
	struct record r;
	struct err err = {0};

	new_visit(&r);
	fine(record_save(&r, forms, NULL, &err), &err, "void: a row");
	refused(record_void(&r, forms, NULL, &err), &err, "no_reason",
	    "作废须写理由", "void: not without a reason");
	fine(record_void(&r, forms, &w, &err), &err, "void: with one");
	is(stored(&r, "void_reason"), "录错", "void: the reason is kept");
	give(&r, "minutes", "10");
	refused(record_save(&r, forms, NULL, &err), &err, "voided",
	    "记录已作废，不能再改", "void: a voided row stays");
	record_done(&r);
}

static int64_t
rows(void)
{
	struct err err = {0};
	int64_t n = -1;

	if (!db_int(book.db, &err, &n, 0, "SELECT count(*) FROM visit", ""))
		err_done(&err);
	return n;
}

static void
test_batch(void)
{
	struct writing trial = {.trial = true};
	struct record r;
	struct err err = {0};
	int64_t before = rows();
	char *keys[3] = {0};

	fine(record_batch_begin(forms, "import", NULL, &err), &err,
	    "batch: begins");
	for (int i = 0; i < 3; i++) {
		new_visit(&r);
		if (i == 1)
			give(&r, "minutes", "9999");
		if (!record_save(&r, forms, NULL, &err))
			err_done(&err);
		keys[i] = mem_strdup(r.key);
		record_done(&r);
	}
	ok(keys[0] && !keys[1] && keys[2], "batch: a bad row falls alone");
	is_int(atoi(keys[2] + 8), atoi(keys[0] + 8) + 1,
	    "batch: its number is given to the next");
	fine(record_batch_begin(forms, "import", NULL, &err), &err,
	    "batch: nests");
	new_visit(&r);
	fine(record_save(&r, forms, NULL, &err), &err, "batch: inside");
	record_done(&r);
	fine(record_batch_end(forms, false, &err), &err,
	    "batch: the inner is dropped");
	fine(record_batch_end(forms, true, &err), &err, "batch: is kept");
	is_int(rows(), before + 2, "batch: two rows");
	is_int(db_depth(book.db), 0, "batch: nothing stays open");
	for (int i = 0; i < 3; i++)
		free(keys[i]);

	new_visit(&r);
	fine(record_save(&r, forms, &trial, &err), &err, "trial: passes");
	is_int(rows(), before + 2, "trial: leaves nothing");
	is_int(r.id, 0, "trial: the record is as new as before");
	ok(r.key && r.given[1], "trial: its key is told, what was given stays");
	fine(record_save(&r, forms, &trial, &err), &err, "trial: again");
	record_done(&r);
	fine(record_batch_begin(forms, "import", &trial, &err), &err,
	    "trial: of a batch");
	new_visit(&r);
	fine(record_save(&r, forms, NULL, &err), &err, "trial: a row");
	record_done(&r);
	fine(record_batch_end(forms, true, &err), &err, "trial: ends");
	is_int(rows(), before + 2, "trial: of a batch leaves nothing");
}

static void
test_repeat(void)
{
	struct writing w = {.request_id = "one-and-the-same"};
	struct record first, second;
	struct err err = {0};
	int64_t before = rows();

	new_visit(&first);
	fine(record_save(&first, forms, &w, &err), &err, "repeat: once");
	new_visit(&second);
	fine(record_save(&second, forms, &w, &err), &err, "repeat: twice");
	is_int(second.id, first.id, "repeat: is the same row");
	is_int(rows(), before + 1, "repeat: and only one");
	record_done(&first);
	record_done(&second);
}

static void
test_why(void)
{
	struct record r;
	struct why_step *steps;
	size_t count;
	char *line;
	struct err err = {0};

	fine(record_read_key(&r, forms, visit, "ZF-2026-0001", &err), &err,
	    "why: a row");
	fine(record_why(&r, forms, "minutes", &steps, &count, &err), &err,
	    "why: has steps");
	is_int((long long)count, 1, "why: one");
	if (count) {
		is(steps[0].step, "本类合计", "why: its words");
		ok(atoi(steps[0].value) >= 45, "why: its value");
		is(steps[0].doc_no, "", "why: no document");
	}
	record_why_free(steps, count);
	ok(!record_why(&r, forms, "summary", &steps, &count, &err),
	    "why: not of what was typed");
	is(err.text, "「summary」是填写的，不是算出来的", "why: and says so");
	err_done(&err);
	fine(record_side(
		 &r, forms, formdef_field(visit, "minutes"), &line, &err),
	    &err, "side: none");
	is(line, "", "side: is empty");
	free(line);
	record_done(&r);
}

/* ---- who may, who did, and sums ---- */

static void
act_as(const char *clerk)
{
	struct err err = {0};

	fine(book_act_as(&book, clerk, &err), &err, "act as another");
}

static void
test_roles(const struct formdef *form)
{
	struct record r;
	struct err err = {0};

	act_as("C901");
	record_new(&r, form);
	give(&r, "place", "东街");
	refused(record_save(&r, forms, NULL, &err), &err, "wrong_role",
	    "不能新增：须由编办经办（甲经办、丙两职）办理",
	    "role: not this clerk");
	act_as("C900");
	fine(record_save(&r, forms, NULL, &err), &err, "role: the right one");
	fine(record_move(&r, forms, "submit", NULL, &err), &err,
	    "role: goes on");
	refused(record_move(&r, forms, "submit", NULL, &err), &err,
	    "wrong_move", "现为「待复核」，不能提交；现在可以：复核、退回",
	    "move: what is open is named");
	refused(record_move(&r, forms, "confirm", NULL, &err), &err,
	    "wrong_role", "不能复核：须由编办复核（乙复核、丙两职）办理",
	    "role: who may confirm is named");
	act_as("C901");
	refused(record_move(&r, forms, "back", NULL, &err), &err, "no_reason",
	    "退回须写理由", "move: a reason is asked for");
	fine(record_move(&r, forms, "confirm", NULL, &err), &err,
	    "role: another confirms");
	record_done(&r);
	act_as("C902");
	record_new(&r, form);
	give(&r, "place", "西街");
	fine(record_save(&r, forms, NULL, &err), &err, "person: adds");
	fine(record_move(&r, forms, "submit", NULL, &err), &err,
	    "person: submits");
	refused(record_move(&r, forms, "confirm", NULL, &err), &err,
	    "same_person",
	    "不能由同一人办理：前一步是丙两职办的，复核须由另一人",
	    "person: may not confirm too");
	record_done(&r);
	act_as("C900");
}

static void
test_sums(const struct formdef *form)
{
	struct writing reason = {.reason = "确实"};
	struct record r;
	char *line;
	struct err err = {0};
	bool good;

	record_new(&r, form);
	give(&r, "place", "南街");
	give(&r, "stops", "12");
	fine(record_side(&r, forms, formdef_field(form, "stops"), &line, &err),
	    &err, "side: a line");
	is(line, "共 12 处", "side: counts with what was typed");
	free(line);
	good = record_save(&r, forms, NULL, &err);
	ok(err.warning, "warn: a reason would let it pass");
	is(err.rule, "R-F1", "warn: its rule");
	refused(good, &err, "round_long", "南街要走12处，平时最多10处",
	    "warn: the sentence has its sum");
	fine(record_save(&r, forms, &reason, &err), &err,
	    "warn: passes with a reason");
	is(stored(&r, "initials"), "nj nanjie", "derive: from what was given");
	is(stored(&r, "doubled"), "24", "derived: is read back");
	give(&r, "place", "一二三四五六七八九十一");
	refused(record_save(&r, forms, &reason, &err), &err, "too_long",
	    "「地点」太长，最多10个字", "check: a length names its most");
	record_done(&r);

	record_new(&r, form);
	give(&r, "place", "南街");
	refused(record_save(&r, forms, NULL, &err), &err, "duplicate",
	    "「地点」南街已有记录：R3 南街", "unique: the other row is named");
	give(&r, "place", "北街");
	give(&r, "stops", "0");
	refused(record_save(&r, forms, NULL, &err), &err, "not_allowed",
	    "「处数」不能是「0」，应在 1 到 99 之间",
	    "check: a range says what would be right");
	give(&r, "stops", "1");
	give(&r, "phone", "13800138000");
	fine(record_save(&r, forms, NULL, &err), &err, "mask: a number");
	record_done(&r);
	record_new(&r, form);
	give(&r, "place", "中街");
	give(&r, "phone", "13800138000");
	refused(record_save(&r, forms, NULL, &err), &err, "duplicate",
	    "「电话」138****8000已有记录：R4 北街",
	    "mask: no sentence holds the whole number");
	ok(!record_give(&r, forms, "doubled", "1", false, &err),
	    "give: not what is counted");
	err_done(&err);
	record_done(&r);
}

static void
test_round(void)
{
	struct err err = {0};
	const struct formdef *form = forms_get(forms, "round", &err);

	if (!fine(form != NULL, &err, "round: the form is read"))
		return;
	test_roles(form);
	test_sums(form);
}

static void
test_numbering(void)
{
	struct err err = {0};
	char *code = NULL;

	ok(numbering_check("A{year}{month}-{seq:3}号", &err),
	    "numbering: a rule");
	ok(!numbering_check("A{year}", &err), "numbering: needs a seq");
	is(err.text, "编号规则「A{year}」没有 {seq}", "  and says so");
	err_done(&err);
	ok(!numbering_check("{seq}{seq}", &err), "numbering: one seq only");
	err_done(&err);
	ok(!numbering_check("{day}{seq}", &err), "numbering: known words only");
	err_done(&err);
	fine(numbering_next(book.db, NULL, "visit", "X{month}/{seq:3}号",
		 "2026-11-23", &code, &err),
	    &err, "numbering: the first");
	is(code, "X11/001号", "numbering: digits, prefix and suffix");
	free(code);
}

int
main(void)
{
	start();
	test_give();
	test_save();
	test_checks();
	test_foreign();
	test_moves();
	test_race();
	test_void();
	test_batch();
	test_repeat();
	test_why();
	test_round();
	test_numbering();
	forms_free(forms);
	book_close(&book);
	return done();
}

/* A form without a screen: typing, leaving fields, trial, save, drafts. */
#include "walk.h"

#include "record/draft.h"
#include "record/form.h"
#include "record/sum.h"

static struct walk_book w;

static void
type(struct form *form, const char *text)
{
	textedit_insert(&form->edit, text, strlen(text));
}

/* Types and presses Enter; says what was refused. */
static bool
enter(struct form *form, const char *text)
{
	struct err err = {0};
	bool fine;

	if (*text)
		type(form, text);
	fine = form_next(form, true, &err);
	if (err_is_set(&err))
		printf("# %s\n", err.text);
	err_done(&err);
	return fine;
}

static const char *
shown(const struct form *form, const char *field)
{
	return form->fields[form_find(form, field)].shown;
}

static struct form *
new_walk(struct form_memory *memory)
{
	struct form *form =
	    form_new(w.forms, walk_form(&w, "walk"), memory, &w.err);

	if (!form) {
		printf("Bail out! %s\n", w.err.text);
		exit(1);
	}
	return form;
}

static void
fill(struct form *form)
{
	form_go(form, (size_t)form_find(form, "walker"), false, &w.err);
	enter(form, "csz");
	enter(form, "0301");
	form_go(form, (size_t)form_find(form, "kind"), false, &w.err);
	enter(form, "入户");
	enter(form, "３０");
}

static void
test_typing(void)
{
	struct form *form = new_walk(NULL);
	char *words;

	ok(form->fields[form->at].field == formdef_field(form->def, "walker"),
	    "form: the caret starts at the first field to fill");
	ok(!enter(form, "没有这人"), "form: Enter stays on what is refused");
	ok(form->fields[form->at].fault != NULL, "form: and says why");
	textedit_replace(&form->edit, "csz");
	ok(enter(form, ""), "form: initials that fit one person do");
	is(shown(form, "walker"), "测试者", "form: the label stands there");
	type(form, "0301");
	words = form_understood(form);
	is(words, "2026-03-01 星期日", "form: the date as understood");
	free(words);
	ok(enter(form, ""), "form: a short date is taken");
	is(shown(form, "walked_on"), "2026-03-01", "form: as it is stored");
	form_go(form, (size_t)form_find(form, "minutes"), false, &w.err);
	type(form, "三十");
	ok(form_previous(form, &w.err),
	    "form: the arrow leaves what is refused");
	is(shown(form, "minutes"), "三十", "form: which stays as typed");
	err_done(&w.err);
	form_free(form);
}

static void
test_saving(void)
{
	struct form *form = new_walk(NULL);
	int64_t id;

	fill(form);
	ok(form_trial(form), "form: the trial passes");
	ok(form->record.id == 0, "form: a trial leaves it new");
	is_int((long long)form->change_count, 4, "form: it lists what is new");
	is(form->changes[0].new_, "测试者", "form: in words");
	ok(form_save(form, &w.err), "form: it is saved");
	is(form->record.key, "ZL-2026-0001", "form: with its number");
	ok(!form_is_editing(form), "form: and stands open");
	id = form->record.id;
	form_begin_set(form);
	form_go(form, (size_t)form_find(form, "minutes"), false, &w.err);
	type(form, "45");
	ok(form_trial(form) && form->change_count == 1,
	    "form: one change is one line");
	is(form->changes[0].old, "30", "form: the old value");
	is(form->changes[0].new_, "45", "form: the new value");
	ok(form_save(form, &w.err) && form->record.id == id,
	    "form: the change is saved");
	form_free(form);
}

static void
test_faults(void)
{
	struct form *form = new_walk(NULL);

	form_go(form, (size_t)form_find(form, "minutes"), false, &w.err);
	type(form, "999");
	ok(!form_trial(form), "form: a half filled form is not saved");
	ok(form->fault_count >= 3, "form: every missing field is told (%zu)",
	    form->fault_count);
	fill(form);
	form_go(form, (size_t)form_find(form, "minutes"), false, &w.err);
	type(form, "999");
	ok(!form_trial(form), "form: the law refuses");
	is_int((long long)form->fault_count, 1, "form: one fault is left");
	is(form->faults[0].text,
	    "时长 999 分钟，应在 1 到 600 之间 [walk_minutes R-W1]",
	    "form: in the schema's sentence");
	is_int(form->faults[0].at, form_find(form, "minutes"),
	    "form: at its field");
	form_free(form);
}

static void
test_memory(void)
{
	struct form_memory *all = NULL, *memory;
	struct form *form = new_walk(NULL);

	memory = form_memory_of(&all, form->def);
	fill(form);
	form_memory_keep(memory, form);
	form_free(form);
	memory->carry[form_find(form = new_walk(NULL), "kind")] = true;
	form_free(form);
	form = new_walk(memory);
	is(shown(form, "kind"), "入户", "form: a carried field comes filled");
	is(shown(form, "walker"), "", "form: the others are empty");
	ok(form_ditto(form, memory), "form: ditto copies");
	is(shown(form, "walker"), "测试者", "form: the value of the one before");
	form_free(form);
	form_memory_free(all);
}

static void
test_moves(void)
{
	struct form *form;
	struct move *moves;
	size_t count;

	form = form_open(w.forms, walk_form(&w, "walk"), 1, &w.err);
	ok(record_moves(&form->record, w.forms, &moves, &count, &w.err) &&
		count == 1,
	    "form: one move is open");
	form_begin_move(form, &moves[0]);
	is(form_field(form)->name, "minutes",
	    "form: a move stops at what it needs");
	type(form, "50");
	ok(form_trial(form), "form: the move would pass");
	is_int((long long)form->change_count, 2,
	    "form: it lists the value and the state");
	ok(form_save(form, &w.err), "form: the move is made");
	is(shown(form, "state"), "已确认", "form: and shows");
	form_begin_void(form);
	ok(!form_field(form), "form: to void asks for the reason");
	ok(!form_trial(form), "form: without it nothing is voided");
	type(form, "录重了");
	ok(form_trial(form) && form_save(form, &w.err), "form: with it it is");
	record_moves_free(moves, count);
	form_free(form);
}

static void
test_race(void)
{
	struct form *mine, *theirs;
	size_t at = 9;

	walk_add(&w, "walk",
	    "walker=W-0001;walked_on=2026-03-02;kind=1;minutes=10;note=甲");
	mine = form_open(w.forms, walk_form(&w, "walk"), 2, &w.err);
	theirs = form_open(w.forms, walk_form(&w, "walk"), 2, &w.err);
	form_begin_set(mine);
	form_begin_set(theirs);
	form_type(theirs, (size_t)form_find(theirs, "minutes"), "20");
	form_type(theirs, (size_t)form_find(theirs, "note"), "乙");
	ok(form_trial(theirs) && form_save(theirs, &w.err),
	    "form: the other one saves first");
	form_type(mine, (size_t)form_find(mine, "minutes"), "30");
	form_type(mine, (size_t)form_find(mine, "kind"), "2");
	ok(!form_trial(mine) && mine->faults[0].stale,
	    "form: then mine is stale");
	ok(form_meet(mine, &w.err), "form: the two versions meet");
	is_int((long long)mine->meeting.count, 3,
	    "form: the fields either side changed");
	is_int(mine->meeting.clashes[0].take, 2,
	    "form: what only I changed is mine");
	is(mine->meeting.clashes[1].theirs, "20", "form: their value");
	is(mine->meeting.clashes[1].was, "10", "form: what it was");
	is_int(mine->meeting.clashes[1].take, 0,
	    "form: what both changed is asked for");
	is_int(mine->meeting.clashes[2].take, 1,
	    "form: what only they changed is theirs");
	ok(!form_settle(mine, &at, &w.err) && at == 1,
	    "form: not settled before it is answered");
	mine->meeting.clashes[1].take = 2;
	ok(form_settle(mine, &at, &w.err), "form: settled");
	is(shown(mine, "note"), "乙", "form: what only they changed is taken");
	is(shown(mine, "minutes"), "30", "form: what I typed stays");
	ok(form_trial(mine), "form: now it passes");
	is_int((long long)mine->change_count, 2, "form: two changes");
	is(mine->changes[1].old, "20", "form: from theirs to mine");
	ok(form_save(mine, &w.err), "form: and is saved");
	form_free(mine);
	form_free(theirs);
}

static void
test_draft(void)
{
	char *folder = path_join(w.dir, "drafts");
	struct form *form = new_walk(NULL), *again;
	struct draft draft, *all;

	ok(path_make_dirs(folder, &w.err), "draft: a folder");
	enter(form, "csz");
	type(form, "不\t是\\日期");
	ok(form_is_changed(form), "draft: typing makes one worth while");
	ok(draft_write(folder, form, "10:42", &w.err), "draft: written");
	again = new_walk(NULL);
	ok(draft_find(folder, again, &draft), "draft: found for a new record");
	draft_restore(&draft, again);
	is(shown(again, "walker"), "测试者", "draft: the stored value is back");
	is(shown(again, "walked_on"), "不 是\\日期",
	    "draft: so is what was refused");
	is(draft.at, "10:42", "draft: with its time");
	draft_done(&draft);
	is_int((long long)draft_list(folder, w.forms, &all), 1,
	    "draft: listed");
	is(all[0].title, "测试者", "draft: with words to know it by");
	draft_list_free(all, 1);
	draft_drop(folder, form);
	is_int((long long)draft_list(folder, w.forms, &all), 0,
	    "draft: gone when dropped");
	draft_list_free(all, 0);
	form_free(form);
	form_free(again);
	rmdir(folder);
	free(folder);
}

static void
sums(const char *expression, const char *want)
{
	struct err err = {0};
	char *got = sum_of(expression, &err), *name;

	name = mem_printf("sum: %s", expression);
	is(got ? got : err.text, want, name);
	free(name);
	free(got);
	err_done(&err);
}

static void
test_sums(void)
{
	sums("12*38", "456");
	sums("1+2*3-4/2", "5");
	sums("100/3", "33.33");
	sums("-5+2.5", "-2.50");
	sums("1,200*2", "2400");
	sums("1/0", "算式里除以 0");
	sums("1+", "算式里缺一个数：");
	sums("2x3", "算式里只能用 + - * /：x3");
	sums("999999999999*999999999999*999999999999", "算式的数太大");
}

int
main(void)
{
	walk_open(&w);
	walk_add(&w, "walker", "name=测试者");
	test_typing();
	test_saving();
	test_faults();
	test_memory();
	test_moves();
	test_race();
	test_draft();
	test_sums();
	walk_close(&w);
	return done();
}

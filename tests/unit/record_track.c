/* The track of a record's states: what was, what is, what usually comes. */
#include "walk.h"

#include "base/text.h"
#include "record/track.h"

static struct walk_book w;

static void
read_words(int64_t id, int cells, struct buf *states, struct buf *days)
{
	struct record record;
	struct track_step *steps;
	size_t count;

	buf_clear(states);
	buf_clear(days);
	if (!record_read(&record, w.forms, walk_form(&w, "walk"), id, &w.err) ||
	    !track_read(&record, w.forms, &steps, &count, &w.err)) {
		printf("Bail out! %s\n", w.err.text);
		exit(1);
	}
	track_words(steps, count, cells, states, days);
	track_free(steps, count);
	record_done(&record);
}

int
main(void)
{
	struct buf states = {0}, days = {0};
	struct record record;

	walk_open(&w);
	walk_add(&w, "walker", "name=测试者");
	walk_add(&w, "walk",
	    "walker=W-0001;walked_on=2026-03-01;kind=1;minutes=30");
	read_words(1, 60, &states, &days);
	is(buf_string(&states), "[>] 草稿  -- [ ] 已确认",
	    "track: a new record stands at its first state");
	ok(strstr(buf_string(&days), "    11-23") != NULL,
	    "track: with the day it came there");
	ok(record_read(&record, w.forms, walk_form(&w, "walk"), 1, &w.err) &&
		record_move(&record, w.forms, "confirm", NULL, &w.err),
	    "track: the record moves");
	record_done(&record);
	read_words(1, 60, &states, &days);
	is(buf_string(&states), "[x] 草稿  -- [>] 已确认",
	    "track: what it left is passed");
	read_words(1, 14, &states, &days);
	is(buf_string(&states), "< [>] 已确认",
	    "track: in little room the present state stays");
	ok(text_width(buf_string(&days)) <= 14, "track: and the days fit");
	buf_done(&states);
	buf_done(&days);
	walk_close(&w);
	return done();
}

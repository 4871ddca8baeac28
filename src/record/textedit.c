/*
 * The editor of one field.  Owns its text and the steps of undo; must not
 * know keys, cells beyond base/text, or what the field means.
 *
 * The cursor is kept between clusters by walking from the start: fields are
 * short, and a mark typed behind a letter may change where clusters end.
 */
#include "record/textedit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#define UNDO_MOST 200 /* steps kept; the oldest go first */

struct step {
	char *text;
	size_t cursor;
};

struct textedit_undo {
	struct step *steps; /* [0, past) lie behind, [past, count) ahead */
	size_t count, past, capacity;
};

static size_t
next_boundary(const struct textedit *e, size_t at)
{
	size_t bytes = text_cluster(e->text + at);

	return at + (bytes ? bytes : 0);
}

/* The first boundary at or behind `at`. */
static size_t
snap(const struct textedit *e, size_t at)
{
	size_t p = 0;

	while (p < at && p < e->size)
		p = next_boundary(e, p);
	return p;
}

static size_t
boundary_before(const struct textedit *e, size_t at)
{
	size_t p = 0, before = 0;

	while (p < at && p < e->size) {
		before = p;
		p = next_boundary(e, p);
	}
	return before;
}

static void
store_text(struct textedit *e, const char *text, size_t size)
{
	if (size + 1 > e->capacity) {
		e->capacity = size + 1 < 64 ? 64 : (size + 1) * 2;
		e->text = mem_resize(e->text, e->capacity, 1);
	}
	if (size)
		memmove(e->text, text, size);
	e->text[size] = '\0';
	e->size = size;
}

static void
drop_steps(struct textedit_undo *u, size_t from, size_t to)
{
	if (from == to)
		return;
	for (size_t i = from; i < to; i++)
		free(u->steps[i].text);
	memmove(u->steps + from, u->steps + to,
	    (u->count - to) * sizeof(*u->steps));
	u->count -= to - from;
}

/* Keeps the present state before it changes; what was undone is lost. */
static void
keep_step(struct textedit *e)
{
	struct textedit_undo *u = e->undo;

	if (u->count > u->past)
		drop_steps(u, u->past, u->count);
	if (u->count == UNDO_MOST)
		drop_steps(u, 0, 1);
	u->steps =
	    mem_grow(u->steps, u->count, &u->capacity, sizeof(*u->steps));
	u->steps[u->count].text = mem_strndup(e->text, e->size);
	u->steps[u->count].cursor = e->cursor;
	u->past = ++u->count;
}

/* Exchanges the present with a kept step, so that it can be gone back to. */
static void
swap_step(struct textedit *e, struct step *step)
{
	struct step now = {mem_strndup(e->text, e->size), e->cursor};

	store_text(e, step->text, strlen(step->text));
	e->cursor = step->cursor;
	free(step->text);
	*step = now;
	e->selected = e->typing = false;
}

static bool
undo(struct textedit *e)
{
	if (e->undo->past == 0)
		return false;
	swap_step(e, &e->undo->steps[--e->undo->past]);
	return true;
}

static bool
redo(struct textedit *e)
{
	if (e->undo->past == e->undo->count)
		return false;
	swap_step(e, &e->undo->steps[e->undo->past++]);
	return true;
}

/*
 * Puts what may stand in this field into `out`, at most `room` characters.
 * False when something was left out for want of room.
 */
static bool
clean(struct buf *out, const char *text, size_t size, bool multiline,
    bool limited, size_t room)
{
	size_t at = 0;
	bool cr = false;

	while (at < size) {
		int32_t cp;
		size_t bytes = text_decode(text + at, size - at, &cp);
		const char *s = text + at;
		bool after_cr = cr;

		at += bytes;
		cr = cp == '\r';
		if (cp == '\n' && after_cr)
			continue;
		if (cp == '\r' || cp == '\n' || cp == '\t') {
			s = multiline && cp != '\t' ? "\n" : " ";
			bytes = 1;
		} else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) ||
			   !text_valid(s, bytes)) {
			continue;
		}
		if (limited && room-- == 0)
			return false;
		buf_add(out, s, bytes);
	}
	return true;
}

static void
splice(
    struct textedit *e, size_t from, size_t to, const char *text, size_t size)
{
	struct buf all = {0};

	buf_add(&all, e->text, from);
	buf_add(&all, text, size);
	buf_add(&all, e->text + to, e->size - to);
	store_text(e, buf_string(&all), all.size);
	buf_done(&all);
	e->cursor = snap(e, from + size);
}

void
textedit_init(
    struct textedit *e, const char *text, size_t limit, bool multiline)
{
	struct buf cleaned = {0};

	memset(e, 0, sizeof(*e));
	e->limit = limit;
	e->multiline = multiline;
	e->undo = mem_alloc(sizeof(*e->undo));
	if (text)
		clean(
		    &cleaned, text, strlen(text), multiline, limit != 0, limit);
	store_text(e, buf_string(&cleaned), cleaned.size);
	buf_done(&cleaned);
	e->cursor = e->size;
}

void
textedit_done(struct textedit *e)
{
	if (e->undo) {
		drop_steps(e->undo, 0, e->undo->count);
		free(e->undo->steps);
	}
	free(e->undo);
	free(e->text);
	memset(e, 0, sizeof(*e));
}

const char *
textedit_text(const struct textedit *e)
{
	return e->text ? e->text : "";
}

bool
textedit_is_empty(const struct textedit *e)
{
	return e->size == 0;
}

void
textedit_select_all(struct textedit *e)
{
	e->selected = e->size > 0;
	e->cursor = e->size;
	e->typing = false;
}

void
textedit_deselect(struct textedit *e)
{
	e->selected = e->typing = false;
	e->cursor = e->size;
}

void
textedit_replace(struct textedit *e, const char *text)
{
	struct buf cleaned = {0};

	clean(&cleaned, text ? text : "", text ? strlen(text) : 0, e->multiline,
	    e->limit != 0, e->limit);
	keep_step(e);
	store_text(e, buf_string(&cleaned), cleaned.size);
	buf_done(&cleaned);
	e->cursor = e->size;
	e->selected = e->typing = false;
}

bool
textedit_insert(struct textedit *e, const char *text, size_t size)
{
	struct buf cleaned = {0};
	size_t taken = e->selected ? 0 : text_length(e->text);
	size_t room = e->limit > taken ? e->limit - taken : 0;
	bool all =
	    clean(&cleaned, text, size, e->multiline, e->limit != 0, room);

	if (cleaned.size > 0) {
		/* Words typed letter by letter are one step each. */
		if (!e->typing || e->selected || cleaned.text[0] == ' ')
			keep_step(e);
		if (e->selected)
			splice(e, 0, e->size, cleaned.text, cleaned.size);
		else
			splice(e, e->cursor, e->cursor, cleaned.text,
			    cleaned.size);
		e->selected = false;
		e->typing = true;
	}
	buf_done(&cleaned);
	return all;
}

static bool
remove_range(struct textedit *e, size_t from, size_t to)
{
	if (e->selected) {
		from = 0;
		to = e->size;
	}
	if (from == to)
		return false;
	keep_step(e);
	splice(e, from, to, "", 0);
	e->selected = e->typing = false;
	return true;
}

/* A word ends where a blank, a punctuation sign or another script begins. */
static int
word_class(const char *s)
{
	int32_t cp;

	text_decode(s, strlen(s), &cp);
	if (cp == ' ' || cp == 0x3000 || cp == '\n')
		return 0;
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') ||
			       ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
			   ? 1
			   : 2;
	if ((cp >= 0x3001 && cp <= 0x303f && cp != 0x3007) ||
	    (cp >= 0xff01 && cp <= 0xff65) || (cp >= 0x2000 && cp <= 0x206f))
		return 2;
	return 3;
}

static size_t
word_before(const struct textedit *e, size_t at)
{
	int class;

	while (at > 0 && word_class(e->text + boundary_before(e, at)) == 0)
		at = boundary_before(e, at);
	if (at == 0)
		return 0;
	class = word_class(e->text + boundary_before(e, at));
	while (at > 0 && word_class(e->text + boundary_before(e, at)) == class)
		at = boundary_before(e, at);
	return at;
}

static size_t
word_after(const struct textedit *e, size_t at)
{
	int class;

	if (at < e->size) {
		class = word_class(e->text + at);
		while (at < e->size && word_class(e->text + at) == class)
			at = next_boundary(e, at);
	}
	while (at < e->size && word_class(e->text + at) == 0)
		at = next_boundary(e, at);
	return at;
}

static size_t
line_start(const struct textedit *e, size_t at)
{
	while (at > 0 && e->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct textedit *e, size_t at)
{
	while (at < e->size && e->text[at] != '\n')
		at++;
	return at;
}

/* The place in the line above or below that stands in the same column. */
static size_t
line_beside(const struct textedit *e, bool below)
{
	size_t start = line_start(e, e->cursor), end, at = start;
	int column = 0;
	size_t target;

	while (at < e->cursor) {
		size_t next = next_boundary(e, at);
		char *cluster = mem_strndup(e->text + at, next - at);

		column += text_width(cluster);
		free(cluster);
		at = next;
	}
	if (!below && start == 0)
		return e->cursor;
	target = below ? line_end(e, e->cursor) : line_start(e, start - 1);
	if (below && target == e->size)
		return e->cursor;
	target += below;
	end = line_end(e, target);
	at = target + text_fit(e->text + target, column, NULL);
	return at < end ? at : end;
}

static bool
move_to(struct textedit *e, size_t at)
{
	bool changed = at != e->cursor || e->selected;

	e->cursor = snap(e, at);
	e->selected = e->typing = false;
	return changed;
}

static bool
step_left(struct textedit *e)
{
	return move_to(e, e->selected ? 0 : boundary_before(e, e->cursor));
}

static bool
step_right(struct textedit *e)
{
	if (e->selected || e->cursor == e->size)
		return move_to(e, e->size);
	return move_to(e, next_boundary(e, e->cursor));
}

static size_t
delete_end(const struct textedit *e)
{
	return e->cursor < e->size ? next_boundary(e, e->cursor) : e->cursor;
}

static bool
newline(struct textedit *e)
{
	bool stood = e->multiline;

	return stood && textedit_insert(e, "\n", 1);
}

bool
textedit_do(struct textedit *e, enum textedit_op op)
{
	switch (op) {
	case TEXTEDIT_LEFT:
		return step_left(e);
	case TEXTEDIT_RIGHT:
		return step_right(e);
	case TEXTEDIT_WORD_LEFT:
		return move_to(e, word_before(e, e->cursor));
	case TEXTEDIT_WORD_RIGHT:
		return move_to(e, word_after(e, e->cursor));
	case TEXTEDIT_HOME:
		return move_to(e, e->multiline ? line_start(e, e->cursor) : 0);
	case TEXTEDIT_END:
		return move_to(
		    e, e->multiline ? line_end(e, e->cursor) : e->size);
	case TEXTEDIT_UP:
		return e->multiline && move_to(e, line_beside(e, false));
	case TEXTEDIT_DOWN:
		return e->multiline && move_to(e, line_beside(e, true));
	case TEXTEDIT_BACKSPACE:
		return remove_range(
		    e, boundary_before(e, e->cursor), e->cursor);
	case TEXTEDIT_DELETE:
		return remove_range(e, e->cursor, delete_end(e));
	case TEXTEDIT_DELETE_WORD:
		return remove_range(e, word_before(e, e->cursor), e->cursor);
	case TEXTEDIT_CLEAR:
		return remove_range(e, 0, e->size);
	case TEXTEDIT_NEWLINE:
		return newline(e);
	case TEXTEDIT_UNDO:
		return undo(e);
	case TEXTEDIT_REDO:
		return redo(e);
	case TEXTEDIT_OP_COUNT:
		break;
	}
	return false;
}

bool
textedit_can_undo(const struct textedit *e)
{
	return e->undo && e->undo->past > 0;
}

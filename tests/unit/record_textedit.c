/*
 * The field editor: its rules one by one, then a million random operations
 * against an oracle that keeps an array of characters and copies all of it
 * for every step.
 */
#include "tap.h"

#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "base/text.h"
#include "record/textedit.h"

static void
insert(struct textedit *e, const char *s)
{
	textedit_insert(e, s, strlen(s));
}

static void
test_rules(void)
{
	struct textedit e;
	size_t from;
	int caret;

	textedit_init(&e, "甲乙", 4, false);
	textedit_select_all(&e);
	insert(&e, "丙");
	is(textedit_text(&e), "丙",
	    "textedit: typing on arriving replaces the content");
	textedit_do(&e, TEXTEDIT_UNDO);
	is(textedit_text(&e), "甲乙", "textedit: undo brings it back");
	textedit_do(&e, TEXTEDIT_REDO);
	is(textedit_text(&e), "丙", "textedit: redo replaces it again");
	ok(!textedit_insert(&e, "一二三四", 12),
	    "textedit: a burst over the limit says so");
	is(textedit_text(&e), "丙一二三",
	    "textedit: what fits under the limit is kept");
	textedit_do(&e, TEXTEDIT_HOME);
	textedit_do(&e, TEXTEDIT_DELETE);
	is(textedit_text(&e), "一二三", "textedit: delete takes a whole Han");
	textedit_select_all(&e);
	textedit_do(&e, TEXTEDIT_LEFT);
	is_int(e.cursor, 0, "textedit: Left on arriving goes to the start");
	textedit_select_all(&e);
	textedit_do(&e, TEXTEDIT_DELETE);
	is(textedit_text(&e), "", "textedit: Del on arriving empties it");
	textedit_done(&e);

	textedit_init(&e, NULL, 0, false);
	insert(&e, "a\xcc\x81");
	insert(&e, "b");
	textedit_do(&e, TEXTEDIT_LEFT);
	textedit_do(&e, TEXTEDIT_LEFT);
	is_int(e.cursor, 0, "textedit: Left passes letter and mark as one");
	textedit_do(&e, TEXTEDIT_DELETE);
	is(textedit_text(&e), "b", "textedit: delete takes letter and mark");
	insert(&e, "x\xff\ty\r\nz\x01");
	is(textedit_text(&e), "x y zb",
	    "textedit: controls and bad bytes are dropped, line ends blanks");
	textedit_done(&e);

	textedit_init(&e, "一二三四五", 0, false);
	textedit_view(&e, 6, &from, &caret);
	ok(from == 9 && caret == 4,
	    "textedit: a long field scrolls to its end");
	textedit_do(&e, TEXTEDIT_HOME);
	textedit_view(&e, 6, &from, &caret);
	ok(from == 0 && caret == 0, "textedit: and back to its start");
	textedit_do(&e, TEXTEDIT_CLEAR);
	insert(&e, "abc 甲乙 12");
	textedit_do(&e, TEXTEDIT_DELETE_WORD);
	is(textedit_text(&e), "abc 甲乙 ", "textedit: a word is deleted");
	textedit_do(&e, TEXTEDIT_DELETE_WORD);
	is(textedit_text(&e), "abc ", "textedit: a word with its blanks too");
	textedit_done(&e);
}

static void
test_lines(void)
{
	struct textedit e;
	size_t from, size;
	int row, column;

	textedit_init(&e, "甲乙丙丁\nxy", 0, true);
	textedit_do(&e, TEXTEDIT_UP);
	is_int(e.cursor, 3, "textedit: Up keeps the column");
	textedit_do(&e, TEXTEDIT_DOWN);
	is_int(e.cursor, 15, "textedit: Down comes back");
	textedit_place(&e, 5, &row, &column);
	ok(row == 2 && column == 2, "textedit: the caret is in the third row");
	ok(textedit_line(&e, 5, 1, &from, &size) && from == 6 && size == 6,
	    "textedit: a wrapped row begins where the first ends");
	ok(!textedit_line(&e, 5, 3, &from, &size),
	    "textedit: behind the last row there is none");
	textedit_do(&e, TEXTEDIT_NEWLINE);
	textedit_place(&e, 5, &row, &column);
	ok(row == 3 && column == 0, "textedit: a line end makes a new row");
	textedit_done(&e);
}

/* The oracle: characters in an array, whole copies for undo. */
#define MOST 64
#define STEPS 200

struct plain {
	int32_t c[MOST];
	int count, cursor;
};

struct oracle {
	struct plain now, past[STEPS], future[STEPS + 1];
	int pasts, futures, limit;
	bool selected, typing;
};

static bool
is_mark(int32_t c)
{
	return c == 0x301 || c == 0x3099;
}

static int
oracle_right(const struct plain *p, int at)
{
	if (at < p->count)
		at++;
	while (at < p->count && is_mark(p->c[at]))
		at++;
	return at;
}

static int
oracle_left(const struct plain *p, int at)
{
	if (at > 0)
		at--;
	while (at > 0 && is_mark(p->c[at]))
		at--;
	return at;
}

static void
oracle_keep(struct oracle *o)
{
	if (o->pasts == STEPS) {
		memmove(o->past, o->past + 1, (STEPS - 1) * sizeof(o->past[0]));
		o->pasts--;
	}
	o->past[o->pasts++] = o->now;
	o->futures = 0;
}

static void
oracle_cut(struct oracle *o, int from, int to)
{
	struct plain *p = &o->now;

	if (o->selected) {
		from = 0;
		to = p->count;
	}
	if (from == to)
		return;
	oracle_keep(o);
	memmove(p->c + from, p->c + to, (p->count - to) * sizeof(p->c[0]));
	p->count -= to - from;
	p->cursor = from;
	while (
	    p->cursor > 0 && p->cursor < p->count && is_mark(p->c[p->cursor]))
		p->cursor++;
	o->selected = o->typing = false;
}

static void
oracle_insert(struct oracle *o, const int32_t *c, int count)
{
	struct plain *p = &o->now;
	int room = o->limit - (o->selected ? 0 : p->count);

	if (count > room)
		count = room;
	if (count <= 0)
		return;
	if (!o->typing || o->selected || c[0] == ' ')
		oracle_keep(o);
	if (o->selected)
		p->count = p->cursor = 0;
	memmove(p->c + p->cursor + count, p->c + p->cursor,
	    (p->count - p->cursor) * sizeof(p->c[0]));
	memcpy(p->c + p->cursor, c, count * sizeof(*c));
	p->count += count;
	p->cursor += count;
	while (p->cursor < p->count && is_mark(p->c[p->cursor]))
		p->cursor++;
	o->selected = false;
	o->typing = true;
}

static void
oracle_move(struct oracle *o, int to)
{
	o->now.cursor = to;
	o->selected = o->typing = false;
}

static void
oracle_undo(struct oracle *o)
{
	if (o->pasts == 0)
		return;
	o->future[o->futures++] = o->now;
	o->now = o->past[--o->pasts];
	o->selected = o->typing = false;
}

static void
oracle_redo(struct oracle *o)
{
	if (o->futures == 0)
		return;
	o->past[o->pasts++] = o->now;
	o->now = o->future[--o->futures];
	o->selected = o->typing = false;
}

static void
oracle_do(struct oracle *o, enum textedit_op op)
{
	struct plain *p = &o->now;

	switch (op) {
	case TEXTEDIT_LEFT:
		oracle_move(o, o->selected ? 0 : oracle_left(p, p->cursor));
		break;
	case TEXTEDIT_RIGHT:
		oracle_move(o, oracle_right(p, p->cursor));
		break;
	case TEXTEDIT_HOME:
		oracle_move(o, 0);
		break;
	case TEXTEDIT_END:
		oracle_move(o, p->count);
		break;
	case TEXTEDIT_BACKSPACE:
		oracle_cut(o, oracle_left(p, p->cursor), p->cursor);
		break;
	case TEXTEDIT_DELETE:
		oracle_cut(o, p->cursor, oracle_right(p, p->cursor));
		break;
	case TEXTEDIT_CLEAR:
		oracle_cut(o, 0, p->count);
		break;
	case TEXTEDIT_UNDO:
		oracle_undo(o);
		break;
	case TEXTEDIT_REDO:
		oracle_redo(o);
		break;
	default:
		break;
	}
}

static uint64_t state;

static unsigned
random_below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 11) % n);
}

/* Byte for byte the same text, and the cursor behind as many bytes. */
static bool
agrees(const struct textedit *e, const struct oracle *o)
{
	char all[MOST * 4 + 1];
	size_t size = 0, cursor = 0;

	for (int i = 0; i < o->now.count; i++) {
		if (i == o->now.cursor)
			cursor = size;
		size += text_encode(o->now.c[i], all + size);
	}
	if (o->now.cursor == o->now.count)
		cursor = size;
	all[size] = '\0';
	return e->size == size && !strcmp(all, textedit_text(e)) &&
	       e->cursor == cursor && e->selected == o->selected;
}

static const int32_t alphabet[] = {'a', 'b', ' ', '1', 0x301, 0x4e00, 0x3007,
    0x20000, 0x31350, 0x3002, 0xe9, 0x3099};
static const enum textedit_op ops[] = {TEXTEDIT_LEFT, TEXTEDIT_LEFT,
    TEXTEDIT_RIGHT, TEXTEDIT_HOME, TEXTEDIT_END, TEXTEDIT_BACKSPACE,
    TEXTEDIT_DELETE, TEXTEDIT_CLEAR, TEXTEDIT_UNDO, TEXTEDIT_UNDO,
    TEXTEDIT_REDO};

static void
random_insert(struct textedit *e, struct oracle *o)
{
	int32_t c[6];
	char bytes[24];
	int count = 1 + (int)random_below(6);
	size_t size = 0;

	for (int i = 0; i < count; i++) {
		c[i] = alphabet[random_below(
		    sizeof(alphabet) / sizeof(alphabet[0]))];
		size += text_encode(c[i], bytes + size);
	}
	textedit_insert(e, bytes, size);
	oracle_insert(o, c, count);
}

static bool
view_holds(struct textedit *e)
{
	size_t from;
	int caret, cells = 1 + (int)random_below(20);

	textedit_view(e, cells, &from, &caret);
	return from <= e->cursor && caret >= 0 && caret < cells;
}

static void
test_against_oracle(void)
{
	const char *given = getenv("SEED");
	const long runs = 1000000;
	static struct oracle o;
	struct textedit e;
	long i;

	state = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	printf("# SEED=%llu\n", (unsigned long long)state);
	state = state * 2654435761u + 1;
	o.limit = 20;
	textedit_init(&e, NULL, 20, false);
	for (i = 0; i < runs; i++) {
		unsigned roll = random_below(100);
		enum textedit_op op =
		    ops[random_below(sizeof(ops) / sizeof(ops[0]))];

		if (roll < 40) {
			random_insert(&e, &o);
		} else if (roll < 43) {
			textedit_select_all(&e);
			o.selected = o.now.count > 0;
			o.now.cursor = o.now.count;
			o.typing = false;
		} else {
			textedit_do(&e, op);
			oracle_do(&o, op);
		}
		if (!agrees(&e, &o) || (roll % 10 == 0 && !view_holds(&e)))
			break;
	}
	ok(i == runs,
	    "textedit: a million random operations agree with the oracle");
	if (i < runs)
		printf("# operation %ld: \"%s\" cursor %zu\n", i,
		    textedit_text(&e), e.cursor);
	textedit_done(&e);
}

int
main(void)
{
	test_rules();
	test_lines();
	test_against_oracle();
	return done();
}

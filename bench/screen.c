/*
 * The least program that shows the people as a list: ncurses, SQLite, one
 * page read by its key, nothing else.  What a list screen can come near to.
 *
 * screen FILE.db      PgDn, Home, q
 */
#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static const int widths[] = { 9, 13, 5, 11, 13, 17, 11, 13, 12 };

#define COLUMNS (int)(sizeof widths / sizeof *widths)

/* Shows the page after `last`; the last id shown, or `last` at the end. */
static sqlite3_int64
page_show(sqlite3_stmt *page, sqlite3_int64 last)
{
	int y = 1, x, i;

	sqlite3_reset(page);
	sqlite3_bind_int64(page, 1, last);
	sqlite3_bind_int(page, 2, LINES - 2);
	while (sqlite3_step(page) == SQLITE_ROW) {
		last = sqlite3_column_int64(page, 0);
		move(y, 0);
		clrtoeol();
		for (i = 0, x = 0; i < COLUMNS && x < COLS; x += widths[i++]) {
			const void *text = sqlite3_column_text(page, i + 1);

			if (text)
				mvaddstr(y, x, text);
		}
		y++;
	}
	if (y > 1)
		clrtobot();
	refresh();
	return last;
}

static void
keys_follow(sqlite3_stmt *page)
{
	sqlite3_int64 last = page_show(page, 0);
	int key;

	while ((key = getch()) != 'q' && key != ERR) {
		if (key == KEY_NPAGE)
			last = page_show(page, last);
		else if (key == KEY_HOME)
			last = page_show(page, 0);
	}
}

int
main(int argc, char **argv)
{
	sqlite3_stmt *page = NULL;
	sqlite3 *db = NULL;

	setlocale(LC_ALL, "");
	if (argc != 2 ||
	    sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) ||
	    sqlite3_prepare_v2(db,
	        "SELECT id, code, name, sex, birth_on, category, home_unit,"
	        " education, politics, phone FROM people WHERE id > ?1"
	        " ORDER BY id LIMIT ?2",
	        -1, &page, NULL)) {
		fputs("screen FILE.db\n", stderr);
		return 2;
	}
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	mvaddstr(0, 0, "人员编号 姓名");
	keys_follow(page);
	endwin();
	sqlite3_finalize(page);
	sqlite3_close(db);
	return 0;
}

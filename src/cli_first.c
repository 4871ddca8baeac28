/* The first start: what the screen's three questions make. */
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "cli.h"
#include "record/ini.h"
#include "ui/ui.h"

/* ---- the schemes to choose from ---- */

struct shelf {
	struct ui_first_scheme *schemes;
	size_t count;
};

static bool
is_on_shelf(const struct shelf *shelf, const char *name)
{
	for (size_t i = 0; i < shelf->count; i++)
		if (!strcmp(shelf->schemes[i].name, name))
			return true;
	return false;
}

static void
add_scheme(struct shelf *shelf, const char *folder, const char *file)
{
	char *path = path_join(folder, file);
	char *name = mem_strndup(file, strlen(file) - strlen(".ini"));
	struct err ignored = { 0 };
	struct ini *ini = NULL;
	const char *title;

	if (!is_on_shelf(shelf, name) && ini_load_head(&ini, path, &ignored)) {
		struct ui_first_scheme *made;

		title = ini_get(ini, "scheme", "name");
		shelf->schemes = mem_resize(shelf->schemes,
		    shelf->count + 1, sizeof *shelf->schemes);
		made = &shelf->schemes[shelf->count++];
		made->name = name;
		made->title = mem_strdup(title ? title : name);
		name = NULL;
	}
	ini_free(ini);
	err_done(&ignored);
	free(name);
	free(path);
}

/* First hit by file name, as everywhere. */
static void
fill_shelf(struct cli *cli, struct shelf *shelf)
{
	for (size_t i = 0; i < cli->data.count; i++) {
		char *folder = path_join(cli->data.dirs[i], "schemes");
		char **files = path_list(folder, ".ini");

		for (size_t f = 0; files && files[f]; f++)
			add_scheme(shelf, folder, files[f]);
		path_list_free(files);
		free(folder);
	}
}

static void
clear_shelf(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->count; i++) {
		free((char *)(uintptr_t)shelf->schemes[i].name);
		free((char *)(uintptr_t)shelf->schemes[i].title);
	}
	free(shelf->schemes);
}

/* ---- what is made ---- */

/* The book's maker goes by the name given here. */
static bool
name_clerk(struct cli *cli, const char *name, struct err *err)
{
	bool repeated, done;

	if (!book_act_as(&cli->book, cli->as, err) ||
	    !book_change_begin(
		&cli->book, "init", NULL, NULL, &repeated, err))
		return false;
	cli->book.session.by_law = 1;
	done = db_run(cli->book.db, err,
	    "UPDATE clerk SET name = ?1, version = version + 1"
	    " WHERE code = ?2",
	    "ss", name, cli->book.session.clerk);
	cli->book.session.by_law = 0;
	if (done)
		return book_change_end(&cli->book, err);
	book_change_drop(&cli->book);
	return false;
}

/* Half a book is none: a scheme that cannot be read leaves nothing behind. */
static bool
make_first(void *data, const struct ui_first_answers *answers, struct err *err)
{
	struct cli *cli = data;
	char *path = NULL;
	bool done;

	cli->name = answers->office;
	cli->scheme = answers->scheme;
	cli->count = 0;
	cli->quiet = true;
	done = cli_init(cli, err) && name_clerk(cli, answers->clerk, err);
	if (!done && cli->is_open)
		path = mem_strdup(cli->path);
	cli_close(cli);
	cli->count = 0;
	if (path)
		unlink(path);
	free(path);
	return done;
}

static const char *
login_name(void)
{
	const struct passwd *me = getpwuid(getuid());

	return me && me->pw_name ? me->pw_name : "";
}

bool
cli_first_start(
    struct cli *cli, const char *path, bool *go_on, struct err *err)
{
	struct shelf shelf = { 0 };
	struct ui_first first = { path, login_name(), NULL, 0, cli,
		make_first };
	enum ui_first_end end = UI_FIRST_LEFT;
	static char *demo; /* the book of this run, as long as it runs */
	bool done;

	fill_shelf(cli, &shelf);
	first.schemes = shelf.schemes;
	first.scheme_count = shelf.count;
	done = ui_first_start(&first, &end, err);
	clear_shelf(&shelf);
	*go_on = end != UI_FIRST_LEFT;
	if (done && end == UI_FIRST_DEMO) {
		done = cli_make_demo(cli, &demo, err);
		cli_close(cli);
		cli->book_path = demo;
		cli->as = "demo";
	}
	return done;
}

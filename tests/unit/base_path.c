/* Files, the log, errors and strings that grow. */
#include "base/path.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "tap.h"

static char *dir;

static void
check_refused(const char *name, const char *why)
{
	char *path = path_join(dir, name);
	struct err err = { 0 };

	ok(!path_write(path, "x", 1, &err) && err.status == ERR_WORLD,
	    "write: %s is refused (%s)", why, err.text ? err.text : "");
	err_done(&err);
	free(path);
}

static void
test_write(void)
{
	char *path = path_join(dir, "a.txt"), *link = path_join(dir, "link");
	char *fifo = path_join(dir, "fifo");
	struct err err = { 0 };
	struct buf text = { 0 };
	struct stat st = { 0 };
	char **names;

	ok(path_write(path, "one", 3, &err), "write: new file");
	ok(path_write(path, "two", 3, &err), "write: over a file");
	ok(path_read(path, 10, &text, &err), "read: whole");
	is(buf_string(&text), "two", "read: the new text");
	stat(path, &st);
	is_int(st.st_mode & 0777, 0600, "write: mode 0600");
	ok(!path_read(path, 2, &text, &err), "read: over the limit, refused");
	err_done(&err);
	ok(symlink("a.txt", link) == 0 && mkfifo(fifo, 0600) == 0, "set up");
	check_refused("link", "a symlink");
	check_refused("fifo", "a FIFO");
	check_refused("", "a folder");
	check_refused("none/x", "a missing folder");
	ok(!path_read(fifo, 10, &text, &err), "read: a FIFO, refused at once");
	err_done(&err);
	names = path_list(dir, ".txt");
	ok(names && names[0] && !strcmp(names[0], "a.txt") && !names[1],
	    "list: one name, nothing left aside");
	path_list_free(names);
	ok(!path_list(path, ""), "list: no folder, NULL");
	unlink(link);
	unlink(fifo);
	unlink(path);
	buf_done(&text);
	free(path);
	free(link);
	free(fifo);
}

/* Makes dir/NAME, and tells whether it is there after a sweep for "a.txt". */
static bool
survives(const char *name)
{
	char *path = path_join(dir, name), *target = path_join(dir, "a.txt");
	struct err err = { 0 };
	bool there;

	ok(path_write(path, "x", 1, &err), "sweep: %s is made", name);
	path_sweep(target);
	there = path_exists(path);
	unlink(path);
	free(path);
	free(target);
	return there;
}

/* 2^31 - 1 is above every pid_max. */
static void
test_sweep(void)
{
	char *mine = mem_printf(".a.txt.%ld-abcdef.tmp", (long)getpid());

	ok(!survives(".a.txt.2147483647-abcdef.tmp"),
	    "sweep: a dead process's file goes");
	ok(!survives(".a.txt.2147483647-0.tmp-journal"),
	    "sweep: and its journal");
	ok(!survives(".a.txt.2147483647.new"), "sweep: and a half-made book");
	ok(survives(mine), "sweep: a living process's file stays");
	ok(survives(".b.txt.2147483647-abcdef.tmp"),
	    "sweep: another target's file stays");
	ok(survives(".a.txt.note.tmp"), "sweep: a name not of ours stays");
	ok(survives(".a.txt.2147483647"), "sweep: no ending, stays");
	ok(survives(".a.txt.2147483647.5-abcdef.tmp"),
	    "sweep: a target with a number in its name keeps its own");
	ok(survives("a.txt"), "sweep: the target stays");
	free(mine);
}

static void
test_log(void)
{
	char *path = path_join(dir, "log");
	struct buf text = { 0 };
	struct err err = { 0 };

	log_open(path);
	log_printf("id %s \x1b[31m", "110101199001010015");
	log_open(NULL);
	is_int(log_fd(), -1, "log: closed");
	path_read(path, 1000, &text, &err);
	ok(strstr(buf_string(&text), "⟨U+001B⟩") &&
		!strstr(buf_string(&text), "19900101"),
	    "log: controls visible, numbers masked");
	unlink(path);
	buf_done(&text);
	free(path);
}

static void
test_err(void)
{
	struct err err = { 0 };
	char *line;

	err_refuse(&err, "over", "kind", "超编：%d", 1);
	err_set(&err, ERR_WORLD, "second");
	err_context(&err, "%s:%d", "a.ini", 3);
	line = err_line(&err);
	is(line, "a.ini:3: 超编：1 [over]", "err: first wins, context before");
	free(line);
	err_done(&err);
	ok(!err_is_set(&err), "err: done, empty");
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");
	char *deep, *s;
	struct buf json = { 0 };

	dir = mem_printf("%s/base_path.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	test_write();
	test_sweep();
	test_log();
	test_err();
	deep = path_join(dir, "x/y/");
	ok(path_make_dirs(deep, NULL) && path_is_dir(deep), "make_dirs: two");
	s = path_dir("/a");
	is(s, "/", "dir: of the root");
	free(s);
	is(path_name("/a/b"), "b", "name: behind the slash");
	buf_add_json(&json, "a\"\n\x01张");
	is(buf_string(&json), "\"a\\\"\\n\\u0001张\"", "json: escaped");
	buf_done(&json);
	rmdir(deep);
	deep[strlen(deep) - 2] = '\0';
	rmdir(deep);
	rmdir(dir);
	free(deep);
	free(dir);
	return done();
}

/* `demo`: the demo office, its month, or its screen. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/money.h"
#include "base/path.h"
#include "cli.h"
#include "pay/pay.h"

static bool
print_sums(const struct pay_sums *sums, const char *month)
{
	struct buf line = { 0 };

	buf_printf(&line, _("%s 工资：%lld 人，应发 "), month,
	    (long long)sums->heads);
	money_write_grouped(&line, sums->gross, 2);
	buf_add_string(&line, _("，实发 "));
	money_write_grouped(&line, sums->net, 2);
	fprintf(stderr, "%s\n", buf_string(&line));
	buf_done(&line);
	return true;
}

static bool
run_month(
    struct cli *cli, const char *month, const char *dir, struct err *err)
{
	struct pay_sums sums = { 0 };
	int64_t failed = 0, unexplained = 0;

	if (!pay_run(&cli->book, month, NULL, NULL, NULL, &sums, err))
		return false;
	if (!cli->quiet)
		print_sums(&sums, month);
	if (!db_int(cli->book.db, err, &failed, 0,
		"SELECT count(*) FROM month_check WHERE sign = 'x'", "") ||
	    !db_int(cli->book.db, err, &unexplained, 0,
		"SELECT count(*) FROM month_check WHERE sign = '!'", ""))
		return false;
	if (!cli->quiet)
		fprintf(stderr, _("勾稽核对：%lld 项不符，%lld 项要说明\n"),
		    (long long)failed, (long long)unexplained);
	cli->month = month;
	return cli_export_all(cli, dir, err);
}

bool
cli_demo(struct cli *cli, struct err *err)
{
	char *path = NULL, *dir;
	bool done;

	if (cli->count > 1)
		return cli_usage(cli, err);
	done = cli_make_demo(cli, &path, err);
	if (done && isatty(0) && isatty(1)) {
		cli_close(cli);
		cli->book_path = path;
		cli->as = "demo";
		cli->count = 0;
		done = cli_screen(cli, err);
	} else if (done) {
		dir = path_dir(path);
		cli_print("%s\n", path);
		done = run_month(cli, "2026-11", dir, err);
		free(dir);
	}
	if (cli->book_path == path)
		cli->book_path = NULL;
	free(path);
	return done;
}

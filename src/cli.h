/*
 * The commands without a screen.  cli.c reads the words, opens the book and
 * calls the function of the command; the cli_*.c files hold those functions.
 * Only here and in src/ui is anything shown to anyone.
 */
#ifndef JB_CLI_H
#define JB_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "record/command.h"
#include "record/formdef.h"
#include "record/record.h"

enum cli_format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_XLSX };

struct cli {
	/* options */
	const char *book_path, *as, *as_of, *known, *today, *lang;
	const char *columns, *sort, *reason, *out, *month, *sheet, *map, *name,
	    *scheme, *on, *purpose, *new_book, *format_word;
	enum cli_format format;
	int64_t limit; /* -1: none */
	int64_t if_version, months;
	bool quiet, dry_run, partial, all, encrypt, version, help;
	bool english; /* --lang, or the environment's */
	unsigned given; /* which options: a bit for each of cli_options.c */
	struct data_dirs data;

	/* the words behind the command; word[count] is NULL */
	const char **word, **words; /* words: as allocated */
	size_t count;
	const struct command *command;

	/* opened on demand by cli_open */
	struct book book;
	struct book copy; /* what reading commands read: the book, or --known */
	bool is_open, is_copy;
	struct forms *forms;
	char *path; /* of the book */

	/* of a command that prints one record after another */
	struct output *rows;
	size_t shown;
	FILE *to;     /* where list prints; NULL: standard output */
	struct buf said; /* what a change will print once it is made */
	char *nested; /* json that stands in each row as "items"; NULL: none */
};

typedef bool cli_function(struct cli *, struct err *);

/* The whole program but main's first lines; gives the exit status. */
int cli_main(int argc, char **argv);

/* ---- the words of a call (cli_options.c) ---- */

bool cli_parse(struct cli *, int argc, char **argv, struct err *) ATTR_MUST_USE;
void cli_add_data(struct cli *, const char *dir);
/* Usage errors when an option or a format is not the command's. */
bool cli_check_options(const struct cli *, struct err *) ATTR_MUST_USE;
bool cli_check_format(struct cli *, struct err *) ATTR_MUST_USE;
/* All commands, or the one of the call. */
void cli_help(const struct cli *);

/* Opens the book (for writing or reading), binds clerk and days, makes the forms. */
bool cli_open(struct cli *, bool writing, struct err *) ATTR_MUST_USE;
void cli_close(struct cli *);
/* A usage error that shows the command's own line. Returns false. */
bool cli_usage(const struct cli *, struct err *);
bool cli_day_option(const char *option, const char *typed, struct date today,
    char out[DATE_SIZE], struct err *) ATTR_MUST_USE;
char *cli_default_book(void); /* the caller's; NULL without a home */

/* The form of the first word; NULL with err set. */
const struct formdef *cli_form(struct cli *, struct err *);
/* Acts on the record of the second word, or of each line of standard input. */
typedef bool cli_on_record(struct cli *, struct record *, struct err *);
bool cli_each_key(struct cli *, const struct formdef *, cli_on_record *,
    struct err *) ATTR_MUST_USE;

/* ---- rows to standard output (cli_output.c) ---- */

enum cli_align { CLI_LEFT, CLI_RIGHT };
/* How a cell stands in json: a string, a bare number, true/false as 1/0. */
enum cli_cell { CELL_TEXT, CELL_NUMBER };
bool cli_is_amount(const struct field *);
/* Shown without being asked for: what the form names, what is counted, and
 * the state. */
bool cli_is_shown(const struct field *);
enum cli_cell cli_cell_of(const struct field *);

struct output;
struct output *output_new(enum cli_format, size_t columns);
/* json: written elsewhere than to standard output; a member of every row. */
void output_to(struct output *, FILE *);
void output_nest(struct output *, const char *name, const char *json);
void output_column(struct output *, size_t at, const char *name, const char *label, enum cli_align, enum cli_cell);
/* Cells of one row; NULL is empty (json: null).  Text and csv pass the gate out. */
void output_row(struct output *, const char *const *cells);
void output_end(struct output *); /* prints what is left and frees */

void cli_print(const char *fmt, ...) ATTR_FORMAT(1, 2); /* to stdout, through the gate out */

/* ---- the commands ---- */

cli_function cli_init, cli_demo, cli_status, cli_forms, cli_fields, cli_list, cli_count, cli_show, cli_add, cli_set, cli_do, cli_void,
    cli_why, cli_history, cli_undo, cli_import, cli_template, cli_export, cli_exports, cli_scheme_list, cli_scheme_load, cli_scheme_save,
    cli_scheme_check, cli_pay_run, cli_pay_show, cli_pay_why, cli_pay_grade, cli_pay_forecast, cli_month_check, cli_month_close,
    cli_month_reopen, cli_month_status, cli_check, cli_backup, cli_restore, cli_collect, cli_keys, cli_completion, cli_man, cli_screen;

/* Makes the demo office in a fresh folder; *path is its book, the caller's. */
bool cli_make_demo(struct cli *, char **path, struct err *);
/* Closes or reopens a month: people, pay, and the files handed in. */
bool cli_move_month(
    struct cli *, const char *month, const char *action, struct err *);
/* The questions of the first start, for a book that is to be at path (or
 * the demo office instead).  *go_on: there is a book to open now. */
bool cli_first_start(
    struct cli *, const char *path, bool *go_on, struct err *);

/* Into a manual page: as it stands, or in lines with an end (cli_roff.c). */
void cli_roff(const char *);
void cli_roff_text(const char *);

/* The page of a kind of definition file; false: there is none. */
bool cli_definitions_man(const char *name);

/* Every report (of the month, if one is set) into out. */
bool cli_export_all(struct cli *, const char *out, struct err *);

/* Moves of a month of pay that compute or seal: see cli_pay.c. */
bool cli_pay_moves(const struct record *, const char *action);
bool cli_pay_move(struct cli *, const struct record *, const char *action,
    struct err *);

#endif

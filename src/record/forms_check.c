/*
 * `check defs`: every form of every folder read and every statement of it
 * prepared, then the schema's declarations.  Reports all, repairs nothing.
 */
#include "record/formdef.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/bind.h"
#include "record/law_check.h"

enum {
	LABEL_CELLS = 24, /* what a form gives a label at 80 columns */
	TITLE_CELLS = 32,
	FREEZE_CELLS = 60, /* something must be left to scroll */
};

struct check {
	struct forms *forms;
	struct db *db;
	const struct ini *ini;
	const struct formdef *form;
	forms_fault *fault;
	void *data;
	size_t found;
};

static void
count_fault(void *data, const struct err *found)
{
	struct check *c = data;

	c->found++;
	c->fault(c->data, found);
}

static void tell(struct check *, const char *section, const char *key,
    const char *fmt, ...) ATTR_FORMAT(4, 5);

static void
tell(
    struct check *c, const char *section, const char *key, const char *fmt, ...)
{
	struct err found = {0};
	va_list ap;

	va_start(ap, fmt);
	ini_fault_list(c->ini, section, key, &found, fmt, ap);
	va_end(ap);
	count_fault(c, &found);
	err_done(&found);
}

/* ---- queries ---- */

static void
check_names(struct check *c, const char *section, const char *key,
    struct stmt *stmt, const char *extra)
{
	for (int i = 1; i <= stmt_parameters(stmt); i++) {
		const char *name = stmt_parameter_name(stmt, i);

		if (!name)
			tell(c, section, key, _("%s 里的 ? 须写成 :字段"), key);
		else if (!bind_knows(c->form, name) &&
			 !(extra && !strcmp(extra, name)))
			tell(c, section, key, _("%s 里的 :%s 不是表 %s 的列"), key,
			    name, c->form->table->name);
	}
}

static struct stmt *
check_query(struct check *c, const char *section, const char *key,
    const char *sql, const char *extra)
{
	struct err problem = {0};
	struct stmt *stmt = db_prepare_untrusted(c->db, sql, &problem);

	if (!stmt)
		tell(
		    c, section, key, _("%s 的 SQL 不成立：%s"), key, problem.text);
	else
		check_names(c, section, key, stmt, extra);
	err_done(&problem);
	return stmt;
}

static bool
has_result(const struct stmt *stmt, const char *name)
{
	for (int i = 0; i < stmt_columns(stmt); i++)
		if (!strcmp(stmt_column_name(stmt, i), name))
			return true;
	return false;
}

static void
check_results(struct check *c, const char *section, const char *key,
    const char *sql, const char *const *needed)
{
	struct stmt *stmt = check_query(c, section, key, sql, NULL);

	for (size_t i = 0; stmt && needed[i]; i++)
		if (!has_result(stmt, needed[i]))
			tell(c, section, key, _("%s 的结果缺 %s 列"), key,
			    needed[i]);
	stmt_free(stmt);
}

static void
check_why(struct check *c, const char *section, const char *sql)
{
	static const char *const needed[] = {"step", "value", "rule", NULL};

	check_results(c, section, "why", sql, needed);
}

static void
check_one_value(struct check *c, const char *section, const char *key,
    const char *sql, const char *extra)
{
	struct stmt *stmt = check_query(c, section, key, sql, extra);

	if (stmt && stmt_columns(stmt) != 1)
		tell(c, section, key, _("%s 的结果应是一列，现有 %d 列"), key,
		    stmt_columns(stmt));
	stmt_free(stmt);
}

/* Words, and what warns of the record. */
static void
check_side(struct check *c, const char *sql)
{
	struct stmt *stmt = check_query(c, "form", "side", sql, NULL);

	if (stmt && stmt_columns(stmt) > 2)
		tell(c, "form", "side", _("side 的结果应是一列或两列，现有 %d 列"),
		    stmt_columns(stmt));
	stmt_free(stmt);
}

/* ---- fields ---- */

static void
check_lists(struct check *c, const char *section, const struct field *field)
{
	const struct column *column = field->column;
	struct err ignored = {0};
	int64_t codes = 1;

	if (column->reference && !forms_has_table(c->forms, column->reference))
		tell(c, section, NULL,
		    _("字段 %s 引用表 %s，但没有一张表单是这个表"), field->name,
		    column->reference);
	if (!column->list)
		return;
	if (!db_int(c->db, &ignored, &codes, 0,
		"SELECT count(*) FROM code WHERE list = ?1", "s", column->list))
		err_done(&ignored);
	if (!codes)
		tell(c, section, NULL, _("字段 %s 的代码表 %s 没有一项"),
		    field->name, column->list);
}

/* Fits its place, in Chinese and in English. */
static void
check_width(struct check *c, const char *section, const char *key,
    const char *what, const char *text, int most)
{
	const char *both[] = {text, lang_english(text)};

	for (size_t i = 0; i < (both[1] == text ? 1 : 2); i++)
		if (text_width(both[i]) > most)
			tell(c, section, key,
			    _("%s「%s」宽 %d 格，最宽 %d 格"), what, both[i],
			    text_width(both[i]), most);
}

static void
check_field(struct check *c, const struct field *field)
{
	char *section = mem_printf("field.%s", field->name);
	const char *at = section;

	/* Named by its column, or not at all: then the form is to blame. */
	if (!ini_line(c->ini, at, NULL))
		at = "form";
	check_width(c, at, at == section ? "label" : NULL,
	    _("字段名"), field->label, LABEL_CELLS);
	check_lists(c, at, field);
	if (field->why)
		check_why(c, at, field->why);
	if (field->side)
		check_one_value(c, at, "side", field->side, NULL);
	if (field->derive)
		check_one_value(c, at, "derive", field->derive, NULL);
	free(section);
}

/* ---- lists ---- */

static struct stmt *
prepare_where(
    struct check *c, const char *where, bool derived, struct err *problem)
{
	const struct table *t = c->form->table;
	struct buf sql = {0};
	struct stmt *stmt;

	buf_printf(&sql, "SELECT 1 FROM \"%s\"", t->name);
	if (derived)
		buf_printf(&sql, " LEFT JOIN \"%s\" USING (id)", t->derived);
	/* A line of its own: a comment in it must not hide the bracket. */
	buf_printf(&sql, " WHERE (%s\n)", where);
	stmt = db_prepare_untrusted(c->db, sql.text, problem);
	buf_done(&sql);
	return stmt;
}

/* A condition that closes a bracket it did not open would escape from its
 * own into the list's filters. */
static bool
is_balanced(const char *sql)
{
	int depth = 0;

	for (const char *p = sql; *p && depth >= 0; p++) {
		if (*p == '\'' || *p == '"') {
			p = strchr(p + 1, *p);
			if (!p)
				return false;
		}
		depth += *p == '(' ? 1 : *p == ')' ? -1 : 0;
	}
	return depth == 0;
}

static void
check_where(struct check *c, const char *section, const char *where)
{
	struct err problem = {0}, second = {0};
	struct stmt *stmt = prepare_where(c, where, false, &problem);

	if (!stmt && c->form->table->derived)
		stmt = prepare_where(c, where, true, &second);
	if (!stmt)
		tell(c, section, "where", _("where 的 SQL 不成立：%s"),
		    problem.text);
	else if (stmt_parameters(stmt) > 0)
		tell(c, section, "where", _("where 里不能有 :参数"));
	else if (!is_balanced(where))
		tell(c, section, "where", _("where 的括号不成对"));
	stmt_free(stmt);
	err_done(&problem);
	err_done(&second);
}

static void
check_list(struct check *c, const struct listdef *list)
{
	char *section = mem_printf("list.%s", list->name);
	int frozen = 0;

	check_width(c, section, "title",
	    _("清单名"), list->title, TITLE_CELLS);
	if (list->where)
		check_where(c, section, list->where);
	if (list->status)
		check_one_value(c, section, "status", list->status, NULL);
	if (list->run)
		check_one_value(c, section, "run", list->run, NULL);
	for (int i = 0; i < list->freeze && (size_t)i < list->count; i++)
		frozen += list->columns[i].width + 1;
	if (frozen > FREEZE_CELLS)
		tell(c, section, "freeze", _("固定的列共宽 %d 格，最宽 %d 格"),
		    frozen, FREEZE_CELLS);
	if (list->count == 0)
		tell(c, section, "columns", _("清单 %s 没有一列"), list->name);
	free(section);
}

/* ---- forms ---- */

static void
check_statements(struct check *c)
{
	static const char *const basis[] = {"form", "filter", NULL};
	static const char *const parts[] = {"form", "code", "words", NULL};
	const struct formdef *form = c->form;

	if (form->title)
		check_width(c, "form", "title",
		    _("表单名"), form->title,
		    TITLE_CELLS);
	if (form->table->view && !schema_column(form->table, "code"))
		tell(c, "form", ini_line(c->ini, "form", "table") ? "table" : NULL,
		    _("视图 %s 没有 code 列，它的行就没有键"), form->table->name);
	if (form->also)
		check_one_value(c, "form", "also", form->also, "key");
	if (form->why)
		check_why(c, "form", form->why);
	if (form->side)
		check_side(c, form->side);
	if (form->basis)
		check_results(c, "form", "basis", form->basis, basis);
	if (form->parts)
		check_results(c, "form", "parts", form->parts, parts);
	for (size_t i = 0; i < form->count; i++)
		check_field(c, &form->fields[i]);
	for (size_t i = 0; i < form->list_count; i++)
		check_list(c, &form->lists[i]);
}

static void
check_form(struct check *c, const char *name)
{
	struct err problem = {0}, first = {0};
	struct ini *ini = NULL;
	struct formdef *form = NULL;
	struct formdef_source from = {.name = name,
	    .db = c->db,
	    .title = forms_title_of_table,
	    .title_data = c->forms,
	    .fault = count_fault,
	    .fault_data = c};

	if (!ini_load(&ini, forms_path(c->forms, name), &problem)) {
		count_fault(c, &problem);
		err_done(&problem);
		return;
	}
	from.ini = c->ini = ini;
	if (!formdef_read(&form, &from, &first))
		err_done(&first);
	c->form = form;
	if (form)
		check_statements(c);
	formdef_free(form);
	ini_free(ini);
}

bool
forms_check(
    struct forms *forms, forms_fault *fault, void *data, struct err *err)
{
	struct check c = {.forms = forms,
	    .db = forms_book(forms)->db,
	    .fault = fault,
	    .data = data};
	const char *const *names;
	size_t count;

	if (!forms_names(forms, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		check_form(&c, names[i]);
	if (!law_check(forms, fault, data, &c.found, err))
		return false;
	return c.found == 0 ||
	       err_set(err, ERR_CHECK, _("定义文件有 %zu 处错误"), c.found);
}

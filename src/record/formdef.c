/*
 * Reads one forms/NAME.ini against the schema: names, labels, widths, lists.
 * Prepares no SQL and knows no other form; states no law.
 */
#include "record/formdef.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/formlist.h"
#include "record/formread.h"
#include "record/nearest.h"
#include "record/words.h"

/* clang-format off */
const struct ini_word formdef_words_form[] = {
	{"section", "WORD", N_("段：菜单里归在哪一段")},
	{"title", "TEXT", N_("表单名称")},
	{"table", "NAME", N_("表或视图；视图只能看；默认与文件同名")},
	{"fields", "NAMES", N_("字段及次序；不写就是表的次序")},
	{"order", "NUMBER", N_("段内次序，小的在前")},
	{"label", "NAME", N_("用哪个字段称呼一条记录")},
	{"help", "TEXT", N_("这张表单的说明")},
	{"find", "yes|no", N_("随处查找时也找这张表单")},
	{"also", "SQL", N_("别的号码也能找到：给 :key，得 id")},
	{"why", "SQL", N_("字段自己没有 why 时 F7 的步骤：step, value, rule[, doc_no]")},
	{"basis", "SQL", N_("F7 里按 F9 导出的行：form, filter")},
	{"side", "SQL", N_("光标下一条的一句话，第二列是提醒：:name 是这条的值")},
	{"parts", "SQL", N_("记录下面列出的行：form, code, words[, due, state]")},
	{NULL, NULL, NULL},
};
const struct ini_word formdef_words_field[] = {
	{"kind", "WORD", N_("细分：money score long partial month time text date number yesno")},
	{"label", "TEXT", N_("字段名称")},
	{"hint", "TEXT", N_("填写时的提示")},
	{"help", "TEXT", N_("F1 的说明")},
	{"example", "TEXT", N_("例子")},
	{"why", "SQL", N_("F7 的步骤：step, value, rule[, doc_no]")},
	{"side", "SQL", N_("旁注：一行一列，:name 是已填的值")},
	{"carry", "yes|no", N_("带到下一条")},
	{"width", "NUMBER", N_("清单里占几格")},
	{"mask", "yes|no|id|phone|account", N_("清单和导出里遮住中段")},
	{"headings", "WORDS", N_("导入时也认的表头，空格分开")},
	{"fold", "yes|no|doc_no", N_("全角字符存成半角；文号的年份一律括以〔〕")},
	{"sum", "yes|no", N_("清单求不求合计；年度、等级、比例一类写 no")},
	{"derive", "SQL", N_("没填时由别的字段得出：一个值")},
	{NULL, NULL, NULL},
};
static const struct {
	const char *field, *label;
} house_labels[] = {
	{"code", N_("编号")}, {"name", N_("名称")}, {"title", N_("标题")},
	{"state", N_("状态")}, {"note", N_("备注")}, {"kind", N_("类别")},
	{"label", N_("名称")}, {"list", N_("代码表")}, {"quantity", N_("数量")},
	{"document", N_("文件")}, {"valid_from", N_("起始日期")},
	{"valid_to", N_("终止日期")}, {"void_reason", N_("作废原因")},
};
/* clang-format on */

static const struct {
	enum column_kind kind;
	int width;
} kind_widths[] = {
    {KIND_TEXT, 16},
    {KIND_LONG, 30},
    {KIND_NUMBER, 8},
    {KIND_MONEY, 14},
    {KIND_SCORE, 8},
    {KIND_DATE, 10},
    {KIND_PARTIAL, 10},
    {KIND_MONTH, 7},
    {KIND_TIME, 16},
    {KIND_YESNO, 4},
    {KIND_CODE, 12},
    {KIND_REFERENCE, 14},
};

enum { WIDEST = 200, MOST_ORDER = 1000000 };

/* ---- fields ---- */

static void
add_field(struct formdef *form, const struct column *column, bool hidden)
{
	struct field *field;

	if (formread_find(form, column->field))
		return;
	/* id and version belong to the record, not to its face. */
	if (!strcmp(column->name, "id") || !strcmp(column->name, "version"))
		return;
	field = &form->fields[form->count++];
	field->column = column;
	field->name = column->field;
	field->kind = column->kind;
	field->hidden = hidden;
}

static void
add_named_fields(struct formread *r, const char *names)
{
	struct formdef *form = r->form;
	char *name;

	while ((name = words_take(&names))) {
		const struct column *column = schema_column(form->table, name);
		struct nearest near;

		if (column && formread_find(form, column->field)) {
			formread_fault(r, "form", "fields",
			    _("fields 里「%s」写了两次"), name);
		} else if (column) {
			add_field(form, column, false);
		} else {
			nearest_init(&near, name);
			for (size_t i = 0; i < form->table->count; i++)
				nearest_try(
				    &near, form->table->columns[i].field);
			formread_fault(r, "form", "fields",
			    _("表 %s 没有「%s」这一列%s"), form->table->name, name,
			    nearest_words(&near));
		}
		free(name);
	}
}

static void
add_fields(struct formread *r)
{
	struct formdef *form = r->form;
	const struct table *table = form->table;
	const char *names = ini_get(r->from->ini, "form", "fields");
	const struct column *code = schema_column(table, "code");
	const struct column *reason = schema_column(table, "void_reason");

	form->fields = mem_array(table->count + 1, sizeof *form->fields);
	if (names)
		add_named_fields(r, names);
	else
		for (size_t i = 0; i < table->count; i++)
			if (&table->columns[i] != reason)
				add_field(form, &table->columns[i], false);
	if (code)
		add_field(form, code, false);
	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].derived)
			add_field(form, &table->columns[i], false);
	for (size_t i = 0; i < table->count; i++)
		if (&table->columns[i] != reason)
			add_field(form, &table->columns[i], true);
	if (reason)
		add_field(form, reason, true);
}

static int
family(enum column_kind kind)
{
	switch (kind) {
	case KIND_NUMBER:
	case KIND_MONEY:
	case KIND_SCORE:
		return 1;
	case KIND_YESNO:
	case KIND_CODE:
	case KIND_REFERENCE:
		return 2;
	default:
		return 0;
	}
}

static void
read_kind(struct formread *r, const char *section, struct field *field)
{
	const char *word = ini_get(r->from->ini, section, "kind");
	enum column_kind kind;

	if (!word)
		return;
	if (!column_kind_read(word, &kind)) {
		formread_fault(r, section, "kind", _("没有「%s」这种类型"), word);
		return;
	}
	/* A view's columns have no types: the form may say what they are. */
	if (kind == field->kind ||
	    (family(kind) != 2 && family(field->kind) != 2 &&
		(family(kind) == family(field->kind) || r->form->table->view ||
		    field->column->derived)) ||
	    (kind == KIND_YESNO &&
		(r->form->table->view || field->column->derived))) {
		field->kind = kind;
		return;
	}
	formread_fault(r, section, "kind", _("%s 在表里是 %s，不能当作 %s"),
	    field->name, column_kind_word(field->kind), word);
}

static void
read_mask(struct formread *r, const char *section, struct field *field)
{
	const char *value = ini_get(r->from->ini, section, "mask");

	if (!value || !words_have("id phone account", value)) {
		field->mask = formread_yes(r, section, "mask");
		return;
	}
	field->mask = true;
	field->mask_kind = mem_strdup(value);
}

static void
read_fold(struct formread *r, const char *section, struct field *field)
{
	const char *value = ini_get(r->from->ini, section, "fold");

	field->doc_no = value && !strcmp(value, "doc_no");
	if (!field->doc_no)
		field->fold = formread_yes(r, section, "fold");
}

static void
read_field(struct formread *r, const char *section, struct field *field)
{
	formread_keys(r, section, formdef_words_field);
	read_kind(r, section, field);
	field->label = formread_text(r, section, "label");
	field->hint = formread_text(r, section, "hint");
	field->help = formread_text(r, section, "help");
	field->example = formread_text(r, section, "example");
	field->why = formread_text(r, section, "why");
	field->side = formread_text(r, section, "side");
	if (formread_yes(r, section, "carry"))
		field->carry = mem_strdup("yes");
	read_mask(r, section, field);
	read_fold(r, section, field);
	field->apart = ini_get(r->from->ini, section, "sum") &&
	    !formread_yes(r, section, "sum");
	field->derive = formread_text(r, section, "derive");
	field->headings = formread_text(r, section, "headings");
	field->width = formread_number(r, section, "width", WIDEST, 0);
}

static const char *
default_label(struct formread *r, const struct field *field)
{
	const struct formdef_source *from = r->from;
	const char *title = NULL;

	if (field->column->reference && from->title)
		title = from->title(from->title_data, field->column->reference);
	if (title)
		return title;
	for (size_t i = 0; i < sizeof house_labels / sizeof *house_labels; i++)
		if (!strcmp(house_labels[i].field, field->name))
			return house_labels[i].label;
	return field->name;
}

static int
default_width(const struct field *field)
{
	int label = text_width(_(field->label));
	int width = 16;

	for (size_t i = 0; i < sizeof kind_widths / sizeof *kind_widths; i++)
		if (kind_widths[i].kind == field->kind)
			width = kind_widths[i].width;
	if (field->column->max && width > 2 * field->column->max)
		width = 2 * field->column->max;
	if (width < label)
		width = label < 20 ? label : 20;
	return width;
}

static void
read_fields(struct formread *r)
{
	const struct ini *ini = r->from->ini;

	for (size_t i = 0; i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);
		const struct field *field;

		if (strncmp(section, "field.", 6))
			continue;
		field = formread_field(r, section, NULL, section + 6);
		if (field && field->label)
			formread_fault(
			    r, section, NULL, _("字段 %s 写了两段"), field->name);
		else if (field)
			read_field(
			    r, section, formread_find(r->form, field->name));
	}
	for (size_t i = 0; i < r->form->count; i++) {
		struct field *field = &r->form->fields[i];

		if (!field->label)
			field->label = mem_strdup(default_label(r, field));
		if (!field->width)
			field->width = default_width(field);
		field->said = r->form->table->view || field->column->derived;
	}
}

/* ---- the form ---- */

static void
check_sections(struct formread *r)
{
	const struct ini *ini = r->from->ini;

	for (size_t i = 0; i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		if (strcmp(section, "form") && strncmp(section, "field.", 6) &&
		    strncmp(section, "list.", 5))
			formread_fault(r, section, NULL,
			    _("没有 [%s] 这种段，只有 [form] [field.字段] "
			    "[list.清单]"),
			    section);
	}
}

static bool
read_form(struct formread *r)
{
	struct formdef *form = r->form;
	const struct ini *ini = r->from->ini;
	const char *table = ini_get(ini, "form", "table");
	struct err problem = {0};

	if (!ini_line(ini, "form", NULL)) {
		formread_fault(r, "form", NULL, _("缺 [form] 段"));
		return false;
	}
	formread_keys(r, "form", formdef_words_form);
	form->name = mem_strdup(r->from->name);
	form->path = mem_strdup(ini_path(ini));
	form->section = formread_text(r, "form", "section");
	form->title = formread_text(r, "form", "title");
	form->order =
	    formread_number(r, "form", "order", MOST_ORDER, MOST_ORDER);
	form->find = formread_yes(r, "form", "find");
	form->also = formread_text(r, "form", "also");
	form->why = formread_text(r, "form", "why");
	form->basis = formread_text(r, "form", "basis");
	form->side = formread_text(r, "form", "side");
	form->parts = formread_text(r, "form", "parts");
	if (!form->section)
		formread_fault(r, "form", "section", _("[form] 缺 section"));
	if (!form->title)
		formread_fault(r, "form", "title", _("[form] 缺 title"));
	if (!table)
		table = form->name;
	if (!schema_read_table(r->from->db, table, &form->table, &problem)) {
		formread_fault(
		    r, "form", "table", _("没有「%s」这张表或视图"), table);
		err_done(&problem);
		return false;
	}
	return true;
}

static void
choose_label(struct formread *r)
{
	static const char *const usual[] = {"name", "title", "full_name"};
	struct formdef *form = r->form;
	const char *name = ini_get(r->from->ini, "form", "label");

	if (name)
		form->label = formread_field(r, "form", "label", name);
	for (size_t i = 0; i < 3 && !form->label; i++)
		form->label = formread_find(form, usual[i]);
	for (size_t i = 0; i < form->count && !form->label; i++)
		if (form->fields[i].kind == KIND_TEXT &&
		    strcmp(form->fields[i].name, "code") &&
		    !form->fields[i].column->house)
			form->label = &form->fields[i];
	if (!form->label && form->count)
		form->label = formread_find(form, "code");
	if (!form->label && form->count)
		form->label = &form->fields[0];
}

bool
formdef_read(
    struct formdef **out, const struct formdef_source *from, struct err *err)
{
	struct formread r = {.from = from, .err = err};

	r.form = *out = mem_alloc(sizeof **out);
	check_sections(&r);
	if (read_form(&r)) {
		add_fields(&r);
		read_fields(&r);
		formlist_read(&r);
		choose_label(&r);
	} else {
		formdef_free(*out);
		*out = NULL;
	}
	return r.faults == 0;
}

const struct field *
formdef_field(const struct formdef *form, const char *name)
{
	const struct field *field = formread_find(form, name);

	for (size_t i = 0; i < form->count && !field; i++)
		if (text_equal_fold(form->fields[i].name, name) ||
		    text_equal_fold(form->fields[i].label, name))
			field = &form->fields[i];
	return field;
}

const struct listdef *
formdef_list(const struct formdef *form, const char *name)
{
	if (!name || !*name)
		return &form->lists[0];
	for (size_t i = 0; i < form->list_count; i++)
		if (!strcmp(form->lists[i].name, name))
			return &form->lists[i];
	return NULL;
}

void
formdef_free(struct formdef *form)
{
	if (!form)
		return;
	for (size_t i = 0; i < form->count; i++) {
		struct field *field = &form->fields[i];

		free(field->label);
		free(field->hint);
		free(field->help);
		free(field->example);
		free(field->why);
		free(field->side);
		free(field->carry);
		free(field->mask_kind);
		free(field->derive);
		free(field->headings);
	}
	for (size_t i = 0; i < form->list_count; i++) {
		struct listdef *list = &form->lists[i];

		free(list->name);
		free(list->title);
		free(list->where);
		free(list->sort);
		free(list->hint);
		free(list->batch);
		free(list->run);
		free(list->status);
		free(list->columns);
	}
	free(form->fields);
	free(form->lists);
	schema_free_table(form->table);
	free(form->name);
	free(form->section);
	free(form->title);
	free(form->path);
	free(form->also);
	free(form->why);
	free(form->basis);
	free(form->side);
	free(form->parts);
	free(form);
}

/*
 * Loading a scheme: every version's rows from the sections that stand for
 * it, checked for sense, written as one change.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "pay/day.h"
#include "pay/scheme.h"
#include "pay/scheme_doc.h"
#include "pay/scheme_rows.h"
#include "pay/scheme_sense.h"

struct load {
	struct book *book;
	struct scheme_doc doc;
	struct scheme_rows *rows;
	const char *code;
	int64_t scheme, version_id;
	int version, line; /* of the section at hand */
	struct row row;
	struct err *err;
};

/* Puts load->row under SCHEME@N/REST (version 0: SCHEME/REST). */
static bool
load_put(struct load *load, const char *rest, int64_t *id)
{
	char code[480], word[16] = "";
	int64_t ignored;

	if (load->version)
		snprintf(word, sizeof word, "@%d", load->version);
	snprintf(code, sizeof code, "%s%s%s%s", load->code, word,
	    *rest ? "/" : "", rest);
	if (scheme_rows_put(
		load->rows, &load->row, code, id ? id : &ignored, load->err))
		return true;
	err_context(load->err, "%s:%d",
	    load->doc.file->path ? load->doc.file->path : "?", load->line);
	return false;
}

static void
load_begin(struct load *load, const char *table)
{
	row_begin(&load->row, table);
	row_int(&load->row, "pay_version_id", load->version_id);
}

static const char *
load_value(const struct load *load, const char *section, const char *key)
{
	return scheme_doc_value(&load->doc, section, key);
}

/* ---- scheme, versions, bases ---- */

static bool
load_scheme(struct load *load)
{
	static const char *const keys[] = {
		"name", "kind", "place", "authority", "status", "note"};
	const char *kind, *status;

	load->code = load_value(load, "scheme", "code");
	if (!load->code || !*load->code || strlen(load->code) > 40 ||
	    !load_value(load, "scheme", "name"))
		return scheme_doc_fault(&load->doc, 1, load->err,
		    _("[scheme] 须写 code 和 name"));
	kind = load_value(load, "scheme", "kind");
	status = load_value(load, "scheme", "status");
	if (kind && policy_word("grade statutory", kind) < 0)
		return scheme_doc_fault(&load->doc,
		    scheme_doc_line(&load->doc, "scheme", "kind")->line,
		    load->err, _("kind 应是 grade statutory 之一"));
	if (status &&
	    policy_word("published reconstructed assumed local frame",
		status) < 0)
		return scheme_doc_fault(&load->doc,
		    scheme_doc_line(&load->doc, "scheme", "status")->line,
		    load->err,
		    _("status 应是 published reconstructed assumed local frame 之一"));
	load->line = 1;
	row_begin(&load->row, "pay_scheme");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		row_text(&load->row, keys[i],
		    load_value(load, "scheme", keys[i]));
	if (!kind)
		load->row.cells[1] = (struct row_cell){
			.column = "kind", .text = "grade"};
	if (!status)
		load->row.cells[4] = (struct row_cell){
			.column = "status", .text = "local"};
	return load_put(load, "", &load->scheme);
}

/* A version states what changed since the one before it. */
static const struct scheme_line *
load_version_line(const struct load *load, const char *key)
{
	const struct scheme_line *line = NULL;

	for (int version = load->version; !line && version > 0; version--) {
		char name[24];

		snprintf(name, sizeof name, "version.%d", version);
		line = scheme_doc_line(&load->doc, name, key);
	}
	return line;
}

static const struct scheme_section *
load_standing(const struct load *load, const char *name)
{
	for (size_t i = 0; i < load->doc.count; i++)
		if (!strcmp(load->doc.sections[i].name, name) &&
		    scheme_doc_stands(
			&load->doc, &load->doc.sections[i], load->version))
			return &load->doc.sections[i];
	return NULL;
}

static bool
load_version_cells(struct load *load)
{
	const struct scheme_section *label = load_standing(load, "label");
	const struct scheme_section *tax = load_standing(load, "tax");
	const struct scheme_line *free_line = NULL;
	int64_t number;

	for (const struct policy_key *key = policy_version_keys; key->key;
	    key++) {
		const struct scheme_line *line =
		    load_version_line(load, key->key);

		if (!scheme_doc_cell(&load->doc, line, key,
			line ? line->value : key->fallback, &load->row, NULL,
			load->err))
			return false;
	}
	for (const struct policy_key *key = policy_label_keys; key->key;
	    key++) {
		const char *word = label
		    ? load_value(load, label->full, key->key + 6)
		    : NULL;

		row_text(&load->row, key->key, word ? word : key->fallback);
	}
	if (tax)
		free_line = scheme_doc_line(&load->doc, tax->full, "free");
	if (!free_line) {
		row_null(&load->row, "tax_free");
		return true;
	}
	if (!scheme_doc_number(&load->doc, free_line, KEY_MONEY,
		free_line->value, &number, load->err))
		return false;
	row_int(&load->row, "tax_free", number);
	return true;
}

static bool
load_version(struct load *load)
{
	load->line =
	    scheme_doc_version_line(&load->doc, load->version, NULL);
	row_begin(&load->row, "pay_version");
	row_int(&load->row, "pay_scheme_id", load->scheme);
	row_int(&load->row, "number", load->version);
	return load_version_cells(load) &&
	    load_put(load, "", &load->version_id);
}

static bool
load_base(struct load *load, const struct scheme_section *section)
{
	static const struct policy_key amount = {
		"amount", KEY_MONEY, NULL, NULL, "", 0};
	const struct scheme_line *line =
	    scheme_doc_line(&load->doc, section->full, "amount");
	char day[DAY_TEXT];
	int32_t from = day_read(section->word, INT32_MIN);
	bool open = false;

	load->line = section->line;
	if (from == INT32_MIN || !line ||
	    strcmp(section->word, day_write(from, day)) != 0)
		return scheme_doc_fault(&load->doc, section->line, load->err,
		    _("基数应写作 [base.2023-01-01]，并有 amount"));
	load->version = 0;
	row_begin(&load->row, "pay_base");
	row_int(&load->row, "pay_scheme_id", load->scheme);
	row_text(&load->row, "valid_from", section->word);
	row_text(&load->row, "doc_no",
	    load_value(load, section->full, "doc_no"));
	row_text(&load->row, "origin",
	    load_value(load, section->full, "origin"));
	row_text(&load->row, "note", load_value(load, section->full, "note"));
	return scheme_doc_cell(&load->doc, line, &amount, line->value,
		   &load->row, &open, load->err) &&
	    load_put(load, section->word, NULL);
}

/* ---- sections of a version ---- */

static bool
load_bands(struct load *load, const char *post, const struct scheme_line *line,
    const char *column, int64_t times, int first)
{
	const char *at = line->value;
	char word[24], rest[200];

	for (int band = first; scheme_doc_word(&at, word, sizeof word);
	    band++) {
		int64_t number;

		if (!scheme_doc_number(&load->doc, line, KEY_COUNT, word,
			&number, load->err))
			return false;
		load_begin(load, "pay_band");
		row_text(&load->row, "post", post);
		row_int(&load->row, "band", band);
		if (!strcmp(column, "grade"))
			row_null(&load->row, "from_months");
		else
			row_null(&load->row, "grade");
		row_int(&load->row, column, number * times);
		snprintf(rest, sizeof rest, "%s%sband/%d", post ? post : "",
		    post ? "/" : "", band);
		if (!load_put(load, rest, NULL))
			return false;
	}
	return true;
}

/* Is the key among the first rank - 1 pairs? */
static bool
load_has_pair(const char *pairs, const char *key, int rank)
{
	char pair[320];

	for (int i = 1; i < rank && scheme_doc_word(&pairs, pair, sizeof pair);
	    i++) {
		char *colon = strrchr(pair, ':');

		if (colon && (size_t)(colon - pair) == strlen(key) &&
		    !strncmp(pair, key, strlen(key)))
			return true;
	}
	return false;
}

static bool
load_amounts(struct load *load, const struct scheme_section *section,
    int64_t item)
{
	const struct scheme_line *line =
	    scheme_doc_line(&load->doc, section->full, "amounts");
	const char *at = line ? line->value : "";
	char pair[320], rest[400];

	for (int rank = 1; scheme_doc_word(&at, pair, sizeof pair); rank++) {
		char *colon = strrchr(pair, ':');
		int64_t number = 0;

		if (!colon || colon == pair)
			return scheme_doc_fault(&load->doc, line->line,
			    load->err, _("「%s」应写作 对象:金额"), pair);
		*colon++ = '\0';
		if (load_has_pair(line->value, pair, rank))
			return scheme_doc_fault(&load->doc, line->line,
			    load->err, _("「%s」写了两次"), pair);
		if (strcmp(colon, "?") != 0 &&
		    !scheme_doc_number(&load->doc, line, KEY_MONEY, colon,
			&number, load->err))
			return false;
		row_begin(&load->row, "pay_item_amount");
		row_int(&load->row, "pay_item_id", item);
		row_text(&load->row, "key", pair);
		row_int(&load->row, "rank", rank);
		if (strcmp(colon, "?") == 0)
			row_null(&load->row, "amount");
		else
			row_int(&load->row, "amount", number);
		snprintf(rest, sizeof rest, "%s/%s", section->word, pair);
		if (!load_put(load, rest, NULL))
			return false;
	}
	return true;
}

/* What the keys alone do not say. */
static bool
load_more(struct load *load, const struct scheme_section *section,
    const struct policy_section *type, const char *open_key)
{
	const char *name = section->word;

	if (type == &policy_post_section) {
		const struct scheme_line *line;
		int64_t id;

		for (size_t i = 0; i < load->row.count; i++) {
			struct row_cell *cell = &load->row.cells[i];

			if (!strcmp(cell->column, "name") && cell->null)
				*cell = (struct row_cell){
					.column = "name", .text = name};
			if (!strcmp(cell->column, "first") && cell->null)
				*cell = (struct row_cell){.column = "first",
					.number =
					    load->row.cells[i - 2].number};
		}
		line =
		    scheme_doc_line(&load->doc, section->full, "band_grades");
		return load_put(load, name, &id) &&
		    (!line || load_bands(load, name, line, "grade", 1, 0));
	}
	if (type == &policy_credit_section) {
		for (size_t i = 0; i < load->row.count; i++)
			if (!strcmp(load->row.cells[i].column, "level") &&
			    load->row.cells[i].null)
				load->row.cells[i] = (struct row_cell){
					.column = "level", .text = name};
		row_int(&load->row, "cash_open", open_key != NULL);
		return load_put(load, name, NULL);
	}
	if (type == &policy_item_section) {
		int64_t id;

		row_text(&load->row, "open_value", open_key);
		return load_put(load, name, &id) &&
		    load_amounts(load, section, id);
	}
	return load_put(load, name, NULL);
}

static bool
load_section(struct load *load, const struct scheme_section *section,
    const struct policy_section *type)
{
	const char *open_key = NULL;

	load_begin(load, type->table);
	row_text(&load->row, type->code, section->word);
	row_int(&load->row, "rank", section->rank);
	for (const struct policy_key *key = type->keys; key->key; key++) {
		const struct scheme_line *line =
		    scheme_doc_line(&load->doc, section->full, key->key);
		bool open = false;

		if (!scheme_doc_cell(&load->doc, line, key,
			line ? line->value : key->fallback, &load->row, &open,
			load->err))
			return false;
		if (open && policy_word("amount rate cash", key->key) < 0)
			return scheme_doc_fault(&load->doc, line->line,
			    load->err, _("「%s」不能未定"), key->key);
		if (open)
			open_key = key->key;
	}
	return load_more(load, section, type, open_key);
}

static bool
load_grades(struct load *load, const struct scheme_section *section)
{
	const struct scheme_line *coefficients =
	    scheme_doc_line(&load->doc, section->full, "coefficients");
	const struct scheme_line *amounts =
	    scheme_doc_line(&load->doc, section->full, "amounts");
	const struct scheme_line *line = coefficients ? coefficients : amounts;
	const char *at = line ? line->value : "";
	char word[32], rest[200];

	if (coefficients && amounts)
		return scheme_doc_fault(&load->doc, amounts->line, load->err,
		    _("系数与金额不能并列"));
	for (int grade = 1; scheme_doc_word(&at, word, sizeof word);
	    grade++) {
		bool open = !strcmp(word, "?");
		int64_t number = 0;

		if (!open &&
		    !scheme_doc_number(&load->doc, line,
			coefficients ? KEY_RATIO : KEY_MONEY, word, &number,
			load->err))
			return false;
		load_begin(load, "pay_grade");
		row_text(&load->row, "post", section->word);
		row_int(&load->row, "grade", grade);
		row_null(&load->row, coefficients ? "amount" : "coefficient");
		if (open)
			row_null(&load->row,
			    coefficients ? "coefficient" : "amount");
		else
			row_int(&load->row,
			    coefficients ? "coefficient" : "amount", number);
		row_int(&load->row, "open", open);
		row_text(&load->row, "origin",
		    load_value(load, section->full, "origin"));
		snprintf(rest, sizeof rest, "%s%s%d",
		    section->word ? section->word : "",
		    section->word ? "/" : "", grade);
		if (!load_put(load, rest, NULL))
			return false;
	}
	return true;
}

static bool
load_articles(struct load *load, const struct scheme_section *section)
{
	for (size_t i = 0; i < load->doc.file->count; i++) {
		const struct scheme_line *line = &load->doc.file->lines[i];

		if (!line->key || !strcmp(line->key, "drop") ||
		    strcmp(line->section, section->full) != 0)
			continue;
		load_begin(load, "pay_article");
		row_text(&load->row, "step", line->key);
		row_text(&load->row, "text", line->value);
		if (!load_put(load, line->key, NULL))
			return false;
	}
	return true;
}

/* UPTO:RATE:QUICK, `-` above. */
static bool
load_brackets(struct load *load, const struct scheme_section *section)
{
	const struct scheme_line *line =
	    scheme_doc_line(&load->doc, section->full, "brackets");
	const char *at = line ? line->value : "";
	char word[80], rest[24];

	for (int rank = 1; scheme_doc_word(&at, word, sizeof word); rank++) {
		char *rate = strchr(word, ':');
		char *quick = rate ? strchr(rate + 1, ':') : NULL;
		int64_t upto = 0, rate_number, quick_number;

		if (!quick)
			return scheme_doc_fault(&load->doc, line->line,
			    load->err, _("「%s」应写作 至:税率:速算扣除数"), word);
		*rate++ = *quick++ = '\0';
		if ((strcmp(word, "-") != 0 &&
			!scheme_doc_number(&load->doc, line, KEY_MONEY, word,
			    &upto, load->err)) ||
		    !scheme_doc_number(&load->doc, line, KEY_PERCENT, rate,
			&rate_number, load->err) ||
		    !scheme_doc_number(&load->doc, line, KEY_MONEY, quick,
			&quick_number, load->err))
			return false;
		load_begin(load, "tax_bracket");
		row_int(&load->row, "rank", rank);
		if (strcmp(word, "-") != 0)
			row_int(&load->row, "upto", upto);
		else
			row_null(&load->row, "upto");
		row_int(&load->row, "rate", rate_number);
		row_int(&load->row, "quick", quick_number);
		snprintf(rest, sizeof rest, "tax/%d", rank);
		if (!load_put(load, rest, NULL))
			return false;
	}
	return true;
}

static bool
load_version_section(struct load *load, const struct scheme_section *section)
{
	static const struct policy_section *const sections[] = {
		&policy_post_section, &policy_credit_section,
		&policy_rating_section, &policy_absence_section,
		&policy_item_section};

	load->line = section->line;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (scheme_doc_is(section, sections[i]->name))
			return load_section(load, section, sections[i]);
	if (scheme_doc_is(section, "grades"))
		return load_grades(load, section);
	if (scheme_doc_is(section, "article"))
		return load_articles(load, section);
	if (scheme_doc_is(section, "tax"))
		return load_brackets(load, section);
	return true;
}

static bool
load_versions(struct load *load)
{
	for (int version = 1; version <= load->doc.versions; version++) {
		const struct scheme_line *line;

		load->version = version;
		if (!load_version(load))
			return false;
		line = load_version_line(load, "band_starts");
		if (line &&
		    !load_bands(load, NULL, line, "from_months", 12, 1))
			return false;
		for (size_t i = 0; i < load->doc.count; i++)
			if (scheme_doc_stands(&load->doc,
				&load->doc.sections[i], version) &&
			    !load_version_section(
				load, &load->doc.sections[i]))
				return false;
	}
	return true;
}

static bool
load_all(struct load *load)
{
	if (!scheme_doc_read(&load->doc, load->doc.file, load->err) ||
	    !load_scheme(load) || !load_versions(load))
		return false;
	for (size_t i = 0; i < load->doc.count; i++)
		if (scheme_doc_is(&load->doc.sections[i], "base") &&
		    !load_base(load, &load->doc.sections[i]))
			return false;
	return scheme_rows_end(load->rows, load->scheme, load->err) &&
	    scheme_sense(
		&load->doc, load->book->db, load->scheme, load->err);
}

bool
scheme_load(struct book *book, const struct scheme_file *file, char **code,
    struct err *err)
{
	struct load load = {.book = book, .doc.file = file, .err = err};
	bool own = book->changes == 0, repeated, good;
	int64_t may;

	if (own &&
	    !book_change_begin(book, "scheme", book->session.reason, NULL,
		&repeated, err))
		return false;
	good = db_int(book->db, err, &may, 0,
	    "SELECT has_role('worker admin') OR by_law() > 0", "");
	if (good && !may)
		good = err_refuse(
		    err, "wrong_role", "", _("薪酬方案由社工管理或系统管理办理"));
	load.rows = scheme_rows_new(book);
	if (good) {
		book->session.by_law++;
		good = load_all(&load);
		book->session.by_law--;
	}
	if (good && code)
		*code = mem_strdup(load.code);
	scheme_rows_free(load.rows);
	scheme_doc_done(&load.doc);
	if (own && good)
		good = book_change_end(book, err);
	else if (own)
		book_change_drop(book);
	return good;
}

bool
scheme_list(struct book *book, scheme_each *each, void *data, struct err *err)
{
	struct stmt *stmt = db_prepare(book->db,
	    "SELECT code, name, status, place FROM pay_scheme"
	    " WHERE void_reason IS NULL ORDER BY code",
	    err);
	bool row, good = stmt != NULL;

	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const char *place = stmt_text(stmt, 3);

		if (!each(data, stmt_text(stmt, 0), stmt_text(stmt, 1),
			stmt_text(stmt, 2), place ? place : ""))
			break;
	}
	stmt_free(stmt);
	return good;
}

static bool
scheme_use_rows(struct book *book, const char *code, const char *organ,
    const char *from, struct err *err)
{
	session_set(&book->session.action, "set");
	if (!db_run(book->db, err,
		"UPDATE scheme_use SET valid_to = max(?3, valid_from),"
		" version = version + 1"
		" WHERE organ_id IN (SELECT id FROM organ WHERE code = ?2"
		" OR (?2 IS NULL AND parent_id IS NULL))"
		" AND (valid_to IS NULL OR valid_to > ?3)"
		" AND pay_scheme_id IN (SELECT s.id FROM pay_scheme s"
		" JOIN pay_scheme n ON n.kind = s.kind WHERE n.code = ?1)",
		"sss", code, organ, from))
		return false;
	session_set(&book->session.action, "add");
	return db_run(book->db, err,
	    "INSERT INTO scheme_use (code, organ_id, pay_scheme_id, valid_from)"
	    " SELECT 'FA-' || o.code || '-' || s.code || '-' || ?3, o.id, s.id,"
	    " ?3 FROM organ o, pay_scheme s WHERE s.code = ?1"
	    " AND (o.code = ?2 OR (?2 IS NULL AND o.parent_id IS NULL))",
	    "sss", code, organ, from);
}

bool
scheme_use(struct book *book, const char *code, const char *organ,
    const char *from, struct err *err)
{
	bool own = book->changes == 0, repeated, good;
	int64_t found;

	if (!db_int(book->db, err, &found, 0,
		"SELECT count(*) FROM pay_scheme WHERE code = ?1", "s", code))
		return false;
	if (!found)
		return err_refuse(
		    err, "no_such", "", _("没有薪酬方案「%s」"), code);
	if (own &&
	    !book_change_begin(book, "scheme", book->session.reason, NULL,
		&repeated, err))
		return false;
	book->session.by_law++;
	good = scheme_use_rows(book, code, organ, from, err);
	book->session.by_law--;
	if (own && good)
		return book_change_end(book, err);
	if (own)
		book_change_drop(book);
	return good;
}

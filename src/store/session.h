/*
 * Who acts, when, and why: what the law asks through clerk(), role(),
 * reason() ...  One session per open book; its strings are owned by it.
 *
 * SQL functions made by session_bind (all null when unset):
 *   clerk()   code of the acting clerk        role()    its roles, blank-separated
 *   reason()  the reason given                today()   YYYY-MM-DD
 *   as_of()   the day balances speak of       action()  'add' 'set' 'void' or the move's action
 *   change_no() number of the running change  terminal()
 *   by_law([n])  with n sets, without reads: >0 while the schema's own triggers
 *                write on (role, moves, second person are skipped; journal is not)
 *   has_role('a b')  1 if role() holds any of the words, or the words are null/empty
 *   chain(previous, text, ...)  SHA-256, hex, of the arguments joined by 0x1F
 *   id_fault(text)  null, or 'bad_id' / 'id_mangled'      id_birth(text) id_sex(text) id_check(text)
 *   name_keys(name), py_match(keys, letters), stroke_key(name)
 *   add_months(day, n), add_days(day, n), work_days(from, n) (reads workday), term_end(day, months)
 *   fold(text)  half-width, lower case;  yuan(fen) text of money;  in_words(list, word) 1/0
 *   retire_on(birth, sex, category)
 *   id_fault_words(text)  the sentence behind id_fault, or null
 *   row_json('a b', value, ...)  a flat JSON object;  row_filled: without nulls
 *   by_hand()    1 unless by_law()>0, undo or redo    going_back()  1 in undo and redo
 *   kept(old, new, ...)  1 if each old is null or its new      blank(value) null or ''
 *   off_list(list, value), is_void(record, id), may_rewrite(record, field, state),
 *   row_now(function, record, id, 'a b')   see functions_law.c
 *   json_changed(object, other)  the members of a flat object that differ from
 *                the other's, without nulls
 */
#ifndef JB_STORE_SESSION_H
#define JB_STORE_SESSION_H

#include "base/date.h"
#include "store/db.h"

struct session {
	char *clerk;  /* code */
	char *roles;  /* blank-separated; */
	char *reason; /* NULL: none */
	char *action;
	char *terminal;
	char today[DATE_SIZE];
	char as_of[DATE_SIZE];
	char asked[DATE_SIZE]; /* as_of while a change runs: its law is today's */
	char known[DATE_SIZE]; /* "" : now */
	struct db *db; /* whose functions these are */
	int64_t change_no;
	int by_law;        /* set from C: undo, the program's own writes */
	int by_law_inside; /* what running triggers have counted on top */
};

void session_done(struct session *);
bool session_bind(
    struct session *, struct db *, struct err *);  /* session outlives db */
/* One more table of functions, from a room above, for every book opened
 * from now on; it must stay. */
struct function;
void session_functions(const struct function *);
void session_set(char **field, const char *value); /* replaces a string */

void session_forget(void *session); /* after a failed statement */

#endif

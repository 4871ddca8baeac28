/*
 * Many writes in one change: all of them are kept, or none.  Each of them
 * is record_write's.
 */
#include "base/lang.h"
#include "record/record.h"

#include "record/numbering.h"
#include "record/refusal.h"

static const struct writing plain_writing;

bool
record_batch_begin(struct forms *forms, const char *action,
    const struct writing *w, struct err *err)
{
	struct book *book = forms_book(forms);
	struct forms_work *work = forms_work(forms);
	bool repeated = false;

	if (!w)
		w = &plain_writing;
	if (db_depth(book->db) > 0) {
		if (!db_begin(book->db, err))
			return false;
	} else {
		if (!book_change_begin(
			book, action, w->reason, w->request_id, &repeated, err))
			return false;
		if (repeated)
			return err_refuse(
			    err, "repeated", "", _("这一批已经写过"));
		work->own_change = true;
	}
	if (work->batches++ == 0) {
		work->trial = w->trial;
		work->numbers = numbering_new();
	}
	return true;
}

bool
record_batch_end(struct forms *forms, bool keep, struct err *err)
{
	struct book *book = forms_book(forms);
	struct forms_work *work = forms_work(forms);
	bool outermost = work->batches == 1;
	bool own = outermost && work->own_change;
	bool good = true;

	if (work->batches == 0)
		return true;
	work->batches--;
	if (outermost) {
		keep = keep && !work->trial;
		numbering_free(work->numbers);
		work->numbers = NULL;
		work->own_change = false;
		work->writes++;
	}
	if (keep)
		good =
		    own ? book_change_end(book, err) : db_commit(book->db, err);
	if (!good)
		refusal_from_fault(forms, NULL, err);
	if (!good || !keep) {
		if (own)
			book_change_drop(book);
		else
			db_rollback(book->db);
	}
	return good;
}

/*
 * One report on its way to a file: the definitions it is made of, the day
 * it speaks of, the texts around its tables.  Knows definitions, layouts
 * and sinks; the file is export.c's.
 */
#ifndef JB_SHEET_EXPORT_JOB_H
#define JB_SHEET_EXPORT_JOB_H

#include "record/rowset.h"
#include "sheet/export.h"
#include "sheet/export_plan.h"
#include "sheet/exportdef.h"
#include "store/digest.h"

struct export_job {
	struct forms *forms;
	struct forms *home; /* of the book that keeps traces */
	const struct export_options *options;
	const struct filter *filter;
	char as_of[11]; /* the day balances speak of */
	char *organ;    /* 填报单位 */
	bool demo;      /* the book is an exercise */
	bool remade;    /* of a closed month, but not the file handed in */
	char *title;    /* of the whole, filled */
	int64_t rows;   /* out: of data, all tables */
	/* while it runs */
	struct export_plan *plan;
	struct digest *digest; /* of the worksheet being written */
};

/* Fixes the day: the last of the month asked for, else that of as_of. */
bool export_job_init(struct export_job *, struct forms *,
    const struct export_options *, struct err *) ATTR_MUST_USE;
/* A monthly report speaks of the whole month. */
void export_job_month(struct export_job *);
void export_job_done(struct export_job *);

/* Every sheet of the definition into the sink, with those it includes. */
bool export_job_run(struct export_job *, const struct exportdef *,
    struct layout_sink *, struct err *) ATTR_MUST_USE;
/* On the report's day, with its plan in the job. */
typedef bool export_job_act(struct export_job *, void *, struct err *);
bool export_job_on_day(struct export_job *, const struct exportdef *,
    export_job_act *, void *, struct err *) ATTR_MUST_USE;
bool export_job_count(struct export_job *, const struct exportdef *,
    int64_t *rows, struct err *) ATTR_MUST_USE;

#endif

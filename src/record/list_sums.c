/*
 * The kept sums of a list.  Who changes rows, columns or marks lets them go;
 * list_total counts them, which asks rows and marks: so they stand below.
 */
#include "record/list_private.h"

#include <stdlib.h>

void
list_forget_sums(struct list *list)
{
	for (size_t i = 0; i < list->sum_count; i++)
		free(list->sums[i]);
	free(list->sums);
	list->sums = NULL;
	list->sum_count = 0;
}

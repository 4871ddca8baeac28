/* All definitions of exports/: what can be exported, and whether each is right. */
#include "sheet/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export_job.h"
#include "sheet/exportdef.h"

struct names {
	struct export_name *all;
	size_t count, capacity;
};

static bool
names_have(const struct names *names, const char *name)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		if (!strcmp(names->all[i].name, name))
			return true;
	return false;
}

static bool
names_add(struct names *names, const char *path, struct err *err)
{
	struct exportdef *def;
	struct export_name *name;

	if (!exportdef_heading(&def, path, err))
		return false;
	if (def->layout_of) { /* another look is no report of its own */
		exportdef_free(def);
		return true;
	}
	names->all = mem_grow(
	    names->all, names->count, &names->capacity, sizeof(*names->all));
	name = &names->all[names->count++];
	name->name = mem_strdup(def->name);
	name->code = mem_strdup(def->code ? def->code : "");
	name->title = mem_strdup(def->title);
	name->monthly = def->monthly;
	name->order = def->order;
	exportdef_free(def);
	return true;
}

static int
name_compare(const void *a, const void *b)
{
	const struct export_name *left = a, *right = b;
	int by_code;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	by_code = strcmp(left->code, right->code);
	return by_code ? by_code : strcmp(left->name, right->name);
}

/* A folder's files, but for those that an earlier folder hides. */
static bool
folder_names(struct names *names, const char *folder, struct err *err)
{
	char **files = path_list(folder, ".ini");
	bool fine = true;
	size_t i;

	for (i = 0; fine && files && files[i]; i++) {
		char *path = path_join(folder, files[i]);
		char *name = mem_strndup(files[i], strlen(files[i]) - 4);

		if (!names_have(names, name))
			fine = names_add(names, path, err);
		free(name);
		free(path);
	}
	path_list_free(files);
	return fine;
}

bool
exports_names(struct forms *forms, struct export_name **all, size_t *count,
    struct err *err)
{
	const struct data_dirs *data = &forms_book(forms)->data;
	struct names names = {0};
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < data->count; i++) {
		char *folder = path_join(data->dirs[i], "exports");

		fine = folder_names(&names, folder, err);
		free(folder);
	}
	if (!fine) {
		exports_names_free(names.all, names.count);
		names.all = NULL;
		names.count = 0;
	}
	if (names.count)
		qsort(names.all, names.count, sizeof(*names.all), name_compare);
	*all = names.all;
	*count = names.count;
	return fine;
}

void
exports_names_free(struct export_name *all, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		free(all[i].name);
		free(all[i].code);
		free(all[i].title);
	}
	free(all);
}

/* A definition is right when it can be read and its statements prepared. */
static bool
def_check(struct forms *forms, const char *name, forms_fault *fault, void *data,
    struct err *err)
{
	struct export_options options = {0};
	struct err found = {0};
	struct export_job job;
	struct exportdef *def;
	int64_t rows;
	bool fine;

	if (!exportdef_load(&def, forms, name, fault, data, err))
		return false;
	fine = export_job_init(&job, forms, &options, err);
	if (fine) {
		if (def->monthly)
			export_job_month(&job);
		fine = export_job_count(&job, def, &rows, &found);
		export_job_done(&job);
	}
	if (err_is_set(&found)) {
		found.status = ERR_USAGE;
		err_context(&found, "%s", def->path);
		if (fault)
			fault(data, &found);
		err_move(err, &found);
	}
	err_done(&found);
	exportdef_free(def);
	return fine;
}

static bool
folder_check(struct forms *forms, const char *folder, struct names *seen,
    forms_fault *fault, void *data, struct err *err)
{
	char **files = path_list(folder, ".ini");
	bool fine = true;
	size_t i;

	for (i = 0; files && files[i]; i++) {
		char *name = mem_strndup(files[i], strlen(files[i]) - 4);

		if (names_have(seen, name)) {
			free(name);
			continue;
		}
		if (!def_check(forms, name, fault, data, err))
			fine = false;
		seen->all = mem_grow(seen->all, seen->count, &seen->capacity,
		    sizeof(*seen->all));
		memset(&seen->all[seen->count], 0, sizeof(*seen->all));
		seen->all[seen->count++].name = name;
	}
	path_list_free(files);
	return fine;
}

bool
exports_check(
    struct forms *forms, forms_fault *fault, void *data, struct err *err)
{
	const struct data_dirs *dirs = &forms_book(forms)->data;
	struct names seen = {0};
	bool fine = true;
	size_t i;

	for (i = 0; i < dirs->count; i++) {
		char *folder = path_join(dirs->dirs[i], "exports");

		if (!folder_check(forms, folder, &seen, fault, data, err))
			fine = false;
		free(folder);
	}
	exports_names_free(seen.all, seen.count);
	return fine;
}

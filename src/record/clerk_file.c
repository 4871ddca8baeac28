/* Files of a clerk (see clerk_file.h): whose they are is told by a digest of
 * the book's path and the clerk. */
#include "record/clerk_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "store/digest.h"

static char *
clerk_folder(const char *folder)
{
	char *state = path_state_home(), *ours, *inner;
	struct err ignored = {0};

	if (!state)
		return NULL;
	ours = path_join(state, "jieban");
	free(state);
	inner = folder ? path_join(ours, folder) : mem_strdup(ours);
	free(ours);
	if (path_make_dirs(inner, &ignored))
		return inner;
	err_done(&ignored);
	free(inner);
	return NULL;
}

/* Of this clerk and this book, and of nobody else. */
static char *
clerk_who(struct forms *forms)
{
	const struct book *book = forms_book(forms);
	const char *path = db_path(book->db);

	return mem_printf("%s\n%s", path ? path : "",
	    book->session.clerk ? book->session.clerk : "");
}

void
clerk_secret(struct forms *forms, const char *secret, char hex[65])
{
	char *who = clerk_who(forms);
	char *both = mem_printf("%s\n%s", who, secret);

	digest_bytes(both, strlen(both), hex);
	free(both);
	free(who);
}

char *
clerk_file(struct forms *forms, const char *folder, const char *name,
    const char *suffix)
{
	char *in = clerk_folder(folder), *who, *file, *full;
	char hex[65];

	if (!in)
		return NULL;
	who = clerk_who(forms);
	digest_bytes(who, strlen(who), hex);
	file = mem_printf("%s-%.12s.%s", name, hex, suffix);
	full = path_join(in, file);
	free(file);
	free(who);
	free(in);
	return full;
}

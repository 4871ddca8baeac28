/* Files: where things lie, reading whole, writing atomically. */
#ifndef JB_BASE_PATH_H
#define JB_BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

char *path_join(const char *dir, const char *name); /* the caller's */
char *path_dir(const char *path);        /* "." if none; the caller's */
const char *path_name(const char *path); /* borrowed: behind the last '/' */
bool path_exists(const char *path);
bool path_is_dir(const char *path);
char *path_data_home(
    void); /* $XDG_DATA_HOME or ~/.local/share; NULL without a home */
char *path_state_home(void);  /* $XDG_STATE_HOME or ~/.local/state */
char *path_config_home(void); /* $XDG_CONFIG_HOME or ~/.config */
bool path_make_dirs(const char *dir, struct err *); /* mode 0700 */

/* Reads a regular file of at most `limit` bytes; opens non-blocking,
 * refuses anything but a regular file.  "-" is not special. */
bool path_read(const char *path, size_t limit, struct buf *, struct err *);

/*
 * Writing aside and renaming.  path_aside_open makes `.NAME.PID-XXXXXX.tmp`,
 * 0600, in the target's folder (the target must be absent or a regular
 * file, not a symlink) and gives its name; commit fsyncs the file, renames
 * it and fsyncs the folder; drop removes it.  *aside is freed and NULL after.
 */
bool path_aside_open(const char *target, char **aside, int *fd, struct err *);
bool path_aside_commit(char **aside, const char *target, struct err *);
void path_aside_drop(char **aside);

/* Removes what processes of ours that were killed left beside the target:
 * `.NAME.PID-*.tmp*` and `.NAME.PID.new*` of a process that is no more. */
void path_sweep(const char *target);

bool path_write(const char *path, const void *bytes, size_t size,
    struct err *); /* atomically */

/* The names in dir that end in suffix, sorted bytewise; NULL-terminated
 * array, one free for each name and one for the array; NULL if no dir. */
char **path_list(const char *dir, const char *suffix);
void path_list_free(char **);

#endif

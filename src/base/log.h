/* The log file: $XDG_STATE_HOME/jieban/log.  Never holds stored text raw,
 * nor ID numbers. */
#ifndef JB_BASE_LOG_H
#define JB_BASE_LOG_H

#include "base/attr.h"

void log_open(const char *path); /* NULL closes; failure to open is silence */
int log_fd(void);                /* -1 when closed */
void log_printf(const char *fmt, ...) ATTR_FORMAT(1, 2);

#endif

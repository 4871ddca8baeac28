/* What SQLite frees is kept for what it asks for next.  Before anything else
 * is asked of SQLite, and by one thread alone. */
#ifndef STORE_DB_MEMORY_H
#define STORE_DB_MEMORY_H

void db_memory_reuse(void);

#endif

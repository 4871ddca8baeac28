store_sources = \
	src/store/backup.c src/store/backup.h \
	src/store/book.c src/store/book.h \
	src/store/check.c \
	src/store/copy.c \
	src/store/db.c src/store/db.h src/store/db_private.h \
	src/store/db_fault.c \
	src/store/db_func.c src/store/db_func.h \
	src/store/db_stmt.c \
	src/store/digest.c src/store/digest.h \
	src/store/functions.c src/store/functions.h \
	src/store/functions_session.c \
	src/store/journal.c src/store/journal.h \
	src/store/laws.c src/store/laws.h \
	src/store/migrate.c src/store/migrate.h \
	src/store/schema.c src/store/schema.h \
	src/store/schema_checks.c src/store/schema_checks.h \
	src/store/session.c src/store/session.h \
	src/store/takeback.c src/store/takeback.h \
	src/store/undo.c

# The loadable extension, compiled with JIEBAN_EXTENSION defined.
store_extension_sources = \
	src/store/extension.c \
	src/store/db_func.c \
	src/store/digest.c \
	src/store/functions.c \
	src/store/functions_session.c

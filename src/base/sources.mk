base_sources = \
	src/base/attr.h \
	src/base/buf.c src/base/buf.h \
	src/base/date.c src/base/date.h src/base/date_parse.c \
	src/base/err.c src/base/err.h \
	src/base/han.c src/base/han.h \
	src/base/han_surnames.c src/base/han_surnames.h \
	src/base/han_tables.c src/base/han_tables.h \
	src/base/idno.c src/base/idno.h \
	src/base/log.c src/base/log.h \
	src/base/mem.c src/base/mem.h \
	src/base/money.c src/base/money.h \
	src/base/path.c src/base/path.h src/base/path_write.c \
	src/base/text.c src/base/text.h \
	src/base/text_fold.c src/base/text_gate.c \
	src/base/text_tables.c src/base/text_tables.h

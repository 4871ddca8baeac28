# Tests: C programs that link only the rooms they test, and scripts in TAP.
TEST_EXTENSIONS = .test
TEST_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TEST_LOG_DRIVER)
AM_TESTS_ENVIRONMENT = LC_ALL=C.UTF-8; export LC_ALL; \
	JIEBAN='$(abs_builddir)/jieban'; export JIEBAN; \
	SRC='$(abs_top_srcdir)'; export SRC; unset JIEBAN_BOOK; \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0'; \
	export LSAN_OPTIONS;
LOG_COMPILER = $(SHELL) $(abs_top_srcdir)/tests/in-source
TEST_LOG_COMPILER = $(SHELL) $(abs_top_srcdir)/tests/in-source

include tests/programs.mk
check_PROGRAMS = $(unit_programs)
TESTS = $(unit_programs) $(script_tests)

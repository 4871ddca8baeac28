/* Days, months, money and ID numbers as anybody types them: no crash, and
 * what was taken is written and read again as the same. */
#include "replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/idno.h"
#include "base/mem.h"
#include "base/money.h"

static const struct date today = {2026, 11, 20};

/* A refusal has a sentence, a value has none. */
static bool
judged(bool good, struct err *err)
{
	if (good == err_is_set(err))
		abort();
	err_done(err);
	return good;
}

static void
try_day(const char *typed, bool partial, bool screen)
{
	struct date day, again;
	struct err err = {0};
	char out[DATE_SIZE];

	if (!judged(date_parse(typed, today, partial, screen, &day, &err), &err))
		return;
	date_write(day, out);
	if (!date_read(out, &again) || memcmp(&day, &again, sizeof(day)) ||
	    (!partial && !date_valid(day)))
		abort();
}

static void
try_month(const char *typed)
{
	struct date month, again;
	struct err err = {0};
	char out[DATE_SIZE];

	if (!judged(date_parse_month(typed, today, &month, &err), &err))
		return;
	date_write(month, out);
	if (!date_read(out, &again) || month.day || !month.month ||
	    memcmp(&month, &again, sizeof(month)))
		abort();
}

static void
read_again(const struct buf *text, int64_t units, int places)
{
	struct err err = {0};
	int64_t again = 0;

	if (!judged(money_parse(buf_string(text), places, &again, &err), &err) ||
	    again != units)
		abort();
}

static void
try_money(const char *typed, int places)
{
	struct buf text = {0};
	struct err err = {0};
	int64_t units;

	if (!judged(money_parse(typed, places, &units, &err), &err))
		return;
	money_write(&text, units, places);
	read_again(&text, units, places);
	buf_clear(&text);
	money_write_grouped(&text, units, places);
	read_again(&text, units, places);
	buf_clear(&text);
	if (places == 2)
		money_write_capital(&text, units);
	buf_done(&text);
}

static void
try_idno(const char *typed)
{
	char out[19], again[19], masked[32];
	struct err err = {0};

	if (!judged(idno_parse(typed, today, out, &err), &err))
		return;
	if (strlen(out) != 18 || idno_check_digit(out) != out[17] ||
	    !date_valid(idno_birth(out)) || idno_sex(out) < 1 ||
	    !judged(idno_parse(out, today, again, &err), &err) ||
	    strcmp(out, again))
		abort();
	idno_mask(out, masked);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *text = mem_strndup((const char *)bytes, size);

	for (int way = 0; way < 4; way++)
		try_day(text, way & 1, way & 2);
	try_month(text);
	for (int places = 0; places <= 4; places++)
		try_money(text, places);
	try_idno(text);
	free(text);
	return 0;
}

REPLAY("tests/fuzz/values")

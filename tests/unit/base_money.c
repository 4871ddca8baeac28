/* Decimals: parsing, writing, division. */
#include "base/money.h"

#include <time.h>

#include "tap.h"

static void
check(const char *typed, int places, int good, int64_t want)
{
	struct err err = { 0 };
	int64_t got = -77;
	bool read = money_parse(typed, places, &got, &err);

	ok(read == good && (good ? got == want : err.text != NULL),
	    "parse: \"%s\" %s (%lld)", typed, good ? "read" : err.text,
	    (long long)got);
	err_done(&err);
}

static void
check_capital(int64_t fen, const char *want)
{
	struct buf out = { 0 };

	money_write_capital(&out, fen);
	is(buf_string(&out), want, "capital");
	buf_done(&out);
}

static uint64_t seed;

static int64_t
next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int64_t)(seed % 2000000000000001) - 1000000000000000;
}

/* Oracle: multiply back and look at the distance. */
static void
test_properties(void)
{
	int i, bad = 0;

	seed = (uint64_t)time(NULL) * 2654435761u + 1;
	printf("# seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 200000; i++) {
		int64_t a = next(), b = next() % 5000, got, back;
		int64_t size = a < 0 ? -a : a, low;
		struct buf out = { 0 };
		struct err err = { 0 };

		b = b < 0 ? -b : b + 1;
		b = b ? b : 1;
		low = size / b;
		got = money_divide(a, b, ROUND_HALF_UP);
		back = got < 0 ? -got : got;
		bad += 2 * (back * b - size) > b || 2 * (size - back * b) >= b;
		got = money_divide(a, b, ROUND_DOWN);
		bad += (got < 0 ? -got : got) != low;
		got = money_divide(a, b, ROUND_UP);
		bad += (got < 0 ? -got : got) != low + (size % b != 0);
		money_write_grouped(&out, a, i % 5);
		bad += !money_parse(buf_string(&out), i % 5, &back, &err) ||
		       back != a;
		err_done(&err);
		buf_done(&out);
	}
	is_int(bad, 0, "money: random amounts, divide and read back");
}

int
main(void)
{
	struct buf out = { 0 };

	check("3738", 2, 1, 373800);
	check("3,738.00", 2, 1, 373800);
	check("-12.5", 2, 1, -1250);
	check("3738元", 2, 1, 373800);
	check("￥3,738", 2, 1, 373800);
	check("３，７３８．５", 2, 1, 373850);
	check("1.230", 2, 1, 123);
	check("12", 0, 1, 12);
	check("0.0001", 4, 1, 1);
	check("1.234", 2, 0, 0);
	check("1.5", 0, 0, 0);
	check("37,38", 2, 0, 0);
	check("1,2345", 2, 0, 0);
	check("", 2, 0, 0);
	check("-", 2, 0, 0);
	check("1e5", 2, 0, 0);
	check("5.", 2, 0, 0);
	check("12 3", 2, 0, 0);
	check("99999999999999999999999", 2, 0, 0);
	check("10000000000000", 2, 1, INT64_C(1000000000000000));
	check("10000000000000.01", 2, 0, 0);
	money_write_grouped(&out, -123456789, 2);
	is(buf_string(&out), "-1,234,567.89", "grouped: negative");
	buf_clear(&out);
	money_write(&out, -5, 2);
	is(buf_string(&out), "-0.05", "write: less than one");
	buf_clear(&out);
	money_write(&out, INT64_MIN, 2);
	is(buf_string(&out), "-92233720368547758.08", "write: least value");
	buf_done(&out);
	check_capital(373800, "叁仟柒佰叁拾捌元整");
	check_capital(0, "零元整");
	check_capital(100505, "壹仟零伍元零伍分");
	check_capital(1000000000, "壹仟万元整");
	check_capital(10050000, "壹拾万零伍佰元整");
	check_capital(10000000100, "壹亿零壹元整");
	check_capital(12345678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分");
	check_capital(50, "伍角整");
	check_capital(5, "伍分");
	check_capital(-150, "负壹元伍角整");
	is_int(money_divide(5, 2, ROUND_HALF_UP), 3, "divide: half up");
	is_int(money_divide(-5, 2, ROUND_HALF_UP), -3, "divide: half, away");
	is_int(money_divide(-5, 2, ROUND_DOWN), -2, "divide: down");
	is_int(money_divide(-5, 4, ROUND_UP), -2, "divide: up");
	test_properties();
	return done();
}

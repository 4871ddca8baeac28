/* The catalogue: found by hash and by halving, damaged files, paused. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/mo.h"
#include "tap.h"

#define CATALOGUE JIEBAN_BUILDDIR "/po/en.mo"

/* Two messages, sorted, without a hash table; then texts. */
static const struct small {
	uint32_t head[7];
	uint32_t from[4], to[4];
	char texts[16];
} small = {
	{ 0x950412deu, 0, 2, 28, 44, 0, 60 },
	{ 1, 60, 1, 62 },
	{ 3, 64, 3, 68 },
	"a\0b\0one\0two\0",
};

static const char *
find(const struct mo *mo, const char *text)
{
	const char *from, *to;

	return mo_find(mo, text, &from, &to) ? to : NULL;
}

static void
test_small(void)
{
	struct mo mo;
	struct small bad = small;

	ok(mo_read(&mo, &small, sizeof small), "mo: a catalogue of two");
	is(find(&mo, "a"), "one", "mo: the first");
	is(find(&mo, "b"), "two", "mo: the last");
	ok(!find(&mo, "c"), "mo: one that is not there");
	mo_close(&mo);
	bad.to[2] = 1;
	ok(!mo_read(&mo, &bad, sizeof bad), "mo: a text without its end");
	bad = small;
	bad.from[3] = 4000;
	ok(!mo_read(&mo, &bad, sizeof bad), "mo: a text behind the end");
	bad = small;
	memcpy(bad.texts, "b\0a", 3);
	ok(!mo_read(&mo, &bad, sizeof bad), "mo: texts out of order");
	bad = small;
	bad.head[0] = 0xde120495u;
	ok(!mo_read(&mo, &bad, sizeof bad), "mo: another byte order");
}

/* Every byte of the small one set to every value: read or refused. */
static void
test_damaged(void)
{
	_Alignas(8) unsigned char bytes[sizeof small];
	size_t tried = 0;

	for (size_t at = 0; at < sizeof small; at++) {
		for (int value = 0; value < 256; value++) {
			struct mo mo;

			memcpy(bytes, &small, sizeof small);
			bytes[at] = (unsigned char)value;
			if (mo_read(&mo, bytes, sizeof small)) {
				find(&mo, "a");
				find(&mo, "zz");
			}
			tried++;
		}
	}
	ok(tried == 256 * sizeof small, "mo: every byte damaged, none read past the end");
}

/* Printed, not judged: the machine may be busy. */
static void
tell_speed(void)
{
	static const char *const words[] = { "单位", "编制", "新增",
		"统计，只能看；7 为什么", "没有这样的字" };
	struct timespec a, b;
	size_t sum = 0;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	for (int i = 0; i < 1000000; i++)
		sum += (unsigned char)*_(words[i % 5]);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	printf("# %.1f ns a lookup (%zu)\n",
	    ((double)(b.tv_sec - a.tv_sec) * 1e9 +
		(double)(b.tv_nsec - a.tv_nsec)) / 1e6,
	    sum);
}

static void
test_language(void)
{
	is(_("单位"), "单位", "lang: Chinese without a catalogue");
	ok(!lang_open("no/such.mo", true), "lang: a catalogue that is not there");
	ok(!lang_is_on(), "lang: stays Chinese");
	ok(lang_open(CATALOGUE, false) && !lang_is_on(),
	    "lang: a catalogue at hand, but off");
	is(_("单位"), "单位", "lang: off is Chinese");
	is(lang_english("单位"), "Organ", "lang: the English all the same");
	ok(lang_open(CATALOGUE, true), "lang: the catalogue of this build");
	is(_("单位"), "Organ", "lang: English");
	{
		char place[16] = "单位";

		is(_(place), "Organ", "lang: a place that is used again");
		strcpy(place, "编制");
		is(_(place), "Quota", "lang: gives what stands there now");
	}
	is(_("没有这样的字"), "没有这样的字", "lang: what has no translation");
	is(_(""), "", "lang: the empty text is not the header");
	lang_pause(true);
	is(_("单位"), "单位", "lang: paused for paper");
	lang_pause(false);
	tell_speed();
	lang_close();
	is(_("单位"), "单位", "lang: closed");
}

int
main(void)
{
	test_small();
	test_damaged();
	test_language();
	return done();
}

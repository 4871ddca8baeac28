/* Citizen ID numbers. */
#include "base/idno.h"

#include "tap.h"

static const struct date today = { 2026, 11, 23 };

static void
check(const char *typed, const char *want, const char *code)
{
	char out[19] = "";
	struct err err = { 0 };

	if (idno_parse(typed, today, out, &err))
		is(out, want, typed);
	else
		ok(code && !strcmp(err.code, code) &&
			!strcmp(err.rule, "R-41") && err.text,
		    "parse: %s is refused (%s)", typed,
		    err.text ? err.text : "");
	if (code)
		is(out, "", "parse: a refused number leaves nothing");
	err_done(&err);
}

int
main(void)
{
	char out[32];

	check("11010519491231002X", "11010519491231002X", NULL);
	check("34052419800101001x", "34052419800101001X", NULL);
	check("110101200002290018", "110101200002290018", NULL);
	check(" 110101 19900101 0015 ", "110101199001010015", NULL);
	check("４５０１０１１９８５１２３１８８８３", "450101198512318883", NULL);
	check("110101199001011234", "", "bad_id");
	check("110101199002300012", "", "bad_id");
	check("110101209901010015", "", "bad_id");
	check("11010119900101", "", "bad_id");
	check("110101900101001", "", "bad_id");
	check("1.10101E+17", "", "id_mangled");
	check("110101199001011000", "", "id_mangled");
	check("", "", "bad_id");
	check("11010119900101001A", "", "bad_id");
	is_int(idno_check_digit("11010119900101123"), '7', "check digit: 7");
	is_int(idno_birth("110101200002290018").day, 29, "birth: leap day");
	is_int(idno_sex("110101199001010015"), 1, "sex: odd, male");
	is_int(idno_sex("450101198512318883"), 2, "sex: even, female");
	idno_mask("110101199001010015", out);
	is(out, "110101********0015", "mask: middle hidden");
	idno_mask("12345", out);
	is(out, "*****", "mask: not a number, all hidden");
	return done();
}

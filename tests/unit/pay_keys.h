/* The table of pay_keys.c, in the order of the parameters. */

#define STAFF "; P staff 社工 2010-01-01"
#define SINCE_2010 "S 2010-01-01" STAFF
#define BACHELOR "[credit.bachelor]\nkind = \"education\"\nsteps = \"1\"\n"
#define MASTER "[credit.master]\nkind = \"education\"\nsteps = \"2\"\n"
#define SOCIAL "[credit.social]\nkind = \"certificate\"\nsteps = \"1\"\n"
#define SENIOR "[credit.senior]\nkind = \"certificate\"\nsteps = \"2\"\n"
#define CASH "[credit.social]\nkind = \"certificate\"\ncash = \"200\"\n"
#define RATINGS                                                               \
	"[rating.excellent]\nlabel = \"优秀\"\n[rating.good]\nlabel = \"合格\"\n"
#define BAD RATINGS "[rating.bad]\nlabel = \"差\"\n@\n"
#define ITEM(rest) "[item.x]\nlabel = \"项目\"\n" rest "\n@\n"
#define ITEM_PAID "coalesce((SELECT sum(amount) FROM pay_line_item" \
		  " WHERE item = 'x'), 0)"
#define PAID_ITEM "2023-03 " ITEM_PAID
#define LEAVES "S 2020-01-01 2023-03-11 street - 01" STAFF
#define RETIRES "S 2020-01-01 2023-03-11 street - 03" STAFF
#define JOINS "S 2023-03-20; P staff 社工 2023-03-20"
#define TRIES "S 2023-01-01 - street 2023-03-15; P staff 社工 2023-01-01"
#define LOWER                                                                 \
	"[version.2]\neffective_from = \"2023-07-01\"\nmultiplier = \"0.9\"\n@\n"
#define EARLY "early_steps = \"1\"\n"
#define EXCELLENT "S 2015-01-01" STAFF "; R 2015 excellent; R 2016 excellent"
#define LADDER "mode = \"ladder\"\n"
#define LATE_POST "S 2010-01-01; P staff 社工 2016-01-01"

/* clang-format off */
static const struct probe probes[] = {
	/* ---- how grades come about ---- */
	{LADDER, "", "", LATE_POST, "2016-01-01", 3, 1},
	{"start = \"matrix\"", LADDER, "", LATE_POST, "2016-01-01", 1, 3},
	/* 2010-2020 are three bands, the first two before the post. */
	{"convert = \"matrix\"", LADDER, "[version.2]\neffective_from = \"2020-01-01\"\n@\n", LATE_POST, "2020-01-01", 2, 4},
	{"convert = \"first\"", LADDER, "[version.2]\neffective_from = \"2020-01-01\"\n@\n", LATE_POST, "2020-01-01", 2, 1},
	/* Thirteen by the matrix in 2010, and minus one in 2012. */
	{"over_ceiling = \"lose\"", LADDER, RATINGS "[rating.bad]\nlabel = \"差\"\nsteps = \"-1\"\n",
	    "S 1974-01-01; P staff 社工 1974-01-01; R 2011 bad", "2012-01-01", 12, 11},
	{"approval = \"list\"", "", "", SINCE_2010 "; G 2 2015-01-01", "2023-01 grade", 2, 5},
	{"band_months = \"24\"", "", "", SINCE_2010, "2016-01-01", 3, 4},
	{"band_starts = \"3 7 11\"", "", "", SINCE_2010, "2016-01-01", 3, 2},
	{"clock = \"ratings\"", "", "", SINCE_2010 "; R 2010 good; R 2011 good; R 2012 good", "2016-01-01", 3, 2},
	{"clock_from = \"2012-01-01\"", "", "", SINCE_2010, "2016-01-01", 3, 2},
	{"count = \"begun\"", "", "", "S 2010-05-10" STAFF, "2016-01-01", 2, 3},
	{"edge = \"inclusive\"", "", "", SINCE_2010, "2016-01-01", 3, 2},
	{"years_of = \"in_post\"", "", "", "S 2010-01-01; P staff 社工 2010-01-01 2014-01-01; P deputy 副主任 2014-01-01", "2016-01-01", 6, 4},
	{"years_of = \"best\"", "", "", "S 2000-01-01; P staff 社工 2000-01-01 2019-01-01; P deputy 副主任 2019-01-01", "2020-01-01", 10, 7},
	{"continuity = \"continuous\"", "", "", "S 2010-01-01 2012-01-01; S 2014-01-01" STAFF, "2016-01-01", 2, 1},
	{"gap_days = \"731\"", "continuity = \"continuous\"", "", "S 2010-01-01 2012-01-01; S 2014-01-01" STAFF, "2016-01-01", 1, 2},
	{"scope = \"street\"", "", "", "S 2010-01-01 2013-01-01 city; S 2013-01-01" STAFF, "2016-01-01", 3, 2},
	{"scope = \"city\"", "", "", "S 2010-01-01 2013-01-01 province; S 2013-01-01" STAFF, "2016-01-01", 3, 2},
	{"scope = \"other\"", "", "", "S 2010-01-01 2013-01-01 other; S 2013-01-01" STAFF, "2016-01-01", 2, 3},
	{"probation_counts = \"no\"", "", "", "S 2010-01-01 - street 2010-06-30" STAFF, "2016-01-01", 3, 2},
	{"deemed_counts = \"no\"", "", "", SINCE_2010 "; D 2005-01-01 2008-01-01", "2016-01-01", 4, 3},
	{"step_start = \"month_start\"", "", "", "S 2010-06-01" STAFF, "2016-06-01", 2, 3},
	{"step_start = \"same_month\"", "", "", "S 2010-06-30" STAFF, "2016-06-01", 2, 3},
	{"step_start = \"next_month\"", "", "", "S 2010-06-30" STAFF, "2016-07-01", 2, 3},

	/* ---- posts ---- */
	{"post_start = \"same_month\"", "", "", SINCE_2010 "; P deputy 副主任 2020-06-15", "2020-06-01", 4, 7},
	{"post_start = \"next_month\"", "", "", SINCE_2010 "; P deputy 副主任 2020-07-01", "2020-07-01", 7, 4},
	{"post_start = \"january\"", "", "", SINCE_2010 "; P deputy 副主任 2020-06-15", "2020-12-01", 7, 4},
	{"post_up = \"higher\"", "years_of = \"in_post\"", "", "S 2000-01-01; P staff 社工 2000-01-01 2020-01-01; P deputy 副主任 2020-01-01", "2020-01-01", 4, 7},
	{"post_up = \"keep\"", LADDER, "", LATE_POST "; P chief 书记 2020-06-01", "2020-06-01", 10, 7},
	{"post_up = \"shift\"", LADDER, "", LATE_POST "; P chief 书记 2020-06-01", "2020-06-01", 10, 8},
	{"post_down = \"cap\"", "", "", "S 2010-01-01; P chief 书记 2010-01-01 2016-01-01; P staff 社工 2016-01-01", "2016-01-01", 3, 9},
	{"post_down = \"cap\"", LADDER, "", "S 2004-01-01; P chief 书记 2011-01-01 2016-01-01; P staff 社工 2016-01-01", "2016-01-01", 5, 9},
	{"post_down = \"shift\"", LADDER, "", "S 2004-01-01; P chief 书记 2011-01-01 2016-01-01; P staff 社工 2016-01-01", "2016-01-01", 5, 3},
	{"post_gap_days = \"15\"", "", "", SINCE_2010 "; P deputy 副主任 2020-01-01 2020-05-25; P deputy 副主任 2020-06-10", "2020-06-01", 7, 4},
	{"acting = \"count\"", "", "", SINCE_2010 "; P deputy 副主任 2020-01-01 - 01 0 1", "2020-01-01", 4, 7},
	{"treat_grade = \"yes\"", "", "[credit.social]\nkind = \"certificate\"\ntreat_as = \"deputy\"\n", SINCE_2010 "; C social 2019-01-01 2019-01-01", "2020-01-01", 4, 7},
	{"floor = \"3\"", "", "[post.low]\nname = \"低\"\nceiling = \"6\"\n@\n", "S 2010-01-01; P low 社工 2010-01-01", "2016-01-01", -3, 5},
	{"ceiling = \"4\"", "", "[post.low]\nname = \"低\"\nfloor = \"2\"\n@\n", "S 2010-01-01; P low 社工 2010-01-01", "2022-01-01", -3, 4},
	{"first = \"3\"", LADDER, "[post.low]\nname = \"低\"\nfloor = \"2\"\nceiling = \"9\"\n@\n", "S 2010-01-01; P low 社工 2016-01-01", "2016-01-01", 2, 3},
	{"band_grades = \"2 5 6\"", "", "[post.low]\nname = \"低\"\nfloor = \"2\"\nceiling = \"9\"\n@\n", "S 2010-01-01; P low 社工 2010-01-01", "2013-01-01", 3, 5},
	{"band_grades = \"2 3 5\"", "", "[post.low]\nname = \"低\"\nfloor = \"2\"\nceiling = \"9\"\n@\n", "S 2010-01-01; P low 社工 2010-01-01", "2022-01-01", 6, 5},

	/* ---- credits ---- */
	{"combine = \"max\"", "", BACHELOR SENIOR, SINCE_2010 "; E 21 2012-01-01; C senior 2012-01-01 2012-01-01", "2016-01-01", 6, 5},
	{"education_stack = \"sum\"", "", BACHELOR MASTER, SINCE_2010 "; E 21 2012-01-01; E 14 2014-01-01", "2016-01-01", 5, 6},
	{"certificate_stack = \"sum\"", "", SOCIAL SENIOR, SINCE_2010 "; C social 2012-01-01 2012-01-01; C senior 2014-01-01 2014-01-01", "2016-01-01", 5, 6},
	{"honour_stack = \"best\"", "", "[credit.a]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\n[credit.b]\nkind = \"honour\"\nlevel = \"03\"\nsteps = \"2\"\n", SINCE_2010 "; H 04 2012-01-01; H 03 2012-01-01", "2016-01-01", 6, 5},
	{"honour_max = \"1\"", "", "[credit.a]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\nonce = \"no\"\n", SINCE_2010 "; H 04 2012-01-01; H 04 2013-01-01", "2016-01-01", 5, 4},
	{"honour_over_ceiling = \"yes\"", "", "[credit.a]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\n", "S 1970-01-01; P staff 社工 1970-01-01; H 04 2012-01-01", "2016-01-01", 12, 13},
	{"certificate_date = \"issued_on\"", "", SOCIAL, SINCE_2010 "; C social 2015-05-01 2016-05-01", "2016-01-01", 3, 4},
	{"kind = \"honour\"", "", "[credit.bachelor]\nlevel = \"bachelor\"\nsteps = \"1\"\n@\n", SINCE_2010 "; E 21 2012-01-01", "2016-01-01", 4, 3},
	{"level = \"master\"", "", BACHELOR "@\n", SINCE_2010 "; E 21 2012-01-01", "2016-01-01", 4, 3},
	{"holds = \"both\"", "", BACHELOR "@\n", SINCE_2010 "; E 21 2012-01-01", "2016-01-01", 4, 3},
	{"holds = \"both\"", "", BACHELOR "@\n", SINCE_2010 "; E 21 2012-01-01 4 2016-02-01", "2016-01-01", 4, 3},
	{"holds = \"one\"", "", BACHELOR "@\n", SINCE_2010 "; E 21 2012-01-01 4 2013-01-01", "2016-01-01", 4, 3},
	{"study = \"full_time\"", "", BACHELOR "@\n", SINCE_2010 "; E 21 2012-01-01 - - 0", "2016-01-01", 4, 3},
	{"steps = \"3\"", "", "[credit.bachelor]\nkind = \"education\"\n@\n", SINCE_2010 "; E 21 2012-01-01", "2016-01-01", 3, 6},
	{"months = \"36\"", "", "[credit.bachelor]\nkind = \"education\"\n@\n", SINCE_2010 "; E 21 2012-01-01", "2016-01-01", 3, 4},
	{"cash = \"155.5\"", "", "[credit.social]\nkind = \"certificate\"\n@\n", "S 2023-01-01" STAFF "; C social 2012-01-01 2012-01-01", "2023-03 gross", 300000, 315550},
	{"part = \"standard\"", "", CASH "@\n", "S 2023-01-01" STAFF "; C social 2012-01-01 2012-01-01", "2023-03 standard", 300000, 320000},
	{"start = \"same_month\"", "", CASH "@\n", "S 2023-01-01" STAFF "; C social 2023-03-20 2023-03-20", "2023-03 gross", 300000, 320000},
	{"start = \"next_month\"", "", CASH "@\n", "S 2023-01-01" STAFF "; C social 2023-03-01 2023-03-01", "2023-03 gross", 320000, 300000},
	{"start = \"january\"", "", CASH "@\n", "S 2023-01-01" STAFF "; C social 2023-02-01 2023-02-01", "2023-03 gross", 320000, 300000},
	{"start = \"january\"", "", "[credit.bachelor]\nkind = \"education\"\nmonths = \"36\"\n@\n", SINCE_2010 "; E 21 2016-02-01", "2016-03-01", 4, 3},
	{"steps_start = \"january\"", "", SOCIAL "@\n", SINCE_2010 "; C social 2016-02-01 2016-02-01", "2016-03-01", 4, 3},
	{"steps_start = \"same_month\"", "", SOCIAL "start = \"january\"\n@\n", SINCE_2010 "; C social 2016-02-20 2016-02-20", "2016-02-01", 3, 4},
	{"grants = \"no\"", LADDER, SOCIAL "@\n", SINCE_2010 "; C social 2012-05-01 2012-05-01", "2016-01-01", 4, 3},
	{"once = \"no\"", "", "[credit.a]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\n@\n", SINCE_2010 "; H 04 2012-01-01; H 04 2013-01-01", "2016-01-01", 4, 5},
	{"after_months = \"84\"", "", SOCIAL "@\n", SINCE_2010 "; C social 2012-05-01 2012-05-01", "2016-01-01", 4, 3},
	{"after_months = \"72\"", "", SOCIAL "@\n", SINCE_2010 "; C social 2012-05-01 2012-05-01", "2015-12-01", 3, 2},
	{"treat_as = \"deputy\"", "treat_grade = \"yes\"", "[credit.social]\nkind = \"certificate\"\n@\n", SINCE_2010 "; C social 2019-01-01 2019-01-01", "2020-01-01", 4, 7},

	/* ---- ratings, early steps ---- */
	{"year = \"not_counted\"", "", BAD, SINCE_2010 "; R 2014 bad", "2016-01-01", 3, 2},
	{"year = \"delay\"", "", BAD, SINCE_2010 "; R 2014 bad", "2016-01-01", 3, 2},
	/* In January 2015 two years in the band are lost: 2013, 2014. */
	{"year = \"restart\"", "", BAD, SINCE_2010 "; R 2014 bad", "2016-01-01", 3, 2},
	{"year = \"restart\"", "", BAD, SINCE_2010 "; R 2014 bad", "2019-01-01", 4, 3},
	/* A delayed year stays in the seniority that a year's pay goes by. */
	{"year = \"delay\"", "", RATINGS "[rating.bad]\nlabel = \"差\"\nyear = \"not_counted\"\n[rating.none]\nlabel = \"无\"\n@\n[item.x]\nlabel = \"年\"\nby = \"year\"\namount = \"10\"\n", SINCE_2010 "; R 2014 none", "2016-01 standard", 330000, 315000},
	{"steps = \"-1\"", "", BAD, SINCE_2010 "; R 2014 bad", "2016-01-01", 3, 2},
	{"performance = \"90\"", "basic_pct = \"70\"", BAD, SINCE_2010 "; Q 2016-03 bad", "2016-03 performance_paid", 99000, 89100},
	{"performance = \"50\"", "basic_pct = \"70\"\nperformance_pays = \"quarter\"", BAD, SINCE_2010 "; Q 2015-Q4 bad", "2016-01 performance_paid", 283500, 141800},
	{EARLY, "", "", EXCELLENT, "2017-01-01", 1, 2},
	{"early_run = \"3\"", EARLY, "", EXCELLENT, "2017-01-01", 2, 1},
	{"early_max = \"1\"", EARLY, "", EXCELLENT "; R 2017 excellent; R 2018 excellent", "2019-01-01", 4, 3},
	{"early_max = \"9\"", EARLY, "", EXCELLENT "; R 2017 excellent; R 2018 excellent; R 2019 excellent; R 2020 excellent", "2021-01-01", 5, 6},
	{"early_rating = \"good\"", EARLY, "", "S 2015-01-01" STAFF "; R 2015 good; R 2016 excellent", "2017-01-01", 1, 2},
	{"early_reset = \"no\"", EARLY, "", EXCELLENT "; R 2017 excellent", "2018-01-01", 3, 4},
	{"early_clock = \"restart\"", EARLY, "", EXCELLENT, "2018-01-01", 3, 2},

	/* ---- money ---- */
	{"base_per = \"year\"", "", "", "S 2023-01-01" STAFF, "2023-03 gross", 300000, 25000},
	{"base_unit = \"100\"", "", "[base.2015-01-01]\namount = \"3055\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 305500, 300000},
	{"base_round = \"half_up\"", "base_unit = \"100\"", "[base.2015-01-01]\namount = \"3055\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 300000, 310000},
	{"base_round = \"up\"", "base_unit = \"100\"", "[base.2015-01-01]\namount = \"3040\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 300000, 310000},
	{"base_round = \"half_up\"", "base_unit = \"100\"\nbase_per = \"year\"", "[base.2015-01-01]\namount = \"37800\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 310000, 320000},
	{"multiplier = \"1.2\"", "", "", "S 2023-01-01" STAFF, "2023-03 gross", 300000, 360000},
	{"unit = \"10\"", "", "[base.2015-01-01]\namount = \"3335\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 333500, 334000},
	{"unit = \"0.01\"", "", "[base.2015-01-01]\namount = \"3333.33\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 333300, 333333},
	{"round = \"down\"", "", "[base.2015-01-01]\namount = \"3333.60\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 333400, 333300},
	{"round = \"up\"", "", "[base.2015-01-01]\namount = \"3333.40\"\n", "S 2023-01-01" STAFF, "2023-03 gross", 333300, 333400},
	{"basic_pct = \"62.5\"", "", "", "S 2023-01-01" STAFF, "2023-03 basic", 300000, 187500},
	{"split_unit = \"0.01\"", "basic_pct = \"70\"", "[base.2015-01-01]\namount = \"3333\"\n", "S 2023-01-01" STAFF, "2023-03 basic", 233300, 233310},
	{"performance_pays = \"quarter\"", "basic_pct = \"70\"", "", SINCE_2010 "; Q 2016-Q1 good", "2016-04 performance_paid", 99000, 297000},
	{"performance_pays = \"half\"", "basic_pct = \"70\"", "", SINCE_2010 "; Q 2016-H1 good", "2016-07 performance_paid", 99000, 594000},
	{"performance_pays = \"year\"", "basic_pct = \"70\"", "", SINCE_2010 "; R 2016 good", "2017-01 performance_paid", 99000, 1188000},
	/* 900 x 50.05 % is 450.45 a month; 2700 x 50.05 % is 1351.35. */
	{"performance_sum = \"months\"", "basic_pct = \"70\"\nperformance_pays = \"quarter\"", RATINGS "[rating.bad]\nlabel = \"差\"\nperformance = \"50.05\"\n", "S 2022-01-01" STAFF "; Q 2022-Q1 bad", "2022-04 performance_paid", 135100, 135000},

	/* ---- part months, probation ---- */
	{"probation_pct = \"75.5\"", "", "", TRIES, "2023-02 gross", 300000, 226500},
	{"probation_of = \"lowest\"", "probation_pct = \"80\"", "", "S 2023-01-01 - street 2023-03-15; P deputy 副主任 2023-01-01", "2023-02 gross", 276000, 240000},
	{"probation_performance = \"yes\"", "basic_pct = \"70\"", "", TRIES, "2023-02 gross", 210000, 300000},
	{"probation_credits = \"yes\"", "", CASH, TRIES "; C social 2020-01-01 2020-01-01", "2023-02 gross", 300000, 320000},
	{"probation_end = \"same_month\"", "probation_pct = \"80\"", "", TRIES, "2023-03 gross", 240000, 300000},
	{"proration = \"thirty\"", "", "", JOINS, "2023-03 gross", 116100, 120000},
	{"proration = \"workdays\"", "", "", JOINS, "2023-03 gross", 116100, 137900},
	{"proration = \"none\"", "", "", JOINS, "2023-03 gross", 116100, 300000},
	{"join_month = \"whole\"", "", "", JOINS, "2023-03 gross", 116100, 300000},
	{"join_month = \"none\"", "", "", JOINS, "2023-03 gross", 116100, 0},
	{"leave_month = \"whole\"", "", "", LEAVES, "2023-03 gross", 101600, 315000},
	{"leave_month = \"none\"", "", "", LEAVES, "2023-03 gross", 101600, 0},
	{"retire_month = \"by_day\"", "", "", RETIRES, "2023-03 gross", 315000, 101600},
	{"retire_month = \"none\"", "", "", RETIRES, "2023-03 gross", 315000, 0},
	/* 200 x 12 / 31 is 77.42. */
	{"credit_prorate = \"yes\"", "", CASH, JOINS "; C social 2020-01-01 2020-01-01", "2023-03 gross", 136100, 123800},
	{"protect_version = \"none\"", "", LOWER, "S 2021-01-01" STAFF, "2023-07 gross", 300000, 270000},
	{"protect_version = \"fixed\"", "", LOWER, "S 2021-01-01" STAFF, "2024-01 gross", 300000, 313500},
	{"protect_down = \"shrink\"", "", "", "S 2021-01-01; P deputy 副主任 2021-01-01 2023-07-01; P staff 社工 2023-07-01", "2023-08 gross", 300000, 345000},
	{"protect_down = \"fixed\"", "protect_down = \"shrink\"", "[version.2]\neffective_from = \"2023-06-01\"\n@\n", "S 2021-01-01; P deputy 副主任 2021-01-01 2023-07-01; P staff 社工 2023-07-01", "2024-01 gross", 345000, 360000},

	/* ---- absences ---- */
	{"counts = \"no\"", "", "[absence.sick]\nlabel = \"病\"\n@\n", SINCE_2010 "; A sick 2012-01-01 2012-03-01", "2016-01-01", 3, 2},
	{"pay = \"60\"", "", "[absence.sick]\nlabel = \"病\"\n@\n", SINCE_2010 "; A sick 2023-02-01 2023-05-01", "2023-03 gross", 360000, 216000},

	/* ---- items ---- */
	{"kind = \"deduction\"", "", ITEM("amount = \"50\""), SINCE_2010, "2023-03 net", 365000, 355000},
	{"kind = \"employer\"", "", ITEM("amount = \"50\""), SINCE_2010, "2023-03 employer", 0, 5000},
	{"part = \"standard\"", "", ITEM("amount = \"50\""), SINCE_2010, "2023-03 standard", 360000, 365000},
	{"part = \"performance\"", "", ITEM("amount = \"50\""), SINCE_2010, "2023-03 performance", 0, 5000},
	{"by = \"year\"", "", ITEM("amount = \"10\""), SINCE_2010, PAID_ITEM, 1000, 13000},
	{"start = \"same_month\"", "", ITEM("amount = \"10\"\nby = \"year\""), "S 2010-03-20" STAFF, PAID_ITEM, 12000, 13000},
	{"start = \"next_month\"", "", ITEM("amount = \"10\"\nby = \"year\"\n"), "S 2010-02-28" STAFF, PAID_ITEM, 12000, 13000},
	{"rate = \"12.5\"", "", ITEM("of = \"graded\""), SINCE_2010, PAID_ITEM, -3, 45000},
	{"of = \"graded\"", "", ITEM("rate = \"10\"") "[item.y]\nlabel = \"y\"\npart = \"standard\"\namount = \"100\"\n", SINCE_2010, PAID_ITEM, 37000, 36000},
	{"of = \"gross\"", "", ITEM("rate = \"10\"\nkind = \"deduction\"") CASH, SINCE_2010 "; C social 2012-01-01 2012-01-01", PAID_ITEM, 36000, 38000},
	{"of = \"insurance\"", "", ITEM("rate = \"10\"\nkind = \"deduction\""), SINCE_2010 "; I insurance 500000 2020-01-01", PAID_ITEM, 36000, 50000},
	{"of = \"fund\"", "", ITEM("rate = \"10\"\nkind = \"deduction\""), SINCE_2010 "; I fund 400000 2020-01-01; I insurance 500000 2020-01-01", PAID_ITEM, 36000, 40000},
	{"base_min = \"5000\"", "", ITEM("rate = \"10\""), SINCE_2010, PAID_ITEM, 36000, 50000},
	{"base_max = \"2500\"", "", ITEM("rate = \"10\""), SINCE_2010, PAID_ITEM, 36000, 25000},
	{"max = \"120\"", "", ITEM("rate = \"10\""), SINCE_2010, PAID_ITEM, 36000, 12000},
	{"who = \"elected\"", "", ITEM("amount = \"50\""), "S 2010-01-01; P staff 社工 2010-01-01 - 02", PAID_ITEM, 5000, 0},
	{"who = \"combined\"", "", ITEM("amount = \"50\""), "S 2010-01-01; P staff 社工 2010-01-01 - 02 0", PAID_ITEM, 5000, 0},
	{"months = \"11 12 1\"", "", ITEM("amount = \"50\""), SINCE_2010, PAID_ITEM, 5000, 0},
	{"pays = \"rating\"", "", ITEM("amount = \"50\""), SINCE_2010, PAID_ITEM, 5000, 0},
	{"times = \"months\"", "", ITEM("amount = \"50\"\npays = \"rating\""), "S 2022-03-01" STAFF "; R 2022 good 2023-03-01", PAID_ITEM, 5000, 50000},
	{"ratings = \"excellent\"", "", ITEM("amount = \"50\"\npays = \"rating\""), "S 2022-03-01" STAFF "; R 2022 good 2023-03-01", PAID_ITEM, 5000, 0},
	{"follows = \"treatment\"", "", ITEM("by = \"post\"\namounts = \"deputy:70 staff:30\"") "[credit.social]\nkind = \"certificate\"\ntreat_as = \"deputy\"\n", SINCE_2010 "; C social 2012-01-01 2012-01-01", PAID_ITEM, 3000, 7000},
	{"prorate = \"yes\"", "", ITEM("amount = \"310\""), JOINS, PAID_ITEM, 31000, 12000},
	{"taxable = \"no\"", "", ITEM("amount = \"50\""), SINCE_2010, "2023-03 taxable", 365000, 360000},
	/* Of several jobs held the highest; a grade, a star. */
	{"amounts = \"书记:30 主任:40\"", "", ITEM("by = \"job\""), "S 2010-01-01; P staff 书记 2010-01-01; P staff 主任 2012-01-01", PAID_ITEM, -3, 4000},
	{"amounts = \"5:30 4:20\"", "", ITEM("by = \"grade\""), SINCE_2010, PAID_ITEM, -3, 3000},
	{"amounts = \"3:30 5:50\"", "", ITEM("by = \"star\""), SINCE_2010 "; U 103 star 5 2020-01-01", PAID_ITEM, -3, 5000},

	{"amount = \"50\"", "", ITEM(""), SINCE_2010, PAID_ITEM, -3, 5000},
	{"least = \"yes\"", "", CASH "@\n", "S 2023-01-01" STAFF "; C social 2012-01-01 2012-01-01; U 103 cash.social 250 2020-01-01", "2023-03 gross", 320000, 325000},

	/* ---- tax ---- */
	{"free = \"5000\"", "", "[tax]\nbrackets = \"36000:3:0 144000:10:2520 -:20:16920\"\n@\n", SINCE_2010, "2023-03 tax", 10800, 0},
	{"brackets = \"36000:3:0 144000:10:2520 -:20:16920\"", "", "[tax]\nfree = \"1000\"\n@\n", SINCE_2010, "2023-03 tax", 0, 7800},

	/* ---- an organ's own: the community's, else the street's, the district's ---- */
	{"U 103 basic_pct 60 2020-01-01", "basic_pct = \"70\"", "", SINCE_2010, "2023-03 basic", 252000, 216000},
	{"U 102 basic_pct 60 2020-01-01", "basic_pct = \"70\"", "", SINCE_2010, "2023-03 basic", 252000, 216000},
	{"U 101 basic_pct 60 2020-01-01", "basic_pct = \"70\"", "", SINCE_2010, "2023-03 basic", 252000, 216000},
	{"U 102 basic_pct 60 2020-01-01", "basic_pct = \"70\"", "", SINCE_2010 "; U 101 basic_pct 50 2020-01-01", "2023-03 basic", 180000, 216000},
	{"U 103 basic_pct 80 2020-01-01", "basic_pct = \"70\"", "", SINCE_2010 "; U 102 basic_pct 60 2020-01-01", "2023-03 basic", 216000, 288000},
	{"U 103 basic_pct 60 2023-03-01", "", "", SINCE_2010 "; U 102 basic_pct 90 2020-01-01 2023-03-01", "2023-03 basic", 360000, 216000},
	{"U 103 multiplier 1.1 2020-01-01", "", "", SINCE_2010, "2023-03 gross", 360000, 396000},
	{"U 103 performance_pays quarter 2020-01-01", "basic_pct = \"70\"", "", SINCE_2010, "2023-03 gross", 360000, 252000},
	{"U 103 star 5 2020-01-01", "", "[item.x]\nlabel = \"星\"\nby = \"star\"\namounts = \"3:30 5:50\"\n", SINCE_2010, PAID_ITEM, 0, 5000},

	/* ---- facts that come, end, and take effect later ---- */
	{"S 2010-01-01 2013-01-01", "", "", "S 2013-01-01" STAFF, "2016-01-01", 2, 3},
	{"P deputy 副主任 2015-06-01", "", "", SINCE_2010, "2016-01-01", 3, 6},
	{"E 21 2012-01-01", "", BACHELOR, SINCE_2010, "2016-01-01", 3, 4},
	{"E 21 2012-01-01 4 2013-01-01", "", BACHELOR "holds = \"both\"\n", SINCE_2010, "2013-01-01", 2, 3},
	{"C social 2012-01-01 2012-01-01 2015-12-31", "", SOCIAL, SINCE_2010, "2015-12-01", 2, 3},
	{"C senior 2012-01-01 2012-01-01 - 2016-01-02", "", SENIOR, SINCE_2010, "2016-01-01", 3, 5},
	{"D 2004-01-01 2007-01-01", "", "", SINCE_2010, "2016-01-01", 3, 4},
	{"H 04 2012-01-01", "", "[credit.a]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\n", SINCE_2010, "2016-01-01", 3, 4},
	{"A unpaid 2023-03-16 2023-04-01", "", "", SINCE_2010, "2023-03 gross", 360000, 174200},
	{"I insurance 0 2020-01-01", "", "[item.x]\nlabel = \"险\"\nkind = \"deduction\"\nrate = \"10\"\nof = \"insurance\"\n", SINCE_2010, PAID_ITEM, 36000, 0},
	{"T 50000 2020-01-01", "", "[tax]\nfree = \"1000\"\nbrackets = \"36000:3:0 -:10:2520\"\n", SINCE_2010, "2023-03 tax", 7800, 6300},
	{"G 3 2015-01-01 2023-03", "approval = \"hold\"", "", SINCE_2010, "2023-03 grade", 5, 3},
};

/* Facts that are there but do not count yet, or no more. */
static const struct probe silent[] = {
	{"E 21 2012-01-01 - - 0 2016-02-01", "", BACHELOR, SINCE_2010, "2016-01-01", 3, 3},
	{"C social 2012-01-01 2012-01-01 - - 2016-02-01", "", SOCIAL, SINCE_2010, "2016-01-01", 3, 3},
	{"C social 2012-01-01 - - -", "", SOCIAL, SINCE_2010, "2016-01-01", 3, 3},
	{"C social 2012-01-01 2012-01-01 2015-12-31", "", SOCIAL, SINCE_2010, "2016-01-01", 3, 3},
	{"C social 2012-01-01 2012-01-01 - 2016-01-01", "", SOCIAL, SINCE_2010, "2016-01-01", 3, 3},
	{"H 04 2012-01-01 2016-02-01", "", "[credit.a]\nkind = \"honour\"\nlevel = \"04\"\nsteps = \"1\"\n", SINCE_2010, "2016-01-01", 3, 3},
	{"P deputy 副主任 2015-06-01 - 01 0 0 2016-02-01", "", "", SINCE_2010, "2016-01-01", 3, 3},
	{"P deputy 副主任 2015-06-01 2016-01-01", "", "", SINCE_2010, "2016-01-01", 3, 3},
	{"D 2004-01-01 2007-01-01 2016-02-01", "", "", SINCE_2010, "2016-01-01", 3, 3},
	{"R 2014 bad 2016-02-01", "", "", SINCE_2010, "2016-01-01", 3, 3},
	{"A unpaid 2012-01-01 2012-03-01 2012-03-01", "", "", SINCE_2010, "2016-01-01", 3, 3},
	{"U 103 basic_pct 60 2020-01-01 2023-03-01", "basic_pct = \"70\"", "", SINCE_2010, "2023-03 basic", 252000, 252000},
	{"U 103 basic_pct 60 2023-03-02", "basic_pct = \"70\"", "", SINCE_2010, "2023-03 basic", 252000, 252000},
	{"I insurance 500000 2020-01-01 2023-03-01", "", "[item.x]\nlabel = \"险\"\nkind = \"deduction\"\nrate = \"10\"\nof = \"insurance\"\n", SINCE_2010, PAID_ITEM, 36000, 36000},
	{"T 50000 2023-04-01", "", "[tax]\nfree = \"1000\"\nbrackets = \"36000:3:0 -:10:2520\"\n", SINCE_2010, "2023-03 tax", 7800, 7800},
	{"G 3 2015-01-01 2023-04", "approval = \"hold\"", "", SINCE_2010, "2023-03 grade", 5, 5},
	{"S 2004-01-01 2009-01-01 other", "", "", SINCE_2010, "2016-01-01", 3, 3},
};
/* clang-format on */

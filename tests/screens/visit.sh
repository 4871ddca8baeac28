# Sourced by screens.test: a fresh book of the visit fixture in a folder of
# its own, the same rows every time.  Needs JIEBAN, SRC and work.
JIEBAN_DATA=$SRC
HOME=$work
XDG_STATE_HOME=$work/state
XDG_CONFIG_HOME=$work/config
LC_ALL=C.UTF-8
export JIEBAN_DATA HOME XDG_STATE_HOME XDG_CONFIG_HOME LC_ALL
unset XDG_DATA_HOME JIEBAN_BOOK

jb() {
	"$JIEBAN" --book visit.jb --data "$SRC/tests/fixtures/visit" \
		--today 2026-03-12 --as "${clerk-C900}" "$@" >/dev/null
}

visit() { # PERSON DAY KIND MINUTES SUMMARY
	jb add visit person="$1" visited_on="$2" kind="$3" minutes="$4" summary="$5"
}

make_book() {
	rm -rf visit.jb state
	cat >"走访 三月.csv" <<-END
	甲街道走访登记表,,,,
	2026年3月,,,,
	人员,visited_on,类别,时长（分钟）,summary
	单雄信,2026-03-06,入户,30,"含,逗号和""引号"""
	没有这人,2026-03-07,上门,5,错了两处
	END
	"$JIEBAN" --book visit.jb --data "$SRC/tests/fixtures/visit" \
		--today 2026-03-12 init --name 演示街道办事处 >/dev/null &&
		visit P1 2026-03-01 1 30 "第一次上门，情况正常" &&
		visit P2 2026-03-02 2 10 "" &&
		visit P1 2026-03-03 1 45 "户主𠮷田，邻居𱍐某" &&
		visit P2 2026-03-04 2 5 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙丙丁戊己庚辛" &&
		visit P1 2026-03-05 2 20 "约好下周再去"
}

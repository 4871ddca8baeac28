# Sourced by the command tests: a fresh book in a fresh folder, a fixed day,
# and three ways to say what should come out.  TAP.
JIEBAN=${JIEBAN:-build/jieban}
SRC=${SRC:-.}
JIEBAN_DATA=$SRC
export JIEBAN_DATA
work=$(mktemp -d "${TMPDIR:-/tmp}/jieban-test-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
HOME=$work
XDG_STATE_HOME=$work/state
XDG_CONFIG_HOME=$work/config
export HOME XDG_STATE_HOME XDG_CONFIG_HOME
unset XDG_DATA_HOME
book=$work/office.jb
day=2026-11-20
tap=0
bad=0

jb() { "$JIEBAN" --book "$book" --today "$day" "$@"; }

verdict() { # PASS NAME WHAT
	tap=$((tap + 1))
	if [ "$1" = 1 ]; then
		echo "ok $tap - $2"
	else
		echo "not ok $tap - $2"
		printf '%s\n' "$3" | sed 's/^/# /'
		bad=$((bad + 1))
	fi
}

# expect NAME STATUS TEXT WORDS...: TEXT must stand in what is printed
# (standard output and error), and the exit status must be STATUS.
expect() {
	name=$1 want=$2 text=$3
	shift 3
	out=$(jb "$@" 2>&1)
	got=$?
	pass=1
	[ "$got" = "$want" ] || pass=0
	case $out in *"$text"*) ;; *) pass=0 ;; esac
	verdict $pass "$name" "status $got, wanted $want; wanted text: $text
got: $out"
}

# The demo office, fresh: its book becomes ours.
demo_book() {
	"$JIEBAN" demo "$work" </dev/null >"$work/demo.out" 2>&1 || cat "$work/demo.out"
	book=$work/office.jb
}

# refused NAME CODE TEXT WORDS...: a rule speaks, with its code and sums, and
# no byte of the book is other than before.
refused() {
	name=$1 code=$2 text=$3
	shift 3
	before=$(rows_digest)
	out=$(jb "$@" 2>&1)
	got=$?
	pass=1
	[ "$got" = 1 ] || pass=0
	case $out in *"[$code]"* | *"[$code "*) ;; *) pass=0 ;; esac
	case $out in *"$text"*) ;; *) pass=0 ;; esac
	[ "$before" = "$(rows_digest)" ] || { pass=0; out="$out (the book has other bytes)"; }
	verdict $pass "$code: $name" "status $got, wanted 1 [$code] $text
got: $out"
}

rows_digest() { cksum <"$book"; }

# allowed NAME WORDS...: the nearest case that passes.
allowed() {
	name=$1
	shift
	out=$(jb "$@" 2>&1)
	got=$?
	pass=0
	[ "$got" = 0 ] && pass=1
	verdict $pass "passes: $name" "status $got, wanted 0
got: $out"
}

done_testing() {
	echo "1..$tap"
	[ "$bad" = 0 ]
}

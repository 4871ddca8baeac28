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

done_testing() {
	echo "1..$tap"
	[ "$bad" = 0 ]
}

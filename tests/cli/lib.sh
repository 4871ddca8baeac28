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
# no byte of the book is other than before.  What is added is imported as well,
# but for what typed_only says an import does otherwise.
typed_only=''
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
	[ -z "$typed_only" ] || return
	case " $* " in *" add "*) ;; *) return ;; esac
	twin_of "$@"
	[ -n "$twin" ] || return
	# shellcheck disable=SC2086
	out=$(jb $twin 2>&1)
	got=$?
	pass=1
	[ "$got" = 1 ] || pass=0
	case $out in *"[$code]"* | *"[$code "*) ;; *) pass=0 ;; esac
	[ "$before" = "$(rows_digest)" ] || { pass=0; out="$out (the book has other bytes)"; }
	verdict $pass "$code: $name, imported" "status $got, wanted 1 [$code]
got: $out"
}

said_of() { # FIELD WORDS...: one of them gives it a value
	field=$1
	shift
	for other in "$@"; do
		case $other in "$field="*) return 0 ;; esac
	done
	return 1
}

# The same words as a file of one row: `add FORM FIELD=VALUE...` imported.
# In $work/twin.csv, and in $twin the words; empty where a cell cannot say it.
twin_of() { # WORDS...
	twin='' twin_head='' twin_row='' twin_form=''
	while [ $# -gt 0 ]; do
		case $1 in
		--*) twin="$twin $1 $2" && shift ;;
		add) ;;
		*=@*) twin='' && return ;;
		*=*)
			# Said twice, the last counts.
			word=$1
			shift
			! said_of "${word%%=*}" "$@" || continue
			set -- "$word" "$@"
			twin_head="$twin_head,${1%%=*}"
			twin_row="$twin_row,\"$(printf %s "${1#*=}" | sed 's/"/""/g')\""
			;;
		*) twin_form=$1 ;;
		esac
		shift
	done
	printf '%s\n%s\n' "${twin_head#,}" "${twin_row#,}" >"$work/twin.csv"
	twin="$twin import $twin_form $work/twin.csv"
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

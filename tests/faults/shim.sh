# Sourced by the fault tests after cli/lib.sh: the shim, compiled on demand.
shim=$work/shim.so

# False, with the reason in $why, where it cannot stand.
shim_ready() {
	if nm -D "$JIEBAN" 2>/dev/null | grep -q __asan_init; then
		why='the sanitizers stand where the shim would'
		return 1
	fi
	why='the shim does not compile here'
	cc -O1 -w -D_GNU_SOURCE -shared -fPIC -o "$shim" "$SRC/tests/faults/shim.c" -ldl
}

# A test that is nothing without it.
need_shim() {
	shim_ready || {
		echo "1..0 # SKIP $why"
		exit 0
	}
}

shimmed() { # WORDS...: with SHIM_... set by the caller
	LD_PRELOAD=$shim exec "$JIEBAN" --book "$book" --today "$day" "$@"
}

# How many calls of the kind (all, write) the words make.
count_calls() { # KIND WORDS...
	kind=$1
	shift
	rm -f "$work/calls"
	(SHIM_CALLS=$kind SHIM_LOG=$work/calls shimmed "$@") >/dev/null 2>&1
	wc -l <"$work/calls"
}

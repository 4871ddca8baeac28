# Sourced after demo_book by the tests of roles: a row of every record of
# tests/fixtures/roles in every one of its states.  In $records the records,
# in $work/rows RECORD|STATE|KEY.
table=$SRC/tests/fixtures/roles
records=$(awk '!/^#/ { print $1 }' "$table/moves" | sort -u)
mkdir -p "$work/own/schema"
{
	echo 'UPDATE quota_permit SET quantity = 9, version = version + 1;'
	# The newest row of the record again, in the state it lacks.
	at=0
	for record in $records; do
		for state in $(awk -v r="$record" '$1 == r { print $4 }' "$table/moves" | sort -u); do
			[ "$record" = handover ] && continue
			at=$((at + 1))
			[ "$(sqlite3 -readonly "$book" "SELECT count(*) FROM $record WHERE state = '$state' AND void_reason IS NULL")" = 0 ] || continue
			sqlite3 -readonly "$book" "SELECT 'INSERT INTO $record (' || group_concat('\"' || name || '\"') || ') SELECT ' || group_concat(CASE name WHEN 'code' THEN '''$record-$state''' WHEN 'state' THEN '''$state'''
				WHEN 'year' THEN '$((2030 + at))' WHEN 'month' THEN '''2090-01''' WHEN 'effective_on' THEN '''2026-11-10'''
				WHEN '$([ "$record" = posting ] && echo starts_on)' THEN '''2026-11-10''' WHEN '$([ "$record" = posting ] && echo ends_on)' THEN '''2026-11-20''' ELSE '\"' || name || '\"' END) || ' FROM $record ORDER BY id DESC LIMIT 1;' FROM pragma_table_info('$record') WHERE name <> 'id'"
		done
	done
	for state in prepared accepted witnessed; do
		echo "INSERT INTO handover (code, from_clerk_id, to_clerk_id, witness_id, handed_on, state) SELECT 'handover-$state', a.id, b.id, c.id, '2026-11-20', '$state' FROM clerk a, clerk b, clerk c WHERE a.code = 'street1' AND b.code = 'street2' AND c.code = 'lead1';"
	done
} >"$work/own/schema/0001-states.sql"
out=$("$JIEBAN" --data "$work/own" --book "$book" --today "$day" --as demo set organ S1 note=演示数据 2>&1)
verdict "$([ "$out" = S1 ] && echo 1)" 'a row in every state' "$out"
sqlite3 -readonly "$book" "$(for record in $records; do echo "SELECT '$record', state, min(code) FROM $record WHERE void_reason IS NULL GROUP BY state;"; done)" >"$work/rows"

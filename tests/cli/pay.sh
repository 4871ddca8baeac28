# Sourced after lib.sh by the tests of pay: an office of three communities in
# two streets with ten workers, without a scheme, in $work/empty.jb.

organ() { # CODE KIND PARENT
	jb add organ "code=$1" "full_name=$1" "short_name=$1" "kind=$2" \
		"parent=$3" valid_from=1990-01-01
}

# id_number SERIAL: 990101 19800101 and a serial, with its check digit.
id_number() {
	awk -v serial="$1" 'BEGIN {
		split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
		body = "99010119800101" sprintf("%03d", serial)
		for (i = 1; i <= 17; i++)
			sum += substr(body, i, 1) * weight[i]
		print body substr("10X98765432", sum % 11 + 1, 1)
	}'
}

empty_office() {
	jb init --name 甲街道
	organ Q0 district ''
	organ S1 street Q0
	organ S2 street Q0
	organ C1 community S1
	organ C2 community S1
	organ C3 community S2
	jb add clerk code=boss name=王 organ=S1 'roles=street lead worker checker admin' \
		valid_from=2000-01-01
	{
		echo code,name,id_no,sex,birth_on,ethnicity,category,home_organ
		for i in 01 02 03 04 05 06 07 08; do
			echo "P0$i,赵敏,$(id_number $((${i#0} * 2))),2,1980-01-01,01,community,C1"
		done
	} >"$work/person.csv"
	{
		echo code,person
		for i in 01 02 03 04 05 06 07 08; do
			echo "W0$i,P0$i"
		done
	} >"$work/worker.csv"
	jb import person "$work/person.csv"
	jb import worker "$work/worker.csv"
	cp "$book" "$work/empty.jb"
} >"$work/office.out" 2>&1

# facts DIR: every CSV of facts in the folder; says what was refused.
facts() {
	for file in "$1"/*.csv; do
		form=$(basename "$file" .csv)
		case $form in expected | arrears | lines) continue ;; esac
		jb import "$form" "$file" 2>&1 >/dev/null
	done
}

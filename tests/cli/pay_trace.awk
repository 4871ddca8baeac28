# Reads `list pay_version --format csv`, then `pay show MONTH --format csv`:
# recomputes every line from the words of its trace, by the rounding of its
# version, and prints what comes out otherwise than it is stored.  Money is
# reckoned in whole 分, products in whole numbers below 2^53.
function fen(text,   sign) {
	sign = text ~ /^-/ ? -1 : 1
	gsub(/[^0-9]/, "", text)
	return sign * text
}
function scaled(text, places,   dot, whole) { # "1.05", 4 -> 10500
	dot = index(text, ".")
	whole = dot ? substr(text, 1, dot - 1) : text
	text = dot ? substr(text, dot + 1) : ""
	while (length(text) < places)
		text = text "0"
	return (whole text) + 0
}
function rounded(number, divisor, unit, how,   whole, rest) {
	divisor *= unit
	whole = int(number / divisor)
	rest = number - whole * divisor
	if ((how == "up" && rest > 0) || (how == "half_up" && rest * 2 >= divisor))
		whole++
	return whole * unit
}
function fault(what, should, is) {
	print line["code"] ": " what " " should ", stored " is
	faults++
}
function same(what, should, is) {
	checked++
	if (should != is)
		fault(what, should, is)
}
function fields(text, out,   count, quoted, i, c, cell) {
	count = 0
	cell = ""
	quoted = 0
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\"" && quoted && substr(text, i + 1, 1) == "\"") {
			cell = cell c
			i++
		} else if (c == "\"") {
			quoted = !quoted
		} else if (c == "," && !quoted) {
			out[++count] = cell
			cell = ""
		} else {
			cell = cell c
		}
	}
	out[++count] = cell
	return count
}
# The words and value of each step of the trace.
function steps(trace,   part, count, i, name) {
	for (name in words)
		delete words[name]
	count = split(trace, part, /\{"n":/)
	for (i = 2; i <= count; i++) {
		if (!match(part[i], /"step":"[a-z]*"/))
			continue
		name = substr(part[i], RSTART + 8, RLENGTH - 9)
		match(part[i], /"words":"[^"]*"/)
		words[name] = substr(part[i], RSTART + 9, RLENGTH - 10)
		match(part[i], /"value":"[^"]*"/)
		value[name] = substr(part[i], RSTART + 9, RLENGTH - 10)
	}
}
function after(text, mark,   at) {
	at = index(text, mark)
	return at ? substr(text, at + length(mark)) : ""
}
# Without what stands in brackets (the rating a performance was paid by).
function outside(text,   open, shut) {
	while ((open = index(text, "（")) && (shut = index(text, "）")) > open)
		text = substr(text, 1, open - 1) substr(text, shut + length("）"))
	return text
}
function grade(   text, part, terms, i, sum, top, floor, ceiling) {
	text = words["grade"]
	if (index(text, "不分等级")) {
		same("grade", 0, line["grade"])
		return
	}
	if (index(text, "逐次变动")) {
		sum = after(text, "本月 ") + 0
	} else {
		terms = substr(text, 1, index(text, " = ") - 1)
		gsub(/ - [^0-9]*/, " + -", terms)
		terms = split(terms, part, " [+] ")
		for (i = 1; i <= terms; i++) {
			gsub(/[^0-9-]/, "", part[i])
			sum += part[i]
		}
		if (index(text, "不低于原等级"))
			sum = after(text, " = ") + 0
		same("sum of steps", sum, after(text, " = ") + 0)
	}
	same("uncapped", sum, line["uncapped"])
	ceiling = after(text, "岗位上限 ") + 0
	match(words["post"], /[0-9]+-[0-9]+ 级/)
	floor = substr(words["post"], RSTART) + 0
	top = version[line["pay_version"], "honour_over_ceiling"] == "yes" ? value["honour"] : 0
	if (sum > ceiling + top)
		sum = ceiling + top
	if (sum < floor)
		sum = floor
	if (index(text, "核定 "))
		sum = after(text, "核定 ") + 0
	else if (index(text, "按已批 "))
		sum = after(text, "按已批 ") + 0
	same("grade", sum, line["grade"])
}
function band(   text, part, count) {
	text = after(words["band"], " 档：")
	if (text == "" || index(text, "查档级表"))
		return
	count = split(text, part, /[^0-9]+/)
	same("band", part[1] + part[2], part[3])
}
function amount(   text, part, terms, i, graded, of, unit, how) {
	text = words["amount"]
	of = line["pay_version"]
	unit = fen(version[of, "unit"])
	how = version[of, "round"]
	if (index(text, " x ")) {
		i = index(text, " / 12 x ") ? 12 : 1
		sub(/ \/ 12 x /, " x ", text)
		match(text, /^[0-9.]+ x [0-9.]+ x [0-9.]+/)
		split(substr(text, 1, RLENGTH), part, " x ")
		graded = rounded(fen(part[1]) * scaled(part[2], 4) * scaled(part[3], 4), 100000000 * i, unit, how)
	} else {
		i = text
		sub(/^[0-9]+ 级 /, "", i)
		graded = fen(substr(i, 1, match(i " ", / /) - 1))
	}
	same("graded", graded, fen(line["graded"]))
	i = after(text, " + ")
	if (i != "") {
		terms = split(substr(i, 1, index(i, " = ") - 1), part, " [+] ")
		for (i = 1; i <= terms; i++)
			graded += fen(substr(part[i], match(part[i], /-?[0-9.]+$/)))
		match(text, /= -?[0-9.]+$/)
		same("standard items", graded, fen(substr(text, RSTART + 2)))
	}
	same("standard", graded, fen(value["amount"]))
}
function parts(   text, part, of, unit, how, basic) {
	text = words["split"]
	if (text == "") {
		same("basic", fen(value["amount"]), fen(line["basic"]))
		return
	}
	of = line["pay_version"]
	unit = fen(version[of, "unit"])
	how = version[of, "round"]
	split(text, part, / x |% = |，其余 |；/)
	basic = fen(part[1])
	if (scaled(part[2], 4) != 1000000)
		basic = rounded(basic * scaled(part[2], 4), 1000000, fen(version[of, "split_unit"]), how)
	same("basic of the split", basic, fen(part[3]))
	same("the rest", fen(part[1]) - basic, fen(part[4]))
	if (index(text, "试用期 x ") && after(text, "试用期 x ") !~ /^100%/)
		basic = rounded(basic * scaled(substr(after(text, "试用期 x "), 1, index(after(text, "试用期 x "), "%") - 1), 4), 1000000, unit, how)
	if (index(text, "当月折算 x ")) {
		split(after(text, "当月折算 x "), part, /[^0-9]+/)
		basic = rounded(basic * part[1], part[2], unit, how)
	}
	same("basic", basic, fen(line["basic"]))
	same("both parts", fen(line["basic"]) + fen(line["performance"]), fen(line["standard"]))
	same("both parts in the trace", fen(value["split"]), fen(line["standard"]))
}
function gross(   text, part, count, i, sum) {
	text = words["beside"]
	text = outside(text)
	count = split(substr(text, 1, index(text, "，应发 ") - 1), part, "，")
	for (i = 1; i <= count; i++)
		if (match(part[i], / -?[0-9]+\.[0-9][0-9]$/))
			sum += fen(substr(part[i], RSTART + 1))
	same("gross in the trace", sum, fen(value["beside"]))
	if (value["arrears"] != "")
		sum += fen(value["arrears"])
	same("gross", sum, fen(line["gross"]))
}
function net(   text, part, count, i, sum) {
	text = words["deduct"]
	sub(/；.*/, "", text)
	sub(/，实发 .*/, "", text)
	count = split(text, part, "，")
	for (i = 1; i <= count; i++)
		if (match(part[i], / -?[0-9]+\.[0-9][0-9]$/) && !index(part[i], "单位"))
			sum += fen(substr(part[i], RSTART + 1))
	same("deducted", sum, fen(line["deducted"]))
	same("net", fen(line["gross"]) - sum, fen(line["net"]))
}
FNR == 1 {
	count = fields($0, head)
	lines_now = head[2] == "pay_month"
	next
}
{
	count = fields($0, cell)
	if (!lines_now) {
		for (i = 2; i <= count; i++)
			version[cell[1], head[i]] = cell[i]
		next
	}
	for (i = 1; i <= count; i++)
		line[head[i]] = cell[i]
	if (line["status"] == "missing")
		next
	for (i in value)
		delete value[i]
	steps(line["trace"])
	grade()
	band()
	amount()
	parts()
	gross()
	net()
	seen++
}
END {
	printf "lines %d, checked %s, faults %d\n", seen, (checked ? "yes" : "no"), faults
}

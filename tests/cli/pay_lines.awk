# Reads `pay show MONTH --format csv` and prints month,worker and the columns
# that a file of expected lines holds; a line off the sheet says missing.
BEGIN {
	FS = ","
	n = split("post grade uncapped clock_months graded basic performance " \
		"standard performance_paid gross", want, " ")
}
FNR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	next
}
{
	worker = $(at["worker"])
	sub(/^P/, "W", worker)
	line = $(at["pay_month"]) "," worker
	if ($(at["status"]) == "missing") {
		print line ",missing"
		next
	}
	for (i = 1; i <= n; i++)
		line = line "," $(at[want[i]])
	print line
}

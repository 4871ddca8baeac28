"""Types a scheme: typed.py JIEBAN FROM TO SCHEME.

Every row of SCHEME in the book FROM is added to the book TO as a clerk adds
it: field by field, and without the code and the rank, which follow from the
rest.  The longer tables come as a sheet.
"""

import csv
import io
import os
import subprocess
import sys

FORMS = ("pay_scheme pay_version pay_article pay_post pay_credit pay_rating "
         "pay_absence pay_item pay_item_amount pay_band pay_grade pay_base "
         "tax_bracket").split()
PROGRAM, FROM, TO, SCHEME = sys.argv[1:]


SHEET = 6  # rows from which a table is pasted, not typed


def run(book, *words):
    done = subprocess.run([PROGRAM, "--book", book, "--today", "2026-11-20", *words],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        print("refused: %s: %s" % (" ".join(words), done.stderr.strip()))
    return done.stdout


def rows(book, *words):
    return list(csv.DictReader(io.StringIO(run(book, *words, "--format", "csv"))))


def codes(book, form):
    return sorted(row["code"] for row in listed(book, form, ["code"], "code"))


def listed(book, form, fields, order):
    return [row for row in rows(book, "list", form, "--columns", ",".join(fields),
                                "--sort", order, "--limit", "10000")
            if row["code"] == SCHEME
            or row["code"].startswith((SCHEME + "@", SCHEME + "/"))]


def paste(form, given):
    path = TO + ".csv"
    with open(path, "w", encoding="utf-8") as out:
        sheet = csv.DictWriter(out, list(given[0]))
        sheet.writeheader()
        sheet.writerows(given)
    run(TO, "import", form, path)
    os.remove(path)


for form in FORMS:
    names = [f["name"] for f in rows(FROM, "fields", form) if f["derived"] == "0"]
    given = listed(FROM, form, names, "rank" if "rank" in names else "-code")
    for row in given:
        if form != "pay_scheme":
            del row["code"]
        if form != "tax_bracket":
            row.pop("rank", None)
    if len(given) < SHEET:
        for row in given:
            run(TO, "add", form, *["%s=%s" % pair for pair in row.items() if pair[1]])
    else:
        paste(form, given)
    if codes(FROM, form) != codes(TO, form):
        print("%s: %s, not %s" % (form, codes(TO, form), codes(FROM, form)))

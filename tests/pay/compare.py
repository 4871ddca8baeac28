"""Compares the program with the model: compare.py JIEBAN FIRST COUNT.

Every case is a random scheme with random workers in a book of its own, of
which four months are run and shown, and some grades asked for.  Prints each
difference and, last, how much was compared.
"""

import csv
import datetime
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

import cases
import model

WORKERS = 24
MONTHS = [datetime.date(y, m, 1) for y, m in (
    (2019, 3), (2021, 1), (2023, 7), (2024, 6), (2025, 1))]
TABLES = dict(
    spell=("service_spell", "community starts_on ends_on leave_reason served_at "
           "probation_until effect_on"),
    post=("worker_post", "post job way combined acting starts_on ends_on effect_on"),
    absence=("worker_absence", "kind starts_on ends_on effect_on"),
    deemed=("worker_deemed", "cause starts_on ends_on effect_on"),
    education=("worker_education", "education graduated_on degree degree_on "
               "full_time effect_on"),
    certificate=("worker_certificate", "level issued_on registered_on valid_until "
                 "withdrawn_on effect_on"),
    honour=("worker_honour", "title level awarded_on effect_on"),
    rating=("worker_rating", "year rating effect_on"),
    performance=("performance_rating", "period rating effect_on"),
    change=("grade_change", "to_grade effect_on paid_from"),
    override=("worker_override", "grade cause document starts_on ends_on"),
    insurance=("insurance_base", "kind amount starts_on ends_on"),
    deduction=("tax_deduction", "amount starts_on ends_on"))
ABOVE = {"C1": "S1", "C2": "S1", "C3": "S2", "S1": "Q0", "S2": "Q0", "Q0": None}


class Book:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.path = os.path.join(folder, "office.jb")

    def run(self, *words, keys=None):
        done = subprocess.run(
            [self.program, "--book", self.path, "--today", "2026-03-02", *words],
            input=keys, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode or done.stderr:
            raise SystemExit("%s: %d %s" % (
                " ".join(words), done.returncode, done.stderr))
        return done.stdout

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.run(*words, "--format", "csv"))))

    def load(self, form, columns, rows):
        path = os.path.join(self.folder, form + ".csv")
        with open(path, "w", encoding="utf-8") as out:
            sheet = csv.writer(out, lineterminator="\n")
            sheet.writerow(columns)
            sheet.writerows([["1" if v is True else "0" if v is False else
                              "" if v is None else v for v in row] for row in rows])
        self.run("import", form, path)

    def office(self):
        self.run("init", "--name", "甲街道")
        for code, kind in (("Q0", "district"), ("S1", "street"), ("S2", "street"),
                           ("C1", "community"), ("C2", "community"),
                           ("C3", "community")):
            self.run("add", "organ", "code=" + code, "full_name=" + code,
                     "short_name=" + code, "kind=" + kind,
                     "parent=" + (ABOVE[code] or ""), "valid_from=1990-01-01")
        codes = ["%03d" % (i + 1) for i in range(WORKERS)]
        self.load("person", "code name id_no sex birth_on ethnicity category home_organ"
                  .split(), [["P" + c, "赵敏", id_number(int(c) * 2), "2", "1980-01-01",
                              "01", "community", "C1"] for c in codes])
        self.load("worker", ["code", "person"], [["W" + c, "P" + c] for c in codes])
        self.run("add", "clerk", "code=boss", "name=王", "organ=S1",
                 "roles=street lead worker checker admin", "valid_from=2000-01-01")
        self.run("add", "document", "code=甲〔2010〕1号", "title=核定", "issuer=other",
                 "issued_on=2010-01-01", "kind=08")

    def approve(self):
        """What clerks proposed, in one paper."""
        for form, words in (("grade_change", ["document=甲〔2010〕1号"]), ("worker_override", [])):
            keys = [row["code"] for row in self.rows(
                "list", form, "state=proposed", "--columns", "code",
                "--limit", "100000") if "/" not in row["code"]]
            if keys:
                self.run("--as", "boss", "do", form, "-", "approve", *words,
                         keys="\n".join(keys) + "\n")


def id_number(serial):
    body = "99010119800101%03d" % serial
    total = sum(int(d) * w for d, w in zip(
        body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)))
    return body + "10X98765432"[total % 11]


def fill(book, made, units, facts):
    path = os.path.join(book.folder, "t.ini")
    with open(path, "w", encoding="utf-8") as out:
        out.write(cases.scheme_text(made))
    book.run("scheme", "load", path)
    if made.statutory:
        with open(path, "w", encoding="utf-8") as out:
            out.write(cases.scheme_text(made.statutory))
        book.run("scheme", "load", path)
        book.run("add", "scheme_use", "organ=Q0", "pay_scheme=s",
                 "valid_from=2010-01-01")
    if units:
        names = list(units[0])
        book.load("pay_unit", names, [[u[n] for n in names] for u in units])
    for kind, (form, columns) in TABLES.items():
        columns = columns.split()
        rows = [[code] + [fact[c] for c in columns]
                for code, worker in facts.items() for fact in worker[kind]]
        if rows:
            book.load(form, ["worker"] + columns, rows)
    book.approve()


def money(fen):
    return "%s%d.%02d" % ("-" if fen < 0 else "", abs(fen) // 100, abs(fen) % 100)


def expected(office, worker, month, year=None):
    line = model.line(office, worker, month)
    if line is None:
        return None
    line.deduct(year)
    return dict(
        post=line.post, grade=str(line.grade), uncapped=str(line.uncapped),
        graded=money(line.graded), basic=money(line.basic),
        performance=money(line.performance), standard=money(line.line_standard),
        performance_paid=money(line.performance_paid), gross=money(line.gross),
        deducted=money(line.deducted), net=money(line.net),
        employer=money(line.employer), status="held" if line.held else "ok")


def compare_month(book, office, facts, month, say, year=lambda code: None):
    name = month.isoformat()[:7]
    book.run("pay", "run", name)
    shown = {row["worker"].replace("P", "W"): row
             for row in book.rows("pay", "show", name)}
    for code, worker in facts.items():
        want = expected(office, worker, month, year(code))
        have = shown.get(code)
        if have is None or have["status"] == "missing":
            if want:
                say(name, code, "missing %s, not %s" % (
                    have and have["reason"], want))
            continue
        if want is None:
            say(name, code, "should be missing")
            continue
        wrong = ["%s %s, not %s" % (k, have[k], v)
                 for k, v in want.items() if have[k] != v]
        if wrong:
            say(name, code, "; ".join(wrong))


def compare_grade(book, office, code, worker, month, say):
    try:
        want = model.grade(office, worker, month)
    except model.Missing:
        return
    try:
        have = json.loads(book.run("pay", "grade", code, "--on", month.isoformat(),
                                   "--format", "json"))
    except SystemExit as refused:
        say("grade", code, str(refused))
        return
    have = (have["grade"], have["uncapped"], round(have["amount"] * 100))
    if have != want:
        say("grade", code, "%s, not %s" % (have, want))


def compare_next(book, office, facts, january, say):
    """January closed: tax is withheld from the year's first line on."""
    book.run("--as", "boss", "month", "close", january.isoformat()[:7],
             "--reason", "按表")

    def year(code):
        served = any(model.since(s, "starts_on") <= model.month_end(january)
                     and (s["ends_on"] or model.FAR) > january
                     and (s["ends_on"] or model.FAR) > model.since(s, "starts_on")
                     for s in facts[code]["spell"])
        if not served:
            return None
        line = model.line(office, facts[code], january)
        if line is None:
            return january, 0, 0, 0
        line.deduct()
        return january, line.taxable, line.contributed, line.tax

    compare_month(book, office, facts, model.add_months(january, 1), say, year)


def run_case(book, empty, seed, say):
    shutil.copy(empty, book.path)
    made, units, facts = cases.case(seed, WORKERS)
    office = model.Office(made, units, ABOVE, WORKDAYS)
    fill(book, made, units, facts)
    for month in MONTHS:
        shutil.copy(book.path, book.path + ".facts")
        compare_month(book, office, facts, month,
                      lambda *words: say(seed, *words))
        if month == MONTHS[-1]:
            compare_next(book, office, facts, month,
                         lambda *words: say(seed, *words))
        shutil.move(book.path + ".facts", book.path)
    for i, code in enumerate(list(facts)[:3]):
        compare_grade(book, office, code, facts[code], MONTHS[i],
                      lambda *words: say(seed, *words))


def workdays(book):
    special = {row["code"]: row["works"] == "1" for row in book.rows(
        "list", "workday", "--limit", "100000")}
    return lambda day: special.get(day.isoformat(), day.weekday() < 5)


WORKDAYS = None


def main():
    global WORKDAYS
    program, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    wrong = []

    def say(*words):
        wrong.append(words)
        print(*words, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        book = Book(program, folder)
        book.office()
        WORKDAYS = workdays(book)
        empty = os.path.join(folder, "empty.jb")
        shutil.copy(book.path, empty)
        for seed in range(first, first + count):
            run_case(book, empty, seed, say)
    print("cases %d, lines %d, differences %d" % (
        count, count * WORKERS * (len(MONTHS) + 1), len(wrong)))


if __name__ == "__main__":
    main()

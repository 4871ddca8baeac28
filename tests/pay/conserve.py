"""What was paid is what was due: conserve.py JIEBAN FIRST COUNT.

Six months are run and closed one after another while facts come in late, are
corrected, voided and moved to another worker, while workers leave and come
back, a second version of the scheme and a new base become known behind closed
months, and while a closed month is now and then reopened.  A last run settles.  For every worker and month, the line
of the month and all arrears for it must together be what the model says is
due by the facts as they are known in the end.
"""

import datetime
import os
import random
import shutil
import sys
import tempfile

import cases
import compare
import model

MONTHS = [datetime.date(2024, m, 1) for m in range(8, 13)] + \
    [datetime.date(2025, m, 1) for m in (1, 2)]


class Late:
    """The facts of a case, each with the month in which it is reported."""

    def __init__(self, rng, facts):
        self.due = {month: [] for month in MONTHS}
        self.known = []
        for code, worker in facts.items():
            for kind in compare.TABLES:
                for fact in worker[kind]:
                    when = MONTHS[0] if rng.random() < 0.7 else rng.choice(MONTHS)
                    self.due[when].append([code, kind, fact])

    def report(self, book, month):
        for kind, (form, columns) in compare.TABLES.items():
            columns = columns.split()
            rows = [(code, fact) for code, of, fact in self.due[month] if of == kind]
            if not rows:
                continue
            before = set(row["code"] for row in book.rows(
                "list", form, "--columns", "code", "--limit", "100000"))
            book.load(form, ["worker"] + columns,
                      [[code] + [fact[c] for c in columns] for code, fact in rows])
            keys = sorted(set(row["code"] for row in book.rows(
                "list", form, "--columns", "code", "--limit", "100000")) - before)
            for key, (code, fact) in zip(keys, rows):
                self.known.append([code, kind, fact, key])
        book.approve()

    def correct(self, book, rng):
        """One fact is voided, or turns out to be another worker's."""
        kinds = ("certificate", "honour", "deemed", "education")
        if rng.random() < 0.5:
            kinds = ("spell", "post", "rating", "absence", "change", "override")
        movable = [i for i, k in enumerate(self.known) if k[1] in kinds]
        if not movable:
            return
        at = rng.choice(movable)
        code, kind, fact, key = self.known[at]
        form = compare.TABLES[kind][0]
        if rng.random() < 0.4 or "spell" in kinds:
            book.run("void", form, key, "--reason", "误录")
            del self.known[at]
        else:
            other = "W%03d" % rng.randint(1, compare.WORKERS)
            book.run("set", form, key, "worker=" + other, "--reason", "记错了人")
            self.known[at][0] = other

    def facts(self):
        out = {"W%03d" % (i + 1): {kind: [] for kind in compare.TABLES}
               for i in range(compare.WORKERS)}
        for code, kind, fact, _ in self.known:
            out[code][kind].append(fact)
        return out


def fen(text):
    return round(float(text or 0) * 100)


def paid_by_month(book, months):
    """{(worker, month): 分} of the lines and of all arrears."""
    paid = {}
    for month in months:
        name = month.isoformat()[:7]
        lines = {}
        for row in book.rows("pay", "show", name):
            lines[row["code"]] = row["worker"].replace("P", "W")
            key = lines[row["code"]], name
            paid[key] = paid.get(key, 0) + fen(row["gross"])
        for row in book.rows("list", "pay_line_item", "kind=arrears",
                             "--limit", "100000"):
            if row["pay_line"] not in lines:
                continue
            worker = lines[row["pay_line"]]
            for of, sign in ((name, -1), (row["for_month"], 1)):
                paid[worker, of] = paid.get((worker, of), 0) + sign * fen(row["amount"])
    return paid


def close(book, name):
    book.run("--as", "boss", "month", "close", name, "--reason", "按表")


def load(book, scheme):
    path = os.path.join(book.folder, "t.ini")
    with open(path, "w", encoding="utf-8") as out:
        out.write(cases.scheme_text(scheme))
    book.run("scheme", "load", path)


def first_version(made):
    """The scheme before its second version was known."""
    first = cases.Scheme((name, keys) for name, keys in made.items()
                         if name != "version.2" and "@" not in name)
    first.statutory = made.statutory
    return first


def come_and_go(rng, facts):
    """Some leave in these months, and some of them come back."""
    for worker in facts.values():
        last = worker["spell"][-1]
        if last["ends_on"] or last["starts_on"] > MONTHS[0] or rng.random() < 0.6:
            continue
        last["ends_on"] = MONTHS[0] + datetime.timedelta(rng.randint(5, 120))
        last["leave_reason"] = rng.choice(["01", "03", "04"])
        if rng.random() < 0.7:
            begins = last["ends_on"] + datetime.timedelta(rng.choice([0, 3, 40]))
            worker["spell"].append(dict(
                last, starts_on=begins, ends_on=None, leave_reason=None,
                served_at="street", probation_until=rng.choice(
                    [None, begins + datetime.timedelta(50)])))


def live(book, seed, rng, say):
    made, units, facts = cases.case(seed, compare.WORKERS)
    come_and_go(rng, facts)
    known = -1
    if "version.2" in made and rng.random() < 0.7:
        made["version.2"]["effective_from"] = rng.choice(
            ["2024-09-01", "2024-10-01", "2024-12-01"])
        known = rng.randint(0, 5)
    load(book, made if known < 0 else first_version(made))
    if made.statutory:
        load(book, made.statutory)
        book.run("add", "scheme_use", "organ=Q0", "pay_scheme=s",
                 "valid_from=2010-01-01")
    late = Late(rng, facts)
    known_units = []
    for i, month in enumerate(MONTHS):
        name = month.isoformat()[:7]
        if i == known:
            load(book, made)
        late.report(book, month)
        for unit in [u for n, u in enumerate(units) if n % len(MONTHS) == i]:
            book.run("add", "pay_unit", *["%s=%s" % (k, v) for k, v in unit.items() if v])
            known_units.append(unit)
        for _ in range(rng.randint(0, 3)):
            late.correct(book, rng)
        if i == 3 and made["version.1"]["amount"] == "coefficient":
            made["base.2024-09-01"] = dict(amount="3777.77")
            book.run("add", "pay_base", "pay_scheme=t", "valid_from=2024-09-01",
                     "amount=3777.77", "code=t/2024-09-01")
        book.run("pay", "run", name)
        if i + 1 == len(MONTHS):
            break
        close(book, name)
        if rng.random() < 0.3:
            late.correct(book, rng)
            book.run("month", "reopen", name, "--reason", "重算")
            book.run("pay", "run", name)
            close(book, name)
    office = model.Office(made, known_units, compare.ABOVE, compare.WORKDAYS)
    paid = paid_by_month(book, MONTHS)
    for code, worker in late.facts().items():
        for month in MONTHS:
            line = model.line(office, worker, month, MONTHS[-1])
            due = line.gross if line else 0
            have = paid.get((code, month.isoformat()[:7]), 0)
            if have != due:
                say(seed, code, month.isoformat()[:7],
                    "paid %.2f, due %.2f" % (have / 100, due / 100))


def main():
    program, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    wrong = []

    def say(*words):
        wrong.append(words)
        print(*words, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        book = compare.Book(program, folder)
        book.office()
        compare.WORKDAYS = compare.workdays(book)
        empty = os.path.join(folder, "empty.jb")
        shutil.copy(book.path, empty)
        for seed in range(first, first + count):
            shutil.copy(empty, book.path)
            live(book, seed, random.Random(seed), say)
    print("books %d, workers %d, months %d, differences %d" % (
        count, compare.WORKERS, len(MONTHS), len(wrong)))


if __name__ == "__main__":
    main()

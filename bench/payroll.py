"""Makes the workers of a pay measurement: payroll.py COUNT FOLDER.

CSV files for `import` (person, worker, service_spell, worker_post,
worker_education, worker_certificate), the scheme they are paid by, and the
same workers as a plain SQLite table for the yardstick payroll.c, which knows
the scheme as a handful of C.  Row i depends on i alone.  Nobody here exists:
no county has a code that begins 9901.
"""

import csv
import datetime
import os
import sqlite3
import sys

SCHEME = """[scheme]
code   = "bench"
name   = "测算用方案"
status = "local"

[version.1]
effective_from = "2000-01-01"
doc_no         = "测〔2000〕1号"
amount         = "table"
approval       = "list"
step_start     = "month_start"

[post.chief]
name    = "正职"
floor   = "7"
ceiling = "18"

[post.deputy]
name    = "副职"
floor   = "4"
ceiling = "18"

[post.staff]
name    = "人员"
floor   = "1"
ceiling = "18"

[grades]
amounts = "3200 3380 3570 3770 3980 4200 4430 4670 4920 5180 5450 5730 6020 6320 6630 6950 7280 7620"

[credit.associate]
steps = "1"
cash  = "100"

[credit.bachelor]
steps = "2"
cash  = "300"

[credit.master]
steps = "3"
cash  = "600"

[credit.assistant]
kind  = "certificate"
steps = "1"
cash  = "200"

[credit.social]
kind  = "certificate"
steps = "2"
cash  = "400"

[credit.senior]
kind  = "certificate"
steps = "3"
cash  = "800"

[item.post]
label   = "岗位津贴"
by      = "post"
amounts = "chief:1200 deputy:600"

[item.senior]
label  = "年限津贴"
by     = "year"
start  = "month_start"
amount = "50"

[item.monthly]
label = "月奖"
rate  = "25"
of    = "graded"

[item.pension]
label    = "养老"
kind     = "deduction"
rate     = "8"
of       = "insurance"
base_min = "4340"
base_max = "21690"

[item.medical]
label    = "医疗"
kind     = "deduction"
rate     = "2"
of       = "insurance"
base_min = "4340"
base_max = "21690"

[item.unemployment]
label    = "失业"
kind     = "deduction"
rate     = "0.5"
of       = "insurance"
base_min = "4340"
base_max = "21690"

[item.fund]
label = "公积金"
kind  = "deduction"
rate  = "12"
of    = "fund"

[tax]
free     = "5000"
brackets = "36000:3:0 144000:10:2520 300000:20:16920 420000:25:31920 660000:30:52920 960000:35:85920 -:45:181920"
"""
LEVELS = ["", "31", "21", "14"]
CERTIFICATES = ["", "assistant", "social", "senior"]
POSTS = ["chief", "deputy", "staff", "staff", "staff", "staff", "staff"]
EPOCH = datetime.date(1995, 1, 1)


def id_number(serial):
    body = "9901%02d19800101%03d" % (serial // 1000 % 100, serial % 1000)
    total = sum(int(d) * w for d, w in zip(
        body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)))
    return body + "10X98765432"[total % 11]


def worker(i):
    """post, level, certificate, day of hire."""
    mixed = i * 2654435761 % 4294967296
    return (POSTS[mixed % 7], LEVELS[mixed // 7 % 4],
            CERTIFICATES[mixed // 28 % 4],
            EPOCH + datetime.timedelta(mixed // 112 % 10500))


def sheet(folder, form, columns):
    out = csv.writer(open(os.path.join(folder, form + ".csv"), "w",
                          encoding="utf-8"), lineterminator="\n")
    out.writerow(columns.split())
    return out.writerow


def main():
    count, folder = int(sys.argv[1]), sys.argv[2]
    with open(os.path.join(folder, "bench.ini"), "w", encoding="utf-8") as out:
        out.write(SCHEME)
    person = sheet(folder, "person", "code name id_no sex birth_on ethnicity "
                   "category home_organ")
    works = sheet(folder, "worker", "code person")
    spell = sheet(folder, "service_spell", "code worker community starts_on")
    post = sheet(folder, "worker_post", "code worker post job starts_on")
    education = sheet(folder, "worker_education",
                      "code worker education graduated_on")
    certificate = sheet(folder, "worker_certificate",
                        "code worker level issued_on registered_on")
    plain = []
    for i in range(1, count + 1):
        code = "%06d" % i
        held, level, paper, hired = worker(i)
        person(["P" + code, "赵敏", id_number(i), str(2 - i % 2), "1980-01-01", "01",
                "community", "C1"])
        works(["W" + code, "P" + code])
        spell(["F" + code, "W" + code, "C1", hired])
        post(["R" + code, "W" + code, held, "委员", hired])
        if level:
            education(["X" + code, "W" + code, level, "1994-07-01"])
        if paper:
            certificate(["Z" + code, "W" + code, paper, "1994-07-01",
                         "1994-08-01"])
        plain.append((i, held, level, paper, hired.isoformat()))
    path = os.path.join(folder, "payroll.db")
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE worker (id INTEGER PRIMARY KEY, post TEXT,"
               " education TEXT, certificate TEXT, hired TEXT)")
    db.executemany("INSERT INTO worker VALUES (?, ?, ?, ?, ?)", plain)
    db.commit()


if __name__ == "__main__":
    main()

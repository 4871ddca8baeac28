"""Pay of community workers reckoned from the rules alone.

A second, slow and simple account of what src/pay computes, written from the
description of the rules and never from the program.  A scheme is a dict of
sections (as the file has them), a worker a dict of lists of facts; money is
分, dates are datetime.date.  line(office, worker, month) gives what a month's
line holds.
"""

import calendar
import datetime
from fractions import Fraction

DAY = datetime.timedelta(1)
EDUCATION = {
    "doctor": (("11",), "2"), "master": (("10", "14"), "3"),
    "bachelor": (("17", "20", "21", "28"), "4"), "associate": (("30", "31"), None),
}
SCOPE = ("street", "city", "province", "other")
DEFAULT = dict(
    mode="matrix", amount="coefficient", start="first", convert="carry",
    over_ceiling="keep", approval="hold", band_months="36", clock="service",
    count="full", edge="complete", years_of="community",
    continuity="cumulative", gap_days="0", scope="province",
    probation_counts="yes", deemed_counts="yes", step_start="january",
    post_start="month_start", post_up="rematrix", post_down="rematrix",
    post_gap_days="30", acting="ignore", treat_grade="no", combine="sum",
    education_stack="best", certificate_stack="best", honour_stack="sum",
    honour_over_ceiling="no", certificate_date="registered_on",
    early_steps="0", early_run="2", early_max="2", early_rating="excellent",
    early_reset="yes", early_clock="keep", base_per="month", base_unit="0",
    base_round="down", multiplier="1", unit="1", round="half_up",
    basic_pct="100", split_unit="1", performance_pays="month",
    performance_sum="total", probation_pct="100", probation_of="own",
    probation_performance="no", probation_credits="no",
    probation_end="month_after", proration="calendar", join_month="by_day",
    leave_month="by_day", retire_month="whole", credit_prorate="no",
    protect_version="shrink", protect_down="none")
RATINGS = {
    "excellent": {}, "good": {}, "basic": {},
    "bad": {"year": "not_counted", "performance": "0"}, "none": {}}
ABSENCES = {
    "sick": {}, "maternity": {}, "study": {},
    "unpaid": {"counts": "no", "pay": "0"},
    "suspended": {"counts": "no", "pay": "0"}}


# ---- days ----

def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day, months):
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return datetime.date(
        year, month, min(day.day, calendar.monthrange(year, month)[1]))


def reading(rule, month):
    """The day on which a month (its first day) reads a fact."""
    return {"month_start": month, "same_month": month_end(month),
            "next_month": month - DAY,
            "january": month.replace(month=1)}[rule]


def join(times):
    out = []
    for start, end in sorted(t for t in times if t[0] < t[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def less(times, cut):
    for cut_start, cut_end in cut:
        times = [part for start, end in times for part in (
            (start, min(end, cut_start)), (max(start, cut_end), end))
            if part[0] < part[1]]
    return times


def within(times, only):
    return join([(max(a, c), min(b, d)) for a, b in times for c, d in only])


def length(times):
    """Months and days by anniversaries; 30 days are a month."""
    months = days = 0
    for start, end in times:
        whole = (end.year - start.year) * 12 + end.month - start.month
        if add_months(start, whole) > end:
            whole -= 1
        months += whole
        days += (end - add_months(start, whole)).days
    if len(times) > 1:
        return months + days // 30, days % 30
    return months, days


# ---- money ----

def rounded(value, unit, how):
    """value (分, exact) to a multiple of unit 分 (0: to 分)."""
    unit = unit or 1
    share = Fraction(value) / unit
    whole = share.numerator // share.denominator
    rest = share - whole
    if rest and (how == "up" or how == "half_up" and rest >= Fraction(1, 2)):
        whole += 1
    return int(whole * unit)


def fen(text):
    return int(Fraction(text) * 100)


def percent(text):
    return Fraction(text) / 100


# ---- the scheme ----

class Version:
    """One version: the sections that hold for it."""

    def __init__(self, scheme, number):
        self.number = number
        self.key = dict(DEFAULT)
        for n in range(1, number + 1):
            self.key.update(scheme.get("version.%d" % n, {}))
        self.begins = datetime.date.fromisoformat(self.key["effective_from"])
        sections = {}
        for n in range(1, number + 1):
            for name, keys in scheme.items():
                base, _, since = name.partition("@")
                if int(since or 1) == n and not base.startswith("version."):
                    sections[base] = keys
        self.sections = {name: keys for name, keys in sections.items()
                         if keys.get("drop") != "yes"}
        self.posts = self.part("post")
        self.ranks = list(self.posts)
        self.credits = self.part("credit")
        self.items = self.part("item")
        self.ratings = self.part("rating") or RATINGS
        self.rating_order = list(self.ratings)
        self.absences = dict(ABSENCES)
        self.absences.update(self.part("absence"))

    def part(self, kind):
        return {name[len(kind) + 1:]: keys
                for name, keys in self.sections.items()
                if name.startswith(kind + ".")}

    def floor(self, post):
        return int(self.posts[post].get("floor", 0))

    def ceiling(self, post):
        return int(self.posts[post].get("ceiling", 0))

    def first(self, post):
        return int(self.posts[post].get("first", self.floor(post)))

    def listed(self, post, grade, kind):
        table = self.sections.get("grades." + post) or self.sections.get("grades")
        if not table or kind not in table:
            return None
        values = table[kind].split()
        return values[grade - 1] if 1 <= grade <= len(values) else None


class Office:
    """Schemes, organs' own values and working days."""

    def __init__(self, scheme, units=(), above=None, workday=None):
        count = sum(name.startswith("version.") for name in scheme)
        self.versions = [Version(scheme, n + 1) for n in range(count)]
        self.bases = sorted(
            (datetime.date.fromisoformat(name[5:]), keys)
            for name, keys in scheme.items() if name.startswith("base."))
        self.units = units
        statutory = getattr(scheme, "statutory", None)
        self.statutory = Office(statutory) if statutory else None
        self.above = above or {}
        self.workday = workday or (lambda day: day.weekday() < 5)

    def version(self, day):
        fit = [v for v in self.versions if v.begins <= day]
        return fit[-1] if fit else None

    def base(self, day):
        fit = [keys for since, keys in self.bases if since <= day]
        return fit[-1] if fit else None

    def unit(self, organ, name, day):
        while organ:
            for unit in self.units:
                if (unit["organ"] == organ and unit["name"] == name
                        and unit["valid_from"] <= day
                        and (not unit["valid_to"] or day < unit["valid_to"])):
                    return unit["value"]
            organ = self.above.get(organ)
        return None


def since(fact, own):
    """The day from which a fact counts."""
    date = fact[own]
    if not date:
        return None
    effect = fact.get("effect_on")
    return max(date, effect) if effect else date


def rating_since(rating):
    return rating.get("effect_on") or datetime.date(rating["year"] + 1, 1, 1)


FAR = datetime.date(9999, 12, 1)


class Reckoner:
    """One worker by the rules of one version."""

    def __init__(self, office, worker, version):
        self.office, self.worker, self.version = office, worker, version
        self.key = version.key
        self.seat = None  # the post whose years count, if not the month's

    # -- step 2: post --

    def post_rows(self):
        """Rows with holes bridged: (post, start, end, row)."""
        rows = []
        for row in self.worker["post"]:
            if row["post"] not in self.version.posts:
                continue
            if row["acting"] and self.key["acting"] == "ignore":
                continue
            rows.append([row["post"], since(row, "starts_on"),
                         row["ends_on"] or FAR, row])
        gap = int(self.key["post_gap_days"])
        for row in rows:
            later = [r[1] for r in rows if r[0] == row[0] and r[1] > row[2]]
            if later and (min(later) - row[2]).days <= gap:
                row[2] = min(later)
        return [r for r in rows if r[1] < r[2]]

    def posts_held(self, month):
        day = reading(self.key["post_start"], month)
        rows = self.post_rows()
        held = [r for r in rows if r[1] <= day < r[2]]
        if not held:
            later = [r for r in rows if day < r[1] <= month_end(month)]
            if later:
                first = min(r[1] for r in later)
                held = [r for r in later if r[1] == first]
        return held

    def post(self, month):
        held = self.posts_held(month)
        if not held:
            return None
        return min((r[0] for r in held), key=self.version.ranks.index)

    def treatment(self, month):
        """The highest treat_as that counts; None if there is none."""
        found = [self.version.credits[code]["treat_as"]
                 for kind in ("education", "certificate", "honour")
                 for code, _ in self.standing(month, kind, "start")
                 if "treat_as" in self.version.credits[code]]
        return min(found, key=self.version.ranks.index) if found else None

    def limits(self, month, post):
        """The post whose floor and ceiling hold."""
        if self.key["treat_grade"] == "yes":
            treat = self.treatment(month)
            if treat and (self.version.ranks.index(treat)
                          < self.version.ranks.index(post)):
                return treat
        return post

    # -- step 3: years --

    def spells(self, until):
        scope = SCOPE.index(self.key["scope"])
        spells = sorted(
            (since(s, "starts_on"), min(s["ends_on"] or FAR, until), s)
            for s in self.worker["spell"]
            if SCOPE.index(s["served_at"]) <= scope
            and since(s, "starts_on") < until)
        if self.key["continuity"] == "continuous":
            for i in range(len(spells) - 1, 0, -1):
                hole = (spells[i][0] - spells[i - 1][1]).days
                if hole > int(self.key["gap_days"]):
                    return spells[i:]
        return spells

    def removed_years(self, day, kinds):
        return [(datetime.date(r["year"], 1, 1), datetime.date(r["year"] + 1, 1, 1))
                for r in self.ratings_on(day)
                if self.rule(r).get("year", "counted") in kinds]

    def rule(self, rating):
        return self.version.ratings[rating["rating"]]

    def ratings_on(self, day):
        return [r for r in sorted(self.worker["rating"], key=lambda r: r["year"])
                if r["rating"] in self.version.ratings and rating_since(r) <= day]

    def time(self, day, post, removed):
        """Months and days on a day, before credits and restarts."""
        if self.key["clock"] == "ratings":
            return 12 * sum(
                self.rule(r).get("year", "counted") not in removed
                and self.serves(datetime.date(r["year"] + 1, 1, 1), post)
                for r in self.ratings_on(day)), 0
        spells = self.spells(day)
        times = [s[:2] for s in spells]
        if self.key["deemed_counts"] == "yes":
            times += [(d["starts_on"], min(d["ends_on"], day))
                      for d in self.worker["deemed"]
                      if since(d, "starts_on") <= day]
        times = join(times)
        cut = [(since(a, "starts_on"), a["ends_on"] or FAR)
               for a in self.worker["absence"]
               if self.version.absences.get(a["kind"], {}).get("counts", "yes") == "no"]
        if self.key["probation_counts"] == "no":
            cut += [(s["starts_on"], s["probation_until"] + DAY)
                    for s in self.worker["spell"] if s["probation_until"]]
        cut += self.removed_years(day, removed)
        if self.key.get("clock_from"):
            cut.append((datetime.date.min,
                        datetime.date.fromisoformat(self.key["clock_from"])))
        times = less(times, cut)
        ranks = self.version.ranks
        if post and post != ranks[-1]:
            higher = ranks[:ranks.index(post) + 1]
            times = within(times, join(
                [r[1:3] for r in self.post_rows() if r[0] in higher]))
        return length(times)

    def serves(self, end, post):
        """Does a rated year that ends then count, all else apart?"""
        if self.key.get("clock_from", "") >= end.isoformat():
            return False
        ranks = self.version.ranks
        return not post or post == ranks[-1] or any(
            r[1] < end <= r[2] for r in self.post_rows()
            if r[0] in ranks[:ranks.index(post) + 1])

    def seniority(self, day, month):
        """As the clock: in_post counts the years of the post alone."""
        post = None
        if self.key["years_of"] == "in_post":
            post = self.seat or self.post(month)
        return self.begun(self.time(day, post, ("not_counted",)))

    def begun(self, time):
        """With `begun`, a begun year is a year, and at least one."""
        months, days = time
        if self.key["count"] != "begun":
            return time
        return max(1, -(-(months + (days > 0)) // 12)) * 12, 0

    def clock(self, month, post=None):
        """The step clock in months and days, all told."""
        day = reading(self.key["step_start"], month)
        months, days = self.raw_clock(month, day, post)
        return self.begun(minus((months, days), self.lost(month, post)))

    def raw_clock(self, month, day, post):
        months, days = self.time(day, post, ("not_counted", "delay"))
        return months + self.stacked(month, "months"), days

    def lost(self, month, post):
        """What restarts took, each in the first month that it counts."""
        day = reading(self.key["step_start"], month)
        restarts = [rating_since(r) for r in self.ratings_on(day)
                    if self.rule(r).get("year") == "restart"]
        if self.key["early_clock"] == "restart":
            restarts += self.early_days(day)
        lost = (0, 0)
        for first in sorted(set(self.first_month(r) for r in restarts)):
            clock = minus(self.raw_clock(first, first, post), lost)
            passed = self.passed(clock)
            edge = self.edges(passed)[-1] if passed else 0
            lost = plus(lost, minus(clock, (edge, 0)))
        return lost

    def first_month(self, date):
        month = date.replace(day=1)
        while reading(self.key["step_start"], month) < date:
            month = add_months(month, 1)
        return month

    # -- step 4: band --

    def edges(self, count):
        if "band_starts" in self.key:
            return [int(y) * 12 for y in self.key["band_starts"].split()][:count]
        return [int(self.key["band_months"]) * (i + 1) for i in range(count)]

    def passed(self, clock):
        inclusive = self.key["edge"] == "inclusive"
        passed = 0
        for edge in self.edges(200):
            if clock > (edge, 0) or clock == (edge, 0) and not inclusive:
                passed += 1
        return passed

    def first_grade(self, month, post, floor):
        """Step 4 for a post: the grade by years."""
        own = None if self.key["years_of"] == "community" else post
        band = self.passed(self.clock(month, own))
        grades = self.version.posts[post].get("band_grades")
        if grades:
            grades = [int(g) for g in grades.split()]
            return grades[min(band, len(grades) - 1)]
        return floor + band

    def by_years(self, month, post, floor=None):
        if floor is None:
            floor = self.version.floor(self.limits(month, post))
        best = self.first_grade(month, post, floor)
        if self.key["years_of"] != "best":
            return best
        ranks = self.version.ranks
        for lower in ranks[ranks.index(post) + 1:]:
            best = max(best, self.first_grade(
                month, lower, self.version.floor(lower)))
        return best

    # -- steps 5 and 6: credits and honours --

    def dates(self, code, day):
        """How many facts of a credit count on a day."""
        keys = self.version.credits[code]
        level = keys.get("level", code)
        kind = keys.get("kind")
        if kind == "certificate":
            own = self.key["certificate_date"]
            return [(since(c, own), c) for c in self.worker["certificate"]
                    if c["level"] == level and c[own]]
        if kind == "honour":
            return [(since(h, "awarded_on"), h) for h in self.worker["honour"]
                    if h["level"] == level]
        out = []
        diplomas, degree = EDUCATION.get(level, ((level,), level))
        for paper in self.worker["education"]:
            if keys.get("study") == "full_time" and not paper["full_time"]:
                continue
            one = since(paper, "graduated_on") \
                if paper["education"] in diplomas else None
            two = since(paper, "degree_on") \
                if degree and paper["degree"] == degree else None
            have = [d for d in (one, two) if d]
            holds = keys.get("holds", "any")
            if holds == "any" and have:
                out.append((min(have), paper))
            elif holds == "both" and len(have) == 2:
                out.append((max(have), paper))
            elif holds == "one" and have and (
                    len(have) == 1 or max(have) > day):
                out.append((min(have), paper))
        return out

    def fits(self, code, month, start):
        """How often a credit's fact counts in a month."""
        keys = self.version.credits[code]
        day = reading(start, month)
        after = int(keys.get("after_months", 0))
        if after and self.seniority(day, month) < (after, 0):
            return 0
        found = 0
        for date, fact in self.dates(code, day):
            if date > day:
                continue
            if fact.get("valid_until") and month > fact["valid_until"]:
                continue
            if fact.get("withdrawn_on") and month >= fact["withdrawn_on"]:
                continue
            found += 1
        if keys.get("kind") == "honour" and keys.get("once") == "no":
            return found
        return min(found, 1)

    def standing(self, month, kind, start_key):
        """Credits of a kind that stand after the stack: [(code, times)]."""
        rows = []
        for code, keys in self.version.credits.items():
            if keys.get("kind", "education") != kind:
                continue
            start = keys.get("start", "month_start")
            if start_key == "steps_start":
                own = keys.get("steps_start", "start")
                start = start if own == "start" else own
            times = self.fits(code, month, start)
            if times:
                rows.append((code, times))
        return rows[-1:] if self.key[kind + "_stack"] == "best" else rows

    def stacked(self, month, what):
        return sum(int(self.version.credits[code].get(what, 0)) * times
                   for kind in ("education", "certificate", "honour")
                   for code, times in self.standing(month, kind, "start"))

    def steps_of(self, month, kind, granting=False):
        return sum(int(self.version.credits[code].get("steps", 0)) * times
                   for code, times in self.standing(month, kind, "steps_start")
                   if not granting
                   or self.version.credits[code].get("grants") != "no")

    def credit(self, month, granting=False):
        one = self.steps_of(month, "education", granting)
        two = self.steps_of(month, "certificate", granting)
        return one + two if self.key["combine"] == "sum" else max(one, two)

    def honour(self, month, granting=False):
        steps = self.steps_of(month, "honour", granting)
        most = self.key.get("honour_max")
        return steps if most is None else min(steps, int(most))

    # -- steps 7 and 8: ratings and early steps --

    def rating_steps(self, month):
        day = reading(self.key["step_start"], month)
        return sum(int(self.rule(r).get("steps", 0)) for r in self.ratings_on(day))

    def early_days(self, day):
        """The days from which each early step is in effect."""
        out, run, last = [], 0, None
        order = self.version.rating_order
        need = self.key["early_rating"]
        if not int(self.key["early_steps"]) or need not in order:
            return out
        for rating in sorted(self.worker["rating"], key=lambda r: r["year"]):
            if rating["rating"] not in order:
                run, last = 0, None
                continue
            good = order.index(rating["rating"]) <= order.index(need)
            if last is not None and rating["year"] != last + 1:
                run = 0
            run = run + 1 if good else 0
            last = rating["year"]
            if run >= int(self.key["early_run"]) and len(out) < int(self.key["early_max"]):
                out.append(rating_since(rating))
                if self.key["early_reset"] == "yes":
                    run = 0
        return [d for d in out if d <= day]

    def early(self, month):
        day = reading(self.key["step_start"], month)
        return len(self.early_days(day)) * int(self.key["early_steps"])

    # -- step 9: grade --

    def matrix(self, month, post, floor=None):
        self.seat = post
        return (self.by_years(month, post, floor) + self.credit(month)
                + self.honour(month) + self.rating_steps(month)
                + self.early(month))


def plus(a, b):
    return a[0] + b[0], a[1] + b[1]


def minus(a, b):
    """Months from months, days from days; a month lent is 30 days."""
    months, days = a[0] - b[0], a[1] - b[1]
    while days < 0:
        months, days = months - 1, days + 30
    return max((0, 0), (months, days)) if months >= 0 else (0, 0)


# ---- step 9 over the months ----

def first_month_of(day):
    """The first month that begins on or after a day."""
    return day if day.day == 1 else add_months(day.replace(day=1), 1)


class Ladder:
    """The state of a worker through the months of a version."""

    def __init__(self, reckoner):
        self.r = reckoner
        self.key = reckoner.key
        self.value = self.post = self.last = None

    def raised(self, month, value):
        limit = self.r.limits(month, self.post)
        value = max(value, self.r.version.floor(limit))
        if self.key["over_ceiling"] == "lose":
            most = self.r.version.ceiling(limit)
            if self.key["honour_over_ceiling"] == "yes":
                most += self.r.honour(month, granting=True)
            value = min(value, most)
        return value

    def changes(self, month):
        """What steps 4 to 8 give in a month, each by itself."""
        r = self.r
        r.seat = self.post
        band = r.by_years(month, self.post) \
            - r.version.floor(r.limits(month, self.post))
        return [band, r.credit(month), r.honour(month),
                r.rating_steps(month), r.early(month)]

    def begin(self, month, post, before):
        self.post = self.r.seat = post
        r = self.r
        way = self.key["start"]
        if before is not None:
            way = self.key["convert"]
        if before is not None and way == "first":
            way = self.key["start"]
        if way == "first":
            value = r.version.first(post) + self.granted_anew(month)
        elif way == "carry" and before >= 0:
            value = before
        else:
            value = r.matrix(month, post)
        self.value = self.raised(month, value)
        self.last = month

    def granted_anew(self, month):
        """A newcomer's credit and honour steps."""
        changes = [self.caused(None, month, kind)
                   for kind in ("education", "certificate")]
        honour = self.r.honour(month) if self.caused(None, month, "honour") else 0
        if self.key["combine"] == "sum":
            return sum(changes) + honour
        one, two = (self.r.steps_of(month, kind)
                    for kind in ("education", "certificate"))
        return honour + (max(one, two) if changes[0 if one >= two else 1] else 0)

    def move(self, month, post):
        r, old = self.r, self.post
        rank = r.version.ranks.index
        up = rank(post) < rank(old)
        was = r.version.floor(old)
        self.post = r.seat = post
        floor = r.version.floor(post)
        way = self.key["post_up" if up else "post_down"]
        value = self.value
        if way in ("rematrix", "higher"):
            matrix = r.matrix(month, post)
            value = max(value, matrix) if way == "higher" else matrix
        elif way == "keep":
            value = max(value, floor)
        elif way == "shift":
            value = value + floor - was
        elif way == "cap":
            value = min(value, r.version.ceiling(r.limits(month, post)))
        self.value = self.raised(month, value)
        return way in ("rematrix", "higher")

    def step(self, month, post):
        last, self.last = self.last, month
        if post != self.post and self.move(month, post):
            return
        before, now = self.changes(last), self.changes(month)
        for i in range(5):
            delta = now[i] - before[i]
            # Of credits each kind by itself: what is lost is lost, although
            # a row that grants nothing takes its place in the sum.
            if i == 1 or delta and i == 2:
                delta = self.granted(last, month, i)
            self.value = self.raised(month, self.value + delta)

    def granted(self, last, month, which):
        """A change of steps 5 or 6, less what rows without a grant cause."""
        r = self.r
        if which == 2:
            change = r.honour(month) - r.honour(last)
            return change if self.caused(last, month, "honour") else 0
        changes = [self.caused(last, month, kind)
                   for kind in ("education", "certificate")]
        if self.key["combine"] == "sum":
            return sum(changes)
        change = r.credit(month) - r.credit(last)
        at = month if change > 0 else last
        larger = 0 if r.steps_of(at, "education") \
            >= r.steps_of(at, "certificate") else 1
        return change if changes[larger] else 0

    def caused(self, last, month, kind):
        """The change of a kind of credit that rows with a grant caused."""
        r = self.r

        def rows(at):
            return {} if at is None else dict(r.standing(at, kind, "steps_start"))

        now, then = rows(month), rows(last)

        def steps(code, of):
            return int(r.version.credits[code].get("steps", 0)) * of[code]

        def grants(code):
            return r.version.credits[code].get("grants") != "no"

        if len(now) <= 1 and len(then) <= 1:
            change = sum(steps(c, now) for c in now) \
                - sum(steps(c, then) for c in then)
            cause = list(now if change > 0 else then)
            return change if change and grants(cause[0]) else 0
        return sum(steps(c, now) for c in now if grants(c)) \
            - sum(steps(c, then) for c in then if grants(c))


def holds(r, row_start, month):
    """Is the worker one who held a post before the version began?"""
    begins = r.version.begins
    if row_start < begins:
        return True
    return month == first_month_of(begins) and any(
        row[1] < begins <= row[2] for row in r.post_rows())


def months_from(office, worker, version, month):
    """The months from the version's first, or the first in post."""
    at = first_month_of(version.begins)
    begun = [since(row, "starts_on") for row in worker["post"]]
    if begun:
        at = max(at, min(begun).replace(day=1))
    while at <= month:
        yield at
        at = add_months(at, 1)


def climb(office, worker, month, version):
    """The state of a ladder."""
    r = Reckoner(office, worker, version)
    ladder = Ladder(r)
    for at in months_from(office, worker, version, month):
        now = r.post(at)
        if now and ladder.post is None:
            before = None
            start = min(row[1] for row in r.posts_held(at) if row[0] == now)
            if holds(r, start, at):
                before = -1
                if version.number > 1:
                    old = uncapped_by(office, worker, at,
                                      office.versions[version.number - 2])
                    before = -1 if old is None else old
            ladder.begin(at, now, before)
        elif now:
            ladder.step(at, now)
    return ladder.value


def look_back(office, worker, month, version):
    """A matrix, where a change of post may look back at the post before.

    The months are gone through, each by its own version (this one in those
    it would rule, were there no later); a rule that no longer stands keeps
    nothing."""
    key = version.key
    if key["post_up"] == "rematrix" and key["post_down"] == "rematrix":
        r = Reckoner(office, worker, version)
        return r.matrix(month, r.post(month))
    last = held = old_floor = None
    for at in months_from(office, worker, office.versions[0], month):
        by = office.version(at)
        if by.number > version.number or at == month:
            by = version
        if by.key["mode"] == "ladder":
            last = held = old_floor = None
            continue
        r = Reckoner(office, worker, by)
        post = r.post(at)
        if not post:
            continue
        rank = by.ranks.index
        if last is not None and post != last:
            if rank(post) < rank(last):
                held, old_floor = grade_before, None
            else:
                held, old_floor = None, old_floor or floor_before
        if by.key["post_up"] != "higher":
            held = None
        if by.key["post_down"] != "cap":
            old_floor = None
        uncapped = r.matrix(at, post, old_floor)
        if held is not None:
            uncapped = max(uncapped, held)
        grade_before = within_limits(r, at, post, uncapped)
        floor_before = by.floor(r.limits(at, post))
        last = post
    return uncapped


def within_limits(r, month, post, uncapped):
    limit = r.limits(month, post)
    floor, ceiling = r.version.floor(limit), r.version.ceiling(limit)
    if not ceiling:
        return 0
    if r.key["honour_over_ceiling"] == "yes":
        ceiling += r.honour(month, granting=r.key["mode"] == "ladder")
    return max(floor, min(uncapped, ceiling))


def uncapped_by(office, worker, month, version):
    """The uncapped grade by a version; None without a post."""
    if not Reckoner(office, worker, version).post(month):
        return None
    if version.key["mode"] == "matrix":
        return look_back(office, worker, month, version)
    return climb(office, worker, month, version)


def graded(office, worker, month):
    """(post, grade, uncapped, reckoner)."""
    version = office.version(month)
    r = Reckoner(office, worker, version)
    post = r.post(month)
    if not post:
        return None
    uncapped = uncapped_by(office, worker, month, version)
    grade = overridden(worker, month)
    if grade is None:
        grade = within_limits(r, month, post, uncapped)
    return post, grade, uncapped, r


def overridden(worker, month):
    """核定等级; the one that began last."""
    fit = [o for o in worker.get("override", ()) if o["starts_on"] <= month
           and (not o["ends_on"] or month < o["ends_on"])]
    return max(fit, key=lambda o: o["starts_on"])["grade"] if fit else None


# ---- steps 10 to 12: amounts ----

class Missing(Exception):
    pass


class Open(Missing):
    pass


class Pay:
    """The amounts of one month; step 10 is .standard."""

    def __init__(self, office, worker, month, run=None):
        """run: the month whose 兑现 is asked; None: whoever approved what."""
        self.office, self.worker, self.month = office, worker, month
        self.run = run
        if not office.version(month):
            raise Missing("version")
        found = graded(office, worker, month)
        if not found:
            raise Missing("post")
        self.post, self.grade, self.uncapped, self.r = found
        self.key = self.r.key
        self.version = self.r.version
        self.community = self.where()
        self.held = self.approve()
        self.probation = self.in_probation()
        self.multiplier = self.unit("multiplier") or self.key["multiplier"]
        self.graded = self.grade_amount(self.post, self.grade)
        self.standard = self.graded
        for code, keys in self.earnings("standard"):
            self.standard += self.item(code, keys, self.standard)
        self.standard += sum(self.credits("standard").values())

    def approve(self):
        """Pays the grade last approved; is it another than the computed?"""
        if self.run is None or self.key["approval"] != "hold" \
                or not self.version.ceiling(self.r.limits(self.month, self.post)) \
                or overridden(self.worker, self.month) is not None:
            return False
        fit = [c for c in self.worker.get("change", ())
               if c["effect_on"] <= self.month
               and (c["paid_from"] or "") <= self.run.isoformat()[:7]]
        if not fit:
            return False
        computed = self.grade
        self.grade = max(fit, key=lambda c: c["effect_on"])["to_grade"]
        return self.grade != computed

    def earnings(self, part):
        return [(code, keys) for code, keys in self.version.items.items()
                if keys.get("kind", "earning") == "earning"
                and keys.get("part", "extra") == part]

    def unit(self, name):
        return self.office.unit(self.community, name, self.month)

    def where(self):
        spells = sorted((since(s, "starts_on"), s) for s in self.worker["spell"])
        month_last = month_end(self.month)
        on = [s for d, s in spells if d <= self.month
              and (not s["ends_on"] or s["ends_on"] > self.month)]
        later = [s for d, s in spells if self.month < d <= month_last
                 and (not s["ends_on"] or s["ends_on"] > d)]
        if not on + later:
            raise Missing("service")
        return (on or later)[0]["community"]

    def grade_amount(self, post, grade):
        if self.key["amount"] == "coefficient":
            coefficient = self.version.listed(post, grade, "coefficients")
            base = self.office.base(self.month)
            if grade == 0:
                return 0
            if coefficient is None:
                raise Missing("table")
            if base is None or base["amount"] == "?" or coefficient == "?":
                raise Open("open")
            value = Fraction(base["amount"]) * 100
            if self.key["base_per"] == "year":
                value /= 12
            if Fraction(self.key["base_unit"]):
                value = rounded(value, fen(self.key["base_unit"]),
                                self.key["base_round"])
            value = value * Fraction(self.multiplier) * Fraction(coefficient)
            return rounded(value, fen(self.key["unit"]), self.key["round"])
        amount = self.version.listed(post, grade, "amounts")
        if self.key["amount"] == "additive" and (
                grade == 0 or not any(n.startswith("grades")
                                      for n in self.version.sections)):
            return 0
        if grade == 0:
            return 0
        if amount is None:
            raise Missing("table")
        if amount == "?":
            raise Open("open")
        return fen(amount)

    def cash(self, code, times):
        keys = self.version.credits[code]
        value = keys.get("cash", "0")
        if value == "?":
            raise Open("open")
        own = self.unit("cash." + code)
        if own and keys.get("least") == "yes":
            value = max(value, own, key=Fraction)
        return fen(value) * times

    def credits(self, part):
        out = {}
        for kind in ("education", "certificate", "honour"):
            for code, times in self.r.standing(self.month, kind, "start"):
                keys = self.version.credits[code]
                if part == "extra" and self.probation \
                        and self.key["probation_credits"] == "no":
                    continue
                if keys.get("part", "extra") == part:
                    amount = self.cash(code, times)
                    if amount:
                        out[code] = amount
        return out

    def jobs(self, keys):
        rows = [r[3] for r in self.r.posts_held(self.month)]
        if keys.get("who") == "elected":
            rows = [r for r in rows if r["way"] == "01"]
        return [r["job"] for r in rows]

    def entitled(self, keys):
        rows = [r[3] for r in self.r.posts_held(self.month)]
        who = keys.get("who", "all")
        if who == "elected":
            return any(r["way"] == "01" for r in rows)
        if who == "combined":
            return any(r["combined"] for r in rows)
        return True

    def item(self, code, keys, standard):
        """What an item pays in the month, before it is cut."""
        if "months" in keys and \
                str(self.month.month) not in keys["months"].split():
            return 0
        if not self.entitled(keys):
            return 0
        if keys.get("pays") == "rating":
            amount = self.by_rating(keys, standard)
        else:
            amount = rounded(self.exact(keys, standard), 1, "half_up")
        if "max" in keys:
            amount = min(amount, fen(keys["max"]))
        return amount

    def by_rating(self, keys, standard):
        amount = 0
        for rating in self.worker["rating"]:
            word = rating["rating"]
            if word not in self.version.ratings:
                continue
            if "ratings" in keys and word not in keys["ratings"].split():
                continue
            if first_month_of(rating_since(rating)) != self.month:
                continue
            each = self.exact(keys, standard)
            if keys.get("times") == "months":
                each *= self.months_served(rating["year"])
            amount += rounded(each * percent(
                self.version.ratings[word].get("performance", "100")),
                1, "half_up")
        return amount

    def months_served(self, year):
        """Time that does not count is not served."""
        out = [(since(a, "starts_on"), a["ends_on"] or FAR)
               for a in self.worker["absence"] if self.version.absences.get(
                   a["kind"], {}).get("counts", "yes") == "no"]
        times = less(join([(since(s, "starts_on"), s["ends_on"] or FAR)
                           for s in self.worker["spell"]]), out)
        return length(within(times, [(datetime.date(year, 1, 1),
                                      datetime.date(year + 1, 1, 1))]))[0]

    def exact(self, keys, standard):
        if "rate" in keys:
            if keys["rate"] == "?":
                raise Open("open")
            of = self.rate_base(keys.get("of", "standard"), standard)
            if of is None:
                return 0
            if "base_min" in keys:
                of = max(of, fen(keys["base_min"]))
            if "base_max" in keys:
                of = min(of, fen(keys["base_max"]))
            return of * percent(keys["rate"])
        if "amounts" in keys:
            return self.by_key(keys)
        if keys.get("amount", "0") == "?":
            raise Open("open")
        amount = fen(keys.get("amount", "0"))
        if keys.get("by") == "year":
            day = reading(keys.get("start", "january"), self.month)
            amount *= self.r.seniority(day, self.month)[0] // 12
        return amount

    def rate_base(self, of, standard):
        """None: not insured."""
        if of == "graded":
            return self.graded
        if of == "standard":
            return standard
        rows = [b for b in self.worker.get("insurance", ())
                if of == b["kind"] and b["starts_on"] <= self.month
                and (not b["ends_on"] or self.month < b["ends_on"])]
        if not rows:
            return self.gross
        own = max(rows, key=lambda b: b["starts_on"])["amount"]
        return fen(own) if fen(own) else None

    # -- step 13 --

    def deduct(self, year=None):
        """year: (first month, taxable, contributed, tax) before this month."""
        first, taxable, contributed, withheld = year or (self.month, 0, 0, 0)
        self.taxable = self.gross - self.untaxed
        self.deducted = self.employer = self.contributed = self.tax = 0
        statutory = self.office.statutory and self.office.statutory.version(self.month)
        for version in (self.version, statutory):
            for code, keys in version.items.items() if version else ():
                if keys.get("kind", "earning") != "earning":
                    self.deduct_item(keys, version is statutory)
        taxes = (statutory and statutory.sections.get("tax")
                 or self.version.sections.get("tax"))
        if taxes and "brackets" in taxes:
            months = (self.month.year - first.year) * 12 \
                + self.month.month - first.month + 1
            base = taxable + self.taxable - contributed - self.contributed \
                - sum(self.special(add_months(first, n)) for n in range(months)) \
                - fen(taxes.get("free", "0")) * months
            self.tax = max(0, tax_of(base, taxes["brackets"]) - withheld)
        self.deducted += self.tax
        self.net = self.gross - self.deducted

    def deduct_item(self, keys, statutory):
        try:
            amount = self.item(None, keys, self.standard)
        except Open:
            return
        if keys["kind"] == "employer":
            self.employer += amount
            return
        self.deducted += amount
        if statutory or "rate" in keys and keys.get("of") in ("insurance", "fund"):
            self.contributed += amount

    def special(self, month):
        return sum(fen(d["amount"]) for d in self.worker.get("deduction", ())
                   if d["starts_on"] <= month
                   and (not d["ends_on"] or month < d["ends_on"]))

    def by_key(self, keys):
        pairs = dict(p.rsplit(":", 1) for p in keys["amounts"].split())
        post = self.post
        if keys.get("follows") == "treatment":
            treat = self.r.treatment(self.month)
            if treat:
                post = min(post, treat, key=self.version.ranks.index)
        held = {"post": [post], "grade": [str(self.grade)],
                "job": self.jobs(keys),
                "star": [self.unit("star")]}[keys["by"]]
        values = [pairs[key] for key in held if key in pairs]
        if "?" in values:
            raise Open("open")
        return max([fen(value) for value in values] or [0])

    # -- step 11: split, probation, part months --

    def cut(self, amount, share):
        if share == 1:
            return amount
        return rounded(amount * share, fen(self.key["unit"]), self.key["round"])

    def split(self):
        self.share = self.month_share()
        whole = self.standard
        if self.probation and self.key["probation_of"] == "lowest":
            lowest = self.version.ranks[-1]
            whole += self.grade_amount(lowest, self.version.first(lowest)) \
                - self.graded
        pct = percent(self.unit("basic_pct") or self.key["basic_pct"])
        basic = whole if pct == 1 else rounded(
            whole * pct, fen(self.key["split_unit"]), self.key["round"])
        performance = whole - basic
        less = percent(self.key["probation_pct"])
        pays = not self.probation or self.key["probation_performance"] == "yes"
        if self.probation:
            basic = self.cut(basic, less)
            performance = self.cut(performance, less) if pays else 0
        self.basic = self.cut(basic, self.share)
        self.performance = self.cut(performance, self.share)
        for code, keys in self.earnings("performance"):
            amount = self.item(code, keys, self.standard)
            if not pays:
                continue
            if self.probation:
                amount = self.cut(amount, less)
            if keys.get("prorate") == "yes":
                amount = self.cut(amount, self.share)
            self.performance += amount
        self.line_standard = self.basic + self.performance

    def in_probation(self):
        last = month_end(self.month)
        least = last if self.key["probation_end"] == "same_month" else self.month
        return any(s["probation_until"] and s["probation_until"] >= least
                   and since(s, "starts_on") <= last
                   and (s["ends_on"] or FAR) > self.month
                   for s in self.worker["spell"])

    def month_share(self):
        days = [self.month + DAY * i for i in range(month_end(self.month).day)]
        served = [any(since(s, "starts_on") <= day < (s["ends_on"] or FAR)
                      for s in self.worker["spell"]) for day in days]
        worth = [self.worth(day) if on else Fraction(0)
                 for day, on in zip(days, served)]
        begin = served.index(True)
        end = len(days) - 1 - served[::-1].index(True)
        if begin > 0:
            if self.key["join_month"] == "none":
                return Fraction(0)
            if self.key["join_month"] == "whole":
                worth[:begin] = [worth[begin]] * begin
        if end < len(days) - 1:
            retires = any(s["ends_on"] == days[end] + DAY
                          and s["leave_reason"] == "03"
                          for s in self.worker["spell"])
            rule = self.key["retire_month" if retires else "leave_month"]
            if rule == "none":
                return Fraction(0)
            if rule == "whole":
                worth[end + 1:] = [worth[end]] * (len(days) - 1 - end)
        total = sum(worth)
        how = self.key["proration"]
        if total == len(days):
            return Fraction(1)
        if how == "none":
            return Fraction(1 if total else 0)
        if how == "workdays":
            work = sum(w for day, w in zip(days, worth) if self.office.workday(day))
            return min(Fraction(1), work / Fraction("21.75"))
        if how == "thirty":
            return min(Fraction(1), total / 30)
        return total / len(days)

    def worth(self, day):
        for absence in self.worker["absence"]:
            if since(absence, "starts_on") <= day < (absence["ends_on"] or FAR):
                keys = self.version.absences.get(absence["kind"])
                if keys is not None:
                    return percent(keys.get("pay", "100"))
        return Fraction(1)

    # -- step 12: beside --

    def beside(self):
        self.split()
        extra = self.untaxed = 0
        for amount in self.credits("extra").values():
            if self.key["credit_prorate"] == "yes":
                amount = self.cut(amount, self.share)
            extra += amount
        self.protected = 0 if self.probation else self.cut(
            protection(self.office, self.worker, self.month, self.standard,
                       self.run),
            self.share)
        for code, keys in self.earnings("extra"):
            amount = self.item(code, keys, self.standard)
            if keys.get("prorate") == "yes":
                amount = self.cut(amount, self.share)
            if keys.get("taxable") == "no":
                self.untaxed += amount
            extra += amount
        self.performance_paid = self.performance_of()
        self.gross = self.basic + self.performance_paid + extra + self.protected

    def performance_of(self):
        cycle = self.unit("performance_pays") or self.key["performance_pays"]
        ratings = [r for r in self.worker["performance"]
                   if r["rating"] in self.version.ratings]

        def pct(word):
            return percent(self.version.ratings[word].get("performance", "100"))

        if cycle == "month":
            for rating in ratings:
                if rating["period"] == self.month.isoformat()[:7] and (
                        rating.get("effect_on") or self.month) <= self.month:
                    return self.cut(self.performance, pct(rating["rating"]))
            return self.performance
        paid = 0
        periods = [(period_of(r["period"]), r) for r in ratings]
        due = [(p[1], p[2], r["rating"]) for p, r in periods if p[0] == cycle
               and first_month_of(r.get("effect_on") or add_months(p[2], 1))
               == self.month]
        if cycle == "year":
            rated = [p[1].year for p, r in periods if p[0] == "year"]
            due += [(datetime.date(r["year"], 1, 1), datetime.date(r["year"], 12, 1),
                     r["rating"]) for r in self.worker["rating"]
                    if r["rating"] in self.version.ratings
                    and r["year"] not in rated
                    and first_month_of(rating_since(r)) == self.month]
        for first, last, word in due:
            total = 0
            while first <= last:
                try:
                    then = Pay(self.office, self.worker, first, self.run)
                    then.split()
                    part = then.performance
                except Missing:
                    part = 0
                if self.key["performance_sum"] == "months":
                    part = self.cut(part, pct(word))
                total += part
                first = add_months(first, 1)
            if self.key["performance_sum"] == "total":
                total = self.cut(total, pct(word))
            paid += total
        return paid


def tax_of(base, brackets):
    if base <= 0:
        return 0
    for upto, rate, quick in (b.split(":") for b in brackets.split()):
        if upto == "-" or base <= fen(upto):
            return rounded(base * percent(rate), 1, "half_up") - fen(quick)
    return 0


def period_of(text):
    """(cycle, first month, last month) of 2025-06 2025-Q3 2025-H1 2025."""
    year, _, part = text.partition("-")
    start, count, cycle = 1, 12, "year"
    if part.startswith("Q"):
        start, count, cycle = int(part[1]) * 3 - 2, 3, "quarter"
    elif part.startswith("H"):
        start, count, cycle = int(part[1]) * 6 - 5, 6, "half"
    elif part:
        start, count, cycle = int(part), 1, "month"
    first = datetime.date(int(year), start, 1)
    return cycle, first, add_months(first, count - 1)


def protection(office, worker, month, standard, run=None):
    """保留差额 of a month: what a change took, as long as it takes it."""

    def standard_of(at):
        try:
            return Pay(office, worker, at, run).standard
        except Missing:
            return None

    kept = None  # kind, reference, fixed

    def value(standard):
        if not kept:
            return 0
        if kept[0] == "fixed":
            return kept[2]
        return max(0, kept[1] - standard)

    starts = [since(s, "starts_on") for s in worker["spell"]]
    at = max(first_month_of(office.versions[0].begins), min(starts).replace(day=1))
    while at < month:
        last, at = at, add_months(at, 1)
        now, then = office.version(at), office.version(last)
        if not now or not then:
            continue
        r = Reckoner(office, worker, now)
        post, was = r.post(at), r.post(last)
        down = post and was and now.ranks.index(post) > now.ranks.index(was)
        kind = now.key["protect_version"] if now is not then else "none"
        if kind == "none" and down:
            kind = now.key["protect_down"]
        if now is then and not down:
            continue
        before = standard_of(last)
        if before is None:
            kept = None
            continue
        still = value(before)
        after = standard_of(at)
        after = before if after is None else after
        if kind == "none":
            kept = (kept[0], after + still, kept[2]) if still else None
        else:
            kept = (kind, before + still, max(0, before + still - after))
    return value(standard)


def grade(office, worker, month):
    """What `pay grade` says: grade, uncapped, standard."""
    pay = Pay(office, worker, month)
    return pay.grade, pay.uncapped, pay.standard


def line(office, worker, month, run=None):
    """What the month's line holds; None if the worker is off the sheet.
    run: the month in which it is paid, if not this one."""
    try:
        pay = Pay(office, worker, month, run or month)
        pay.beside()
    except Missing:
        return None
    if pay.share == 0 and not pay.gross:
        return None
    return pay

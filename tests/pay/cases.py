"""Random schemes over every parameter, and workers with tangled facts."""

import datetime
import random

CHOICES = dict(
    start="first matrix", convert="carry matrix first",
    over_ceiling="keep lose", count="full begun", edge="complete inclusive",
    years_of="community in_post best", continuity="cumulative continuous",
    scope="street city province other", probation_counts="yes no",
    deemed_counts="yes no",
    step_start="january month_start same_month next_month",
    post_start="month_start same_month next_month january",
    acting="ignore count", combine="sum max", education_stack="best sum",
    certificate_stack="best sum", honour_stack="sum best",
    honour_over_ceiling="no yes", certificate_date="registered_on issued_on",
    early_reset="yes no", early_clock="keep restart", base_per="month year",
    base_round="down half_up up", round="half_up down up",
    performance_pays="month quarter half year",
    performance_sum="total months", probation_of="own lowest",
    probation_performance="no yes", probation_credits="no yes",
    probation_end="month_after same_month",
    proration="calendar workdays thirty none",
    join_month="by_day whole none", leave_month="by_day whole none",
    retire_month="whole by_day none", credit_prorate="no yes",
    protect_version="shrink none fixed", protect_down="none shrink fixed")
NUMBERS = dict(
    band_months="36 24 12 18", gap_days="0 15 60", post_gap_days="30 0 90",
    honour_max="0 1 3", early_steps="0 1 2", early_run="2 3 1",
    early_max="2 1 9", base_unit="0 1 10 100", multiplier="1 0.8 1.25 1.0337",
    unit="1 0.1 0.01 10", basic_pct="100 70 80 62.5", split_unit="1 0.01 10",
    probation_pct="100 80 75.5", clock_from="2009-03-15")
RULES = "month_start same_month next_month january".split()
MATRIX = dict(post_up="rematrix higher", post_down="rematrix cap")
LADDER = dict(post_up="rematrix higher keep shift",
              post_down="rematrix cap shift")


def version_keys(rng, mode):
    keys = {}
    for table in (CHOICES, NUMBERS, LADDER if mode == "ladder" else MATRIX):
        for key, words in table.items():
            if rng.random() < 0.4:
                keys[key] = rng.choice(words.split())
    if rng.random() < 0.3:
        starts, at = [], 0
        for _ in range(rng.randint(2, 9)):
            at += rng.randint(1, 5)
            starts.append(str(at))
        keys["band_starts"] = " ".join(starts)
    if rng.random() < 0.15:
        keys["clock"] = "ratings"
        keys.pop("clock_from", None)
        for key in ("years_of",):
            keys.pop(key, None)
    return keys


def posts(rng):
    names = rng.choice((["chief", "deputy", "staff"], ["chief", "staff"],
                        ["chief", "deputy", "full", "staff"], ["staff"]))
    out, floor = {}, rng.randint(1, 3)
    for name in reversed(names):
        keys = dict(name=name, floor=str(floor),
                    ceiling=str(floor + rng.randint(3, 11)))
        if rng.random() < 0.25:
            keys["first"] = str(rng.randint(floor, int(keys["ceiling"])))
        out[name] = keys
        floor += rng.randint(0, 4)
    return {name: out[name] for name in names}


def credits(rng, names):
    out = {}
    for level in ("associate", "bachelor", "master", "doctor"):
        if rng.random() < 0.3:
            out[level + "_one"] = dict(kind="education", level=level, holds="one")
        if rng.random() < 0.6:
            out[level] = dict(kind="education", holds=rng.choice(["any", "both"]))
    for level in ("assistant", "social", "senior"):
        if rng.random() < 0.7:
            out[level] = dict(kind="certificate")
    for level in ("05", "04", "03"):
        if rng.random() < 0.4:
            out["h" + level] = dict(kind="honour", level=level,
                                    once=rng.choice(["yes", "no"]))
    for keys in out.values():
        if keys["kind"] == "education" and rng.random() < 0.2:
            keys["study"] = "full_time"
        for key, chance, values in (
                ("steps", 0.5, "1 2 3"), ("months", 0.3, "6 12 36"),
                ("cash", 0.5, "100 155.5 200 300"),
                ("part", 0.3, "standard"), ("start", 0.3, " ".join(RULES)),
                ("steps_start", 0.3, " ".join(RULES + ["start"])),
                ("grants", 0.2, "no"), ("after_months", 0.15, "12 60"),
                ("treat_as", 0.2, " ".join(names))):
            if rng.random() < chance:
                keys[key] = rng.choice(values.split())
        if "cash" in keys and rng.random() < 0.3:
            keys["least"] = "yes"
    return out


def item(rng, names, ratings):
    keys = dict(label="项目")
    if rng.random() < 0.5:
        keys["part"] = rng.choice(["standard", "performance", "extra"])
    by = rng.choice("none post grade job star year rate rate".split())
    if by == "rate":
        keys["rate"] = rng.choice(["10", "12.5", "3.33", "100"])
        keys["of"] = rng.choice(["standard", "graded"])
        if rng.random() < 0.3:
            keys["base_min"], keys["base_max"] = "2500", "3333.33"
    else:
        if by != "none":
            keys["by"] = by
        pairs = dict(
            post=["%s:%d" % (n, 100 + 37 * i) for i, n in enumerate(names)],
            grade=["%d:%d.5" % (g, 11 * g) for g in range(1, 13)],
            job=["书记:300", "主任:250", "副主任:120"],
            star=["3:100", "4:200", "5:350"]).get(by)
        if pairs:
            keys["amounts"] = " ".join(pairs)
        else:
            keys["amount"] = rng.choice(["15", "55.55", "500"])
    if by == "post" and rng.random() < 0.5:
        keys["follows"] = "treatment"
    if by == "year" and rng.random() < 0.5:
        keys["start"] = rng.choice(RULES)
    if rng.random() < 0.2:
        keys["who"] = rng.choice(["elected", "combined"])
    if rng.random() < 0.15:
        keys["max"] = "120"
    if rng.random() < 0.2:
        keys["months"] = rng.choice(["11 12 1", "6", "3 6 9"])
    if rng.random() < 0.2:
        keys["taxable"] = "no"
    if keys.get("part") != "standard":
        if rng.random() < 0.3:
            keys["pays"] = "rating"
            keys["times"] = rng.choice(["once", "months"])
            if rng.random() < 0.4:
                keys["ratings"] = " ".join(rng.sample(ratings, 2))
        if rng.random() < 0.3:
            keys["prorate"] = "yes"
    return keys


def rating_list(rng):
    names = rng.choice((["excellent", "good", "basic", "bad"],
                        ["excellent", "good", "bad", "none"]))
    out = {}
    for name in names:
        keys = dict(label=name)
        if rng.random() < 0.35:
            keys["year"] = rng.choice("not_counted delay restart counted".split())
        if rng.random() < 0.2:
            keys["steps"] = rng.choice(["-1", "1"])
        if rng.random() < 0.4:
            keys["performance"] = rng.choice(["0", "50", "90", "120", "66.67"])
        out[name] = keys
    return out


def table(rng, amount, highest):
    if amount == "coefficient":
        step, at = rng.choice([3, 5, 7]), rng.choice([80, 100])
        return "coefficients", " ".join(
            "%.4f" % ((at + step * g) / 100 + rng.choice([0, 0.0025]))
            for g in range(highest))
    return "amounts", " ".join(
        "%d%s" % (2000 + 95 * g, rng.choice(["", ".55"])) for g in range(highest))


class Scheme(dict):
    """A dict of sections, in the order of the file."""
    statutory = None


def deductions(rng, out):
    for n in range(rng.choice([0, 1, 3])):
        keys = dict(label="扣项", kind=rng.choice(["deduction", "employer"]))
        if rng.random() < 0.8:
            keys["rate"] = rng.choice(["8", "0.5", "12", "6.33", "?"])
            keys["of"] = rng.choice("insurance fund gross graded".split())
            if rng.random() < 0.5:
                keys["base_min"], keys["base_max"] = "3500", "5555.55"
        else:
            keys["amount"] = rng.choice(["30", "12.34", "?"])
        out["item.d%d" % n] = keys
    if rng.random() < 0.5:
        out["tax"] = dict(free=rng.choice(["5000", "1500"]), brackets=rng.choice(
            ["36000:3:0 144000:10:2520 300000:20:16920 -:25:31920",
             "5000:3:0 20000:10:350 -:20:2350"]))


def statutory(rng):
    out = Scheme(scheme=dict(code="s", name="S", kind="statutory"))
    out["version.1"] = dict(effective_from="2018-01-01")
    deductions(rng, out)
    return out


def open_values(rng, made):
    """Some number is not known yet."""
    for name, keys in list(made.items()):
        for key in ("cash", "amount", "rate"):
            if name.partition(".")[0] in ("credit", "item") and key in keys \
                    and rng.random() < 0.15:
                made[name] = dict(keys, **{key: "?"})
        if "amounts" in keys and ":" in keys["amounts"] and rng.random() < 0.15:
            pairs = keys["amounts"].split()
            pairs[-1] = pairs[-1].partition(":")[0] + ":?"
            made[name] = dict(keys, amounts=" ".join(pairs))
    table = made.get("grades")
    for key in table or ():
        values = table[key].split()
        values[rng.randrange(10)] = "?"
        made["grades"] = {key: " ".join(values)}


def scheme(rng):
    mode = rng.choice(["matrix", "ladder"])
    amount = rng.choice(["coefficient", "coefficient", "table", "additive"])
    out = Scheme({
        "scheme": dict(code="t", name="T", status="local"),
        "version.1": dict(version_keys(rng, mode), mode=mode, amount=amount,
                          effective_from=rng.choice(["2012-01-01", "2018-07-01"]),
                          approval=rng.choice(["list", "hold"]))})
    if rng.random() < 0.4:
        mode = rng.choice([mode, "matrix", "ladder"])
        keys = version_keys(rng, mode)
        first = out["version.1"]
        for key, words in (MATRIX.items() if mode == "matrix" else ()):
            if keys.get(key, first.get(key, "rematrix")) not in words.split():
                keys[key] = "rematrix"
        out["version.2"] = dict(keys, mode=mode,
                                effective_from=rng.choice(["2021-01-01", "2023-04-01"]))
    ranks = posts(rng)
    names = list(ranks)
    for name, keys in ranks.items():
        if rng.random() < 0.15:
            floor, ceiling = int(keys["floor"]), int(keys["ceiling"])
            grades = sorted(rng.randint(floor, ceiling) for _ in range(4))
            keys["band_grades"] = " ".join(map(str, grades))
        out["post." + name] = keys
    if rng.random() < 0.3:
        out["version.1"]["treat_grade"] = "yes"
    if amount != "additive" or rng.random() < 0.5:
        key, values = table(rng, amount, 26)
        out["grades"] = {key: values}
        if rng.random() < 0.2:
            key, values = table(rng, amount, 26)
            out["grades." + names[-1]] = {key: values}
    if amount == "coefficient":
        for day in ("2010-01-01", "2020-07-01", "2024-03-01"):
            out["base." + day] = dict(amount=rng.choice(
                ["3398", "3650.55", "2958", "41000.37"]))
    ratings = ["excellent", "good", "basic", "bad", "none"]
    if rng.random() < 0.5:
        named = rating_list(rng)
        ratings = list(named)
        out.update({"rating." + n: k for n, k in named.items()})
    for version in ("version.1", "version.2"):
        if version in out and rng.random() < 0.3:
            out[version]["early_rating"] = rng.choice(ratings[:3])
    for kind in ("sick", "study", "unpaid"):
        if rng.random() < 0.3:
            out["absence." + kind] = dict(
                label=kind, counts=rng.choice(["yes", "no"]),
                pay=rng.choice(["0", "60", "100"]))
    out.update({"credit." + n: k for n, k in credits(rng, names).items()})
    for n in range(rng.randint(0, 4)):
        out["item.i%d" % n] = item(rng, names, ratings)
        if "version.2" in out and rng.random() < 0.4:
            out["item.i%d@2" % n] = rng.choice(
                [item(rng, names, ratings), dict(drop="yes")])
    deductions(rng, out)
    if rng.random() < 0.2:
        open_values(rng, out)
    if rng.random() < 0.3:
        out.statutory = statutory(rng)
    return out


# ---- facts ----

def day(rng, first, last):
    first, last = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    date = first + datetime.timedelta(rng.randint(0, (last - first).days))
    if rng.random() < 0.25:
        date = date.replace(day=1)
    if rng.random() < 0.1:
        date = date.replace(month=rng.choice([1, 3, 5, 8]), day=31)
    return date


def stretches(rng, start, chance):
    """Stretches one after another; the last is open."""
    out, at = [], start
    while rng.random() < chance and at.year < 2023:
        end = at + datetime.timedelta(rng.randint(20, 1600))
        out.append((at, end))
        at = end + datetime.timedelta(rng.choice([0, 0, 12, 29, 45, 200]))
    return out + [(at, None)]


def worker(rng, names, ratings):
    start = day(rng, 2000, 2024)
    spells, facts = stretches(rng, start, 0.4), {}
    if rng.random() < 0.2:
        spells[-1] = (spells[-1][0], max(day(rng, 2018, 2026), spells[-1][0]))
    facts["spell"] = [dict(
        community=rng.choice(["C1", "C2", "C3"]), starts_on=a, ends_on=b,
        leave_reason=b and rng.choice(["01", "03", "04"]),
        served_at=rng.choice(["street", "street", "city", "province", "other"])
        if b else "street",
        probation_until=a + datetime.timedelta(rng.randint(20, 200))
        if rng.random() < 0.5 else None, effect_on=None) for a, b in spells]
    facts["post"] = []
    at = start + datetime.timedelta(rng.choice([0, 0, 0, 5, 40]))
    for a, b in stretches(rng, at, 0.6):
        facts["post"].append(dict(
            post=rng.choice(names), job=rng.choice(["书记", "主任", "副主任", "委员"]),
            way=rng.choice(["01", "02", None]), combined=rng.random() < 0.2,
            acting=rng.random() < 0.1, starts_on=a, ends_on=b, effect_on=None))
    if rng.random() < 0.3:
        a = day(rng, 2012, 2024)
        facts["post"].append(dict(
            post=rng.choice(names), job="书记", way="01", combined=True,
            acting=rng.random() < 0.4, starts_on=a,
            ends_on=a + datetime.timedelta(rng.randint(10, 900)), effect_on=None))
    facts["absence"] = []
    for a, b in stretches(rng, day(rng, 2012, 2024), 0.3)[:-1]:
        facts["absence"].append(dict(
            kind=rng.choice("sick maternity study unpaid suspended".split()),
            starts_on=a, ends_on=min(b, a + datetime.timedelta(150)), effect_on=None))
    facts["deemed"] = [dict(cause="01", starts_on=a, ends_on=a + datetime.timedelta(
        rng.randint(100, 900)), effect_on=None)
        for a in [day(rng, 1996, 2012)] if rng.random() < 0.3]
    facts["education"] = []
    for education, degree in (("31", None), ("21", "4"), ("14", "3"), ("11", "2")):
        if rng.random() < 0.45:
            a, b = day(rng, 2005, 2024), day(rng, 2005, 2024)
            has = rng.random() < 0.6 and degree
            facts["education"].append(dict(
                education=education, graduated_on=a, degree=degree if has else None,
                degree_on=b if has else None, full_time=rng.random() < 0.6,
                effect_on=day(rng, 2018, 2024) if rng.random() < 0.2 else None))
    facts["certificate"] = []
    for level in ("assistant", "social", "senior"):
        if rng.random() < 0.45:
            a = day(rng, 2010, 2024)
            facts["certificate"].append(dict(
                level=level, issued_on=a,
                registered_on=a + datetime.timedelta(rng.randint(0, 400))
                if rng.random() < 0.8 else None,
                valid_until=a + datetime.timedelta(1500)
                if rng.random() < 0.3 else None,
                withdrawn_on=day(rng, 2020, 2025) if rng.random() < 0.1 else None,
                effect_on=None))
    facts["honour"] = [dict(
        title="奖", level=rng.choice(["03", "04", "05"]),
        awarded_on=day(rng, 2012, 2025), effect_on=None)
        for _ in range(rng.choice([0, 0, 1, 3]))]
    facts["rating"] = [dict(
        year=year, rating=rng.choice(ratings + ["excellent"]),
        effect_on=day(rng, year + 1, year + 1) if rng.random() < 0.1 else None)
        for year in range(max(2008, start.year), 2025) if rng.random() < 0.85]
    facts["performance"] = []
    for year in (2020, 2021, 2023, 2024):
        for part in ("06", "Q1", "Q4", "H1", "H2", "03"):
            if rng.random() < 0.25:
                facts["performance"].append(dict(
                    period="%d-%s" % (year, part), rating=rng.choice(ratings),
                    effect_on=None))
    return facts


def grades(rng, facts, made):
    """Approved grades and 核定等级, such as the law lets pass."""
    facts["change"], facts["override"] = [], []
    for kind, chance in (("change", 0.4), ("override", 0.1)):
        for at in sorted(day(rng, 2017, 2024) for _ in range(rng.choice([1, 2]))):
            held = [p for p in facts["post"] if p["starts_on"] <= at
                    and (not p["ends_on"] or at < p["ends_on"])]
            if not held or rng.random() > chance:
                continue
            post = made["post." + held[0]["post"]]
            grade = rng.randint(int(post["floor"]), int(post["ceiling"]))
            if kind == "change":
                facts["change"].append(dict(
                    to_grade=grade, effect_on=at, paid_from=rng.choice(
                        [None, None, "2021-01", "2024-06", "2024-11", "2025-01"])))
            else:
                facts["override"].append(dict(
                    grade=grade, cause="核定", document="甲〔2010〕1号", starts_on=at,
                    ends_on=rng.choice([None, day(rng, 2025, 2025)])))
    if len(set(c["effect_on"] for c in facts["change"])) < len(facts["change"]):
        facts["change"].pop()
    del facts["override"][1:]
    facts["insurance"] = [dict(
        kind=kind, amount=rng.choice(["0", "4000", "6123.45"]),
        starts_on=day(rng, 2015, 2023), ends_on=rng.choice(
            [None, None, day(rng, 2024, 2025)]))
        for kind in ("insurance", "fund") if rng.random() < 0.5]
    facts["deduction"] = [dict(
        amount=rng.choice(["1000", "2345.67"]), starts_on=day(rng, 2015, 2024),
        ends_on=rng.choice([None, day(rng, 2025, 2025)]))
        for _ in range(rng.choice([0, 0, 1, 2]))]


def units(rng, credit_names):
    out = []
    for name, values in (("basic_pct", "90 60"), ("performance_pays", "month half year"),
                         ("multiplier", "1.1 0.95"), ("star", "3 4 5")):
        for organ in ("Q0", "S1", "C1", "C3"):
            if rng.random() < (0.5 if name == "star" else 0.12):
                a = day(rng, 2014, 2022)
                out.append(dict(organ=organ, name=name,
                                value=rng.choice(values.split()), valid_from=a,
                                valid_to=day(rng, 2023, 2025)
                                if rng.random() < 0.2 else None))
    for name in credit_names:
        if rng.random() < 0.5:
            out.append(dict(organ=rng.choice(["Q0", "S1"]), name="cash." + name,
                            value="400", valid_from=datetime.date(2016, 1, 1),
                            valid_to=None))
    return out


def case(seed, workers):
    """(scheme, units, {code: facts})."""
    rng = random.Random(seed)
    made = scheme(rng)
    names = [n[5:] for n in made if n.startswith("post.")]
    ratings = [n[7:] for n in made if n.startswith("rating.")] or [
        "excellent", "good", "basic", "bad", "none"]
    least = [n[7:] for n, k in made.items()
             if n.startswith("credit.") and k.get("least") == "yes"]
    facts = {"W%03d" % (i + 1): worker(rng, names, ratings)
             for i in range(workers)}
    own = units(rng, least)
    for worker_facts in facts.values():
        grades(rng, worker_facts, made)
    return made, own, facts


def scheme_text(made):
    out = []
    for section, keys in made.items():
        out.append("[%s]" % section)
        out += ['%s = "%s"' % pair for pair in keys.items()]
        out.append("")
    return "\n".join(out)

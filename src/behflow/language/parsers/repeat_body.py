"""What stands after "every": a unit, days of the week, numbers of the month, positions."""

from __future__ import annotations

from typing import Any

from behflow.language.parsers.clock import clock_at
from behflow.language.parsers.numbers import number_at, ordinal_at
from behflow.language.rules import WORKDAYS, Rule
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token

Body = tuple[Rule, Moment | None, int]
Days = tuple[tuple[int, int], ...]
_FREQ = {
    "second": "secondly",
    "minute": "minutely",
    "hour": "hourly",
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}


def unit_rule(unit: str, multiple: int) -> Rule | None:
    """every <multiple> <unit>."""
    if not 1 <= multiple <= 5000:
        return None
    if unit == "weekend":
        return Rule("weekly", multiple, byday=((0, 5), (0, 6)))
    if unit == "workday":
        return Rule("weekly", byday=WORKDAYS) if multiple == 1 else Rule("daily", multiple, byday=WORKDAYS)
    return Rule(_FREQ[unit], multiple)


def workdays() -> Rule:
    return Rule("weekly", byday=WORKDAYS)


def _weekday(token: Token, *, plural: bool) -> int | None:
    if plural and "weekdays" in token.cats:
        day: int = token.cats["weekdays"]
        return day
    found: int | None = token.cats.get("weekday")
    return found


def weekday_list(t: list[Token], i: int, *, plural: bool = True) -> tuple[Days, int]:
    """monday, wed and fri; mon-fri; tuesday through saturday."""
    days: list[int] = []
    j = i
    while True:
        k = j
        if days:
            while "comma" in t[k].cats or "and" in t[k].cats or t[k].norm == "/":
                k += 1
            if k == j and t[k].kind == "w" and not t[k].gap:
                break
            while ("on" in t[k].cats or "every" in t[k].cats) and k > j:
                k += 1
        day = _weekday(t[k], plural=plural)
        if day is None or (days and k == j and t[k].norm not in t[k].cats and len(days) > 6):
            break
        after = k + 1
        if t[after].norm == "." and not t[after].gap and len(t[k].text) <= 4 and t[after + 1].gap:
            after += 1 if t[after + 1].kind != "e" else 0
        days.append(day)
        if "to" in t[after].cats and (end := _weekday(t[after + 1], plural=plural)) is not None:
            step = day
            while step != end:
                step = (step + 1) % 7
                days.append(step)
            after += 2
        j = after
        if len(days) > 14:
            break
    return tuple((0, d) for d in dict.fromkeys(days)), j


def body_at(t: list[Token], i: int, ctx: Context) -> Body | None:
    """The repeat that the words after "every" name."""
    token = t[i]
    cats = token.cats
    if "other" in cats and ("ord" not in cats or t[i + 1].cats.get("unit", ("",))[0] in _FREQ):
        return _other(t, i + 1, ctx)
    if token.kind == "n" and t[i + 1].norm == "nd" and token.num == 2 and "unit" in t[i + 2].cats:
        return _other(t, i + 2, ctx)
    ordinal = ordinal_at(t, i)
    if cats.get("unit") == ("second", 1) and not (
        {"weekday", "unit", "days", "workdays", "month"} & t[i + 1].cats.keys()
    ):
        return Rule("secondly"), None, i + 1
    if ordinal is not None:
        found = _positions(t, i, ordinal, ctx)
        if found is not None:
            return found
    if "workdays" in cats:
        return workdays(), None, i + 1
    if "weekendword" in cats or cats.get("unit", ("",))[0] == "weekend":
        return Rule("weekly", byday=((0, 5), (0, 6))), None, i + 1
    if "weekday" in cats:
        days, j = weekday_list(t, i, plural=True)
        moment = Moment(clock=Clock(part=cats["weekdaypart"])) if "weekdaypart" in cats else None
        if "part" in t[j].cats:
            moment, j = Moment(clock=Clock(part=t[j].cats["part"])), j + 1
        return Rule("weekly", byday=days), moment, j
    if "unit" in cats and "ord" not in cats:
        rule = unit_rule(*cats["unit"])
        return None if rule is None else (rule, None, i + 1)
    if "part" in cats:
        return Rule("daily"), Moment(clock=Clock(part=cats["part"])), i + 1
    if "month" in cats or "jmonth" in cats:
        return _months(t, i)
    if "holiday" in cats:
        return _holiday(cats["holiday"], i + 1)
    return _numbered(t, i, ctx)


def _holiday(rule: tuple[Any, ...], j: int) -> Body | None:
    """A named day as a rule, when it is one of the calendar's own days."""
    if rule[0] == "jalali" and len(rule) == 3:
        return Rule("yearly", bymonth=(rule[1],), bymonthday=(rule[2],), jalali=True), None, j
    if isinstance(rule[0], str) or len(rule) == 4:
        return None
    if len(rule) == 3:
        return Rule("yearly", bymonth=(rule[0],), byday=((rule[1], rule[2]),)), None, j
    return Rule("yearly", bymonth=(rule[0],), bymonthday=(rule[1],)), None, j


def _other(t: list[Token], j: int, ctx: Context) -> Body | None:
    found = body_at(t, j, ctx)
    if found is None or found[0].interval != 1 or found[0].bymonthday:
        return None
    found[0].interval = 2
    if found[0].freq == "monthly" and found[0].byday:
        return None
    return found


def _numbered(t: list[Token], i: int, ctx: Context) -> Body | None:
    """3 days, two weeks, 2 mondays, 5pm, 27, 14 jan."""
    clock = clock_at(t, i, bare=False)
    if clock is not None:
        return Rule("daily"), Moment(clock=clock[0]), clock[1]
    number = number_at(t, i)
    if number is None or "article" in t[i].cats:
        return None
    value, j = number
    if value != int(value):
        return None
    count = int(value)
    if t[j].norm == "-" and not t[j].gap:
        j += 1
    cats = t[j].cats
    if "workdays" in cats:
        rule = unit_rule("workday", count)
        return None if rule is None else (rule, None, j + 1)
    if "unit" in cats or ("abbr" in cats and not t[j].gap and t[i].kind == "n"):
        unit, multiple = cats["unit"] if "unit" in cats else cats["abbr"]
        rule = unit_rule(unit, multiple * count)
        return None if rule is None else (rule, None, j + 1)
    if "weekday" in cats or "weekdays" in cats:
        days, j = weekday_list(t, j, plural=True)
        return (Rule("weekly", count, byday=days), None, j) if 1 <= count <= 500 else None
    if "month" in cats or "jmonth" in cats or ("of" in cats and "month" in t[j + 1].cats):
        return day_months(t, i)
    if t[i].kind == "n" and 1 <= count <= 31:
        numbers, j = _month_numbers(t, i)
        after = t[j]
        if after.kind == "w" and not ({"lead", "starting", "ending", "at", "and", "part"} & after.cats.keys()):
            return None
        return Rule("monthly", bymonthday=numbers), None, j
    return None


def _month_numbers(t: list[Token], i: int) -> tuple[tuple[int, ...], int]:
    """27; 2, 15 and 27; 1st, 15th."""
    days: list[int] = []
    j = i
    while len(days) < 31:
        k = j
        if days:
            while "comma" in t[k].cats or "and" in t[k].cats:
                k += 1
            if k == j:
                break
            if "the" in t[k].cats:
                k += 1
        ordinal = ordinal_at(t, k)
        if ordinal is not None and (1 <= ordinal[0] <= 31 or ordinal[0] < 0):
            value, k = ordinal
            if "days" in t[k].cats:
                k += 1
        elif (
            t[k].kind == "n"
            and 1 <= t[k].num <= 31
            and not ({"unit", "ampm"} & t[k + 1].cats.keys())
            and t[k + 1].norm != ":"
        ):
            value, k = t[k].num, k + 1
        else:
            break
        days.append(value)
        j = k
    return tuple(dict.fromkeys(days)), j


def day_months(t: list[Token], i: int) -> Body | None:
    """14 jan, 14 apr, 15 jun: one rule holds when all combinations of the days and months were named."""
    pairs: list[tuple[int, int]] = []
    jalali = False
    j = i
    while len(pairs) < 40:
        k = j
        if pairs:
            while "comma" in t[k].cats or "and" in t[k].cats:
                k += 1
            if k == j:
                break
        ordinal = ordinal_at(t, k)
        if ordinal is not None and 1 <= ordinal[0] <= 31:
            day, k = ordinal
        elif t[k].kind == "n" and 1 <= t[k].num <= 31:
            day, k = t[k].num, k + 1
        else:
            break
        if "of" in t[k].cats:
            k += 1
        month = t[k].cats.get("month") or t[k].cats.get("jmonth")
        if not month:
            break
        jalali = jalali or ("jmonth" in t[k].cats and "month" not in t[k].cats)
        pairs.append((day, month))
        j = k + 1
    if not pairs:
        return None
    days = tuple(sorted({d for d, _ in pairs}))
    months = tuple(sorted({m for _, m in pairs}))
    if len(days) * len(months) != len(set(pairs)):
        days, months, j = (pairs[0][0],), (pairs[0][1],), _first_pair_end(t, i)
    return Rule("yearly", bymonth=months, bymonthday=days, jalali=jalali), None, j


def _first_pair_end(t: list[Token], i: int) -> int:
    j = i
    while "month" not in t[j].cats and "jmonth" not in t[j].cats:
        j += 1
    return j + 1


def _months(t: list[Token], i: int) -> Body | None:
    """jan 27th; january; march and may; december 21st and 31st."""
    key = "month" if "month" in t[i].cats else "jmonth"
    jalali = key == "jmonth"
    numbers, j = _month_numbers(t, i + 1) if "the" not in t[i + 1].cats else _month_numbers(t, i + 2)
    if numbers:
        return Rule("yearly", bymonth=(t[i].cats[key],), bymonthday=numbers, jalali=jalali), None, j
    if key == "month" and "shy" in t[i].cats and t[i + 1].kind == "w" and not t[i + 1].cats:
        return None
    months, j = month_list(t, i)
    return Rule("yearly", bymonth=months, jalali=jalali), None, j


def month_list(t: list[Token], i: int) -> tuple[tuple[int, ...], int]:
    """june; jan, apr and jul."""
    months: list[int] = []
    j = i
    while len(months) < 12:
        k = j
        if months:
            while "comma" in t[k].cats or "and" in t[k].cats:
                k += 1
            if k == j:
                break
        month = t[k].cats.get("month") or t[k].cats.get("jmonth")
        if not month:
            break
        months.append(month)
        j = k + 1
    return tuple(dict.fromkeys(months)), j


def _positions(t: list[Token], i: int, ordinal: tuple[int, int], ctx: Context) -> Body | None:
    """3rd friday; last day; 15th workday; 4th day; 2nd week; 27th; 1st wed jan; 3rd friday of march."""
    nth, j = ordinal
    cats = t[j].cats
    if "unit" in cats and "weekday" not in cats and cats["unit"][0] in _FREQ and "days" not in cats:
        rule = unit_rule(cats["unit"][0], nth * cats["unit"][1]) if nth > 0 else None
        return None if rule is None else (rule, None, j + 1)
    if "days" in cats and nth > 0 and "of" not in t[j + 1].cats:
        rule = unit_rule("day", nth)
        return None if rule is None else (rule, None, j + 1)
    if "month" in cats and nth > 0:
        return day_months(t, i)
    if "jmonth" in cats and nth > 0:
        return day_months(t, i)
    end = picks_end(t, i)
    picks = month_picks(t, i, end)
    if picks is None:
        return None
    if picks.byday and all(n > 4 for n, _ in picks.byday) and "of" not in t[end].cats and "month" not in t[end].cats:
        return Rule("weekly", picks.byday[0][0], byday=tuple((0, d) for _, d in picks.byday)), None, end
    return _within(t, end, picks)


def _within(t: list[Token], j: int, rule: Rule) -> tuple[Rule, None, int]:
    """of the month; of march; jan; of each quarter: the period that the positions are in."""
    k = j
    if "of" in t[k].cats:
        k += 1
        if "the" in t[k].cats or "every" in t[k].cats:
            k += 1
        if t[k].cats.get("unit") == ("month", 1):
            return rule, None, k + 1
        if t[k].cats.get("unit") == ("year", 1):
            rule.freq = "yearly"
            if rule.bymonthday:
                rule.byyearday, rule.bymonthday = rule.bymonthday, ()
            return rule, None, k + 1
    if "month" in t[k].cats:
        months, k = month_list(t, k)
        rule.freq, rule.bymonth = "yearly", months
        return rule, None, k
    return rule, None, j


def picks_end(t: list[Token], i: int) -> int:
    """Where a list of positions stops: ordinals, weekdays, "day", "workday", commas and "and"."""
    j = i
    while True:
        ordinal = ordinal_at(t, j)
        if ordinal is not None:
            j = ordinal[1]
        elif {"weekday", "weekdays", "workdays", "days"} & t[j].cats.keys() or (
            t[j].kind == "n" and 1 <= t[j].num <= 31 and j > i and not ({"unit", "ampm"} & t[j + 1].cats.keys())
        ):
            j += 1
        elif (("comma" in t[j].cats or "and" in t[j].cats) and j > i) and (
            ordinal_at(t, _past_the(t, j + 1)) is not None
            or "weekday" in t[j + 1].cats
            or (t[j + 1].kind == "n" and 1 <= t[j + 1].num <= 31)
        ):
            j = _past_the(t, j + 1)
        else:
            return j
        if j - i > 60:
            return j


def _past_the(t: list[Token], j: int) -> int:
    return j + 1 if "the" in t[j].cats else j


def month_picks(t: list[Token], i: int, end: int) -> Rule | None:
    """A monthly rule from the positions in ``i:end``."""
    byday: list[tuple[int, int]] = []
    numbers: list[int] = []
    work: list[int] = []
    waiting: list[int] = []
    j = i
    while j < end:
        ordinal = ordinal_at(t, j)
        if ordinal is not None:
            waiting.append(ordinal[0])
            j = ordinal[1]
            continue
        cats = t[j].cats
        if "weekday" in cats or "weekdays" in cats:
            weekday = cats["weekday"] if "weekday" in cats else cats["weekdays"]
            byday += [(n, weekday) for n in waiting or [byday[-1][0] if byday else 0]]
            waiting = []
        elif "workdays" in cats:
            work += waiting
            waiting = []
        elif "days" in cats:
            numbers += waiting
            waiting = []
        elif t[j].kind == "n":
            waiting.append(t[j].num)
        j += 1
    numbers += waiting
    if work:
        return None if byday or numbers else Rule("monthly", byday=WORKDAYS, bysetpos=tuple(dict.fromkeys(work)))
    if byday and numbers:
        return None
    if any(not -5 <= n <= 53 for n, _ in byday) or any(not -31 <= n <= 366 or n == 0 for n in numbers):
        return None
    if not byday and not numbers:
        return None
    return Rule("monthly", byday=tuple(dict.fromkeys(byday)), bymonthday=tuple(dict.fromkeys(numbers)))

"""What stands after "every": a unit, days of the week, numbers of the month, positions."""

from __future__ import annotations

from typing import Any

from behflow.language.parsers.clock import clock_at
from behflow.language.parsers.numbers import number_at, ordinal_at
from behflow.language.parsers.repeat_lists import (
    Body,
    day_months,
    month_list,
    month_numbers,
    month_picks,
    picks_end,
    weekday_list,
    weekday_months,
)
from behflow.language.rules import WORKDAYS, Rule
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token

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
    if "persian" in cats and "unit" in t[i + 1].cats:
        return _persian(body_at(t, i + 1, ctx), i + 2)
    if "unit" in cats and "ord" not in cats:
        rule = unit_rule(*cats["unit"])
        if rule is None:
            return None
        return _persian((rule, None, i + 1), i + 2) if "persian" in t[i + 1].cats else (rule, None, i + 1)
    if "part" in cats:
        return Rule("daily"), Moment(clock=Clock(part=cats["part"])), i + 1
    if "month" in cats or "jmonth" in cats:
        return _months(t, i)
    if "holiday" in cats:
        return _holiday(cats["holiday"], i + 1)
    return _numbered(t, i, ctx)


def _persian(found: Body | None, j: int) -> Body | None:
    """every Persian month, هر سال شمسی"""
    if found is None or found[0].freq not in ("monthly", "yearly"):
        return None
    found[0].jalali = True
    return found[0], None, j


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
    amount = "unit" in t[i + 1].cats and t[i].text[:1] != "0"  # every 1000 hours
    clock = None if amount else clock_at(t, i, bare=False)
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
        numbers, j = month_numbers(t, i)
        after = t[j]
        if after.kind == "w" and not ({"lead", "starting", "ending", "at", "and", "part"} & after.cats.keys()):
            return None
        return Rule("monthly", bymonthday=numbers), None, j
    return None


def _months(t: list[Token], i: int) -> Body | None:
    """jan 27th; january; march and may; december 21st and 31st."""
    key = "month" if "month" in t[i].cats else "jmonth"
    jalali = key == "jmonth"
    numbers, j = month_numbers(t, i + 1) if "the" not in t[i + 1].cats else month_numbers(t, i + 2)
    if numbers:
        return Rule("yearly", bymonth=(t[i].cats[key],), bymonthday=numbers, jalali=jalali), None, j
    if key == "month" and "shy" in t[i].cats and t[i + 1].kind == "w" and not t[i + 1].cats:
        return None
    months, j = month_list(t, i)
    return Rule("yearly", bymonth=months, jalali=jalali), None, j


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
    several = weekday_months(t, i)
    if several is not None:
        return several
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

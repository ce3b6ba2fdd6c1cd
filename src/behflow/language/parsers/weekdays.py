"""Weekdays: friday, wed 13th, friday the 13th, two sundays from now, 2 fridays ago."""

from __future__ import annotations

from datetime import date

from behflow.language.calendars import add_days, week_start
from behflow.language.days import Fields, fixed_day
from behflow.language.parsers.dates import Found, FoundDays
from behflow.language.parsers.numbers import number_at, ordinal_at
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token


def related_weekday(weekday: int, rel: int, ctx: Context) -> date:
    """The next (1), the coming (2), the one after next (3), last (-1) or before last (-2) such weekday."""
    today = ctx.today
    ahead = (weekday - today.weekday()) % 7
    if rel == 2 or (rel == 1 and ctx.settings.next_weekday == "coming"):
        return add_days(today, ahead or 7)
    if rel > 0:
        start = week_start(today, ctx.settings.first_weekday)
        return add_days(start, 7 * (1 if rel == 1 else 2) + (weekday - ctx.settings.first_weekday) % 7)
    return add_days(today, 7 * (rel + 1) - ((today.weekday() - weekday) % 7 or 7))


def weekday_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """A weekday word at ``i``, with what may follow it."""
    token = t[i]
    weekday = token.cats["weekday"]
    if "capital" in token.cats and token.text[0].islower():
        return None
    j = i + 1
    if t[j].norm == "." and not t[j].gap and len(token.text) <= 4 and (t[j + 1].kind == "e" or t[j + 1].gap):
        j += 1
    if "weekdaypart" in token.cats:
        return Moment(days=Fields(weekday=weekday), clock=Clock(part=token.cats["weekdaypart"])), j
    dated = _with_day_number(t, j, weekday, ctx)
    if dated is not None:
        return Moment(days=dated[0]), dated[1]
    if "relpost" in t[j].cats:
        rel = t[j].cats["relpost"]
        if not rel:
            return Moment(days=Fields(weekday=weekday), rel=True), j + 1
        day = related_weekday(weekday, rel, ctx)
        if rel == 2:
            day = add_days(day, 7)  # friday after next
        return Moment(days=fixed_day(day), rel=True, past=rel < 0), j + 1
    return Moment(days=Fields(weekday=weekday), shy="shy" in token.cats), j


def _with_day_number(t: list[Token], j: int, weekday: int, ctx: Context) -> FoundDays | None:
    """wed 13th, friday the 13th, friday 31: the next month in which the two agree."""
    k = j + 1 if "comma" in t[j].cats else j
    said = "the" in t[k].cats
    if said:
        k += 1
    ordinal = ordinal_at(t, k) if t[k].kind == "n" or said else None
    if ordinal is not None:
        number, nxt = ordinal
        if "of" in t[nxt].cats or "month" in t[nxt].cats:
            return None
    elif t[k].kind == "n" and _day_number(t[k], ctx) and k == j and _stands_alone(t, k):
        number, nxt = t[k].num, k + 1
    else:
        return None
    return (Fields(day=number, weekday=weekday), nxt) if 1 <= number <= 31 else None


def _day_number(token: Token, ctx: Context) -> bool:
    """Up to twelve it may be an hour, but not where dates follow their weekday: martes 4."""
    if ctx.settings.day_behind_weekday:
        return 1 <= token.num <= 31 and len(token.text) <= 2
    return 12 < token.num <= 31 and len(token.text) == 2


def _stands_alone(t: list[Token], k: int) -> bool:
    after = t[k + 1]
    if after.kind == "e":
        return True
    if not after.gap and after.kind in "wn":
        return False
    if after.norm in (":", "/", "-", "."):
        return after.gap or t[k + 2].kind == "e"
    return not ({"unit", "ampm", "month", "jmonth", "oclock", "of"} & after.cats.keys())


def counted_days(t: list[Token], i: int, ctx: Context) -> Found | None:
    """two sundays from now, 2 fridays ago, 3 mornings ago."""
    number = number_at(t, i)
    if number is None or not 1 <= number[0] <= 500 or number[0] != int(number[0]):
        return None
    n, k = int(number[0]), number[1]
    cats = t[k].cats
    weekday = cats.get("weekdays", cats.get("weekday"))
    after = t[k + 1].cats
    sign = -1 if "ago" in after or "backward" in after else 1 if "fromnow" in after or "hence" in after else 0
    if not sign:
        return None
    if weekday is not None:
        first = related_weekday(weekday, 2 * sign if sign > 0 else -1, ctx)
        return Moment(days=fixed_day(add_days(first, sign * 7 * (n - 1))), rel=True, past=sign < 0), k + 2
    if "part" not in cats:
        return None
    day = fixed_day(add_days(ctx.today, sign * n))
    return Moment(days=day, clock=Clock(part=cats["part"]), rel=True, past=sign < 0), k + 2


def bare_ordinal(t: list[Token], i: int) -> Found | None:
    """The 27th (of this or next month): only written with its suffix, or in words after "the"."""
    ordinal = ordinal_at(t, i)
    if ordinal is None or not 1 <= ordinal[0] <= 31:
        return None
    number, k = ordinal
    after = t[k]
    if t[i].kind == "n":
        if "dot" in t[i + 1].cats:  # am 15.
            noun = after.kind == "w" and after.text[0].isupper() and not after.cats
            if noun or not i or "thedate" not in t[i - 1].cats:
                return None
    elif not t[i].text.isascii():
        if "monthword" not in after.cats:
            return None
    elif not (i and "the" in t[i - 1].cats and number > 12 and after.kind in "es"):
        return None
    return Moment(days=Fields(day=number), shy=True), k


def on_the_number(t: list[Token], i: int) -> Found | None:
    """on the 17 (without its suffix), when nothing follows that the number could count."""
    before = t[i - 1].cats if i else {}
    said = i > 1 and "the" in before and t[i - 2].cats.get("lead") in ("on", "by")
    after = t[i + 1]
    if "thedate" in before or ("days" in before and i > 1 and "the" in t[i - 2].cats):
        if after.norm == "." and not after.gap and t[i + 2].kind == "w":
            return None
        opens = "between" in after.cats or ("from" in after.cats and t[i + 2].kind == "n") or "clockthe" in after.cats
        if opens and 1 <= t[i].num <= 31 and after.gap:
            return Moment(days=Fields(day=t[i].num)), i + 1
    elif not said:
        return None
    if not 1 <= t[i].num <= 31 or (after.kind == "w" and not ({"lead", "between"} & after.cats.keys())):
        return None
    if not after.gap and after.kind not in "es":
        return None
    return Moment(days=Fields(day=t[i].num)), i + 1

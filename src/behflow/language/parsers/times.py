"""Times of day with the words around them: at 5, 3-5pm, from 9 to 11, in the morning, after lunch."""

from __future__ import annotations

from behflow.language.parsers.clock import APPROX, clock_at
from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import number_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token


def time_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """A time with its words before it ("at", "@", "around"), or a range of two clock times."""
    token = t[i]
    cats = token.cats
    j, bare = i, False
    if "at" in cats:
        j, bare = i + 1, True
        if t[j].norm == "ساعت":
            j += 1
        while t[j].norm in APPROX or t[j].norm == "the":
            j += 1
    elif token.norm in APPROX and t[i + 1].kind in "nw":
        j, bare = i + 1, "at" in t[i - 1].cats if i else False
        if "at" in t[j].cats:
            j, bare = j + 1, True
    found = clock_at(t, j, ctx, bare=bare)
    if found is None:
        return _range(t, i, ctx) if token.kind == "n" or token.norm in ("from", "between", "از") else None
    if token.norm == "ساعت" and t[found[1]].norm == "و":
        found = _persian_minutes(t, found)
    return _range_tail(t, found, ctx)


def _persian_minutes(t: list[Token], found: Found) -> Found:
    moment, j = found
    if "half" in t[j + 1].cats:
        moment.minute = 30
        return moment, j + 2
    if t[j + 1].norm == "ربع":
        moment.minute = 15
        return moment, j + 2
    number = number_at(t, j + 1)
    if number is not None and 0 < number[0] < 60 and t[number[1]].norm == "دقیقه":
        moment.minute = int(number[0])
        return moment, number[1] + 1
    return found


def _dash(t: list[Token], j: int) -> bool:
    return "to" in t[j].cats


def _range_tail(t: list[Token], found: Found, ctx: Context) -> Found:
    """5pm-6pm, 9:30 - 11, at 3 to 5pm."""
    start, j = found
    if not _dash(t, j):
        return found
    second = clock_at(t, j + 1, ctx, bare=True)
    if second is None or second[0].hour is None or start.hour is None:
        return found
    end, k = second
    if t[j].norm in ("before", "past"):
        return found
    if end.sure and not start.sure:
        _borrow(start, end)
    elif start.sure and not end.sure and end.hour is not None and end.hour < start.hour and end.hour + 12 > start.hour:
        end.hour += 12
    elif not end.sure and end.hour is not None and end.hour < start.hour and end.hour + 12 > start.hour:
        end.hour = end.hour + 12
    start.to = end
    start.offset = start.offset if start.offset is not None else end.offset
    return start, k


def _borrow(start: Moment, end: Moment) -> None:
    """3-5pm: the first takes the half of the day of the second, unless that turns it around."""
    if start.hour is None or end.hour is None:
        return
    start.sure = True
    if end.hour >= 12 and start.hour < 12 and start.hour + 12 <= end.hour:
        start.hour += 12
    elif end.hour >= 12 and start.hour == 12:
        start.hour = 12
    elif end.hour < 12 and start.hour == 12:
        start.hour = 0


def _range(t: list[Token], i: int, ctx: Context) -> Found | None:
    """3-5pm, from 9 to 11:30, between 2 and 4."""
    j = i
    opened = t[i].norm in ("from", "between", "از")
    if opened:
        j = i + 1
    if (t[j].kind != "n" or t[j].num > 24 or len(t[j].text) > 2) and (not opened or "num" not in t[j].cats):
        found = clock_at(t, j, ctx, bare=opened) if opened else None
        return _range_tail(t, found, ctx) if found is not None and _dash_or_and(t, found[1]) else None
    first = clock_at(t, j, ctx, bare=True)
    if first is None or first[0].hour is None:
        return None
    k = first[1]
    if not (_dash(t, k) or (t[i].norm == "between" and "and" in t[k].cats)):
        return None
    if not opened and t[k].norm == "to" and t[k].gap is False:
        return None
    second = clock_at(t, k + 1, ctx, bare=True)
    if second is None or second[0].hour is None:
        return None
    end, nxt = second
    if not end.sure and not first[0].sure and not opened and "part" not in t[nxt].cats:
        return None
    if not end.sure and opened and ("month" in t[nxt].cats or "unit" in t[nxt].cats):
        return None
    start = first[0]
    if end.sure and not start.sure:
        _borrow(start, end)
    elif end.hour is not None and start.hour is not None and not end.sure and end.hour < start.hour:
        end.hour += 12 if end.hour + 12 < 24 else 0
    start.to = end
    return start, nxt


def _dash_or_and(t: list[Token], j: int) -> bool:
    return _dash(t, j) or "and" in t[j].cats


def part_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """noon, midnight, in the morning, at night, after lunch, end of day."""
    j = i
    while (
        t[j].norm in ("in", "at", "by", "during", "the", "before", "after", "until", "till", "on", "around", "در")
        and j < i + 3
    ):
        j += 1
    cats = t[j].cats
    if "part" not in cats:
        return None
    part = cats["part"]
    if j == i + 1 and t[i].norm == "the":
        return None
    if t[j].norm == "eve":
        return None
    moment = Moment(part=part, shy=j == i and part in ("morning", "afternoon", "evening", "night", "dawn", "dusk"))
    if j > i and t[i].norm == "at" and part not in ("night", "noon", "midnight", "lunch", "dawn", "dusk", "eod"):
        return None
    return moment, j + 1


def instant_now(ctx: Context) -> Moment:
    return Moment(exact=ctx.now.replace(microsecond=0), rel=True)

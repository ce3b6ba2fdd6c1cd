"""Times of day with the words around them: at 5, 3-5pm, from 9 to 11, in the morning, after lunch."""

from __future__ import annotations

from behflow.language.parsers.clock import clock_at
from behflow.language.spans import Clock, Moment
from behflow.language.tokens import Token

Found = tuple[Moment, int]
_AT_PARTS = ("night", "noon", "midnight", "lunch", "dinner", "dawn", "dusk", "eod", "latenight")
_SHY_PARTS = ("morning", "afternoon", "evening", "night", "dawn", "dusk", "day")


def time_at(t: list[Token], i: int) -> Found | None:
    """A time with its words before it ("at", "@", "around"), or a range of two clock times."""
    token = t[i]
    cats = token.cats
    j, bare = i, False
    if "at" in cats or ("clockthe" in cats and ((i and "lead" in t[i - 1].cats) or _part_behind(t, i + 2))):
        j, bare = i + 1, not ("accent" in cats and token.text.isascii())
        while "approx" in t[j].cats or "the" in t[j].cats or ("at" in t[j].cats and j == i + 1):
            j += 1
    elif "approx" in cats and t[i + 1].kind in "nw":
        before = t[i - 1].cats if i else {}
        j, bare = i + 1, bool({"at", "glued", "relday", "part"} & before.keys()) or _part_behind(t, i + 2)
        if "at" in t[j].cats:
            j, bare = j + 1, True
    clock = clock_at(t, j, bare=bare)
    if clock is not None and bare and clock[1] == j + 1 and any("address" in x.cats for x in t[j + 1 : j + 4]):
        return None  # at 12 Oak Street
    if clock is None:
        opened = _opens(token)
        return _range(t, i, opened=opened) if token.kind == "n" or opened else None
    return _range_tail(t, clock)


def _part_behind(t: list[Token], j: int) -> bool:
    """circa 5 in the morning"""
    k = j + 1 if "in" in t[j].cats or "of" in t[j].cats else j
    return "part" in t[k + 1 if "the" in t[k].cats else k].cats


def _opens(token: Token) -> bool:
    return "from" in token.cats or "between" in token.cats


def _range_tail(t: list[Token], found: tuple[Clock, int]) -> Found:
    """5pm-6pm, 9:30 - 11, at 3 to 5pm."""
    start, j = found
    if "to" not in t[j].cats or (t[j + 1].kind == "w" and not t[j + 1].gap):
        return Moment(clock=start), j
    k = j + 2 if "at" in t[j + 1].cats else j + 1
    second = _noon(t, k) or clock_at(t, k, bare=True)
    if second is None or second[0].hour is None or start.hour is None:
        return Moment(clock=start), j
    return _pair(start, second[0]), second[1]


def _pair(start: Clock, end: Clock) -> Moment:
    """Two clock times as a range; what one says of the half of the day holds for both."""
    if start.hour is not None and end.hour is not None:
        if end.sure and not start.sure:
            start.sure = True
            later = (start.hour + 12, start.minute) <= (end.hour, end.minute)
            if end.hour >= 12 and start.hour < 12 and later and not (end.wide and start.minute is not None):
                start.hour += 12
            elif end.hour < 12 and start.hour == 12:
                start.hour = 0
        elif not end.sure and end.hour < start.hour < end.hour + 12 <= 24:
            end.hour += 12
    start.offset = start.offset if start.offset is not None else end.offset
    return Moment(clock=start, to=Moment(clock=end))


def _noon(t: list[Token], k: int) -> tuple[Clock, int] | None:
    """ "until noon": the end of a range."""
    part = t[k].cats.get("part")
    return (Clock(12 if part == "noon" else 0, sure=True), k + 1) if part in ("noon", "midnight") else None


def _range(t: list[Token], i: int, *, opened: bool) -> Found | None:
    """3-5pm, from 9 to 11:30, between 2 and 4."""
    j = i + 1 if opened else i
    if "at" in t[j].cats or "clockthe" in t[j].cats:
        j += 1
    first = (_noon(t, j) if opened else None) or clock_at(t, j, bare=True)
    if first is None or first[0].hour is None:
        return None
    k = first[1]
    if not ("to" in t[k].cats or ("between" in t[i].cats and "and" in t[k].cats)):
        return None
    if not opened and ((not t[k].gap and t[k].kind == "w") or t[j].num > 24):
        return None
    nxt = k + 2 if "at" in t[k + 1].cats else k + 1
    second = _noon(t, nxt) or clock_at(t, nxt, bare=True)
    if second is None or second[0].hour is None:
        return None
    end, after = second
    if not end.sure and not first[0].sure and not opened and "part" not in t[after].cats:
        return None
    if not end.sure and opened and ("month" in t[after].cats or "unit" in t[after].cats or "jmonth" in t[after].cats):
        return None
    return _pair(first[0], end), after


def part_at(t: list[Token], i: int) -> Found | None:
    """noon, midnight, in the morning, at night, after lunch, end of day."""
    j = i
    while "partlead" in t[j].cats and j < i + 3:
        j += 1
    cats = t[j].cats
    if j > i and "meal" in cats and "at" in t[j - 1].cats:
        return Moment(clock=Clock(part=cats["meal"])), j + 1
    if "part" not in cats or (j == i + 1 and "the" in t[i].cats):
        return None
    part = cats["part"]
    if "edge" in t[i].cats and j > i:
        return None
    if j > i and "at" in t[i].cats and part not in _AT_PARTS:
        return None
    return Moment(clock=Clock(part=part), shy=j == i and (part in _SHY_PARTS or "shy" in cats)), j + 1

"""Refiners: prepositions are taken in, neighbours become one moment."""

from __future__ import annotations

from copy import copy

from behflow.language.festivals import Yearly
from behflow.language.joining import counted, two_dates, whole
from behflow.language.policies import day_of
from behflow.language.spans import Clock, Context, Moment, Span
from behflow.language.tokens import Token

_TIME_ROLES = frozenset(
    ("start", "at", "around", "by", "before", "until", "from", "due", "after", "for", "on", "since")
)


def add_lead(t: list[Token], span: Span, floor: int) -> None:
    """Take the prepositions before a span into it ("on", "by the", "due")."""
    j = span.i
    roles: list[str] = []
    while j - 1 >= floor and len(roles) < 3:
        role = t[j - 1].cats.get("lead")
        if role is None or not _may_lead(t, j - 1, role, span):
            break
        roles.append(role)
        j -= 1
    while roles and roles[-1] == "the" and span.kind != "date":
        roles.pop()
        j += 1
    if roles:
        span.core, span.i = span.i, j
        span.lead = next((role for role in reversed(roles) if role not in ("due", "the")), roles[-1])


def _may_lead(t: list[Token], k: int, role: str, span: Span) -> bool:
    if k and not t[k].gap and (t[k - 1].kind in "wn" or t[k - 1].norm in "-_/'"):
        return False  # check-in tomorrow
    if span.kind == "date" and role == "at":
        edge = {"edge", "boundary", "nowday"} & t[span.i].cats.keys()
        if t[k].norm == "@":
            return not t[k + 1].gap or span.value.has_time
        return bool(edge) or _holiday_or_weekend(span)
    if span.kind == "time" and (role not in _TIME_ROLES or (role == "for" and not _certain(span.value.clock))):
        return False
    if k and "every" in t[k - 1].cats:
        return False
    if t[k].norm == "@" and t[k + 1].gap:
        return span.kind != "recurrence" and bool(span.value.has_time)
    return True


def _certain(clock: Clock) -> bool:
    """ "for 9am" and "for the evening" are times, "for 5" counts something."""
    return clock.part is not None or (clock.sure and clock.hour is not None)


def _holiday_or_weekend(span: Span) -> bool:
    return isinstance(span.value.days, Yearly) or span.value.grain == "weekend"


def merge(t: list[Token], spans: list[Span], ctx: Context) -> list[Span]:
    """One pass from left to right; every new span is tried against the one before it until nothing joins."""
    out: list[Span] = []
    for span in spans:
        current = span
        while out:
            both = _join(t, out[-1], current, ctx)
            if both is None:
                break
            out.pop()
            current = both
        if current.kind == "date" and "orlater" in t[current.j].cats:
            current.lead = "since" if t[current.j].cats["orlater"] > 0 else "before"
            current.j += 1
        out.append(current)
    return out


def _between(t: list[Token], a: Span, b: Span) -> str | None:
    """What stands between two spans: "" nothing, "," a comma, "-" a word of range, "&" and; None for more."""
    if a.j == b.i:
        return ""
    if a.j + 1 == b.i:
        cats = t[a.j].cats
        for category, sign in (("comma", ","), ("to", "-"), ("and", "&"), ("of", "of"), ("the", "the")):
            if category in cats:
                return sign
        return t[a.j].norm if t[a.j].norm in ("(", ".", "'s", "-") else None
    if a.j + 2 == b.i and "the" in t[a.j + 1].cats:
        return "of" if "of" in t[a.j].cats else "-" if "to" in t[a.j].cats else "," if "comma" in t[a.j].cats else None
    return None


def _join(t: list[Token], a: Span, b: Span, ctx: Context) -> Span | None:
    gap = _between(t, a, b)
    if gap is None:
        return None
    if a.kind == "duration":
        return counted(t, a, b, ctx) if gap == "" else None
    if b.kind == "duration" or a.kind == "recurrence" or b.kind == "recurrence":
        return _time_of_repeat(a, b, ctx) if gap in ("", ",") else None
    if a.value.exact is not None or b.value.exact is not None:
        return None
    if gap == "-" or (gap == "" and b.lead == "until") or (gap == "&" and _opened(t, a)):
        return _range(t, a, b)
    if gap == "&":
        return None
    if a.kind == "date" and b.kind == "date":
        return two_dates(a, b, gap, ctx)
    if gap == "of" and a.kind == "time" and b.kind == "date" and a.value.clock.hour is None:
        return _date_and_time(a, b, b.value, a.value)  # the morning of 4 december
    if gap in ("of", ".", "(") or (gap == "the" and b.kind == "time"):
        return None
    if a.kind == "time" and b.kind == "time":
        return _two_times(a, b) if gap == "" else None
    if a.kind == "time" and a.value.shy and not a.lead and b.lead and _noun_before(t, a):
        return None  # date night on friday
    day, clock = (a, b) if a.kind == "date" else (b, a)
    return _date_and_time(a, b, day.value, clock.value)


def _noun_before(t: list[Token], a: Span) -> bool:
    return a.i > 0 and t[a.i - 1].kind == "w" and not t[a.i - 1].cats and t[a.i].gap


def borrow_days(spans: list[Span]) -> list[Span]:
    """A time that stands alone belongs to the only day of the text: "tomorrow with Ana at 5"."""
    days = [s for s in spans if s.kind == "date" and not s.value.has_time and s.value.to is None]
    if len(days) != 1:
        return spans
    day: Moment = days[0].value
    for span in spans:
        if span.kind == "time" and span.value.days is None:
            span.value.days, span.value.rel, span.value.past = day.days, day.rel, day.past
            span.value.clock.day_said = True
    return spans


def _opened(t: list[Token], a: Span) -> bool:
    return any("between" in t[k].cats for k in (a.i, max(a.i - 1, 0), max(a.core - 1, 0)))


def _date_and_time(a: Span, b: Span, day: Moment, time: Moment) -> Span | None:
    clock, own = time.clock, day.clock
    end = day.to
    if clock is not None and own is not None and end is not None and end.days is not None and end.clock is None:
        end.clock = clock  # tomorrow 8am - friday 5pm
        return whole(a, b, day)
    if clock is None or (day.to is not None and day.to.days is not None and time.to is not None):
        return None
    if own is not None:
        if own.hour is not None and own.part is None and clock.hour is None:
            own.part = clock.part  # tomorrow at 7, in the evening; friday 6pm night
            return whole(a, b, day)
        if own.hour is not None or (clock.hour is None and own.part != "night") or (clock.part and clock.hour is None):
            return None
    clock = copy(clock)
    clock.part = clock.part or (own.part if own is not None else None)
    clock.day_said = True
    day.clock, day.shy = clock, False
    if time.to is not None:
        day.to = time.to
    return whole(a, b, day)


def _two_times(a: Span, b: Span) -> Span | None:
    """5 in the evening; this morning at 10."""
    first, second = a.value, b.value
    if first.clock.hour is None and second.clock.hour is not None:
        first, second = second, first
    clock, part = first.clock, second.clock.part
    if clock.hour is None or second.clock.hour is not None or part is None or clock.part is not None:
        return None
    if part in ("midnight", "eod") or (part == "noon" and not (clock.hour >= 11 or clock.hour <= 2)):
        return None
    clock.part = part
    if first.to is not None and first.to.clock is not None and first.to.clock.part is None:
        first.to.clock.part = part
    first.shy = False
    return whole(a, b, first)


def _range(t: list[Token], a: Span, b: Span) -> Span | None:
    first, second = a.value, b.value
    if first.to is not None or second.to is not None:
        return None
    if a.kind == "time" and b.kind == "date":
        return None
    if a.kind == b.kind == "date" and (first.days is None or second.days is None):
        return None
    if b.kind == "time" and (first.clock is None or first.clock.hour is None or second.clock.hour is None):
        return None
    if b.kind == "time":
        start, end = first.clock, second.clock
        if end.sure and not start.sure and start.hour < 12 <= end.hour and start.hour + 12 <= end.hour:
            start.hour, start.sure = start.hour + 12, True
    first.to = second
    first.shy = first.shy and second.shy
    start_at = a.i - 1 if a.i > 0 and ("between" in t[a.i - 1].cats or "from" in t[a.i - 1].cats) else a.i
    return Span(a.kind, start_at, b.j, first, a.i, a.lead or "from")


def _time_of_repeat(a: Span, b: Span, ctx: Context) -> Span | None:
    """A clock time beside a repeat is the time of the repeat: at 5 every day, every day at 5."""
    rule, other = (a, b) if a.kind == "recurrence" else (b, a)
    if a.kind == "date" and a.lead in ("from", "since", "start") and b.kind == "recurrence":
        day = day_of(a.value, ctx) if a.value.to is None and a.value.days is not None else None
        if b.value.rule.start is not None or day is None:
            return None
        b.value.rule.start = day
        return Span("recurrence", a.i, b.j, b.value, a.core, a.lead)
    if rule.kind != "recurrence" or other.kind != "time" or rule.value.moment is not None:
        return None
    if rule.value.rule.freq in ("hourly", "minutely", "secondly"):
        return None
    rule.value.moment = other.value
    return Span("recurrence", a.i, b.j, rule.value, a.core, a.lead)

"""Two dates beside each other as one, and lengths counted from a date."""

from __future__ import annotations

from copy import copy

from behflow.language.calendars import add_days
from behflow.language.days import Days, Fields, fixed_day
from behflow.language.derived import Inside, joined
from behflow.language.parsers.offsets import from_days
from behflow.language.policies import chosen
from behflow.language.spans import Clock, Context, Duration, Moment, Span
from behflow.language.tokens import Token

_SIGNS = {"before": -1, "after": 1, "from": 1}


def whole(a: Span, b: Span, moment: Moment) -> Span:
    """Both spans as one."""
    kind = "date" if moment.days is not None or moment.exact is not None else "time"
    return Span(kind, a.i, b.j, moment, a.core, a.lead)  # type: ignore[arg-type]


def two_dates(a: Span, b: Span, gap: str, ctx: Context) -> Span | None:
    """friday, 27 november; monday next week; dec 25 of last year."""
    first, second = a.value, b.value
    if first.days is None or second.days is None or (first.clock is not None and second.clock is not None):
        return None
    if gap in ("", ",") and second.grain == "year" and isinstance(second.days, Fields) and second.shy:
        return _with_year(a, b, second.days.year)
    if first.to is not None or second.to is not None or gap == "-":
        return None
    days = (
        _both(first, second, gap, ctx) if b.lead in ("", "the", "in", "on", "from", "at", "around", "start") else None
    )
    if days is None:
        return None
    moment = Moment(days=days, clock=first.clock or second.clock, past=first.past or second.past)
    moment.rel = first.rel and second.rel
    if moment.clock is not None:
        moment.clock.day_said = True
    return whole(a, b, moment)


def _with_year(a: Span, b: Span, year: int | None) -> Span | None:
    """Oct 26 - 28, 11:00 2027: the year stands behind the time."""
    moment: Moment = a.value
    for one in (moment, moment.to):
        if one is not None and isinstance(one.days, Fields) and one.days.year is None and one.days.month is not None:
            one.days = Fields(year, one.days.month, one.days.day, jalali=one.days.jalali)
        elif one is moment:
            return None
    return whole(a, b, moment)


def _both(first: Moment, second: Moment, gap: str, ctx: Context) -> Days | None:
    a, b = first.days, second.days
    if a is None or b is None:
        return None
    for one, other in ((first, second), (second, first)):
        fixed = other.settled_day
        if fixed is None or other.grain != "day" or one.days is None:
            continue
        if one.weekday is not None:
            if other.unit in ("week", "month", "year") and gap in ("", ","):  # friday in two weeks
                return fixed_day(add_days(fixed, one.weekday - fixed.weekday()))
            if fixed.weekday() == one.weekday and gap in ("", ",", "(", "."):
                return other.days
            return None
        if other.unit == "year" and one.days.every == "year":
            return joined(one.days, Fields(fixed.year))  # thanksgiving in a year
        if other.rel and other.unit is None and gap in (",", "(") and other is first and one.grain == "day":
            return one.days  # "tomorrow, 24 november"
        return None
    if (first.shy and first.grain == "month") or (second.shy and second.grain in ("month", "year")):
        return None
    if first.weekday is not None and second.weekday is not None:
        return None
    both = joined(a, b)
    if both is None or (isinstance(both, Inside) and gap == ".") or chosen(both, None, ctx) is None:
        return None
    return both


def counted(t: list[Token], a: Span, b: Span, ctx: Context) -> Span | None:
    """6 weeks before 21 jul; two days after tomorrow; a week from friday; 15 minutes before 5pm."""
    sign = _SIGNS.get(b.lead)
    if sign is None or b.kind not in ("date", "time") or b.value.to is not None or b.core - b.i > 2:
        return None
    base: Moment = b.value
    length: Duration = a.value
    if b.lead == "from" and a.i and "for" in t[a.i - 1].cats:
        return None  # "for 3 days from friday" begins on friday
    moment: Moment | None = None
    if base.clock is not None and base.clock.part in ("noon", "midnight") and base.clock.hour is None:
        base.clock = Clock(12 if base.clock.part == "noon" else 0, sure=True)
    if length.seconds and base.clock is not None and base.clock.hour is not None:
        moment = _clock_moved(base, sign * round(length.seconds / 60))
    elif base.days is not None:
        weekday = base.weekday
        if weekday is not None and sign > 0:
            base.days = fixed_day(add_days(ctx.today, (weekday - ctx.today.weekday()) % 7 or 7))
        moment = from_days(length, sign, base)
    return None if moment is None else whole(a, b, moment)


def _clock_moved(base: Moment, minutes: int) -> Moment | None:
    clock = base.clock
    if clock is None or clock.hour is None:
        return None
    total = clock.hour * 60 + clock.minute + minutes
    if not 0 <= total < 1440:
        return None
    out = copy(base)
    out.clock = Clock(total // 60, total % 60, 0, clock.sure, clock.part, clock.day_said, clock.offset)
    return out

"""Refiners: neighbours become one moment, words that stand alone in doubt are let go."""

from __future__ import annotations

from behflow.language.calendars import add_days, make_day
from behflow.language.parsers.holidays import holiday_day
from behflow.language.parsers.offsets import shift
from behflow.language.policies import roll_on
from behflow.language.spans import Context, Moment, Span
from behflow.language.tokens import Token
from behflow.language.words import words

_TIME_LEADS = words("at @ around by before until till from due after for about on در از ")
_SIGNED = words("before after from prior preceding following past ")
_OPENERS = words("from between ")


def add_lead(t: list[Token], span: Span, floor: int) -> None:
    """Take the prepositions before a span into it ("on", "by the", "due")."""
    j = span.i
    words: list[str] = []
    while j - 1 >= floor and len(words) < 3:
        token = t[j - 1]
        cats = token.cats
        if "lead" not in cats:
            break
        if token.norm == "at" and span.kind == "date" and not ({"end", "early", "boundary"} & t[span.i].cats.keys()):
            break
        if span.kind == "time" and token.norm not in _TIME_LEADS:
            break
        if token.norm == "for" and span.kind == "time" and span.value.part is None:
            break
        if token.norm == "this" or ("every" in t[j - 2].cats if j >= 2 else False):
            break
        if token.norm == "@" and t[j].gap and not (span.kind != "recurrence" and span.value.has_time):
            break
        words.append(token.norm)
        j -= 1
    while words and words[-1] == "the" and not _article_ok(t, span):
        words.pop()
        j += 1
    if words:
        span.core, span.i = span.i, j
        span.lead = next((word for word in reversed(words) if word not in ("due", "the")), words[-1])


def _article_ok(t: list[Token], span: Span) -> bool:
    return span.kind == "date" and t[span.i].norm not in ("next", "last", "this")


def merge(t: list[Token], spans: list[Span], ctx: Context) -> list[Span]:
    """One pass from left to right; every new span is tried against the one before it until nothing joins."""
    out: list[Span] = []
    for span in spans:
        current = span
        while out:
            joined = _join(t, out[-1], current, ctx)
            if joined is None:
                break
            out.pop()
            current = joined
        out.append(current)
    return out


def _between(t: list[Token], a: Span, b: Span) -> str | None:
    """What stands between two spans: "" nothing, "," a comma, "-" a word of range, "&" and; None for more."""
    if a.j == b.i:
        return ""
    if a.j + 1 == b.i:
        token = t[a.j]
        cats = token.cats
        if "comma" in cats:
            return ","
        if "to" in cats:
            return "-"
        if "and" in cats:
            return "&"
        if token.norm in ("(", "in", "of", "the", "this", ".") or token.norm == "'s":
            return token.norm
    elif a.j + 2 == b.i and t[a.j].norm in ("of", "in") and t[a.j + 1].norm == "the":
        return "of"
    return None


def _join(t: list[Token], a: Span, b: Span, ctx: Context) -> Span | None:
    gap = _between(t, a, b)
    if gap is None:
        return None
    if a.kind == "duration":
        return _counted(t, a, b, ctx) if gap == "" else None
    if b.kind == "duration" or a.kind == "recurrence" or b.kind == "recurrence":
        return _time_of_repeat(a, b) if gap in ("", ",") else None
    if a.value.exact is not None or b.value.exact is not None:
        return None
    ranged = gap == "-" or (gap == "" and b.lead in ("to", "until", "till", "تا")) or (gap == "&" and _opened(t, a))
    if ranged:
        return _range(t, a, b)
    if gap == "&":
        return None
    if a.kind == "date" and b.kind == "date":
        return _two_dates(t, a, b, gap, ctx)
    if gap in ("of", "this"):
        return None
    if a.kind == "time" and b.kind == "time":
        return _two_times(a, b) if gap == "" else None
    if gap == "." or (gap == "the" and b.kind == "time"):
        return None
    date_span, time_span = (a, b) if a.kind == "date" else (b, a)
    return _date_and_time(a, b, date_span.value, time_span.value)


def borrow_days(spans: list[Span]) -> list[Span]:
    """A time that stands alone belongs to the only day of the text: "tomorrow with Ana at 5"."""
    days = [s for s in spans if s.kind == "date" and not s.value.has_time and s.value.to is None]
    if len(days) != 1:
        return spans
    day: Moment = days[0].value
    for span in spans:
        if span.kind == "time" and span.value.day is None:
            span.value.day, span.value.roll, span.value.rel, span.value.past = day.day, day.roll, day.rel, day.past
            span.value.month_day = day.month_day
    return spans


def _opened(t: list[Token], a: Span) -> bool:
    return a.lead in _OPENERS or (a.i > 0 and t[a.i - 1].norm in _OPENERS) or t[a.i].norm in _OPENERS


def _whole(a: Span, b: Span, kind: str, value: object) -> Span:
    span = Span("date" if kind == "date" else "time", a.i, b.j, value, a.core, a.lead)
    return span


def _date_and_time(a: Span, b: Span, day: Moment, clock: Moment) -> Span | None:
    if day.hour is not None and not day.sure and day.part is None and clock.hour is None:
        day.part = clock.part  # tomorrow at 7, in the evening
        return _whole(a, b, "date", day)
    if day.hour is not None or (day.part is not None and clock.hour is None and day.part != "night"):
        return None
    if day.part is not None and clock.part is not None and clock.hour is None:
        return None
    if day.grain not in ("day", "weekend") and day.grain not in ("week", "month", "year"):
        return None
    day.hour, day.minute, day.second, day.sure = clock.hour, clock.minute, clock.second, clock.sure
    day.part = clock.part or day.part
    day.offset = clock.offset if clock.offset is not None else day.offset
    if clock.to is not None:
        day.to = clock.to
    if day.grain != "day":
        day.until, day.to, day.grain = None, clock.to, "day"
    day.shy = False
    return _whole(a, b, "date", day)


def _two_times(a: Span, b: Span) -> Span | None:
    """5 in the evening; this morning at 10."""
    first, second = a.value, b.value
    if first.hour is None and second.hour is not None and first.part is not None and second.part is None:
        first, second = second, first
    if first.hour is None or second.hour is not None or second.part is None or first.part is not None:
        return None
    if second.part in ("noon", "midnight", "lunch", "eod") and second.part != "lunch":
        return None
    first.part = second.part
    if first.to is not None and first.to.part is None:
        first.to.part = second.part
    first.shy = False
    return _whole(a, b, "time", first)


def _two_dates(t: list[Token], a: Span, b: Span, gap: str, ctx: Context) -> Span | None:
    first, second = a.value, b.value
    if (
        first.weekday is not None
        and not first.rel
        and second.day is not None
        and gap in ("", ",", "the", "in", "of", "this", ".")
    ):
        if second.grain == "week" and second.day is not None:
            return _weekday_of_week(a, b, first, second, ctx)
        if second.grain == "day" and second.weekday is None and gap not in ("in", "of"):
            if second.rel and not second.past and gap == "" and second.hour is None and not first.has_time:
                return _weekday_after(a, b, first, second)
            if first.has_time and not second.has_time:
                second.hour, second.minute, second.sure = first.hour, first.minute, first.sure
                second.part, second.to = first.part, first.to
            elif first.has_time:
                return None
            second.shy = False
            return _whole(a, b, "date", second)
        return None
    if second.weekday is not None and not second.rel:
        if first.grain == "week" and gap in ("", ",", "in"):
            joined = _weekday_of_week(a, b, second, first, ctx)
            return joined
        if first.grain == "day" and first.weekday is None and gap in ("", ",", "(") and first.day == second.day:
            return _whole(a, b, "date", first)
    if first.holiday is not None and second.grain == "year" and second.day is not None and gap in ("", "of", "in", ","):
        day = holiday_day(first.holiday, second.day.year)
        if day is not None:
            return _whole(a, b, "date", Moment(day=day, year_known=True, holiday=first.holiday))
    if first.month_day is not None and second.grain == "year" and second.rel and second.day is not None:
        day = make_day(second.day.year, *first.month_day)
        if day is not None:
            return _whole(a, b, "date", Moment(day=day, year_known=True))
    plain = first.grain == "day" and first.rel and first.weekday is None and not first.has_time
    if plain and gap == "," and second.grain == "day" and not second.rel:  # "tomorrow, 24 november"
        second.shy = False
        return _whole(a, b, "date", second)
    return None


def _weekday_of_week(a: Span, b: Span, weekday: Moment, week: Moment, ctx: Context) -> Span | None:
    if week.day is None or weekday.weekday is None:
        return None
    offset = (weekday.weekday - ctx.settings.first_weekday) % 7
    moment = weekday
    moment.day, moment.roll, moment.rel, moment.shy = add_days(week.day, offset), None, True, False
    moment.past = week.past
    if week.has_time and not moment.has_time:
        moment.hour, moment.minute, moment.sure, moment.part = week.hour, week.minute, week.sure, week.part
    return _whole(a, b, "date", moment)


def _weekday_after(a: Span, b: Span, weekday: Moment, distance: Moment) -> Span | None:
    """friday in two weeks: that weekday of the week the distance leads to."""
    if distance.day is None or weekday.weekday is None or b.lead in ("for", "by"):
        return None
    day = add_days(distance.day, weekday.weekday - distance.day.weekday())
    return _whole(a, b, "date", Moment(day=day, rel=True, weekday=None))


def _range(t: list[Token], a: Span, b: Span) -> Span | None:
    first, second = a.value, b.value
    if first.to is not None or second.to is not None:
        return None
    if a.kind == "time" and b.kind == "time":
        if first.hour is None or second.hour is None:
            return None
        if second.sure and not first.sure and (first.hour < 12 <= second.hour) and first.hour + 12 <= second.hour:
            first.hour, first.sure = first.hour + 12, True
    elif a.kind == "date" and b.kind == "date":
        if first.day is None or second.day is None:
            return None
        if first.grain == second.grain == "month" and second.year_known and not first.year_known:
            year = second.day.year - (1 if first.day.month > second.day.month else 0)
            first.day = first.day.replace(year=max(year, 1900))
        if second.year_known and not first.year_known and first.month_day is not None:
            same = make_day(second.day.year, *first.month_day)
            if same is not None:
                first.day, first.roll, first.year_known = same, None, True
        elif first.year_known and not second.year_known and second.month_day is not None:
            same = make_day(first.day.year, *second.month_day)
            if same is not None:
                second.day, second.roll = same, None
        while second.day < first.day and second.weekday is not None and not second.rel:
            second.day = add_days(second.day, 7)
        if second.day < first.day and not second.year_known and second.month_day is not None:
            second.day = make_day(second.day.year + 1, *second.month_day) or second.day
    elif a.kind == "date" and b.kind == "time" and first.hour is not None and second.hour is not None:
        if second.sure and not first.sure and first.hour < 12 <= second.hour and first.hour + 12 <= second.hour:
            first.hour, first.sure = first.hour + 12, True
    else:
        return None
    first.to = second
    first.shy = first.shy and second.shy
    core = a.i
    start = a.i
    if start > 0 and t[start - 1].norm in _OPENERS:
        start -= 1
    return Span(a.kind, start, b.j, first, core, a.lead or "from")


def _counted(t: list[Token], a: Span, b: Span, ctx: Context) -> Span | None:
    """6 weeks before 21 jul; two days after tomorrow; a week from friday."""
    if b.kind != "date" or b.lead not in _SIGNED or b.value.to is not None:
        return None
    if b.core - b.i > 2:
        return None
    base = b.value
    if base.roll == "week" and base.day == ctx.today:
        base.day = add_days(base.day, 7)
    sign = -1 if b.lead in ("before", "prior", "preceding") else 1
    moment = shift(a.value, sign, ctx, base)
    if moment is not None and moment.day is not None and moment.day < ctx.today and base.roll and base.day is not None:
        base.day = roll_on(base, base.day)  # the one before next year's, when this year's is over
        moment = shift(a.value, sign, ctx, base)
    if moment is None:
        return None
    moment.past = False
    return Span("date", a.i, b.j, moment, a.core, a.lead)


def _time_of_repeat(a: Span, b: Span) -> Span | None:
    """A clock time beside a repeat is the time of the repeat: at 5 every day, every day at 5."""
    rule, other = (a, b) if a.kind == "recurrence" else (b, a)
    if a.kind == "date" and a.lead in ("starting", "from", "since") and b.kind == "recurrence":
        if b.value.rule.start is not None or a.value.day is None or a.value.to is not None:
            return None
        b.value.rule.start = a.value.day
        return Span("recurrence", a.i, b.j, b.value, a.core, a.lead)
    if rule.kind != "recurrence" or other.kind != "time" or rule.value.moment is not None:
        return None
    if rule.value.rule.freq in ("hourly", "minutely", "secondly"):
        return None
    rule.value.moment = other.value
    return Span("recurrence", a.i, b.j, rule.value, a.core, a.lead)

"""Which of the spans that were found are the task's own date, time, repeat and length."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field

from behflow.language.calendars import acceptable
from behflow.language.festivals import Yearly
from behflow.language.policies import day_of
from behflow.language.spans import Context, Moment, Span
from behflow.language.tokens import Token

_FIXED = frozenset({"24/7", "9/11", "7/11"})
_IDIOMS = frozenset({"24/7", "9/11", "7/11", "1/2", "1/3", "2/3", "1/4", "3/4", "50/50", "1/1"})


@dataclass(slots=True, repr=False, eq=False)
class Reading:
    moment: Moment | None = None
    due_spans: list[tuple[int, int]] = field(default_factory=list)
    repeat: Span | None = None
    durations: list[tuple[tuple[int, int], int]] = field(default_factory=list)


def choose(t: list[Token], spans: list[Span], ctx: Context) -> Reading:
    """At most one day, one time, one repeat and one length; the rest stays in the title."""
    reading = Reading()
    dates: list[Span] = []
    times: list[Span] = []
    for span in spans:
        if span.kind == "duration":
            minutes = span.value.minutes
            if minutes and span.i and "for" in t[span.i - 1].cats and span.value.grain in ("minute", "hour"):
                reading.durations.append(((span.i - 1, span.j), minutes))
        elif span.kind == "recurrence":
            often = span.value.rule.freq in ("minutely", "secondly")  # a task repeats hourly at most
            if reading.repeat is None and not often and not _is_name(t, span):
                reading.repeat = span
        elif not _usable(t, span, ctx):
            continue
        elif span.kind == "date":
            dates.append(span)
        else:
            times.append(span)
    best = max(dates, key=lambda s: _rank(t, s), default=None)
    if reading.repeat is not None and best is not None and reading.repeat.value.rule.start is not None:
        best = None
    if reading.repeat is not None and reading.repeat.value.moment is not None:
        times = []
    if best is not None:
        reading.moment = copy(best.value)
        reading.due_spans.append((best.i, best.j))
        if times and not best.value.has_time:
            clock = max(times, key=lambda s: _rank(t, s))
            reading.moment.clock, reading.moment.to = copy(clock.value.clock), clock.value.to
            reading.moment.clock.day_said = True
            reading.due_spans.append((clock.i, clock.j))
    elif times:
        clock = max(times, key=lambda s: _rank(t, s))
        if reading.repeat is not None:
            reading.repeat.value.moment = clock.value
        else:
            reading.moment = clock.value
        reading.due_spans.append((clock.i, clock.j))
    return reading


def _rank(t: list[Token], span: Span) -> tuple[int, int]:
    """Dates at the end of the text are meant before those at its start, those with a preposition before others."""
    after = t[span.j]
    last = after.kind in "ex" or (after.kind == "s" and t[span.j + 1].kind in "ex")
    first = span.i == 0 or (t[span.i - 1].kind in "xs" and all(x.kind in "xs" for x in t[: span.i]))
    return (3 if last else 2 if first else 1 if span.lead else 0), span.i


def _usable(t: list[Token], span: Span, ctx: Context) -> bool:
    """Whether a date or time may be the due of a task rather than a part of its title."""
    moment: Moment = span.value
    if moment.past or _is_name(t, span):
        return False
    words = "".join(x.text for x in t[span.core : span.j])
    after = t[span.j]
    noun = after.kind == "w" and "lead" not in after.cats
    if words in _IDIOMS and (noun or words in _FIXED) and span.lead not in ("on", "by", "due", "@"):
        return False
    if "now" in t[span.core].cats and span.j == span.core + 1:
        return False
    if span.lead == "the" and noun and t[span.core].kind == "n":
        return False
    if after.norm == "'s":
        return False  # tomorrow's menu
    if "compound" in after.cats and t[span.core].text[:1].isupper():
        return False  # Sunday school
    if moment.days is None and span.lead in ("", "for") and _person(t, span):
        return False  # a present for Dawn
    if noun and span.i == 0 and moment.clock is not None and moment.clock.part == "eod" and moment.days is None:
        return False  # at the end of the day it is only a game
    if noun and not span.lead and isinstance(moment.days, Yearly):
        return False  # christmas presents
    if span.lead == "around" and moment.grain != "day" and moment.days is not None:
        return False  # ask about June
    if moment.grain in ("month", "quarter", "half", "year") and not span.lead and not moment.rel:
        return False
    if moment.days is not None:
        day = day_of(moment, ctx)
        if day is None or not acceptable(day) or (moment.grain == "year" and day < ctx.today):
            return False
    return not (moment.grain == "month" and not moment.rel and noun and span.lead in ("the", "for"))


def _person(t: list[Token], span: Span) -> bool:
    """Dawn, Noon, Eve: a part of the day with a capital letter within a sentence."""
    token = t[span.core]
    return span.core > 0 and span.j == span.core + 1 and token.kind == "w" and token.text[0].isupper()


def _is_name(t: list[Token], span: Span) -> bool:
    """A run of capital letters that goes on behind the date is a name: "Saturday Night Fever"."""
    own = [x for x in t[span.core : span.j] if x.kind == "w"]
    after = t[span.j]
    if (
        not own
        or span.lead
        or after.kind != "w"
        or not after.text[0].isupper()
        or (len(after.text) < 2 and span.kind != "recurrence")
    ):
        return False
    if not all(x.text[0].isupper() for x in own) or any(x.text.isupper() and len(x.text) > 2 for x in own):
        return False
    if after.cats and "part" not in after.cats:
        return False
    if span.core == 0:
        return len(own) > 1
    return True

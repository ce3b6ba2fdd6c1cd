"""Words for a time alone, as a tool argument or a filter has them: "next friday 5pm", "this week"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from behflow.language.calendars import FIRST, LAST, add_days, clamp
from behflow.language.dues import local_now, point_due, repeat_due
from behflow.language.labels import day_label, due_label
from behflow.language.models import Due, Recurrence, When
from behflow.language.policies import Point, settle
from behflow.language.reader import read
from behflow.language.say import say_recurrence
from behflow.language.settings import Settings
from behflow.language.spans import Context, Moment, Span

DEFAULT = Settings()


def parse_when(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> When | None:
    """The first time, stretch of days or repeat that ``text`` names; None when there is none."""
    spans, ctx = read(text, local_now(now, zone), settings)
    points = [span for span in spans if span.kind != "duration"]
    if not points:
        return None
    tokens = ctx.tokens
    span = points[0]
    edges = tuple((tokens[s.i].start, tokens[s.j - 1].end) for s in points[:1])
    covered = sum(s.j - s.i for s in points[:1])
    words = sum(1 for x in tokens if x.kind in "wn")
    whole = sum(1 for x in tokens[span.i : span.j] if x.kind in "wn") >= words and covered > 0
    if span.kind == "recurrence":
        rule = span.value.rule
        mode = "completion" if rule.completion else "schedule"
        recurrence = Recurrence(rule.text(settings.first_weekday), "completion" if rule.completion else "schedule")
        due = repeat_due(span.value, ctx, zone)
        label = say_recurrence(recurrence.rule, mode, settings.locale, calendar=settings.calendar)
        return When(due, recurrence, spans=edges, label=label, whole=whole)
    point = settle(span.value, ctx)
    if point is None:
        return None
    due = point_due(point, span.value, ctx, zone)
    first, last = stretch(span, span.value, point, ctx)
    label = _label(span.value, due, first, last, ctx, settings)
    moment: Moment = span.value
    only_time = moment.days is None and moment.exact is None and due.time is not None
    return When(due, None, first, last, edges, label, whole, only_time)


def stretch(span: Span, moment: Moment, point: Point, ctx: Context) -> tuple[date, date]:
    """The days that are meant when the words are used to filter, both inclusive."""
    day = point.start.date()
    last = day if point.end is None else max(day, (point.end - timedelta(seconds=1)).date())
    if moment.to is None and span.lead in ("before", "until", "by"):
        return FIRST, clamp(add_days(day, -1) if span.lead == "before" else point.due)
    wide = moment.grain not in ("day", "time")
    if moment.to is None and span.lead in ("after", "from", "since", "start") and not (span.lead == "from" and wide):
        return clamp(add_days(last, 1) if span.lead == "after" else day), LAST
    return clamp(day), clamp(last)


def _label(moment: Moment, due: Due, first: date, last: date, ctx: Context, settings: Settings) -> str:
    if first == last or due.time is not None:
        return due_label(due, ctx.today, settings)
    if first == FIRST:
        return f"until {day_label(last, ctx.today, settings)}"
    if last == LAST:
        return f"from {day_label(first, ctx.today, settings)}"
    return f"{day_label(first, ctx.today, settings)} - {day_label(last, ctx.today, settings)}"

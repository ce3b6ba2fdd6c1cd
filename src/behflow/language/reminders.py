"""Reminders as they are said: !14:00, !tomorrow 9am, !30 min before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from behflow.language.dues import due_value, point_due
from behflow.language.labels import before_label, due_label
from behflow.language.models import Due, Reminder
from behflow.language.policies import settle
from behflow.language.reader import read_tokens
from behflow.language.settings import Settings
from behflow.language.spans import Context, Moment
from behflow.language.tokens import tokenize

LONGEST_BEFORE = 60 * 24 * 31
_READ = 60
_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_UNITS_FA = {"دقیقه": 1, "ساعت": 60, "روز": 1440, "هفته": 10080}
_AMOUNT = r"(?P<n>\d{1,5}|an?|one|half an|نیم|یک)"
_BEFORE = re.compile(
    rf"{_AMOUNT}\s?(?P<unit>min(?:ute)?s?|m|h(?:ou)?rs?|h|days?|d|weeks?|w|دقیقه|ساعت|روز|هفته)"
    r"\s(?:before(?:hand)?|earlier|قبل|پیش)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said behind the exclamation mark, and where it ends; the due of the task may still say the day.

    With neither it is one that comes again and again ("!every 5pm"), which is not kept: it stays text as a whole.
    """

    end: int
    before: int | None = None
    moment: Moment | None = None


def reminder_at(text: str, start: int, ctx: Context) -> Said | None:
    """The reminder whose words begin at ``start``; None when they do not say when."""
    piece = text[start : start + _READ].split("\n", 1)[0]
    if not piece or piece[0].isspace():
        return None
    found = _BEFORE.match(piece)
    if found is not None:
        minutes = _minutes(found["n"].lower(), found["unit"].lower())
        return Said(start + found.end(), before=minutes) if 0 < minutes <= LONGEST_BEFORE else None
    inner = Context(ctx.now, ctx.settings, tokenize(piece, ctx.settings.locale))
    span = next(iter(read_tokens(inner)), None)
    if span is None or span.i != 0 or span.kind == "duration":
        return None
    end = inner.tokens[span.j - 1].end
    # Words that were cut in the middle may mean something else.
    if end == _READ and len(text) > start + _READ:
        return None
    return Said(start + end, moment=None if span.kind == "recurrence" else span.value)


def _minutes(amount: str, unit: str) -> int:
    factor = _UNITS_FA.get(unit) or _UNITS[unit[0]]
    if amount in ("half an", "نیم"):
        return factor // 2
    return factor * (int(amount) if amount.isdecimal() else 1)


def settled(said: Said, due: Due | None, ctx: Context, zone: str) -> Reminder | None:
    """The reminder, once the due of its task is known. A time alone is on the day the task is due; no past ones."""
    if said.moment is None:
        return Reminder(before=said.before) if said.before else None
    moment = said.moment
    point = settle(moment, ctx)
    if point is None:
        return None
    at = point_due(point, moment, ctx, zone)
    if at.time is None:
        at = Due(at.date, time(ctx.settings.parts[0]), zone)
    elif due is not None and moment.exact is None and moment.days is None:
        at = Due(due.date, at.time, at.zone)
    if at.time is None or datetime.combine(at.date, at.time) <= ctx.now:
        return None
    return Reminder(at=at)


def label_of(reminder: Reminder, today: date, settings: Settings) -> str:
    """ "Tue 24 Nov, 14:00", "30 min before"."""
    if reminder.at is not None:
        return due_label(reminder.at, today, settings)
    return before_label(reminder.before or 0, settings)


def value_of(reminder: Reminder) -> int | dict[str, str | None]:
    """Minutes before the due, or the moment."""
    return reminder.before or 0 if reminder.at is None else due_value(reminder.at)

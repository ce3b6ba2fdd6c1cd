"""The one place where a filter asks the engine for dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from behflow.language.calendars import add_days
from behflow.language.dues import local_now
from behflow.language.settings import Settings
from behflow.language.when import parse_when


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are meant: the first, the one behind the last, and the time when a minute was named."""

    first: date
    after: date
    time: time | None = None


def read_stretch(text: str, now: datetime, zone: str, settings: Settings) -> Stretch | None:
    """The days that ``text`` names and nothing else; None when a word is left over, or for a repeat."""
    when = parse_when(text, now, zone, settings)
    if when is None or not when.whole or when.due is None or when.first is None or when.last is None:
        return None
    if when.due.time is not None:
        return Stretch(when.due.date, when.due.date + timedelta(days=1), when.due.time)
    return Stretch(when.first, when.last + timedelta(days=1))


def coming_days(count: int, now: datetime, zone: str) -> Stretch:
    """Today and the days behind it, ``count`` in all."""
    today = local_now(now, zone).date()
    return Stretch(today, add_days(today, count))

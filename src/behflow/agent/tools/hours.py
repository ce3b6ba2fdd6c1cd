"""Hours of the day in the user's words: "9 to 12", "after 14:00", "4 hours", "morning"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from behflow.agent.texts import Words
from behflow.language.lexicon import fold

EARLY = 7
"""A bare hour before this one is one of the afternoon."""
_AT = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?(?:\s*o'?clock)?"
_TO = r"\s*(?:-|–|—|to|and|until|till|تا|و)\s*(?:ساعت\s*)?"
_SPAN = re.compile(rf"(?:from|between|از|بین)?\s*(?:ساعت\s*)?{_AT}{_TO}{_AT}")
_AFTER = re.compile(rf"(?:after|from|since|starting at|از|بعد از)\s*(?:ساعت\s*)?{_AT}")
_UNTIL = re.compile(rf"(?:until|till|before|by|تا|قبل از)\s*(?:ساعت\s*)?{_AT}")
_LONG = re.compile(r"(?:for\s+|only\s+|به مدت\s+)?(\d{1,2})(?:[.,](5))?\s*(?:h|hrs?|hours?|ساعت)")
_NOON = re.compile(r"\b(?:noon|midday)\b")
_PARTS = {
    "morning": 0, "in the morning": 0, "صبح": 0, "afternoon": 1, "in the afternoon": 1, "بعدازظهر": 1, "عصر": 1,
    "evening": 2, "in the evening": 2, "شب": 2,
}  # fmt: skip


def working_hours(said: str | None, words: Words, now: dt.datetime) -> tuple[dt.time, dt.time]:
    """The hours in somebody's words ("9 to 12", "after 14:00", "4 hours", "morning"), else those of their profile.

    Raises ValueError.
    """
    begin, end = (dt.time(hour) for hour in words.settings.working)
    if said is None:
        return begin, end
    text = _NOON.sub("12pm", fold(said).strip(" ."))
    if text in _PARTS:
        parts = [dt.time(hour) for hour in words.settings.parts]
        return parts[_PARTS[text]], parts[_PARTS[text] + 1]
    if found := _SPAN.fullmatch(text):
        return _span(found.groups())
    if found := _AFTER.fullmatch(text):
        start = _time(found.groups(), EARLY)
        return start, end if start < end else dt.time(23, 59)
    if found := _UNTIL.fullmatch(text):
        last = _time(found.groups(), EARLY)
        return min(begin, last), last
    if found := _LONG.fullmatch(text):
        return _length(int(found[1]) * 60 + (30 if found[2] else 0), begin, now)
    raise ValueError("no hours of the day")


def _span(parts: tuple[str | None, ...]) -> tuple[dt.time, dt.time]:
    start, end = _time(parts[:3]), _time(parts[3:])
    evening = parts[5] == "pm" or not (parts[2] or parts[5])
    if not parts[2] and evening and start.hour < EARLY:
        start = start.replace(hour=start.hour + 12)
    if not parts[5] and end <= start and end.hour < 12:
        end = end.replace(hour=end.hour + 12)
    if end <= start:
        raise ValueError("ends before it begins")
    return start, end


def _time(said: Sequence[str | None], earliest: int = 0) -> dt.time:
    hour, minute, half = said
    number = int(hour or 0)
    if half == "am" and number == 12:
        number = 0
    elif (half == "pm" and number < 12) or (not half and number < earliest):
        number += 12
    return dt.time(23, 59) if number == 24 else dt.time(number, int(minute or 0))


def _length(minutes: int, begin: dt.time, now: dt.datetime) -> tuple[dt.time, dt.time]:
    start = max(now, dt.datetime.combine(now.date(), begin))
    start = start.replace(second=0, microsecond=0)
    end = start + dt.timedelta(minutes=minutes)
    return start.time(), end.time() if end.date() == start.date() else dt.time(23, 59)

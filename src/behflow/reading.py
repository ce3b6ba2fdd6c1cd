"""How a user wants ambiguous words for dates to be read: one value, as it is sent, stored and answered."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from behflow.language.settings import Settings
from behflow.schemas import Schema

DEFAULTS = Settings()


def _ascending_hours(value: Any, what: str, example: tuple[int, ...]) -> tuple[int, ...]:
    # One error for the whole, because only the whole is right or wrong.
    fits = isinstance(value, list | tuple) and len(value) == len(example)
    if not fits or not all(type(hour) is int and 0 <= hour <= 23 for hour in value):
        raise ValueError(f"must be {what}: whole hours from 0 to 23, such as {list(example)}")
    for earlier, later in pairwise(value):
        if earlier >= later:
            raise ValueError(f"must be {what}, each later than the one before: {later} does not come after {earlier}")
    return tuple(value)


def _waking(value: Any) -> tuple[int, ...]:
    return _ascending_hours(value, "the first and the last hour of the day", DEFAULTS.waking)


def _parts(value: Any) -> tuple[int, ...]:
    return _ascending_hours(value, "the hours of morning, afternoon, evening and night", DEFAULTS.parts)


def _working(value: Any) -> tuple[int, ...]:
    return _ascending_hours(value, "the hours at which work begins and ends", DEFAULTS.working)


NextWeekday = Annotated[
    Literal["next_week", "coming"],
    Field(description='"next friday" is the Friday of next week, or simply the coming one.'),
]
DayOrder = Annotated[
    Literal["mdy", "dmy"] | None,
    Field(description="Whether the month or the day stands first in 3/4; null follows the language."),
]
Waking = Annotated[
    tuple[int, int],
    BeforeValidator(_waking),
    Field(description='First and last hour of the day: "at 5" is the next 5 between them, morning or evening.'),
]
Parts = Annotated[
    tuple[int, int, int, int],
    BeforeValidator(_parts),
    Field(description="The hours that stand for morning, afternoon, evening and night."),
]
Working = Annotated[
    tuple[int, int],
    BeforeValidator(_working),
    Field(description='The hours at which work begins and ends: "plan my day" stays between them.'),
]
PastDates = Annotated[
    Literal["next_year", "this_year"],
    Field(description='"3 march" said in May is that of next year, or the one that is over.'),
]


class Reading(Schema):
    """How ambiguous words for dates are read. What was never chosen follows the defaults of the language engine."""

    next_weekday: NextWeekday = DEFAULTS.next_weekday
    day_order: DayOrder = DEFAULTS.day_order
    waking: Waking = DEFAULTS.waking
    parts: Parts = DEFAULTS.parts
    working: Working = DEFAULTS.working
    past_dates: PastDates = DEFAULTS.past_dates


USUAL = Reading()
"""The reading of somebody who never chose."""

"""What a reading rests on: the parts that nobody said, and how sure it is."""

from __future__ import annotations

from behflow.language.days import Days, Fields
from behflow.language.derived import Wrapped
from behflow.language.festivals import Yearly
from behflow.language.spans import Clock, Moment

_HALF_SAID = 0.1
_DAY_GUESSED = 0.1
_YEAR_GUESSED = 0.05
_EVERYDAY_WORD = 0.2


def grain(moment: Moment) -> str:
    """How finely it was said: a part of the day, a minute, a day, a week, a month, a quarter, a year."""
    if moment.exact is not None or (moment.clock is not None and moment.clock.hour is not None):
        return "minute"
    return "part" if moment.clock is not None else moment.grain


def implied(moment: Moment) -> tuple[str, ...]:
    """The parts that were filled in: year, month, day, date (a time alone), time (a part of the day), meridiem."""
    parts = _of_days(moment.days) if moment.days is not None else [] if moment.exact is not None else ["date"]
    return (*parts, *_of_clock(moment.clock))


def confidence(moment: Moment) -> float:
    """Between 0 and 1: what was said in full is certain; each part that was filled in, and words that are also
    everyday words, take something away. An order, not a probability.
    """
    parts = implied(moment)
    off = _YEAR_GUESSED * ("year" in parts) + _DAY_GUESSED * bool({"date", "day", "month"} & set(parts))
    off += _HALF_SAID * ("meridiem" in parts) + _EVERYDAY_WORD * moment.shy
    return round(1 - off, 2)


def _of_days(days: Days) -> list[str]:
    if isinstance(days, Wrapped):
        return [part for part in _of_days(days.of) if part != "day"]
    if isinstance(days, Yearly):
        return ["year"] if days.year is None else []
    if not isinstance(days, Fields):
        return []
    if days.only_weekday:
        return ["date"]
    said = {"year": days.year, "month": days.month, "day": days.day if days.weekday is None else 1}
    missing = [name for name, value in said.items() if value is None]
    return missing if days.year is None or days.month is not None else ["month", "day"]


def _of_clock(clock: Clock | None) -> list[str]:
    if clock is None or (clock.hour is not None and clock.sure):
        return []
    return ["time"] if clock.hour is None else ["meridiem"] if clock.part is None and clock.hour <= 12 else []

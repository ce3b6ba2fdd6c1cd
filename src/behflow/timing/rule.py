"""Repetition rules: RFC 5545 RRULE text, checked and bounded, with RFC 7529's RSCALE=PERSIAN for Jalali months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal, get_args

from behflow.timing.calendars import Scale
from behflow.timing.walltime import to_instant, to_wall
from behflow.timing.years import YEARS

Freq = Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]

MAX_LENGTH = 255
MAX_INTERVAL = 1000
MAX_COUNT = 9999
TOO_OFTEN: tuple[Freq, ...] = ("MINUTELY", "SECONDLY")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_FREQS: dict[str, Freq] = {name: name for name in get_args(Freq)}
_SCALES: dict[str, Scale] = {name: name for name in get_args(Scale)}
_NUMBERS = {  # least, most, may count from the end
    "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True),
    "BYYEARDAY": (1, 366, True),
    "BYMONTHDAY": (1, 31, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
_PARTS = {"RSCALE", "FREQ", "INTERVAL", "BYDAY", "WKST", "COUNT", "UNTIL", *_NUMBERS}
_ONLY_WITH = {
    "BYWEEKNO": ("YEARLY",),
    "BYYEARDAY": ("YEARLY",),
    "BYMONTHDAY": ("YEARLY", "MONTHLY", "DAILY", "HOURLY"),
    "BYSETPOS": ("YEARLY", "MONTHLY", "WEEKLY", "DAILY"),
}
_NTH_MOST = {"YEARLY": 53, "MONTHLY": 5}
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked rule; ``str(rule)`` is its normal form. An empty tuple is a part the rule does not have."""

    freq: Freq
    interval: int = 1
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    """(nth or 0 for every, 0 = Monday)"""
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    count: int | None = None
    until: str | None = None
    scale: Scale = "GREGORIAN"

    def __str__(self) -> str:
        parts = (
            ("RSCALE", "" if self.scale == "GREGORIAN" else self.scale),
            ("FREQ", self.freq),
            ("INTERVAL", "" if self.interval == 1 else str(self.interval)),
            ("BYMONTH", _joined(self.months)),
            ("BYWEEKNO", _joined(self.weeks)),
            ("BYYEARDAY", _joined(self.year_days)),
            ("BYMONTHDAY", _joined(self.month_days)),
            ("BYDAY", ",".join(f"{nth or ''}{DAYS[day]}" for nth, day in self.weekdays)),
            ("BYHOUR", _joined(self.hours)),
            ("BYMINUTE", _joined(self.minutes)),
            ("BYSETPOS", _joined(self.positions)),
            ("WKST", DAYS[self.week_start] if self.week_start else ""),
            ("COUNT", str(self.count or "")),
            ("UNTIL", self.until or ""),
        )
        return ";".join(f"{key}={value}" for key, value in parts if value)

    def until_allows(self, wall: datetime, zone: str, *, all_day: bool) -> bool:
        """False for an occurrence after UNTIL, whose own day or instant still counts."""
        if self.until is None:
            return True
        end = _until(self.until)
        if not isinstance(end, datetime):
            return wall.date() <= end
        if end.tzinfo is not None and not all_day:
            return to_instant(wall, zone) <= end
        local = end if end.tzinfo is None else to_wall(end, zone)
        return wall.date() <= local.date() if all_day else wall <= local


def parse(text: str) -> Rule:
    """Read a rule that can be kept. Raises ValueError that says what cannot be used."""
    rule = read(text)
    if rule.freq in TOO_OFTEN:
        raise ValueError("a rule can repeat hourly at most")
    if rule.interval > MAX_INTERVAL:
        raise ValueError(f"INTERVAL must be between 1 and {MAX_INTERVAL}")
    return rule


def read(text: str) -> Rule:
    """Read a rule, also one that repeats too often or too rarely to be kept. Raises ValueError as ``parse`` does."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"the rule is longer than {MAX_LENGTH} characters")
    given = _pieces(text)
    freq = given.get("FREQ")
    if freq not in _FREQS:
        raise ValueError("FREQ must be YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY")
    scale = given.get("RSCALE", "GREGORIAN")
    if scale not in _SCALES:
        raise ValueError("RSCALE must be GREGORIAN or PERSIAN")
    if "COUNT" in given and "UNTIL" in given:
        raise ValueError("COUNT and UNTIL exclude each other")
    for key, freqs in _ONLY_WITH.items():
        if key in given and freq not in freqs:
            raise ValueError(f"{key} cannot be used with FREQ={freq}")
    if "BYSETPOS" in given and not given.keys() & (_NUMBERS.keys() - {"BYSETPOS"} | {"BYDAY"}):
        raise ValueError("BYSETPOS needs another BY part beside it")
    if given.get("WKST", "MO") not in DAYS:
        raise ValueError("WKST must be a weekday such as MO")
    if "UNTIL" in given:
        _until(given["UNTIL"])
    return Rule(
        freq=_FREQS[freq],
        interval=_number("INTERVAL", given.get("INTERVAL", "1"), 1, MAX_COUNT),
        months=_numbers(given, "BYMONTH"),
        weeks=_numbers(given, "BYWEEKNO"),
        year_days=_numbers(given, "BYYEARDAY"),
        month_days=_numbers(given, "BYMONTHDAY"),
        weekdays=_weekdays(given.get("BYDAY"), 0 if "BYWEEKNO" in given else _NTH_MOST.get(freq, 0)),
        hours=_numbers(given, "BYHOUR"),
        minutes=_numbers(given, "BYMINUTE"),
        positions=_numbers(given, "BYSETPOS"),
        week_start=DAYS.index(given.get("WKST", "MO")),
        count=_number("COUNT", given["COUNT"], 1, MAX_COUNT) if "COUNT" in given else None,
        until=given.get("UNTIL"),
        scale=_SCALES[scale],
    )


def _pieces(text: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for piece in text.strip().upper().removeprefix("RRULE:").removesuffix(";").split(";"):
        key, _, value = (side.strip() for side in piece.partition("="))
        if not key or not value:
            raise ValueError("a rule is written like FREQ=WEEKLY;BYDAY=MO,TH")
        if key not in _PARTS:
            raise ValueError(f"{key[:20]} is not a part of a rule that can be used here")
        if key in given:
            raise ValueError(f"{key} is there twice")
        given[key] = value
    return given


def _joined(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _number(key: str, value: str, least: int, most: int, *, signed: bool = False) -> int:
    if not re.fullmatch(r"[+-]?\d{1,6}" if signed else r"\d{1,6}", value, re.ASCII):
        raise ValueError(f"{key} has a number that cannot be read")
    number = int(value)
    if not least <= abs(number) <= most:
        raise ValueError(f"{key} must be between {least} and {most}")
    return number


def _numbers(given: dict[str, str], key: str) -> tuple[int, ...]:
    if key not in given:
        return ()
    least, most, signed = _NUMBERS[key]
    return tuple(sorted({_number(key, item, least, most, signed=signed) for item in given[key].split(",")}))


def _weekdays(value: str | None, nth_most: int) -> tuple[tuple[int, int], ...]:
    days: set[tuple[int, int]] = set()
    for item in value.split(",") if value else ():
        match = _DAY.fullmatch(item)
        if match is None:
            raise ValueError("BYDAY must list weekdays such as MO or -1FR")
        nth = int(match[1] or 0)
        if match[1] and not 1 <= abs(nth) <= nth_most:
            raise ValueError(f"BYDAY={item} cannot be used here")
        days.add((nth, DAYS.index(match[2])))
    return tuple(sorted(days))


def _until(value: str) -> date | datetime:
    match = _UNTIL.fullmatch(value)
    if match is None:
        raise ValueError("UNTIL must be like 20261231 or 20261231T170000Z")
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        end: date | datetime = day
        if match[4] is not None:
            moment = time(int(match[4]), int(match[5]), int(match[6]), tzinfo=UTC if match[7] else None)
            end = datetime.combine(day, moment)
    except ValueError:
        raise ValueError("UNTIL is not a date of the calendar") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(f"UNTIL must lie in the years {YEARS[0]} to {YEARS[1]}")
    return end

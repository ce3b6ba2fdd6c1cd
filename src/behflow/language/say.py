"""A rule in words: "Monthly, on the 24th", "Every Mon, Fri at 08:00, 20:30, until 3 Dec 2026"."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from behflow.language import say_en, say_fa
from behflow.language.calendars import to_jalali
from behflow.language.labels import JMONTHS, JMONTHS_FA, MONTHS, MONTHS_FA, digits, persian
from behflow.language.said import Said
from behflow.timing.rule import Rule, read


def say_recurrence(
    rule: str,
    mode: str = "schedule",
    locale: str = "en",
    *,
    at: time | None = None,
    start: date | None = None,
    calendar: Literal["gregorian", "jalali"] = "gregorian",
) -> str:
    """The rule in words; the rule text itself when it is none of ours.

    ``at`` and ``start`` are what a rule leaves to its task: the time of day, and the day from which it holds.
    ``calendar`` is the one in which days of ``start`` and of UNTIL are written. The words can be read again: what
    ``parse_when`` makes of them is the same rule (the first day of the week aside, which is a setting and not said).
    """
    try:
        parsed = read(rule)
    except ValueError:
        return rule
    fa = persian(locale)
    said = Said.of(parsed, at)
    days = [_day(start, calendar, fa), _end(parsed, calendar, fa)]
    words = (say_fa if fa else say_en).say(said, days[0], days[1], mode)
    return digits(words, locale)


def _day(day: date | None, calendar: str, fa: bool) -> str:
    if day is None:
        return ""
    if calendar == "jalali":
        year, month, number = to_jalali(day)
        return f"{number} {(JMONTHS_FA if fa else JMONTHS)[month - 1]} {year}"
    return f"{day.day} {(MONTHS_FA if fa else MONTHS)[day.month - 1]} {day.year}"


def _end(rule: Rule, calendar: str, fa: bool) -> str:
    """UNTIL: a day, or a moment on the local clock or (with a Z) the clock of UTC."""
    until = rule.until
    if until is None:
        return ""
    day = _day(date(int(until[:4]), int(until[4:6]), int(until[6:8])), calendar, fa)
    if len(until) == 8:
        return day
    clock = f"{until[9:11]}:{until[11:13]}" + (f":{until[13:15]}" if until[13:15] != "00" else "")
    return f"{day}{'،' if fa else ','} {clock}{' UTC' if until.endswith('Z') else ''}"

"""When a repeating task comes again.

Written rules: counted from the schedule, the next occurrence lies after the due date and after the day of
completion, so an overdue task jumps over what was missed and never comes back in the past; a rule with several
times a day (or an hourly one) compares times instead of days. Counted from completion, the day of completion is the
start and the time of day stays. COUNT counts completions: every step takes one off. Local times follow the two rules
of ``timing.walltime``; a day a month does not have is its last day (``timing.occurrences``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from behflow.errors import InvalidInput
from behflow.timing.calendars import CALENDARS
from behflow.timing.occurrences import occurrences
from behflow.timing.rule import Rule, parse
from behflow.timing.walltime import first_valid, to_instant, to_wall
from behflow.timing.years import YEARS

CountedFrom = Literal["schedule", "completion"]


@dataclass(frozen=True, slots=True)
class Next:
    """The next due date (and time of day in the task's zone), with the rule to keep from then on."""

    date: date
    time: time | None
    rule: str


def validate_rule(rule: str) -> str:
    """The rule in its normal form. Raises InvalidInput that says what cannot be used."""
    try:
        return str(parse(rule))
    except ValueError as error:
        raise InvalidInput.of("recurrence", str(error)) from error


def anchored(rule: str, due_date: date) -> str:
    """The rule with the weekday, the day and the month it takes from the due date written into it.

    For moving one occurrence without moving those that follow. Which weeks or months count when only every n-th does
    still goes by the due date.
    """
    read = parse(rule)
    if read.month_days or read.weekdays or read.year_days:
        return str(read)
    if read.weeks:
        return str(replace(read, weekdays=((0, due_date.weekday()),)))
    _, month, day = CALENDARS[read.scale].split(due_date)
    match read.freq:
        case "WEEKLY":
            return str(replace(read, weekdays=((0, due_date.weekday()),)))
        case "MONTHLY":
            return str(replace(read, month_days=(day,)))
        case "YEARLY":
            return str(replace(read, month_days=(day,), months=read.months or (month,)))
        case _:
            return str(read)


def next_occurrence(
    rule: str,
    counted_from: CountedFrom,
    due_date: date,
    due_time: time | None,
    zone: str,
    completed_at: datetime,
) -> tuple[date, time | None] | None:
    """Date and time of the next occurrence, None when the rule is over. See ``advance``."""
    found = advance(rule, counted_from, due_date, due_time, zone, completed_at)
    return (found.date, found.time) if found else None


def advance(
    rule: str,
    counted_from: CountedFrom,
    due_date: date,
    due_time: time | None,
    zone: str,
    completed_at: datetime,
) -> Next | None:
    """The next occurrence and the rule it carries (COUNT taken down), None when the rule is over.

    Raises ValueError for a rule that ``validate_rule`` would refuse.
    """
    read = parse(rule)
    if read.count is not None and read.count <= 1:
        return None
    all_day = due_time is None and read.freq != "HOURLY"
    if all_day:  # RFC 5545: times in the rule of a task without a time are ignored
        read = replace(read, hours=(), minutes=())
    due = datetime.combine(due_date, (due_time or time()).replace(microsecond=0, tzinfo=None, fold=0))
    done = to_wall(completed_at, zone)
    start = due if counted_from == "schedule" else _completion_start(read, due, done)
    for wall in occurrences(read, start, _after(read, start, done)):
        if wall.year > YEARS[1] or not read.until_allows(wall, zone, all_day=all_day):
            return None
        if all_day:
            return Next(wall.date(), None, str(_kept(read, counted_from, start, wall)))
        if to_instant(wall, zone) <= completed_at:  # the second pass of a doubled hour
            continue
        valid = first_valid(wall, zone)
        kept = _kept(_with_time(read, due, wall, valid, zone), counted_from, start, wall)
        return Next(valid.date(), valid.time(), str(kept))
    return None


def _completion_start(rule: Rule, due: datetime, done: datetime) -> datetime:
    return done.replace(second=0, microsecond=0) if rule.freq == "HOURLY" else datetime.combine(done.date(), due.time())


def _after(rule: Rule, start: datetime, done: datetime) -> datetime:
    if rule.freq == "HOURLY" or len(rule.hours) * len(rule.minutes) > 1:
        return max(start, done)
    return datetime.combine(max(start.date(), done.date()), time.max)


def _kept(rule: Rule, counted_from: CountedFrom, start: datetime, wall: datetime) -> Rule:
    if rule.count is not None:
        rule = replace(rule, count=rule.count - 1)
    named = rule.month_days or rule.weekdays or rule.year_days or rule.weeks
    if counted_from == "completion" or rule.freq not in ("MONTHLY", "YEARLY") or named:
        return rule
    split = CALENDARS[rule.scale].split
    if split(wall.date())[2] == split(start.date())[2]:
        return rule
    # The 31st became the 28th: without this the rule would go on from the 28th.
    return parse(anchored(str(rule), start.date()))


def _with_time(rule: Rule, due: datetime, wall: datetime, valid: datetime, zone: str) -> Rule:
    """Remember the wall time when clocks skip it this once, and forget it after the next ordinary occurrence."""
    if valid != wall:
        hours = rule.hours or (() if rule.freq == "HOURLY" else (wall.hour,))
        return replace(rule, hours=hours, minutes=rule.minutes or (wall.minute,))
    if len(rule.hours) == len(rule.minutes) == 1:
        meant = datetime.combine(due.date(), time(rule.hours[0], rule.minutes[0]))
        if meant != due == first_valid(meant, zone):
            return replace(rule, hours=(), minutes=())
    return rule

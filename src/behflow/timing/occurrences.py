"""Occurrences of a rule on the naive local clock, with bounded work whatever the rule and however old its start.

dateutil serves the tests as the oracle and not this module: it walks from the start, and a rule that never happens
(30 February) keeps it busy for seconds, since its ``until`` is looked at only when something was found.

Two readings differ from RFC 5545, because people mean it so. A day of the month that a month does not have is its
last day (RFC 7529 calls it SKIP=BACKWARD), so "monthly on the 31st" comes every month and 29 February every year; it
holds where the day is not narrowed by BYDAY. And FREQ=DAILY with an INTERVAL and BYDAY=MO,TU,WE,TH,FR, which is how
"every 3rd workday" is written, counts workdays: the RFC counts all days and leaves out those that are weekends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from behflow.timing.calendars import CALENDARS, Calendar
from behflow.timing.rule import TOO_OFTEN, Rule
from behflow.timing.years import YEARS

_HORIZON = {"YEARLY": 40, "MONTHLY": 480, "WEEKLY": 1000, "DAILY": 3000, "HOURLY": 1500}
"""Periods (days for HOURLY) that are looked at before a rule counts as over."""

_DAY = timedelta(days=1)
_WORKDAYS = tuple((0, day) for day in range(5))


def occurrences(rule: Rule, start: datetime, after: datetime | None = None) -> Iterator[datetime]:
    """Naive occurrences later than both ``start`` and ``after``, in order; COUNT and UNTIL are the caller's.

    Without ``after`` they begin at ``start``, which counts when the rule names it. ``start`` fills what the rule
    leaves open (RFC 5545: the time, the weekday, the day, the month) and fixes which periods count when INTERVAL is
    more than one. Ends when the rule has nothing within its horizon or calendar.
    """
    if rule.freq in TOO_OFTEN:
        raise ValueError(f"occurrences of a {rule.freq} rule are not counted")
    begin = start if after is None else max(start, after)
    if _counts_workdays(rule) and start.weekday() > 4:
        # A weekend belongs to the Friday before it; a series that only begins there begins on Monday.
        start += ((7 if after is None else 4) - start.weekday()) * _DAY
    full = _fill(rule, start)
    found = _hourly(full, start, begin) if full.freq == "HOURLY" else _by_period(full, start, begin)
    if after is None:
        return (moment for moment in found if moment >= begin)
    return (moment for moment in found if moment > begin)


def first(rule: Rule, start: datetime, after: datetime | None = None, limit: int = 1) -> list[datetime]:
    """At most ``limit`` occurrences."""
    return list(islice(occurrences(rule, start, after), limit))


def _fill(rule: Rule, start: datetime) -> Rule:
    _, month, day = CALENDARS[rule.scale].split(start.date())
    named = rule.month_days or rule.weekdays or rule.year_days
    if rule.weeks and not named:
        rule = replace(rule, weekdays=((0, start.weekday()),))
    elif rule.freq in ("YEARLY", "MONTHLY") and not named:
        months = rule.months or ((month,) if rule.freq == "YEARLY" else ())
        rule = replace(rule, months=months, month_days=(day,))
    if rule.freq == "WEEKLY" and not rule.weekdays:
        rule = replace(rule, weekdays=((0, start.weekday()),))
    if not rule.hours and rule.freq != "HOURLY":
        rule = replace(rule, hours=(start.hour,))
    return replace(rule, minutes=rule.minutes or (start.minute,))


def _by_period(rule: Rule, start: datetime, after: datetime) -> Iterator[datetime]:
    times = [time(hour, minute, start.second) for hour in rule.hours for minute in rule.minutes]
    for days in _periods(rule, start.date(), after.date()):
        if rule.positions:
            yield from _picked(rule, days, times)
        else:
            yield from (datetime.combine(day, moment) for day in days for moment in times)


def _picked(rule: Rule, days: list[date], times: list[time]) -> Iterator[datetime]:
    total = len(days) * len(times)
    wanted = {position - 1 if position > 0 else total + position for position in rule.positions}
    for index in sorted(index for index in wanted if 0 <= index < total):
        yield datetime.combine(days[index // len(times)], times[index % len(times)])


def _periods(rule: Rule, start: date, after: date) -> Iterator[list[date]]:
    """The days of each period, from the one in step with ``start`` that can hold something after ``after``."""
    calendar, step = CALENDARS[rule.scale], rule.interval
    begun = _period_number(rule, calendar, start)
    number = begun + (_period_number(rule, calendar, after) - begun) // step * step
    for index in range(number, number + step * _HORIZON[rule.freq], step):
        try:
            days = _days_of(rule, calendar, index)
        except (ValueError, OverflowError):  # past the end of the calendar
            return
        if days and days[0].year > YEARS[1]:
            return
        yield days


def _counts_workdays(rule: Rule) -> bool:
    return rule.freq == "DAILY" and rule.interval > 1 and rule.weekdays == _WORKDAYS


def _period_number(rule: Rule, calendar: Calendar, day: date) -> int:
    year, month, _ = calendar.split(day)
    match rule.freq:
        case "YEARLY":
            return year
        case "MONTHLY":
            return year * 12 + month - 1
        case "WEEKLY":
            return (day.toordinal() - 1 - rule.week_start) // 7
        case "DAILY" if _counts_workdays(rule):
            return (day.toordinal() - 1) // 7 * 5 + min(day.weekday(), 4)
        case _:
            return day.toordinal()


def _days_of(rule: Rule, calendar: Calendar, number: int) -> list[date]:
    match rule.freq:
        case "YEARLY":
            return [
                day for month in _months(rule, calendar, number) for day in _of_month(rule, calendar, number, month)
            ]
        case "MONTHLY":
            year, month = number // 12, number % 12 + 1
            return _of_month(rule, calendar, year, month) if not rule.months or month in rule.months else []
        case "WEEKLY":
            monday = date.fromordinal(number * 7 + 1 + rule.week_start)
            return [day for offset in range(7) if _passes(rule, calendar, day := monday + offset * _DAY)]
        case _:
            day = date.fromordinal(number // 5 * 7 + number % 5 + 1 if _counts_workdays(rule) else number)
            return [day] if _passes(rule, calendar, day) else []


def _months(rule: Rule, calendar: Calendar, year: int) -> Iterable[int]:
    """The months of a year that can hold something, in order."""
    if rule.months or not rule.year_days:
        return rule.months or range(1, 13)
    opening, closing = calendar.first(year, 1), calendar.first(year + 1, 1)
    days = (opening + (n - 1) * _DAY if n > 0 else closing + n * _DAY for n in rule.year_days)
    return sorted({calendar.split(day)[1] for day in days})


def _passes(rule: Rule, calendar: Calendar, day: date) -> bool:
    if rule.weekdays and (0, day.weekday()) not in rule.weekdays:
        return False
    if not (rule.months or rule.month_days):
        return True
    year, month, number = calendar.split(day)
    if rule.months and month not in rule.months:
        return False
    return not rule.month_days or bool({number, number - calendar.length(year, month) - 1} & set(rule.month_days))


def _of_month(rule: Rule, calendar: Calendar, year: int, month: int) -> list[date]:
    length, opening = calendar.length(year, month), calendar.first(year, month)
    if not rule.month_days:
        numbers = set(range(1, length + 1))
    elif rule.weekdays:
        numbers = {day if day > 0 else length + 1 + day for day in rule.month_days}
    else:
        numbers = {min(day, length) if day > 0 else length + 1 + day for day in rule.month_days}
    days = [opening + (number - 1) * _DAY for number in sorted(numbers) if 1 <= number <= length]
    if not (rule.weekdays or rule.weeks or rule.year_days):
        return days
    new_year = calendar.first(year, 1)
    days_of_year = (calendar.first(year + 1, 1) - new_year).days
    span = (opening, length) if rule.freq == "MONTHLY" or rule.months else (new_year, days_of_year)
    return [
        day
        for day in days
        if (not rule.weekdays or _nth_weekday(rule, day, *span))
        and (not rule.year_days or _place(day, new_year, days_of_year) & set(rule.year_days))
        and (not rule.weeks or _week(rule, calendar, day) & set(rule.weeks))
    ]


def _place(day: date, opening: date, length: int) -> set[int]:
    """The number of a day from the start of a stretch, and from its end."""
    offset = (day - opening).days
    return {offset + 1, offset - length}


def _week(rule: Rule, calendar: Calendar, day: date) -> set[int]:
    """The number of a day's week from either end of the year to which the fourth day of the week belongs."""
    middle = day + (3 - (day.weekday() - rule.week_start) % 7) * _DAY
    year = calendar.split(middle)[0]
    new_year, following = calendar.first(year, 1), calendar.first(year + 1, 1)
    return {(middle - new_year).days // 7 + 1, -(((following - middle).days - 1) // 7) - 1}


def _nth_weekday(rule: Rule, day: date, opening: date, length: int) -> bool:
    offset = (day - opening).days
    places = (0, offset // 7 + 1, -((length - 1 - offset) // 7 + 1))
    return any((place, day.weekday()) in rule.weekdays for place in places)


def _hourly(rule: Rule, start: datetime, after: datetime) -> Iterator[datetime]:
    calendar = CALENDARS[rule.scale]
    begun = start.toordinal() * 24 + start.hour
    hour = begun + (after.toordinal() * 24 + after.hour - begun) // rule.interval * rule.interval
    last = min(hour // 24 + _HORIZON["HOURLY"], date(YEARS[1], 12, 31).toordinal())
    while hour // 24 <= last:
        day = date.fromordinal(hour // 24)
        if not _passes(rule, calendar, day):
            hour += -(-(24 - hour % 24) // rule.interval) * rule.interval
            continue
        if not rule.hours or hour % 24 in rule.hours:
            yield from (datetime.combine(day, time(hour % 24, minute, start.second)) for minute in rule.minutes)
        hour += rule.interval

"""The days of a rule, in order; enough for first dates and next dates of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from behflow.language.calendars import (
    LAST,
    add_days,
    add_months,
    from_jalali,
    jalali_days,
    make_day,
    month_end,
    nth_weekday,
    to_jalali,
    week_start,
)
from behflow.language.rules import Rule

_TRIES = 1200  # periods without any day before a rule counts as empty


def occurrences(rule: Rule, anchor: date) -> Iterator[date]:
    """Days of ``rule`` from ``anchor`` on, which sets the phase of intervals. Rules by the hour give each day."""
    first = max(anchor, rule.start) if rule.start is not None else anchor
    empty = given = step = 0
    while empty < _TRIES:
        days = _period(rule, first, step)
        if days is None:
            return
        step += 1
        fresh = [d for d in days if d >= first]
        empty = 0 if fresh else empty + 1
        for day in fresh:
            if (rule.until is not None and day > rule.until) or (rule.count is not None and given >= rule.count):
                return
            given += 1
            yield day


def first_day(rule: Rule, anchor: date) -> date | None:
    """The first day of the rule on or after ``anchor``."""
    return next(occurrences(rule, anchor), None)


def next_day(rule: Rule, due: date, after: date | None = None) -> date | None:
    """The first day later than ``after`` (``due`` when absent), counting the interval from ``due``.

    The due day itself is always part of the series, also when the rule alone would pass it over.
    """
    limit = due if after is None else after
    for day in islice(occurrences(rule, due), 5000):
        if day > limit and day > due:
            return day
    return None


def _period(rule: Rule, first: date, step: int) -> list[date] | None:
    """The days that fall in the ``step``-th period counted from ``first``, or None past the last year."""
    move = step * rule.interval
    if rule.freq in ("secondly", "minutely", "hourly"):
        day = add_days(first, step)
        return None if step and day >= LAST else [day]
    if rule.freq == "daily":
        day = add_days(first, move)
        return None if step and day >= LAST else [day] if _allowed(rule, day) else []
    if rule.freq == "weekly":
        start = add_days(week_start(first), 7 * move)
        if step and start >= add_days(LAST, -7):
            return None
        weekdays = sorted(d for _, d in rule.byday) if rule.byday else [first.weekday()]
        return [d for d in (add_days(start, w) for w in weekdays) if _in_month(rule, d)]
    if rule.jalali:
        return _jalali_period(rule, first, move)
    if rule.freq == "monthly":
        month = add_months(first.replace(day=1), move)
        if step and month >= LAST.replace(day=1):
            return None
        return _month_days(rule, month, first) if not rule.bymonth or month.month in rule.bymonth else []
    year = first.year + move
    return None if year > LAST.year else _year_days(rule, year, first)


def _in_month(rule: Rule, day: date) -> bool:
    if rule.byweekno and day.isocalendar().week not in rule.byweekno:
        return False
    return not rule.bymonth or day.month in rule.bymonth


def _allowed(rule: Rule, day: date) -> bool:
    if rule.byday and day.weekday() not in {d for _, d in rule.byday}:
        return False
    if rule.bymonthday and day.day not in rule.bymonthday and day.day - month_end(day).day - 1 not in rule.bymonthday:
        return False
    return _in_month(rule, day)


def _month_days(rule: Rule, month: date, first: date) -> list[date]:
    last = month_end(month)
    days: set[date] = set()
    if rule.byday:
        for n, weekday in rule.byday:
            if n:
                found = nth_weekday(month.year, month.month, n, weekday)
                days |= {found} if found is not None else set()
            else:
                days |= {d for k in range(1, 6) if (d := nth_weekday(month.year, month.month, k, weekday))}
        if rule.bymonthday:
            days = {d for d in days if d.day in rule.bymonthday or d.day - last.day - 1 in rule.bymonthday}
    elif rule.bymonthday:
        for number in rule.bymonthday:
            found = make_day(month.year, month.month, number if number > 0 else last.day + 1 + number)
            days |= {found} if found is not None else set()
    else:
        # a series that began on the 31st falls on the last day of shorter months
        days = {month.replace(day=min(first.day, last.day))}
    ordered = sorted(days)
    if rule.bysetpos:
        size = len(ordered)
        picks = {p - 1 if p > 0 else size + p for p in rule.bysetpos}
        return [d for k, d in enumerate(ordered) if k in picks]
    return ordered


def _year_days(rule: Rule, year: int, first: date) -> list[date]:
    if rule.byyearday:
        start = date(year, 1, 1)
        size = (date(year, 12, 31) - start).days + 1
        found = (add_days(start, n - 1 if n > 0 else size + n) for n in rule.byyearday)
        return sorted(d for d in found if d.year == year)
    if rule.byweekno:
        weekdays = [d for _, d in rule.byday] or [first.weekday()]
        weeks = [w for w in rule.byweekno if 1 <= w <= 52]
        return sorted(date.fromisocalendar(year, w, d + 1) for w in weeks for d in weekdays)
    if rule.byday and not rule.bymonth and any(n for n, _ in rule.byday):
        start = date(year, 1, 1)
        found = (
            add_days(start, (wd - start.weekday()) % 7 + 7 * (n - 1))
            if n > 0
            else add_days(date(year, 12, 31), -((date(year, 12, 31).weekday() - wd) % 7) + 7 * (n + 1))
            for n, wd in rule.byday
        )
        return sorted(d for d in found if d.year == year)
    months = rule.bymonth or (tuple(range(1, 13)) if rule.byday else (first.month,))
    days: list[date] = []
    for month in sorted(months):
        if not rule.byday and not rule.bymonthday:
            found_day = make_day(year, month, first.day) or month_end(date(year, month, 1))
            days.append(found_day)
        else:
            days += _month_days(rule, date(year, month, 1), first)
    return days


def _jalali_period(rule: Rule, first: date, move: int) -> list[date] | None:
    year, month, day = to_jalali(first)
    if rule.freq == "monthly":
        year, index = divmod(year * 12 + month - 1 + move, 12)
        months: tuple[int, ...] = (index + 1,)
        if rule.bymonth and index + 1 not in rule.bymonth:
            return [] if year < 1578 else None
    else:
        year, months = year + move, rule.bymonth or (month,)
    if year >= 1578:
        return None
    days = []
    for number in sorted(months):
        size = jalali_days(year, number)
        for wanted in rule.bymonthday or (min(day, size),):
            found = from_jalali(year, number, wanted if wanted > 0 else size + 1 + wanted)
            if found is not None:
                days.append(found)
    return sorted(days)

"""Rules in English words that the English grammar reads."""

from __future__ import annotations

from collections.abc import Iterable

from behflow.language.labels import DAYS, JMONTHS, MONTHS
from behflow.language.said import Said, forward

_UNITS = {
    "SECONDLY": "second",
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
_ADVERBS = {"DAILY": "Daily", "WEEKLY": "Weekly", "MONTHLY": "Monthly", "YEARLY": "Yearly"}
_PLURALS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_BY_THE_CLOCK = ("HOURLY", "MINUTELY", "SECONDLY")
_MOST_PAIRS = 6


def ordinal(n: int) -> str:
    """1st, 22nd; last, 2nd last from the end."""
    if n < 0:
        return "last" if n == -1 else f"{ordinal(-n)} last"
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def say(said: Said, start: str, until: str, mode: str) -> str:
    """The rule; ``start`` and ``until`` are days in words or empty."""
    rule = said.rule
    words = _days(said) + _times(said)
    if said.loose:
        words += f", only the {_list(ordinal(n) for n in forward(rule.positions))} of these times"
    if start:
        words += f", from {start}"
    if rule.count is not None:
        words += ", once" if rule.count == 1 else f", {rule.count} times"
    if until:
        words += f", until {until}"
    return words + (", after completion" if mode == "completion" else "")


def _list(words: Iterable[object]) -> str:
    return ", ".join(map(str, words))


def _days(said: Said) -> str:
    rule, n = said.rule, said.rule.interval
    months = _list((JMONTHS if rule.scale == "PERSIAN" else MONTHS)[m - 1] for m in rule.months)
    names = _list(DAYS[day] for day in said.plain)
    if rule.freq == "WEEKLY" and said.only("weekdays"):
        if said.workdays:
            return "Every weekday" if n == 1 else f"Every {n} weeks on weekdays"
        if said.weekend:
            return "Every weekend" if n == 1 else f"Every {n} weekends"
        return f"Every {names}" if n == 1 else f"Every {n} weeks on {names}"
    if rule.freq == "DAILY" and said.only("weekdays") and said.workdays and n > 1:
        return f"Every {n} workdays"
    if rule.freq == "YEARLY":
        pairs = _pairs(said)
        if pairs:
            return f"Every {pairs}" if n == 1 else f"Every {n} years, on {pairs}"
        if n == 1 and said.only("months"):
            return f"Every {months}"
        if n == 1 and said.plain and (said.only("months", "weekdays") or said.only("weeks", "weekdays")):
            every = "weekday" if said.workdays else "weekend" if said.weekend else names
            return f"Every {every} in " + (months or _weeks(said))
    words = _head(said) + _on(said)
    if rule.months:
        words += f" in {months}"
    if rule.weeks:
        words += f" in {_weeks(said)}"
    if said.positions and not said.counted:
        words += f", only the {_list(ordinal(p) for p in forward(said.positions))} of them"
    return words


def _pairs(said: Said) -> str:
    """27 Jan, 14 Apr."""
    counted = said.counted_pairs
    if 0 < len(counted) <= _MOST_PAIRS:
        return _list(f"{ordinal(nth)} {DAYS[day]} {MONTHS[month - 1]}" for month, (nth, day) in counted)
    pairs = said.pairs
    if len(pairs) > _MOST_PAIRS:
        return ""
    names = JMONTHS if said.rule.scale == "PERSIAN" else MONTHS
    return _list(f"{day} {names[month - 1]}" for month, day in pairs)


def _head(said: Said) -> str:
    freq, n = said.rule.freq, said.rule.interval
    unit = _UNITS[freq]
    if said.persian_months and freq in ("MONTHLY", "YEARLY"):
        return f"Every Persian {unit}" if n == 1 else f"Every {n} Persian {unit}s"
    if freq == "MONTHLY" and n == 3 and said.only():
        return "Quarterly"
    return _ADVERBS.get(freq, f"Every {unit}") if n == 1 else f"Every {n} {unit}s"


def _on(said: Said) -> str:
    """On which days of the period; what is named besides narrows it down."""
    rule = said.rule
    phrases: list[str] = []
    if said.counted:
        numbers = [ordinal(p) for p in forward(said.positions)]
        if said.workdays:
            phrases.append("the " + _list(f"{number} workday" for number in numbers))
        else:
            phrases.append(f"the {_list(numbers)} instance of {_list(DAYS[day] for day in said.plain)}")
    elif said.plain:
        if said.workdays and rule.freq not in ("MONTHLY", "YEARLY"):
            phrases.append("weekdays")
        else:
            phrases.append(_list((_PLURALS if rule.freq == "YEARLY" else DAYS)[day] for day in said.plain))
    elif rule.weekdays:
        every = [f"every {DAYS[day]}" for nth, day in rule.weekdays if not nth]
        counted = [f"{ordinal(nth)} {DAYS[day]}" for nth, day in _places(rule.weekdays) if nth]
        phrases.append(_list([*every, f"the {_list(counted)}"]))
    if rule.month_days:
        days = "the " + _list(ordinal(d) if d > 0 else f"{ordinal(d)} day" for d in forward(rule.month_days))
        if rule.freq == "YEARLY" and not rule.months:
            days += " of every month"
        elif said.persian_months and rule.freq not in ("MONTHLY", "YEARLY"):
            days += " of the Persian month"
        phrases.append(days)
    if rule.year_days:
        days = "the " + _list(f"{ordinal(d)} day" for d in forward(rule.year_days))
        phrases.append(days + (" of the year" if rule.months or rule.weeks or phrases else ""))
    if not phrases:
        return ""
    comma = " " if rule.freq == "WEEKLY" else ", "
    narrow = " " if rule.weekdays and rule.month_days else " that is "  # Fri the 13th
    return f"{comma}on {narrow.join(phrases)}"


def _places(weekdays: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    return sorted(weekdays, key=lambda found: (found[0] < 0, found))


def _weeks(said: Said) -> str:
    from_start = [str(week) for week in said.rule.weeks if week > 0]
    from_end = [f"the {ordinal(week)} week" for week in said.rule.weeks if week < 0]
    return _list([*([f"week {_list(from_start)}"] if from_start else []), *from_end])


def _times(said: Said) -> str:
    rule = said.rule
    if said.times:
        return (" starting at " if rule.freq in _BY_THE_CLOCK else " at ") + _list(
            f"{hour:02d}:{minute:02d}" for hour, minute in said.times
        )
    words = f", in the hours {_list(rule.hours)}" if rule.hours else ""
    return words + (f", at the minutes {_list(rule.minutes)}" if rule.minutes else "")

"""A rule in words: "Monthly, on the 24th", "Every Mon, Fri"."""

from __future__ import annotations

from behflow.language.labels import (
    DAYS,
    DAYS_FA,
    JMONTHS,
    JMONTHS_FA,
    MONTHS,
    MONTHS_FA,
    digits,
    persian,
)
from behflow.language.rules import DAYS as CODES
from behflow.language.rules import Rule, parse_rule

_UNIT = {
    "secondly": "second",
    "minutely": "minute",
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}
_UNIT_FA = {
    "secondly": "ثانیه",
    "minutely": "دقیقه",
    "hourly": "ساعت",
    "daily": "روز",
    "weekly": "هفته",
    "monthly": "ماه",
    "yearly": "سال",
}
_WORK = {(0, d) for d in range(5)}


def ordinal(n: int) -> str:
    """1st, 22nd; the last, the 2nd last from the end."""
    if n < 0:
        return "last" if n == -1 else f"{ordinal(-n)} last"
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def say_recurrence(rule: str, mode: str = "schedule", locale: str = "en") -> str:
    """The rule in words; the rule text itself when it is none of ours."""
    parsed = parse_rule(rule)
    if parsed is None:
        return rule
    if persian(locale):
        return digits(_persian(parsed, mode), locale)
    return _english(parsed, mode)


def _english(rule: Rule, mode: str) -> str:
    said = _head(rule, mode)
    if len(rule.times) > 1:
        said += " at " + ", ".join(f"{h:02d}:{m:02d}" for h, m in rule.times)
    if rule.count is not None:
        said += f", {rule.count} times"
    elif rule.until is not None:
        said += f", until {rule.until.day} {MONTHS[rule.until.month - 1]} {rule.until.year}"
    if mode == "completion":
        said += ", after completion"
    return said


def _head(rule: Rule, mode: str) -> str:
    unit, n = _UNIT.get(rule.freq, "day"), rule.interval
    months = JMONTHS if rule.jalali else MONTHS
    days = set(rule.byday)
    if days == _WORK and not rule.bysetpos:
        return "Every weekday" if n == 1 else f"Every {n} weekdays"
    if rule.freq == "weekly" and rule.byday and not rule.bymonth:
        if days == {(0, 5), (0, 6)}:
            return "Every weekend" if n == 1 else f"Every {n} weekends"
        names = ", ".join(DAYS[d] for _, d in rule.byday)
        return f"Every {names}" if n == 1 else f"Every {n} weeks on {names}"
    if rule.freq == "yearly" and len(rule.bymonth) == 1 and rule.bymonthday and n == 1:
        numbers = ", ".join(ordinal(d) if d < 0 else str(d) for d in rule.bymonthday)
        return f"Every {numbers} {months[rule.bymonth[0] - 1]}"
    if n == 1:
        head = {"day": "Daily", "week": "Weekly", "month": "Monthly", "year": "Yearly"}.get(unit, f"Every {unit}")
    elif rule.freq == "monthly" and n == 3 and not (rule.byday or rule.bymonthday):
        head = "Quarterly"
    else:
        head = f"Every {n} {unit}s"
    on: list[str] = []
    if rule.bysetpos and days == _WORK:
        on = [f"{ordinal(p)} workday" for p in rule.bysetpos]
    elif rule.byday:
        on = [f"{ordinal(k)} {DAYS[d]}" if k else DAYS[d] for k, d in rule.byday]
    elif rule.bymonthday:
        on = [ordinal(d) if d > 0 else f"{ordinal(d)} day" for d in rule.bymonthday]
    elif rule.byyearday:
        on = [f"{ordinal(d)} day" for d in rule.byyearday]
    if on:
        plain = all(k == 0 for k, _ in rule.byday) and rule.byday and not rule.bysetpos
        head += (", on " if plain else ", on the ") + ", ".join(on)
    if rule.bymonth:
        head += " in " + ", ".join(months[m - 1] for m in rule.bymonth)
    if rule.byweekno:
        head += " in week " + ", ".join(map(str, rule.byweekno))
    return head


def _persian(rule: Rule, mode: str) -> str:
    unit, n = _UNIT_FA.get(rule.freq, "روز"), rule.interval
    months = JMONTHS_FA if rule.jalali else MONTHS_FA
    step = "هر" if n == 1 else f"هر {n}"
    if set(rule.byday) == _WORK and not rule.bysetpos:
        said = f"{step} روز کاری"
    elif rule.freq == "weekly" and rule.byday:
        names = "، ".join(DAYS_FA[d] for _, d in rule.byday)
        said = f"هر {names}" if n == 1 else f"{step} هفته، {names}"
    elif rule.freq == "yearly" and rule.bymonth and rule.bymonthday and n == 1:
        said = "هر " + "، ".join(f"{d} {months[m - 1]}" for m in rule.bymonth for d in rule.bymonthday)
    else:
        said = f"{step} {unit}"
        if rule.byday:
            said += "، " + "، ".join(f"{CODES[d]}" if not k else f"{DAYS_FA[d]} {k}" for k, d in rule.byday)
        elif rule.bymonthday:
            said += "، " + "، ".join("روز آخر" if d == -1 else f"روز {d}" for d in rule.bymonthday)
        if rule.bymonth:
            said += " در " + "، ".join(months[m - 1] for m in rule.bymonth)
    if rule.count is not None:
        said += f"، {rule.count} بار"
    elif rule.until is not None:
        said += f"، تا {rule.until.isoformat()}"
    if mode == "completion":
        said += "، پس از انجام"
    return said

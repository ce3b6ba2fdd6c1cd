"""Lengths of time: "45 min", "1h30m", "two weeks and a day", "an hour and a half"."""

from __future__ import annotations

from behflow.language.parsers.numbers import number_at
from behflow.language.spans import Duration, Grain
from behflow.language.tokens import Token

_ORDER: dict[str, Grain] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "workday": "day",
    "weekend": "week",
    "week": "week",
    "month": "month",
    "year": "year",
}
_RANK = ["second", "minute", "hour", "day", "week", "month", "year"]


def unit_at(t: list[Token], i: int, *, glued: bool) -> tuple[str, int] | None:
    """(unit, multiple) of the word at ``i``; one-letter units only when glued to their number."""
    token = t[i]
    if "unit" in token.cats:
        unit: tuple[str, int] = token.cats["unit"]
        return unit
    if glued and not token.gap:
        abbr: tuple[str, int] | None = token.cats.get("abbr")
        return abbr
    return None


def add_unit(total: Duration, value: float, unit: str, multiple: int) -> None:
    value *= multiple
    if unit == "year":
        total.months += value * 12
    elif unit == "month":
        total.months += value
    elif unit in ("week", "weekend"):
        total.days += value * 7
    elif unit == "day":
        total.days += value
    elif unit == "workday":
        total.workdays += int(value)
    elif unit == "hour":
        total.seconds += value * 3600
    elif unit == "minute":
        total.seconds += value * 60
    else:
        total.seconds += value


def duration_at(t: list[Token], i: int) -> tuple[Duration, int] | None:
    """The longest length that starts at ``i``."""
    total = Duration()
    j, found, finest = i, False, 6
    last = ("day", 1)
    while True:
        k = j
        if found:
            if "and" in t[k].cats or "comma" in t[k].cats:
                k += 1
                if "and" in t[k].cats:
                    k += 1
            if "article" in t[k].cats and "half" in t[k + 1].cats and not unit_at(t, k + 2, glued=False):
                add_unit(total, 0.5, last[0], last[1])
                return total, k + 2
        number = number_at(t, k)
        if number is None or number[0] > 100_000:
            break
        value, k = number
        if t[k].norm == "-" and not t[k].gap:
            k += 1
        unit = unit_at(t, k, glued=t[k - 1].kind == "n")
        if unit is None and t[k].norm == "more":
            unit = unit_at(t, k + 1, glued=False)
            k += 1
        if unit is None:
            break
        rank = _RANK.index(_ORDER[unit[0]])
        if found and rank >= finest:  # the units of one length get finer
            break
        add_unit(total, value, unit[0], unit[1])
        last, finest, found = unit, rank, True
        total.grain = _ORDER[unit[0]]
        j = k + 1
        if j - i > 24:
            break
    return (total, j) if found else None

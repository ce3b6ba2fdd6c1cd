"""Lengths of time: "45 min", "1h30m", "two weeks and a day", "an hour and a half"."""

from __future__ import annotations

from behflow.language.parsers.numbers import number_at
from behflow.language.spans import Duration
from behflow.language.tokens import Token

_RANK = ("second", "minute", "hour", "day", "workday", "week", "weekend", "month", "year")
_GRAIN = {"workday": "day", "weekend": "week"}
_MOST_TOKENS = 24


def unit_at(t: list[Token], i: int, *, glued: bool) -> tuple[str, int] | None:
    """(unit, multiple) of the word at ``i``; one-letter units only when glued to their number."""
    token = t[i]
    if "unit" in token.cats:
        unit: tuple[str, int] = token.cats["unit"]
        return unit
    if glued and (not token.gap or "spacedabbr" in token.cats):
        abbr: tuple[str, int] | None = token.cats.get("abbr")
        return abbr
    return None


def add_unit(total: Duration, value: float, unit: str, multiple: int) -> None:
    """Add an amount of a unit to a length."""
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
    else:
        total.seconds += value * {"hour": 3600, "minute": 60}.get(unit, 1)


def amount_at(t: list[Token], i: int) -> tuple[float, int] | None:
    """What may be counted in units: a number, three-quarters of, half of, a number and a half."""
    number = number_at(t, i)
    if number is None:
        return None
    value, j = number
    k = j + 1 if t[j].norm == "-" else j
    if "fraction" in t[k].cats and value in (1, 2, 3) and "of" in t[k + 1].cats:
        k += 2
        return value * t[k - 2].cats["fraction"], k + 1 if "article" in t[k].cats else k
    if value == 0.5 and "of" in t[j].cats:
        return value, j + 2 if "article" in t[j + 1].cats else j + 1
    if "and" in t[j].cats and "article" in t[j + 1].cats and "half" in t[j + 2].cats:
        return value + 0.5, j + 3
    if "and" in t[j].cats and "half" in t[j + 1].cats:
        return value + 0.5, j + 2
    if "and" in t[j].cats and "article" in t[j + 1].cats and "quarter" in t[j + 2].cats:
        return value + 0.25, j + 3
    return value, j


def duration_at(t: list[Token], i: int) -> tuple[Duration, int] | None:
    """The longest length that starts at ``i``."""
    total = Duration()
    j, found, finest = i, False, len(_RANK)
    last = ("day", 1)
    while j - i <= _MOST_TOKENS:
        k = j
        if found:
            if "and" in t[k].cats or "comma" in t[k].cats:
                k += 1
                if "and" in t[k].cats:
                    k += 1
            half = k + 1 if "article" in t[k].cats else k
            alone = not unit_at(t, half + 1, glued=False) and "article" not in t[half + 1].cats
            if k > j and "half" in t[half].cats and alone:
                add_unit(total, 0.5, *last)
                return total, half + 1
        number = amount_at(t, k)
        if number is None or number[0] > 100_000:
            break
        value, k = number
        if t[k].norm == "-" and not t[k].gap:
            k += 1
        if "more" in t[k].cats:
            k += 1
        unit = unit_at(t, k, glued=t[k - 1].kind == "n")
        if unit is None:
            break
        rank = _RANK.index(unit[0])
        if found and rank >= finest:  # the units of one length get finer
            break
        add_unit(total, value, *unit)
        last, finest, found = unit, rank, True
        total.grain = _GRAIN.get(unit[0], unit[0])
        j = k + 1
    return (total, j) if found else None

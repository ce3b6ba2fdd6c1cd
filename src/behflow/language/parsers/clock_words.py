"""Clock times in words, and what surrounds an hour: am and pm, half past, ten to six, y media."""

from __future__ import annotations

from behflow.language.parsers.numbers import number_at
from behflow.language.spans import Clock
from behflow.language.tokens import Token

FoundClock = tuple[Clock, int]


def settled(t: list[Token], j: int, hour: int, minute: int = 0, second: int = 0, *, clock24: bool) -> FoundClock | None:
    """am/pm after the numbers, if any ("3 in the AM" too)."""
    k = j
    if "in" in t[j].cats and "the" in t[j + 1].cats and "ampm" in t[j + 2].cats and len(t[j + 2].norm) > 1:
        k = j + 2
    if is_ampm(t, k):
        half = t[k].cats["ampm"]
        if not 0 <= hour <= 12:
            return (Clock(hour, minute, second, sure=True), k + 1) if hour < 24 and half == 12 else None
        return Clock(hour % 12 + half, minute, second, sure=True), k + 1
    if hour > 24 or (hour == 24 and minute):
        return None
    return Clock(hour % 24, minute, second, sure=clock24 or hour > 12 or hour == 0, wide=hour > 12), j


def is_ampm(t: list[Token], j: int) -> bool:
    """Whether am or pm stands at ``j``; one letter only when it is tied to its number."""
    token = t[j]
    if "ampm" not in token.cats:
        return False
    if "on" in token.cats and token.gap and t[j + 1].kind not in "es":
        return False  # um 8 am Montag
    if len(token.norm) == 1:
        return not token.gap and (t[j + 1].gap or t[j + 1].kind in "es")
    return True


def plus(t: list[Token], j: int, hour: int, *, clock24: bool = False) -> FoundClock | None:
    """y media, et demie, moins le quart, و نیم: minutes said behind the hour."""
    k = j
    sign = 1 if "plus" in t[j].cats else -1 if "minus" in t[j].cats else 0
    if sign:
        k += 2 if "the" in t[j + 1].cats or ("article" in t[j + 1].cats and "num" not in t[j + 1].cats) else 1
        cats, minutes = t[k].cats, 0
        if "half" in cats:
            minutes, k = 30, k + 1
        elif "quarter" in cats:
            minutes, k = 15, k + 1
        elif (number := number_at(t, k)) is not None and 0 < number[0] < 60:
            said = t[number[1]].cats.get("unit") == ("minute", 1)
            if said or sign < 0 or (t[k].kind == "w" and "unit" not in t[number[1]].cats):
                minutes, k = int(number[0]), number[1] + said
        if minutes:
            total = hour * 60 + sign * minutes
            return settled(t, k, total // 60, total % 60, clock24=clock24)
    return settled(t, j, hour, clock24=clock24)


def names_hour(t: list[Token], j: int, hour: float) -> bool:
    """Whether the word at ``j`` makes its number an hour; "heures", "horas" count hours unless something says more."""
    cats = t[j].cats
    if "unit" not in cats and "abbr" not in cats:
        return True
    after = t[j + 1]
    if hour > 12 or ("plus" in after.cats and {"half", "quarter"} & t[j + 2].cats.keys()) or "minus" in after.cats:
        return True
    if after.kind == "n" and len(after.text) == 2 and not ({"unit", "month"} & t[j + 2].cats.keys()):
        return True
    k = j + 1
    while "partlead" in t[k].cats and k < j + 3:
        k += 1
    return "part" in t[k].cats


def part_follows(t: list[Token], j: int) -> bool:
    """8 in the evening, 6 at night."""
    k = j + 2 if "in" in t[j].cats and "the" in t[j + 1].cats else j + 1 if "at" in t[j].cats else j
    return k > j and t[k].cats.get("part") in ("morning", "afternoon", "evening", "night")


def day_follows(t: list[Token], j: int) -> bool:
    """8 tonight, 9 tomorrow, 8 this evening."""
    cats = t[j].cats
    if "glued" in cats or "dayword" in cats:
        return True
    return cats.get("rel") == 0 and "part" in t[j + 1].cats


def _hour(t: list[Token], j: int) -> tuple[int, int, bool] | None:
    """(hour, next token, whether its half of the day is settled): the hour that minutes are counted from."""
    if t[j].kind == "n" and 1 <= t[j].num <= 24 and len(t[j].text) <= 2:
        return t[j].num, j + 1, t[j].num > 12
    part = t[j].cats.get("part")
    if part in ("noon", "midnight"):
        return 12 if part == "noon" else 24, j + 1, True
    value = t[j].cats.get("num", 0) if t[j].kind == "w" else 0
    return (value, j + 1, False) if 1 <= value <= 12 else None


def past(t: list[Token], j: int, minutes: int) -> FoundClock | None:
    """Minutes past the hour at ``j``."""
    hour = _hour(t, j)
    if hour is None:
        return None
    if hour[2]:
        return Clock(hour[0] % 24, minutes, sure=True), hour[1]
    return _tail(t, hour[1], hour[0], minutes)


def toward(t: list[Token], j: int, minutes: int) -> FoundClock | None:
    """Minutes before the hour at ``j``."""
    hour = _hour(t, j)
    if hour is None:
        return None
    if hour[2]:
        return Clock(hour[0] - 1, 60 - minutes, sure=True), hour[1]
    found = _tail(t, hour[1], hour[0])
    if found is None or found[0].hour is None:
        return None
    clock = found[0]
    before = (found[0].hour - 1) % 24
    clock.hour = 12 if before == 0 and not clock.sure else before
    clock.minute = 60 - minutes
    return found


def _tail(t: list[Token], j: int, hour: int, minute: int = 0) -> FoundClock | None:
    if "oclock" in t[j].cats:
        j += 1
    return settled(t, j, hour, minute, clock24=False)


def minutes_to(t: list[Token], i: int, *, said_at: bool = False) -> FoundClock | None:
    """20 past eight, ten to 5, 5 minutes to noon."""
    number = number_at(t, i)
    if number is None or not 1 <= number[0] <= 59:
        return None
    minutes, j = int(number[0]), number[1]
    if t[j].cats.get("unit") == ("minute", 1):
        j += 1
    said = j != number[1]
    cats, after = t[j].cats, t[j + 1]
    if "past" in cats and (said or "pastonly" in cats):
        return past(t, j + 1, minutes)
    if "toward" in cats and (said or ("toonly" in cats and minutes % 5 == 0)):
        ranges = "to" in cats or "of" in cats
        if ranges and t[i].kind == "n" and after.kind == "n" and not said:
            return None  # 5 to 10 is a range
        if ranges and t[i].kind == "w" and after.kind == "w" and not (said or said_at) and "part" not in after.cats:
            return None
        return toward(t, j + 1, minutes)
    return None


def words(t: list[Token], i: int, bare: bool) -> FoundClock | None:
    """five pm, five thirty, eight o'clock, "at nine"."""
    hour = t[i].cats["num"]
    if 12 < hour < 25 or hour == 0:
        number = number_at(t, i)
        if number is None or not 0 <= number[0] <= 24 or "oclock" not in t[number[1]].cats:
            return None
        if not (bare or names_hour(t, number[1], number[0])):
            return None
        return plus(t, number[1] + 1, int(number[0]))
    if not 1 <= hour <= 12:
        return None
    j = i + 1
    if "half" in t[j].cats and bare:
        return None
    small = t[j + 1].cats.get("num", 0) if "zero" in t[j].cats else 0
    if 0 < small < 10 and (bare or is_ampm(t, j + 2)):  # five oh five
        return settled(t, j + 2, hour, small, clock24=False)
    if t[j].norm == "-" and not t[j].gap and not t[j + 1].gap:
        j += 1  # ten-thirty
    number = number_at(t, j) if t[j].kind == "w" and "num" in t[j].cats else None
    if number is None and t[j - 1].norm == "-":
        return None
    if number is not None and 10 <= number[0] <= 59 and number[0] == int(number[0]):
        after = t[number[1]]
        if (
            bare
            or "ampm" in after.cats
            or "part" in after.cats
            or after.kind in "es"
            or "in" in after.cats
            or day_follows(t, number[1])
        ):
            if "unit" in after.cats:
                return None
            return settled(t, number[1], hour, int(number[0]), clock24=False)
    if "oclock" in t[j].cats and (bare or names_hour(t, j, hour)):
        return plus(t, j + 1, hour)
    if is_ampm(t, j) and len(t[j].norm) > 1:
        return _tail(t, j, hour)
    if not bare and "plus" in t[j].cats:
        found = plus(t, j, hour)
        return found if found is not None and "ampm" in t[found[1] - 1].cats else None
    if not bare and day_follows(t, j):
        return Clock(hour), j
    if not bare or "unit" in t[j].cats or (t[j].kind == "w" and "counted" in t[j].cats):
        return None
    return plus(t, j, hour)

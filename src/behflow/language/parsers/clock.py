"""One clock time: 5pm, 17:00, half past five, ten to six, a bare hour where the caller allows it."""

from __future__ import annotations

from behflow.language.parsers.clock_words import (
    FoundClock,
    day_follows,
    is_ampm,
    minutes_to,
    names_hour,
    part_follows,
    past,
    plus,
    settled,
    toward,
    words,
)
from behflow.language.parsers.zones import with_zone
from behflow.language.spans import Clock
from behflow.language.tokens import Token

_COUNTED = ("unit", "month", "jmonth", "ordsuffix", "weekdays")


def clock_at(t: list[Token], i: int, *, bare: bool) -> FoundClock | None:
    """A clock time at ``i``; with ``bare`` a lone number will do ("at 5", "at 1900", "at 5.30")."""
    token = t[i]
    cats = token.cats
    found: FoundClock | None = None
    if token.kind == "n":
        found = _digits(t, i, bare)
        if bare and found is not None and found[1] == i + 1:
            found = minutes_to(t, i) or found
    elif not cats:
        return None
    elif "half" in cats and "past" in t[i + 1].cats:
        found = past(t, i + 2, 30)
    elif "halfto" in cats:
        found = toward(t, i + 1, cats["halfto"])
    elif "quarter" in cats or ("quarter" in t[i + 1].cats and ("article" in cats or cats.get("num") == 1)):
        j = i + 1 if "quarter" in cats else i + 2
        found = past(t, j + 1, 15) if "past" in t[j].cats else None
        if found is None and "toward" in t[j].cats:
            found = toward(t, j + 1, 15)
    elif "num" in cats:
        found = (minutes_to(t, i, said_at=True) if bare else None) or words(t, i, bare)
    else:
        return None
    if found is None and (token.kind == "n" or "num" in cats):
        found = minutes_to(t, i)
    if found is None:
        return None
    clock, j = found
    if "ish" in t[j].cats:
        j += 1
        if clock.hour is not None and not clock.sure and is_ampm(t, j):
            clock.hour, clock.sure, j = clock.hour % 12 + t[j].cats["ampm"], True, j + 1
    elif t[j].norm == "-" and "ish" in t[j + 1].cats:
        j += 2
    elif "sharp" in t[j].cats:
        j += 1
    return with_zone(t, clock, j)


def _digits(t: list[Token], i: int, bare: bool) -> FoundClock | None:
    token = t[i]
    hour, j, size = token.num, i + 1, len(token.text)
    if hour < 0:
        return None
    sign, after = t[j], t[j + 1]
    glued = not sign.gap and after.kind == "n" and not after.gap
    if size <= 2 and glued and len(after.text) == 2:
        loose = sign.norm in (".", ";", "|") and (is_ampm(t, j + 2) or (bare and sign.norm == "."))
        if sign.norm == ":" or loose or "hsign" in sign.cats:
            return _with_minutes(t, i)
    if sign.norm == ":" and glued:
        return None
    if is_ampm(t, j) and (bare or sign.norm != "a"):
        if size <= 2:
            return settled(t, j, hour, clock24=False)
        if size in (3, 4) and hour % 100 < 60 and hour // 100 <= 12:
            return settled(t, j, hour // 100, hour % 100, clock24=False)
        return None
    if "in" in sign.cats and size <= 2 and "the" in after.cats and "ampm" in t[j + 2].cats and len(t[j + 2].norm) > 1:
        return settled(t, j, hour, clock24=False)
    if "oclock" in sign.cats and size <= 2 and hour <= 24 and (bare or names_hour(t, j, hour)):
        return _after_oclock(t, j, hour)
    if sign.norm == "o" and after.norm == "clock" and size <= 2:
        return settled(t, j + 2, hour, clock24=False)
    if (
        "hsign" in sign.cats
        and not sign.gap
        and (hour > 5 or bare)
        and hour < 24
        and size <= 2
        and not _glued_word(t, j + 1)
    ):
        return Clock(hour, sure=True), j + 1
    if size == 4 and "hours" in sign.cats and hour // 100 < 24 and hour % 100 < 60:
        return Clock(hour // 100, hour % 100, sure=True), j + 1
    if "ish" in sign.cats:
        if size <= 2 and 1 <= hour <= 12:
            return Clock(hour), j
        return (Clock(hour // 100, hour % 100), j) if size == 3 and hour % 100 < 60 else None
    if not bare:
        short = size <= 2 and 1 <= hour <= 12 and sign.gap
        said = day_follows(t, j) or ("part" in sign.cats and not sign.text.isascii())
        said = said or (_free(t, i) and part_follows(t, j))
        return (Clock(hour), j) if short and said else None
    return _bare(t, i)


def _with_minutes(t: list[Token], i: int) -> FoundClock | None:
    hour, minute, j, second = t[i].num, t[i + 2].num, i + 3, 0
    if minute > 59 or hour > 24:
        return None
    if t[j].norm in (":", ".") and not t[j].gap and t[j + 1].kind == "n" and not t[j + 1].gap:
        if len(t[j + 1].text) != 2 or t[j + 1].num > 60:
            return None
        second, j = min(t[j + 1].num, 59), j + 2
        if t[j].norm in (".", ",") and not t[j].gap and t[j + 1].kind == "n" and not t[j + 1].gap:
            j += 2  # fractions of a second
    clock24 = (len(t[i].text) == 2 and t[i].text[0] == "0") or "hsign" in t[i + 1].cats
    if ("hsign" in t[j].cats and not t[j].gap) or "oclock" in t[j].cats:
        return settled(t, j + 1, hour, minute, second, clock24=clock24)
    return settled(t, j, hour, minute, second, clock24=clock24)


def _after_oclock(t: list[Token], j: int, hour: int) -> FoundClock | None:
    """8 Uhr 30: some languages say the minutes behind the word."""
    minutes = t[j + 1]
    if t[j].cats["oclock"] == "minutes" and minutes.kind == "n" and len(minutes.text) == 2 and minutes.num < 60:
        return settled(t, j + 2, hour, minutes.num, clock24=False)
    return plus(t, j + 1, hour)


def _free(t: list[Token], i: int) -> bool:
    """Whether nothing before a number could make it an amount: "take 2 at night" is not two o'clock."""
    return i == 0 or "comma" in t[i - 1].cats or bool({"relday", "weekday", "glued", "at"} & t[i - 1].cats.keys())


def _bare(t: list[Token], i: int) -> FoundClock | None:
    token = t[i]
    hour, j, size = token.num, i + 1, len(token.text)
    sign = t[j]
    if not sign.gap and (sign.kind in "wn" or sign.norm in ("%", "/", "€", "$", "°")):
        return None
    if any(cat in sign.cats and (cat != "ordsuffix" or not sign.gap) for cat in _COUNTED) or sign.norm == "%":
        return None
    if size <= 2 and hour <= 24:
        if t[j].gap and t[j].kind == "n" and len(t[j].text) == 2 and t[j].num < 60 and hour and _said_at(t, i):
            return settled(t, j + 1, hour, t[j].num, clock24=False)
        return plus(t, j, hour, clock24=size == 2 and token.text[0] == "0")
    if (
        size in (3, 4)
        and hour // 100 < 24
        and hour % 100 < 60
        and token.text != "2000"
        and (token.text[0] == "0" or _said_at(t, i))
    ):
        if size == 4 and 1930 <= hour <= 2059 and hour % 5:
            return None
        return Clock(hour // 100, hour % 100, sure=size == 4), j
    return None


def _said_at(t: list[Token], i: int) -> bool:
    before = t[i - 1] if i else t[-1]
    return "at" in before.cats or "approx" in before.cats


def _glued_word(t: list[Token], j: int) -> bool:
    return not t[j].gap and t[j].kind in "wn"

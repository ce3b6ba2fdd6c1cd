"""One clock time: 5pm, 17:00, half past five, ten to six, a bare hour where the caller allows it."""

from __future__ import annotations

from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import number_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token

APPROX = ("around", "about", "approximately", "approx", "exactly", "sharp", "~", "circa", "ca")


def clock_at(t: list[Token], i: int, ctx: Context, *, bare: bool) -> Found | None:
    """A clock time at ``i``; with ``bare`` a lone number will do ("at 5", "at 1900", "at 5.30")."""
    token = t[i]
    if token.kind == "n":
        found = _digits(t, i, bare)
    elif "half" in token.cats and "past" in t[i + 1].cats:
        found = _past(t, i + 2, 30)
    elif ("quarter" in token.cats or ("article" in token.cats and "quarter" in t[i + 1].cats)) and token.kind == "w":
        j = i + 1 if "quarter" in token.cats else i + 2
        found = _past(t, j + 1, 15) if "past" in t[j].cats else _to(t, j + 1, 15) if _toward(t, j) else None
    elif "num" in token.cats:
        found = _words(t, i, bare)
    else:
        return None
    if found is None and (token.kind == "n" or "num" in token.cats):
        found = _minutes_to(t, i)
    if found is None:
        return None
    moment, j = found
    if "ish" in t[j].cats:
        j += 1
    elif t[j].norm == "-" and "ish" in t[j + 1].cats:
        j += 2
    elif t[j].norm == "sharp":
        j += 1
    return _zone(t, moment, j)


def _toward(t: list[Token], j: int) -> bool:
    return "toward" in t[j].cats


def _zone(t: list[Token], moment: Moment, j: int) -> Found:
    cats = t[j].cats
    k, base = j, None
    if t[j].norm == "(" and "tz" in t[j + 1].cats and t[j + 2].norm == ")":
        moment.offset = t[j + 1].cats["tz"]
        return moment, j + 3
    if "tz" in cats and (t[j].norm != "z" or not t[j].gap):
        base, k = cats["tz"], j + 1
    if base is None and t[k].norm in ("+", "-") and not t[k].gap and len(t[k + 1].text) in (2, 4) and t[k + 1].num >= 0:
        if t[k].norm == "-" and len(t[k + 1].text) == 2 and t[k + 2].norm != ":":
            return moment, j
        base = 0
    if base is None:
        return moment, j
    if base == 0 and t[k].norm in ("+", "-") and t[k + 1].kind == "n" and t[k + 1].num >= 0 and not t[k + 1].gap:
        number, text = t[k + 1].num, t[k + 1].text
        hours, minutes = (number // 100, number % 100) if len(text) > 2 else (number, 0)
        after = k + 2
        if t[after].norm == ":" and t[after + 1].kind == "n" and not t[after].gap and not t[after + 1].gap:
            minutes, after = t[after + 1].num, after + 2
        if 0 <= hours <= 14 and 0 <= minutes < 60:
            base = (hours * 60 + minutes) * (1 if t[k].norm == "+" else -1)
            k = after
    moment.offset = base
    return moment, k


def _settle(hour: int, minute: int, second: int, t: list[Token], j: int, *, clock24: bool) -> Found | None:
    """am/pm after the numbers, if any."""
    cats = t[j].cats
    if "ampm" in cats and _is_ampm(t, j):
        if not 0 <= hour <= 12:
            if hour < 24 and cats["ampm"] == 12:
                return Moment(hour=hour, minute=minute, second=second, sure=True), j + 1
            return None
        return Moment(hour=hour % 12 + cats["ampm"], minute=minute, second=second, sure=True), j + 1
    if hour > 24 or (hour == 24 and minute):
        return None
    sure = clock24 or hour > 12 or hour == 0
    return Moment(hour=hour % 24, minute=minute, second=second, sure=sure), j


def _is_ampm(t: list[Token], j: int) -> bool:
    token = t[j]
    if len(token.norm) == 1:
        if token.gap:
            return False
        return t[j + 1].gap or t[j + 1].kind in "es"
    return True


def _digits(t: list[Token], i: int, bare: bool) -> Found | None:
    token = t[i]
    hour, j = token.num, i + 1
    if hour < 0:
        return None
    sign = t[j]
    minute_token = t[j + 1]
    size = len(token.text)
    joined = not sign.gap and minute_token.kind == "n" and not minute_token.gap and len(minute_token.text) == 2
    if size <= 2 and joined:
        dotted = sign.norm == "." and (bare or "ampm" in t[j + 2].cats)
        if sign.norm == ":" or dotted or (sign.norm == "h" and minute_token.num < 60):
            minute, j = minute_token.num, j + 2
            if minute > 59 or hour > 24:
                return None
            second = 0
            if t[j].norm in (":", ".") and not t[j].gap and t[j + 1].kind == "n" and not t[j + 1].gap:
                if len(t[j + 1].text) == 2 and t[j + 1].num < 61:
                    second, j = min(t[j + 1].num, 59), j + 2
                    if t[j].norm == "." and not t[j].gap and t[j + 1].kind == "n" and not t[j + 1].gap:
                        j += 2
                else:
                    return None
            if t[j].norm == "h" and not t[j].gap:
                j += 1
            return _settle(hour, minute, second, t, j, clock24=len(token.text) == 2 and token.text[0] == "0")
    if sign.norm == ":" and not sign.gap and minute_token.kind == "n" and not minute_token.gap:
        return None
    if "ampm" in sign.cats and _is_ampm(t, j):
        if size <= 2:
            return _settle(hour, 0, 0, t, j, clock24=False)
        if size in (3, 4) and hour % 100 < 60 and hour // 100 <= 12:
            return _settle(hour // 100, hour % 100, 0, t, j, clock24=False)
        return None
    if "oclock" in sign.cats and size <= 2:
        return _settle(hour, 0, 0, t, j + 1, clock24=False)
    if sign.norm == "o" and t[j + 1].norm == "clock" and size <= 2:
        return _settle(hour, 0, 0, t, j + 2, clock24=False)
    if sign.norm == "h" and not sign.gap and 5 < hour < 24 and size <= 2 and not _word_glued(t, j + 1):
        return Moment(hour=hour, sure=True, shy=True), j + 1
    if size == 4 and sign.norm in ("h", "hrs", "hours", "hr") and hour // 100 < 24 and hour % 100 < 60:
        return Moment(hour=hour // 100, minute=hour % 100, sure=True), j + 1
    if "ish" in sign.cats and size <= 2 and 1 <= hour <= 12:
        return Moment(hour=hour), j
    if not bare and size <= 2 and 1 <= hour <= 12 and sign.gap and _part_follows(t, j):
        return Moment(hour=hour), j
    if not bare:
        return None
    if not sign.gap and (sign.kind in "wn" or sign.norm in ("%", "/", "€", "$", "°")):
        return None
    if "unit" in sign.cats or "month" in sign.cats or sign.norm in ("%", "percent", "people", "st", "nd", "rd", "th"):
        return None
    if size <= 2 and hour <= 24:
        return _settle(hour, 0, 0, t, j, clock24=size == 2 and token.text[0] == "0")
    if size in (3, 4) and hour // 100 < 24 and hour % 100 < 60 and token.text != "2000" and _said_at(t, i):
        if size == 4 and 1930 <= hour <= 2059 and hour % 5:
            return None
        return Moment(hour=hour // 100, minute=hour % 100, sure=size == 4), j
    return None


def _part_follows(t: list[Token], j: int) -> bool:
    """8 tonight, 9 tomorrow, 8 this evening."""
    if "tonight" in t[j].cats or t[j].norm == "tomorrow":
        return True
    return t[j].norm == "this" and t[j + 1].cats.get("part") in ("morning", "afternoon", "evening")


def _said_at(t: list[Token], i: int) -> bool:
    before = t[i - 1] if i else t[-1]
    return "at" in before.cats or before.norm in APPROX


def _word_glued(t: list[Token], j: int) -> bool:
    return not t[j].gap and t[j].kind in "wn"


def _hour(t: list[Token], j: int) -> tuple[int, int] | None:
    if t[j].kind == "n" and 1 <= t[j].num <= 24 and len(t[j].text) <= 2:
        return t[j].num, j + 1
    value = t[j].cats.get("num", 0) if t[j].kind == "w" else 0
    if 1 <= value <= 12:
        return value, j + 1
    if t[j].cats.get("part") in ("noon", "midnight"):
        return (12 if t[j].cats["part"] == "noon" else 24), j + 1
    return None


def _past(t: list[Token], j: int, minutes: int) -> Found | None:
    hour = _hour(t, j)
    if hour is None:
        return None
    if hour[0] == 24 or t[j].cats.get("part") == "noon":
        return Moment(hour=hour[0] % 24, minute=minutes, sure=True), hour[1]
    return _tail(hour[0], minutes, t, hour[1])


def _to(t: list[Token], j: int, minutes: int) -> Found | None:
    hour = _hour(t, j)
    if hour is None:
        return None
    if hour[0] == 24 or t[j].cats.get("part") == "noon":
        return Moment(hour=hour[0] - 1, minute=60 - minutes, sure=True), hour[1]
    found = _tail(hour[0], 0, t, hour[1])
    if found is None or found[0].hour is None:
        return None
    moment = found[0]
    moment.hour = (moment.hour or 0) - 1 if moment.sure else (hour[0] - 1) or 12
    moment.hour %= 24
    moment.minute = 60 - minutes
    return moment, found[1]


def _tail(hour: int, minute: int, t: list[Token], j: int) -> Found | None:
    if "oclock" in t[j].cats:
        j += 1
    return _settle(hour, minute, 0, t, j, clock24=False)


def _minutes_to(t: list[Token], i: int) -> Found | None:
    """20 past eight, ten to 5, 5 minutes to noon."""
    number = number_at(t, i)
    if number is None or not 1 <= number[0] <= 59:
        return None
    minutes, j = int(number[0]), number[1]
    if t[j].norm in ("minutes", "minute", "min", "mins"):
        j += 1
    said = j != number[1]
    if t[j].norm in ("past", "after") and (said or t[j].norm == "past"):
        return _past(t, j + 1, minutes)
    if t[j].norm in ("to", "till", "before") and (said or (t[j].norm == "to" and minutes % 5 == 0)):
        after = t[j + 1]
        if t[i].kind == "n" and after.kind == "n" and not said:
            return None  # 5 to 10 is a range
        if t[i].kind == "w" and after.kind == "w" and not said and "part" not in after.cats:
            return None
        return _to(t, j + 1, minutes)
    return None


def _words(t: list[Token], i: int, bare: bool) -> Found | None:
    """five pm, five thirty, eight o'clock, "at nine"."""
    hour = t[i].cats["num"]
    if not 1 <= hour <= 12:
        return None
    j = i + 1
    minute = 0
    if "half" in t[j].cats and bare:
        return None
    number = number_at(t, j) if t[j].kind == "w" and "num" in t[j].cats else None
    if number is not None and 10 <= number[0] <= 59 and number[0] == int(number[0]):
        after = t[number[1]]
        if bare or "ampm" in after.cats or "part" in after.cats or after.kind == "e" or after.norm == "in":
            if "unit" in after.cats:
                return None
            minute, j = int(number[0]), number[1]
            return _settle(hour, minute, 0, t, j, clock24=False)
    cats = t[j].cats
    if ("ampm" in cats and len(t[j].norm) > 1) or "oclock" in cats:
        return _tail(hour, 0, t, j)
    if not bare and _part_follows(t, j):
        return Moment(hour=hour), j
    if not bare or "unit" in cats or (t[j].kind == "w" and t[j].norm in ("of", "or", "people", "times")):
        return None
    return _settle(hour, 0, 0, t, j, clock24=False)

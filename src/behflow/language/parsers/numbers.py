"""Numbers, ordinals and years, in digits or words."""

from __future__ import annotations

from behflow.language.tokens import Token


def number_at(t: list[Token], i: int) -> tuple[float, int] | None:
    """A cardinal: 3, 1.5, three, twenty-one, half a, a couple of. Gives (value, next token)."""
    token = t[i]
    if token.kind == "n":
        return _digits(t, i)
    cats = token.cats
    if not cats:
        return None
    if "num" in cats:
        if "article" in cats and "num" in t[i + 1].cats and t[i + 1].cats["num"] > 1:
            return number_at(t, i + 1)
        return _said(t, i)
    if "half" in cats:
        j = i + 1
        return 0.5, j + 1 if "article" in t[j].cats else j
    if "article" in cats:
        after = t[i + 1].cats
        if "half" in after:
            return 0.5, i + 2
        if "some" in after:
            return after["num"], i + 2
        return 1, i + 1
    return None


def _digits(t: list[Token], i: int) -> tuple[float, int] | None:
    token = t[i]
    if token.num < 0:
        return None
    mark, rest = t[i + 1], t[i + 2]
    if mark.norm in (".", ",") and not mark.gap and rest.kind == "n" and not rest.gap:
        if len(rest.text) <= 3 and rest.num >= 0:
            return float(f"{token.num}.{rest.text}"), i + 3
        return None
    return token.num, i + 1


def _said(t: list[Token], i: int) -> tuple[float, int]:
    value, j = t[i].cats["num"], i + 1
    if value >= 20 and value % 10 == 0:
        k = j + 1 if t[j].norm == "-" or "numjoin" in t[j].cats else j
        small = t[k].cats.get("num", 0) if t[k].kind == "w" else 0
        if 0 < small < 10:
            value, j = value + small, k + 1
    if "scale" in t[j].cats and value < 100:
        value, j = value * t[j].cats["scale"], j + 1
        k = j + 1 if "and" in t[j].cats else j
        rest = _said(t, k) if t[k].kind == "w" and "num" in t[k].cats else None
        if rest is not None and rest[0] < value:
            return value + rest[0], rest[1]
    return value, j


def ordinal_at(t: list[Token], i: int) -> tuple[int, int] | None:
    """An ordinal: 3rd, third, twenty first, last, second to last, 3rd last. Gives (value, next token)."""
    token = t[i]
    cats = token.cats
    value, j = 0, i
    if token.kind == "n":
        if 0 < token.num <= 400 and "ordsuffix" in t[i + 1].cats and not t[i + 1].gap:
            value, j = token.num, i + 2
    elif "ord" in cats:
        value, j = cats["ord"], i + 1
    elif cats.get("num") in (20, 30):
        k = i + 2 if t[i + 1].norm == "-" or "numjoin" in t[i + 1].cats else i + 1
        small = t[k].cats.get("ord", 0)
        if 0 < small < 10:
            value, j = cats["num"] + small, k + 1
    if not value:
        return None
    if value > 0:
        if t[j].cats.get("ord") == -1:
            return -value, j + 1
        if "to" in t[j].cats and t[j + 1].cats.get("ord") == -1:
            return -value, j + 2
        if t[j].norm == "-" and "to" in t[j + 1].cats and t[j + 2].norm == "-" and t[j + 3].cats.get("ord") == -1:
            return -value, j + 4
    return value, j


def year_at(t: list[Token], i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A four-digit year, '26, nineteen eighty-six; two digits alone only where the caller says so."""
    token = t[i]
    if token.norm == "'" and t[i + 1].kind == "n" and not t[i + 1].gap and len(t[i + 1].text) == 2:
        return full_year(t[i + 1].num), i + 2
    if token.kind == "n":
        if _clock_follows(t, i + 1):
            return None
        if len(token.text) == 4 and 1000 <= token.num <= 3000:
            return token.num, i + 1
        return (full_year(token.num), i + 1) if short and len(token.text) == 2 else None
    return _said_year(t, i) if "num" in token.cats else None


def _said_year(t: list[Token], i: int) -> tuple[int, int] | None:
    """nineteen eighty six, twenty nineteen, two thousand and five."""
    head = t[i].cats["num"]
    if head in (1, 2) and t[i + 1].cats.get("scale") == 1000:
        found = _said(t, i)
        return (int(found[0]), found[1]) if 1000 <= found[0] <= 3000 else None
    if not 15 <= head <= 20 or t[i + 1].kind != "w" or "num" not in t[i + 1].cats:
        return None
    if "zero" in t[i + 1].cats:
        small = t[i + 2].cats.get("num", 0)
        return (head * 100 + small, i + 3) if 0 < small < 10 else None
    rest, j = _said(t, i + 1)
    return (int(head * 100 + rest), j) if 10 <= rest <= 99 else None


def _clock_follows(t: list[Token], j: int) -> bool:
    nxt = t[j]
    if nxt.norm == ":" and not nxt.gap and t[j + 1].kind == "n":
        return True
    return (
        "ampm" in nxt.cats
        or "oclock" in nxt.cats
        or ("ordsuffix" in nxt.cats and "dot" not in nxt.cats and not nxt.gap)
    )


def full_year(two: int) -> int:
    """The year that two digits stand for: 1970 to 2069."""
    return two + (2000 if two < 70 else 1900)

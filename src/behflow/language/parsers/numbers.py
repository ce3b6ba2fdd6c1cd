"""Numbers and ordinals, in digits or words."""

from __future__ import annotations

from behflow.language.tokens import Token


def number_at(t: list[Token], i: int) -> tuple[float, int] | None:
    """A cardinal: 3, 1.5, three, twenty-one, half a, a couple of. Gives (value, next token)."""
    token = t[i]
    if token.kind == "n":
        if token.num < 0:
            return None
        if t[i + 1].norm in (".", ",") and not t[i + 1].gap and t[i + 2].kind == "n" and not t[i + 2].gap:
            if len(t[i + 2].text) <= 3 and t[i + 2].num >= 0:
                return float(f"{token.num}.{t[i + 2].text}"), i + 3
            return None
        return token.num, i + 1
    cats = token.cats
    if not cats:
        return None
    if "num" in cats:
        value = cats["num"]
        j = i + 1
        if value >= 20 and value % 10 == 0:
            k = j + 1 if t[j].norm in ("-", "و") else j
            small = t[k].cats.get("num", 0) if t[k].kind == "w" else 0
            if 0 < small < 10:
                return value + small, k + 1
        elif value in (2, 12) and t[j].norm == "of":
            return value, j + 1
        return value, j
    if "half" in cats:
        j = i + 1
        return 0.5, j + 1 if "article" in t[j].cats else j
    if "article" in cats:
        after = t[i + 1]
        if after.norm in ("couple", "few", "dozen"):
            return after.cats["num"], i + 3 if t[i + 2].norm == "of" else i + 2
        if "half" in after.cats:
            return 0.5, i + 2
        return 1, i + 1
    return None


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
    elif "num" in cats and cats["num"] in (20, 30):
        k = i + 2 if t[i + 1].norm in ("-", "و") else i + 1
        small = t[k].cats.get("ord", 0)
        if 0 < small < 10:
            value, j = cats["num"] + small, k + 1
    if not value:
        return None
    if value > 0:
        if t[j].cats.get("ord") == -1:
            return -value, j + 1
        if t[j].norm == "to" and t[j + 1].cats.get("ord") == -1:
            return -value, j + 2
        if t[j].norm == "-" and t[j + 1].norm == "to" and t[j + 2].norm == "-" and t[j + 3].cats.get("ord") == -1:
            return -value, j + 4
    return value, j


def year_at(t: list[Token], i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A four-digit year, or '26; two digits alone only where the caller says so."""
    token = t[i]
    if token.norm == "'" and t[i + 1].kind == "n" and not t[i + 1].gap and len(t[i + 1].text) == 2:
        return full_year(t[i + 1].num), i + 2
    if token.kind != "n" or _clock_follows(t, i + 1):
        return None
    if len(token.text) == 4 and 1200 <= token.num <= 2200:
        return token.num, i + 1
    if short and len(token.text) == 2:
        return full_year(token.num), i + 1
    return None


def _clock_follows(t: list[Token], j: int) -> bool:
    nxt = t[j]
    if nxt.norm == ":" and not nxt.gap and t[j + 1].kind == "n":
        return True
    return "ampm" in nxt.cats or "oclock" in nxt.cats or ("ordsuffix" in nxt.cats and not nxt.gap)


def full_year(two: int) -> int:
    return two + (2000 if two < 70 else 1900)

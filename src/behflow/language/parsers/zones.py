"""The time zone after a clock time: EST, (PDT), +02:00, UTC+2, GMT -3."""

from __future__ import annotations

from behflow.language.spans import Clock
from behflow.language.tokens import Token


def _stamped(t: list[Token], j: int) -> bool:
    """Whether seconds were said, or a date is tied to the time: else a minus begins a range (9:00-11:30)."""
    return j > 4 and not t[j - 4].gap and (t[j - 4].norm in (":", "t") and not t[j - 3].gap)


def with_zone(t: list[Token], clock: Clock, j: int) -> tuple[Clock, int]:
    """The clock with its offset in minutes east of UTC, when one follows at ``j``."""
    cats = t[j].cats
    if t[j].norm == "(" and "tz" in t[j + 1].cats and t[j + 2].norm == ")":
        clock.offset = t[j + 1].cats["tz"]
        return clock, j + 3
    k, base = j, None
    if "tz" in cats and (t[j].norm != "z" or not t[j].gap):
        base, k = cats["tz"], j + 1
    sign = t[k].norm in ("+", "-")
    if base is None and sign and not t[k].gap and len(t[k + 1].text) in (2, 4) and t[k + 1].num >= 0:
        if t[k].norm == "-" and not _stamped(t, j):
            return clock, j
        base = 0
    if base is None:
        return clock, j
    if base == 0 and sign and t[k + 1].kind == "n" and t[k + 1].num >= 0 and not t[k + 1].gap:
        number, text = t[k + 1].num, t[k + 1].text
        hours, minutes = (number // 100, number % 100) if len(text) > 2 else (number, 0)
        after = k + 2
        if t[after].norm == ":" and t[after + 1].kind == "n" and not t[after].gap and not t[after + 1].gap:
            minutes, after = t[after + 1].num, after + 2
        if 0 <= hours <= 14 and 0 <= minutes < 60:
            base = (hours * 60 + minutes) * (1 if t[k].norm == "+" else -1)
            k = after
    clock.offset = base
    return clock, k

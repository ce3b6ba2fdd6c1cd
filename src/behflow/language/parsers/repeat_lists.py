"""Lists in repeats: mon, wed and fri; 2, 15 and 27; 14 jan, 14 apr; first and last workday."""

from __future__ import annotations

from behflow.language.parsers.numbers import ordinal_at
from behflow.language.rules import WORKDAYS, Rule, days_of_year, weekdays_of_year
from behflow.language.spans import Moment
from behflow.language.tokens import Token

Body = tuple[Rule, Moment | None, int]
Days = tuple[tuple[int, int], ...]


def _weekday(token: Token, *, plural: bool) -> int | None:
    if plural and "weekdays" in token.cats:
        day: int = token.cats["weekdays"]
        return day
    found: int | None = token.cats.get("weekday")
    return found


def weekday_list(t: list[Token], i: int, *, plural: bool = True) -> tuple[Days, int]:
    """monday, wed and fri; mon-fri; tuesday through saturday."""
    days: list[int] = []
    j = i
    while True:
        k = j
        if days:
            while "comma" in t[k].cats or "and" in t[k].cats or t[k].norm == "/":
                k += 1
            if k == j and t[k].kind == "w" and not t[k].gap:
                break
            while ("on" in t[k].cats or "every" in t[k].cats) and k > j:
                k += 1
        day = _weekday(t[k], plural=plural)
        if day is None or (days and k == j and t[k].norm not in t[k].cats and len(days) > 6):
            break
        after = k + 1
        if t[after].norm == "." and not t[after].gap and len(t[k].text) <= 4 and t[after + 1].gap:
            after += 1 if t[after + 1].kind != "e" else 0
        days.append(day)
        if "to" in t[after].cats and (end := _weekday(t[after + 1], plural=plural)) is not None:
            step = day
            while step != end:
                step = (step + 1) % 7
                days.append(step)
            after += 2
        j = after
        if len(days) > 14:
            break
    return tuple((0, d) for d in dict.fromkeys(days)), j


def _item(t: list[Token], j: int) -> int | None:
    """Where the next item of a list stands, behind commas and "and"; None when the list has ended."""
    k = j
    while "comma" in t[k].cats or "and" in t[k].cats:
        k += 1
    return k if k > j else None


def month_numbers(t: list[Token], i: int) -> tuple[tuple[int, ...], int]:
    """27; 2, 15 and 27; 1st, 15th."""
    days: list[int] = []
    j = i
    while len(days) < 31:
        k = _item(t, j) if days else j
        if k is None:
            break
        if days and "the" in t[k].cats:
            k += 1
        ordinal = ordinal_at(t, k)
        if ordinal is not None and (1 <= ordinal[0] <= 31 or ordinal[0] < 0):
            value, k = ordinal
            if "days" in t[k].cats:
                k += 1
        elif (
            t[k].kind == "n"
            and 1 <= t[k].num <= 31
            and not ({"unit", "ampm", "times"} & t[k + 1].cats.keys())
            and t[k + 1].norm != ":"
        ):
            value, k = t[k].num, k + 1
        else:
            break
        days.append(value)
        j = k
    return tuple(dict.fromkeys(days)), j


def day_months(t: list[Token], i: int) -> Body | None:
    """14 jan, 14 apr, 15 jun: days of the year in one rule."""
    pairs: list[tuple[int, int]] = []
    jalali = False
    j = i
    while len(pairs) < 40:
        k = _item(t, j) if pairs else j
        if k is None:
            break
        ordinal = ordinal_at(t, k)
        if ordinal is not None and 1 <= ordinal[0] <= 31:
            day, k = ordinal
        elif t[k].kind == "n" and 1 <= t[k].num <= 31:
            day, k = t[k].num, k + 1
        else:
            break
        if "of" in t[k].cats:
            k += 1
        month = t[k].cats.get("month") or t[k].cats.get("jmonth")
        if not month:
            break
        jalali = jalali or ("jmonth" in t[k].cats and "month" not in t[k].cats)
        pairs.append((day, month))
        j = k + 1
    if not pairs:
        return None
    days = tuple(sorted({d for d, _ in pairs}))
    months = tuple(sorted({m for _, m in pairs}))
    positions: tuple[int, ...] = ()
    if len(days) * len(months) != len(set(pairs)):  # BYSETPOS takes those that were named out of all combinations
        every = days_of_year(months, days, jalali=jalali)
        if all((month, day) in every for day, month in pairs):
            positions = tuple(sorted(every.index((month, day)) + 1 for day, month in set(pairs)))
        else:
            days, months, j = (pairs[0][0],), (pairs[0][1],), _first_pair_end(t, i)
    return Rule("yearly", bymonth=months, bymonthday=days, bysetpos=positions, jalali=jalali), None, j


def weekday_months(t: list[Token], i: int) -> Body | None:
    """1st wed jan, 3rd thu jul: nth weekdays of several months in one rule."""
    pairs: list[tuple[int, tuple[int, int]]] = []
    j = i
    while len(pairs) < 24:
        k = _item(t, j) if pairs else j
        if k is None:
            break
        ordinal = ordinal_at(t, k)
        if ordinal is None or "weekday" not in t[ordinal[1]].cats:
            break
        nth, k = ordinal
        weekday = t[k].cats["weekday"]
        k = k + 2 if "of" in t[k + 1].cats else k + 1
        if "month" not in t[k].cats:
            break
        pairs.append((t[k].cats["month"], (nth, weekday)))
        j = k + 1
    months, picks = {m for m, _ in pairs}, {pick for _, pick in pairs}
    every = weekdays_of_year(tuple(months), tuple(picks))
    if len(pairs) < 2 or not every:
        return None
    positions = tuple(sorted(every.index(pair) + 1 for pair in set(pairs)))
    if len(positions) == len(every):
        positions = ()
    return Rule("yearly", bymonth=tuple(months), byday=tuple(sorted(picks)), bysetpos=positions), None, j


def _first_pair_end(t: list[Token], i: int) -> int:
    j = i
    while "month" not in t[j].cats and "jmonth" not in t[j].cats:
        j += 1
    return j + 1


def month_list(t: list[Token], i: int) -> tuple[tuple[int, ...], int]:
    """june; jan, apr and jul."""
    months: list[int] = []
    j = i
    while len(months) < 12:
        k = _item(t, j) if months else j
        if k is None:
            break
        month = t[k].cats.get("month") or t[k].cats.get("jmonth")
        if not month:
            break
        months.append(month)
        j = k + 1
    return tuple(dict.fromkeys(months)), j


def picks_end(t: list[Token], i: int) -> int:
    """Where a list of positions stops: ordinals, weekdays, "day", "workday", commas and "and"."""
    j = i
    while True:
        ordinal = ordinal_at(t, j)
        if ordinal is not None:
            j = ordinal[1]
        elif {"weekday", "weekdays", "workdays", "days"} & t[j].cats.keys() or (
            t[j].kind == "n"
            and 1 <= t[j].num <= 31
            and j > i
            and not ({"unit", "ampm", "times"} & t[j + 1].cats.keys())
        ):
            j += 1
        elif (("comma" in t[j].cats or "and" in t[j].cats) and j > i) and (
            ordinal_at(t, _past_the(t, j + 1)) is not None
            or "weekday" in t[j + 1].cats
            or (t[j + 1].kind == "n" and 1 <= t[j + 1].num <= 31 and "times" not in t[j + 2].cats)
        ):
            j = _past_the(t, j + 1)
        else:
            return j
        if j - i > 60:
            return j


def _past_the(t: list[Token], j: int) -> int:
    return j + 1 if "the" in t[j].cats else j


def month_picks(t: list[Token], i: int, end: int) -> Rule | None:
    """A monthly rule from the positions in ``i:end``."""
    byday: list[tuple[int, int]] = []
    numbers: list[int] = []
    work: list[int] = []
    waiting: list[int] = []
    j = i
    while j < end:
        ordinal = ordinal_at(t, j)
        if ordinal is not None:
            waiting.append(ordinal[0])
            j = ordinal[1]
            continue
        cats = t[j].cats
        if "weekday" in cats or "weekdays" in cats:
            weekday = cats["weekday"] if "weekday" in cats else cats["weekdays"]
            byday += [(n, weekday) for n in waiting or [byday[-1][0] if byday else 0]]
            waiting = []
        elif "workdays" in cats:
            work += waiting
            waiting = []
        elif "days" in cats:
            numbers += waiting
            waiting = []
        elif t[j].kind == "n":
            waiting.append(t[j].num)
        j += 1
    numbers += waiting
    if work:
        return None if byday or numbers else Rule("monthly", byday=WORKDAYS, bysetpos=tuple(dict.fromkeys(work)))
    if byday and numbers:
        return None
    if any(not -5 <= n <= 53 for n, _ in byday) or any(not -31 <= n <= 366 or n == 0 for n in numbers):
        return None
    if not byday and not numbers:
        return None
    return Rule("monthly", byday=tuple(dict.fromkeys(byday)), bymonthday=tuple(dict.fromkeys(numbers)))

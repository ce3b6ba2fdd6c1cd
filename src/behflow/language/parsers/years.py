"""Years, quarters and halves, and ranges of days within a month: 2024 aug, Q3 2027, the 1990s, june 10-12."""

from __future__ import annotations

from behflow.language.days import Fields
from behflow.language.festivals import Yearly
from behflow.language.parsers.dates import (
    Found,
    FoundDays,
    clock_after,
    day_month,
    day_number,
    existing,
    glued_number,
    month_day,
    with_era,
    year_after,
)
from behflow.language.parsers.numbers import ordinal_at, year_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token


def year_first(t: list[Token], i: int) -> FoundDays | None:
    """2024 aug, 2012/Aug/10, 2020/23/Sep, 2018Q4, 2019-H2."""
    year = t[i].num
    if len(t[i].text) != 4 or not 1900 <= year <= 2200:
        return None
    year, j = with_era(t, year, i + 1)
    if t[j].norm in ("/", "-") and not t[j].gap:
        j += 1
    quarter = quarter_at(t, j)
    if quarter is not None and isinstance(quarter[0], Yearly):
        return Yearly(quarter[0].rule, year), quarter[1]
    if j > i + 1 and glued_number(t, j) and t[j + 1].norm in ("/", "-") and "month" in t[j + 2].cats:
        return existing(Fields(year, t[j + 2].cats["month"], t[j].num), j + 3) if 1 <= t[j].num <= 31 else None
    if "month" not in t[j].cats:
        return None
    month, k = t[j].cats["month"], j + 1
    n = k + 1 if t[k].norm in ("/", "-") and not t[k].gap else k
    if t[n].kind == "n" and 1 <= t[n].num <= 31 and len(t[n].text) <= 2 and not clock_after(t, n + 1):
        return existing(Fields(year, month, t[n].num), n + 1)
    return Fields(year, month), k


def quarter_at(t: list[Token], i: int) -> FoundDays | None:
    """Q3, 3rd quarter, the first half (of 2019): a quarter or half year, of a year when one follows."""
    cats = t[i].cats
    kind, number, j = "", 0, i
    if ("quartersign" in cats or "halfsign" in cats) and glued_number(t, i + 1):
        kind, number, j = ("quarter" if "quartersign" in cats else "half"), t[i + 1].num, i + 2
    elif (ordinal := ordinal_at(t, i)) is not None:
        number, k = ordinal
        if "quarterword" in t[k].cats:
            kind, j = "quarter", k + 1
        elif "half" in t[k].cats and "of" in t[k + 1].cats and year_at(t, k + 2) is not None:
            kind, j = "half", k + 1
    if not kind or not 1 <= number <= (4 if kind == "quarter" else 2):
        return None
    k = j + 1 if "of" in t[j].cats or "comma" in t[j].cats or (t[j].norm in ("-", "/") and not t[j].gap) else j
    year = year_at(t, k)
    if year is not None and 1900 <= year[0] <= 2200:
        return Yearly((kind, number), year[0]), year[1]
    return Yearly((kind, number)), j


def lone_year(t: list[Token], i: int) -> FoundDays | None:
    """2027, the year 1984, the 1990s: a year needs a word before it that says that it is one."""
    token = t[i]
    if "yearword" in token.cats:
        year = year_at(t, i + 1)
        return None if year is None else (Fields(year[0]), year[1])
    year = year_at(t, i)
    if year is None:
        return None
    number, j = year
    if "era" in t[j].cats:
        number, j = with_era(t, number, j)
        return Fields(number), j
    return (Fields(number), j) if 1900 <= number <= 2200 and ends_year(t, j) else None


def ends_year(t: list[Token], j: int) -> bool:
    """Whether nothing behind a number says that it counts something else."""
    after = t[j]
    if (not after.gap and after.kind in "wn") or after.norm in ("%", "€", "$", "°"):
        return False
    return not ({"unit", "ampm", "hours", "oclock"} & after.cats.keys())


def day_range(t: list[Token], i: int, ctx: Context) -> Found | None:
    """10 - 22 august 2027, between the 8th and the 11th of may, june 10-12, 2027."""
    if "month" in t[i].cats or "jmonth" in t[i].cats:
        first = month_day(t, i)
        if first is None or not isinstance(first[0], Fields) or first[0].day is None or first[0].year is not None:
            return None
        j = first[1]
        if "to" not in t[j].cats:
            return None
        day, k = day_number(t, j + 2 if "the" in t[j + 1].cats else j + 1)
        if not day or (t[k].norm in ("/", ".") and not t[k].gap):
            return None
        year, k = year_after(t, k, jalali=first[0].jalali, dashed=False)
        low, month = first[0], first[0].month
        return Moment(
            days=Fields(year, month, low.day, jalali=low.jalali),
            to=Moment(days=Fields(year, month, day, jalali=low.jalali)),
        ), k
    number, j = day_number(t, i)
    if not number:
        return None
    between = i > 0 and (
        "between" in t[i - 1].cats or (i > 1 and "the" in t[i - 1].cats and "between" in t[i - 2].cats)
    )
    if "to" not in t[j].cats and not (between and "and" in t[j].cats):
        return None
    last = day_month(t, j + 2 if "the" in t[j + 1].cats else j + 1, ctx)
    if last is None or not isinstance(last[0], Fields) or last[0].day is None:
        return None
    end = last[0]
    return Moment(days=Fields(end.year, end.month, number, jalali=end.jalali), to=Moment(days=end)), last[1]

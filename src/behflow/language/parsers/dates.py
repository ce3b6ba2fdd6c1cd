"""Calendar dates: 2026-01-27, 27/1, 27th of january 2027, jan 27, the 27th, 15 Mehr, 2027, Q3 2027."""

from __future__ import annotations

from behflow.language.calendars import from_jalali, make_day
from behflow.language.days import Days, Fields
from behflow.language.derived import Nth
from behflow.language.parsers.numbers import full_year, number_at, ordinal_at, year_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token

FoundDays = tuple[Days, int]
Found = tuple[Moment, int]
_GLUE = ("-", "/", ".")
_LEAP = 2024


def real(fields: Fields) -> Fields | None:
    """The fields when such a day exists in some year."""
    if fields.day is None or fields.month is None:
        return fields
    if fields.jalali:
        day = from_jalali(fields.year or 1403, fields.month, fields.day)
    else:
        day = make_day(fields.year or _LEAP, fields.month, fields.day)
    return fields if day is not None else None


def existing(fields: Fields, j: int) -> FoundDays | None:
    """The fields, when there is such a day."""
    checked = real(fields)
    return None if checked is None else (checked, j)


def glued_number(t: list[Token], j: int) -> bool:
    """Whether a number follows without a space."""
    return t[j].kind == "n" and not t[j].gap and t[j].num >= 0


def numeric_date(t: list[Token], i: int, ctx: Context) -> FoundDays | None:
    """Digits with signs between: 2026-01-27, 27.01.2026, 1/27/26, 27/1, 9/2012, 2012-10, 20161016."""
    a, sign, b = t[i], t[i + 1], t[i + 2]
    if a.num < 0:
        return None
    if len(a.text) == 8 and 1900 <= a.num // 10_000 <= 2200:
        return existing(Fields(a.num // 10_000, a.num // 100 % 100, a.num % 100), i + 1)
    if len(a.text) == 4 and sign.kind == "n" and b.kind == "n" and len(sign.text) == len(b.text) == 2:
        return existing(Fields(a.num, sign.num, b.num), i + 3) if 1900 <= a.num <= 2200 else None
    if sign.norm not in _GLUE or sign.gap or not glued_number(t, i + 2):
        return None
    if t[i + 3].norm == sign.norm and not t[i + 3].gap and glued_number(t, i + 4):
        if t[i + 5].norm == sign.norm and not t[i + 5].gap and glued_number(t, i + 6):
            return None  # four numbers: an address or a version
        return _three(a, b, t[i + 4], ctx, sign.norm, i + 5)
    if len(a.text) == 4 and sign.norm in "-/" and len(b.text) <= 2 and 1900 <= a.num <= 2200:
        return (Fields(a.num, b.num), i + 3) if 1 <= b.num <= 12 else None
    if len(b.text) == 4 and sign.norm != "." and 1 <= a.num <= 12 and len(a.text) <= 2 and 1900 <= b.num <= 2200:
        return Fields(b.num, a.num), i + 3
    if len(a.text) > 2 or len(b.text) > 2:
        return None
    if sign.norm == "/":
        return _two(a, b, ctx, i + 3)
    if sign.norm == "." and ctx.settings.dotted and not (t[i + 3].kind == "n" and not t[i + 3].gap):
        day = existing(Fields(None, b.num, a.num), i + 3) if 1 <= b.num <= 12 and 1 <= a.num <= 31 else None
        dot = day is not None and t[i + 3].norm == "." and not t[i + 3].gap
        return (day[0], i + 4) if day is not None and dot else None
    whole = i == 0 and t[i + 3].kind == "e"
    return _two(a, b, ctx, i + 3) if sign.norm == "-" and whole and max(a.num, b.num) > 12 else None


def _two(a: Token, b: Token, ctx: Context, j: int) -> FoundDays | None:
    month, day = (a.num, b.num) if ctx.settings.month_first else (b.num, a.num)
    if ctx.settings.calendar == "jalali" and not a.text.isascii():
        found = _jalali(b.num, a.num, None, j) or _jalali(a.num, b.num, None, j)
        return found
    if month > 12:
        month, day = day, month
    return existing(Fields(None, month, day), j) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _jalali(month: int, day: int, year: int | None, j: int) -> FoundDays | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return existing(Fields(year, month, day, jalali=True), j)


def _three(a: Token, b: Token, c: Token, ctx: Context, sign: str, j: int) -> FoundDays | None:
    if len(a.text) == 4:
        if 1280 <= a.num <= 1500:
            return _jalali(b.num, c.num, a.num, j)
        month, day = (c.num, b.num) if b.num > 12 >= c.num else (b.num, c.num)
        return existing(Fields(a.num, month, day), j)
    if len(a.text) > 2 or len(b.text) > 2 or len(c.text) not in (2, 4):
        return None
    if len(c.text) == 4 and 1280 <= c.num <= 1500:
        return _jalali(b.num, a.num, c.num, j)
    if sign == "." and len(c.text) == 2 and not len(a.text) == len(b.text) == 2:
        return None  # 1.1.30 is a version
    year = c.num if len(c.text) == 4 else full_year(c.num)
    month, day = (a.num, b.num) if ctx.settings.month_first and sign != "." else (b.num, a.num)
    if month > 12:
        month, day = day, month
    return existing(Fields(year, month, day), j) if 1 <= month <= 12 else None


def skip_dot(t: list[Token], j: int) -> int:
    """Past the full stop of an abbreviation: "Jan." """
    return j + 1 if t[j].norm == "." and not t[j].gap and len(t[j - 1].text) <= 4 else j


def year_after(t: list[Token], j: int, *, jalali: bool = False, dashed: bool = True) -> tuple[int | None, int]:
    """The year behind a month or a day, with what stands between; None when there is none."""
    k = j
    said = "comma" in t[k].cats or "of" in t[k].cats
    glued = t[k].norm in ("-", "/", ".") and not t[k].gap and not t[k + 1].gap
    if said or glued:
        k += 1
    if "yearword" in t[k].cats:
        said, k = True, k + 1
    if jalali and t[k].kind == "n" and len(t[k].text) == 2 and not clock_after(t, k + 1):
        year: tuple[int, int] | None = (t[k].num + (1300 if t[k].num > 50 else 1400), k + 1)
    else:
        year = year_at(t, k, short=glued and dashed)
    if year is None and t[k].kind == "n" and len(t[k].text) == 2 and t[k].num > 31 and k == j and not t[k + 1].cats:
        year = (full_year(t[k].num), k + 1)
    if year is None and t[k].kind == "n" and len(t[k].text) == 3 and t[k + 1].cats.get("era") == 0:
        return t[k].num, k + 2
    if year is None:
        return None, j
    number, k = year
    if jalali:
        return (number, k) if 1280 <= number <= 1578 else (None, j)
    if not (1900 <= number <= 3000 or (said and number >= 1000)):
        return None, j
    return with_era(t, number, k)


def with_era(t: list[Token], year: int, j: int) -> tuple[int, int]:
    """2024 AD, 2567 BE (the Buddhist era counts 543 years more)."""
    shift = t[j].cats.get("era")
    if shift is None or (shift and not (year > 2400 and t[j].text.isupper())):
        return year, j
    return year + shift, j + 1


def day_month(t: list[Token], i: int, ctx: Context) -> FoundDays | None:
    """27 jan, 27th of january, 27-jan-2027, twenty-seventh of january, 15 Mehr, 3rd day of october."""
    ordinal = ordinal_at(t, i)
    if ordinal is not None:
        day, j = ordinal
        if "days" in t[j].cats and "of" in t[j + 1].cats:
            j += 1
    elif t[i].kind == "n" and 1 <= t[i].num <= 31 and len(t[i].text) <= 2:
        day, j = t[i].num, i + 1
        if t[j].norm == "." and not t[j].gap and "dayofmonth" in t[j + 1].cats:
            j += 1
    elif "num" in t[i].cats and (number := number_at(t, i)) is not None:
        day, j = int(number[0]), number[1]
        if not 1 <= day <= 31 or not ("jmonth" in t[j].cats or "dayofmonth" in t[j].cats or "of" in t[j].cats):
            return None
    else:
        return None
    if "of" in t[j].cats or (t[j].norm in _GLUE and not t[j].gap):
        j += 1
        while "the" in t[j].cats or "monthword" in t[j].cats:
            j += 1
    cats = t[j].cats
    jalali = "jmonth" in cats and "month" not in cats
    if "month" not in cats and not jalali:
        return None
    month = cats["jmonth" if jalali else "month"]
    k = skip_dot(t, j + 1)
    while "monthword" in t[k].cats:
        k += 1
    year, k = year_after(t, k, jalali=jalali)
    if day < 0:
        return Nth(day, "day", Fields(year, month, jalali=jalali)), k
    return existing(Fields(year, month, day, jalali=jalali), k) if day <= 31 else None


def month_day(t: list[Token], i: int) -> FoundDays | None:
    """jan 27, january 27th 2027, march the third, august-10-2012, january, january 2027, September-2020-23."""
    cats = t[i].cats
    jalali = "jmonth" in cats and "month" not in cats
    month = cats["jmonth" if jalali else "month"]
    j = skip_dot(t, i + 1)
    while "monthword" in t[j].cats:
        j += 1
    k = j
    if "the" in t[k].cats or (t[k].norm in _GLUE and not t[k].gap):
        k += 1
    day, nxt = day_number(t, k)
    if day:
        year, nxt = year_after(t, nxt, jalali=jalali, dashed=k > j and "the" not in t[j].cats)
        found = existing(Fields(year, month, day, jalali=jalali), nxt)
        if found is not None:
            return found
    year, nxt = year_after(t, j, jalali=jalali)
    if year is not None and t[nxt].norm in ("-", "/") and not t[nxt].gap and glued_number(t, nxt + 1):
        found = existing(Fields(year, month, t[nxt + 1].num), nxt + 2) if 1 <= t[nxt + 1].num <= 31 else None
        if found is not None:
            return found
    if jalali and year is None and t[i].text.isascii():
        return None  # Latin "mehr", "dey" without a number are other words
    return Fields(year, month, jalali=jalali), nxt


def day_number(t: list[Token], k: int) -> tuple[int, int]:
    """A day of the month as (number, next token); 0 when there is none."""
    ordinal = ordinal_at(t, k)
    if ordinal is not None and 1 <= ordinal[0] <= 31:
        return ordinal
    if t[k].kind == "n" and 1 <= t[k].num <= 31 and len(t[k].text) <= 2 and not clock_after(t, k + 1):
        return (0, k) if "unit" in t[k + 1].cats else (t[k].num, k + 1)
    if t[k].kind == "w" and "num" in t[k].cats and "article" not in t[k].cats:
        number = number_at(t, k)
        if number is not None and 1 <= number[0] <= 31 and not clock_after(t, number[1]):
            return (0, k) if "unit" in t[number[1]].cats else (int(number[0]), number[1])
    return 0, k


def clock_after(t: list[Token], j: int) -> bool:
    """Whether the number before ``j`` is an hour."""
    token = t[j]
    if token.norm == ":" and not token.gap and t[j + 1].kind == "n":
        return True
    if ("hsign" in token.cats and not token.gap) or "oclock" in token.cats:
        return True
    return "ampm" in token.cats and (len(token.norm) > 1 or not token.gap)

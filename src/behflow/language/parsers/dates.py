"""Calendar dates: 2026-01-27, 27/1, 27th of january 2027, jan 27, mid january, 15 Mehr, the 27th."""

from __future__ import annotations

from datetime import date

from behflow.language.calendars import (
    add_days,
    add_months,
    from_jalali,
    jalali_days,
    make_day,
    month_end,
    nth_weekday,
    to_jalali,
)
from behflow.language.parsers.numbers import full_year, number_at, ordinal_at, year_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token

Found = tuple[Moment, int]
_GLUE = ("-", "/", ".")


def coming_month_day(month: int, day: int, today: date) -> date | None:
    """The next day with that name, today included; 29 February waits for its leap year."""
    for year in range(today.year, today.year + 9):
        found = make_day(year, month, day)
        if found is not None and found >= today:
            return found
    return None


def fixed_month_day(month: int, day: int, year: int | None, ctx: Context) -> Moment | None:
    if year is not None:
        found = make_day(year, month, day)
        return None if found is None else Moment(day=found, year_known=True, month_day=(month, day))
    found = coming_month_day(month, day, ctx.today)
    return None if found is None else Moment(day=found, roll="year", month_day=(month, day))


def jalali_month_day(month: int, day: int, year: int | None, ctx: Context) -> Moment | None:
    if year is not None:
        if year < 100:
            year += 1300 if year > 50 else 1400
        found = from_jalali(year, month, day)
        return None if found is None else Moment(day=found, year_known=True)
    this_year = to_jalali(ctx.today)[0]
    for candidate in range(this_year, this_year + 9):
        found = from_jalali(candidate, month, day)
        if found is not None and found >= ctx.today:
            return Moment(day=found, roll="jyear")
    return None


def whole_month(month: int, year: int | None, today: date) -> Moment | None:
    """A month as a stretch; without a year the one that is not over yet."""
    if year is None:
        year = today.year + (1 if month < today.month else 0)
        first = make_day(year, month, 1)
        known = False
    else:
        first = make_day(year, month, 1)
        known = True
    if first is None:
        return None
    return Moment(day=first, until=add_months(first, 1), grain="month", year_known=known)


def whole_jalali_month(month: int, year: int | None, today: date) -> Moment | None:
    if year is None:
        this_year, this_month, _ = to_jalali(today)
        year = this_year + (1 if month < this_month else 0)
    first = from_jalali(year, month, 1)
    if first is None:
        return None
    return Moment(day=first, until=add_days(first, jalali_days(year, month)), grain="month")


def day_of_month(day: int, today: date) -> date | None:
    """The coming day with that number, today included; months without it are passed over."""
    year, month = today.year, today.month
    for _ in range(13):
        found = make_day(year, month, day)
        if found is not None and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _glued(t: list[Token], i: int) -> bool:
    return not t[i].gap


def numeric_date(t: list[Token], i: int, ctx: Context) -> Found | None:
    """Digits with signs between: 2026-01-27, 27.01.2026, 1/27/26, 27/1, 9/2012, 2012-10."""
    a, sign, b = t[i], t[i + 1], t[i + 2]
    if sign.norm not in _GLUE or b.kind != "n" or sign.gap or b.gap or a.num < 0 or b.num < 0:
        return None
    c = t[i + 4]
    if t[i + 3].norm == sign.norm and not t[i + 3].gap and c.kind == "n" and not c.gap and c.num >= 0:
        if t[i + 5].norm == sign.norm and not t[i + 5].gap and t[i + 6].kind == "n" and not t[i + 6].gap:
            return None  # four numbers: an address or a version
        moment = _three(a, b, c, ctx, sign.norm)
        return None if moment is None else (moment, i + 5)
    if len(a.text) == 4 and sign.norm in "-/" and len(b.text) <= 2 and 1 <= b.num <= 12 and 1900 <= a.num <= 2200:
        month = whole_month(b.num, a.num, ctx.today)
        return None if month is None else (month, i + 3)
    if len(b.text) == 4 and sign.norm == "/" and 1 <= a.num <= 12 and len(a.text) <= 2 and 1900 <= b.num <= 2200:
        month = whole_month(a.num, b.num, ctx.today)
        return None if month is None else (month, i + 3)
    if sign.norm == "/" and len(a.text) <= 2 and len(b.text) <= 2:
        if ctx.settings.calendar == "jalali" and not a.text.isascii():
            found = jalali_month_day(b.num, a.num, None, ctx) or jalali_month_day(a.num, b.num, None, ctx)
            return None if found is None else (found, i + 3)
        month_number, day = (a.num, b.num) if ctx.settings.month_first else (b.num, a.num)
        if month_number > 12:
            month_number, day = day, month_number
        moment = fixed_month_day(month_number, day, None, ctx)
        return None if moment is None else (moment, i + 3)
    return None


def _three(a: Token, b: Token, c: Token, ctx: Context, sign: str) -> Moment | None:
    if len(a.text) == 4:
        if 1280 <= a.num <= 1500:
            return jalali_month_day(b.num, c.num, a.num, ctx)
        if b.num > 12 >= c.num:
            return fixed_month_day(c.num, b.num, a.num, ctx)
        return fixed_month_day(b.num, c.num, a.num, ctx)
    if len(a.text) > 2 or len(b.text) > 2 or len(c.text) not in (2, 4):
        return None
    if sign == "." and len(c.text) == 2 and not len(a.text) == len(b.text) == 2:
        return None  # 1.1.30 is a version
    year = c.num if len(c.text) == 4 else full_year(c.num)
    month_first = ctx.settings.month_first and sign != "."
    month, day = (a.num, b.num) if month_first else (b.num, a.num)
    if month > 12:
        month, day = day, month
    return fixed_month_day(month, day, year, ctx)


def _skip_dot(t: list[Token], j: int) -> int:
    return j + 1 if t[j].norm == "." and not t[j].gap and len(t[j - 1].text) <= 4 else j


def _year_after(t: list[Token], j: int, *, jalali: bool = False) -> tuple[int | None, int]:
    k = j
    if "comma" in t[k].cats or (t[k].norm in ("-", "/") and not t[k].gap) or t[k].norm == "of":
        k += 1
    if t[k].norm == "سال":
        k += 1
    year = year_at(t, k, short=jalali or (k > j and t[j].norm in ("-", "/") and not t[k].gap))
    if year is None and t[k].kind == "n" and len(t[k].text) == 2 and t[k].num > 31 and k == j:
        year = (full_year(t[k].num), k + 1)
    if year is None or (not jalali and year[0] < 1900):
        return None, j
    return year[0], year[1]


def year_first(t: list[Token], i: int, ctx: Context) -> Found | None:
    """2024 aug, 2012/Aug/10."""
    year = t[i].num
    j = i + 1
    if t[j].norm in ("/", "-") and not t[j].gap:
        j += 1
    if len(t[i].text) != 4 or not 1900 <= year <= 2200 or "month" not in t[j].cats:
        return None
    month, k = t[j].cats["month"], j + 1
    n = k + 1 if t[k].norm in ("/", "-") and not t[k].gap else k
    if t[n].kind == "n" and 1 <= t[n].num <= 31 and len(t[n].text) <= 2 and not _clock_after(t, n + 1):
        moment = fixed_month_day(month, t[n].num, year, ctx)
        return None if moment is None else (moment, n + 1)
    whole = whole_month(month, year, ctx.today)
    return None if whole is None else (whole, k)


def day_range(t: list[Token], i: int, ctx: Context) -> Found | None:
    """10 - 22 august 2012, 8th to 11th of may, june 10-12."""
    if "month" in t[i].cats:
        start = month_day(t, i, ctx)
        if start is None or start[0].grain != "day" or "to" not in t[start[1]].cats or start[0].year_known:
            return None
        k = start[1] + 1
        last = ordinal_at(t, k)
        if last is None:
            token = t[k]
            if token.kind != "n" or not 1 <= token.num <= 31 or len(token.text) > 2 or _clock_after(t, k + 1):
                return None
            last = token.num, k + 1
        month = t[i].cats["month"]
        year, j = _year_after(t, last[1])
        first_day, end_day = start[0].month_day, last[0]
        first = fixed_month_day(month, first_day[1], year, ctx) if first_day is not None else None
    else:
        low = ordinal_at(t, i) or ((t[i].num, i + 1) if t[i].kind == "n" and 1 <= t[i].num <= 31 else None)
        if low is None or low[0] < 1 or not ("to" in t[low[1]].cats or "and" in t[low[1]].cats):
            return None
        if "and" in t[low[1]].cats and (not i or t[i - 1].norm != "between"):
            return None
        high = day_month(t, low[1] + 2 if t[low[1] + 1].norm == "the" else low[1] + 1, ctx)
        if high is None or high[0].month_day is None or high[0].day is None:
            return None
        month, end_day, j = high[0].month_day[0], high[0].month_day[1], high[1]
        first = fixed_month_day(month, low[0], high[0].day.year if high[0].year_known else None, ctx)
    if first is None or first.day is None:
        return None
    last_day = make_day(first.day.year, month, end_day) if end_day > 0 else None
    if last_day is None or last_day < first.day:
        return None
    first.to = Moment(day=last_day)
    return first, j


def day_month(t: list[Token], i: int, ctx: Context) -> Found | None:
    """27 jan, 27th of january, 27-jan-2027, twenty-seventh of january, 15 Mehr, 3rd day of october."""
    ordinal = ordinal_at(t, i)
    if ordinal is not None:
        day, j = ordinal
        if "days" in t[j].cats and "of" in t[j + 1].cats:
            j += 1
    elif t[i].kind == "n" and 1 <= t[i].num <= 31:
        day, j = t[i].num, i + 1
    elif "num" in t[i].cats and ("jmonth" in t[i + 1].cats or "jmonth" in t[i + 2].cats):
        number = number_at(t, i)
        if number is None:
            return None
        day, j = int(number[0]), number[1]
    else:
        return None
    if t[j].norm in ("of", "de") or (t[j].norm in ("-", "/") and not t[j].gap):
        j += 1
        if t[j].norm == "the":
            j += 1
    cats = t[j].cats
    if "month" in cats:
        month = cats["month"]
        j = _skip_dot(t, j + 1)
        year, j = _year_after(t, j)
        if day < 0:
            first = whole_month(month, year, ctx.today)
            if first is None or first.day is None:
                return None
            return Moment(day=add_days(month_end(first.day), day + 1), year_known=year is not None), j
        moment = fixed_month_day(month, day, year, ctx)
    elif "jmonth" in cats and day > 0:
        month = cats["jmonth"]
        year, j = _year_after(t, j + 1, jalali=True)
        moment = jalali_month_day(month, day, year, ctx)
    else:
        return None
    return None if moment is None else (moment, j)


def month_day(t: list[Token], i: int, ctx: Context) -> Found | None:
    """jan 27, january 27th 2027, march the third, august-10-2012, january, january 2027."""
    month = t[i].cats["month"]
    shy = "shy" in t[i].cats
    j = _skip_dot(t, i + 1)
    k = j
    if t[k].norm in ("the", "-", "/") and (t[k].norm == "the" or not t[k].gap):
        k += 1
    day, nxt = 0, k
    ordinal = ordinal_at(t, k)
    if ordinal is not None and ordinal[0] > 0:
        day, nxt = ordinal
    elif t[k].kind == "n" and 1 <= t[k].num <= 31 and len(t[k].text) <= 2 and not _clock_after(t, k + 1):
        day, nxt = t[k].num, k + 1
    if 1 <= day <= 31 and not ("unit" in t[nxt].cats and ordinal is None):
        year, nxt = _year_after(t, nxt)
        moment = fixed_month_day(month, day, year, ctx)
        if moment is not None:
            return moment, nxt
    year, nxt = _year_after(t, j)
    whole = whole_month(month, year, ctx.today)
    if whole is None:
        return None
    whole.shy = shy and year is None
    return whole, nxt


def _clock_after(t: list[Token], j: int) -> bool:
    token = t[j]
    if token.norm == ":" and not token.gap and t[j + 1].kind == "n":
        return True
    return "ampm" in token.cats and (token.norm not in ("a", "p") or not token.gap)


def jalali_month(t: list[Token], i: int, ctx: Context) -> Found | None:
    """مهر ۱۴۰۵, Mehr 15; a month name alone only in the Persian script."""
    token = t[i]
    if t[i + 1].kind == "n" and 1 <= t[i + 1].num <= 31 and not _clock_after(t, i + 2):
        year, j = _year_after(t, i + 2, jalali=True)
        moment = jalali_month_day(token.cats["jmonth"], t[i + 1].num, year, ctx)
        return None if moment is None else (moment, j)
    if token.text.isascii():
        return None
    year, j = _year_after(t, i + 1, jalali=True)
    if year is not None and year < 1280:
        year, j = None, i + 1
    whole = whole_jalali_month(token.cats["jmonth"], year, ctx.today)
    if whole is None:
        return None
    whole.shy = "shy" in token.cats and year is None
    return whole, j


def bare_ordinal(t: list[Token], i: int, ctx: Context) -> Found | None:
    """The 27th (of this or next month): only written with its suffix."""
    if t[i].kind != "n" or not 1 <= t[i].num <= 31:
        return None
    ordinal = ordinal_at(t, i)
    if ordinal is None or ordinal[0] < 0:
        return None
    day, j = ordinal
    found = day_of_month(day, ctx.today)
    if found is None:
        return None
    return Moment(day=found, roll="month", shy=True), j


def nth_in_month(nth: int, weekday: int, month: date) -> date | None:
    return nth_weekday(month.year, month.month, nth, weekday)

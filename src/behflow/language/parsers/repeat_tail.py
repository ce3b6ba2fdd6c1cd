"""What may follow a repeat: on which days, at what time, from when, until when, how often."""

from __future__ import annotations

from datetime import date, datetime, time

from behflow.language.calendars import add_days, add_months
from behflow.language.days import Fixed
from behflow.language.parsers import repeat_body as body
from behflow.language.parsers import repeat_lists as lists
from behflow.language.parsers.durations import duration_at
from behflow.language.parsers.find import date_at, offset_at
from behflow.language.parsers.numbers import number_at, ordinal_at
from behflow.language.parsers.offsets import moved
from behflow.language.parsers.times import part_at, time_at
from behflow.language.policies import day_of
from behflow.language.rules import Rule
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token

_MAX_PARTS = 12


def read_tail(t: list[Token], j: int, rule: Rule, ctx: Context) -> tuple[int, Moment | None]:
    """Adds what follows to ``rule``; gives the next token and the time of day."""
    moment: Moment | None = None
    for _ in range(_MAX_PARTS):
        if "oncefiller" in t[j].cats:
            j += 1
        k = j + 1 if "comma" in t[j].cats else j
        nxt = _bounds(t, k, rule, ctx) or _days(t, k, rule, ctx) or _when_done(t, k, rule) or _except(t, k, rule)
        if nxt is None and "starting" in t[k].cats and moment is None:
            clock = time_at(t, k + 1)
            if clock is not None and clock[0].to is None:
                moment, nxt = clock
        if nxt is None and rule.freq not in ("hourly", "minutely", "secondly") and k == j:
            found = _clock(t, k)
            if found is not None:
                if moment is None:
                    moment = found[0]
                    nxt = _more_times(t, found, rule)
                else:
                    nxt = together(moment, found)
        if nxt is None:
            break
        j = nxt
    return j, moment


def together(moment: Moment, found: tuple[Moment, int]) -> int | None:
    """in the morning at 9; at 9 in the morning."""
    own, other = moment.clock, found[0].clock
    if own is None or other is None or (own.hour is None) == (other.hour is None):
        return None
    if own.hour is None:
        other.part, moment.clock = own.part, other
        return found[1]
    if own.part is not None:
        return None
    own.part = other.part
    return found[1]


def _clock(t: list[Token], k: int) -> tuple[Moment, int] | None:
    found = part_at(t, k)
    clock = time_at(t, k)
    if clock is not None and (found is None or clock[1] > found[1]):
        return clock
    if found is not None and not (found[0].shy and "shy" in t[k].cats):
        return found
    return None


def _more_times(t: list[Token], found: tuple[Moment, int], rule: Rule) -> int:
    """at 9 and 17:00: several times of the day."""
    moment, j = found
    if moment.clock is None or moment.clock.hour is None or moment.to is not None:
        return j
    times = [moment.clock]
    while len(times) < 24 and ("and" in t[j].cats or "comma" in t[j].cats):
        k = j + 1
        more = time_at(t, k) if "at" in t[k].cats or t[k].kind == "n" else None
        nxt = (
            (more[0].clock, more[1]) if more is not None and more[0].clock is not None and more[0].to is None else None
        )
        if nxt is None and t[k].kind == "n" and not ({"unit", "month"} & t[k + 1].cats.keys()):
            after = t[k + 1]
            if t[k].num < 24 and after.kind in "ex":
                nxt = Clock(t[k].num, sure=t[k].num > 12), k + 1
        if nxt is None or nxt[0].hour is None:
            break
        times.append(nxt[0])
        j = nxt[1]
    if len(times) > 1:
        rule.times = tuple((c.hour or 0, c.minute) for c in times)
    return j


def _bounds(t: list[Token], k: int, rule: Rule, ctx: Context) -> int | None:
    cats = t[k].cats
    if "starting" in cats or "ending" in cats or "between" in cats:
        j = k + 1
        while {"on", "from", "at", "the"} & t[j].cats.keys() or ("in" in t[j].cats and offset_at(t, j, ctx) is None):
            j += 1
        found = date_at(t, j, ctx) or offset_at(t, j, ctx)
        if found is None:
            return None
        day = day_of(found[0], ctx)
        if day is None:
            return None
        if "ending" in cats and ("starting" not in cats or rule.start is not None):
            days = found[0].days
            if rule.start is not None and day < rule.start and days is not None and days.every == "year":
                day = add_months(day, 12)
            rule.until = day
            return found[1]
        if isinstance(found[0].days, Fixed):
            day = found[0].days.stretch.first  # from this month on: from its first day
        rule.start = day
        return found[1]
    if "for" in cats:
        j = k + 1
        while "the" in t[j].cats or t[j].cats.get("rel") == 1:
            j += 1
        number = number_at(t, j)
        if number is not None and "times" in t[number[1]].cats and 1 <= number[0] <= 5000:
            rule.count = int(number[0])
            return number[1] + 1
        length = duration_at(t, j)
        if length is None and "unit" in t[j].cats and j > k + 1:
            only = body.unit_rule(*t[j].cats["unit"])
            if only is None or only.freq not in ("weekly", "monthly", "yearly", "daily"):
                return None
            rule.until = _last(
                rule,
                ctx,
                months={"monthly": 1, "yearly": 12}.get(only.freq, 0) * only.interval,
                days={"daily": 1, "weekly": 7}.get(only.freq, 0) * only.interval,
            )
            return j + 1
        if length is None or (length[0].minutes is not None and length[0].seconds):
            return None
        end = moved(datetime.combine(rule.start or ctx.today, time()), length[0], 1)
        if end is None:
            return None
        rule.until = end.date()
        return length[1]
    if cats.get("once", 0) > 1 and "per" not in t[k + 1].cats:
        rule.count = cats["once"]
        return k + 1
    number = number_at(t, k) if t[k].kind == "n" or "num" in cats else None
    if number is not None and "times" in t[number[1]].cats and 1 <= number[0] <= 5000:
        rule.count = int(number[0])
        return number[1] + 1
    return None


def _last(rule: Rule, ctx: Context, *, months: int, days: int) -> date:
    base = rule.start or ctx.today
    return add_days(add_months(base, months), days)


def _except(t: list[Token], k: int, rule: Rule) -> int | None:
    """every day except sunday, every weekday but not on fridays: the other days of the week."""
    if "except" not in t[k].cats:
        return None
    j = k + 1
    while "on" in t[j].cats or "the" in t[j].cats:
        j += 1
    if "weekendword" in t[j].cats:
        gone, j = {5, 6}, j + 1
    else:
        days, j = lists.weekday_list(t, j)
        gone = {day for _, day in days}
    named = {day for nth, day in rule.byday if not nth}
    if rule.freq == "daily" and rule.interval == 1 and not rule.byday and not rule.bymonthday:
        named = set(range(7))
    left = named - gone
    if not gone or not left or (rule.freq != "weekly" and len(named) < 7) or any(nth for nth, _ in rule.byday):
        return None
    rule.freq, rule.byday = "weekly", tuple((0, day) for day in sorted(left))
    return j


def _when_done(t: list[Token], k: int, rule: Rule) -> int | None:
    if "when" in t[k].cats and "done" in t[k + 1].cats:
        rule.completion = True
        return k + 2
    if "from" in t[k].cats and "done" in t[k + 1].cats:
        rule.completion = True
        return k + 2
    return None


def _days(t: list[Token], k: int, rule: Rule, ctx: Context) -> int | None:
    """on mon and fri; on the 4th; on the last friday in november; in june; of the month; at the end."""
    cats = t[k].cats
    if "at" in cats and "the" in t[k + 1].cats and rule.freq == "monthly" and not rule.bymonthday:
        edge = t[k + 2].cats.get("edge")
        if edge in ("start", "end"):
            rule.bymonthday = (1,) if edge == "start" else (-1,)
            return k + 3
        return None
    on = "on" in cats
    j = k + 1 if on else k
    if "the" in t[j].cats:
        j += 1
    if "in" in cats and ({"month", "jmonth"} & t[k + 1].cats.keys() or t[k + 1].cats.get("unit") == ("week", 1)):
        return _in_months(t, k + 1, rule)
    if "of" in cats and rule.freq == "monthly" and (rule.bymonthday or rule.byday):
        j = k + 2 if "the" in t[k + 1].cats or "every" in t[k + 1].cats else k + 1
        return j + 1 if t[j].cats.get("unit") == ("month", 1) else None
    said = "the" in cats or _position(t, k)
    if not on and not (said and rule.freq in ("monthly", "yearly")):
        plain = rule.freq == "weekly" or (rule.freq == "monthly" and not t[k].text.isascii())
        if plain and not rule.byday and not rule.bymonthday and ("weekday" in cats or "weekdays" in cats):
            rule.byday, j = lists.weekday_list(t, k)
            return j
        return None
    if rule.byday or rule.bymonthday or rule.bymonth:
        return None
    cats = t[j].cats
    if "workdays" in cats and rule.freq in ("weekly", "daily", "hourly", "minutely"):
        rule.byday = body.workdays().byday
        return j + 1
    if ("weekday" in cats or "weekdays" in cats) and rule.freq in (
        "weekly",
        "monthly",
        "yearly",
        "daily",
        "hourly",
        "minutely",
    ):
        if rule.freq == "weekly" or "weekdays" in cats or rule.freq in ("daily", "hourly", "minutely", "monthly"):
            rule.byday, j = lists.weekday_list(t, j)
            return j
        return None
    if "month" in cats or "jmonth" in cats:
        found = body.body_at(t, j, ctx)
        if found is None or rule.freq not in ("yearly", "monthly"):
            return None
        rule.bymonth, rule.bymonthday, rule.jalali = found[0].bymonth, found[0].bymonthday, found[0].jalali
        return found[2]
    if ordinal_at(t, j) is None and t[j].kind != "n":
        return None
    return _positions(t, j, rule)


def _position(t: list[Token], k: int) -> bool:
    """every month last friday, every year 1st march: without a preposition only what cannot be anything else."""
    ordinal = ordinal_at(t, k)
    if ordinal is None:
        return t[k].kind == "n" and 1 <= t[k].num <= 31 and bool({"month", "jmonth"} & t[k + 1].cats.keys())
    return not t[k].text.isascii() or bool({"weekday", "month", "jmonth", "workdays"} & t[ordinal[1]].cats.keys())


def _in_months(t: list[Token], j: int, rule: Rule) -> int | None:
    if {"month", "jmonth"} & t[j].cats.keys():
        rule.jalali = "month" not in t[j].cats
        months, nxt = lists.month_list(t, j)
        counted = any(n for n, _ in rule.byday)
        if counted or (rule.freq == "weekly" and rule.byday and rule.interval == 1):
            rule.freq = "yearly"
        rule.bymonth = months
        return nxt
    weeks: list[int] = []
    k = j + 1
    while t[k].kind == "n" and 1 <= t[k].num <= 53 and "times" not in t[k + 1].cats:
        weeks.append(t[k].num)
        k += 1
        if ("and" in t[k].cats or "comma" in t[k].cats) and t[k + 1].kind == "n":
            k += 1
        else:
            break
    if not weeks or rule.freq not in ("weekly", "yearly"):
        return None
    rule.freq, rule.byweekno = "yearly", tuple(weeks)
    return k


def _positions(t: list[Token], j: int, rule: Rule) -> int | None:
    if rule.freq not in ("monthly", "yearly"):
        return None
    end = lists.picks_end(t, j)
    if end == j and t[j].kind == "n" and rule.freq == "monthly":
        numbers, after = lists.month_numbers(t, j)
        if len(numbers) > 1:
            rule.bymonthday = numbers
            return after
    if end == j and t[j].kind == "n" and 1 <= t[j].num <= 31 and (not t[j + 1].cats or "comma" in t[j + 1].cats):
        rule.bymonthday = (t[j].num,)
        return j + 1
    picks = lists.month_picks(t, j, end)
    if picks is None:
        day = lists.day_months(t, j)
        if day is None or rule.freq != "yearly":
            return None
        rule.bymonth, rule.bymonthday, rule.jalali = day[0].bymonth, day[0].bymonthday, day[0].jalali
        return day[2]
    if {"month", "jmonth"} & t[end].cats.keys() and not picks.byday:
        day = lists.day_months(t, j)
        if day is None:
            return None
        rule.bymonth, rule.bymonthday, rule.jalali = day[0].bymonth, day[0].bymonthday, day[0].jalali
        return day[2]
    rule.byday, rule.bymonthday, rule.bysetpos = picks.byday, picks.bymonthday, picks.bysetpos
    k = end
    if "of" in t[k].cats and {"month", "jmonth"} & t[k + 1].cats.keys():
        rule.jalali = "month" not in t[k + 1].cats
        rule.bymonth, k = lists.month_list(t, k + 1)
        return k
    if "of" in t[k].cats and "the" in t[k + 1].cats and t[k + 2].cats.get("unit") in (("month", 1), ("year", 1)):
        return k + 3
    if rule.freq == "yearly" and rule.bymonthday and not rule.bymonth:
        rule.byyearday, rule.bymonthday = rule.bymonthday, ()
    return k

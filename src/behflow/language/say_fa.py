"""Rules in Persian words."""

from __future__ import annotations

from collections.abc import Iterable

from behflow.language.labels import DAYS_FA, JMONTHS_FA, MONTHS_FA
from behflow.language.said import Said, forward

_UNITS = {
    "SECONDLY": "ثانیه",
    "MINUTELY": "دقیقه",
    "HOURLY": "ساعت",
    "DAILY": "روز",
    "WEEKLY": "هفته",
    "MONTHLY": "ماه",
    "YEARLY": "سال",
}
_ORDINALS = ("", "اولین", "دومین", "سومین", "چهارمین", "پنجمین")
_BY_THE_CLOCK = ("HOURLY", "MINUTELY", "SECONDLY")
_MOST_PAIRS = 6


def place(n: int, noun: str) -> str:
    """اولین جمعه, ۶مین جمعه, آخرین جمعه, دومین جمعه از آخر."""
    if n == -1:
        return f"آخرین {noun}"
    said = _ORDINALS[abs(n)] if abs(n) < len(_ORDINALS) else f"{abs(n)}مین"
    return f"{said} {noun}" if n > 0 else f"{said} {noun} از آخر"


def say(said: Said, start: str, until: str, mode: str) -> str:
    """The rule; ``start`` and ``until`` are days in words or empty."""
    rule = said.rule
    words = _days(said) + _times(said)
    if said.loose:
        words += f"، فقط {_list(place(n, 'بار') for n in forward(rule.positions))} از این ساعت‌ها"
    if start:
        words += f"، از {start}"
    if rule.count is not None:
        words += f"، {rule.count} بار"
    if until:
        words += f"، تا {until}"
    return words + ("، پس از انجام" if mode == "completion" else "")


def _list(words: Iterable[object]) -> str:
    *first, last = map(str, words)
    return f"{'، '.join(first)} و {last}" if first else last


def _month_names(said: Said) -> list[str]:
    names = JMONTHS_FA if said.rule.scale == "PERSIAN" else MONTHS_FA
    return [names[month - 1] for month in said.rule.months]


def _days(said: Said) -> str:
    rule, n = said.rule, said.rule.interval
    step = "هر" if n == 1 else f"هر {n}"
    workdays = "هر روز کاری" if n == 1 else f"هر {n} روز کاری"
    if rule.freq == "WEEKLY" and said.only("weekdays"):
        if n == 1:
            return workdays if said.workdays else f"هر {_list(DAYS_FA[day] for day in said.plain)}"
        return f"{step} هفته، " + _list(DAYS_FA[day] for day in said.plain)
    if rule.freq == "DAILY" and said.only("weekdays") and said.workdays and n > 1:
        return workdays
    if rule.freq == "YEARLY":
        pairs = _pairs(said)
        if pairs:
            return f"هر {pairs}" if n == 1 else f"{step} سال، {pairs}"
        if n == 1 and said.only("months"):
            return f"هر {_list(_month_names(said))}"
    words = f"{step} {_UNITS[rule.freq]}"
    if said.persian_months:
        words += " شمسی" if rule.freq in ("MONTHLY", "YEARLY") else " در ماه شمسی"
    words += _on(said)
    if rule.months:
        words += f" در {_list(_month_names(said))}"
    if rule.weeks:
        words += " در " + _list(f"هفته {w}" if w > 0 else place(w, "هفته") for w in forward(rule.weeks))
    if said.positions and not said.counted:
        words += f"، فقط {_list(place(p, 'روز') for p in forward(said.positions))} از آن‌ها"
    return words


def _pairs(said: Said) -> str:
    """۲۷ ژانویه و ۱۴ آوریل."""
    pairs = said.pairs
    if not pairs or len(pairs) > _MOST_PAIRS:
        return ""
    names = JMONTHS_FA if said.rule.scale == "PERSIAN" else MONTHS_FA
    return _list(f"{day} {names[month - 1]}" for month, day in pairs)


def _on(said: Said) -> str:
    rule = said.rule
    phrases: list[str] = []
    if said.counted:
        if said.workdays:
            phrases.append(_list(place(p, "روز کاری") for p in forward(said.positions)))
        else:
            days = _list(DAYS_FA[day] for day in said.plain)
            phrases.append(f"{_list(place(p, 'روز') for p in forward(said.positions))} از میان {days}")
    elif said.workdays:
        phrases.append("روزهای کاری")
    elif said.plain:
        phrases.append(_list(DAYS_FA[day] for day in said.plain))
    elif rule.weekdays:
        places = sorted(rule.weekdays, key=lambda found: (found[0] < 0, found))
        phrases.append(_list(place(nth, DAYS_FA[day]) if nth else f"هر {DAYS_FA[day]}" for nth, day in places))
    if rule.month_days:
        phrases.append(_numbers(rule.month_days) + (" هر ماه" if rule.freq == "YEARLY" and not rule.months else ""))
    if rule.year_days:
        phrases.append(_numbers(rule.year_days) + " سال")
    if not phrases:
        return ""
    others = f" اگر {' و '.join(phrases[1:])} باشد" if phrases[1:] else ""
    return f"، {phrases[0]}{others}"


def _numbers(days: tuple[int, ...]) -> str:
    """روز ۱، ۱۵ و روز آخر."""
    words: list[str] = []
    for day in forward(days):
        if day > 0:
            words.append(f"{day}" if words else f"روز {day}")
        else:
            words.append("روز آخر" if day == -1 else f"روز {-day} از آخر")
    return _list(words)


def _times(said: Said) -> str:
    rule = said.rule
    if said.times:
        return (" از ساعت " if rule.freq in _BY_THE_CLOCK else " ساعت ") + _list(
            f"{hour:02d}:{minute:02d}" for hour, minute in said.times
        )
    words = f"، در ساعت‌های {_list(rule.hours)}" if rule.hours else ""
    return words + (f"، در دقیقه‌های {_list(rule.minutes)}" if rule.minutes else "")

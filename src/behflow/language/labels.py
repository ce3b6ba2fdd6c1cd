"""Short words for chips: "Tue 24 Nov, 17:00", "45 min", "High"."""

from __future__ import annotations

from datetime import date

from behflow.language.calendars import to_jalali
from behflow.language.models import Due, Priority, Status
from behflow.language.settings import Settings

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS_FA = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
JMONTHS_FA = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
]
JMONTHS = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
]
MONTHS_FA = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
]
PRIORITY_FA: dict[Priority, str] = {"low": "کم", "medium": "متوسط", "high": "زیاد", "urgent": "فوری"}
STATUS: dict[Status, tuple[str, str]] = {
    "not_started": ("To do", "شروع‌نشده"),
    "in_progress": ("In progress", "در حال انجام"),
    "blocked": ("Blocked", "مسدود"),
    "completed": ("Done", "انجام‌شده"),
}
_FA_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def persian(locale: str) -> bool:
    return locale.lower().startswith("fa")


def digits(text: str, locale: str) -> str:
    return text.translate(_FA_DIGITS) if persian(locale) else text


def day_label(day: date, today: date, settings: Settings) -> str:
    """ "Tue 24 Nov", with the year when it is not the current one, in the user's calendar and language."""
    fa = persian(settings.locale)
    weekday = DAYS_FA[day.weekday()] if fa else DAYS[day.weekday()]
    if settings.calendar == "jalali":
        year, month, number = to_jalali(day)
        name = (JMONTHS_FA if fa else JMONTHS)[month - 1]
        other = year != to_jalali(today)[0]
    else:
        year, number, other = day.year, day.day, day.year != today.year
        name = (MONTHS_FA if fa else MONTHS)[day.month - 1]
    return digits(f"{weekday} {number} {name}{f' {year}' if other else ''}", settings.locale)


def due_label(due: Due, today: date, settings: Settings) -> str:
    label = day_label(due.date, today, settings)
    if due.time is None:
        return label
    comma = "،" if persian(settings.locale) else ","
    return f"{label}{comma} {digits(f'{due.time:%H:%M}', settings.locale)}"


def duration_label(minutes: int, settings: Settings) -> str:
    fa = persian(settings.locale)
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours} ساعت" if fa else f"{hours} h")
    if rest:
        parts.append(f"{rest} دقیقه" if fa else f"{rest} min")
    return digits((" و " if fa else " ").join(parts), settings.locale)


def priority_label(priority: Priority, settings: Settings) -> str:
    return PRIORITY_FA[priority] if persian(settings.locale) else priority.capitalize()


def status_label(status: Status, settings: Settings) -> str:
    """ "In progress"."""
    return STATUS[status][persian(settings.locale)]


def uncompletable_label(settings: Settings) -> str:
    """What a task without a checkbox is called."""
    return "بدون تیک" if persian(settings.locale) else "No checkbox"


def before_label(minutes: int, settings: Settings) -> str:
    """ "30 min before", "2 days before"."""
    fa = persian(settings.locale)
    days, rest = divmod(minutes, 1440)
    if days and not rest:
        length = digits(f"{days} روز" if fa else f"{days} {'day' if days == 1 else 'days'}", settings.locale)
    else:
        length = duration_label(minutes, settings)
    return f"{length} {'قبل' if fa else 'before'}"

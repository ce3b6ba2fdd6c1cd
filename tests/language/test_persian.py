"""Persian: dates, times, repeats and commands; Jalali days."""

from __future__ import annotations

import pytest

from behflow.language import Settings, parse_command, parse_quick_add, parse_when
from tests.language.samples import NOW, ZONE

DUES = {
    "امروز": "2026-11-23",
    "فردا": "2026-11-24",
    "پس فردا": "2026-11-25",
    "پس‌فردا": "2026-11-25",
    "فردا ساعت ۵": "2026-11-24T17:00",
    "فردا ساعت ۵ عصر": "2026-11-24T17:00",
    "فردا ساعت 10": "2026-11-24T10:00",
    "فردا ساعت ۱۰:۳۰": "2026-11-24T10:30",
    "فردا صبح": "2026-11-24T09:00",
    "امشب": "2026-11-23T22:00",
    "ساعت ۷ و نیم": "2026-11-23T19:30",
    "جمعه": "2026-11-27",
    "پنجشنبه": "2026-11-26",
    "پنج‌شنبه": "2026-11-26",
    "پنج شنبه": "2026-11-26",
    "سه‌شنبه ساعت ۹": "2026-11-24T09:00",
    "جمعه آینده": "2026-12-04",
    "هفته بعد": "2026-11-30",
    "هفته آینده": "2026-11-30",
    "ماه بعد": "2026-12-22",
    "سه روز دیگر": "2026-11-26",
    "۳ روز دیگه": "2026-11-26",
    "دو هفته بعد": "2026-12-07",
    "۱۵ مهر": "2027-10-07",
    "۱۵ مهر ۱۴۰۶": "2027-10-07",
    "بیست و دوم بهمن": "2027-02-11",
    "اول فروردین": "2027-03-21",
    "۱۴۰۵/۰۹/۱۵": "2026-12-06",
    "1405/9/15": "2026-12-06",
    "۲ ساعت دیگر": "2026-11-23T12:00",
}


@pytest.mark.parametrize(("words", "due"), DUES.items())
def test_persian_dates(words: str, due: str) -> None:
    for text in (f"جلسه با سارا {words}", f"{words} جلسه با سارا"):
        found = parse_quick_add(text, NOW, ZONE, Settings(locale="fa", calendar="jalali"))
        assert found.title == "جلسه با سارا"
        assert found.due is not None
        assert found.due.date.isoformat() + (f"T{found.due.time:%H:%M}" if found.due.time else "") == due


def test_persian_is_read_beside_english() -> None:
    found = parse_quick_add("meeting فردا ساعت ۵ !high", NOW, ZONE)
    assert (found.title, found.priority) == ("meeting", "high")
    assert found.due is not None


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("هر روز", "FREQ=DAILY"),
        ("روزانه", "FREQ=DAILY"),
        ("هر ۳ روز", "FREQ=DAILY;INTERVAL=3"),
        ("هر دوشنبه", "FREQ=WEEKLY;BYDAY=MO"),
        ("هر دوشنبه و چهارشنبه", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("هر هفته", "FREQ=WEEKLY"),
        ("هر دو هفته", "FREQ=WEEKLY;INTERVAL=2"),
        ("هر ماه", "FREQ=MONTHLY"),
        ("ماهانه", "FREQ=MONTHLY"),
        ("هر سال", "FREQ=YEARLY"),
        ("هر ۱۵ مهر", "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15"),
        ("هر روز کاری", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ],
)
def test_persian_repeats(words: str, rule: str) -> None:
    found = parse_quick_add(f"ورزش {words}", NOW, ZONE)
    assert found.title == "ورزش"
    assert found.recurrence is not None
    assert found.recurrence.rule == rule


def test_labels_follow_language_and_calendar() -> None:
    chip = parse_quick_add("جلسه فردا ساعت ۵", NOW, ZONE, Settings(locale="fa", calendar="jalali")).chips[0]
    assert chip.label == "سه‌شنبه ۳ آذر، ۱۷:۰۰"
    assert parse_quick_add("x 15 Mehr", NOW, ZONE, Settings(calendar="jalali")).chips[0].label == "Thu 15 Mehr 1406"


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("خرید شیر را اضافه کن", "add_task"),
        ("یادم بنداز فردا به مامان زنگ بزنم", "add_task"),
        ("باید اجاره را پرداخت کنم", "add_task"),
        ("کار جدید: خرید نان", "add_task"),
        ("کارهای امروز را نشان بده", "list_tasks"),
        ("چه کارهایی دارم؟", "list_tasks"),
        ("خرید شیر انجام شد", "complete_task"),
        ("خرید شیر را انجام دادم", "complete_task"),
        ("خرید شیر را حذف کن", "delete_task"),
        ("خرید شیر رو پاک کن", "delete_task"),
        ("خرید شیر را به جمعه منتقل کن", "reschedule_task"),
        ("اولویت خرید شیر را زیاد کن", "update_task"),
        ("برگردان", "undo_last"),
        ("بله", "confirm"),
        ("نه", "reject"),
        ("کمک", "help"),
        ("هوا چطوره؟", "none"),
    ],
)
def test_persian_commands(text: str, op: str) -> None:
    assert parse_command(text, NOW, ZONE).op == op


def test_persian_command_arguments() -> None:
    added = parse_command("یادم بنداز فردا ساعت ۵ به مامان زنگ بزنم", NOW, ZONE).add
    assert added is not None
    assert added.title == "به مامان زنگ بزنم"
    assert added.due is not None
    moved = parse_command("خرید شیر را به جمعه منتقل کن", NOW, ZONE)
    assert moved.reference is not None
    assert moved.reference.text == "خرید شیر"
    assert moved.changes is not None
    assert moved.changes.due is not None


def test_persian_words_for_a_filter() -> None:
    when = parse_when("این هفته", NOW, ZONE)
    assert when is not None
    assert (str(when.first), str(when.last)) == ("2026-11-23", "2026-11-29")

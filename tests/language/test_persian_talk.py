"""Persian as it is spoken to an assistant: orders, questions, and what is neither."""

from __future__ import annotations

from typing import Any

import pytest

from behflow.language import Command, Settings, parse_commands
from behflow.language.persian_frame import tidy
from tests.language.samples import NOW, ZONE

SETTINGS = Settings(locale="fa", calendar="jalali")
CLASS = "کلاس زبان"


def read(text: str) -> tuple[Command, ...]:
    return parse_commands(text, NOW, ZONE, SETTINGS)


def one(text: str) -> Command:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("خب کلاس زبان رو پاک کن", "delete_task"),
        ("راستی، بی زحمت کلاس زبانو حذف کن دیگه", "delete_task"),
        ("پاک کن کلاس زبان رو", "delete_task"),
        ("کلاس زبان رو حذفش کن لطفاً", "delete_task"),
        ("دیگه کلاس زبان نمیرم، پاکش کن", "delete_task"),
        ("کلاس زبان کنسل شد، از لیستم درش بیار", "delete_task"),
        ("کلاس زبان رو از لیست بردار", "delete_task"),
        ("كلاس زبان را پاك كنيد", "delete_task"),
        ("کلاس زبان حذف شود", "delete_task"),
        ("دستت درد نکنه، کلاس زبان رو تیک بزن", "complete_task"),
        ("تیک کلاس زبان رو بزن", "complete_task"),
        ("کلاس زبان رو تموم کردم", "complete_task"),
        ("کلاس زبان رو انجام شده بزن", "complete_task"),
        ("کلاس زبان هنوز تموم نشده، بازش کن", "reopen_task"),
        ("کلاس زبان رو اشتباهی تیک زدم، دوباره بازش کن", "reopen_task"),
        ("تیک کلاس زبان رو بردار", "reopen_task"),
        ("کلاس زبان رو بنداز واسه دوشنبه", "reschedule_task"),
        ("میشه کلاس زبان رو بندازی دوشنبه؟", "reschedule_task"),
        ("کلاس زبانو فردا بنداز", "reschedule_task"),
        ("کلاس زبان بمونه واسه دوشنبه", "reschedule_task"),
        ("کلاس زبان به دوشنبه موکول شود", "reschedule_task"),
        ("کلاس زبان رو دو روز زودتر بذار", "reschedule_task"),
        ("ساعت کلاس زبان رو بکن ۶ عصر", "reschedule_task"),
        ("کلاس زبان افتاد سه‌شنبه", "reschedule_task"),
        ("کلاس زبان رو ببر تو پروژه درس", "update_task"),
        ("کلاس زبان اولویتش بالاست", "update_task"),
        ("کلاس زبان دیگه فوری نیست، اولویتش رو کم کن", "update_task"),
        ("کلاس زبان فوری شد", "update_task"),
        ("کلاس زبان مهم نیست، اولویتش کم باشه", "update_task"),
        ("کلاس زبان هر سه‌شنبه تکرار بشه", "update_task"),
        ("کلاس زبان یه ساعت و نیم طول میکشه", "update_task"),
        ("یه تگ درس بزن به کلاس زبان", "update_task"),
        ("به کلاس زبان برچسب درس رو اضافه کن", "update_task"),
        ("تو توضیحات کلاس زبان بنویس: کتاب جدید", "update_task"),
        ("اسم کلاس زبان رو بذار کلاس آلمانی", "update_task"),
        ("تاریخ کلاس زبان رو بردار", "update_task"),
    ],
)
def test_an_order_names_its_task_wherever_it_stands(text: str, op: str) -> None:
    found = one(text)
    assert found.op == op
    assert found.reference is not None
    assert found.reference.text == CLASS


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("کلاس زبان رو یه هفته عقب بنداز", "shift_days", 7),
        ("کلاس زبان رو دو روز جلو بنداز", "shift_days", -2),
        ("اولویت کلاس زبان رو ببر بالا", "priority", "high"),
        ("اولویت کلاس زبان بشه متوسط", "priority", "medium"),
        ("کلاس زبان رو بذار توی پروژه‌ی درس", "project", "درس"),
        ("نام کلاس زبان به «کلاس آلمانی» تغییر کند", "name", "کلاس آلمانی"),
        ("کلاس زبان حدود دو ساعت وقت میبره", "duration_minutes", 120),
    ],
)
def test_an_order_says_what_changes(text: str, field: str, value: Any) -> None:
    changes = one(text).changes
    assert changes is not None
    assert getattr(changes, field) == value


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("پاکش کن", "delete_task"), ("پاکشون کن", "delete_task"), ("بندازش فردا", "reschedule_task"),
        ("واسه جمعه بذارش", "reschedule_task"), ("ببرش تو پروژه درس", "update_task"), ("فوریش کن", "update_task"),
        ("تیکش بزن", "complete_task"), ("اینو پاک کن", "delete_task"), ("همونو بنداز شنبه", "reschedule_task"),
        ("یه تگ درس بهش بزن", "update_task"), ("هر دوشون رو بنداز شنبه", "reschedule_task"),
        ("اولویتشو بالا کن", "update_task"),
    ],
)  # fmt: skip
def test_it_and_them_stand_on_any_verb(text: str, op: str) -> None:
    found = one(text)
    assert found.op == op
    assert found.reference is not None
    assert found.reference.pronoun


@pytest.mark.parametrize(
    "text",
    ["وای نه برش گردون", "پشیمون شدم، برگردون", "اشتباه شد، برگردونش", "مثل قبلش کن", "نظرم عوض شد، مثل قبل کن"],
)
def test_regret_undoes(text: str) -> None:
    assert one(text).op == "undo_last"


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("تعویض روغن رو بذار تو لیست", "تعویض روغن", None),
        ("راستی تعویض روغن رو ۱۰ دی بنویس", "تعویض روغن", "2026-12-31"),
        ("تو لیستم بنویس تعویض روغن", "تعویض روغن", None),
        ("یه تسک بزن برا 4شنبه: تعویض روغن", "تعویض روغن", "2026-11-25"),
        ("اینم اضافه کن: تعویض روغن", "تعویض روغن", None),
        ("یه کار بساز به اسم «تعویض روغن»", "تعویض روغن", None),
        ("تعویض روغن رو با اولویت بالا برای فردا ثبت کن", "تعویض روغن", "2026-11-24"),
        ("تعویض روغن رو واسه امروز بنویس، نیم ساعت طول میکشه", "تعویض روغن", "2026-11-23"),
        ("جمعه تعویض روغن دارم", "تعویض روغن", "2026-11-27"),
        ("فردا باید برم تعمیرگاه", "برم تعمیرگاه", "2026-11-24"),
        ("یادت نره فردا شیر بخرم", "شیر بخرم", "2026-11-24"),
        ("یادم نره روغن بخرم", "روغن بخرم", None),
        ("سه‌شنبه جلسه مدرسه یادم بنداز", "جلسه مدرسه", "2026-11-24"),
        ("تعویض روغن رو واسه پنجم ماه بعد اضافه کن", "تعویض روغن", "2026-12-26"),
    ],
)
def test_a_new_task_has_only_its_name_as_title(text: str, title: str, due: str | None) -> None:
    found = one(text)
    assert found.op == "add_task"
    assert found.add is not None
    assert found.add.title == title
    assert (found.add.due.date.isoformat() if found.add.due else None) == due


def test_several_things_behind_a_colon_are_several_tasks() -> None:
    found = read("سه تا کار دارم بنویس: خرید میخ، رنگ زدن در، زنگ به برقکار")
    assert [c.add.title for c in found if c.add] == ["خرید میخ", "رنگ زدن در", "زنگ به برقکار"]


def test_two_orders_with_a_comma_are_two() -> None:
    assert [c.op for c in read("کلاس زبان رو بنداز شنبه، اولویتشم بالا کن")] == ["reschedule_task", "update_task"]


def test_the_second_of_two_orders_may_leave_the_verb_out() -> None:
    found = read("کلاس زبان رو بنداز یکشنبه، تعویض روغن رو سه‌شنبه")
    assert [(c.op, c.reference.text) for c in found if c.reference] == [
        ("reschedule_task", CLASS), ("reschedule_task", "تعویض روغن"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("امروز چیکار باید بکنم", {"due_from": "2026-11-23"}),
        ("خب بذار ببینم فردا چیا دارم", {"due_from": "2026-11-24"}),
        ("فردا چه خبره", {"due_from": "2026-11-24"}), ("برنامه فردام چیه", {"due_from": "2026-11-24"}),
        ("کدوم کارام عقب افتاده", {"overdue": True}), ("چیا عقب مونده؟", {"overdue": True}),
        ("کدوم کارام تاریخ ندارن", {"no_date": True}), ("کارای مهمم چیان؟", {"priority": "high"}),
        ("تو پروژه درس چیا مونده", {"project": "درس"}), ("قسط ماشین کیه؟", {"text": "قسط ماشین"}),
        ("چه قسط‌هایی دارم؟", {"text": "قسط"}), ("چیا رو تموم کردم؟", {"status": "completed"}),
        ("لیست کارامو نشون بده", {"status": "open"}), ("کلاس زبان رو نشونم بده", {"text": CLASS}),
    ],
)  # fmt: skip
def test_a_question_lists(text: str, expected: dict[str, Any]) -> None:
    found = one(text)
    assert found.op == "list_tasks"
    for name, value in expected.items():
        got = getattr(found.filter, name)
        assert (got.isoformat() if name == "due_from" else got) == value


def test_how_many_is_counted_and_the_most_urgent_comes_first() -> None:
    assert one("چند تا کار مونده؟").count
    assert one("مهم‌ترین کارم چیه؟").order == "priority"


@pytest.mark.parametrize(
    ("text", "op", "kept"),
    [
        ("یادت باشه من گیاه‌خوارم", "remember", "من گیاه‌خوارم"),
        ("قد پسرم ۱۲۰ سانته، یادت بمونه", "remember", "قد پسرم ۱۲۰ سانته"),
        ("به خاطر بسپار رمز کمد ۴۴۱ هست", "remember", "رمز کمد ۴۴۱ هست"),
        ("شماره کارت خواهرم چنده؟", "recall", "شماره کارت خواهرم"),
        ("رمز کمد چی بود", "recall", "رمز کمد"),
    ],
)
def test_what_is_told_is_kept_and_what_was_told_recalled(text: str, op: str, kept: str) -> None:
    found = one(text)
    assert (found.op, found.text) == (op, kept)


@pytest.mark.parametrize(
    "text",
    [
        "کلاس زبان رو پاک نکن", "کلاس زبان رو فردا نفرست", "کلاس زبان رو پاکش نکنی", "به کلاس زبان دست نزن",
        "نه جمعه", "نه، ساعت ۵", "نه فردا نه، پس‌فردا", "منظورم شنبه بود", "وای فردا", "ببخشید شنبه",
        "امروز چقدر سرده", "فردا تولد مامانمه", "دیروز رفتم بانک", "جمعه میرم شمال", "شنبه نمیام", "فردا تعطیله؟",
        "علی گفت فردا زنگ میزنه",
        "قراره فردا بارون بیاد", "میبینمت جمعه", "جلسه شنبه کنسله",
        "شاید فردا برم خرید", "کاش جمعه برسه", "فردا صبح زود بیدارم کن", "امشب شام چی بخوریم؟",
        "اگه فردا بارون بیاد نمیرم", "چراغ رو فردا خاموش کن", "هوای فردا چطوره", "فردا یه روز دیگه‌ست",
        "مامان گفت «کلاس زبان رو پاک کن»", "چطوری کلاس زبان رو پاک کنم", "ساعت کلاس زبان رو ۷ شب بخون ببینم چی میشه",
    ],
)  # fmt: skip
def test_what_is_no_order_changes_nothing(text: str) -> None:
    assert all(c.op in ("none", "list_tasks", "recall", "reject") for c in read(text))


@pytest.mark.parametrize(("text", "op"), [("آره پاک کن", "confirm"), ("باشه بنداز", "confirm"), ("نه نکن", "reject")])
def test_answers_may_say_the_verb_again(text: str, op: str) -> None:
    assert one(text).op == op


def test_fillers_go_and_words_of_a_day_stay() -> None:
    assert tidy("سلام وقتت بخیر، میشه کلاس زبان رو پاک کنی") == "کلاس زبان رو پاک کنی"
    assert tidy("کلاس زبان رو بنداز دو ساعت دیگه") == "کلاس زبان رو بنداز دو ساعت دیگه"
    assert tidy("please delete it") == "please delete it"

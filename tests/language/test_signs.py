"""Quick-add signs."""

from __future__ import annotations

from datetime import date, time

import pytest

from behflow.language import Due, Reminder, Settings, parse_quick_add
from tests.language.samples import NOW, ZONE


@pytest.mark.parametrize(
    ("sign", "priority"),
    [
        ("p1", "urgent"), ("p2", "high"), ("p3", "medium"), ("p4", "low"), ("P1", "urgent"), ("!urgent", "urgent"),
        ("!high", "high"), ("!medium", "medium"), ("!low", "low"), ("!HIGH", "high"), ("!فوری", "urgent"),
    ],
)  # fmt: skip
def test_priorities(sign: str, priority: str) -> None:
    for text in (f"pay rent {sign}", f"{sign} pay rent", f"pay {sign} rent"):
        found = parse_quick_add(text, NOW, ZONE)
        assert (found.priority, found.title) == (priority, "pay rent")


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("x #home", "home"), ("x #Home-Office", "Home-Office"), ("x #کار", "کار"), ('x #"Two words"', "Two words"),
        ("x #q4_2026", "q4_2026"), ("#home x", "home"), ("x #Größe", "Größe"), ("x (#home)", "home"),
    ],
)  # fmt: skip
def test_projects_of_any_script(text: str, project: str) -> None:
    assert parse_quick_add(text, NOW, ZONE).project == project


def test_many_tags_once_each() -> None:
    found = parse_quick_add("x @errand @phone @Errand @خرید", NOW, ZONE)
    assert found.tags == ("errand", "phone", "خرید")
    assert [chip.kind for chip in found.chips] == ["tag"] * 4


def test_everything_at_once() -> None:
    text = "Pay rent every month on the 24th at 9 p1 #home @money +Ana {dec 1} for 15min // ask for a receipt"
    found = parse_quick_add(text, NOW, ZONE)
    assert found.title == "Pay rent"
    assert (found.priority, found.project, found.tags, found.assignee) == ("urgent", "home", ("money",), "Ana")
    assert (found.deadline, found.duration_minutes) == (date(2026, 12, 1), 15)
    assert found.description == "ask for a receipt"
    assert found.recurrence is not None
    assert found.recurrence.rule == "FREQ=MONTHLY;BYMONTHDAY=24"
    assert found.due is not None
    assert (found.due.date, found.due.zone) == (date(2026, 11, 24), ZONE)


@pytest.mark.parametrize(
    ("words", "day"),
    [("march 30", date(2027, 3, 30)), ("next friday", date(2026, 12, 4)), ("in 2 weeks", date(2026, 12, 7))],
)
def test_deadlines_in_braces_are_not_the_due(words: str, day: date) -> None:
    found = parse_quick_add(f"tax return {{{words}}}", NOW, ZONE)
    assert (found.deadline, found.due, found.title) == (day, None, "tax return")


def test_a_second_project_or_priority_stays_in_the_title() -> None:
    assert parse_quick_add("x #a #b p1 p2", NOW, ZONE).title == "x #b p2"


def test_labels_are_for_people() -> None:
    found = parse_quick_add("x tomorrow 5pm !high #Home @errand for 1h30m every 3rd friday", NOW, ZONE)
    assert [chip.label for chip in found.chips] == [
        "Tue 24 Nov, 17:00", "High", "Home", "errand", "1 h 30 min", "Monthly, on the 3rd Fri at 17:00",
    ]  # fmt: skip


def test_values_are_json_able() -> None:
    chip = parse_quick_add("x tomorrow 5pm", NOW, ZONE).chips[0]
    assert chip.value == {"date": "2026-11-24", "time": "17:00", "zone": ZONE}


@pytest.mark.parametrize(
    "text",
    [
        "x@home",
        "x#home",
        "C++ x",
        "1+1",
        "x !",
        "x #",
        "x @",
        "email a@b.com",
        "x #1",
        "read C# book",
        "x 5 @ 3",
        "buy 5 @ 3 each",
        "x +1",
        "see https://a.b/#c?@d",
        "cd /tmp",
        "x and/or y",
        "wow! great",
        "x !9 apples",
        "x !every 5pm",
        "5 * 3",
        "*x",
    ],
)
def test_signs_inside_words_are_text(text: str) -> None:
    assert parse_quick_add(text, NOW, ZONE).chips == ()


@pytest.mark.parametrize(
    ("text", "project", "section", "title"),
    [
        ("x #Work /Admin", "Work", "Admin", "x"),
        ("#Work /Admin x", "Work", "Admin", "x"),
        ('x #"My work" /"Big one" p1', "My work", "Big one", "x"),
        ("x #کار /اداری", "کار", "اداری", "x"),
        ("x #Work @a /Admin", "Work", None, "x /Admin"),
        ("x /Admin #Work", "Work", None, "x /Admin"),
        ("x #Work /usr/bin", "Work", None, "x /usr/bin"),
        ("x #Work / Admin", "Work", None, "x / Admin"),
    ],
)
def test_a_section_stands_right_behind_its_project(text: str, project: str, section: str | None, title: str) -> None:
    found = parse_quick_add(text, NOW, ZONE)
    assert (found.project, found.section, found.title) == (project, section, title)


def test_a_project_that_is_turned_back_takes_its_section_with_it() -> None:
    found = parse_quick_add("x #Work /Admin", NOW, ZONE, skip=[(2, 7)])
    assert (found.project, found.section, found.title) == (None, None, "x #Work /Admin")


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("x !14:00", 23, (14, 0)),
        ("x !9am", 24, (9, 0)),
        ("x !tomorrow 9am", 24, (9, 0)),
        ("x !friday", 27, (9, 0)),
        ("x friday !14:00", 27, (14, 0)),
        ("x friday 5pm !wed 8:30", 25, (8, 30)),
        ("x !in 20 minutes", 23, (10, 20)),
        ("x !فردا ساعت ۵ عصر", 24, (17, 0)),
    ],
)
def test_reminders_at_a_time(text: str, day: int, clock: tuple[int, int]) -> None:
    found = parse_quick_add(text, NOW, ZONE)
    assert found.reminders == (Reminder(at=Due(date(2026, 11, day), time(*clock), ZONE)),)
    assert found.title == "x"


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("30 min before", 30), ("30min before", 30), ("1h before", 60), ("2 hours before", 120), ("a day before", 1440),
        ("1 week before", 10080), ("half an hour before", 30), ("۳۰ دقیقه قبل", 30), ("10 minutes earlier", 10),
    ],
)  # fmt: skip
def test_reminders_before_the_due_leave_the_due_alone(words: str, minutes: int) -> None:
    found = parse_quick_add(f"x tomorrow 5pm !{words}", NOW, ZONE)
    assert found.reminders == (Reminder(before=minutes),)
    assert found.due == Due(date(2026, 11, 24), time(17), ZONE)
    assert found.title == "x"


@pytest.mark.parametrize("words", ["!today", "!today 9am", "!yesterday 5pm", "!every 5pm", "!99999 weeks before"])
def test_a_reminder_that_could_never_come_stays_text(words: str) -> None:
    found = parse_quick_add(f"x {words}", NOW, ZONE)
    assert (found.reminders, found.due, found.title) == ((), None, f"x {words}")


def test_several_reminders_once_each() -> None:
    found = parse_quick_add("x friday 5pm !1h before !1h before !thursday", NOW, ZONE)
    assert [chip.label for chip in found.chips] == ["Fri 27 Nov, 17:00", "1 h before", "Thu 26 Nov, 09:00"]
    assert found.title == "x !1h before"


def test_a_star_in_front_makes_a_task_without_a_checkbox() -> None:
    found = parse_quick_add("* Flight to Rome tomorrow", NOW, ZONE)
    assert (found.uncompletable, found.title) == (True, "Flight to Rome")
    assert not parse_quick_add("5 * 3", NOW, ZONE).uncompletable
    assert parse_quick_add("* Flight", NOW, ZONE, skip=[(0, 1)]).title == "* Flight"


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        ("!done", "completed"), ("!blocked", "blocked"), ("!waiting", "blocked"), ("!doing", "in_progress"),
        ("!in progress", "in_progress"), ("!in-progress", "in_progress"), ("!todo", "not_started"),
        ("!انجام شده", "completed"), ("!مسدود", "blocked"),
    ],
)  # fmt: skip
def test_status_words(sign: str, status: str) -> None:
    for text in (f"pay rent {sign}", f"{sign} pay rent"):
        found = parse_quick_add(text, NOW, ZONE)
        assert (found.status, found.title) == (status, "pay rent")


def test_what_has_no_checkbox_cannot_be_done() -> None:
    found = parse_quick_add("* Flight !done", NOW, ZONE)
    assert (found.status, found.uncompletable, found.title) == (None, True, "Flight !done")


@pytest.mark.parametrize(
    "title", ["Buy milk tomorrow", "call #home @work +me", "30% off! p1", "!done", "* star", "x // y"]
)
def test_a_title_in_quotes_is_not_read(title: str) -> None:
    found = parse_quick_add(f'"{title}" p2', NOW, ZONE)
    assert (found.title, found.priority, len(found.chips)) == (title, "high", 1)


def test_new_chips_speak_the_users_language() -> None:
    settings = Settings(locale="fa")
    found = parse_quick_add("* x فردا !30 دقیقه قبل !مسدود", NOW, ZONE, settings)
    assert [c.label for c in found.chips if c.kind != "due"] == ["بدون تیک", "۳۰ دقیقه قبل", "مسدود"]

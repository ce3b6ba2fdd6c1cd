"""Quick-add signs."""

from __future__ import annotations

from datetime import date

import pytest

from behflow.language import parse_quick_add
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
        "Tue 24 Nov, 17:00", "High", "Home", "errand", "1 h 30 min", "Monthly, on the 3rd Fri",
    ]  # fmt: skip


def test_values_are_json_able() -> None:
    chip = parse_quick_add("x tomorrow 5pm", NOW, ZONE).chips[0]
    assert chip.value == {"date": "2026-11-24", "time": "17:00", "zone": ZONE}


@pytest.mark.parametrize("text", ["x@home", "x#home", "C++ x", "1+1", "x !", "x #", "x @", "email a@b.com", "x #1"])
def test_signs_inside_words_are_text(text: str) -> None:
    assert parse_quick_add(text, NOW, ZONE).chips == ()

"""Words for a time alone: tool arguments and filters."""

from __future__ import annotations

import pytest

from behflow.language import parse_when
from tests.language.samples import NOW, ZONE

STRETCHES = {
    "today": ("2026-11-23", "2026-11-23"),
    "this week": ("2026-11-23", "2026-11-29"),
    "next week": ("2026-11-30", "2026-12-06"),
    "this weekend": ("2026-11-28", "2026-11-29"),
    "this month": ("2026-11-01", "2026-11-30"),
    "in january": ("2027-01-01", "2027-01-31"),
    "next 7 days": ("2026-11-24", "2026-11-30"),
    "last week": ("2026-11-16", "2026-11-22"),
    "yesterday": ("2026-11-22", "2026-11-22"),
    "before friday": ("1900-01-01", "2026-11-26"),
    "until friday": ("1900-01-01", "2026-11-27"),
    "after friday": ("2026-11-28", "2200-12-31"),
    "from 1 dec to 5 dec": ("2026-12-01", "2026-12-05"),
}


@pytest.mark.parametrize(("text", "days"), STRETCHES.items())
def test_a_stretch_of_days(text: str, days: tuple[str, str]) -> None:
    when = parse_when(text, NOW, ZONE)
    assert when is not None
    assert (str(when.first), str(when.last)) == days


def test_a_point_in_time() -> None:
    when = parse_when("next friday 5pm", NOW, ZONE)
    assert when is not None
    assert when.due is not None
    assert (str(when.due.date), str(when.due.time), when.label) == ("2026-12-04", "17:00:00", "Fri 4 Dec, 17:00")
    assert when.whole
    assert when.spans == ((0, 15),)


def test_a_repeat() -> None:
    when = parse_when("every monday at 9", NOW, ZONE)
    assert when is not None
    assert when.recurrence is not None
    assert when.recurrence.rule == "FREQ=WEEKLY;BYDAY=MO"
    assert when.due is not None
    assert str(when.due.date) == "2026-11-30"


@pytest.mark.parametrize("text", ["", "soon", "the report", "asdf 12"])
def test_words_without_a_time(text: str) -> None:
    assert parse_when(text, NOW, ZONE) is None

"""What holds for every text: no error, clean spans, nothing lost, work in step with the length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings, target
from hypothesis import strategies as st

from behflow.language import Settings, parse_commands, parse_quick_add, parse_when
from tests.language.hostile import PIECES, repeated
from tests.language.laws import check_everything, check_rejections
from tests.language.samples import NOW, ZONE
from tests.language.vocabulary import EVERYTHING, NOISE, NUMBERS, SIGNS, WORDS

tokens = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(NUMBERS),
    st.sampled_from(SIGNS),
    st.sampled_from(NOISE),
    st.text(max_size=4),
    st.integers(0, 10**12).map(str),
)
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(EVERYTHING), max_size=25).map(" ".join),
    st.lists(st.sampled_from(EVERYTHING), max_size=25).map("".join),
    st.lists(tokens, max_size=20).map(" ".join),
    st.lists(st.tuples(tokens, st.sampled_from(["", " ", "  ", "\u200c", "-", ",", "\n"])), max_size=20).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    ),
)
zones = st.sampled_from(["Pacific/Apia", "America/St_Johns", "Asia/Tehran", "UTC", "Not/AZone", ""])
choices = st.builds(
    Settings,
    locale=st.sampled_from(["en", "en-GB", "fa", "fa-IR", "de", "xx", ""]),
    calendar=st.sampled_from(["gregorian", "jalali"]),
    first_weekday=st.integers(0, 6),
    next_weekday=st.sampled_from(["next_week", "coming"]),
    day_order=st.sampled_from([None, "mdy", "dmy"]),
)
moments = st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - with zone
FAST = settings(max_examples=300, deadline=None)


@FAST
@given(texts)
@example("@ DAILY")
@example("1st.last")
def test_every_door_takes_every_text_and_loses_no_character(text: str) -> None:
    check_everything(text)


@FAST
@given(texts, moments, zones, choices)
def test_the_same_holds_at_any_time_in_any_zone_under_any_settings(
    text: str, now: datetime, zone: str, chosen: Settings
) -> None:
    check_everything(text, now, zone, chosen)


@FAST
@given(texts)
def test_turning_every_chip_back_gives_the_whole_text_as_title(text: str) -> None:
    check_rejections(text)


@pytest.mark.parametrize("name", PIECES)
def test_the_same_holds_for_ten_thousand_hostile_characters(name: str) -> None:
    check_everything(repeated(PIECES[name], 10_000))


def work(text: str) -> int:
    """How many calls, of Python and of C functions, reading the text takes: a clock that is always right."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += 1

    _read(text)  # what is kept for next time is not counted
    _profiled(lambda: _read(text), count)
    return calls


def _read(text: str) -> None:
    parse_quick_add(text, NOW, ZONE)
    parse_commands(text, NOW, ZONE)
    parse_when(text, NOW, ZONE)


def _profiled(run: Callable[[], None], count: Callable[[FrameType, str, Any], None]) -> None:
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)


# Of a long text only the beginning is read for values, so the first pair is small enough to be read in full.
# Work in step with the length grows fourfold, quadratic work sixteenfold; what lies between is a text that takes
# another turn at some length.
SIZES = (250, 1_000)
LONG = (2_500, 10_000)
GROWTH = 7


def growth(piece: str, sizes: tuple[int, int]) -> float:
    """How many times the work grows from the smaller to the larger size, in whole pieces."""
    small, large = (work(piece * max(1, size // len(piece))) for size in sizes)
    return large / small


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("sizes", [SIZES, LONG], ids=["read", "long"])
def test_four_times_the_text_is_about_four_times_the_work(name: str, sizes: tuple[int, int]) -> None:
    assert growth(PIECES[name], sizes) < GROWTH


@settings(max_examples=100, deadline=None)
@given(st.lists(tokens, min_size=1, max_size=5), st.sampled_from(["", " "]))
def test_no_words_repeated_make_the_work_grow_faster_than_the_text(words: list[str], gap: str) -> None:
    found = growth(gap.join([*words, ""]) or "x", SIZES)
    target(found)
    assert found < GROWTH

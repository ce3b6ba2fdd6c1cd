"""What holds for every text: no error, clean spans, nothing lost, quick."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from behflow.language import QuickAdd, parse_command, parse_commands, parse_quick_add, parse_when, say_recurrence
from behflow.language.rules import parse_rule
from tests.language.samples import NOW, ZONE

WORDS = """
every other 3rd friday mon, tue and wed next last this week month year day days at on in by until
starting for 5 5pm 17:00 tomorrow today 27th jan march may 2026-01-27 27/1 31.12.2026 noon morning
evening half past quarter to from between p1 !high #home @errand +ana {friday} // note "quoted text"
45min 2 hours weeks before after ago end of mid daily monthly! after 10 ! # @ + { } ( ) - / : . , ; فردا
ساعت ۵ هر دوشنبه ۱۵ مهر hour minutes x times when done add delete mark as done rename to move rent show
overdue tasks undo buy milk https://a.b/c 1:1 9/11 24/7 1.5 001 99999999999 new year's eve easter black
friday second last final day workday weekend tonight tommorning !5pm !tomorrow before /admin * !done - [x]
""".split()  # noqa: SIM905 - as a list it fills a page
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=20).map(" ".join),
)
FAST = settings(max_examples=300, deadline=None)


def visible(text: str) -> list[str]:
    return sorted(c for c in text if not c.isspace())


def check_quick_add(text: str, found: QuickAdd) -> None:
    last = 0
    outside = []
    for chip in found.chips:
        assert 0 <= chip.start < chip.end <= len(text)
        assert chip.start >= last, "chips overlap or are out of order"
        assert text[chip.start : chip.end] == chip.text
        assert chip.label
        outside.append(text[last : chip.start])
        last = chip.end
    outside.append(text[last:])
    left = " ".join(" ".join(outside).split())
    assert found.title in (left, left[1:-1].strip(), " ".join(left[1:-1].split()))
    if found.title != left:
        assert left[0] in '"“«'


@FAST
@given(texts)
@example("@ DAILY")
@example("1st.last")
def test_quick_add_loses_no_character_that_is_not_a_chip(text: str) -> None:
    check_quick_add(text, parse_quick_add(text, NOW, ZONE))


@FAST
@given(texts)
def test_turning_every_chip_back_gives_the_whole_text_as_title(text: str) -> None:
    skip = [(chip.start, chip.end) for chip in parse_quick_add(text, NOW, ZONE).chips]
    for _ in range(40):  # a rejected chip may make room for another reading
        again = parse_quick_add(text, NOW, ZONE, skip=skip)
        check_quick_add(text, again)
        assert all(c.end <= a or c.start >= b for c in again.chips for a, b in skip)
        if not again.chips:
            break
        skip += [(chip.start, chip.end) for chip in again.chips]


@FAST
@given(texts)
def test_commands_and_times_never_raise(text: str) -> None:
    parse_command(text, NOW, ZONE)
    parse_commands(text, NOW, ZONE)
    when = parse_when(text, NOW, ZONE)
    if when is not None and when.first is not None and when.last is not None:
        assert when.first <= when.last


@FAST
@given(texts)
def test_every_rule_that_is_read_is_valid_and_can_be_said(text: str) -> None:
    found = parse_quick_add(text, NOW, ZONE)
    if found.recurrence is not None:
        rule = parse_rule(found.recurrence.rule)
        assert rule is not None
        assert rule.text() == found.recurrence.rule
        assert say_recurrence(found.recurrence.rule)
        assert say_recurrence(found.recurrence.rule, locale="fa")


@FAST
@given(texts, st.sampled_from(["Pacific/Apia", "America/St_Johns", "Asia/Tehran", "UTC", "Not/AZone", ""]))
def test_dues_keep_to_the_accepted_years_and_carry_a_zone_only_with_a_time(text: str, zone: str) -> None:
    due = parse_quick_add(text, NOW, zone).due
    if due is not None:
        assert 1900 <= due.date.year <= 2200
        assert (due.time is None) == (due.zone is None)


HOSTILE = {
    "spaces": " " * 10_000,
    "digits": "1" * 10_000,
    "spaced digits": "1 " * 5_000,
    "colons": "1:" * 5_000,
    "dates": "1/2 " * 2_500,
    "every": "every " * 1_666,
    "every n": "every 2 " * 1_250,
    "ordinals": "1st " * 2_500,
    "last": "last " * 2_000,
    "next": "next " * 2_000,
    "weekdays": "mon, " * 2_000,
    "months": "jan " * 2_500,
    "tags": "@a " * 3_333,
    "hashes": "#" * 10_000,
    "pluses": "+" * 10_000,
    "braces": "{" * 10_000,
    "brace dates": "{friday} " * 1_111,
    "quotes": '"' * 10_000,
    "open quotes": "“" * 10_000,
    "project quotes": '#"' * 5_000,
    "slashes": "/ " * 5_000,
    "and": "one and " * 1_250,
    "durations": "1h " * 3_333,
    "twenty": "twenty " * 1_428,
    "of": "end of " * 1_428,
    "at": "at " * 3_333,
    "dash range": "1-" * 5_000,
    "to": "5 to " * 2_000,
    "persian": "هر روز " * 1_428,
    "add": "add " * 2_500,
    "move to": "move to " * 1_250,
    "mark as done": "mark as done " * 769,
    "one word": "a" * 10_000,
    "apostrophes": "a'" * 5_000,
    "joiners": "a\u200c" * 5_000,
    "combining": "e\u0301" * 5_000,
    "reminders": "!5pm " * 2_000,
    "prices": "5 @ 3 " * 1_666,
    "lines": "add x tomorrow\n" * 666,
    "semicolons": "; " * 5_000,
    "first every": "1st, 2nd and 3rd of " * 500,
    "every lists": "every mon, tue and wed at 5 and 6 until june " * 222,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_stay_correct_and_linear(name: str) -> None:
    text = HOSTILE[name]
    check_quick_add(text, parse_quick_add(text, NOW, ZONE))
    parse_commands(text, NOW, ZONE)
    parse_when(text, NOW, ZONE)
    # Doubling the text must not multiply the work by much more than two.
    double = text + text
    small, large = _seconds(text), _seconds(double)
    assert large < 6 * small + 0.05, f"{name}: {small:.3f}s, then {large:.3f}s"


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        parse_quick_add(text, NOW, ZONE)
        best = min(best, time.perf_counter() - start)
    return best

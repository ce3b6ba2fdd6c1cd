"""Several lines become several tasks; indentation and the marks of pasted lists are structure, not words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behflow.language import count_lines, parse_outline
from tests.language.samples import NOW, ZONE


def tree(text: str, skip: tuple[tuple[int, int], ...] = ()) -> list[tuple[int, str]]:
    return [(line.depth, line.task.title) for line in parse_outline(text, NOW, ZONE, skip=skip)]


def test_indentation_makes_subtasks_with_spaces_or_tabs() -> None:
    text = "Trip #travel\n  flight tomorrow\n    seat\n  hotel\n\n\tvisa\npay p1"
    assert tree(text) == [(0, "Trip"), (1, "flight"), (2, "seat"), (1, "hotel"), (2, "visa"), (0, "pay")]


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- b\n  - c", "* a\n* b\n  * c", "• a\n• b\n   • c", "1. a\n2. b\n   1. c", "1) a\n2) b\n\t- c",
        "- [ ] a\n- [ ] b\n  - [ ] c", "* [ ] a\n* [ ] b\n  * [ ] c", "[ ] a\n[ ] b\n  [] c", "a\nb\n c",
        "\r\n  a\r\n  b\r\n    c\r\n", "– a\n– b\n  – c", "۱. a\n۲. b\n   - c",
    ],
)  # fmt: skip
def test_the_marks_of_a_pasted_list_are_taken_off(text: str) -> None:
    assert tree(text) == [(0, "a"), (0, "b"), (1, "c")]


def test_a_ticked_box_is_a_task_that_is_done() -> None:
    open_, done, chip = "- [ ] a", "- [x] b tomorrow", "* [X] c"
    lines = parse_outline("\n".join((open_, done, chip)), NOW, ZONE)
    assert [line.task.status for line in lines] == [None, "completed", "completed"]
    assert [c.kind for c in lines[1].task.chips] == ["status", "due"]


def test_a_ticked_box_that_is_turned_back_stays_in_the_name() -> None:
    assert tree("- a\n- [x] b", ((6, 9),)) == [(0, "a"), (0, "[x] b")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1. FC Union game", "1. FC Union game"), ("- buy milk", "buy milk"), ("-5 degrees", "-5 degrees"), ("-", "-"),
        ("[x]", "[x]"), ("[link](x)", "[link](x)"), ("-- x", "-- x"), ("# Title", "# Title"),
    ],
)  # fmt: skip
def test_a_line_alone_keeps_what_may_be_its_words(text: str, title: str) -> None:
    assert tree(text) == [(0, title)]


def test_a_star_is_no_bullet_where_other_lines_have_none() -> None:
    lines = parse_outline("* Packing\n  socks\n  shoes", NOW, ZONE)
    assert [line.task.uncompletable for line in lines] == [True, False, False]


def test_chips_lie_in_the_whole_text() -> None:
    text = "🎉 party tomorrow\n  - call @ana !high\n- [x] pay"
    for line in parse_outline(text, NOW, ZONE):
        assert all(text[c.start : c.end] == c.text for c in line.task.chips)
        assert text[line.start : line.end] == text[line.start : line.end].strip()


def test_a_chip_of_one_line_is_turned_back_in_that_line_only() -> None:
    text = "a tomorrow\nb tomorrow"
    assert tree(text, ((13, 21),)) == [(0, "a"), (0, "b tomorrow")]


def test_lines_never_lie_deeper_than_tasks_may() -> None:
    text = "\n".join(" " * n + f"t{n}" for n in range(30))
    assert max(depth for depth, _ in tree(text)) == 9


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["- ", "* ", "[x] ", "1. ", "  ", "\t", "\n", "a ", "tomorrow ", "#h ", "/s ", "!5pm ", "p1 ", "\r\n"]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_word_is_lost_between_title_and_chips(text: str) -> None:
    lines = parse_outline(text, NOW, ZONE)
    assert len(lines) == count_lines(text)
    for line in lines:
        covered = line.task.title + "".join(chip.text for chip in line.task.chips)
        for word in ("a", "tomorrow", "#h", "/s", "!5pm", "p1"):
            assert covered.count(word) == text[line.start : line.end].count(word)

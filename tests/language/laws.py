"""What holds for every text, as one check that the property tests and the fuzzer share."""

from __future__ import annotations

from datetime import datetime

from behflow.language import (
    Command,
    QuickAdd,
    Settings,
    parse_command,
    parse_commands,
    parse_quick_add,
    parse_when,
    say_recurrence,
)
from behflow.timing.rule import read as read_rule
from tests.language.samples import NOW, ZONE

OPENING_QUOTES = '"“«'


def visible(text: str) -> str:
    """The characters that take room."""
    return "".join(text.split())


def check_quick_add(text: str, found: QuickAdd) -> None:
    """Chips lie inside the text, apart and in order; with the title they are the whole text."""
    last = 0
    outside = ""
    for chip in found.chips:
        assert 0 <= chip.start < chip.end <= len(text)
        assert chip.start >= last, "chips overlap or are out of order"
        assert text[chip.start : chip.end] == chip.text
        assert chip.label
        outside += text[last : chip.start]
        last = chip.end
    left = visible(outside + text[last:])
    title = visible(found.title)
    # Quotes around a whole title only protected it, and go.
    assert title == left or (left[0] in OPENING_QUOTES and title == left[1:-1])
    due = found.due
    if due is not None:
        assert 1900 <= due.date.year <= 2200
        assert (due.time is None) == (due.zone is None)
    if found.recurrence is not None:
        assert str(read_rule(found.recurrence.rule)) == found.recurrence.rule
        assert say_recurrence(found.recurrence.rule)
        assert say_recurrence(found.recurrence.rule, locale="fa")


def check_command(text: str, found: Command) -> None:
    """A command has what its operation needs."""
    assert 0 <= found.confidence <= 1
    if found.op == "add_task":
        assert found.add is not None


def check_everything(text: str, now: datetime = NOW, zone: str = ZONE, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
    """Every door of the engine takes the text."""
    found = parse_quick_add(text, now, zone, settings)
    check_quick_add(text, found)
    assert found == parse_quick_add(text, now, zone, settings), "a second reading differs"
    check_command(text, parse_command(text, now, zone, settings))
    for command in parse_commands(text, now, zone, settings):
        check_command(text, command)
    when = parse_when(text, now, zone, settings)
    if when is not None:
        last = 0
        for start, end in when.spans:
            assert last <= start < end <= len(text)
            last = end
        if when.first is not None and when.last is not None:
            assert when.first <= when.last


def check_rejections(text: str) -> None:
    """A chip that is turned back stays text, and with all of them turned back the whole text is the title."""
    skip = [(chip.start, chip.end) for chip in parse_quick_add(text, NOW, ZONE).chips]
    for _ in range(40):  # a rejected chip may make room for another reading
        again = parse_quick_add(text, NOW, ZONE, skip=skip)
        check_quick_add(text, again)
        assert all(c.end <= a or c.start >= b for c in again.chips for a, b in skip)
        if not again.chips:
            break
        skip += [(chip.start, chip.end) for chip in again.chips]

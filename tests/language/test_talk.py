"""Everyday English around, behind and instead of commands."""

from __future__ import annotations

import pytest

from behflow.language import Command, parse_commands
from tests.language.samples import NOW, ZONE


def read(text: str) -> tuple[Command, ...]:
    return parse_commands(text, NOW, ZONE)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("argh i nearly forgot, add lamp oil", "lamp oil"),
        ("hmm so i was thinking could you maybe add stamps", "stamps"),
        ("would you mind adding stamps?", "stamps"),
        ("we ran out of flour, put it on the list", "flour"),
        ("add sort the photos, high prio", "sort the photos"),
    ],
)
def test_talk_around_a_new_task_is_no_part_of_it(text: str, title: str) -> None:
    (command,) = read(text)
    assert command.op == "add_task"
    assert command.add is not None
    assert command.add.title == title


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("don't remove the lamp", "leave"),
        ("please never move the lamp to friday", "leave"),
        ("no need to delete the lamp", "leave"),
        ("maybe i should paint the fence someday", "none"),
        ("i should have painted the fence", "none"),
        ("should i drop the lamp", "none"),
        ("the parcel went out this morning", "none"),
    ],
)
def test_refusals_and_talk_change_nothing(text: str, op: str) -> None:
    assert [command.op for command in read(text)] == [op]


@pytest.mark.parametrize(
    ("text", "op", "named"),
    [
        ("the lamp can be deleted", "delete_task", "lamp"),
        ("i want the lamp moved to friday", "reschedule_task", "lamp"),
        ("the concert is at 8pm not 7pm", "reschedule_task", "concert"),
        ("the fence doesn't need painting, remove it", "delete_task", "fence"),
        ("delete the lamp, no wait, the fence", "delete_task", "fence"),
        ("make the fence a bit more important, like high", "update_task", "fence"),
        ("the fence was ticked by mistake", "reopen_task", "fence"),
    ],
)
def test_other_words_for_a_command(text: str, op: str, named: str) -> None:
    (command,) = read(text)
    assert command.op == op
    assert command.reference is not None
    assert command.reference.text == named


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("make milk high and bread low", ["update_task", "update_task"]),
        ("move the lamp to friday and the fence to monday", ["reschedule_task", "reschedule_task"]),
        ("the parcel is out, move the lamp to monday and add tea", ["none", "reschedule_task", "add_task"]),
    ],
)
def test_clauses_are_read_one_by_one(text: str, ops: list[str]) -> None:
    assert [command.op for command in read(text)] == ops

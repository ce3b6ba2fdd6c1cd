"""Operations that no pattern states: ranked, refused, or read as several."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from scripts.operation_sentences import sentences

from behflow.language import Command, parse_command, parse_commands, parse_quick_add, ranking
from behflow.language.ranking import rank
from behflow.language.sketch import features
from behflow.language.words import words
from tests.language.samples import NOW, ZONE


def read(text: str) -> Command:
    return parse_command(text, NOW, ZONE)


RANKED = {
    "add_task": [
        "could you pencil in brunch with Mara for saturday",
        "we have choir rehearsal on thursday at 8",
        "block an hour tomorrow morning for the quarterly slides",
        "get a physio session onto my calendar for friday at 4",
        "i'd like to have a coffee with Noor next tuesday",
        "we ran out of flour, add it to the shopping list",
        "oat milk needs to be on my list",
    ],
    "list_tasks": [
        "when am i meeting Noor",
        "is anything planned for saturday",
        "where is the budget review being held",
        "am i free on thursday afternoon",
        "who is coming to the picnic on sunday",
        "did i put candles on the shopping list",
        "read me everything on my packing list",
        "how does my week look",
    ],
    "delete_task": [
        "call off the picnic on sunday",
        "wipe everything from my calendar for friday",
        "the rehearsal got cancelled so take it off my schedule",
        "nix the dry cleaning from my list",
    ],
    "update_task": [
        "could you extend my dentist visit by an hour",
        "make the picnic an hour longer",
    ],
    "complete_task": ["cross the dry cleaning off my to do list"],
}


@pytest.mark.parametrize(("text", "op"), [(text, op) for op, texts in RANKED.items() for text in texts])
def test_an_operation_is_recognised_without_a_pattern_for_it(text: str, op: str) -> None:
    found = read(text).op
    assert {"reschedule_task": "update_task"}.get(found, found) == op


@pytest.mark.parametrize(
    "text",
    [
        "how much is a flight to Lisbon",
        "what is the capital of Peru",
        "i need to transfer money to my savings account",
        "book a table for four at the harbour grill",
        "add this tune to my running playlist",
        "will it be windy during the picnic",
        "do i need an umbrella tomorrow",
        "change my password please",
        "what is my bank balance",
        "who is the manager of Noor",
    ],
)
def test_what_another_assistant_should_do_is_none(text: str) -> None:
    assert read(text).op == "none"


def test_a_language_that_was_never_seen_is_not_guessed_at() -> None:
    assert rank(["supprime", "mon", "rendez-vous", "chez", "le", "dentiste"]) == {}
    assert read("merci beaucoup et bonne journée").op == "none"


@pytest.mark.parametrize(
    "text", [text for op in ("delete_task", "update_task", "complete_task") for text in RANKED[op]]
)
def test_what_is_changed_or_deleted_by_a_guess_is_named(text: str) -> None:
    command = read(text)
    assert command.reference is not None
    assert command.reference.text or command.reference.filter
    assert command.confidence < 0.9


def test_a_guess_narrows_a_named_task_by_its_day() -> None:
    reference = read("call off the picnic on friday").reference
    assert reference is not None
    assert reference.filter is not None
    assert (reference.filter.text, reference.filter.due_from) == ("picnic", date(2026, 11, 27))


def test_a_moved_task_gets_its_new_day_from_the_end_of_the_sentence() -> None:
    command = read("the rehearsal got pushed back to friday at 9 pm")
    assert command.changes is not None
    assert command.changes.due is not None
    assert command.changes.due.date == date(2026, 11, 27)


def test_taking_a_guest_off_a_meeting_does_not_delete_the_guest() -> None:
    assert read("remove Ana from the picnic on sunday").op == "update_task"
    assert read("remove the picnic from my calendar").op == "delete_task"


def test_quick_add_never_asks_what_a_line_means() -> None:
    for line in ("cancel the gym", "what do i need for the picnic", "call off the picnic", "book a taxi"):
        assert parse_quick_add(line, NOW, ZONE).title == line


def test_marks_of_a_sentence_are_few_and_made_once() -> None:
    marks = features(["cancel", "cancel"] * 500)
    assert len(marks) == len(set(marks))
    assert len(features(["word"] * 5000)) < 50


def test_ranking_costs_a_fraction_of_a_millisecond() -> None:
    said = sorted(words("could you put a long lunch with maria on my calendar for next friday at noon"))
    rank(said)
    best = min(_timed(said) for _ in range(20))
    assert best < 0.0015


def _timed(said: list[str]) -> float:
    start = time.perf_counter()
    rank(said)
    return time.perf_counter() - start


LARGER = [
    ("break down the move", "break_down", "move", None),
    ("break the thesis into smaller steps", "break_down", "thesis", None),
    ("split the garden project into subtasks", "break_down", "garden project", None),
    ("remember that I prefer mornings", "remember", None, "I prefer mornings"),
    ("remember my boss is Ana", "remember", None, "my boss is Ana"),
    ("create a rule that moves overdue tasks to today", "create_automation", None, "moves overdue tasks to today"),
    ("automate: archive what is done", "create_automation", None, "archive what is done"),
    ("every morning at 8 send me my tasks", "create_automation", None, "every morning at 8 send me my tasks"),
    ("plan my day", "plan", None, "my day"),
    ("help me plan tomorrow", "plan", None, "tomorrow"),
    ("پروژه را به کارهای کوچک‌تر تقسیم کن", "break_down", "پروژه", None),
    ("یادت باشه که من صبح‌ها کار می‌کنم", "remember", None, "من صبح‌ها کار می‌کنم"),
    ("روزم را برنامه‌ریزی کن", "plan", None, "روزم"),
    ("یک قانون بساز که کارهای دیرشده را جلو ببرد", "create_automation", None, "کارهای دیرشده را جلو ببرد"),
]


@pytest.mark.parametrize(("text", "op", "named", "said"), LARGER)
def test_larger_requests(text: str, op: str, named: str | None, said: str | None) -> None:
    command = read(text)
    assert command.op == op
    assert (command.reference.text if command.reference else None) == named
    assert command.text == said


def test_planning_knows_its_day() -> None:
    found = read("plan tomorrow").filter
    assert found is not None
    assert (found.due_from, found.due_to, found.text) == (date(2026, 11, 24), date(2026, 11, 24), None)


def test_planning_a_thing_is_a_task_and_remembering_to_do_one_too() -> None:
    assert read("plan a trip to Rome tomorrow").op == "add_task"
    assert read("remember to call Ana").op == "add_task"


@pytest.mark.parametrize("text", ["how many tasks are due today?", "count my overdue tasks", "چند کار دارم"])
def test_counting_is_a_list_of_which_only_the_number_is_asked(text: str) -> None:
    command = read(text)
    assert (command.op, command.count) == ("list_tasks", True)
    assert not read("show my tasks").count


SEVERAL = [
    ("add buy milk and complete the rent one", ["add_task", "complete_task"]),
    ("delete pay rent, then show my tasks", ["delete_task", "list_tasks"]),
    ("complete pay rent and delete the dentist", ["complete_task", "delete_task"]),
    ("put taxes on my list and show me my list", ["add_task", "list_tasks"]),
    ("remind me to buy bread and delete photos", ["add_task"]),
    ("remind me to wash and iron shirts", ["add_task"]),
    ("add rock and roll night", ["add_task"]),
]


@pytest.mark.parametrize(("text", "ops"), SEVERAL)
def test_a_sentence_may_hold_several_commands(text: str, ops: list[str]) -> None:
    assert [command.op for command in parse_commands(text, NOW, ZONE)] == ops


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("mark 1 and 3 as done", [1, 3]), ("delete the first and the third", [1, 3]), ("complete the second", [2])],
)
def test_several_numbers_are_several_tasks(text: str, numbers: list[int]) -> None:
    found = parse_commands(text, NOW, ZONE)
    assert [c.reference.ordinal for c in found if c.reference] == numbers


def test_all_overdue_in_a_project() -> None:
    reference = read("complete all overdue in Work").reference
    assert reference is not None
    assert reference.all
    assert reference.filter is not None
    assert (reference.filter.overdue, reference.filter.project, reference.filter.text) == (True, "Work", None)


PERSIAN = [
    ("به خرید نان برچسب خانه بزن", "tags_add", ("خانه",)),
    ("خرید نان را به آنا بسپار", "assignee", "آنا"),
    ("اولویت خرید نان را بالا کن", "priority", "high"),
    ("خرید نان را به پروژه خانه ببر", "project", "خانه"),
    ("خرید نان را شروع کردم", "status", "in_progress"),
]


@pytest.mark.parametrize(("text", "name", "value"), PERSIAN)
def test_changing_in_persian(text: str, name: str, value: object) -> None:
    command = read(text)
    assert command.op == "update_task"
    assert command.reference is not None
    assert command.changes is not None
    assert (command.reference.text, getattr(command.changes, name)) == ("خرید نان", value)


def test_moving_all_overdue_in_persian_is_no_list() -> None:
    command = read("همه کارهای عقب‌افتاده را به فردا منتقل کن")
    assert command.op == "reschedule_task"
    assert command.reference is not None
    assert command.reference.all
    assert command.reference.filter is not None
    assert command.reference.filter.overdue


def test_the_weights_are_small_sorted_and_say_what_they_come_from() -> None:
    text = (Path(ranking.__file__).parent / "operations.tsv").read_text("utf-8")
    lines = text.splitlines()
    marks = [line.split("\t")[0] for line in lines if not line.startswith("# ")][1:]
    assert len(text.encode()) < 300_000
    assert marks == sorted(marks)
    assert all(name in " ".join(lines[:3]) for name in ("CLINC150", "SLURP", "NLU-Evaluation-Data", "CC BY"))


def test_sentences_to_train_on_are_the_same_every_time() -> None:
    assert list(sentences(1, 7)) == list(sentences(1, 7))
    assert not [text for text, _ in sentences(1, 7) if set(text) & set("{}|()")]


def test_importing_the_language_reads_no_weights() -> None:
    code = "import behflow.language.ranking as r; assert r._model.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)

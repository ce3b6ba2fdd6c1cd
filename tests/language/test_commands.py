"""Chat sentences to operations, references, changes and filters."""

from __future__ import annotations

from datetime import date, time

import pytest

from behflow.language import Command, parse_command, parse_commands
from tests.language.samples import NOW, ZONE


def read(text: str) -> Command:
    return parse_command(text, NOW, ZONE)


ADD = [
    ("add buy milk tomorrow", "buy milk", "2026-11-24"),
    ("Add task: water the plants", "water the plants", None),
    ("new task: call the bank", "call the bank", None),
    ("create a task to renew the passport", "renew the passport", None),
    ("create a new task called Spring cleaning", "Spring cleaning", None),
    ("todo: fix the door", "fix the door", None),
    ("remind me to call Ana on friday 5pm", "call Ana", "2026-11-27"),
    ("Remind me tomorrow to call mom", "call mom", "2026-11-24"),
    ("remind me about the dentist next friday", "the dentist", "2026-12-04"),
    ("please remind me to stretch", "stretch", None),
    ("could you remind me to stretch please", "stretch", None),
    ("set a reminder to take out the trash tonight", "take out the trash", "2026-11-23"),
    ("set a reminder for tomorrow to call Leo", "call Leo", "2026-11-24"),
    ("set reminder for dinner on saturday", "dinner", "2026-11-28"),
    ("reminder to pay the gas bill", "pay the gas bill", None),
    ("don't let me forget to buy flowers", "buy flowers", None),
    ("don't forget to lock the shed", "lock the shed", None),
    ("I need to send the invoice", "send the invoice", None),
    ("i have to hand in the essay by friday", "hand in the essay", "2026-11-27"),
    ("I must water the ferns", "water the ferns", None),
    ("note to self: order toner", "order toner", None),
    ("add milk to my list", "milk", None),
    ("put oat milk on the list", "oat milk", None),
    ("tomorrow remind me to feed the cat", "feed the cat", "2026-11-24"),
    ("pay rent tomorrow 5pm !high #home", "pay rent", "2026-11-24"),
    ("pay rent p1", "pay rent", None),
    ("water plants every 3 days", "water plants", "2026-11-23"),
    ("dentist on 3 dec at 14:30", "dentist", "2026-12-03"),
    ("set up lunch with Farah tomorrow at noon", "lunch with Farah", "2026-11-24"),
    ("schedule a call with Leo next monday", "a call with Leo", "2026-11-30"),
]


@pytest.mark.parametrize(("text", "title", "due"), ADD)
def test_adding(text: str, title: str, due: str | None) -> None:
    command = read(text)
    assert command.op == "add_task"
    assert command.add is not None
    assert command.add.title == title
    assert (str(command.add.due.date) if command.add.due else None) == due


def test_adding_keeps_signs_and_places_chips_in_the_whole_message() -> None:
    text = "please add buy bread tomorrow 5pm !high @errand #home // whole grain"
    add = read(text).add
    assert add is not None
    assert (add.title, add.priority, add.tags, add.project) == ("buy bread", "high", ("errand",), "home")
    assert add.description == "whole grain"
    assert all(text[chip.start : chip.end] == chip.text for chip in add.chips)


def test_a_named_list_becomes_the_project() -> None:
    add = read("add milk to my shopping list").add
    assert add is not None
    assert (add.title, add.project) == ("milk", "shopping")


def test_a_long_text_to_add_is_not_cut() -> None:
    add = read("add task " + "word " * 2000).add
    assert add is not None
    assert len(add.title.split()) == 2000


LIST = [
    ("what is due this week?", {"due_from": date(2026, 11, 23), "due_to": date(2026, 11, 29)}),
    ("What's due today?", {"due_from": date(2026, 11, 23), "due_to": date(2026, 11, 23)}),
    ("what do I have tomorrow?", {"due_from": date(2026, 11, 24), "due_to": date(2026, 11, 24)}),
    ("what do I have to do on friday", {"due_from": date(2026, 11, 27), "due_to": date(2026, 11, 27)}),
    ("show tasks due before friday", {"due_from": None, "due_to": date(2026, 11, 26)}),
    ("show tasks due by friday", {"due_from": None, "due_to": date(2026, 11, 27)}),
    ("show tasks due after friday", {"due_from": date(2026, 11, 28), "due_to": None}),
    ("show my overdue tasks", {"overdue": True}),
    ("what is overdue?", {"overdue": True}),
    ("anything overdue?", {"overdue": True}),
    ("what is late?", {"overdue": True}),
    ("what's late", {"overdue": True}),
    ("list all tasks", {"status": "open"}),
    ("list my tasks", {"status": "open", "text": None}),
    ("my tasks", {"status": "open"}),
    ("show completed tasks", {"status": "completed"}),
    ("list high priority tasks in #home", {"priority": "high", "project": "home"}),
    ("show urgent tasks", {"priority": "urgent"}),
    ("show p1 tasks", {"priority": "urgent"}),
    ("show tasks tagged errand", {"tag": "errand"}),
    ("show @errand tasks", {"tag": "errand"}),
    ("show tasks in the work project", {"project": "work"}),
    ("which tasks have no date", {"no_date": True}),
    ("find tasks about rent", {"text": "rent"}),
    ("search tasks for passport", {"text": "passport"}),
    ("how many tasks are left?", {"status": "open"}),
    ("what's on my plate", {"status": "open"}),
    ("what should I do next", {"status": "open"}),
    ("do I have any tasks for today", {"due_from": date(2026, 11, 23)}),
    ("overdue tasks", {"overdue": True}),
    ("high priority tasks", {"priority": "high"}),
    ("i need to see my tasks", {"status": "open"}),
]


@pytest.mark.parametrize(("text", "expected"), LIST)
def test_listing(text: str, expected: dict[str, object]) -> None:
    command = read(text)
    assert command.op == "list_tasks"
    assert command.filter is not None
    assert {name: getattr(command.filter, name) for name in expected} == expected


def test_a_filter_says_what_it_shows() -> None:
    found = read("show high priority tasks in #home due this week").filter
    assert found is not None
    assert found.label == "high priority, due this week, in #home"


COMPLETE = [
    "mark pay rent as done",
    "mark pay rent done",
    "mark the pay rent task as complete",
    "Mark 'pay rent' as completed",
    'complete "pay rent"',
    "complete pay rent",
    "finish pay rent",
    "done with pay rent",
    "I'm done with pay rent",
    "I finished pay rent",
    "i just did pay rent",
    "I've finished pay rent",
    "pay rent is done",
    "check off pay rent",
    "tick off pay rent",
    "tick pay rent off my list",
    "set pay rent to done",
    "mark as done: pay rent",
    "please mark pay rent as finished",
]


@pytest.mark.parametrize("text", COMPLETE)
def test_completing(text: str) -> None:
    command = read(text)
    assert command.op == "complete_task"
    assert command.reference is not None
    assert command.reference.text == "pay rent"


@pytest.mark.parametrize(
    "text",
    [
        "reopen pay rent",
        "mark pay rent as not done",
        "mark pay rent as undone",
        "mark pay rent as open",
        "pay rent is not done yet",
        "uncheck pay rent",
    ],
)
def test_reopening(text: str) -> None:
    command = read(text)
    assert command.op == "reopen_task"
    assert command.reference is not None
    assert command.reference.text == "pay rent"


DELETE = [
    "delete pay rent",
    "remove the pay rent task",
    "please delete the task pay rent",
    'delete "pay rent"',
    "get rid of pay rent",
    "remove pay rent from my list",
    "take pay rent off my to-do list",
    "drop pay rent",
    "throw pay rent away",
]


@pytest.mark.parametrize("text", DELETE)
def test_deleting(text: str) -> None:
    command = read(text)
    assert command.op == "delete_task"
    assert command.reference is not None
    assert command.reference.text == "pay rent"


CHANGE = [
    ("rename pay rent to pay the rent", "name", "pay the rent"),
    ('rename pay rent to "Pay the rent"', "name", "Pay the rent"),
    ("change the name of pay rent to pay the rent", "name", "pay the rent"),
    ("set priority of pay rent to high", "priority", "high"),
    ("set the priority of pay rent to urgent", "priority", "urgent"),
    ("make pay rent high priority", "priority", "high"),
    ("mark pay rent as urgent", "priority", "urgent"),
    ("set pay rent priority to p3", "priority", "medium"),
    ("prioritize pay rent", "priority", "high"),
    ("set status of pay rent to blocked", "status", "blocked"),
    ("mark pay rent as in progress", "status", "in_progress"),
    ("start working on pay rent", "status", "in_progress"),
    ("tag pay rent with errand", "tags_add", ("errand",)),
    ("tag pay rent as errand and money", "tags_add", ("errand", "money")),
    ("add tag errand to pay rent", "tags_add", ("errand",)),
    ("remove tag errand from pay rent", "tags_remove", ("errand",)),
    ("untag pay rent from errand", "tags_remove", ("errand",)),
    ("move pay rent to #Work", "project", "Work"),
    ("move pay rent to the Work project", "project", "Work"),
    ("move pay rent to project Work", "project", "Work"),
    ("assign pay rent to Ana", "assignee", "Ana"),
    ("set the duration of pay rent to 30 minutes", "duration_minutes", 30),
    ("remove the due date of pay rent", "clear_due", True),
    ("set the deadline of pay rent to 1 dec", "deadline", date(2026, 12, 1)),
]


@pytest.mark.parametrize(("text", "name", "value"), CHANGE)
def test_changing(text: str, name: str, value: object) -> None:
    command = read(text)
    assert command.op == "update_task"
    assert command.reference is not None
    assert command.changes is not None
    assert (command.reference.text, getattr(command.changes, name)) == ("pay rent", value)


def test_making_a_task_repeat() -> None:
    changes = read("make pay rent repeat every month on the 24th").changes
    assert changes is not None
    assert changes.recurrence is not None
    assert changes.recurrence.rule == "FREQ=MONTHLY;BYMONTHDAY=24"


MOVE = [
    ("move pay rent to friday", "2026-11-27"),
    ("reschedule pay rent to next monday", "2026-11-30"),
    ("postpone pay rent until tomorrow", "2026-11-24"),
    ("push pay rent to next week", "2026-11-30"),
    ("set pay rent due friday", "2026-11-27"),
    ("change the due date of pay rent to 5 dec", "2026-12-05"),
    ("snooze pay rent until tomorrow", "2026-11-24"),
    ("move pay rent from monday to friday", "2026-11-27"),
    ("delay pay rent to jan 27", "2027-01-27"),
]


@pytest.mark.parametrize(("text", "day"), MOVE)
def test_rescheduling_to_a_day(text: str, day: str) -> None:
    command = read(text)
    assert command.op == "reschedule_task"
    assert command.reference is not None
    assert command.changes is not None
    assert command.changes.due is not None
    assert (command.reference.text, str(command.changes.due.date)) == ("pay rent", day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("postpone pay rent by 2 days", 2),
        ("push pay rent by a week", 7),
        ("delay pay rent by two weeks", 14),
        ("move pay rent forward by 3 days", -3),
    ],
)
def test_rescheduling_by_days(text: str, days: int) -> None:
    command = read(text)
    assert command.op == "reschedule_task"
    assert command.changes is not None
    assert command.changes.shift_days == days


def test_a_new_time_comes_with_the_day() -> None:
    changes = read("move pay rent to friday 5pm").changes
    assert changes is not None
    assert changes.due is not None
    assert (changes.due.date, changes.due.time, changes.due.zone) == (date(2026, 11, 27), time(17), ZONE)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [("complete the first", 1), ("delete the second one", 2), ("mark #3 as done", 3), ("delete the last one", -1),
     ("complete number 2", 2), ("mark the 3rd task as done", 3)],
)  # fmt: skip
def test_references_by_number(text: str, ordinal: int) -> None:
    reference = read(text).reference
    assert reference is not None
    assert reference.ordinal == ordinal


@pytest.mark.parametrize(
    "text", ["delete it", "mark that as done", "complete this one", "move it to friday", "make it urgent"]
)
def test_references_by_pronoun(text: str) -> None:
    reference = read(text).reference
    assert reference is not None
    assert reference.pronoun


@pytest.mark.parametrize(
    ("text", "op", "name", "value"),
    [
        ("remove all completed tasks", "delete_task", "status", "completed"),
        ("delete completed tasks", "delete_task", "status", "completed"),
        ("reschedule all overdue to monday", "reschedule_task", "overdue", True),
        ("move all overdue tasks to tomorrow", "reschedule_task", "overdue", True),
        ("complete all tasks in #home", "complete_task", "project", "home"),
        ("delete all tasks tagged errand", "delete_task", "tag", "errand"),
    ],
)
def test_references_to_many(text: str, op: str, name: str, value: object) -> None:
    command = read(text)
    assert command.op == op
    assert command.reference is not None
    assert command.reference.all
    assert command.reference.filter is not None
    assert getattr(command.reference.filter, name) == value


FIXED = {
    "undo_last": ["undo", "Undo that", "undo the last change", "revert", "please undo that", "take that back"],
    "help": ["help", "what can you do?", "Help me"],
    "confirm": ["yes", "Yes!", "go ahead", "ok", "sure", "do it", "confirm"],
    "reject": ["no", "No.", "cancel", "never mind", "don't", "no thanks"],
}


@pytest.mark.parametrize(("text", "op"), [(text, op) for op, texts in FIXED.items() for text in texts])
def test_short_answers(text: str, op: str) -> None:
    assert read(text).op == op


NONE = [
    "hello",
    "hi there",
    "thanks a lot",
    "how are you?",
    "what is the weather today?",
    "will it rain tomorrow?",
    "play some jazz",
    "I am tired",
    "today was a tiring day",
    "who wrote Hamlet",
    "tell me a joke",
    "what time is it",
    "turn off the lights",
    "add this song to my playlist",
    "i want to hear some music",
    "I need to know the capital of France",
    "you are great",
    "",
    "   ",
    "?!",
    "how do I get to the station",
    "translate good morning to spanish",
    "what is 12 times 12",
    "i like it",
    "lol",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_not_about_tasks_is_none(text: str) -> None:
    assert read(text).op in ("none", "help") if text == "?!" else read(text).op == "none"


def test_several_commands_are_split_at_clear_separators() -> None:
    found = parse_commands("add buy milk; mark pay rent as done and then show my tasks", NOW, ZONE)
    assert [c.op for c in found] == ["add_task", "complete_task", "list_tasks"]


def test_a_separator_inside_a_title_does_not_split() -> None:
    found = parse_commands("remind me to buy milk; eggs", NOW, ZONE)
    assert [c.op for c in found] == ["add_task"]

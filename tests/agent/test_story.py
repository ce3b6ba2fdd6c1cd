"""What a person says, and what it does to the table: English, built-in engine, real database."""

from __future__ import annotations

import pytest

from tests.agent.conftest import Chat


async def test_the_story_of_the_first_day(chat: Chat) -> None:
    await chat.add("pay rent tomorrow 5pm !high #home", "buy milk")

    listed = await chat.say("what is due this week?")
    assert [task["name"] for task in listed["tasks"]] == ["pay rent"]
    assert listed["response"] == "1 open task due this week:\n1. pay rent, Tue 24 Nov, 17:00, high"
    assert listed["receipt"]["changes"] == []

    done = await chat.say("mark pay rent as done")
    task = await chat.task("pay rent")
    assert task["status"] == "completed"
    assert done["response"] == 'Completed "pay rent".'
    assert done["receipt"]["changes"] == [{"op": "completed", "task_id": task["id"], "name": "pay rent"}]
    assert done["engine"] == "built-in"
    assert done["tasks"] == [task]

    undone = await chat.say("undo")
    assert (await chat.task("pay rent"))["status"] == "not_started"
    assert undone["response"] == 'Undone: "pay rent" is open again.'
    assert [change["op"] for change in undone["receipt"]["changes"]] == ["reopened"]


async def test_adding_tells_what_was_read(chat: Chat) -> None:
    answer = await chat.say("add call mom tomorrow at 17:00 #Home")
    task = await chat.task("call mom")
    assert answer["response"] == 'Added "call mom", due Tue 24 Nov, 17:00, in the new project Home.'
    assert task["due"]["at"] == "2026-11-24T16:00:00+00:00"
    assert task["project_id"] is not None
    again = await chat.say("add water plants #home")
    assert again["response"] == 'Added "water plants", in home.'
    assert (await chat.task("water plants"))["project_id"] == task["project_id"]


async def test_everything_that_quick_add_reads_is_kept_by_the_chat_too(chat: Chat) -> None:
    answer = await chat.say("add plan the party tomorrow 17:00 #Home /Garden !30 min before !9am !doing +me")
    task = await chat.task("plan the party")
    assert answer["response"] == (
        'Added "plan the party", due Tue 24 Nov, 17:00, status in progress, reminder 30 min before, '
        "reminder Tue 24 Nov, 09:00, assigned to you, in the new project Home, section Garden."
    )
    assert (task["section"], task["status"]) == ("Garden", "in_progress")
    assert task["reminders"] == [{"minutes_before": 30}, {"at": "2026-11-24T08:00:00+00:00"}]
    assert task["assignee_id"] == task["creator_id"]


async def test_a_stranger_stays_in_the_name(chat: Chat) -> None:
    await chat.say("add call the bank +Zoe tomorrow")
    assert (await chat.tasks())[0]["name"] == "call the bank +Zoe"


async def test_what_has_no_checkbox_is_refused_by_name_and_left_out_of_several(chat: Chat) -> None:
    await chat.add("* headline #home", "buy milk #home")
    refused = await chat.say("mark headline as done")
    assert "has no checkbox" in refused["response"]
    await chat.say("complete all tasks in #home")
    assert {task["name"]: task["status"] for task in await chat.tasks()} == {
        "headline": "not_started", "buy milk": "completed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("rename buy milk to buy oat milk", "name", "buy oat milk"),
        ("set the priority of buy milk to high", "priority", "high"),
        ("reschedule buy milk to friday", "due", {"date": "2026-11-27", "time": None, "zone": None, "at": None}),
        ("move buy milk to friday", "due", {"date": "2026-11-27", "time": None, "zone": None, "at": None}),
    ],
)
async def test_one_field_changes_and_undo_brings_it_back(chat: Chat, message: str, field: str, value: object) -> None:
    (before,) = await chat.add("buy milk")
    answer = await chat.say(message)
    (after,) = await chat.tasks()
    assert after[field] == value
    assert [change["op"] for change in answer["receipt"]["changes"]] == ["updated"]
    await chat.say("undo")
    (back,) = await chat.tasks()
    assert back[field] == before[field]


async def test_a_task_moves_to_a_project(chat: Chat) -> None:
    home = (await chat.add("water plants #Home"))[0]["project_id"]
    await chat.add("buy milk")
    answer = await chat.say("move buy milk to project home")
    assert (await chat.task("buy milk"))["project_id"] == home
    assert answer["response"] == 'Changed "buy milk", in home.'


async def test_another_day_keeps_the_time_of_day(chat: Chat) -> None:
    await chat.add("pay rent tomorrow 5pm")
    answer = await chat.say("reschedule pay rent to friday")
    due = (await chat.task("pay rent"))["due"]
    assert (due["date"], due["time"], due["zone"]) == ("2026-11-27", "17:00", "Europe/Berlin")
    assert answer["response"] == 'Changed "pay rent", due Fri 27 Nov, 17:00.'


async def test_postponing_by_days_counts_from_the_due_date(chat: Chat) -> None:
    await chat.add("pay rent tomorrow 5pm")
    await chat.say("postpone pay rent by 2 days")
    due = (await chat.task("pay rent"))["due"]
    assert (due["date"], due["time"]) == ("2026-11-26", "17:00")


async def test_one_delete_runs_at_once_and_comes_back(chat: Chat) -> None:
    await chat.add("old report")
    answer = await chat.say("delete old report")
    assert answer["response"] == 'Moved "old report" to the trash.'
    assert answer["proposal"] is None
    assert await chat.names() == []
    undone = await chat.say("undo")
    assert undone["response"] == 'Undone: "old report" is back on the list.'
    assert await chat.names() == ["old report"]


async def test_completing_a_repeating_task_names_the_next_occurrence(chat: Chat) -> None:
    await chat.add("pay rent every month on the 24th")
    answer = await chat.say("mark pay rent as done")
    assert answer["response"] == 'Completed "pay rent", next on Thu 24 Dec.'
    assert await chat.names(status=["not_started"]) == ["pay rent"]
    undone = await chat.say("undo")
    assert {change["op"] for change in undone["receipt"]["changes"]} == {"reopened", "deleted"}
    (task,) = await chat.tasks()
    assert task["status"] == "not_started"
    assert task["recurrence"] is not None


async def test_undo_goes_back_turn_by_turn_and_then_says_that_it_is_over(chat: Chat) -> None:
    await chat.say("add buy milk")
    await chat.say("add buy bread")
    assert (await chat.say("undo"))["response"] == 'Undone: "buy bread" is in the trash.'
    assert (await chat.say("undo"))["response"] == 'Undone: "buy milk" is in the trash.'
    last = await chat.say("undo")
    assert last["response"] == "There is nothing to undo in this conversation."
    assert last["receipt"]["changes"] == []


async def test_undo_leaves_what_was_changed_since_and_names_it(chat: Chat) -> None:
    await chat.say("add buy milk")
    other = Chat(chat.agent, chat.actor)
    await other.say("rename buy milk to buy oat milk")
    answer = await chat.say("undo")
    assert answer["response"] == 'Nothing was undone: "buy oat milk" (it was changed since).'
    assert answer["receipt"]["changes"] == []
    assert await chat.names() == ["buy oat milk"]


async def test_undo_stays_inside_its_conversation(chat: Chat) -> None:
    await chat.say("add buy milk")
    other = Chat(chat.agent, chat.actor)
    assert (await other.say("undo"))["response"] == "There is nothing to undo in this conversation."
    assert await chat.names() == ["buy milk"]


async def test_two_commands_in_one_message(chat: Chat) -> None:
    answer = await chat.say("add buy eggs; add buy bread tomorrow")
    assert answer["response"] == 'Added "buy eggs".\nAdded "buy bread", due Tue 24 Nov.'
    await chat.say("undo")
    assert await chat.names() == []


async def test_help_shows_examples(chat: Chat) -> None:
    answer = await chat.say("help")
    assert "what is due this week?" in answer["response"]


async def test_chit_chat_is_answered_honestly(chat: Chat) -> None:
    answer = await chat.say("how are you?")
    assert "nothing was changed" in answer["response"]
    assert "mark pay rent as done" in answer["response"]
    assert answer["receipt"]["changes"] == []
    assert answer["tasks"] == []


async def test_a_yes_to_nothing_does_nothing(chat: Chat) -> None:
    answer = await chat.say("yes")
    assert answer["response"] == "There is nothing waiting for a yes or no."


async def test_an_empty_list_says_so(chat: Chat) -> None:
    assert (await chat.say("what is due today?"))["response"] == "There are no open tasks due today."

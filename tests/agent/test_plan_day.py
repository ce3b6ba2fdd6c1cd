"""A plan for a day: a proposal with a reason for every change, which runs only after a yes."""

from __future__ import annotations

import dataclasses

import pytest

from behflow.agent.texts import Words
from behflow.agent.tools.hours import working_hours
from behflow.reading import Reading
from tests.agent.conftest import NOW, Chat, Json, Talk, calls

# It is Monday, 10:00 in Berlin.


async def due(chat: Chat) -> dict[str, tuple[str, str | None] | None]:
    return {t["name"]: (t["due"]["date"], t["due"]["time"]) if t["due"] else None for t in await chat.tasks()}


async def test_a_plan_is_a_proposal_with_reasons_and_changes_nothing_before_the_yes(chat: Chat) -> None:
    await chat.add("pay rent 2026-11-20", "standup today 10:30", "buy milk today", "read book", "fix roof !urgent")
    before = await due(chat)
    answer = await chat.say("plan my day")
    assert await due(chat) == before
    assert answer["response"].splitlines()[:6] == [
        "A plan for Mon 23 Nov, 10:00–17:00:",
        "10:00 pay rent (overdue since Fri 20 Nov)",
        "10:30 standup (already planned)",
        "11:00 buy milk (due that day)",
        "11:30 fix roof (urgent priority, no date so far)",
        "12:00 read book (no date so far, and there is room)",
    ]
    assert len(answer["proposal"]["changes"]) == 4
    await chat.say("yes")
    assert await due(chat) == {
        "pay rent": ("2026-11-23", "10:00"), "standup": ("2026-11-23", "10:30"), "buy milk": ("2026-11-23", "11:00"),
        "read book": ("2026-11-23", "12:00"), "fix roof": ("2026-11-23", "11:30"),
    }  # fmt: skip
    await chat.say("undo")
    assert await due(chat) == before


async def test_what_has_no_room_moves_to_the_next_day_unless_its_deadline_forbids_it(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("plan_day", {"hours": "10 to 12"})), "")
    await chat.add(
        "write report today for 2h {today}",
        "call mom for 90 min today",
        "tidy desk today",
        "paint wall for 500 min today {today}",
    )
    answer = await chat.say("plan the morning")
    assert "10:00 write report (its deadline is Mon 23 Nov)" in answer["response"]
    assert "call mom goes to Tue 24 Nov (no room left that day)" in answer["response"]
    assert "paint wall stays (longer than the time there is)" in answer["response"]
    await chat.say("yes")
    found = await due(chat)
    assert (found["call mom"], found["tidy desk"]) == (("2026-11-24", None), ("2026-11-24", None))
    assert found["paint wall"] == ("2026-11-23", None)


async def test_lengths_and_what_is_timed_already_are_kept_free(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("plan_day", {"day": "tomorrow", "hours": "9-13"})))
    await chat.add(
        "meeting tomorrow 10:00 for 1h",
        "long work for 2h tomorrow",
        "short work for 45 min tomorrow",
        "done thing tomorrow",
    )
    await chat.say("plan tomorrow")
    await chat.say("yes")
    found = await due(chat)
    assert found["short work"] == ("2026-11-24", "09:00")
    assert found["long work"] == ("2026-11-24", "11:00")
    assert found["meeting"] == ("2026-11-24", "10:00")


async def test_a_plan_for_a_later_day_calls_nothing_overdue_that_is_due_before_it(chat: Chat) -> None:
    await chat.add("pay rent tomorrow", "call mom 2026-11-20")
    answer = await chat.say("plan wednesday")
    assert answer["response"].splitlines()[1:3] == [
        "09:00 call mom (overdue since Fri 20 Nov)",
        "09:30 pay rent (due Tue 24 Nov)",
    ]


async def test_a_plan_stays_between_the_working_hours_of_the_profile(chat: Chat) -> None:
    chat.actor = dataclasses.replace(chat.actor, reading=Reading(working=(12, 14)))
    await chat.add("read book for 1 hour today", "tidy desk for 2 hours today")
    answer = await chat.say("plan my day")
    assert answer["response"].splitlines()[:3] == [
        "A plan for Mon 23 Nov, 12:00–14:00:",
        "12:00 read book (due that day)",
        "tidy desk goes to Tue 24 Nov (no room left that day)",
    ]


async def test_a_plan_for_a_day_without_work_says_so(chat: Chat) -> None:
    assert (await chat.say("plan tomorrow"))["response"] == "There is nothing to plan for that day."


async def test_a_plan_whose_tasks_changed_leaves_those_alone(chat: Chat) -> None:
    await chat.add("pay rent today", "buy milk today")
    await chat.say("plan my day")
    await Chat(chat.agent, chat.actor).say("move buy milk to friday")
    answer = await chat.say("yes")
    assert 'Left out because they changed since: "buy milk".' in answer["response"]
    assert (await due(chat))["pay rent"] == ("2026-11-23", "10:00")


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("9 to 12", "09:00", "12:00"),
        ("from 9 to 5", "09:00", "17:00"),
        ("1-4", "13:00", "16:00"),
        ("1-5pm", "13:00", "17:00"),
        ("9am-12:30pm", "09:00", "12:30"),
        ("between 14:00 and 16:30", "14:00", "16:30"),
        ("after 2", "14:00", "17:00"),
        ("until 1pm", "09:00", "13:00"),
        ("4 hours", "10:00", "14:00"),
        ("morning", "09:00", "12:00"),
        ("از ۹ تا ۱۲", "09:00", "12:00"),
        ("۲ ساعت", "10:00", "12:00"),
    ],
)
async def test_hours_are_read_in_the_words_of_the_user(chat: Chat, said: str, start: str, end: str) -> None:
    found = working_hours(said, Words.of(chat.actor, NOW), NOW.replace(hour=10, tzinfo=None))
    assert [f"{moment:%H:%M}" for moment in found] == [start, end]


@pytest.mark.parametrize("said", ["", "25 to 30", "soon", "5pm to 4pm", "99 hours x", "9:75-10"])
async def test_hours_that_are_none_are_refused(chat: Chat, said: str) -> None:
    with pytest.raises(ValueError, match=r"hour|minute|begins"):
        working_hours(said, Words.of(chat.actor, NOW), NOW.replace(hour=10, tzinfo=None))


async def test_a_task_is_broken_down_into_subtasks(scripted: Talk) -> None:
    steps: list[Json] = [{"task": "party", "steps": ["invite people", "buy food"]}, {"last": True, "steps": ["x"] * 6}]
    chat, _ = await scripted(*(calls(("break_down_task", args)) for args in steps))
    (party,) = await chat.add("launch party #Work")
    assert (await chat.say("break it down"))["response"] == 'Added 2 tasks: "invite people", "buy food".'
    children = [t for t in await chat.tasks() if t["parent_id"] == party["id"]]
    assert [(t["name"], t["project_id"]) for t in children] == [
        ("invite people", party["project_id"]), ("buy food", party["project_id"]),
    ]  # fmt: skip
    await chat.say("undo")

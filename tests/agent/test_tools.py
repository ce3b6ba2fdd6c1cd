"""The tools as a model calls them: several at once, by a filter, by words; and how small their description is."""

from __future__ import annotations

import orjson
import pytest

from behflow.agent.tools.registry import SECOND_NAMES, TOOLS, described
from tests.agent.conftest import Chat, Json, Talk, calls


async def test_several_tasks_are_added_at_once_and_more_than_five_are_asked(scripted: Talk) -> None:
    items = [{"title": f"task {n}", "due": "tomorrow 5pm", "project": "Home"} for n in range(6)]
    chat, _ = await scripted(calls(("add_tasks", {"items": items[:3]})), calls(("add_tasks", {"items": items})))
    assert (await chat.say("add them"))["response"].startswith('Added 3 tasks: "task 0"')
    assert {task["due"]["time"] for task in await chat.tasks()} == {"17:00"}
    assert len((await chat.say("and these"))["proposal"]["changes"]) == 6
    assert len(await chat.names()) == 3


async def test_nothing_is_added_when_one_of_several_cannot_be_read(scripted: Talk) -> None:
    items = [{"title": "buy milk"}, {"title": "pay rent", "due": "when pigs fly"}]
    chat, _ = await scripted(calls(("add_tasks", {"items": items})), "")
    answer = await chat.say("add them")
    assert await chat.names() == []
    assert answer["response"].endswith("Nothing was changed.")


@pytest.mark.parametrize("name", ["complete_task", "complete_tasks"])
async def test_several_are_completed_by_their_names(scripted: Talk, name: str) -> None:
    chat, _ = await scripted(calls((name, {"tasks": ["rent", "milk"]})))
    await chat.add("pay rent", "buy milk", "call mom")
    assert (await chat.say("done"))["response"] == 'Completed 2 tasks: "pay rent", "buy milk".'
    assert (await chat.task("call mom"))["status"] == "not_started"


async def test_one_of_several_that_is_not_clear_is_asked_back_and_the_rest_is_kept(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("complete_tasks", {"tasks": ["rent", "buy"]})), "")
    await chat.add("pay rent", "buy milk", "buy bread")
    asked = await chat.say("done with rent and buying")
    assert [c["name"] for c in asked["candidates"]] == ["buy milk", "buy bread"]
    await chat.say("2")
    assert [t["name"] for t in await chat.tasks() if t["status"] == "completed"] == ["pay rent", "buy bread"]


async def test_a_name_for_several_with_a_filter_means_all_that_it_matches(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("complete_tasks", {"where_project": "Home"})))
    await chat.add("pay rent #Home", "water plants #Home", "buy milk")
    await chat.say("everything at home is done")
    assert [t["name"] for t in await chat.tasks() if t["status"] == "completed"] == ["pay rent", "water plants"]


async def test_moving_in_time_keeps_the_time_of_day_and_the_days_of_a_repeat(scripted: Talk) -> None:
    chat, _ = await scripted(
        calls(("reschedule_tasks", {"task": "pay rent", "to": "friday"})),
        calls(("reschedule_tasks", {"where_text": "rent", "all": True, "by_days": 2})),
    )
    await chat.add("pay rent 24 nov 17:00 every month")
    await chat.say("move the rent to friday")
    task = await chat.task("pay rent")
    assert (task["due"]["date"], task["due"]["time"]) == ("2026-11-27", "17:00")
    await chat.say("two days later")
    assert (await chat.task("pay rent"))["due"]["date"] == "2026-11-29"
    assert "BYMONTHDAY=24" in (await chat.task("pay rent"))["recurrence"]["rule"]


async def test_moving_needs_either_a_time_or_days(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("reschedule_tasks", {"task": "rent", "to": "friday", "by_days": 1})), "")
    await chat.add("pay rent")
    assert "Nothing was changed." in (await chat.say("move it"))["response"]


async def test_search_finds_words_of_the_description_and_nearly_right_names(scripted: Talk) -> None:
    asked = [calls(("search", {"text": text})) for text in ("landlord", "mlik", "x")]
    chat, _ = await scripted(asked[0], "", asked[1], "", asked[2], "")
    await chat.add("pay rent // to the landlord", "buy milk")
    assert [task["name"] for task in (await chat.say("find"))["tasks"]] == ["pay rent"]
    assert [task["name"] for task in (await chat.say("find"))["tasks"]] == ["buy milk"]
    assert (await chat.say("find"))["tasks"] == []


async def test_a_list_has_an_order_and_a_limit(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("list_tasks", {"order": "priority", "limit": 2})), "")
    await chat.add("buy milk", "pay rent !high", "call mom !urgent")
    answer = await chat.say("the two most important ones")
    assert [task["name"] for task in answer["tasks"]] == ["call mom", "pay rent"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how many tasks are overdue?", "2 overdue tasks."),
        ("how many tasks do i have", "3 open tasks."),
        ("how many tasks are due next week?", "There are no open tasks"),
    ],
)
async def test_how_many_is_answered_with_a_number(chat: Chat, question: str, answer: str) -> None:
    await chat.add("pay rent 2026-11-20", "call mom 2026-11-21", "buy milk")
    said = await chat.say(question)
    assert said["response"].startswith(answer)
    assert said["tasks"] == []


async def test_two_names_joined_by_and_are_two_tasks_unless_one_is_called_so(chat: Chat) -> None:
    await chat.add("pay rent", "buy milk")
    await chat.say("complete rent and milk")
    assert [t["status"] for t in await chat.tasks()] == ["completed", "completed"]
    await chat.add("salt and pepper", "salt", "pepper")
    await chat.say("complete salt and pepper")
    assert [t["name"] for t in await chat.tasks(status=["completed"])][-1] == "salt and pepper"
    answer = await chat.say("complete salt and sugar")
    assert (await chat.task("salt"))["status"] == "not_started"
    assert answer["receipt"]["changes"] == []


def test_what_a_model_is_told_of_the_tools_is_small_and_flat() -> None:
    told: list[Json] = described(delegates=True)
    text = orjson.dumps(told).decode()
    assert len(text) < 16_000
    assert "$ref" not in text
    assert "anyOf" not in text
    assert {"add_task", "update_task", "list_tasks", "delete_task"} <= {one["function"]["name"] for one in told}
    assert not SECOND_NAMES.keys() & TOOLS.keys()

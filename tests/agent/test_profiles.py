"""Profiles: another brief and fewer tools in the same graph; and a request that is handed to one."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage

from behflow.agent import guard
from behflow.agent.profiles import PROFILES
from behflow.agent.tools.registry import TOOLS
from behflow.chat.schemas import ChatInput
from tests.agent.conftest import Chat, Json, Talk, calls

DELEGATE = ("delegate", {"profile": "planner", "request": "plan the day"}, "d")


async def ask(chat: Chat, message: str, profile: str) -> list[Json]:
    """The events of a turn that is answered by a profile."""
    given = ChatInput.model_validate({"message": message, "profile": profile})
    return [event[1] async for event in await chat.agent.stream(chat.actor, given) if event is not None]


def answer_of(events: list[Json]) -> Json:
    found: Json = next(e["value"] for e in events if e.get("name") == "behflow.answer")
    return found


async def test_a_profile_briefs_its_model_and_takes_away_tools(scripted: Talk) -> None:
    chat, model = await scripted(calls(("delete_task", {"task": "pay rent"})), "")
    await chat.add("pay rent")
    answer = answer_of(await ask(chat, "delete pay rent", "coach"))
    assert "You are the coach." in str(model.shown[0][0].content)
    assert answer["receipt"]["changes"] == []
    assert await chat.names() == ["pay rent"]


async def test_a_profile_does_what_its_tools_can(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("break_down_task", {"task": "party", "steps": ["invite", "cook"]})))
    await chat.add("party")
    answer = answer_of(await ask(chat, "help me begin", "coach"))
    assert len(answer["receipt"]["changes"]) == 2


async def test_a_delegates_proposal_is_that_of_the_turn(scripted: Talk) -> None:
    chat, model = await scripted(calls(DELEGATE), calls(("plan_day", {})), "")
    await chat.add("pay rent today")
    answer = await chat.say("let the planner plan my day")
    assert [change["name"] for change in answer["proposal"]["changes"]] == ["pay rent"]
    assert answer["proposal"]["changes"][0]["reason"] == "due that day"
    inner = model.shown[1]
    assert "You are the planner." in str(inner[0].content)
    assert inner[-1].text == "plan the day"
    assert len(inner) == 2
    await chat.say("yes")
    assert (await chat.task("pay rent"))["due"]["time"] == "10:00"


async def test_what_a_delegate_did_is_in_the_receipt_and_undone_with_the_turn(scripted: Talk) -> None:
    chat, _ = await scripted(calls(DELEGATE), calls(("add_task", {"title": "buy milk"})), "I did everything!")
    answer = await chat.say("plan the shopping")
    assert answer["response"] == 'Added "buy milk".'
    assert len(answer["receipt"]["changes"]) == 1
    assert await chat.names() == ["buy milk"]


async def test_a_delegate_has_less_room_and_cannot_delegate(scripted: Talk) -> None:
    def step(messages: list[BaseMessage]) -> AIMessage | str:
        inner = "You are the planner." in str(messages[0].content)
        if not inner:
            return "All right." if messages[-1].type == "tool" else calls(DELEGATE)
        n = len(messages)
        return calls(("delegate", DELEGATE[1], f"x{n}"), ("list_tasks", {"limit": n}, f"l{n}"))

    chat, model = await scripted(step)
    await chat.say("go")
    inner = [shown for shown in model.shown if "You are the planner." in str(shown[0].content)]
    assert len(inner) == guard.DELEGATE_MODEL_CALLS
    assert len(model.shown) == guard.DELEGATE_MODEL_CALLS + 2


async def test_a_delegate_cannot_spend_the_changes_of_a_turn_twice(scripted: Talk) -> None:
    def step(messages: list[BaseMessage]) -> AIMessage | str:
        if "You are the planner." in str(messages[0].content):
            return calls(*(("add_task", {"title": f"inner {n}"}, f"i{n}") for n in range(3)))
        return calls(*(("add_task", {"title": f"outer {n}"}, f"o{n}") for n in range(4)), DELEGATE)

    chat, _ = await scripted(step)
    answer = await chat.say("go")
    assert len(await chat.names()) <= guard.UNASKED_CHANGES
    assert answer["proposal"] is not None


@pytest.mark.parametrize("args", [{}, {"profile": "admin", "request": "x"}, {"profile": "coach", "request": ""}])
async def test_a_request_that_cannot_be_read_goes_nowhere(scripted: Talk, args: Json) -> None:
    chat, model = await scripted(calls(("delegate", args, "d")), "Sorry.")
    await chat.say("go")
    assert len(model.shown) == 2


def test_profiles_have_known_tools_only() -> None:
    known: set[Any] = set(TOOLS)
    for profile in PROFILES.values():
        assert profile.tools - known <= {"redo_last", "list_processes"}

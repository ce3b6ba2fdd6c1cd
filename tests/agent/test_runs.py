"""Reading along: every event once and in order, coming back, stopping, and going away without stopping anything."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from ag_ui.core import Event as AgUiEvent
from pydantic import TypeAdapter

from behflow.agent.agent import ChatAgent
from behflow.agent.runs import Run, Runs
from behflow.chat.schemas import ChatInput
from behflow.errors import IdempotencyMismatch, NotFound, TooManyRequests
from behflow.ids import new_id
from tests.agent.conftest import NOW, Chat, Json, Talk, calls
from tests.agent.test_isolation import messages
from tests.factories import World

_EVENT: TypeAdapter[Any] = TypeAdapter(AgUiEvent)


async def read(events: AsyncIterator[Any]) -> list[tuple[int, Json]]:
    """All events of a run, each checked against AG-UI's own models."""
    found = [event async for event in events if event is not None]
    for _, event in found:
        _EVENT.validate_python(event)
    return found


async def started(events: AsyncIterator[Any]) -> UUID:
    """The id of a run, from its first event."""
    _, event = await anext(events)
    return UUID(event["runId"])


async def stream(chat: Chat, message: str, key: str | None = None) -> list[tuple[int, Json]]:
    """Say something and read the whole run."""
    return await read(await chat.agent.stream(chat.actor, ChatInput(message=message, session_id=chat.session_id), key))


def answer_of(events: list[tuple[int, Json]]) -> Json:
    """The answer that a run ended with."""
    [answer] = [event["value"] for _, event in events if event.get("name") == "behflow.answer"]
    found: Json = answer
    return found


def kinds(events: list[tuple[int, Json]]) -> list[str]:
    """The names of events."""
    return [event.get("name") or event["type"] for _, event in events]


async def test_a_turn_is_told_in_order_with_numbers(chat: Chat) -> None:
    events = await stream(chat, "add buy milk")
    assert [number for number, _ in events] == list(range(1, len(events) + 1))
    named = kinds(events)
    assert named[0] == "RUN_STARTED"
    assert named[-2:] == ["behflow.answer", "RUN_FINISHED"]
    assert named.index("TOOL_CALL_RESULT") < named.index("behflow.tasks_changed")
    assert answer_of(events)["response"] == 'Added "buy milk".'
    assert events[-1][1]["outcome"] == {"type": "success"}
    steps = [event for _, event in events if event["type"].startswith("STEP_")]
    assert len([s for s in steps if s["type"] == "STEP_STARTED"]) == len(steps) // 2


async def test_the_streamed_answer_is_the_stored_one(chat: Chat) -> None:
    answer = answer_of(await stream(chat, "add buy milk"))
    chat.session_id = UUID(answer["session_id"])
    assert [m["content"] for m in await messages(chat)] == ["add buy milk", answer["response"]]


async def test_a_waiting_proposal_ends_the_run_with_an_interrupt(chat: Chat) -> None:
    await chat.add("one", "two", "three")
    events = await stream(chat, "delete all tasks")
    outcome = events[-1][1]["outcome"]
    assert outcome["type"] == "interrupt"
    assert [i["id"] for i in outcome["interrupts"]] == [answer_of(events)["proposal"]["id"]]


async def test_a_reader_that_comes_back_gets_the_rest(chat: Chat) -> None:
    events = await stream(chat, "add buy milk")
    run_id = UUID(events[0][1]["runId"])
    assert await read(await chat.agent.events(chat.actor, run_id, 3)) == events[3:]


async def test_another_process_tells_the_stored_answer(chat: Chat) -> None:
    events = await stream(chat, "add buy milk")
    run_id = UUID(events[0][1]["runId"])
    elsewhere = ChatAgent(chat.agent.database, chat.agent.settings, clock=lambda: NOW)
    told = await read(await elsewhere.events(chat.actor, run_id, 3))
    assert [number for number, _ in told] == [4, 5, 6, 7]
    assert kinds(told) == ["RUN_STARTED", "behflow.text_reset", "behflow.answer", "RUN_FINISHED"]
    assert answer_of(told) == answer_of(events)


async def test_another_process_waits_for_the_answer_of_a_running_turn(scripted: Talk) -> None:
    chat, model = await scripted("Hello.")
    thinking, go_on = asyncio.Event(), asyncio.Event()
    model.pause = (thinking, go_on)
    events = await chat.agent.stream(chat.actor, ChatInput(message="hello"))
    run_id = await started(events)
    await thinking.wait()
    elsewhere = ChatAgent(chat.agent.database, chat.agent.settings, clock=lambda: NOW)
    reading = asyncio.create_task(read(await elsewhere.events(chat.actor, run_id)))
    go_on.set()
    assert answer_of(await reading)["response"] == "Hello."


async def test_a_turn_whose_process_was_killed_says_so(chat: Chat) -> None:
    events = await stream(chat, "add buy milk")
    run_id = UUID(events[0][1]["runId"])
    async with chat.agent.database.transaction() as session:
        await session.raw.execute("DELETE FROM chat_messages WHERE role = 'assistant'")
        await session.raw.execute("UPDATE chat_messages SET created_at = now() - interval '10 minutes'")
    elsewhere = ChatAgent(chat.agent.database, chat.agent.settings, clock=lambda: NOW)
    told = await read(await elsewhere.events(chat.actor, run_id))
    assert (told[-1][1]["type"], told[-1][1]["code"]) == ("RUN_ERROR", "lost")


async def test_a_run_of_somebody_else_is_unknown(chat: Chat, gap: Chat) -> None:
    run_id = UUID((await stream(chat, "add buy milk"))[0][1]["runId"])
    for work in (gap.agent.events(gap.actor, run_id), gap.agent.stop(gap.actor, run_id)):
        with pytest.raises(NotFound):
            await work


async def test_the_same_key_is_the_same_turn(chat: Chat) -> None:
    first = await stream(chat, "add buy milk", "key")
    again = await stream(chat, "add buy milk", "key")
    assert again == first
    assert await chat.names() == ["buy milk"]


async def test_the_same_key_twice_at_once_is_one_turn(chat: Chat) -> None:
    await asyncio.gather(*(stream(chat, "add buy milk", "key") for _ in range(5)))
    assert await chat.names() == ["buy milk"]


async def test_the_same_key_with_other_words_is_refused(chat: Chat) -> None:
    await stream(chat, "add buy milk", "key")
    with pytest.raises(IdempotencyMismatch):
        await stream(chat, "add buy bread", "key")


async def test_a_stopped_turn_ends_the_models_work_and_is_answered(scripted: Talk) -> None:
    chat, model = await scripted("Hello.")
    thinking = asyncio.Event()
    model.pause = (thinking, asyncio.Event())
    events = await chat.agent.stream(chat.actor, ChatInput(message="hello"))
    run_id = await started(events)
    await thinking.wait()
    await chat.agent.stop(chat.actor, run_id)
    told = await read(events)
    assert told[-1][1]["outcome"] == {"type": "cancelled"}
    assert answer_of(told)["response"] == "Stopped.\nNothing was changed."
    assert model.stopped
    chat.session_id = UUID(answer_of(told)["session_id"])
    assert len(await messages(chat)) == 2


async def test_a_turn_stopped_between_two_steps_tells_what_was_done(scripted: Talk) -> None:
    chat, model = await scripted(calls(("add_task", {"title": "buy milk"}), ("list_tasks", {})), "Hello.")
    thinking = asyncio.Event()
    model.pause = (thinking, asyncio.Event())
    model.pause_at = 1
    events = await chat.agent.stream(chat.actor, ChatInput(message="add buy milk and show my list"))
    run_id = await started(events)
    await thinking.wait()
    await chat.agent.stop(chat.actor, run_id)
    answer = answer_of(await read(events))
    assert answer["response"].startswith('Added "buy milk".')
    assert answer["response"].endswith("Stopped.")
    assert [change["op"] for change in answer["receipt"]["changes"]] == ["added"]
    assert await chat.names() == ["buy milk"]


async def test_a_stop_reaches_a_turn_of_another_process(scripted: Talk) -> None:
    chat, model = await scripted("Hello.")
    thinking = asyncio.Event()
    model.pause = (thinking, asyncio.Event())
    events = await chat.agent.stream(chat.actor, ChatInput(message="hello"))
    run_id = await started(events)
    await thinking.wait()
    heard = asyncio.Event()

    def rings(_connection: object, _pid: int, _channel: str, payload: object) -> None:
        chat.agent.heard(str(payload))
        heard.set()

    async with chat.agent.database.reading() as session:
        await session.raw.add_listener("behflow_stops", rings)
        elsewhere = ChatAgent(chat.agent.database, chat.agent.settings, clock=lambda: NOW)
        await elsewhere.stop(chat.actor, run_id)
        await heard.wait()
        await session.raw.remove_listener("behflow_stops", rings)
    assert (await read(events))[-1][1]["outcome"] == {"type": "cancelled"}


async def test_a_hundred_readers_that_go_away_leave_nothing_behind(chat: Chat) -> None:
    before = len(asyncio.all_tasks())
    for number in range(100):
        events = await chat.agent.stream(chat.actor, ChatInput(message=f"add thing {number}"))
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]
    await chat.agent.close()
    assert len(asyncio.all_tasks()) == before
    assert chat.agent.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert chat.agent.runs._running == {}
    async with chat.agent.database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM tasks") == 100


async def test_a_silent_run_gives_signs_of_life() -> None:
    run = Run(new_id(), new_id())
    events = run.follow(keep_alive=0.0)
    assert await anext(events) is None
    run.finish()
    assert [event async for event in events] == []


async def test_old_finished_runs_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("behflow.agent.runs.RUNS_MOST", 2)
    runs, user = Runs(), new_id()
    made = [Run(new_id(), user) for _ in range(3)]
    for run in made:
        runs.add(run)
        run.said(new_id())
        runs.done(run)
    assert [runs.find(run.id, user) for run in made] == [None, *made[1:]]


async def test_finished_runs_take_a_bounded_part_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("behflow.agent.runs.BYTES_MOST", 250_000)
    runs, user = Runs(), new_id()
    made = [Run(new_id(), user) for _ in range(4)]
    for run in made:
        runs.add(run)
        run.emit({"type": "CUSTOM", "name": "behflow.answer", "value": {"response": "long " * 20_000}})
        runs.done(run)
    assert [runs.find(run.id, user) for run in made] == [None, None, *made[2:]]


async def test_arguments_that_a_model_streams_without_end_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("behflow.agent.runs.EVENTS_MOST", 10)
    monkeypatch.setattr("behflow.agent.runs.STREAMED_MOST", 100)
    many, long = Run(new_id(), new_id()), Run(new_id(), new_id())
    for _ in range(50):
        many.emit({"type": "TOOL_CALL_ARGS", "toolCallId": "1", "delta": "x"})
        long.emit({"type": "TEXT_MESSAGE_CONTENT", "messageId": "1", "delta": "x" * 30})
    many.emit({"type": "RUN_FINISHED"})
    assert (len(many.events), len(long.events)) == (11, 3)


async def test_one_user_cannot_have_any_number_of_turns_at_a_time(
    scripted: Talk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("behflow.agent.runs.RUNNING_MOST", 2)
    chat, model = await scripted("Hello.")
    thinking, go_on = asyncio.Event(), asyncio.Event()
    model.pause = (thinking, go_on)
    turns = [asyncio.create_task(chat.agent.turn(chat.actor, "hello")) for _ in range(2)]
    await thinking.wait()
    with pytest.raises(TooManyRequests):
        await chat.agent.turn(chat.actor, "hello")
    with pytest.raises(TooManyRequests):
        await chat.agent.stream(chat.actor, ChatInput(message="hello"), "key")
    somebody = asyncio.create_task(chat.agent.turn(await world.user("kian"), "hello"))
    go_on.set()
    assert [answer["response"] for answer in await asyncio.gather(*turns, somebody)] == ["Hello."] * 3
    assert (await chat.agent.turn(chat.actor, "hello"))["response"] == "Hello."

"""Many at once: nobody acts as somebody else, nothing is lost, nothing is done out of order."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from behflow.actor import Membership
from behflow.agent import turns
from behflow.agent.agent import ChatAgent
from behflow.chat.service import ChatService
from behflow.errors import Conflict, InvalidInput, NotFound
from behflow.ids import new_id
from tests.agent.conftest import NOW, Chat, Json, Talk, calls
from tests.factories import World


async def messages(chat: Chat) -> list[Json]:
    assert chat.session_id is not None
    async with chat.agent.database.reading() as session:
        return (await ChatService(session, chat.actor).messages(chat.session_id, None, 200))[0]


async def test_two_hundred_interleaved_chats_of_two_users(agent: ChatAgent, world: World) -> None:
    users = [await world.user("first"), await world.user("second")]

    async def talk(number: int) -> None:
        chat = Chat(agent, users[number % 2])
        await chat.say(f"add thing {number} of {number % 2}")
        await chat.say("complete it")

    await asyncio.gather(*(talk(number) for number in range(200)))
    async with agent.database.reading() as session:
        rows = await session.raw.fetch(
            "SELECT e.user_id, e.via, e.payload->'after'->>'name' AS name, t.creator_id, t.workspace_id, t.status"
            " FROM events e JOIN tasks t ON t.id = e.subject_id"
        )
    assert len(rows) == 400
    wrong = [
        row
        for row in rows
        for owner in [users[int(row["name"][-1])]]
        if (row["user_id"], row["creator_id"], row["workspace_id"])
        != (owner.user_id, owner.user_id, owner.personal_workspace)
    ]
    assert wrong == []
    assert {row["via"] for row in rows} == {"agent"}
    assert {row["status"] for row in rows} == {"completed"}


async def test_ten_messages_at_once_are_answered_in_order(chat: Chat) -> None:
    await chat.say("help")
    answers = await asyncio.gather(*(chat.say(f"add thing number {n}") for n in range(10)))
    said = await messages(chat)
    assert [message["role"] for message in said] == ["user", "assistant"] * 11
    assert [m["content"] for m in said if m["role"] == "user"][1:] == [f"add thing number {n}" for n in range(10)]
    assert [m["content"] for m in said if m["role"] == "assistant"][1:] == [answer["response"] for answer in answers]
    assert await chat.names() == [f"thing number {n}" for n in range(10)]


async def test_two_processes_answer_one_conversation_one_after_the_other(chat: Chat, agent: ChatAgent) -> None:
    await chat.say("add pay rent tomorrow")
    # Two agents share nothing but the database, as two workers do.
    workers = [agent, ChatAgent(agent.database, agent.settings, clock=lambda: NOW)]
    await asyncio.gather(*(workers[n % 2].turn(chat.actor, "postpone it by 1 day", chat.session_id) for n in range(8)))
    said = await messages(chat)
    assert [message["role"] for message in said] == ["user", "assistant"] * 9
    # Each turn saw what the one before had done, so none of them ran beside another.
    days = [m["data"]["tasks"][0]["due"]["date"] for m in said if m["role"] == "assistant"]
    assert days == [f"2026-11-{24 + n}" if n < 7 else f"2026-12-0{n - 6}" for n in range(9)]


async def test_a_claim_of_a_killed_process_expires(chat: Chat) -> None:
    await chat.say("add start")
    async with chat.agent.database.transaction() as session:
        await session.raw.execute("UPDATE chat_sessions SET claimed_until = clock_timestamp() + interval '0.2 second'")
    assert (await chat.say("complete it"))["response"] == 'Completed "start".'


async def test_a_message_whose_turn_does_not_come_is_kept_and_answered(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await chat.say("add start")
    async with chat.agent.database.transaction() as session:
        await session.raw.execute("UPDATE chat_sessions SET claimed_until = clock_timestamp() + interval '1 hour'")
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.1)
    with pytest.raises(Conflict):
        await chat.say("complete it")
    said = await messages(chat)
    assert [message["role"] for message in said] == ["user", "assistant"] * 2
    assert said[2]["content"] == "complete it"


async def test_a_turn_goes_on_when_its_caller_goes_away(chat: Chat) -> None:
    turn = asyncio.create_task(chat.agent.turn(chat.actor, "add buy milk"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    await chat.agent.close()
    assert await chat.names() == ["buy milk"]


async def test_no_connection_is_held_while_the_model_thinks(scripted: Talk) -> None:
    chat, model = await scripted("Hello.")
    held: list[int] = []

    def look(_: object) -> str:
        held.append(chat.agent.database.engine.pool.checkedout())
        return "Hello."

    model.script = [look]
    await chat.say("hello")
    assert held == [0]


async def test_a_foreign_conversation_is_as_unknown_as_one_that_never_was(chat: Chat, gap: Chat) -> None:
    await chat.say("add buy milk")
    with pytest.raises(NotFound) as foreign:
        await gap.agent.turn(gap.actor, "hello", chat.session_id)
    with pytest.raises(NotFound) as unknown:
        await gap.agent.turn(gap.actor, "hello", new_id())
    assert foreign.value.detail == unknown.value.detail
    assert len(await messages(chat)) == 2


@pytest.mark.parametrize("message", ["", "   ", "x" * 4001, "a\x00b", "\ud800"])
async def test_messages_that_cannot_be_stored_are_refused(chat: Chat, message: str) -> None:
    with pytest.raises(InvalidInput):
        await chat.say(message)


async def test_deleting_in_a_shared_workspace_is_asked_first(scripted: Talk, world: World) -> None:
    chat, _ = await scripted(calls(("delete_task", {"task": "their plan"})))
    owner = await world.user()
    await world.task(owner, "their plan")
    shared = Membership(owner.personal_workspace, "member", personal=False)
    chat.actor = replace(chat.actor, workspaces=(*chat.actor.workspaces, shared))
    answer = await chat.say("delete their plan")
    assert [change["name"] for change in answer["proposal"]["changes"]] == ["their plan"]


async def test_every_change_carries_its_turn(chat: Chat) -> None:
    answer = await chat.say("add buy milk; add buy bread")
    async with chat.agent.database.reading() as session:
        rows = await session.raw.fetch("SELECT DISTINCT turn_id, via, user_id FROM events")
    assert [tuple(row) for row in rows] == [(UUID(answer["receipt"]["turn_id"]), "agent", chat.actor.user_id)]


async def test_today_is_where_the_user_is(agent: ChatAgent, world: World) -> None:
    late = ChatAgent(agent.database, agent.settings, clock=lambda: dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC))
    berlin = Chat(late, await world.user(zone="Europe/Berlin"))
    new_york = Chat(late, await world.user(zone="America/New_York"))
    await berlin.say("add buy milk today")
    await new_york.say("add buy milk today")
    assert (await berlin.task("buy milk"))["due"]["date"] == "2026-11-24"
    assert (await new_york.task("buy milk"))["due"]["date"] == "2026-11-23"

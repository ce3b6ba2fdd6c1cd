"""Conversations as the service keeps them: claims, order, the newest change, proposals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from behflow.actor import Actor
from behflow.chat.proposals import ProposalService
from behflow.chat.service import TITLE_LENGTH, ChatService
from behflow.database.engine import Database
from behflow.errors import NotFound
from behflow.ids import new_id
from behflow.tasks.schemas import TaskCreate
from behflow.tasks.service import TaskService
from behflow.tasks.undo import UndoService
from tests.factories import World


async def test_a_conversation_is_named_after_its_first_message(database: Database, world: World) -> None:
    actor = await world.user()
    async with database.transaction() as session:
        chat = ChatService(session, actor)
        said = await chat.say("add  a\nvery " + "long " * 40, None, new_id())
        await chat.say("another", said.session_id, new_id())
        (found,), _ = await chat.sessions(None, 10)
    assert found["title"].startswith("add a very long long")
    assert found["title"].endswith("…")
    assert len(found["title"]) <= TITLE_LENGTH


async def test_only_one_turn_has_the_conversation_and_the_earlier_message_goes_first(
    database: Database, world: World
) -> None:
    actor = await world.user()
    async with database.transaction() as session:
        first = await ChatService(session, actor).say("one", None, new_id())
        assert first.claim is not None
    async with database.transaction() as session:
        second = await ChatService(session, actor).say("two", first.session_id, new_id())
    async with database.transaction() as session:
        third = await ChatService(session, actor).say("three", first.session_id, new_id())
        assert (second.claim, third.claim) == (None, None)
        await ChatService(session, actor).answer(first, "answer", {}, first.claim)
    async with database.transaction() as session:
        chat = ChatService(session, actor)
        assert await chat.claim(third.session_id, third.message_id) is None
        claim = await chat.claim(second.session_id, second.message_id)
        assert claim is not None
        await chat.answer(second, "answer", {}, claim)
        assert await chat.claim(third.session_id, third.message_id) is not None
        found, _ = await chat.messages(first.session_id, None, 10)
    assert [message["content"] for message in found] == ["one", "answer", "two", "answer", "three"]


async def test_a_late_answer_does_not_end_the_claim_of_another(database: Database, world: World) -> None:
    actor = await world.user()
    async with database.transaction() as session:
        said = await ChatService(session, actor).say("one", None, new_id())
        assert said.claim is not None
        await ChatService(session, actor).answer(said, "late", {}, said.claim - dt.timedelta(minutes=1))
        kept = await session.raw.fetchval("SELECT claimed_until FROM chat_sessions")
    assert kept == said.claim


async def test_an_answer_to_a_conversation_that_was_deleted_goes_nowhere(database: Database, world: World) -> None:
    actor = await world.user()
    async with database.transaction() as session:
        chat = ChatService(session, actor)
        said = await chat.say("one", None, new_id())
        await chat.delete(said.session_id)
        await chat.answer(said, "late", {}, said.claim)
        assert await session.raw.fetchval("SELECT count(*) FROM chat_messages") == 0


async def test_a_proposal_needs_a_conversation_of_its_user(database: Database, world: World) -> None:
    owner, stranger = await world.user(), await world.user()
    async with database.transaction() as session:
        said = await ChatService(session, owner).say("one", None, new_id())
    async with database.transaction() as session:
        with pytest.raises(NotFound):
            await ProposalService(session, stranger).open(said.session_id, new_id(), "title", [])


async def test_a_message_follows_what_a_worker_with_a_fast_clock_stored(database: Database, world: World) -> None:
    actor = await world.user()
    async with database.transaction() as session:
        first = await ChatService(session, actor).say("one", None, new_id())
        hour = 3_600_000 << 80
        await session.raw.execute(
            "UPDATE chat_messages SET id = $2 WHERE id = $1", first.message_id, UUID(int=first.message_id.int + hour)
        )
    async with database.transaction() as session:
        chat = ChatService(session, actor)
        await chat.say("two", first.session_id, new_id())
        await chat.say("three", first.session_id, new_id())
        said, _ = await chat.messages(first.session_id, None, 10)
    assert [message["content"] for message in said] == ["one", "two", "three"]


class Talk:
    """A conversation in which every turn changes a task, as the agent would write it down."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database = database
        self.actor = actor
        self.session_id: UUID | None = None

    async def turn(self, name: str) -> UUID:
        """One turn that makes a task."""
        turn_id = new_id()
        async with self.database.transaction() as session:
            actor = replace(self.actor, turn_id=turn_id)
            chat = ChatService(session, actor)
            said = await chat.say(f"add {name}", self.session_id, turn_id)
            self.session_id = said.session_id
            task = await TaskService(session, actor).create(TaskCreate(name=name))
            changes = [{"op": "added", "task_id": task["id"], "name": name}]
            data = {"receipt": {"turn_id": str(turn_id), "changes": changes}}
            await chat.answer(said, "Added.", data, said.claim)
        return turn_id

    async def undo(self, turn_id: UUID, *, redo: bool = False) -> None:
        """Take a turn back, or do it again, by a click."""
        async with self.database.transaction() as session:
            service = UndoService(session, replace(self.actor, turn_id=new_id()))
            await (service.redo(turn_id) if redo else service.undo_turn(turn_id))

    async def state(self) -> tuple[list[UUID], UUID | None, list[UUID]]:
        """The newest two changes, what could be done again, and the turns that are shown as undone."""
        assert self.session_id is not None
        async with self.database.transaction() as session:
            chat = ChatService(session, self.actor)
            newest = [turn_id for turn_id, _ in await chat.newest_changes(self.session_id, 2)]
            undone = await chat.newest_undone(self.session_id)
            messages, _ = await chat.messages(self.session_id, None, 50)
        receipts = [m["data"]["receipt"] for m in messages if m["data"].get("receipt")]
        return newest, undone and undone[0], [UUID(r["turn_id"]) for r in receipts if r.get("undone")]


async def test_the_newest_changes_follow_what_is_taken_back_and_done_again(database: Database, world: World) -> None:
    talk = Talk(database, await world.user())
    one, two, three = [await talk.turn(name) for name in ("one", "two", "three")]
    assert await talk.state() == ([three, two], None, [])
    await talk.undo(three)
    assert await talk.state() == ([two, one], three, [three])
    await talk.undo(two)
    assert await talk.state() == ([one], two, [two, three])
    await talk.undo(two, redo=True)
    assert await talk.state() == ([two, one], three, [three])
    await talk.undo(three, redo=True)
    assert await talk.state() == ([three, two], None, [])


async def test_the_changes_of_a_foreign_conversation_are_not_told(database: Database, world: World) -> None:
    talk = Talk(database, await world.user())
    await talk.undo(await talk.turn("one"))
    await talk.turn("two")
    assert talk.session_id is not None
    async with database.transaction() as session:
        stranger = ChatService(session, await world.user())
        assert await stranger.newest_changes(talk.session_id, 5) == []
        assert await stranger.newest_undone(talk.session_id) is None

"""Conversations as the service keeps them: claims, order, the newest change, proposals."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from behflow.chat.proposals import ProposalService
from behflow.chat.service import TITLE_LENGTH, ChatService
from behflow.database.engine import Database
from behflow.errors import NotFound
from behflow.ids import new_id
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

"""Who answers a turn follows what the user and the server set, and every call of a model is written down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from behflow.actor import Actor
from behflow.agent.agent import ChatAgent
from behflow.agent.state import Answer, Change
from behflow.chat.assistant import AssistantService
from behflow.chat.assistant_schemas import AssistantUpdate
from behflow.chat.service import ChatService, Said
from behflow.chat.usage import UsageService
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import ConfigurationError
from tests.agent.conftest import NOW, Chat
from tests.agent.wire.server import serving
from tests.agent.wire.wires import WIRES, Say
from tests.factories import World
from tests.tiny_model import TinyModel, tiny_model

Talk = Callable[..., Any]


@pytest.fixture
async def model() -> AsyncIterator[TinyModel]:
    async with tiny_model() as found:
        yield found


@pytest.fixture
async def talk(database: Database, settings: Settings, world: World, model: TinyModel) -> AsyncIterator[Talk]:
    """A user of a server whose model is the tiny one: ``await talk(llm_daily_tokens=5)``."""
    agents: list[ChatAgent] = []

    async def make(**more: Any) -> Chat:
        set_to = {"llm": "openai:tiny", "llm_base_url": model.url, "llm_api_key": SecretStr("sk-instance"), **more}
        agents.append(ChatAgent(database, settings.model_copy(update=set_to), clock=lambda: NOW))
        return Chat(agents[-1], await world.user())

    yield make
    for agent in agents:
        await agent.close()


async def change(chat: Chat, **values: Any) -> None:
    """Change the user's settings."""
    async with chat.agent.database.transaction() as session:
        service = AssistantService(session, chat.actor, chat.agent.settings)
        await service.update(AssistantUpdate.model_validate(values))


async def used(chat: Chat) -> int:
    """The tokens of today."""
    async with chat.agent.database.reading() as session:
        return (await UsageService(session, chat.actor).today()).tokens


async def test_a_turn_of_a_model_is_written_down_and_ends_where_the_cap_is(talk: Talk, model: TinyModel) -> None:
    chat = await talk(llm_daily_tokens=40)
    for tokens in (32, 64):  # the turn that crosses the cap is still answered
        answer = await chat.say("hello there")
        assert (answer["engine"], answer["notices"], await used(chat)) == ("openai:tiny", [], tokens)
    answer = await chat.say("add buy milk")
    assert (answer["engine"], answer["sent"], await used(chat)) == ("built-in", [], 64)
    assert [(n["kind"], n["code"]) for n in answer["notices"]] == [("budget", "budget_tokens")]
    assert await chat.names() == ["buy milk"]
    assert len(model.heads) == 2


async def test_a_cap_that_is_reached_inside_a_turn_leaves_the_rest_to_the_engine(talk: Talk) -> None:
    look = Say("Let me look.", calls=(("list_tasks", {}),))
    async with serving(WIRES["openai"], look) as server:
        chat = await talk(llm_base_url=server.url, llm_daily_tokens=100)
        answer = await chat.say("add buy milk")
    assert len(server.asked) == 1
    assert (answer["engine"], answer["sent"][0]["input_tokens"]) == ("built-in", 100)
    assert [notice["code"] for notice in answer["notices"]] == ["budget_tokens"]
    assert await chat.names() == ["buy milk"]


async def test_turns_at_once_do_not_all_use_what_is_left_under_a_cap(talk: Talk, model: TinyModel) -> None:
    chat = await talk(llm_daily_tokens=40)
    answers = await asyncio.gather(*(chat.agent.turn(chat.actor, "hello there") for _ in range(10)))
    assert sorted(answer["engine"] for answer in answers) == ["built-in"] * 9 + ["openai:tiny"]
    assert len(model.heads) == 1


async def test_a_user_who_switches_the_models_off_is_answered_by_the_engine(talk: Talk, model: TinyModel) -> None:
    chat = await talk()
    await change(chat, enabled=False)
    assert (await chat.say("add buy milk"))["engine"] == "built-in"
    await change(chat, enabled=True)
    assert (await chat.say("hello there"))["engine"] == "openai:tiny"
    assert len(model.heads) == 1


async def test_local_only_sends_nothing_to_a_host_outside_and_says_so(talk: Talk) -> None:
    chat = await talk(llm_base_url="https://models.example.org/v1")
    await change(chat, local_only=True)
    answer = await chat.say("add buy milk")
    assert (answer["engine"], answer["sent"]) == ("built-in", [])
    assert [n["kind"] for n in answer["notices"]] == ["local_only"]


async def test_a_users_own_model_is_asked_with_their_key_and_never_from_another_host_than_listed(
    talk: Talk, model: TinyModel
) -> None:
    own = {"model": "openai:mine", "base_url": model.url, "api_key": "sk-mine"}
    chat = await talk(llm_user_models=True, llm_private_hosts=("127.0.0.1",))
    await change(chat, own=own)
    assert (await chat.say("hello there"))["engine"] == "openai:mine"
    assert "bearer sk-mine" in model.heads[0].lower()
    # The same user on a server that does not list the host: the address is refused when it is connected to.
    strict = await talk(llm_user_models=True)
    answer = await Chat(strict.agent, chat.actor).say("add buy milk")
    assert (answer["engine"], answer["answered_by"]["fallback"]) == ("built-in", "provider_down")
    assert len(model.heads) == 1


async def test_a_key_that_cannot_be_read_any_more_is_asked_for_again(talk: Talk, model: TinyModel) -> None:
    own = {"model": "openai:mine", "base_url": model.url, "api_key": "sk-mine"}
    chat = await talk(llm_user_models=True, llm_private_hosts=("127.0.0.1",))
    await change(chat, own=own)
    other = await talk(llm_user_models=True, secret_key=SecretStr("another signing key of thirty-two bytes"))
    answer = await Chat(other.agent, chat.actor).say("add buy milk")
    assert [n["code"] for n in answer["notices"]] == ["unreadable_key"]
    assert "Enter the key again" in answer["notices"][0]["text"]
    assert model.heads == []


async def test_calls_that_failed_are_written_down_too(talk: Talk, model: TinyModel) -> None:
    model.status = 401
    chat = await talk()
    assert (await chat.say("add buy milk"))["answered_by"]["fallback"] == "auth"
    async with chat.agent.database.reading() as session:
        (day,) = await UsageService(session, chat.actor).by_day()
    assert (day["calls"], day["faults"], day["estimated"]) == (1, 1, True)


async def test_a_turn_that_breaks_after_a_call_still_tells_what_the_call_used(
    talk: Talk, model: TinyModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await talk()

    async def broken(*_: object) -> object:
        await asked(*_)
        raise OSError("the disk is full")

    asked = chat.agent._think
    monkeypatch.setattr(chat.agent, "_think", broken)
    with pytest.raises(OSError, match="disk"):
        await chat.say("hello there")
    assert await used(chat) == 32


async def test_a_conversation_that_is_deleted_meanwhile_still_counts(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await talk()
    [task] = await chat.add("Pay rent")

    async def deleted(actor: Actor, given: object, said: Said, *more: Any) -> Answer:
        answer: Answer = await asked(actor, given, said, *more)
        async with chat.agent.database.transaction() as session:
            await ChatService(session, actor).delete(said.session_id)
        return replace(answer, proposed=(Change("deleted", task["id"], task["name"]),))

    asked = chat.agent._think
    monkeypatch.setattr(chat.agent, "_think", deleted)
    await chat.say("hello there")
    assert await used(chat) == 32


async def test_what_is_set_wrongly_stops_the_start(database: Database, settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="BEHFLOW_LLM_API_KEY"):
        ChatAgent(database, settings.model_copy(update={"llm": "openai:tiny"}))

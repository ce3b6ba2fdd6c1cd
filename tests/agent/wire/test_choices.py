"""Which model a profile asks first, and who is told what could be remembered."""

from __future__ import annotations

from typing import Any

import pytest

from behflow.chat.assistant import AssistantService
from behflow.chat.assistant_schemas import AssistantUpdate
from behflow.chat.memory import MemoryService
from behflow.chat.memory_schemas import MemoryQuery
from behflow.chat.model_specs import parse_profiles
from behflow.chat.schemas import ChatInput
from behflow.config import Settings
from behflow.errors import ConfigurationError
from tests.agent.conftest import Chat
from tests.agent.test_runs import answer_of, read
from tests.agent.wire.conftest import Join
from tests.agent.wire.server import serving
from tests.agent.wire.wires import WIRES, Say

HELLO = Say("Good morning.")
SUGGESTION = Say(calls=(("suggest_memory", {"text": "They work at night"}),))


async def suggestions(chat: Chat) -> list[str]:
    async with chat.agent.database.reading() as session:
        found, _ = await MemoryService(session, chat.actor).list(MemoryQuery(status="suggested"))
    return [memory["text"] for memory in found]


async def wants(chat: Chat, suggest: bool) -> None:
    async with chat.agent.database.transaction() as session:
        service = AssistantService(session, chat.actor, chat.agent.settings)
        await service.update(AssistantUpdate(suggest_memories=suggest))


def names(asked: Any) -> set[str]:
    """The tools that a request told of."""
    return {tool["function"]["name"] for tool in asked["tools"]}


async def test_a_profile_asks_its_own_model_first_and_others_the_first_of_the_chain(join: Join) -> None:
    async with serving(WIRES["openai"], HELLO) as usual, serving(WIRES["ollama"], HELLO) as coach:
        chat = await join(usual, coach, llm_profiles="coach=ollama:tiny")
        given = ChatInput(message="I cannot begin", profile="coach")
        answer = answer_of(await read(await chat.agent.stream(chat.actor, given)))
        assert answer["engine"] == "ollama:tiny"
        assert (await chat.say("good morning"))["engine"] == "openai:tiny"
    assert (len(usual.asked), len(coach.asked)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "fault"), [("coach=openai:other", "is not one of the models"), ("boss=openai:tiny", "the profiles are")]
)
def test_a_profile_with_an_unknown_name_or_model_is_refused_at_start(settings: Settings, text: str, fault: str) -> None:
    with pytest.raises(ConfigurationError, match=fault):
        parse_profiles(settings.model_copy(update={"llm_profiles": text}))


async def test_a_model_suggests_a_memory_only_to_who_wants_it(join: Join) -> None:
    async with serving(WIRES["openai"], SUGGESTION, HELLO) as server:
        chat = await join(server)
        await wants(chat, True)
        await chat.say("good night, off to work")
        assert "suggest_memory" in names(server.asked[0])
    assert await suggestions(chat) == ["They work at night"]


async def test_nothing_is_suggested_without_consent_even_when_the_model_tries(join: Join) -> None:
    async with serving(WIRES["openai"], SUGGESTION, HELLO) as server:
        chat = await join(server)
        await wants(chat, False)
        await chat.say("good night, off to work")
        assert "suggest_memory" not in names(server.asked[0])
    assert await suggestions(chat) == []

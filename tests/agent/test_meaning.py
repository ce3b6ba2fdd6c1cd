"""Memories found by meaning: asked of an embedding model only where it may be asked, told with the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from pydantic import SecretStr

from behflow.agent.agent import ChatAgent
from behflow.chat.assistant import AssistantService
from behflow.chat.assistant_schemas import AssistantUpdate
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import ConfigurationError
from tests.agent.conftest import NOW, Chat
from tests.backend.chat.test_memory_vectors import database, plain, server
from tests.factories import World
from tests.tiny_embedder import TinyEmbedder, tiny_embedder

__all__ = ["database", "plain", "server"]

KEY = "sk-meaning-0123456789"
TOPICS = (("teeth", "dentist"), ("dinner", "vegetarian", "food"), ("meeting", "appointment"))


@pytest.fixture
async def embedder() -> AsyncIterator[TinyEmbedder]:
    """An embedding model; a text's vector says which topics its words are about."""
    async with tiny_embedder(lambda text: [1.0 * any(w in text for w in topic) + 0.01 for topic in TOPICS]) as made:
        yield made


Join = Callable[..., Awaitable[Chat]]


@pytest.fixture
def join(database: Database, settings: Settings, world: World, embedder: TinyEmbedder) -> Join:
    """A chat whose memories are found by meaning."""

    async def make(provider: str = "openai") -> Chat:
        chosen = settings.model_copy(
            update={
                "embeddings": f"{provider}:topics",
                "embeddings_base_url": embedder.url,
                "embeddings_api_key": SecretStr(KEY),
            }
        )
        agent = ChatAgent(database, chosen, clock=lambda: NOW)
        await agent.prepare()
        chat = Chat(agent, await world.user(zone="Europe/Berlin"))
        for memory in ("my dentist is Dr. Rad", "I am a vegetarian"):
            await chat.say(f"remember that {memory}")
        return chat

    return make


@pytest.mark.parametrize("provider", ["openai", "ollama"])
async def test_a_memory_is_found_by_what_it_means_and_the_call_is_told(
    join: Join, embedder: TinyEmbedder, provider: str
) -> None:
    chat = await join(provider)
    answer = await chat.say("what do you remember about teeth?")
    assert answer["response"].splitlines()[1] == "1. my dentist is Dr. Rad"
    [sent] = answer["sent"]
    assert (sent["host"], sent["model"], sent["input_tokens"], sent["local"]) == ("127.0.0.1", "topics", 7, True)
    assert all(f"Bearer {KEY}" in head for head in embedder.heads)
    async with chat.agent.database.reading() as session:
        assert await session.raw.fetchval("SELECT sum(input_tokens) FROM model_calls") == 7


async def test_nothing_is_sent_until_something_is_asked(join: Join, embedder: TinyEmbedder) -> None:
    chat = await join()
    await chat.say("add buy milk")
    assert embedder.asked == []


async def test_words_decide_while_the_model_is_down_and_its_words_are_not_shown(
    join: Join, embedder: TinyEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    chat = await join()
    embedder.status = 500
    answer = await chat.say("what do you remember about my dentist?")
    assert "Dr. Rad" in answer["response"]
    assert KEY not in caplog.text


async def test_who_switched_models_off_sends_no_memory(join: Join, embedder: TinyEmbedder) -> None:
    chat = await join()
    async with chat.agent.database.transaction() as session:
        service = AssistantService(session, chat.actor, chat.agent.settings)
        await service.update(AssistantUpdate(enabled=False))
    answer = await chat.say("what do you remember about my dentist?")
    assert "Dr. Rad" in answer["response"]
    assert (embedder.asked, answer["sent"]) == ([], [])


async def test_local_only_sends_no_memory_out_of_the_house(
    join: Join, embedder: TinyEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await join()
    async with chat.agent.database.transaction() as session:
        service = AssistantService(session, chat.actor, chat.agent.settings)
        await service.update(AssistantUpdate(local_only=True))
    await chat.say("what do you remember about teeth?")
    assert len(embedder.asked) == 1, "this machine is in the house"
    monkeypatch.setattr("behflow.chat.model_specs.is_private", lambda host, private_hosts=(): False)
    await chat.say("what do you remember about dinner?")
    assert len(embedder.asked) == 1


async def test_a_database_without_vectors_finds_by_words(
    join: Join, embedder: TinyEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def without(_: Database) -> bool:
        return False

    monkeypatch.setattr("behflow.agent.agent.prepare_vectors", without)
    chat = await join()
    assert "Dr. Rad" in (await chat.say("what do you remember about my dentist?"))["response"]
    assert embedder.asked == []


@pytest.mark.parametrize(
    ("name", "fault"), [("anthropic:x", "has no embedding models"), ("openai:x", "needs a key"), ("x", "BEHFLOW_EMBED")]
)
async def test_a_model_that_cannot_be_asked_is_refused_at_start(
    database: Database, settings: Settings, name: str, fault: str
) -> None:
    with pytest.raises(ConfigurationError, match=fault):
        ChatAgent(database, settings.model_copy(update={"embeddings": name}))

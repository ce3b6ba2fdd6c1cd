"""Recall by meaning on the PostgreSQL that Behflow ships, which has pgvector; and by words alone where it has not."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import make_url

from behflow.actor import Actor
from behflow.chat import memory_vectors
from behflow.chat.memory import MemoryService
from behflow.chat.memory_schemas import MemoryUpdate
from behflow.chat.memory_vectors import MemoryVectors, prepare
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.engine import Database
from behflow.database.migrate import migrate
from tests.factories import World

TOPICS = (("doctor", "dentist", "teeth"), ("meeting", "calendar", "appointment"), ("food", "vegetarian", "dinner"))


class Model:
    """Embeds deterministically: how often a text speaks of each of three topics."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.answer: list[list[float]] | Exception | None = None

    async def embed(self, texts: list[str]) -> list[list[float]]:
        self.asked.append(texts)
        if isinstance(self.answer, Exception):
            raise self.answer
        if self.answer is not None:
            return self.answer
        return [[float(sum(text.lower().count(w) for w in topic)) + 0.01 for topic in TOPICS] for text in texts]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[EmbeddedPostgres, str]]:
    """A server of its own: the table of vectors is not part of the schema that other tests compare."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedPostgres(Path(folder) / "postgres")
        try:
            yield server, server.start()
        finally:
            server.stop()


@pytest.fixture
async def plain(server: tuple[EmbeddedPostgres, str], request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A fresh database without the extension."""
    root = Database(server[1], pool_size=1)
    name = f"vectors_{abs(hash(request.node.name))}"
    async with root.reading() as session:
        await session.raw.execute(f'CREATE DATABASE "{name}"')
    await root.close()
    url = make_url(server[1]).set(database=name)
    await migrate(url)
    database = Database(url.render_as_string(hide_password=False), pool_size=3)
    yield database
    await database.close()


@pytest.fixture
async def database(server: tuple[EmbeddedPostgres, str], plain: Database) -> Database:
    """The same with the extension and the table."""
    assert await asyncio.to_thread(server[0].create_extension, "vector", str(plain.url.database))
    assert await prepare(plain)
    return plain


async def _keep(database: Database, world_user: object, *texts: str) -> list[UUID]:
    async with database.transaction() as session:
        memories = MemoryService(session, world_user)  # type: ignore[arg-type]
        return [UUID((await memories.remember(text))["id"]) for text in texts]


async def recall(vectors: MemoryVectors, actor: Actor, query: str, limit: int = 5) -> list[dict[str, Any]]:
    """What is found by words and meaning."""
    meaning = await vectors.meaning(actor, query)
    async with vectors.database.transaction() as session:
        return await MemoryService(session, actor).recall(query, limit, meaning)


async def test_without_the_extension_nothing_is_made_and_words_still_find(plain: Database) -> None:
    assert await prepare(plain) is False
    actor = await World(plain).user()
    await _keep(plain, actor, "My dentist is Dr. Rad")
    async with plain.transaction() as session:
        assert await session.raw.fetchval("SELECT to_regclass('memory_embeddings')") is None
        assert len(await MemoryService(session, actor).recall("dentist")) == 1


async def test_an_extension_that_the_server_does_not_have_is_not_made(server: tuple[EmbeddedPostgres, str]) -> None:
    assert await asyncio.to_thread(server[0].create_extension, "no_such_thing") is False


async def test_several_processes_may_prepare_at_once(database: Database) -> None:
    assert await asyncio.gather(*(prepare(database) for _ in range(3))) == [True] * 3


async def test_a_question_in_other_words_finds_by_meaning_and_words_and_meaning_together_win(
    database: Database,
) -> None:
    actor, model = await World(database).user(), Model()
    await _keep(database, actor, "I see Dr. Rad about my teeth", "No appointment before ten", "I am a vegetarian")
    vectors = MemoryVectors(database, "test:topics", model.embed)
    assert (await recall(vectors, actor, "who is the dentist", 1))[0]["text"] == "I see Dr. Rad about my teeth"
    assert (await recall(vectors, actor, "what is for dinner", 1))[0]["text"] == "I am a vegetarian"
    assert (await recall(vectors, actor, "food before ten", 1))[0]["text"] == "No appointment before ten"
    assert [len(texts) for texts in model.asked] == [4, 1, 1]  # each memory is embedded once


async def test_a_changed_memory_gets_a_new_vector_and_a_forgotten_one_takes_its_own_along(database: Database) -> None:
    actor, model = await World(database).user(), Model()
    first, second = await _keep(database, actor, "about teeth", "about dinner")
    vectors = MemoryVectors(database, "test:topics", model.embed)
    await recall(vectors, actor, "x")
    async with database.transaction() as session:
        memories = MemoryService(session, actor)
        await memories.update(first, MemoryUpdate(text="about my calendar"))
        await memories.forget(second)
    assert [m["text"] for m in await recall(vectors, actor, "meeting")] == ["about my calendar"]
    assert model.asked[-1] == ["meeting", "about my calendar"]
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM memory_embeddings") == 1


async def test_vectors_of_another_model_and_of_another_user_do_not_count(database: Database) -> None:
    world = World(database)
    actor, stranger, model = await world.user(), await world.user(), Model()
    await _keep(database, stranger, "about teeth")
    await recall(MemoryVectors(database, "test:topics", model.embed), stranger, "dentist")
    assert await recall(MemoryVectors(database, "test:topics", model.embed), actor, "dentist") == []
    other = Model()
    await recall(MemoryVectors(database, "test:other", other.embed), stranger, "dentist")
    assert other.asked == [["dentist", "about teeth"]]


@pytest.mark.parametrize(
    "answer",
    [RuntimeError("down"), [], [[1.0]], [[1.0, 2.0], [1.0]], [[], []]],
    ids=["down", "none", "few", "uneven", "empty"],
)
async def test_words_decide_while_the_model_does_not_answer_as_it_should(
    database: Database, answer: list[list[float]] | Exception
) -> None:
    actor, model = await World(database).user(), Model()
    model.answer = answer
    await _keep(database, actor, "My dentist is Dr. Rad")
    vectors = MemoryVectors(database, "test:topics", model.embed)
    assert [m["text"] for m in await recall(vectors, actor, "the dentist")] == ["My dentist is Dr. Rad"]


async def test_a_model_that_never_answers_is_not_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(texts: list[str]) -> list[list[float]]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(memory_vectors, "PATIENCE", 0.01)
    actor = await World(database).user()
    await _keep(database, actor, "My dentist is Dr. Rad")
    assert len(await recall(MemoryVectors(database, "test:topics", never), actor, "dentist")) == 1

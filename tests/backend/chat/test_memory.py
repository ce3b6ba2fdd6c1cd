"""What is remembered, how it is found again, and that nobody else finds it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from pydantic import ValidationError

from behflow.actor import Actor
from behflow.chat import memory
from behflow.chat.memory import MemoryService
from behflow.chat.memory_schemas import MEMORY_LENGTH, MemoryCreate, MemoryQuery, MemoryUpdate
from behflow.database.engine import Database
from behflow.errors import Conflict, InvalidInput, NotFound, StaleVersion
from behflow.ids import new_id
from tests.factories import World

Json = dict[str, Any]


@dataclass
class Head:
    """The memories of one user, each step in a transaction of its own."""

    database: Database
    actor: Actor

    @asynccontextmanager
    async def memories(self) -> AsyncIterator[MemoryService]:
        async with self.database.transaction() as session:
            yield MemoryService(session, replace(self.actor, turn_id=new_id()))

    async def keep(self, *texts: str) -> Json:
        made: Json = {}
        for text in texts:
            async with self.memories() as memories:
                made = await memories.remember(text)
        return made

    async def recall(self, question: str, limit: int = 5) -> list[str]:
        async with self.memories() as memories:
            return [m["text"] for m in await memories.recall(question, limit)]

    async def texts(self, **query: Any) -> list[str]:
        async with self.memories() as memories:
            return [m["text"] for m in (await memories.list(MemoryQuery.model_validate(query)))[0]]


@pytest.fixture
async def head(world: World) -> Head:
    """A user with nothing in mind."""
    return Head(world.database, await world.user("sara"))


@pytest.fixture
async def stranger(world: World) -> Head:
    """Another user."""
    return Head(world.database, await world.user("kian"))


async def test_what_was_said_is_kept_on_one_line_and_recorded(head: Head) -> None:
    kept = await head.keep("  My dentist is\n Dr. Rad ")
    assert kept["text"] == "My dentist is Dr. Rad"
    assert (kept["status"], kept["source"], kept["version"], kept["used_at"]) == ("kept", "said", 1, None)
    async with head.database.reading() as session:
        (event,) = await session.raw.fetch("SELECT *, payload::text AS body FROM events")
    assert (event["type"], event["subject_type"], event["workspace_id"]) == ("memory.created", "memory", None)
    assert orjson.loads(event["body"]) == {"before": None, "after": kept}


@pytest.mark.parametrize(
    "again", ["my dentist is dr. rad", "My dentist is Dr. Rad.", "MY  DENTIST IS DR. RAD!", "My dentist is Dr. Rad"]
)
async def test_the_same_text_is_there_once_and_brought_up_to_date(head: Head, again: str) -> None:
    first = await head.keep("My dentist is Dr. Rad")
    second = await head.keep(again)
    assert second["id"] == first["id"]
    assert await head.texts() == [" ".join(again.split())]


async def test_a_difference_that_matters_is_another_memory(head: Head) -> None:
    await head.keep("I write C", "I write C++", "I write C#")
    assert len(await head.texts()) == 3


async def test_persian_letters_joiners_and_digits_that_look_alike_are_the_same(head: Head) -> None:
    first = await head.keep("كلاس یوگا ساعت ۷ است")
    assert (await head.keep("کلاس يوگا ساعت 7 است"))["id"] == first["id"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("when should I plan meetings?", "I prefer a meeting in the morning"),
        ("who is my DENTIST", "My dentist is Dr. Rad"),
        ("book the café", "The café opens at 8"),
        ("book the cafe", "The café opens at 8"),
        ("کتاب‌ها کجا هستند؟", "کتاب ها را از شهر کتاب می‌خرم"),
        ("كلاس یوگا کی است", "کلاس یوگا ساعت ۷ است"),
        ("ساعت 7 چه خبر است", "کلاس یوگا ساعت ۷ است"),
        ("Wo ist die Straße?", "Meine STRASSE ist die Lange Gasse"),
    ],
)
async def test_a_question_finds_what_was_said_about_it_first(head: Head, question: str, expected: str) -> None:
    await head.keep(
        "I prefer a meeting in the morning", "My dentist is Dr. Rad", "The café opens at 8", "I am a vegetarian",
        "کتاب ها را از شهر کتاب می‌خرم", "کلاس یوگا ساعت ۷ است", "Meine STRASSE ist die Lange Gasse",
    )  # fmt: skip
    assert (await head.recall(question))[0] == expected


async def test_words_that_say_nothing_find_nothing(head: Head) -> None:
    await head.keep("I am the owner of the house")
    assert await head.recall("what is on my list for the day?") == []


async def test_a_rare_word_counts_more_than_several_common_ones(head: Head) -> None:
    await head.keep("Team lunch with Omid", *(f"Team lunch in room {n}" for n in range(5)))
    assert (await head.recall("team lunch with omid", 1)) == ["Team lunch with Omid"]
    assert (await head.recall("lunch omid", 1)) == ["Team lunch with Omid"]


async def test_recalling_notes_the_use_and_nothing_else(head: Head) -> None:
    kept = await head.keep("My dentist is Dr. Rad")
    other = await head.keep("I am a vegetarian")
    async with head.memories() as memories:
        (found,) = await memories.recall("dentist")
        assert await memories.get(UUID(other["id"])) == other
    assert found["used_at"] is not None
    assert {**found, "used_at": None} == kept


@pytest.mark.parametrize("question", ["", "?!", "'", "a' | 'b", "\\", "':*", "& | ! ( )", "🙂", "x" * 5_000, "<-> :A"])
async def test_no_question_breaks_the_search(head: Head, question: str) -> None:
    await head.keep("My dentist is Dr. Rad")
    assert await head.recall(question) == []
    assert await head.texts(q=question[:MEMORY_LENGTH]) == []


async def test_memories_are_searched_by_the_beginnings_of_all_words_and_come_in_pages(head: Head) -> None:
    await head.keep(*(f"Room {n} is for team {n % 2}" for n in range(5)), "I am a vegetarian")
    assert await head.texts(q="tea ROOM 1") == ["Room 3 is for team 1", "Room 1 is for team 1"]
    assert await head.texts(q="vegeta") == ["I am a vegetarian"]
    found, cursor = [], None
    for _ in range(3):
        async with head.memories() as memories:
            page, cursor = await memories.list(MemoryQuery(limit=2, q="room", cursor=cursor))
        found += [m["text"] for m in page]
    assert cursor is None
    assert found == [f"Room {n} is for team {n % 2}" for n in range(4, -1, -1)]


async def test_a_memory_is_corrected_and_forgotten(head: Head) -> None:
    kept = await head.keep("My dentist is Dr. Rad")
    memory_id = UUID(kept["id"])
    async with head.memories() as memories:
        changed = await memories.update(memory_id, MemoryUpdate(text="My dentist is Dr. Azar"), 1)
        assert changed["version"] == 2
        with pytest.raises(StaleVersion):
            await memories.update(memory_id, MemoryUpdate(text="x"), 1)
        with pytest.raises(StaleVersion):
            await memories.forget(memory_id, 1)
    assert await head.recall("rad") == []
    assert await head.recall("azar") == ["My dentist is Dr. Azar"]
    async with head.memories() as memories:
        await memories.forget(memory_id)
        with pytest.raises(NotFound):
            await memories.get(memory_id)
    assert await head.recall("azar") == []


async def test_a_memory_is_not_changed_into_another_one(head: Head) -> None:
    await head.keep("one")
    second = await head.keep("two")
    async with head.memories() as memories:
        with pytest.raises(Conflict):
            await memories.update(UUID(second["id"]), MemoryUpdate(text="ONE."))
        assert (await memories.update(UUID(second["id"]), MemoryUpdate(text="Two")))["text"] == "Two"


async def test_nothing_is_suggested_without_consent(head: Head) -> None:
    async with head.memories() as memories:
        assert await memories.suggest("Likes tea", allowed=False) is None
    assert await head.texts() == []


async def test_a_suggestion_is_not_recalled_until_it_is_accepted(head: Head) -> None:
    async with head.memories() as memories:
        made = await memories.suggest("Likes tea", allowed=True)
        assert made is not None
        assert await memories.suggest("likes TEA.", allowed=True) is None
    assert (made["status"], made["source"]) == ("suggested", "suggested")
    assert await head.recall("tea") == []
    assert await head.texts(status="suggested") == ["Likes tea"]
    async with head.memories() as memories:
        await memories.accept(UUID(made["id"]))
    assert await head.recall("tea") == ["Likes tea"]
    assert await head.texts(status="suggested") == []


async def test_what_is_said_after_it_was_suggested_is_kept(head: Head) -> None:
    async with head.memories() as memories:
        made = await memories.suggest("Likes tea", allowed=True)
    kept = await head.keep("likes tea")
    assert made is not None
    assert (kept["id"], kept["status"]) == (made["id"], "kept")


async def test_there_is_an_end_to_memories_and_an_earlier_one_to_suggestions(
    head: Head, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MEMORIES_LIMIT", 3)
    monkeypatch.setattr(memory, "SUGGESTED_LIMIT", 1)
    async with head.memories() as memories:
        assert await memories.suggest("a", allowed=True) is not None
        assert await memories.suggest("b", allowed=True) is None
    await head.keep("c", "d")
    with pytest.raises(InvalidInput, match="3 memories"):
        await head.keep("e")
    await head.keep("D", "a")  # known ones are still brought up to date
    async with head.memories() as memories:
        assert await memories.suggest("f", allowed=True) is None


async def test_many_at_once_neither_double_a_text_nor_pass_the_end(head: Head, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MEMORIES_LIMIT", 3)
    results = await asyncio.gather(
        *(head.keep(text) for text in ("same", "same", "same", "a", "b", "c", "d")), return_exceptions=True
    )
    assert len(await head.texts()) == 3
    assert all(isinstance(r, dict | InvalidInput) for r in results)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (MEMORY_LENGTH + 1)])
async def test_a_text_that_cannot_be_kept_is_refused(head: Head, text: str) -> None:
    with pytest.raises(InvalidInput):
        await head.keep(text)
    with pytest.raises(ValidationError):
        MemoryCreate(text=text)


async def test_the_longest_text_of_any_letters_is_kept(head: Head) -> None:
    for letter in ("x", "ﷺ", "ß", "🙂", "کا "):
        text = (letter * MEMORY_LENGTH)[:MEMORY_LENGTH].strip()
        assert (await head.keep(text))["text"] == text


async def test_nobody_else_sees_finds_changes_or_forgets_a_memory(head: Head, stranger: Head) -> None:
    kept = await head.keep("My dentist is Dr. Rad")
    memory_id = UUID(kept["id"])
    assert await stranger.recall("dentist") == []
    assert await stranger.texts(q="dentist") == []
    refusals = set()
    for target in (memory_id, uuid4()):
        async with stranger.memories() as memories:
            for attempt in (
                memories.get(target), memories.accept(target), memories.forget(target),
                memories.update(target, MemoryUpdate(text="x")),
            ):  # fmt: skip
                with pytest.raises(NotFound) as refusal:
                    await attempt
                refusals.add(refusal.value.detail)
    assert len(refusals) == 1
    assert (await stranger.keep("My dentist is Dr. Rad"))["id"] != kept["id"]
    async with head.memories() as memories:
        assert await memories.get(memory_id) == kept

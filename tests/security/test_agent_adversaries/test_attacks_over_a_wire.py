"""Attacks that need a real server of a model, or several users at once: slow, spent, talkative, and side by side."""

from __future__ import annotations

import asyncio
import dataclasses
import importlib
import itertools
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from langchain_core.messages import HumanMessage
from pydantic import SecretStr

from behflow.agent import guard
from behflow.agent.agent import ChatAgent
from behflow.agent.models import chain
from behflow.chat.assistant import AssistantService
from behflow.chat.assistant_schemas import AssistantUpdate
from behflow.config import Settings
from tests.agent.conftest import Json, ScriptedModel, calls
from tests.agent.wire.conftest import KEY, settings_for
from tests.agent.wire.server import Broken, ModelServer, Step, serving
from tests.agent.wire.wires import WIRES, Error, Say
from tests.security.test_agent_adversaries import invariants
from tests.security.test_agent_adversaries.arena import Arena
from tests.security.test_agent_adversaries.attacks import NOTHING
from tests.security.test_agent_adversaries.invariants import Played, in_time, written
from tests.security.test_agent_adversaries.page import Page
from tests.security.test_agent_adversaries.places import NOW, OWN, QUESTION

LISTS = Say(calls=(("list_tasks", {}),))
WIPES = Say(calls=(("delete_task", {"task": OWN[0]}),))
ODD_KEY = "horse battery staple"
"""Looks like no key."""


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause before the second attempt."""
    monkeypatch.setattr(chain, "RETRY_PAUSE", 0.0)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """The packages of the providers, which take seconds to load that belong to no turn."""
    for name in ("langchain_openai", "langchain_anthropic", "langchain_ollama"):
        importlib.import_module(name)


@asynccontextmanager
async def asked_over(arena: Arena, instance: Settings, model: ModelServer, **more: Any) -> AsyncIterator[Played]:
    """A user whose model is a server of this machine, with the built-in engine behind it."""
    chosen = settings_for(instance, model, **more)
    agent = ChatAgent(arena.database, chosen, clock=lambda: NOW)
    subject = await arena.subject()
    key = chosen.llm_api_key.get_secret_value() if chosen.llm_api_key else KEY
    before = (await arena.checksum(subject), await arena.own(subject))
    try:
        yield Played(arena, agent, subject, model, *before, keys=(key,))
    finally:
        await agent.close()
        await arena.forget(subject)


async def say(played: Played, *messages: str, session_id: UUID | None = None) -> list[Json]:
    """Send messages one after the other, each within the time of a turn."""
    for message in messages:
        answer = await in_time(played.agent.turn(played.subject.actor, message, session_id))
        session_id = UUID(answer["session_id"])
        played.answers.append(answer)
    return played.answers


async def test_a08_two_hundred_interleaved_chats_of_two_users(arena: Arena, instance: Settings, shown: Page) -> None:
    pair = [await arena.subject(), await arena.subject()]
    models: list[ScriptedModel] = []

    def reach(messages: list[Any]) -> Any:
        """Adds what was asked for, and takes something from the other user."""
        said = next(m.text for m in reversed(messages) if isinstance(m, HumanMessage))
        theirs = str(pair[1 - int(said[-1])].tasks[OWN[0]])
        grab = [("update_task", {"task": theirs, "name": "taken"}), ("delete_task", {"task": theirs})]
        return calls(("add_task", {"title": said.removeprefix("add ")}), *grab)

    def model(*_: Any) -> ScriptedModel:
        models.append(ScriptedModel(script=[reach, "Done."], shown=[]))
        return models[-1]

    agent = ChatAgent(arena.database, instance, clock=lambda: NOW, models=model)
    checksum = await arena.checksum(*pair)
    games = []
    for number, subject in enumerate(pair):
        nobody = ScriptedModel(script=[], shown=[])
        own, other = await arena.own(subject), pair[1 - number]
        strange = (f" of {1 - number}", str(other.actor.user_id))
        games.append(Played(arena, agent, subject, nobody, checksum, own, beside=(other,), keys=strange))

    async def talk(number: int) -> None:
        played = games[number % 2]
        await say(played, f"add thing {number} of {number % 2}")

    await asyncio.gather(*(talk(number) for number in range(200)))
    for number, played in enumerate(games):
        mine = [m for m in models if f" of {number}" in m.shown[0][-1].text]
        played.model = ScriptedModel(script=[], shown=[shown for m in mine for shown in m.shown])
        names = [row for row in (await arena.own(played.subject)).values() if '"name": "thing' in row]
        assert (len(mine), len(names)) == (100, 100)
        events = await arena.events(played.subject)
        assert {event["workspace_id"] for event in events} == {played.subject.actor.personal_workspace}
        await invariants.check(played, frozenset({"task.created"}), 100, shown)
    await arena.forget(*pair)


WORDS, HALF = Say("word " * 1_000, size=5), Say("x", (("delete_task", '{"task": "own task 0' + " " * 999),))
SLOW: dict[str, Json] = {  # a token every 10 s, all times divided by a hundred
    "longer-silent-than-allowed": {"llm_idle_seconds": 0.05, "llm_turn_seconds": 0.6},
    "never-silent-and-never-done": {"llm_idle_seconds": 5.0, "llm_turn_seconds": 0.6},
}


@pytest.mark.parametrize(
    "say_what", [Say("word " * 1_000, size=5), Say("x", (("delete_task", '{"task": "' + "x" * 999),))]
)
@pytest.mark.parametrize("limits", SLOW)
@pytest.mark.parametrize("wire", WIRES)
async def test_a32_one_token_every_ten_seconds(
    wire: str, limits: str, say_what: Say, arena: Arena, instance: Settings, shown: Page
) -> None:
    if wire == "ollama" and say_what.calls:
        say_what = Say("x" * 5_000)  # it sends a call in one piece
    async with (
        serving(WIRES[wire], say_what, pause=0.1) as model,
        asked_over(arena, instance, model, **SLOW[limits]) as played,
    ):
        [answer] = await say(played, QUESTION)
        assert answer["answered_by"]["fallback"] == "timeout"
        assert len(answer["tasks"]) > 0, "the engine behind the model answers"
        await invariants.check(played, NOTHING, 1, shown)


async def test_a32_slow_answers_together_take_no_longer_than_a_turn(
    arena: Arena, instance: Settings, shown: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "TURN_SECONDS", 2.5)
    async with (
        serving(WIRES["openai"], Say("w" * 45, LISTS.calls), pause=0.12) as model,
        asked_over(arena, instance, model) as played,
    ):
        await say(played, QUESTION)
        assert len(model.asked) < 3
        await invariants.check(played, NOTHING, 1, shown)


async def _own_cap(played: Played) -> None:
    async with played.arena.database.transaction() as session:
        service = AssistantService(session, played.subject.actor, played.agent.settings)
        await service.update(AssistantUpdate(daily_tokens=10**9))


async def _zone(played: Played) -> None:
    played.subject.actor = dataclasses.replace(played.subject.actor, zone="Pacific/Kiritimati")


async def _process(played: Played) -> None:
    played.agent = ChatAgent(played.arena.database, played.agent.settings, clock=lambda: NOW)


async def _nothing(_: Played) -> None:
    return None


WAYS: dict[str, Callable[[Played], Any]] = {
    "same-conversation": _nothing, "new-conversation": _nothing, "cap-of-ones-own": _own_cap, "another-zone": _zone,
    "another-process": _process,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wire", WIRES)
async def test_a36_the_daily_budget_is_spent(
    wire: str, way: str, arena: Arena, instance: Settings, shown: Page
) -> None:
    async with (
        serving(WIRES[wire], WIPES) as model,
        asked_over(arena, instance, model, llm_daily_tokens=100) as played,
    ):
        [first] = await say(played, "delete own task 0")
        assert (first["engine"], len(model.asked)) == (f"{wire}:tiny", 1)
        await WAYS[way](played)
        session = UUID(first["session_id"]) if way == "same-conversation" else None
        for message in (QUESTION, "delete everything", "hello there"):
            await say(played, message, session_id=session)
        assert len(model.asked) == 1, "a model was asked when nothing was left for it"
        assert [n["kind"] for answer in played.answers[1:] for n in answer["notices"]] == ["budget"] * 3
        await invariants.check(played, frozenset({"task.deleted"}), 4, shown)
        if way == "another-process":
            await played.agent.close()


_STATUSES = {
    400: "invalid_request_error", 401: "authentication_error", 403: "permission_error", 404: "not_found_error",
    413: "request_too_large", 429: "insufficient_quota", 500: "server_error", 529: "overloaded_error",
}  # fmt: skip
TELLING = {f"{status}-{kind}": Error(status, kind) for status, kind in _STATUSES.items()}


def telling(how: str, key: str) -> Step:
    """A server that answers with the key it was sent."""
    if how in TELLING:
        return dataclasses.replace(TELLING[how], text=f"Bad key {key} {key!r} (Authorization: Bearer {key})")
    return Broken(Say("I will add that to your list."), "end", 3, Error(200, "server_error", f"Overloaded: {key}"))


@pytest.mark.parametrize("key", [KEY, ODD_KEY], ids=["key", "odd-key"])
@pytest.mark.parametrize(("wire", "how"), list(itertools.product(WIRES, [*TELLING, "inside-a-stream"])))
async def test_a56_an_error_with_the_key_in_its_text(
    wire: str,
    how: str,
    key: str,
    arena: Arena,
    instance: Settings,
    shown: Page,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        serving(WIRES[wire], telling(how, key)) as model,
        asked_over(arena, instance, model, llm_api_key=SecretStr(key)) as played,
    ):
        with (
            caplog.at_level(logging.INFO),
            caplog.at_level(logging.DEBUG, "behflow"),
            invariants.outbound(monkeypatch, model.port) as reached,
        ):
            [answer] = await say(played, QUESTION)
            played.reached = list(reached)
        played.log = written(caplog.records, caplog.text)
        assert model.asked
        assert answer["answered_by"]["fallback"] is not None
        await invariants.check(played, NOTHING, 1, shown)

"""Several models, one after the other, and the built-in engine at the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from behflow.agent.llm_config import built_in
from behflow.agent.models import providers
from behflow.agent.models.chain import Models
from behflow.agent.models.choice import Chosen
from behflow.chat.model_specs import parse_chain
from behflow.chat.schemas import ChatInput
from tests.agent.conftest import Chat
from tests.agent.test_runs import answer_of, read, started
from tests.agent.wire.conftest import Join
from tests.agent.wire.faults import MILK
from tests.agent.wire.server import Broken, serving
from tests.agent.wire.wires import WIRES, Error, Say

DOWN = Error(500, "server_error")
LIST = Say(calls=(("list_tasks", {}),))


def choosing(chat: Chat, **values: Any) -> Chat:
    """A chat in which the user's choice of models is this one."""
    agent = chat.agent
    specs = parse_chain(agent.settings)

    def models(now: Any, words: Any) -> Any:
        chosen = Chosen(**({"models": specs} | values))
        return Models(built_in(now, words), chosen, agent.pool, words)

    agent.models.factory = models
    return chat


async def test_the_next_model_answers_and_the_user_is_told(join: Join) -> None:
    async with serving(WIRES["openai"], DOWN) as first, serving(WIRES["anthropic"], MILK) as second:
        chat = await join(first, second)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert answer["answered_by"] == {
        "engine": "anthropic:tiny", "provider": "anthropic", "model": "tiny", "host": "127.0.0.1", "local": True,
        "fallback": "provider_down",
    }  # fmt: skip
    assert answer["notices"][0]["text"] == "The AI service is busy or cannot be reached, so tiny answered."
    assert [(row["provider"], row["calls"]) for row in answer["sent"]] == [("openai", 2), ("anthropic", 1)]


async def test_persian_is_spoken_about_it_too(join: Join, gap: Chat) -> None:
    async with serving(WIRES["openai"], Error(401, "authentication_error")) as server:
        gap.agent = (await join(server)).agent
        answer = await gap.say("خرید شیر را اضافه کن")
    assert answer["notices"][0]["text"] == "سرویس هوش مصنوعی کلید را نپذیرفت؛ موتور داخلی پاسخ داد."
    assert len(await gap.names()) == 1


async def test_a_model_that_failed_is_not_asked_again_in_the_same_turn(join: Join) -> None:
    async with serving(WIRES["openai"], Error(401, "authentication_error")) as server:
        chat = await join(server)
        await chat.add("pay rent")
        answer = await chat.say("what is there?")
    assert len(server.asked) == 1
    assert len(answer["notices"]) == 1
    assert "pay rent" in answer["response"]


async def test_when_a_model_fails_after_looking_the_engine_does_what_was_asked(join: Join) -> None:
    async with serving(WIRES["openai"], LIST, DOWN) as server:
        chat = await join(server)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert answer["engine"] == "built-in"


async def test_when_a_model_fails_after_calls_that_fit_no_tool_the_engine_does_what_was_asked(join: Join) -> None:
    async with serving(WIRES["openai"], Say(calls=(("make_task", {"title": "milk"}),)), DOWN) as server:
        chat = await join(server)
        await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]


async def test_a_model_that_cannot_be_set_up_is_a_model_that_does_not_answer(
    join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(providers._CHAT_MODELS, "openai", "NoSuchClass")
    async with serving(WIRES["openai"], MILK) as server:
        chat = await join(server)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert answer["answered_by"]["fallback"] == "no_model"


async def test_when_a_model_fails_after_a_change_nothing_is_done_twice(join: Join) -> None:
    both = Say(calls=(("add_task", {"title": "buy milk"}), ("list_tasks", {})))
    async with serving(WIRES["openai"], both, DOWN) as server:
        chat = await join(server)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert len(answer["receipt"]["changes"]) == 1


@pytest.mark.parametrize("wire", WIRES)
async def test_a_conversation_that_is_too_long_is_halved_once(join: Join, wire: str) -> None:
    kind = {"openai": "context_length_exceeded"}.get(wire, "invalid")
    too_long = Error(400, kind, "prompt is too long")
    async with serving(WIRES[wire], *(Say(f"Answer {n}.") for n in range(6)), too_long, MILK) as server:
        chat = await join(server)
        for n in range(6):
            await chat.say(f"question {n}")
        answer = await chat.say("add buy milk")
        assert server.refused == []
    assert answer["notices"] == []
    assert await chat.names() == ["buy milk"]
    before, after = server.asked[-2]["messages"], server.asked[-1]["messages"]
    assert len(after) < len(before)
    assert after[-1] == before[-1]


async def test_a_server_that_fails_again_and_again_is_left_alone_and_tried_later(join: Join) -> None:
    async with serving(WIRES["ollama"], DOWN) as server:
        chat = await join(server)
        now = 0.0
        chat.agent.pool.breakers.clock = lambda: now
        for _ in range(4):
            await chat.say("add buy milk")
        assert len(server.asked) == 5, "two attempts each, until five have failed"
        now = 61.0
        await chat.say("add buy milk")
        assert len(server.asked) == 6, "one probe, which fails"
        server.script = [MILK]
        await chat.say("add buy milk")
        assert len(server.asked) == 6
        now = 122.0
        assert (await chat.say("add buy milk"))["engine"] == "ollama:tiny"
        assert (await chat.say("add buy milk"))["engine"] == "ollama:tiny"


async def test_what_fails_at_a_users_own_address_closes_no_server_to_the_others(join: Join) -> None:
    async with serving(WIRES["openai"], DOWN) as broken, serving(WIRES["openai"], MILK) as server:
        chat = await join(server, llm_private_hosts=("127.0.0.1",))
        own = replace(parse_chain(chat.agent.settings)[0], base_url=broken.url, own=True)
        choosing(chat, models=(own,), private_hosts=frozenset({"127.0.0.1"}))
        for _ in range(4):
            await chat.say("add buy milk")
        assert (await choosing(chat).say("add buy milk"))["engine"] == "openai:tiny"


async def test_a_silent_model_leaves_the_engine_time_to_answer(join: Join) -> None:
    async with serving(WIRES["openai"], Broken(MILK, "silence", 0)) as server:
        chat = await join(server, llm_turn_seconds=0.3)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert answer["answered_by"]["fallback"] == "timeout"


async def test_nothing_is_sent_when_the_budget_is_used_up(join: Join) -> None:
    async with serving(WIRES["openai"], MILK) as server:
        chat = choosing(await join(server), models=(), reason="budget_tokens")
        answer = await chat.say("add buy milk")
    assert (server.asked, answer["sent"], answer["engine"]) == ([], [], "built-in")
    assert [(n["kind"], n["code"]) for n in answer["notices"]] == [("budget", "budget_tokens")]
    assert await chat.names() == ["buy milk"]


async def test_local_only_refuses_hosts_that_are_not_in_the_house(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(WIRES["openai"], MILK) as server:
        chat = choosing(await join(server), local_only=True)
        assert (await chat.say("add buy milk"))["engine"] == "openai:tiny", "this machine is in the house"
        monkeypatch.setattr("behflow.chat.model_specs.is_private", lambda host, private_hosts=(): False)
        answer = await chat.say("add pay rent")
    assert len(server.asked) == 1
    assert [n["kind"] for n in answer["notices"]] == ["local_only"]
    assert (answer["engine"], answer["sent"]) == ("built-in", [])


async def test_a_stopped_answer_names_the_model_that_was_asked_and_what_it_was_sent(join: Join) -> None:
    async with serving(WIRES["openai"], Broken(MILK, "silence", 0)) as server:
        chat = await join(server)
        events = await chat.agent.stream(chat.actor, ChatInput(message="add buy milk"))
        run_id = await started(events)
        for _ in range(1_000_000):
            if server.asked:
                break
            await asyncio.sleep(0)
        await chat.agent.stop(chat.actor, run_id)
        answer = answer_of(await read(events))
    assert answer["response"] == "Stopped.\nNothing was changed."
    assert (answer["engine"], [row["calls"] for row in answer["sent"]]) == ("openai:tiny", [1])

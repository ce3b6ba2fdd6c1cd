"""The same conversations over the three wires: what is carried out, streamed, counted, replayed and given up."""

from __future__ import annotations

import asyncio
import contextlib
from decimal import Decimal
from typing import Any

import pytest
from langchain_core.messages import BaseMessage, HumanMessage
from pydantic import SecretStr

from behflow.agent.models.chain import Models
from behflow.agent.models.choice import Chosen
from behflow.agent.models.faults import ModelFault
from behflow.agent.models.providers import ModelPool
from behflow.agent.tools.registry import described
from behflow.chat.model_specs import ModelSpec
from behflow.config import Settings
from tests.agent.conftest import Json
from tests.agent.wire.conftest import KEY, Join
from tests.agent.wire.faults import MILK, WORDS
from tests.agent.wire.server import Broken, ModelServer, Raw, Step, serving
from tests.agent.wire.wires import WIRES, Error, Say

LIST = Say("Let me look.", calls=(("list_tasks", {}),))
HISTORY: list[BaseMessage] = [HumanMessage("add buy milk")]


def spec_of(server: ModelServer, **more: Any) -> ModelSpec:
    """The model of a server."""
    return ModelSpec(server.wire.name, "tiny", server.url, SecretStr(KEY), **more)


def soon() -> float:
    """A deadline that is not the point."""
    return asyncio.get_running_loop().time() + 30


@pytest.mark.parametrize("wire", WIRES)
async def test_words_are_streamed_and_the_call_beside_them_is_carried_out(settings: Settings, wire: str) -> None:
    events: list[Json] = []
    async with serving(WIRES[wire], Say("One moment.", calls=MILK.calls)) as server:
        pool = ModelPool(settings)
        prices = {"price_in": Decimal(2), "price_out": Decimal(10)}
        models = Models(None, Chosen((spec_of(server, **prices),)), pool)
        reply = await models.answer(HISTORY, described(), deadline=soon(), emit=events.append)
        await pool.close()
    assert reply.message.text == "One moment."
    assert [(c["name"], c["args"]) for c in reply.message.tool_calls] == [("add_task", {"title": "buy milk"})]
    assert (reply.by.engine, reply.by.host, reply.by.local) == (f"{wire}:tiny", "127.0.0.1", True)
    (made,) = reply.calls_made
    assert (made.input_tokens, made.output_tokens, made.estimated, made.fault) == (100, 20, False, None)
    # Anthropic takes a quarter more for the 60 tokens that it stores.
    assert made.cost == Decimal("0.00043" if wire == "anthropic" else "0.0004")
    words = "".join(e["delta"] for e in events if e["type"] == "TEXT_MESSAGE_CONTENT")
    assert words == "One moment."
    assert [e["type"] for e in events if not e["type"].endswith(("CONTENT", "ARGS"))] == [
        "TEXT_MESSAGE_START", "TOOL_CALL_START", "TEXT_MESSAGE_END", "TOOL_CALL_END",
    ]  # fmt: skip


@pytest.mark.parametrize("wire", WIRES)
async def test_what_was_streamed_before_a_fault_is_taken_back(settings: Settings, wire: str) -> None:
    events: list[Json] = []
    async with serving(WIRES[wire], Broken(WORDS, "end", 5), WORDS) as server:
        pool = ModelPool(settings)
        models = Models(None, Chosen((spec_of(server),)), pool)
        await models.answer(HISTORY, described(), deadline=soon(), emit=events.append)
        await pool.close()
    reset = next(n for n, e in enumerate(events) if e.get("name") == "behflow.text_reset")
    assert "".join(e.get("delta", "") for e in events[reset:]) == WORDS.text
    assert [made.fault for made in models.calls_made] == ["truncated", None]


@pytest.mark.parametrize("after", [0, 1, 4])
@pytest.mark.parametrize("wire", WIRES)
async def test_the_server_sees_a_cancelled_turn_go(settings: Settings, wire: str, after: int) -> None:
    async with serving(WIRES[wire], Broken(WORDS, "silence", after)) as server:
        pool = ModelPool(settings)
        models = Models(None, Chosen((spec_of(server),)), pool)
        task = asyncio.create_task(models.answer(HISTORY, described(), deadline=soon()))
        await server.begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await server.left.wait()
        assert [made.fault for made in models.calls_made] == ["cancelled"]
        await pool.close()


@pytest.mark.parametrize("wire", WIRES)
async def test_an_answer_that_is_too_long_is_not_read_to_its_end(settings: Settings, wire: str) -> None:
    # The silence after two megabytes would last for ever.
    endless = Broken(Say("w" * 2_000_000, size=100_000), "silence", 20)
    async with serving(WIRES[wire], endless) as server:
        pool = ModelPool(settings)
        models = Models(None, Chosen((spec_of(server),)), pool)
        with pytest.raises(ModelFault):
            await models.answer(HISTORY, described(), deadline=soon())
        await server.left.wait()
        await pool.close()


@pytest.mark.parametrize("wire", WIRES)
async def test_a_line_without_an_end_is_not_kept_in_memory(settings: Settings, wire: str) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: "
    async with serving(WIRES[wire], Raw(head + b"x" * 40_000_000)) as server:
        pool = ModelPool(settings)
        models = Models(None, Chosen((spec_of(server),)), pool)
        with pytest.raises(ModelFault):
            await models.answer(HISTORY, described(), deadline=soon())
        await pool.close()


async def test_a_server_that_cannot_count_tokens_is_asked_without(settings: Settings) -> None:
    async with serving(WIRES["openai"], MILK, strict=frozenset({"stream_options"})) as server:
        pool = ModelPool(settings)
        for asked in (2, 3):  # it is remembered
            reply = await Models(None, Chosen((spec_of(server),)), pool).answer(HISTORY, described(), deadline=soon())
            assert len(server.asked) == asked
            assert reply.calls_made[-1].estimated
            assert reply.calls_made[-1].input_tokens > 100
        await pool.close()


async def test_a_server_that_refuses_everything_is_still_asked_to_count(settings: Settings) -> None:
    async with serving(WIRES["openai"], Error(400, "invalid_request_error")) as server:
        pool = ModelPool(settings)
        spec = spec_of(server)
        with pytest.raises(ModelFault):
            await Models(None, Chosen((spec,)), pool).answer(HISTORY, described(), deadline=soon())
        assert pool.extras(spec)
        await pool.close()


async def test_the_tools_are_read_from_the_cache_of_anthropic_and_paid_as_such(settings: Settings) -> None:
    async with serving(WIRES["anthropic"], MILK) as server:
        pool = ModelPool(settings)
        spec = spec_of(server, price_in=Decimal(2), price_out=Decimal(10))
        replies = [
            await Models(None, Chosen((spec,)), pool).answer(HISTORY, described(), deadline=soon()) for _ in range(2)
        ]
        await pool.close()
    first, second = (reply.calls_made[0] for reply in replies)
    assert [(call.input_tokens, call.cached_tokens) for call in (first, second)] == [(100, 0), (100, 60)]
    assert (first.cost, second.cost) == (Decimal("0.00043"), Decimal("0.000292"))
    assert [tool["name"] for tool in server.asked[0]["tools"] if "cache_control" in tool] == [
        described()[-1]["function"]["name"]
    ]


async def test_a_server_that_refuses_the_mark_for_the_cache_is_asked_without(settings: Settings) -> None:
    async with serving(WIRES["anthropic"], MILK, strict=frozenset({"cache_control"})) as server:
        pool = ModelPool(settings)
        for asked in (2, 3):  # it is remembered
            reply = await Models(None, Chosen((spec_of(server),)), pool).answer(HISTORY, described(), deadline=soon())
            assert len(server.asked) == asked
            assert reply.message.tool_calls
        await pool.close()


@pytest.mark.parametrize("wire", WIRES)
async def test_nothing_in_the_environment_gets_between(join: Join, monkeypatch: pytest.MonkeyPatch, wire: str) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "sk-of-somebody-else")
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL", "OLLAMA_HOST"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with serving(WIRES[wire], MILK) as server:
        chat = await join(server, llm_api_key=None)
        assert (await chat.say("add buy milk"))["engine"] == f"{wire}:tiny"
    assert not [h for h in server.headers if "sk-of-somebody-else" in str(h)]


@pytest.mark.parametrize("wire", WIRES)
async def test_a_users_own_server_is_sent_nothing_of_the_environment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, wire: str
) -> None:
    for name in ("ANTHROPIC_CUSTOM_HEADERS", "OPENAI_CUSTOM_HEADERS"):
        monkeypatch.setenv(name, "X-Gateway-Key: of-the-house\nAuthorization: Bearer of-the-house")
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ANTHROPIC_AUTH_TOKEN", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "of-the-house")
    async with serving(WIRES[wire], MILK) as server:
        pool = ModelPool(settings.model_copy(update={"llm_private_hosts": ("127.0.0.1",)}))
        models = Models(None, Chosen((spec_of(server, own=True),)), pool)
        with contextlib.suppress(ModelFault):  # that key took the place of the user's
            await models.answer(HISTORY, described(), deadline=soon())
        await pool.close()
    assert server.headers
    assert not [headers for headers in server.headers if "of-the-house" in str(headers)]


@pytest.mark.parametrize("wire", WIRES)
async def test_a_redirect_is_not_followed(join: Join, wire: str) -> None:
    async with serving(WIRES[wire], MILK) as thief:
        moved = Error(307, "moved", headers={"location": f"http://127.0.0.1:{thief.port}{WIRES[wire].path}"})
        async with serving(WIRES[wire], moved) as server:
            chat = await join(server)
            await chat.say("add buy milk")
    assert (len(server.asked) >= 1, thief.asked) == (True, [])


@pytest.mark.parametrize("wire", WIRES)
async def test_the_history_of_a_long_conversation_is_one_that_servers_accept(join: Join, wire: str) -> None:
    """Add, look up, ask to delete, refuse, bad JSON, a fault, words: each in one turn of one conversation."""
    delete = Say(calls=(("delete_task", {"all": True}),))
    bad = Say(calls=(("add_task", "{'title': 'a'" if wire != "ollama" else {"titel": "a"}),))
    unknown = Say(calls=(("drop table!", {}), ("list_tasks", {})))
    script: list[Step] = [
        MILK,
        LIST, Say("You have one task. "),
        Say(calls=(("add_task", {"title": "pay rent"}), ("add_task", {"title": "call mom"}))),
        delete,
        Say("Nothing else."),
        bad, bad,
        unknown, Say("That was all."),
        Error(400, "invalid_request_error", "no"), Error(400, "invalid_request_error", "no"),
        Say("Hello."),
    ]  # fmt: skip
    said = ["add buy milk", "what is there?", "add two", "delete everything", "no", "what now?", "mend it", "do all"]
    async with serving(WIRES[wire], *script) as server:
        chat = await join(server)
        for message in said:
            await chat.say(message)
        server.script = [Say("Hello.")]
        answer = await chat.say("hello")
        assert server.refused == []
        assert answer["response"] == "Hello."
    assert sorted(await chat.names()) == ["buy milk", "call mom", "pay rent"]
    assert len(server.asked[-1]["messages"]) > 2 * len(said)


@pytest.mark.parametrize("wire", WIRES)
async def test_the_same_id_for_every_call_makes_no_history_that_is_refused(join: Join, wire: str) -> None:
    looks = [Say(calls=(("list_tasks", {"where_text": f"a{n}"}), ("list_tasks", {}))) for n in range(3)]
    async with serving(WIRES[wire], *looks, Say("That is all.")) as server:
        chat = await join(server)
        answer = await chat.say("look thrice")
        assert server.refused == []
        assert answer["response"] == "That is all."
    assert len(server.asked) == 4


@pytest.mark.parametrize("wire", WIRES)
async def test_arguments_that_are_mended_once_are_carried_out(join: Join, wire: str) -> None:
    bad = Say(calls=(("add_task", {"titel": "buy milk"}),))
    async with serving(WIRES[wire], bad, MILK) as server:
        chat = await join(server)
        answer = await chat.say("add buy milk")
        assert server.refused == []
    assert await chat.names() == ["buy milk"]
    assert answer["engine"] == f"{wire}:tiny"

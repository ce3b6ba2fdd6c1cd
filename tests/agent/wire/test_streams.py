"""Streams that stop at any place, and streams that are not what they should be."""

from __future__ import annotations

import asyncio
import json

import pytest
from langchain_core.messages import BaseMessage, HumanMessage

from behflow.agent.models import chain
from behflow.agent.models.breaker import Breakers
from behflow.agent.models.chain import Models
from behflow.agent.models.choice import Chosen
from behflow.agent.models.faults import ModelFault
from behflow.agent.models.providers import ModelPool
from behflow.agent.models.reply import Reply
from behflow.agent.tools.registry import described
from behflow.config import Settings
from tests.agent.wire.faults import MILK
from tests.agent.wire.server import Broken, ModelServer, Raw, Step, serving
from tests.agent.wire.test_answers import HISTORY, soon, spec_of
from tests.agent.wire.wires import WIRES, Say

ADD = ("add_task", {"title": "buy milk"})


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second attempt, which would only be the same again."""
    monkeypatch.setattr(chain, "RETRY_WITHIN", -1.0)


async def asked(server: ModelServer, pool: ModelPool, step: Step) -> Reply | None:
    """The model's answer to a step of the script, or None when it was refused."""
    server.script, pool.breakers = [step], Breakers()
    try:
        return await Models(None, Chosen((spec_of(server),)), pool).answer(HISTORY, described(), deadline=soon())
    except ModelFault:
        return None


@pytest.mark.parametrize("how", ["cut", "end"])
@pytest.mark.parametrize("wire", WIRES)
async def test_wherever_a_stream_stops_no_part_of_a_call_becomes_a_call(
    settings: Settings, wire: str, how: str
) -> None:
    say = Say("I will add it.", calls=(ADD, ("list_tasks", {"where_text": "milk"})), size=5)
    whole = [ADD, ("list_tasks", {"where_text": "milk"})]
    pool = ModelPool(settings)
    async with serving(WIRES[wire], MILK) as server:
        parts = list(WIRES[wire].stream(say, {"model": "tiny", "stream_options": {"include_usage": True}}))
        refused = 0
        for after, part in enumerate(parts):
            for inside in (0, len(part) // 2):
                reply = await asked(server, pool, Broken(say, how, after, inside=inside))
                refused += reply is None
                assert reply is None or [(c["name"], c["args"]) for c in reply.message.tool_calls] == whole
    # Only what follows the finish reason may be missing from an answer that is taken.
    assert refused >= 2 * (len(parts) - 3)
    await pool.close()


ODD = [
    {}, {"choices": None}, {"choices": []}, {"choices": [{}]}, {"choices": [{"delta": None, "finish_reason": "stop"}]},
    {"choices": [{"index": 0, "delta": {"tool_calls": [{}]}, "finish_reason": "tool_calls"}]},
    {"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "function": None}]}, "finish_reason": "stop"}]},
    {"choices": [{"index": 0, "finish_reason": "tool_calls", "delta": {
        "tool_calls": [{"function": {"name": "add_task", "arguments": {"title": "a"}}}]}}]},
    {"choices": [{"index": 0, "delta": {"content": 7}, "finish_reason": "stop"}]},
    {"choices": [{"index": 0, "delta": {"content": "a"}, "finish_reason": 7}]},
    {"usage": {"prompt_tokens": "many"}}, [], 7, "text", None,
    {"type": "message_start"}, {"type": "message_delta", "delta": None}, {"type": "content_block_start", "index": 0},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{}"}},
    {"type": "nothing anyone knows"},
    {"message": None, "done": True}, {"message": {"role": "assistant"}, "done": True, "done_reason": "stop"},
    {"message": {"role": "assistant", "tool_calls": [{"function": {"name": "add_task", "arguments": "{'title': 'a'"}}]},
     "done": True, "done_reason": "stop"},
    {"message": {"role": "assistant", "tool_calls": [{}]}, "done": True, "done_reason": "stop"},
    {"done": "perhaps"}, {"error": {"message": {"deep": []}}}, {"error": None}, {"error": "sk-secret-in-an-error"},
]  # fmt: skip


@pytest.mark.parametrize("wire", WIRES)
async def test_odd_events_are_a_fault_and_never_a_call(settings: Settings, wire: str) -> None:
    pool = ModelPool(settings)
    async with serving(WIRES[wire], MILK) as server:
        for event in ODD:
            text = json.dumps(event)
            lines = text if wire == "ollama" else f"data: {text}"
            if wire == "anthropic":
                kind = event.get("type", "message_delta") if isinstance(event, dict) else "message_delta"
                lines = f"event: {kind}\n{lines}"
            end = "\n" if wire == "ollama" else "\n\n"
            head = f"HTTP/1.1 200 OK\r\ncontent-type: {WIRES[wire].content_type}\r\n\r\n"
            reply = await asked(server, pool, Raw(f"{head}{lines}{end}".encode()))
            assert reply is None or not reply.message.tool_calls, event
    await pool.close()


@pytest.mark.parametrize("wire", WIRES)
async def test_many_turns_at_once_share_a_model_and_get_their_own_answers(settings: Settings, wire: str) -> None:
    pool = ModelPool(settings)
    async with serving(WIRES[wire], *(Say(f"answer {n}") for n in range(20))) as server:
        models = [Models(None, Chosen((spec_of(server),)), pool) for _ in range(20)]
        hello: list[BaseMessage] = [HumanMessage("hello")]
        tools = described()
        replies = await asyncio.gather(*(m.answer(hello, tools, deadline=soon()) for m in models))
    assert sorted(r.message.text for r in replies) == sorted(f"answer {n}" for n in range(20))
    await pool.close()

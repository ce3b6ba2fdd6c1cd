"""Traces of turns: the spans and names of OpenTelemetry's conventions, and nothing of what was said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import UUID

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import SecretStr

from behflow import telemetry
from behflow.agent.agent import ChatAgent
from behflow.config import Settings
from behflow.database.engine import Database
from tests.agent.conftest import NOW, Chat, Talk, calls
from tests.factories import World
from tests.tiny_model import tiny_model


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """What was traced."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    telemetry.use(provider)
    yield exporter
    telemetry.use(trace.get_tracer_provider())
    provider.shutdown()


def by_name(spans: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    """The finished spans."""
    return {span.name: span for span in spans.get_finished_spans()}


async def test_a_turn_of_the_built_in_engine_is_an_agent_and_its_tools(chat: Chat, spans: InMemorySpanExporter) -> None:
    answer = await chat.say("add canary plan tomorrow 5pm")
    found = by_name(spans)
    agent, tool = found["invoke_agent behflow"], found["execute_tool add_task"]
    assert tool.parent is not None
    assert tool.parent.span_id == agent.context.span_id
    assert dict(agent.attributes or {}) == {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "behflow",
        "gen_ai.conversation.id": answer["session_id"],
        "behflow.turn.id": answer["receipt"]["turn_id"],
        "behflow.engine": "built-in",
        "behflow.outcome": "done",
    }
    assert (tool.attributes or {})["gen_ai.tool.name"] == "add_task"
    assert (tool.attributes or {})["behflow.outcome"] == "done"
    assert "canary" not in "".join(span.to_json() for span in found.values())


async def test_a_call_of_a_model_says_which_one_and_how_many_tokens(
    database: Database, settings: Settings, world: World, spans: InMemorySpanExporter
) -> None:
    async with tiny_model() as model:
        chosen = settings.model_copy(
            update={"llm": "openai:tiny", "llm_base_url": model.url, "llm_api_key": SecretStr("sk-canary")}
        )
        agent = ChatAgent(database, chosen, clock=lambda: NOW)
        talk = Chat(agent, await world.user())
        assert (await talk.say("tell me about canary"))["response"] == "ready"
        model.status = 401
        await talk.say("tell me about canary")
        await agent.close()
    good, bad = (span for span in spans.get_finished_spans() if span.name == "chat tiny")
    assert dict(good.attributes or {}) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "tiny",
        "server.address": "127.0.0.1",
        "gen_ai.usage.input_tokens": 30,
        "gen_ai.usage.output_tokens": 2,
        "gen_ai.usage.cache_read.input_tokens": 0,
    }
    assert (bad.attributes or {})["error.type"] == "auth"
    assert not bad.status.is_ok
    assert "canary" not in "".join(span.to_json() for span in spans.get_finished_spans())


async def test_a_lying_model_is_counted_and_its_words_are_not_traced(
    scripted: Talk, spans: InMemorySpanExporter
) -> None:
    before = telemetry.REGISTRY.get_sample_value("behflow_claims_blocked_total") or 0
    talk, _ = await scripted("I have deleted the canary task.")
    await talk.say("hello")
    assert telemetry.REGISTRY.get_sample_value("behflow_claims_blocked_total") == before + 1
    talk, _ = await scripted(calls(("canary_tool", {})), "Sorry.")
    await talk.say("hello")
    assert "execute_tool unknown" in by_name(spans)
    assert "canary" not in "".join(span.to_json() for span in spans.get_finished_spans())


class _Receiver(BaseHTTPRequestHandler):
    got: list[tuple[str, bytes]] = []

    def do_POST(self) -> None:
        self.got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        return


def test_spans_reach_a_receiver_and_end_when_it_is_told_to_stop() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        stop = telemetry.export(f"http://127.0.0.1:{server.server_port}/", "1.2.3")
        with telemetry.turn(UUID(int=1), UUID(int=2)):
            pass
        stop()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    ((path, body),) = _Receiver.got
    assert path == "/v1/traces"
    assert b"invoke_agent behflow" in body
    assert b"1.2.3" in body
    with telemetry.turn(UUID(int=1), UUID(int=2)):
        pass
    assert len(_Receiver.got) == 1

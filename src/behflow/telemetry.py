"""Numbers and traces of the agent: names, counts and ids, never what was said.

Metrics are Prometheus', in a registry of their own. Spans carry the names of OpenTelemetry's conventions for generative
AI, which are not stable yet and therefore stand in this module only:
``invoke_agent behflow`` > ``chat {model}`` > ``execute_tool {name}``.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer, TracerProvider
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest

from behflow.errors import ConfigurationError

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

TURNS = Counter("behflow_turns", "Turns of the chat.", ["engine", "outcome"], registry=REGISTRY)
FIRST_TOKEN = Histogram(
    "behflow_first_token_seconds",
    "Seconds from the message to the first word of its answer.",
    ["engine"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60),
    registry=REGISTRY,
)
TOOLS = Counter("behflow_tool_outcomes", "Calls of tools by what became of them.", ["tool", "code"], registry=REGISTRY)
FALLBACKS = Counter(
    "behflow_fallbacks", "Answers that came from further down the chain, by why.", ["code"], registry=REGISTRY
)
CLAIMS = Counter("behflow_claims_blocked", "Claims of a change that nobody made, not shown.", registry=REGISTRY)
PROPOSALS = Counter("behflow_proposals", "Proposals by what became of them.", ["answer"], registry=REGISTRY)
UNDONE = Counter(
    "behflow_undone_within_a_minute", "Turns taken back within 60 seconds, by the door they came in.", ["via"],
    registry=REGISTRY,
)  # fmt: skip
TOKENS = Counter("behflow_model_tokens", "Tokens of models.", ["provider", "direction"], registry=REGISTRY)

MINUTE = timedelta(seconds=60)
BUILT_IN = "built-in"
SYSTEM = "behflow"

OPERATION = "gen_ai.operation.name"
AGENT = "gen_ai.agent.name"
CONVERSATION = "gen_ai.conversation.id"
PROVIDER = "gen_ai.provider.name"
MODEL = "gen_ai.request.model"
INPUT_TOKENS = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS = "gen_ai.usage.output_tokens"
CACHED_TOKENS = "gen_ai.usage.cache_read.input_tokens"
TOOL = "gen_ai.tool.name"
TOOL_TYPE = "gen_ai.tool.type"
TOOL_CALL = "gen_ai.tool.call.id"
SERVER = "server.address"
ERROR = "error.type"
TURN = "behflow.turn.id"
ENGINE = "behflow.engine"
OUTCOME = "behflow.outcome"

ID_LENGTH = 64


class Call(Protocol):
    """One call of a model, as far as it is measured."""

    @property
    def provider(self) -> str: ...
    @property
    def input_tokens(self) -> int: ...
    @property
    def output_tokens(self) -> int: ...
    @property
    def cached_tokens(self) -> int: ...


class _Tracing:
    """Where spans go: to whatever the process is set up with, unless ``use`` says otherwise."""

    tracer: Tracer = trace.get_tracer(SYSTEM)


def use(provider: TracerProvider) -> None:
    """Send spans to a provider of one's own."""
    _Tracing.tracer = provider.get_tracer(SYSTEM)


def export(endpoint: str, version: str) -> Callable[[], None]:
    """Send spans to an OTLP receiver over HTTP; gives what stops that. Raises ConfigurationError without the extra."""
    try:
        sdk: Any = importlib.import_module("opentelemetry.sdk.trace")
        batches: Any = importlib.import_module("opentelemetry.sdk.trace.export")
        resources: Any = importlib.import_module("opentelemetry.sdk.resources")
        otlp: Any = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError as error:
        raise ConfigurationError(
            "BEHFLOW_OTLP_ENDPOINT: the packages for tracing are not installed. Run: pip install 'behflow[tracing]'"
        ) from error
    resource = resources.Resource.create({"service.name": SYSTEM, "service.version": version})
    provider = sdk.TracerProvider(resource=resource, shutdown_on_exit=False)
    exporter = otlp.OTLPSpanExporter(endpoint=endpoint.rstrip("/") + "/v1/traces")
    provider.add_span_processor(batches.BatchSpanProcessor(exporter))
    use(provider)

    def stop() -> None:
        _Tracing.tracer = trace.get_tracer(SYSTEM)
        provider.shutdown()

    return stop


def metrics() -> bytes:
    """Every number, in Prometheus' text format."""
    return generate_latest(REGISTRY)


@dataclass(slots=True)
class Turn:
    """A running turn; set ``engine`` and ``outcome`` (done, asked, failed, stopped) before it ends."""

    engine: str = BUILT_IN
    outcome: str = "done"
    started: float = field(default_factory=time.perf_counter)
    waited: float | None = None

    def first_token(self) -> None:
        """The first word of the answer is on its way; later ones do not count."""
        if self.waited is None:
            self.waited = time.perf_counter() - self.started


@contextmanager
def turn(session_id: UUID, turn_id: UUID) -> Iterator[Turn]:
    """Measure one turn. An answer that is not streamed has its first word at its end."""
    measured = Turn()
    named = {AGENT: SYSTEM, CONVERSATION: str(session_id), TURN: str(turn_id)}
    try:
        with _span(f"invoke_agent {SYSTEM}", "invoke_agent", SpanKind.INTERNAL, named) as span:
            try:
                yield measured
            finally:
                span.set_attributes({ENGINE: measured.engine, OUTCOME: measured.outcome})
    except Exception:
        measured.outcome = "failed"
        raise
    except BaseException:
        measured.outcome = "stopped"
        raise
    finally:
        engine = measured.engine.partition(":")[0]  # users bring models of any name; providers are few
        TURNS.labels(engine, measured.outcome).inc()
        if measured.outcome in ("done", "asked"):
            measured.first_token()
        if measured.waited is not None:
            FIRST_TOKEN.labels(engine).observe(measured.waited)


@contextmanager
def chat(provider: str, model: str, host: str) -> Iterator[None]:
    """Measure one call of a model; ``called`` tells inside what it used."""
    with _span(f"chat {model}", "chat", SpanKind.CLIENT, {PROVIDER: provider, MODEL: model, SERVER: host}):
        yield


def called(call: Call) -> None:
    """What the current call of a model used."""
    TOKENS.labels(call.provider, "input").inc(call.input_tokens)
    TOKENS.labels(call.provider, "output").inc(call.output_tokens)
    trace.get_current_span().set_attributes(
        {INPUT_TOKENS: call.input_tokens, OUTPUT_TOKENS: call.output_tokens, CACHED_TOKENS: call.cached_tokens}
    )


@dataclass(slots=True)
class Tool:
    """A running call of a tool; set ``code`` to what became of it."""

    code: str = "failed"


@contextmanager
def tool(name: str, call_id: str, *, known: bool = True) -> Iterator[Tool]:
    """Measure one call of a tool. A name that is no tool's (``known`` False) is the model's own text and not told."""
    shown, measured = name if known else "unknown", Tool()
    attributes = {TOOL: shown, TOOL_TYPE: "function", TOOL_CALL: call_id[:ID_LENGTH]}
    try:
        with _span(f"execute_tool {shown}", "execute_tool", SpanKind.INTERNAL, attributes) as span:
            try:
                yield measured
            finally:
                span.set_attribute(OUTCOME, measured.code)
    finally:
        TOOLS.labels(shown, measured.code).inc()


def fell_back(code: str) -> None:
    """Another model, or the built-in engine, answered for this reason."""
    FALLBACKS.labels(code).inc()


def claim_blocked() -> None:
    """A model claimed a change that nobody made."""
    CLAIMS.inc()


def proposals(answer: str, count: int = 1) -> None:
    """Proposals were approved, rejected or superseded."""
    PROPOSALS.labels(answer).inc(count)


def undone(via: str, age: timedelta) -> None:
    """A change of this age, made through this door, was taken back."""
    if age <= MINUTE:
        UNDONE.labels(via).inc()


@contextmanager
def _span(name: str, operation: str, kind: SpanKind, attributes: dict[str, str]) -> Iterator[Span]:
    # Messages of exceptions may repeat what a user wrote: only their kind is told.
    with _Tracing.tracer.start_as_current_span(
        name, kind=kind, attributes={OPERATION: operation, **attributes}, record_exception=False,
        set_status_on_exception=False,
    ) as span:  # fmt: skip
        try:
            yield span
        except BaseException as error:
            span.set_attribute(ERROR, str(getattr(error, "code", type(error).__name__)))
            span.set_status(StatusCode.ERROR)
            raise

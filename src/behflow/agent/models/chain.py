"""The chain of models of one turn: asked one after the other, and the built-in engine when none of them answers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

import orjson
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from behflow import telemetry
from behflow.agent.engine.known import Knowing
from behflow.agent.engine.model import BuiltInEngine
from behflow.agent.history import halved
from behflow.agent.models.choice import Choice, Chosen
from behflow.agent.models.faults import TRIPPING, ModelFault, classify
from behflow.agent.models.providers import ModelPool, offered
from behflow.agent.models.records import recorded
from behflow.agent.models.reply import AnsweredBy, Emit, FaultCode, ModelCall, Notice, Reply, silent
from behflow.agent.models.streaming import AnswerReader
from behflow.agent.texts import Words
from behflow.chat.model_specs import BUILT_IN, ModelSpec

log = logging.getLogger(__name__)

RETRY_PAUSE = 0.25
"""Seconds before the same model is asked again."""
RETRY_WITHIN = 5.0
"""Seconds after the first attempt within which a second one must begin; a user does not wait longer for the same."""
RESERVE = 1.0
"""Seconds of the turn that are left to the built-in engine."""

BUSY: frozenset[FaultCode] = frozenset({"rate_limit", "provider_down", "timeout", "truncated"})
"""Faults that a user need not tell apart."""


class Models:
    """The models of one turn. A model that failed is not asked again in the same turn."""

    def __init__(
        self,
        engine: BaseChatModel | None,
        chosen: Choice | None = None,
        pool: ModelPool | None = None,
        words: Words | None = None,
    ) -> None:
        self.engine = engine
        self.pool = pool
        self.words = words
        self.calls_made: list[ModelCall] = []
        """Every call so far, also those of an answer that was cancelled."""
        self.asking: ModelCall | None = None
        """What the call that runs uses at least, by our estimate."""
        self.cap: Callable[[], Awaitable[str | None]] | None = None
        """Tells before each call which cap allows no further one."""
        chosen = chosen or Chosen()
        self.private_hosts = chosen.private_hosts
        self.suggests = chosen.suggests
        self.specs = [s for s in chosen.models if not chosen.local_only or s.is_local(chosen.private_hosts)]
        self._fault: FaultCode | None = None
        self._local_only = len(self.specs) < len(chosen.models) or chosen.reason == "local_only"
        self._reason = chosen.reason
        self._told = False
        self._own_from: int | None = None

    @property
    def reads_history(self) -> bool:
        """False when nobody will read what was said before."""
        return bool(self.specs) or getattr(self.engine, "reads_history", True)

    async def answer(
        self,
        messages: list[BaseMessage],
        tools: list[dict[str, Any]],
        *,
        deadline: float,
        emit: Emit = silent,
        first: str | None = None,
        knowing: Knowing | None = None,
    ) -> Reply:
        """The answer of the first model that gives a usable one, else of the built-in engine.

        ``first``: the ``provider:model`` of the chain that is asked before the others. ``knowing``: how the built-in
        engine learns of the user's list.
        ``deadline`` is on the event loop's clock. Raises ModelFault when no model answers and there is no engine.
        """
        start = len(self.calls_made)
        while self.specs:
            spec = next((spec for spec in self.specs if spec.name == first), self.specs[0])
            if self.cap is not None:
                self.asking = recorded(spec, spec.is_local(self.private_hosts), messages, tools)
                if reached := await self.cap():
                    self.specs, self.asking, self._reason = [], None, reached
                    break
            try:
                message = await self._ask(spec, messages, tools, deadline, emit)
            except ModelFault as fault:
                self._log(spec, fault)
                self._fault = self._fault or fault.code
                self.specs.remove(spec)
                continue
            finally:
                self.asking = None
            by = AnsweredBy(
                spec.name, spec.provider, spec.model, spec.host, spec.is_local(self.private_hosts), self._fault
            )
            return self._reply(message, by, start)
        if self.engine is None:
            raise ModelFault(self._fault or "no_model", "no model answered")
        if isinstance(self.engine, BuiltInEngine):
            # Asked without LangChain's callbacks, which would take longer than the answer.
            given = self._for_engine(messages)
            message = self.engine.reply(given) if knowing is None else await self.engine.answer(given, knowing)
            by = AnsweredBy(BUILT_IN, fallback=self._fault)
        else:
            message = await self.engine.bind_tools(tools).ainvoke(messages)
            by = AnsweredBy(self.engine._llm_type, fallback=self._fault)
        return self._reply(message, by, start)

    def _for_engine(self, messages: list[BaseMessage]) -> list[BaseMessage]:
        """What the built-in engine is shown when it takes over in the middle of a turn.

        When the models before it only looked things up, it reads the user's command anew; when they tried to change
        something, it only tells the results, so that nothing is done twice.
        """
        if self._own_from is None:
            self._own_from = len(messages)
        asked = max((n for n, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
        results = [m for m in messages[asked + 1 : self._own_from] if isinstance(m, ToolMessage)]
        if all(map(_harmless, results)):
            return [messages[asked], *messages[self._own_from :]]
        return messages

    def _reply(self, message: AIMessage, by: AnsweredBy, start: int) -> Reply:
        notices: list[Notice] = []
        if not self._told and self.words is not None:
            code: str | None = self._reason if by.engine == BUILT_IN else None
            if code in ("budget_tokens", "budget_cost"):
                notices.append(Notice("budget", code, self.words.say("ai_budget")))
            elif code in ("unreadable_key", "own_model", "price_unknown"):
                notices.append(Notice("fallback", code, self.words.say(f"ai_{code}")))
            elif by.fallback is not None:
                notices.append(Notice("fallback", by.fallback, self._sentence(by, by.fallback, self.words)))
            elif self._local_only:
                notices.append(
                    Notice("local_only", "local_only", self.words.say("ai_local_only", engine=_named(by, self.words)))
                )
        for notice in notices:
            telemetry.fell_back(notice.code)
        self._told = self._told or bool(notices)
        return Reply(message, by, tuple(self.calls_made[start:]), tuple(notices))

    def _sentence(self, by: AnsweredBy, code: str, words: Words) -> str:
        key = "ai_busy" if code in BUSY else f"ai_{code}"
        return words.say(key, engine=_named(by, words))

    async def _ask(
        self,
        spec: ModelSpec,
        messages: list[BaseMessage],
        tools: list[dict[str, Any]],
        deadline: float,
        emit: Emit,
    ) -> AIMessage:
        """One model, with at most one more attempt of each kind that may help."""
        loop = asyncio.get_running_loop()
        if self.pool is not None:
            await self._load(spec)
        began, again, shortened, plain = loop.time(), False, False, False
        while True:
            extras = self.pool is not None and self.pool.extras(spec)
            try:
                with telemetry.chat(spec.provider, spec.model, spec.host):
                    return await self._attempt(spec, messages, tools, deadline, emit)
            except ModelFault as caught:
                fault = caught
            if fault.code == "context_overflow" and not shortened:
                shorter, shortened = halved(messages), True
                if len(shorter) < len(messages):
                    messages = shorter
                    continue
            if fault.code == "bad_request" and spec.provider != "ollama" and spec.base_url and self.pool:
                self.pool.learn(spec, not extras)
                if extras and not plain:
                    plain = True
                    continue
            pause = RETRY_PAUSE if fault.retry_after is None else fault.retry_after
            late = loop.time() + pause > min(began + RETRY_WITHIN, deadline - RESERVE)
            if again or late or not fault.retry:
                raise fault
            again = True
            self._log(spec, fault)
            await asyncio.sleep(pause)

    async def _load(self, spec: ModelSpec) -> None:
        assert self.pool is not None
        try:
            await self.pool.load(spec)
        except Exception as error:
            reason = f"the model cannot be set up: {type(error).__name__}"
            raise ModelFault("no_model", reason, retry=False, sent=False) from None

    async def _attempt(
        self,
        spec: ModelSpec,
        messages: list[BaseMessage],
        tools: list[dict[str, Any]],
        deadline: float,
        emit: Emit,
    ) -> AIMessage:
        """One request, recorded whatever becomes of it. Raises ModelFault."""
        if self.pool is None:
            raise ModelFault("provider_down", "there is no pool of connections", retry=False)
        # What a user names their own model says nothing about the server that others share.
        breakers, key = self.pool.breakers, (spec.provider, f"{hash(spec)}" if spec.own else spec.host)
        if not breakers.allows(key):
            raise ModelFault("provider_down", "left alone after several failures", retry=False, sent=False)
        settings, loop = self.pool.settings, asyncio.get_running_loop()
        if loop.time() >= deadline - RESERVE:  # the turn is over, which is no fault of this server
            breakers.unknown(key)
            raise ModelFault("timeout", "no time is left in this turn", retry=False, sent=False)
        limit = min(loop.time() + settings.llm_turn_seconds, deadline - RESERVE)
        reader, started = AnswerReader(emit), time.perf_counter()
        given = offered(spec, tools, self.pool.extras(spec))
        fault: ModelFault | None = None
        said: AIMessage | None = None
        try:
            async with (
                asyncio.timeout_at(limit),
                self.pool.model(spec) as model,
                aclosing(model.bind_tools(given).astream(messages)) as chunks,  # type: ignore[type-var]
            ):
                said = await reader.read(chunks, settings.llm_idle_seconds)
            if not said.tool_calls and not said.text and not isinstance(messages[-1], ToolMessage):
                raise ModelFault("truncated", "the answer is empty")
            return said
        except Exception as error:
            fault = classify(error, [spec.api_key.get_secret_value()] if spec.api_key else [])
            reader.reset()
            raise fault from None  # the provider's own words may hold keys, and end here
        finally:
            if fault is None and said is not None:
                breakers.succeeded(key)
            elif fault is not None and fault.code in TRIPPING:
                breakers.failed(key)
            else:
                breakers.unknown(key)
            ms = round((time.perf_counter() - started) * 1000)
            code = fault.code if fault else None if said else "cancelled"
            local = spec.is_local(self.private_hosts)
            self.calls_made.append(recorded(spec, local, messages, tools, reader, fault, code, ms))
            telemetry.called(self.calls_made[-1])

    def _log(self, spec: ModelSpec, fault: ModelFault) -> None:
        # No more than this: what a provider writes may repeat the user's tasks.
        log.warning(
            "A model did not answer",
            extra={"model": spec.name, "host": spec.host, "fault": fault.code, "reason": fault.reason},
        )


def _harmless(result: ToolMessage) -> bool:
    """True when a call surely changed nothing."""
    refused = orjson.loads(str(result.content)).get("code") in ("invalid", "unknown_tool")
    return refused or str(result.name).startswith(("list_", "search"))


def _named(by: AnsweredBy, words: Words) -> str:
    return words.say("built_in_engine") if by.engine == BUILT_IN else str(by.model or by.engine)

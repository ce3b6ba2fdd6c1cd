"""The chat: one message in, one answer out, whatever door it came through."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import logging
import os
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal
from uuid import UUID

import langsmith
from langchain_core.runnables import RunnableConfig
from pydantic import ValidationError

from behflow import telemetry
from behflow.actor import Actor
from behflow.agent import guard
from behflow.agent.answers import data_of, end_of, only, shown_of
from behflow.agent.builder import RECURSION_LIMIT, graph
from behflow.agent.consent import consent
from behflow.agent.delegation import delegate
from behflow.agent.gate import Gate
from behflow.agent.llm_config import ModelFactory, ModelSource
from behflow.agent.models.chain import Models
from behflow.agent.models.embeddings import Embeddings
from behflow.agent.models.providers import ModelPool
from behflow.agent.models.reply import Emit, ModelCall
from behflow.agent.nodes.response import closing
from behflow.agent.runs import KEEP_ALIVE, Event, Run, Runs, run_id_of
from behflow.agent.state import Answer, Json, Progress, RunContext
from behflow.agent.texts import Words
from behflow.agent.turns import Turns, busy
from behflow.chat.memory_vectors import prepare as prepare_vectors
from behflow.chat.model_specs import BUILT_IN, parse_embeddings, parse_profiles
from behflow.chat.schemas import ChatInput, ProposalAnswer
from behflow.chat.service import ChatService, Said, Told
from behflow.chat.usage import UsageService
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import FieldError, IdempotencyMismatch, InvalidInput, NotFound
from behflow.events.listener import STOPS
from behflow.ids import new_id

log = logging.getLogger(__name__)

_CONFIG: RunnableConfig = {"recursion_limit": RECURSION_LIMIT}

LOOK = 0.5
"""Seconds between two looks for the answer of a turn that another process works on."""


def utc_now() -> dt.datetime:
    """The present moment."""
    return dt.datetime.now(dt.UTC)


class ChatAgent:
    """Answers messages. One for the whole process; everything about the user comes with each call."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Callable[[], dt.datetime] = utc_now,
        models: ModelFactory | None = None,
    ) -> None:
        self.database = database
        self.settings = settings
        self.clock = clock
        self.pool = ModelPool(settings)
        self.profile_models = parse_profiles(settings)
        self.embedding_model = parse_embeddings(settings)
        self.embeddings: Embeddings | None = None
        _untraced()
        self.gate = Gate(database, settings.pool_size // 2)
        self.models = ModelSource(self.gate, settings, self.pool, models)
        self.turns = Turns(self.gate)
        self.runs = Runs()
        self.graph = graph()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def turn(self, actor: Actor, message: str, session_id: UUID | None = None) -> Json:
        """Answer a message. The answer is worked out to its end even if the caller goes away.

        Raises InvalidInput, NotFound (a conversation that is not theirs), Conflict (earlier messages take too long) and
        TooManyRequests.
        """
        try:
            given = ChatInput(message=message, session_id=session_id)
        except ValidationError as error:
            faults = [FieldError(str(e["loc"][0]) if e["loc"] else "message", e["msg"]) for e in error.errors()]
            raise InvalidInput(f"{faults[0].field}: {faults[0].reason}", fields=faults) from error
        return await asyncio.shield(self._begin(actor, given, Run(new_id(), actor.user_id, silent=True)))

    async def stream(self, actor: Actor, given: ChatInput, key: str | None = None) -> AsyncIterator[Event | None]:
        """Answer a message and give the events of the turn; whoever reads them may go away without stopping it.

        The same ``key`` of the same user is the same turn. Raises NotFound, TooManyRequests, and IdempotencyMismatch
        when the key was used for another message.
        """
        run_id = run_id_of(actor.user_id, key) if key is not None else new_id()
        if key is not None:
            try:
                return await self.events(actor, run_id, message=given.message)
            except NotFound:
                running = self.runs.find(run_id, actor.user_id)
                if running is not None:
                    return running.follow()
        run = Run(run_id, actor.user_id)
        self._begin(actor, given, run)
        await run.begun()
        return run.follow()

    async def events(
        self, actor: Actor, run_id: UUID, after: int = 0, *, message: str | None = None
    ) -> AsyncIterator[Event | None]:
        """The events of a turn behind a number, and those to come; told from the stored answer when it ran elsewhere.

        Raises NotFound, and IdempotencyMismatch when the turn is about another message than ``message``.
        """
        run = self.runs.find(run_id, actor.user_id)
        if run is not None and message is None:
            return run.follow(after)
        async with self.gate.reading() as session:
            told = await ChatService(session, actor).told(run_id)
        if message is not None and told.message != message:
            raise IdempotencyMismatch(
                "This Idempotency-Key was used with another message. Use a new key for a new message."
            )
        return run.follow(after) if run is not None else self._elsewhere(actor, run_id, told, after)

    async def stop(self, actor: Actor, run_id: UUID) -> None:
        """Stop a turn, whatever process it runs in; what it has done stays done. Raises NotFound."""
        run = self.runs.find(run_id, actor.user_id)
        if run is not None:
            run.stop()
            return
        async with self.gate.transaction() as session:
            await ChatService(session, actor).told(run_id)
            await session.raw.execute("SELECT pg_notify($1, $2)", STOPS, str(run_id))

    def heard(self, run_id: str) -> None:
        """Another process was asked to stop this run."""
        if run_id:
            self.runs.stop(UUID(run_id))

    async def answer_proposal(
        self,
        actor: Actor,
        proposal_id: UUID,
        answer: Literal["approve", "reject"],
        changes: list[UUID] | None = None,
    ) -> Json:
        """Carry out a proposal of this user or turn it down. Raises NotFound, Conflict and InvalidInput."""
        given = ProposalAnswer(answer=answer, changes=changes)
        return await asyncio.shield(
            self._task(consent(self.gate, actor, proposal_id, given, self.clock(), self.settings))
        )

    async def prepare(self) -> None:
        """Get ready to find memories by meaning, where an embedding model is set and the database keeps vectors."""
        if self.embedding_model is None:
            return
        if await prepare_vectors(self.database):
            self.embeddings = Embeddings(self.embedding_model, self.gate, self.settings)
        else:
            log.warning("Memories are found by words only: the database has no pgvector")

    async def close(self) -> None:
        """Let the running turns come to their end."""
        while self._tasks:
            await asyncio.wait(self._tasks)
        await self.pool.close()

    def _task(self, work: Any) -> asyncio.Task[Json]:
        task: asyncio.Task[Json] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.debug("a turn ended with an error", exc_info=task.exception())

    def _begin(self, actor: Actor, given: ChatInput, run: Run) -> asyncio.Task[Json]:
        self.runs.add(run)
        run.task = self._task(self._run(actor, given, run))
        return run.task

    async def _run(self, actor: Actor, given: ChatInput, run: Run) -> Json:
        try:
            shown = await self._turn(actor, given, run)
            for event in end_of(shown, stopped=run.cut):
                run.emit(event)
            return shown
        except Exception as error:
            text = str(getattr(error, "detail", "")) or Words.of(actor, self.clock()).say("fault")
            if run.events:
                run.emit({"type": "RUN_ERROR", "message": text, "code": getattr(error, "code", "fault")})
            raise
        finally:
            self.runs.done(run)

    async def _turn(self, actor: Actor, given: ChatInput, run: Run) -> Json:
        words = Words.of(actor, self.clock())
        async with self.turns.turn(actor, given.message, given.session_id, run.id, run.said) as (said, claim):
            if claim is None:
                await self._store(said, actor, only(words.say("waited")), words, None)
                raise busy()
            calls: list[ModelCall] = []
            with contextlib.ExitStack() as running:
                try:
                    models = await self.models.models(actor, self.clock(), words)
                    calls = running.enter_context(self.models.counted(actor, models))
                    with telemetry.turn(said.session_id, run.id) as measured:
                        progress = Progress(_measured(run.emit, measured))
                        answer = await self._think(actor, given, said, run, progress, models)
                        measured.engine = answer.answered_by.engine if answer.answered_by else BUILT_IN
                        measured.outcome = "stopped" if run.cut else "asked" if answer.proposed else "done"
                except BaseException:
                    # Not "nothing was changed": steps before the fault may have been committed.
                    told = dataclasses.replace(only(words.say("fault")), calls_made=tuple(calls))
                    await self._store(said, actor, told, words, claim)
                    raise
                return await self._store(said, actor, answer, words, claim)

    async def _think(
        self, actor: Actor, given: ChatInput, said: Said, run: Run, progress: Progress, models: Models
    ) -> Answer:
        now = self.clock()
        bound = dataclasses.replace(actor, via="agent", turn_id=said.turn_id)
        words = Words.of(bound, now)
        context = RunContext(
            database=self.gate,
            actor=bound,
            now=now,
            said=said,
            message=given.message,
            models=models,
            words=words,
            settings=self.settings,
            deadline=asyncio.get_running_loop().time() + guard.TURN_SECONDS,
            progress=progress,
            embeddings=self.embeddings,
            profile_models=self.profile_models,
            profile=given.profile,
            delegate=delegate,
        )
        try:
            state = await run.think(lambda: self.graph.ainvoke({}, _CONFIG, context=context))
        except asyncio.CancelledError:
            if not run.stopped:
                raise
            run.cut = True
            return closing({"outcomes": progress.outcomes, "fault": "stopped"}, context)
        progress.enter("")
        found: Answer = state["answer"]
        return found

    async def _store(self, said: Said, actor: Actor, answer: Answer, words: Words, claim: dt.datetime | None) -> Json:
        async with self.gate.transaction() as session:
            data = await data_of(session, actor, said.session_id, said.turn_id, answer, words)
            if answer.calls_made:
                usage = UsageService(session, actor, self.settings.timezone)
                await usage.record(said.turn_id, answer.calls_made)
            await ChatService(session, actor).answer(said, answer.response, data, claim)
        return shown_of(said.session_id, said.answer_id, answer.response, data)

    async def _elsewhere(self, actor: Actor, run_id: UUID, told: Told, after: int) -> AsyncIterator[Event | None]:
        """A turn that this process knows nothing of: its stored answer, as soon as there is one."""
        ids = {"threadId": str(told.session_id), "runId": str(run_id)}
        yield after + 1, {"type": "RUN_STARTED", **ids}
        silent = 0.0
        while told.message_id is None and not told.lost:
            await asyncio.sleep(LOOK)
            silent += LOOK
            if silent >= KEEP_ALIVE:
                silent = 0.0
                yield None
            async with self.gate.reading() as session:
                told = await ChatService(session, actor).told(run_id)
        if told.message_id is None:
            text = Words.of(actor, self.clock()).say("lost")
            yield after + 2, {"type": "RUN_ERROR", "message": text, "code": "lost"}
            return
        shown = shown_of(told.session_id, told.message_id, told.response, told.data)
        events = [{"type": "CUSTOM", "name": "behflow.text_reset", "value": {}}, *end_of(shown)]
        for number, event in enumerate(events, after + 2):
            yield number, event


def _untraced() -> None:
    """Variables meant for other programs must not make LangChain send messages and tasks to its makers' service."""
    langsmith.configure(enabled=False)
    for name in ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER"):
        os.environ.pop(name, None)  # their service is gone: LangChain would refuse every turn


def _measured(emit: Emit, turn: telemetry.Turn) -> Emit:
    """Takes events as before, and the time of the first word."""

    def note(event: Json) -> None:
        if event["type"] == "TEXT_MESSAGE_CONTENT":
            turn.first_token()
        emit(event)

    return note

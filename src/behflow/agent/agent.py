"""The chat: one message in, one answer out, whatever door it came through."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import logging
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from typing import Any, Literal, TypeVar
from uuid import UUID

from langchain_core.runnables import RunnableConfig
from pydantic import ValidationError

from behflow.actor import Actor
from behflow.agent import guard, receipts
from behflow.agent.approvals import approve, stored
from behflow.agent.builder import RECURSION_LIMIT, graph
from behflow.agent.gate import Gate
from behflow.agent.llm_config import ModelFactory, model_factory
from behflow.agent.models.chain import Models
from behflow.agent.models.providers import ModelPool
from behflow.agent.models.records import sent
from behflow.agent.models.reply import AnsweredBy
from behflow.agent.state import Answer, Json, Outcome, RunContext
from behflow.agent.texts import Words
from behflow.agent.turns import Turns, busy
from behflow.chat.model_specs import BUILT_IN
from behflow.chat.proposals import ProposalService
from behflow.chat.schemas import ChatInput, ProposalAnswer
from behflow.chat.service import ChatService, Said
from behflow.config import Settings
from behflow.database.engine import Database, Session
from behflow.errors import FieldError, InvalidInput
from behflow.ids import new_id

log = logging.getLogger(__name__)

_CONFIG: RunnableConfig = {"recursion_limit": RECURSION_LIMIT}

T = TypeVar("T")


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
        self.models = models or model_factory(settings, self.pool)
        self.gate = Gate(database, settings.pool_size // 2)
        self.turns = Turns(self.gate)
        self.graph = graph()
        self._running: set[asyncio.Task[Any]] = set()

    async def turn(self, actor: Actor, message: str, session_id: UUID | None = None) -> Json:
        """Answer a message. The answer is worked out to its end even if the caller goes away.

        Raises InvalidInput, NotFound (a conversation that is not theirs) and Conflict (earlier messages take too long).
        """
        try:
            given = ChatInput(message=message, session_id=session_id)
        except ValidationError as error:
            faults = [FieldError(str(e["loc"][0]) if e["loc"] else "message", e["msg"]) for e in error.errors()]
            raise InvalidInput(f"{faults[0].field}: {faults[0].reason}", fields=faults) from error
        return await self._detached(self._turn(actor, given))

    async def answer_proposal(
        self,
        actor: Actor,
        proposal_id: UUID,
        answer: Literal["approve", "reject"],
        changes: list[UUID] | None = None,
    ) -> Json:
        """Carry out a proposal of this user or turn it down. Raises NotFound, Conflict and InvalidInput."""
        given = ProposalAnswer(answer=answer, changes=changes)
        return await self._detached(self._proposal(actor, proposal_id, given))

    async def close(self) -> None:
        """Let the running turns come to their end."""
        while self._running:
            await asyncio.wait(self._running)
        await self.pool.close()

    async def _detached(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.debug("a turn ended with an error", exc_info=task.exception())

    async def _turn(self, actor: Actor, given: ChatInput) -> Json:
        turn_id = new_id()
        words = Words.of(actor, self.clock())
        async with self.turns.turn(actor, given.message, given.session_id, turn_id) as (said, claim):
            if claim is None:
                await self._store(said, actor, _only(words.say("waited")), words, None)
                raise busy()
            try:
                answer = await self._think(actor, given.message, said)
            except BaseException:
                # Not "nothing was changed": steps before the fault may have been committed.
                await self._store(said, actor, _only(words.say("fault")), words, claim)
                raise
            return await self._store(said, actor, answer, words, claim)

    async def _think(self, actor: Actor, message: str, said: Said) -> Answer:
        now = self.clock()
        bound = dataclasses.replace(actor, via="agent", turn_id=said.turn_id)
        words = Words.of(bound, now)
        models = self.models(now, words)
        context = RunContext(
            database=self.gate,
            actor=bound,
            now=now,
            said=said,
            message=message,
            models=models if isinstance(models, Models) else Models(models),
            words=words,
            deadline=asyncio.get_running_loop().time() + guard.TURN_SECONDS,
        )
        state = await self.graph.ainvoke({}, _CONFIG, context=context)
        found: Answer = state["answer"]
        return found

    async def _store(self, said: Said, actor: Actor, answer: Answer, words: Words, claim: dt.datetime | None) -> Json:
        async with self.gate.transaction() as session:
            data = await self._data(session, actor, said.session_id, said.turn_id, answer, words)
            await ChatService(session, actor).answer(said, answer.response, data, claim)
        return _shown(said.session_id, said.answer_id, answer, data)

    async def _data(
        self, session: Session, actor: Actor, session_id: UUID, turn_id: UUID, answer: Answer, words: Words
    ) -> Json:
        proposal, by = None, answer.answered_by or AnsweredBy(BUILT_IN)
        if answer.proposed:
            title = receipts.title(answer.proposed, words)
            changes = [stored(change) for change in answer.proposed]
            opened = await ProposalService(session, actor).open(session_id, turn_id, title, changes)
            shown = [{name: change[name] for name in ("op", "task_id", "name", "detail")} for change in changes]
            proposal = {"id": str(opened[0]), "title": title, "expires_at": opened[1].isoformat(), "changes": shown}
        return {
            "tasks": list(answer.tasks),
            "receipt": {"changes": list(answer.changes), "turn_id": str(turn_id)},
            "proposal": proposal,
            "candidates": list(answer.candidates),
            "engine": by.engine,
            "answered_by": asdict(by),
            "sent": sent(answer.calls_made),
            "notices": [asdict(notice) for notice in answer.notices],
            "memory": answer.memory,
        }

    async def _proposal(self, actor: Actor, proposal_id: UUID, given: ProposalAnswer) -> Json:
        now, turn_id = self.clock(), new_id()
        bound = dataclasses.replace(actor, via="agent", turn_id=turn_id)
        words = Words.of(bound, now)
        async with self.gate.transaction() as session:
            if given.answer == "reject":
                claimed = await ProposalService(session, bound).claim(proposal_id, "rejected")
                answer = _only(words.say("rejected"))
            else:
                only = {str(change) for change in given.changes} if given.changes is not None else None
                claimed, outcome = await approve(session, bound, proposal_id, now, words, only)
                answer = _done(outcome, words)
            data = await self._data(session, bound, claimed.session_id, turn_id, answer, words)
            message_id = await ChatService(session, bound).note(claimed.session_id, turn_id, answer.response, data)
        return _shown(claimed.session_id, message_id, answer, data)


def _nothing(words: Words) -> str:
    return words.say("nothing_changed")


def _only(text: str) -> Answer:
    return Answer(text, (), (), (), (), {})


def _done(outcome: Outcome, words: Words) -> Answer:
    said = receipts.sentences(outcome, words)
    tasks = {applied.task["id"]: applied.task for applied in outcome.applied if applied.subject == "task"}
    tasks |= {applied.next["id"]: applied.next for applied in outcome.applied if applied.next is not None}
    return Answer(
        response="\n".join(said) or _nothing(words),
        tasks=tuple(tasks.values()),
        changes=tuple(receipts.changes_of([outcome])),
        proposed=(),
        candidates=(),
        memory={"touched": [applied.task["id"] for applied in outcome.applied if applied.subject == "task"]},
    )


_SHOWN = ("tasks", "receipt", "proposal", "engine", "candidates", "answered_by", "sent", "notices")


def _shown(session_id: UUID, message_id: UUID, answer: Answer, data: Json) -> Json:
    return {
        "session_id": str(session_id),
        "message_id": str(message_id),
        "response": answer.response,
        **{name: data[name] for name in _SHOWN},
    }

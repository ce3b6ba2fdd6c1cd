"""From the settings to the models of one turn, and what running turns may still use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from langchain_core.language_models.chat_models import BaseChatModel

from behflow.actor import Actor
from behflow.agent.engine.model import BuiltInEngine
from behflow.agent.gate import Gate
from behflow.agent.models.chain import Models
from behflow.agent.models.providers import ModelPool
from behflow.agent.models.reply import ModelCall
from behflow.agent.texts import Words
from behflow.chat.assistant import AssistantService
from behflow.config import Settings

ModelFactory = Callable[[dt.datetime, Words], BaseChatModel | Models]
"""Makes the models of one turn; a chat model alone answers without anything behind it."""


def built_in(now: dt.datetime, words: Words) -> BuiltInEngine:
    """The built-in engine at this moment, in this user's zone and language."""
    return BuiltInEngine(now=now.astimezone(ZoneInfo(words.zone)), words=words)


class ModelSource:
    """Makes the models of each turn. What a turn uses counts against its user's caps before it is written down."""

    def __init__(self, database: Gate, settings: Settings, pool: ModelPool, factory: ModelFactory | None) -> None:
        self.database = database
        self.settings = settings
        self.pool = pool
        self.factory = factory
        self._running: dict[UUID, list[Models]] = {}

    async def models(self, actor: Actor, now: dt.datetime, words: Words) -> Models:
        """The models of one turn, with the built-in engine behind them."""
        if self.factory is not None:
            made = self.factory(now, words)
            return made if isinstance(made, Models) else Models(made)
        if self.settings.only_built_in:
            return Models(built_in(now, words))
        async with self.database.reading() as session:
            choice = await AssistantService(session, actor, self.settings).choice()
        models = Models(built_in(now, words), choice, self.pool, words)
        if choice.capped:
            models.cap = lambda: self._cap(actor, models)
        return models

    @contextmanager
    def counted(self, actor: Actor, models: Models) -> Iterator[list[ModelCall]]:
        """The calls of these models, which count until the block ends, by when they have to be written down."""
        running = self._running.setdefault(actor.user_id, [])
        running.append(models)
        try:
            yield models.calls_made
        finally:
            running.remove(models)
            if not running:
                self._running.pop(actor.user_id, None)

    async def _cap(self, actor: Actor, models: Models) -> str | None:
        """The cap that leaves these models no further call, or None.

        Turns that run at once must not all use the same rest: what was begun before counts as if it were answered.
        """
        running = self._running[actor.user_id]
        running.remove(models)
        before = [other.asking for other in running if other.asking is not None]
        running.append(models)
        calls = [*before, *(call for other in running for call in other.calls_made)]
        async with self.database.reading() as session:
            service = AssistantService(session, actor, self.settings)
            return await service.reached(
                sum(call.input_tokens + call.output_tokens for call in calls),
                sum((call.cost or Decimal(0) for call in calls), Decimal(0)),
            )

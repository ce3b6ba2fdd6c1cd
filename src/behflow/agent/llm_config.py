"""From the settings to the models of one turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from langchain_core.language_models.chat_models import BaseChatModel

from behflow.agent.engine.model import BuiltInEngine
from behflow.agent.models.chain import Models
from behflow.agent.models.choice import Choice
from behflow.agent.models.providers import ModelPool
from behflow.agent.texts import Words

ModelFactory = Callable[[dt.datetime, Words], BaseChatModel | Models]
"""Makes the models of one turn; a chat model alone answers without anything behind it."""


def built_in(now: dt.datetime, words: Words) -> BuiltInEngine:
    """The built-in engine at this moment, in this user's zone and language."""
    return BuiltInEngine(now=now.astimezone(ZoneInfo(words.zone)), words=words)


def models_of(choice: Choice, pool: ModelPool, now: dt.datetime, words: Words) -> Models:
    """The models of one turn with the built-in engine behind them."""
    return Models(built_in(now, words), choice, pool, words)

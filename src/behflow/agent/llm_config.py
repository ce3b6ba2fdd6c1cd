"""From the setting LLM to a chat model for one turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from langchain_core.language_models.chat_models import BaseChatModel

from behflow.agent.engine.model import BuiltInEngine
from behflow.agent.texts import Words
from behflow.errors import ConfigurationError

BUILT_IN = "built-in"

ModelFactory = Callable[[dt.datetime, Words], BaseChatModel]


def built_in(now: dt.datetime, words: Words) -> BaseChatModel:
    """The built-in engine at this moment, in this user's zone and language."""
    return BuiltInEngine(now=now.astimezone(ZoneInfo(words.zone)), words=words)


def model_factory(llm: str) -> ModelFactory:
    """The maker of chat models for a setting. Raises ConfigurationError."""
    if llm != BUILT_IN:
        raise ConfigurationError(
            f"BEHFLOW_LLM={llm}: only '{BUILT_IN}' can be used so far; language models come with a later version."
        )
    return built_in

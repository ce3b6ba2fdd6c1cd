"""A chat that a test can talk to: the real graph, the real database, a clock that stands still."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.tool import tool_call
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from behflow.actor import Actor
from behflow.agent.agent import ChatAgent
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.tasks.quick_add import QuickAddService
from behflow.tasks.quick_schemas import QuickAddInput
from behflow.tasks.schemas import TaskQuery
from behflow.tasks.service import TaskService
from tests.factories import World

Json = dict[str, Any]
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
"""A Monday."""


def calls(*named: tuple[str, Json] | tuple[str, Json, str]) -> AIMessage:
    """A model's message that calls tools."""
    made = [tool_call(name=c[0], args=c[1], id=c[2] if len(c) > 2 else f"c{n}") for n, c in enumerate(named)]
    return AIMessage("", tool_calls=made)


class ScriptedModel(BaseChatModel):
    """Plays a fixed list of messages, the last one for ever; remembers what it was shown."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    script: list[Any]
    shown: list[list[BaseMessage]] = []
    pause: tuple[asyncio.Event, asyncio.Event] | None = None
    """Set when the model thinks, and what it waits for then."""
    pause_at: int = 0
    stopped: bool = False

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return self._play(messages)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        if self.pause is not None and len(self.shown) >= self.pause_at:
            self.pause[0].set()
            try:
                await self.pause[1].wait()
            except asyncio.CancelledError:
                self.stopped = True
                raise
        return self._play(messages)

    def _play(self, messages: list[BaseMessage]) -> ChatResult:
        step = self.script[min(len(self.shown), len(self.script) - 1)]
        self.shown.append(list(messages))
        if isinstance(step, Exception):
            raise step
        message = step(messages) if callable(step) else step
        return ChatResult(
            generations=[ChatGeneration(message=AIMessage(message) if isinstance(message, str) else message)]
        )


@dataclasses.dataclass
class Chat:
    """One user talking in one conversation."""

    agent: ChatAgent
    actor: Actor
    session_id: UUID | None = None

    async def say(self, message: str) -> Json:
        """Send a message in this conversation."""
        answer = await self.agent.turn(self.actor, message, self.session_id)
        self.session_id = UUID(answer["session_id"])
        return answer

    async def tasks(self, **query: Any) -> list[Json]:
        """The user's tasks as they are now, oldest first."""
        async with self.agent.database.reading() as session:
            found, _ = await TaskService(session, self.actor, NOW).list(TaskQuery(**{"sort": "created", **query}))
        return found

    async def names(self, **query: Any) -> list[str]:
        """The names of the user's tasks."""
        return [task["name"] for task in await self.tasks(**query)]

    async def add(self, *lines: str) -> list[Json]:
        """Quick-add tasks, as the web app does."""
        added = []
        for line in lines:
            async with self.agent.database.transaction() as session:
                service = QuickAddService(session, self.actor, NOW)
                added += (await service.add(QuickAddInput(text=line)))["tasks"]
        return added

    async def task(self, name: str) -> Json:
        """One task by name, wherever it is."""
        for deleted in (False, True):
            for task in await self.tasks(deleted=deleted):
                if task["name"] == name:
                    return task
        raise AssertionError(f"there is no task {name!r}")


Talk = Callable[..., Any]


@pytest.fixture
def agent(database: Database, settings: Settings) -> ChatAgent:
    """The agent with its built-in engine."""
    return ChatAgent(database, settings, clock=lambda: NOW)


@pytest.fixture
async def chat(agent: ChatAgent, world: World) -> Chat:
    """A user in Berlin who talks to the agent in English."""
    return Chat(agent, await world.user(zone="Europe/Berlin"))


@pytest.fixture
async def gap(agent: ChatAgent, world: World) -> Chat:
    """A user in Tehran who talks to the agent in Persian."""
    actor = await world.user(zone="Asia/Tehran", locale="fa", calendar="jalali")
    return Chat(agent, dataclasses.replace(actor, locale="fa", calendar="jalali"))


@pytest.fixture
def scripted(database: Database, settings: Settings, world: World) -> Talk:
    """A chat whose model plays a script: ``chat, model = await scripted(message, ...)``."""

    async def make(*script: Any) -> tuple[Chat, ScriptedModel]:
        model = ScriptedModel(script=list(script), shown=[])
        agent = ChatAgent(database, settings, clock=lambda: NOW, models=lambda now, words: model)
        return Chat(agent, await world.user(zone="Europe/Berlin")), model

    return make

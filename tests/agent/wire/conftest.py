"""Chats whose model is a server on this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from pydantic import SecretStr

from behflow.agent.agent import ChatAgent
from behflow.agent.models import chain
from behflow.agent.models.chain import Models
from behflow.agent.models.choice import Chosen
from behflow.agent.models.providers import ModelPool
from behflow.chat.model_specs import parse_chain
from behflow.config import Settings
from behflow.database.engine import Database
from tests.agent.conftest import NOW, Chat
from tests.agent.wire.server import ModelServer
from tests.factories import World

KEY = "sk-wire-0123456789abcdef"

Join = Callable[..., Any]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause before the second attempt."""
    monkeypatch.setattr(chain, "RETRY_PAUSE", 0.0)


def settings_for(settings: Settings, *servers: ModelServer, **more: Any) -> Settings:
    """Settings that name servers of this machine, with short waits."""
    values: dict[str, Any] = {
        "llm": ",".join(f"{server.wire.name}:tiny" for server in servers),
        "llm_base_url": ",".join(server.url for server in servers),
        "llm_api_key": SecretStr(",".join(KEY for _ in servers)),
    }
    return settings.model_copy(update=values | more)


@pytest.fixture
async def join(database: Database, settings: Settings, world: World) -> AsyncIterator[Join]:
    """A chat with servers in their order: ``await join(server, ..., behind=False)`` leaves the engine out."""
    agents: list[ChatAgent] = []

    async def make(*servers: ModelServer, behind: bool = True, **more: Any) -> Chat:
        chosen = settings_for(settings, *servers, **more)
        if behind:
            agent = ChatAgent(database, chosen, clock=lambda: NOW)
        else:
            pool = ModelPool(chosen)
            alone = Chosen(parse_chain(chosen), private_hosts=frozenset(chosen.llm_private_hosts))
            agent = ChatAgent(
                database, chosen, clock=lambda: NOW, models=lambda now, words: Models(None, alone, pool, words)
            )
            agent.pool = pool
        agents.append(agent)
        return Chat(agent, await world.user(zone="Europe/Berlin"))

    yield make
    for agent in agents:
        await agent.close()

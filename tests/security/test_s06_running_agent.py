"""S06, the agent: a turn that runs or waits does nothing more, and tells nothing more, once its sign-in has ended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from tests.agent.conftest import ScriptedModel, calls
from tests.backend.auth.test_personal_tokens import holder, make
from tests.client import Api
from tests.signed_in import api, services_of

__all__ = ["api"]


@dataclass
class Case:
    """A program with a token, and a model that thinks until it is told to go on."""

    api: Api
    session_id: str
    program: Api
    token_id: str
    model: ScriptedModel
    thinking: asyncio.Event
    go_on: asyncio.Event

    async def end(self) -> None:
        """End the token while the model thinks, then let the model go on."""
        assert (await self.api.call("DELETE", f"/api/v1/tokens/{self.token_id}")).status_code == 204
        self.go_on.set()

    async def names(self) -> list[str]:
        return [task["name"] for task in (await self.api.get("/api/v1/tasks"))["tasks"]]


@pytest.fixture
async def case(api: Api) -> Case:
    begun = await api.post("/api/v1/chat", {"message": "what is due today?"})
    token = await make(api, "chat", "tasks:write")
    model = ScriptedModel(script=[calls(("add_task", {"title": "Back door"})), "Here is a secret."], shown=[])
    model.pause = (asyncio.Event(), asyncio.Event())
    services_of(api.http).agent.models.factory = lambda now, words: model
    return Case(api, begun["session_id"], holder(api, token), token["id"], model, *model.pause)


async def test_a_running_turn_changes_nothing_once_its_token_was_ended(case: Case) -> None:
    turn = asyncio.create_task(case.program.call("POST", "/api/v1/chat", {"message": "hello"}))
    await case.thinking.wait()
    await case.end()
    assert (await turn).json()["receipt"]["changes"] == []
    assert await case.names() == []


async def test_a_waiting_turn_is_not_begun_once_its_token_was_ended(case: Case) -> None:
    mine = {"message": "hello", "session_id": case.session_id}
    first = asyncio.create_task(case.api.call("POST", "/api/v1/chat", mine))
    await case.thinking.wait()
    waiting = asyncio.create_task(case.program.call("POST", "/api/v1/chat", {**mine, "message": "and a back door"}))
    while len((await case.api.get(f"/api/v1/chat/sessions/{case.session_id}/messages"))["messages"]) < 4:
        pass
    await case.end()
    assert (await first).status_code == 200
    assert (await waiting).status_code == 401
    assert len(case.model.shown) == 1, "the model was asked for the turn of the program"


async def test_a_stream_ends_with_its_token(case: Case) -> None:
    stream = asyncio.create_task(case.program.call("POST", "/api/v1/chat/stream", {"message": "hello"}))
    await case.thinking.wait()
    await case.end()
    told = (await stream).text
    assert "RUN_STARTED" in told
    assert "behflow.answer" not in told

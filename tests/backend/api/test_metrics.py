"""Numbers for Prometheus: closed unless a token is set, and true after real turns."""

from __future__ import annotations

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from behflow import telemetry
from behflow.config import Settings
from tests.client import Api

TOKEN = "a-token-of-prometheus"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})


async def numbers(http: httpx.AsyncClient) -> dict[str, float]:
    """Every sample as Prometheus reads it: ``name{labels}`` -> value."""
    response = await http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    return {
        sample.name + "".join(f" {k}={v}" for k, v in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


async def growth(http: httpx.AsyncClient, before: dict[str, float]) -> dict[str, float]:
    """What became more since, without what the process does by itself."""
    now = await numbers(http)
    return {
        name: value - before.get(name, 0)
        for name, value in now.items()
        if value != before.get(name, 0) and not name.startswith(("process_", "behflow_first_token_seconds_"))
        and "_created" not in name
    }  # fmt: skip


async def test_turns_tools_proposals_and_undo_are_counted(api: Api, http: httpx.AsyncClient) -> None:
    before = await numbers(http)
    added = await api.post("/api/v1/chat", {"message": "add buy milk"})
    await api.post("/api/v1/undo", {"turn_id": added["receipt"]["turn_id"]})
    assert await growth(http, before) == {
        "behflow_turns_total engine=built-in outcome=done": 1,
        "behflow_tool_outcomes_total code=done tool=add_task": 1,
        "behflow_undone_within_a_minute_total via=agent": 1,
    }
    assert (await numbers(http))["behflow_first_token_seconds_count engine=built-in"] >= 1

    for number in range(8):
        await api.task(f"Task {number}")
    before = await numbers(http)
    first = await api.post("/api/v1/chat", {"message": "delete all tasks"})
    second = await api.post("/api/v1/chat", {"message": "delete all tasks", "session_id": first["session_id"]})
    await api.post(f"/api/v1/chat/proposals/{second['proposal']['id']}", {"answer": "reject"})
    assert await growth(http, before) == {
        "behflow_turns_total engine=built-in outcome=asked": 2,
        "behflow_tool_outcomes_total code=waiting tool=delete_task": 2,
        "behflow_proposals_total answer=superseded": 1,
        "behflow_proposals_total answer=rejected": 1,
    }


async def test_what_was_said_is_no_part_of_the_numbers(api: Api, http: httpx.AsyncClient) -> None:
    await api.post("/api/v1/chat", {"message": "add canary secret plan tomorrow"})
    text = (await http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})).text
    assert "canary" not in text
    assert api.user["id"] not in text
    assert TOKEN not in text


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", TOKEN])
async def test_without_its_token_the_numbers_are_closed(http: httpx.AsyncClient, header: str) -> None:
    response = await http.get("/metrics", headers={"Authorization": header} if header else {})
    assert response.status_code == 401
    assert "behflow_" not in response.text


async def test_a_users_token_does_not_open_them(api: Api) -> None:
    assert (await api.call("GET", "/metrics")).status_code == 401


class TestUnset:
    """A server whose administrator set nothing."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"metrics_token": None})

    @pytest.mark.parametrize("header", ["", "Bearer ", "Bearer None"])
    async def test_there_are_no_numbers(self, http: httpx.AsyncClient, header: str) -> None:
        response = await http.get("/metrics", headers={"Authorization": header} if header else {})
        assert response.status_code == 404


def test_the_names_of_models_and_tools_that_others_choose_make_no_new_numbers() -> None:
    from uuid import uuid4

    with telemetry.turn(uuid4(), uuid4()) as turn:
        turn.engine = "openai:canary-model"
    with telemetry.tool("canary_tool", "call-1", known=False) as tool:
        tool.code = "unknown_tool"
    text = telemetry.metrics().decode()
    assert "canary" not in text
    assert 'behflow_turns_total{engine="openai",outcome="done"}' in text
    assert 'behflow_tool_outcomes_total{code="unknown_tool",tool="unknown"}' in text

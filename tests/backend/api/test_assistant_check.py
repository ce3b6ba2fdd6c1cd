"""The check of a model: whether it answers, and what is wrong if not, without waiting for the first message."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from behflow.config import Settings
from tests.client import Api
from tests.tiny_model import TinyModel, tiny_model


@pytest.fixture
async def model() -> AsyncIterator[TinyModel]:
    async with tiny_model() as found:
        yield found


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"llm_user_models": True, "llm_private_hosts": ("127.0.0.1",)})


async def own(api: Api, url: str, **more: object) -> None:
    """Set a model of the user's own."""
    change = {"own": {"model": "openai:tiny", "base_url": url, "api_key": "sk-mine"}, **more}
    answer = await api.call("PATCH", "/api/v1/assistant", change)
    assert answer.status_code == 200, answer.text


async def test_without_a_model_the_built_in_engine_is_well(api: Api) -> None:
    found = await api.post("/api/v1/assistant/check")
    assert (found["ok"], found["engine"], found["code"]) == (True, "built-in", "built_in")


async def test_a_model_that_answers_is_well_and_the_question_counts_as_usage(api: Api, model: TinyModel) -> None:
    await own(api, model.url)
    found = await api.post("/api/v1/assistant/check")
    assert (found["ok"], found["engine"], found["code"]) == (True, "openai:tiny", "ok")
    assert "authorization: bearer sk-mine" in model.heads[0].lower()
    (day,) = (await api.get("/api/v1/assistant/usage"))["days"]
    assert (day["host"], day["local"], day["input_tokens"], day["output_tokens"]) == ("127.0.0.1", True, 30, 2)
    assert (await api.get("/api/v1/assistant"))["used"]["tokens"] == 32


@pytest.mark.parametrize(("status", "code"), [(401, "auth"), (404, "no_model"), (400, "bad_request")])
async def test_what_is_wrong_with_a_model_is_told(api: Api, model: TinyModel, status: int, code: str) -> None:
    model.status = status
    await own(api, model.url)
    found = await api.post("/api/v1/assistant/check")
    assert (found["ok"], found["code"]) == (False, code)
    assert "openai:tiny" in found["text"]


async def test_a_model_that_may_not_be_asked_is_not(api: Api, model: TinyModel) -> None:
    await own(api, model.url, daily_tokens=0)
    assert (await api.post("/api/v1/assistant/check"))["code"] == "budget_tokens"
    await own(api, model.url, daily_tokens=None, enabled=False)
    assert (await api.post("/api/v1/assistant/check"))["code"] == "off"
    assert model.heads == []

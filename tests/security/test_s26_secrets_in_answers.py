"""S26: a key never comes back out: not in an answer, an error, a log, an event, a metric, nor readable in a row."""

from __future__ import annotations

import logging

import pytest
from pydantic import SecretStr

from behflow.config import Settings
from behflow.database.base import Base
from behflow.database.engine import Database
from tests.client import Api
from tests.security.routes import CALLS, fill, furnish, path_of
from tests.signed_in import api
from tests.tiny_model import tiny_model

__all__ = ["api"]

OWN, INSTANCE = "sk-canary-own-4f1d9a", "sk-canary-instance-77ab02"
SIGNING = "canary-signing-key-of-thirty-two-bytes-and-more"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "llm": "openai:small",
            "llm_base_url": "http://127.0.0.1:9/v1",
            "llm_api_key": SecretStr(INSTANCE),
            "secret_key": SecretStr(SIGNING),
            "llm_user_models": True,
            "llm_private_hosts": ("127.0.0.1",),
        }
    )


async def test_a_canary_in_every_key_is_found_nowhere(
    api: Api, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    async with tiny_model() as model:
        model.status = 401  # and repeats the key in its answer
        mine = {"model": "openai:tiny", "base_url": model.url, "api_key": OWN}
        for change in (
            {"own": mine},
            {"own": {**mine, "model": "nonsense"}},
            {"own": {**mine, "base_url": f"https://{OWN}@models.example.org"}},
            {"own": {**mine, "api_key": f"{OWN} and more"}},
            {"own": {**mine, "unknown": 1}},
            {"own": mine, "daily_tokens": -1},
            {"own": [OWN]},
        ):
            seen.append((await api.call("PATCH", "/api/v1/assistant", change)).text)
        own = await furnish(api)
        for route, call in CALLS.items():
            if route not in ("PATCH /api/v1/assistant", "POST /logout", "DELETE /me/sessions/{session_id}"):
                body = None if call.body is None else fill(call.body, own)
                response = await api.call(*path_of(route, call, own), body)
                seen += [response.text, str(response.headers)]
        assert OWN in model.heads[0]
        await api.call("PATCH", "/api/v1/assistant", {"own": None})
        seen.append((await api.call("POST", "/api/v1/assistant/check")).text)
        seen.append((await api.call("PATCH", "/api/v1/assistant", {"own": mine})).text)
    seen += [f"{record.getMessage()} {record.__dict__} {record.exc_text}" for record in caplog.records]
    async with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            seen += [r["t"] for r in await session.raw.fetch(f'SELECT t::text AS t FROM "{table.name}" t')]
    text = "\n".join(seen)
    assert "assistant.updated" in text
    for secret in (OWN, INSTANCE, SIGNING):
        assert secret not in text, text[max(0, text.index(secret) - 200) : text.index(secret) + 100]

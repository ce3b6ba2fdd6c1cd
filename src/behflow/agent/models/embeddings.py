"""The embedding model that finds memories by meaning: asked over plain HTTP, where it may be asked at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
from langchain_core.messages import HumanMessage
from langchain_core.messages.utils import count_tokens_approximately

from behflow.actor import Actor
from behflow.agent.gate import Gate
from behflow.agent.models.providers import client_options
from behflow.agent.models.reply import ModelCall
from behflow.chat.assistant import AssistantService
from behflow.chat.memory_vectors import Meaning, MemoryVectors
from behflow.chat.model_specs import ModelSpec
from behflow.config import Settings

_WIRES = {"openai": ("/embeddings", "data"), "ollama": ("/api/embed", "embeddings")}
"""Path and the field of the vectors of OpenAI's and Ollama's protocols."""


class Embeddings:
    """The embedding model of the instance, on a database that keeps vectors."""

    def __init__(self, spec: ModelSpec, database: Gate, settings: Settings) -> None:
        self.spec = spec
        self.database = database
        self.settings = settings

    async def meaning(self, actor: Actor, query: str, told: Callable[[ModelCall], None]) -> Meaning | None:
        """What a question means, for ``MemoryService.recall``; None where words alone must do.

        Nothing is sent for a user who switched models off, whose budget is used up, or who keeps everything in the
        house when the model is not there. ``told`` takes the record of a call. No transaction is open meanwhile.
        """
        async with self.database.reading() as session:
            if not await AssistantService(session, actor, self.settings).may_ask(self.spec):
                return None

        async def embed(texts: list[str]) -> list[list[float]]:
            return await self._asked(texts, told)

        return await MemoryVectors(self.database, self.spec.name, embed).meaning(actor, query)

    async def _asked(self, texts: list[str], told: Callable[[ModelCall], None]) -> list[list[float]]:
        timeout = httpx.Timeout(self.settings.llm_idle_seconds, connect=self.settings.llm_connect_seconds)
        path, field = _WIRES[self.spec.provider]
        key = self.spec.api_key.get_secret_value() if self.spec.api_key else None
        headers = {"authorization": f"Bearer {key}"} if key else {}
        given, began, fault = 0, time.perf_counter(), "cancelled"
        try:
            async with httpx.AsyncClient(**client_options(httpx, timeout, self.spec, self.settings)) as client:
                body = {"model": self.spec.model, "input": texts}
                response = await client.post(self.spec.url + path, json=body, headers=headers)
                response.raise_for_status()
                found = response.json()
            fault = ""
            given = (found.get("usage") or {}).get("prompt_tokens") or found.get("prompt_eval_count") or 0
            return [row["embedding"] if isinstance(row, dict) else row for row in found[field]]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            fault = "timeout" if isinstance(error, httpx.TimeoutException) else "provider_down"
            # The provider's own words may hold keys and memories, and end here.
            raise ConnectionError(f"{self.spec.host}: {type(error).__name__}") from None
        finally:
            told(self._record(texts, given, fault or None, round((time.perf_counter() - began) * 1000)))

    def _record(self, texts: list[str], given: Any, fault: str | None, ms: int) -> ModelCall:
        spec, local = self.spec, self.spec.is_local(self.settings.llm_private_hosts)
        counted = isinstance(given, int) and given > 0
        tokens = given if counted else count_tokens_approximately([HumanMessage(text) for text in texts])
        cost = spec.price_in * tokens / 1_000_000 if spec.price_in is not None else Decimal(0) if local else None
        return ModelCall(spec.provider, spec.model, spec.host, local, tokens, 0, 0, cost, not counted, fault, ms)

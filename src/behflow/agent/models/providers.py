"""The chat models of the providers: their packages are loaded when the first message goes there, not before."""

from __future__ import annotations

import asyncio
import importlib
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel

from behflow.agent.models.breaker import Breakers
from behflow.chat.addresses import checked
from behflow.chat.model_specs import ModelSpec
from behflow.config import Settings

KEPT = 16
"""Models whose connections are kept open; users may bring models of their own."""
PLAIN = 1_000
"""Servers of which it is remembered that they refuse extras."""
WIRE_LIMIT = 32 * 1024 * 1024
"""Bytes of one response that are read at most; a stream needs some hundred bytes for each token."""

_CHAT_MODELS = {"openai": "ChatOpenAI", "anthropic": "ChatAnthropic", "ollama": "ChatOllama"}


@dataclass(slots=True)
class _Open:
    model: BaseChatModel
    close: Callable[[], Awaitable[None]]
    users: int = 0


class ModelPool:
    """The open models of the process, their circuit breakers, and what was learned about their servers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.breakers = Breakers()
        self._open: OrderedDict[tuple[ModelSpec, bool], _Open] = OrderedDict()
        self._lock = asyncio.Lock()
        self._plain: set[tuple[str, str]] = set()

    async def load(self, spec: ModelSpec) -> None:
        """Load what a model needs, so that the second this takes is no part of its time to answer.

        Raises ImportError when its package is not installed.
        """
        async with self.model(spec):
            pass

    @asynccontextmanager
    async def model(self, spec: ModelSpec) -> AsyncIterator[BaseChatModel]:
        """A model for one call. Raises ImportError when its package is not installed."""
        key = (spec, self.extras(spec))
        async with self._lock:
            entry = self._open.get(key)
            if entry is None:
                # Loading a package takes a second of work, which other turns must not wait for.
                entry = self._open[key] = await asyncio.to_thread(_opened, spec, self.settings, key[1])
            self._open.move_to_end(key)
            entry.users += 1
            idle = [other for other, kept in self._open.items() if not kept.users]
            for other in idle[: max(0, len(self._open) - KEPT)]:
                await self._open.pop(other).close()
        try:
            yield entry.model
        finally:
            entry.users -= 1

    def extras(self, spec: ModelSpec) -> bool:
        """True unless the server refused what not every server of its wire knows.

        That is a count of tokens in a stream (OpenAI's wire) and the mark of what is worth caching (Anthropic's).
        """
        return (spec.url, spec.model) not in self._plain

    def learn(self, spec: ModelSpec, extras: bool) -> None:
        """Remember whether a server takes requests with extras."""
        place = (spec.url, spec.model)
        if extras:
            self._plain.discard(place)
        elif len(self._plain) < PLAIN:
            self._plain.add(place)

    async def close(self) -> None:
        """Close every connection."""
        async with self._lock:
            while self._open:
                await self._open.popitem()[1].close()


def offered(spec: ModelSpec, tools: list[dict[str, Any]], extras: bool) -> list[dict[str, Any]]:
    """The tools as a model is told about them.

    They are the same in every request, and most of it. Anthropic caches what comes before a mark, the others by
    themselves.
    """
    if spec.provider != "anthropic" or not extras or not tools:
        return tools
    last = tools[-1]["function"]
    marked = {"name": last["name"], "description": last["description"], "input_schema": last["parameters"]}
    return [*tools[:-1], {**marked, "cache_control": {"type": "ephemeral"}}]


def _opened(spec: ModelSpec, settings: Settings, extras: bool) -> _Open:
    package = importlib.import_module(f"langchain_{spec.provider}")
    make: Any = getattr(package, _CHAT_MODELS[spec.provider])
    key = spec.api_key.get_secret_value() if spec.api_key else None
    if spec.provider == "ollama":
        return _ollama(make, spec, settings, key)
    library = importlib.import_module("httpx2")
    timeout = library.Timeout(settings.llm_idle_seconds, connect=settings.llm_connect_seconds)
    client = library.AsyncClient(**client_options(library, timeout, spec, settings))
    shared = {"base_url": spec.url, "max_retries": 0, "disable_streaming": False}
    if spec.provider == "anthropic":
        model = make(model=spec.model, max_tokens=settings.llm_max_tokens, api_key=key or "none", **shared)
        anthropic = importlib.import_module("anthropic")
        # Its own client would take proxies from the environment and follow redirects with the key in hand.
        model.__dict__["_async_client"] = anthropic.AsyncAnthropic(
            api_key=key or "none", base_url=spec.url, max_retries=0, timeout=timeout, http_client=client
        )
        return _Open(model, client.aclose)
    # The field was renamed: servers of one's own know the old name, OpenAI's new models only the new one.
    own = spec.base_url is not None
    limit = {"extra_body": {"max_tokens": settings.llm_max_tokens}} if own else {"max_tokens": settings.llm_max_tokens}
    model = make(
        model=spec.model,
        api_key=key or "none",
        http_async_client=client,
        timeout=timeout,
        stream_usage=extras,
        stream_chunk_timeout=None,
        use_responses_api=False,
        **limit,
        **shared,
    )
    return _Open(model, client.aclose)


def _ollama(make: Any, spec: ModelSpec, settings: Settings, key: str | None) -> _Open:
    library = importlib.import_module("httpx")
    timeout = library.Timeout(settings.llm_idle_seconds, connect=settings.llm_connect_seconds)
    options = client_options(library, timeout, spec, settings)
    headers = options.pop("headers") | ({"authorization": f"Bearer {key}"} if key else {})
    model = make(
        model=spec.model,
        base_url=spec.url,
        num_predict=settings.llm_max_tokens,
        client_kwargs={"headers": headers},
        async_client_kwargs=options,
    )
    client = model._async_client._client
    if key is None:
        client.headers.pop("authorization", None)  # a key in the environment was not meant for this server
    sync = model._client

    async def close() -> None:
        sync.close()
        await client.aclose()

    return _Open(model, close)


@cache
def _trusted() -> ssl.SSLContext:
    """The machine's own certificates, where a company's are found, and the usual ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(importlib.import_module("certifi").where())
    return context


def client_options(library: Any, timeout: Any, spec: ModelSpec, settings: Settings) -> dict[str, Any]:
    """Options of a client of httpx or httpx2: no proxies from the environment, no redirects, no endless responses."""

    class Capped(library.AsyncByteStream):  # type: ignore[misc]
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            read = 0
            async for part in self.stream:
                read += len(part)
                if read > WIRE_LIMIT:
                    raise library.RemoteProtocolError("The response is too long.")
                yield part

        async def aclose(self) -> None:
            await self.stream.aclose()

    class Transport(library.AsyncHTTPTransport):  # type: ignore[misc]
        async def handle_async_request(self, request: Any) -> Any:
            response = await super().handle_async_request(request)
            if response.headers.get("content-encoding", "identity") != "identity":
                await response.aclose()
                raise library.RemoteProtocolError("The response is compressed, which was not asked for.")
            response.stream = Capped(response.stream)
            return response

    key = spec.api_key.get_secret_value() if spec.api_key else "none"
    kind = checked(Transport, settings.llm_private_hosts, key) if spec.own else Transport
    return {
        "transport": kind(verify=_trusted(), trust_env=False),
        "trust_env": False,
        "follow_redirects": False,
        "timeout": timeout,
        "headers": {"accept-encoding": "identity"},
    }

"""The smallest server that speaks OpenAI's and Ollama's embeddings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson

Json = dict[str, Any]


class TinyEmbedder:
    """Remembers what it was sent. ``status`` other than 200 makes it answer with ``fault`` and the request's head."""

    def __init__(self, vector: Callable[[str], list[Any]]) -> None:
        self.vector = vector
        self.asked: list[Json] = []
        self.heads: list[str] = []
        self.status = 200
        self.fault = "no"
        self.port = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(line for line in head.lower().splitlines() if line.startswith("content-length:"))
        asked = orjson.loads(await reader.readexactly(int(length.partition(":")[2])))
        self.heads.append(head)
        self.asked.append(asked)
        vectors = [self.vector(text) for text in asked["input"]]
        body: Json = {"data": [{"embedding": v} for v in vectors], "usage": {"prompt_tokens": 7}}
        if "/api/embed" in head:
            body = {"embeddings": vectors, "prompt_eval_count": 7}
        content = orjson.dumps(body if self.status == 200 else {"error": f"{self.fault} {head}"})
        start = f"HTTP/1.1 {self.status} X\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n"
        writer.write(start.encode() + b"connection: close\r\n\r\n" + content)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def tiny_embedder(vector: Callable[[str], list[Any]]) -> AsyncIterator[TinyEmbedder]:
    """A server on this machine while the block runs; ``vector`` is the meaning of a text."""
    made = TinyEmbedder(vector)
    running = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = running.sockets[0].getsockname()[1]
    async with running:
        yield made

"""The smallest server that speaks OpenAI's stream: it answers "ready", or an error that repeats all it was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class TinyModel:
    """Remembers the head of every request. ``status`` other than 200 makes it answer with what it was sent."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.status = 200
        self.port = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(line for line in head.lower().splitlines() if line.startswith("content-length:"))
            body = (await reader.readexactly(int(length.partition(":")[2]))).decode()
            self.heads.append(head)
            if self.status == 200:
                kind, answer = "text/event-stream", _stream(json.loads(body)["model"])
            else:
                kind, answer = "application/json", json.dumps({"error": {"message": f"no: {head} {body}"}})
            content = answer.encode()
            writer.write(
                f"HTTP/1.1 {self.status} X\r\ncontent-type: {kind}\r\ncontent-length: {len(content)}\r\n"
                "connection: close\r\n\r\n".encode()
                + content
            )
            await writer.drain()
        finally:
            writer.close()


def _stream(model: str) -> str:
    def chunk(choices: list[Any], **more: Any) -> str:
        body = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": choices, **more}
        return f"data: {json.dumps(body)}\n\n"

    said = {"index": 0, "delta": {"role": "assistant", "content": "ready"}, "finish_reason": None}
    usage = {"prompt_tokens": 30, "completion_tokens": 2, "total_tokens": 32}
    end = {"index": 0, "delta": {}, "finish_reason": "stop"}
    return chunk([said]) + chunk([end]) + chunk([], usage=usage) + "data: [DONE]\n\n"


@asynccontextmanager
async def tiny_model() -> AsyncIterator[TinyModel]:
    """A server on this machine while the block runs."""
    found = TinyModel()
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    async with server:
        yield found

"""A model server on this machine: real sockets, real HTTP, and every fault a script asks for."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.agent.wire.wires import Error, Json, Refused, Say, Wire


@dataclass(frozen=True)
class Broken:
    """An answer that does not come to its end: after ``after`` parts of the stream (negative: from its end) the server

    cuts the connection, ends the stream as if it were whole, falls silent, or sends an error.
    """

    say: Say
    how: str
    after: int
    error: Error | None = None
    inside: int = 0
    """Bytes of the next part that are sent before."""


@dataclass(frozen=True)
class Raw:
    """Bytes instead of an answer."""

    data: bytes


Step = Say | Error | Broken | Raw


@dataclass
class ModelServer:
    """Plays a script, the last step for ever; remembers what it was asked."""

    wire: Wire
    script: Sequence[Step] = ()
    asked: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    port: int = 0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the first part of a broken answer was sent."""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client went away before its answer was whole."""
    strict: frozenset[str] = frozenset()
    """Fields that this server refuses."""
    pause: float = 0.0
    """Seconds between two parts of an answer."""

    @property
    def url(self) -> str:
        """The address for a setting."""
        return f"http://127.0.0.1:{self.port}{self.wire.prefix}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._request(reader, writer):
                    pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
        body: Json = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
        step = self.script[min(len(self.asked), len(self.script) - 1)]
        self.asked.append(body)
        self.headers.append(headers)
        if head[0].split()[1] != self.wire.path:
            return await self._error(writer, Error(404, "not_found_error", "no such path"))
        try:
            if named := [field for field in self.strict if f'"{field}"' in json.dumps(body)]:
                raise Refused(f"fields not permitted: {sorted(named)}")
            self.wire.check(body, headers)
        except (Refused, KeyError, TypeError, ValueError) as refusal:
            self.refused.append(f"{type(refusal).__name__} {refusal}")
            return await self._error(writer, Error(400, "invalid_request_error", str(refusal)))
        if isinstance(step, Raw):
            writer.write(step.data)
            await writer.drain()
            return False
        if isinstance(step, Error):
            key = headers.get("authorization", "") + headers.get("x-api-key", "")
            return await self._error(writer, Error(step.status, step.kind, f"{step.text} {key}", step.headers))
        return await self._answer(reader, writer, step, body)

    async def _error(self, writer: asyncio.StreamWriter, error: Error) -> bool:
        data = json.dumps(self.wire.error(error)).encode()
        lines = [f"HTTP/1.1 {error.status} No", "content-type: application/json", f"content-length: {len(data)}"]
        lines += [f"{name}: {value}" for name, value in error.headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + data)
        await writer.drain()
        return True

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, step: Say | Broken, body: Json
    ) -> bool:
        head = f"HTTP/1.1 200 OK\r\ncontent-type: {self.wire.content_type}\r\ntransfer-encoding: chunked\r\n\r\n"
        say = step.say if isinstance(step, Broken) else step
        again = any(earlier.get("tools") == body.get("tools") for earlier in self.asked[:-1])
        parts = list(self.wire.stream(say, body, again))
        stop = len(parts)
        if isinstance(step, Broken):
            stop = step.after if step.after >= 0 else len(parts) + step.after
            if stop == 0 and step.how == "silence":
                return await self._silence(reader)
        writer.write(head.encode())
        for part in parts[:stop]:
            await self._part(writer, part)
        self.begun.set()
        if isinstance(step, Broken):
            if step.inside:
                await self._part(writer, parts[stop][: step.inside])
            if step.error is not None:
                await self._part(writer, self.wire.broken(step.error))
            if step.how == "cut":
                writer.transport.abort()
                return False
            if step.how == "silence":
                return await self._silence(reader)
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    async def _part(self, writer: asyncio.StreamWriter, part: bytes) -> None:
        await asyncio.sleep(self.pause)
        writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        await writer.drain()

    async def _silence(self, reader: asyncio.StreamReader) -> bool:
        """Say nothing until the client goes away."""
        self.begun.set()
        with contextlib.suppress(ConnectionError):
            await reader.read(1)
        self.left.set()
        return False


@asynccontextmanager
async def serving(wire: Wire, *script: Step, **options: Any) -> AsyncIterator[ModelServer]:
    """A server that plays a script while the block runs."""
    model = ModelServer(wire, script, **options)
    running: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(model.serve(reader, writer))
        running.add(task)
        task.add_done_callback(running.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=2**20)
    model.port = server.sockets[0].getsockname()[1]
    try:
        yield model
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

"""A small keep-alive HTTP client whose own cost is low and steady."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Sequence
from typing import Any


class Client:
    """One connection of one signed-in user."""

    def __init__(self, port: int, token: str = "") -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """The decoded answer. Raises RuntimeError for anything but 2xx."""
        raw = self.raw(method, path, None if body is None else json.dumps(body).encode())
        return json.loads(raw) if raw else None

    def raw(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """The bytes of the answer."""
        headers = self._headers if body is None else {**self._headers, "Content-Type": "application/json"}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:500].decode(errors='replace')}")
        return content

    def timed(self, method: str, path: str, body: bytes | None = None) -> float:
        """Milliseconds until the answer was read."""
        began = time.perf_counter()
        self.raw(method, path, body)
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

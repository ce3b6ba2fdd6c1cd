"""What this process remembers of sessions and personal tokens, for one second at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from behflow.actor import Actor

SECONDS = 1.0
LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Known:
    """A live session or token: its actor, and the hash of the cookie it is bound to, if any."""

    actor: Actor
    binding_hash: bytes | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """When a look into the database began."""

    generation: int
    at: float


class SessionCache:
    """Sessions by id, personal tokens by their hash. ``clear`` is what the doorbell of accounts rings."""

    def __init__(
        self, seconds: float = SECONDS, limit: int = LIMIT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._limit = limit
        self._clock = clock
        self._generation = 0
        self._entries: dict[UUID | bytes, tuple[Known, float]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: UUID | bytes) -> Known | None:
        """The session or token, if it was read less than a second ago."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry[1] <= self._clock():
            del self._entries[key]
            return None
        return entry[0]

    def ticket(self) -> Ticket:
        """Take one before reading the database; ``put`` wants it."""
        return Ticket(self._generation, self._clock())

    def put(self, key: UUID | bytes, known: Known, ticket: Ticket) -> None:
        """Remember a session or token, unless the bell rang while it was being read."""
        if ticket.generation != self._generation:
            return
        if len(self._entries) >= self._limit:
            self._entries.clear()
        self._entries[key] = (known, ticket.at + self._seconds)

    def clear(self) -> None:
        """Forget everything, and whatever is being read right now."""
        self._generation += 1
        self._entries.clear()

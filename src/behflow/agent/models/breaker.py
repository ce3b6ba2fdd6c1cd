"""A circuit breaker: a server that fails again and again is left alone for a while."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

FAILURES = 5
WINDOW = 60.0
"""Seconds within which the failures count."""
OPEN = 60.0
"""Seconds a server is left alone before one call may try it again."""
HOSTS = 256
"""Servers that are remembered; the ones that failed longest ago are forgotten first."""


@dataclass(slots=True)
class _Circuit:
    failures: deque[float] = field(default_factory=lambda: deque(maxlen=FAILURES))
    open_until: float = 0.0
    probing: bool = False


class Breakers:
    """One circuit per provider and host, for the whole process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._circuits: dict[tuple[str, str], _Circuit] = {}

    def allows(self, key: tuple[str, str]) -> bool:
        """True when a call may be made. After the pause exactly one caller is let through until it has reported."""
        circuit = self._circuits.get(key)
        if circuit is None or not circuit.open_until:
            return True
        if circuit.probing or self.clock() < circuit.open_until:
            return False
        circuit.probing = True
        return True

    def succeeded(self, key: tuple[str, str]) -> None:
        """A call came to a good end."""
        self._circuits.pop(key, None)

    def failed(self, key: tuple[str, str]) -> None:
        """A call failed in a way that says something about the server."""
        now = self.clock()
        circuit = self._circuits.pop(key, None) or _Circuit()
        self._circuits[key] = circuit
        while len(self._circuits) > HOSTS:
            self._circuits.pop(next(iter(self._circuits)))
        circuit.failures.append(now)
        full = len(circuit.failures) == FAILURES and now - circuit.failures[0] <= WINDOW
        if circuit.probing or full:
            circuit.open_until, circuit.probing = now + OPEN, False

    def unknown(self, key: tuple[str, str]) -> None:
        """A call ended without saying anything about the server, for example because it was cancelled."""
        circuit = self._circuits.get(key)
        if circuit is not None:
            circuit.probing = False

"""How long a start takes, and what an idle Behflow holds in memory."""

from __future__ import annotations

import time

from bench.client import Client
from bench.instance import behflow, family, memory, register, temporary_folder
from bench.report import Figure

SECOND_START = 3.0
MEMORY = 250.0
STARTS = 3


def _settled(pid: int) -> tuple[float, float]:
    """Memory once it no longer falls: start-up leaves garbage that goes away by itself."""
    time.sleep(2)
    return memory(family(pid))


def _postgres(pid: int) -> list[int]:
    return [p for p in family(pid) if p != pid]


def measure(*, quick: bool) -> list[Figure]:
    """The first start on an empty folder, the starts after it, and the memory of everything."""
    with temporary_folder() as folder:
        server = behflow(folder)
        first = server.start()
        register(server.port)
        server.stop()
        starts = []
        for _ in range(1 if quick else STARTS):
            starts.append(server.start())
            server.stop()
        server.start()
        client = Client(server.port)
        for path in ("/", "/health", "/ready"):
            client.raw("GET", path)
        client.close()
        assert server.process is not None
        pid = server.process.pid
        pss, rss = _settled(pid)
        own = memory([pid])
        count = len(_postgres(pid))
        server.stop()
    return [
        Figure("startup", "first start, empty folder", first, "s"),
        Figure("startup", "second start to /health", sorted(starts)[len(starts) // 2], "s", at_most=SECOND_START),
        Figure(
            "startup", "idle memory, shared pages once", pss, "MiB PSS", at_most=MEMORY, note=f"{count} of PostgreSQL"
        ),
        Figure("startup", "idle memory, sum of processes", rss, "MiB RSS", at_most=MEMORY),
        Figure("startup", "of it the server", own[1], "MiB RSS"),
    ]

"""Requests per second of Behflow and of the floor server, in turns on the same database."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from bench.fill import fill
from bench.instance import Server, User, behflow, cpu_seconds, new_key, postgres, register, temporary_folder
from bench.report import Figure

SCRIPTS = Path(__file__).parent / "wrk"
CONNECTIONS = 32
TASKS = 10_000
GOALS = {"get": 0.6, "list": 0.6, "search": None, "create": 0.5, "update": 0.5, "update_checked": 0.5}
SLICES = 5
"""Turns of each side per workload. Short turns, and the median of their ratios, since other work comes and goes."""
P99_OF_LIST = 4.0
"""How many times p50 the p99 of lists may be."""


@dataclass(frozen=True, slots=True)
class Run:
    """What wrk counted."""

    requests: int
    seconds: float
    p50: float
    p99: float
    failed: int
    cpu: float = 0.0
    """CPU seconds of the server's own process, without PostgreSQL."""

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def find_wrk() -> str:
    """The load generator; installed where that can be done. Raises RuntimeError saying what to install."""
    if shutil.which("wrk") is None and shutil.which("apt-get") is not None and os.geteuid() == 0:
        print("installing wrk", file=sys.stderr)
        for step in (["update"], ["install", "-y", "--no-install-recommends", "wrk"]):
            subprocess.run(["apt-get", "-q", *step], check=False, stdout=subprocess.DEVNULL)
    found = shutil.which("wrk")
    if found is None:
        raise RuntimeError("wrk is missing: install it (Debian and Ubuntu: apt-get install wrk) and start again")
    return found


def drive(wrk: str, workload: str, server: Server, seconds: int, token: str, tasks: Path) -> Run:
    """One run of wrk. Raises RuntimeError when requests failed."""
    assert server.process is not None
    before = cpu_seconds(server.process.pid)
    done = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "-s", f"{workload}.lua",
         f"http://127.0.0.1:{server.port}", "--", token, str(tasks)],
        cwd=SCRIPTS, check=False, capture_output=True, text=True,
    )  # fmt: skip
    lines = [line.removeprefix("BENCH ") for line in done.stdout.splitlines() if line.startswith("BENCH ")]
    if not lines:
        raise RuntimeError(f"wrk {workload}: {done.stdout[-1000:]} {done.stderr[-1000:]}")
    time.sleep(0.3)  # wrk leaves while its last requests still run
    run = Run(**json.loads(lines[0]), cpu=cpu_seconds(server.process.pid) - before)
    # Requests that the run before left behind may make as many versions stale as it had connections.
    if run.failed > (CONNECTIONS if workload == "update_checked" else 0) or run.requests == 0:
        raise RuntimeError(
            f"wrk {workload}, {' '.join(server.command)}: {run.failed} of {run.requests} requests failed"
        )
    return run


async def _prepare(url: str, user: User) -> None:
    connection = await asyncpg.connect(url)
    await fill(connection, user.id, user.workspace_id, TASKS)
    await connection.close()


async def _tasks(url: str, user: User) -> str:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch(
        "SELECT id, version FROM tasks WHERE workspace_id = $1::text::uuid AND deleted_at IS NULL ORDER BY id LIMIT $2",
        user.workspace_id,
        TASKS,
    )
    await connection.close()
    return "".join(f"{row['id']} {row['version']}\n" for row in rows)


def _figures(workload: str, ours: list[Run], floor: list[Run]) -> list[Figure]:
    def middle(of: Callable[[Run], float]) -> tuple[float, float, float]:
        """Median of ours, of the floor's, and of the ratio turn by turn."""
        pairs = [(of(a), of(b)) for a, b in zip(ours, floor, strict=True)]
        values = [statistics.median(side) for side in zip(*pairs, strict=True)]
        return values[0], values[1], statistics.median(a / b for a, b in pairs)

    label = workload.replace("_", ", version ")
    spread = [a.rate / b.rate for a, b in zip(ours, floor, strict=True)]
    cost = [sum(r.cpu for r in side) / sum(r.requests for r in side) * 1000 for side in (ours, floor)]
    note = f"turns {min(spread):.2f} to {max(spread):.2f}"
    figures = [
        Figure("load", label, *_split(middle(lambda r: r.rate)), at_least=GOALS[workload], note=note),
        Figure("load", f"{label} p50", *_split(middle(lambda r: r.p50), "ms")),
        Figure("load", f"{label} p99", *_split(middle(lambda r: r.p99), "ms")),
        Figure(
            "load", f"{label} CPU per request", cost[0], "ms", cost[1], cost[0] / cost[1], note="server process only"
        ),
    ]
    if workload == "list":
        p50, p99 = (statistics.median(of) for of in zip(*((r.p50, r.p99) for r in ours), strict=True))
        figures.append(Figure("load", "list p99 / p50", p99, "ms", p50, p99 / p50, at_most=P99_OF_LIST))
    return figures


def _split(values: tuple[float, float, float], unit: str = "req/s") -> tuple[float, str, float, float]:
    return values[0], unit, values[1], values[2]


def measure(*, quick: bool, only: tuple[str, ...] = ()) -> list[Figure]:
    """All workloads, ours and the floor's turn about."""
    wrk = find_wrk()
    seconds, turns = (2, 3) if quick else (3, SLICES)
    figures: list[Figure] = []
    with temporary_folder() as folder:
        settings = {"secret_key": new_key()}
        tasks = folder / "tasks.txt"
        with behflow(folder, **settings) as ours, postgres(folder) as url:
            user = register(ours.port)
            asyncio.run(_prepare(url, user))
            with Server([sys.executable, "-m", "bench.floor"], {**settings, "database_url": url}, folder) as floor:
                for workload in only or tuple(GOALS):
                    runs: list[tuple[Run, Run]] = []
                    for _ in range(turns + 1):
                        pair = []
                        for server in (ours, floor):
                            tasks.write_text(asyncio.run(_tasks(url, user)))
                            pair.append(drive(wrk, workload, server, seconds, user.token, tasks))
                        runs.append((pair[0], pair[1]))
                    # The first turn was the warm-up.
                    figures += _figures(workload, [a for a, _ in runs[1:]], [b for _, b in runs[1:]])
    return figures

"""Requests per second of Behflow and of the floor server, in turns on the same database."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from bench.fill import fill
from bench.instance import Server, User, behflow, new_key, postgres, register, temporary_folder
from bench.report import Figure

SCRIPTS = Path(__file__).parent / "wrk"
CONNECTIONS = 32
TASKS = 10_000
GOALS = {"get": 0.6, "list": 0.6, "search": None, "create": 0.5, "update": 0.5, "update_checked": 0.5}
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


def drive(wrk: str, workload: str, port: int, seconds: int, token: str, tasks: Path) -> Run:
    """One run of wrk. Raises RuntimeError when requests failed."""
    done = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "-s", f"{workload}.lua",
         f"http://127.0.0.1:{port}", "--", token, str(tasks)],
        cwd=SCRIPTS, check=False, capture_output=True, text=True,
    )  # fmt: skip
    lines = [line.removeprefix("BENCH ") for line in done.stdout.splitlines() if line.startswith("BENCH ")]
    if not lines:
        raise RuntimeError(f"wrk {workload}: {done.stdout[-1000:]} {done.stderr[-1000:]}")
    run = Run(**json.loads(lines[0]))
    if run.failed or not run.requests:
        raise RuntimeError(f"wrk {workload} on port {port}: {run.failed} of {run.requests} requests failed")
    return run


async def _prepare(url: str, user: User) -> None:
    connection = await asyncpg.connect(url)
    await fill(connection, user.id, user.workspace_id, TASKS)
    await connection.close()


async def _save_tasks(url: str, user: User, path: Path) -> None:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch(
        "SELECT id, version FROM tasks WHERE workspace_id = $1::text::uuid AND deleted_at IS NULL ORDER BY id LIMIT $2",
        user.workspace_id,
        TASKS,
    )
    await connection.close()
    path.write_text("".join(f"{row['id']} {row['version']}\n" for row in rows))


def _figures(workload: str, ours: list[Run], floor: list[Run]) -> list[Figure]:
    def rate(runs: list[Run]) -> float:
        return sum(r.requests for r in runs) / sum(r.seconds for r in runs)

    def mean(runs: list[Run], of: Callable[[Run], float]) -> float:
        return statistics.mean(of(r) for r in runs)

    p50, p99 = mean(ours, lambda r: r.p50), mean(ours, lambda r: r.p99)
    p50_floor, p99_floor = mean(floor, lambda r: r.p50), mean(floor, lambda r: r.p99)
    rates = rate(ours), rate(floor)
    label = workload.replace("_", ", version ")
    figures = [
        Figure("load", label, rates[0], "req/s", rates[1], rates[0] / rates[1], at_least=GOALS[workload]),
        Figure("load", f"{label} p50", p50, "ms", p50_floor, p50 / p50_floor),
        Figure("load", f"{label} p99", p99, "ms", p99_floor, p99 / p99_floor),
    ]
    if workload == "list":
        figures.append(Figure("load", "list p99 / p50", p99, "ms", p50, p99 / p50, at_most=P99_OF_LIST))
    return figures


def measure(*, quick: bool, only: tuple[str, ...] = ()) -> list[Figure]:
    """All workloads, ours and the floor's turn about."""
    wrk = find_wrk()
    seconds, rounds, warm = (3, 1, 1) if quick else (8, 2, 3)
    figures: list[Figure] = []
    with temporary_folder() as folder:
        settings = {"secret_key": new_key()}
        tasks = folder / "tasks.txt"
        with behflow(folder, **settings) as ours, postgres(folder) as url:
            user = register(ours.port)
            asyncio.run(_prepare(url, user))
            settings["database_url"] = url
            with Server([sys.executable, "-m", "bench.floor"], settings, folder) as floor:
                for workload in only or tuple(GOALS):
                    runs: dict[int, list[Run]] = {ours.port: [], floor.port: []}
                    for turn in range(rounds + 1):
                        for port in runs:
                            asyncio.run(_save_tasks(url, user, tasks))
                            run = drive(wrk, workload, port, seconds if turn else warm, user.token, tasks)
                            if turn:
                                runs[port].append(run)
                    figures += _figures(workload, runs[ours.port], runs[floor.port])
    return figures

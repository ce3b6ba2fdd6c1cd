"""How much slower lists and searches are for a user with a million tasks than for one with ten thousand."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import asyncpg
from sqlalchemy import make_url

from behflow.actor import Actor, Membership
from behflow.database.engine import Database
from behflow.tasks.schemas import TaskQuery
from behflow.tasks.service import TaskService
from bench.client import Client
from bench.fill import RARE, fill
from bench.instance import Server, User, behflow, new_key, postgres, register, temporary_folder
from bench.report import Figure

SEQUENTIAL = "Seq Scan tasks"
"""What no plan may hold. The handful of projects that a name is looked up in may be read as they lie."""
GROWTH = 1.5
"""How many times as long a million may take."""

THIS_DAY, THIS_WEEK = (str(dt.datetime.now(dt.UTC).date() + dt.timedelta(days=n)) for n in (0, 6))
OPEN = "not_started,in_progress,blocked"
QUERIES: Mapping[str, dict[str, str]] = {
    "list open by due": {"status": OPEN, "sort": "due"},
    "list newest": {},
    "list open, page 20": {"status": OPEN, "sort": "due", "cursor": "20"},
    "list overdue": {"overdue": "true", "sort": "due"},
    "list completed": {"status": "completed", "sort": "-completed"},
    "list of a project": {"project": "first", "status": OPEN, "sort": "due"},
    "list of a tag": {"tag": "phone", "status": OPEN, "sort": "due"},
    "list by priority": {"status": OPEN, "sort": "priority"},
    "list of a week": {"status": OPEN, "sort": "due", "due_from": THIS_DAY, "due_to": THIS_WEEK},
    "list by a filter": {"filter": "today | overdue & #Project* & !@waiting", "sort": "due"},
    "list by a project's tree": {"filter": "##Project*", "sort": "due"},
    "search, rare word": {"q": RARE},
    "search, word": {"q": "passport"},
    "search, common beginning": {"q": "repo"},
    "search, two words": {"q": "report passp"},
    "search, open only": {"q": "passport", "status": OPEN},
    "search, nothing found": {"q": "xylophone"},
}


@dataclass(frozen=True, slots=True)
class Side:
    """A running Behflow with one user's tasks."""

    url: str
    port: int
    user: User
    client: Client


class Recorder:
    """Passes statements on and remembers the last one."""

    def __init__(self, raw: asyncpg.Connection) -> None:
        self.raw = raw
        self.sql = ""
        self.arguments: Sequence[Any] = ()

    async def fetch(self, sql: str, *arguments: Any) -> Any:
        """Rows."""
        self.sql, self.arguments = sql, arguments
        return await self.raw.fetch(sql, *arguments)


def _path(side: Side, query: dict[str, str]) -> dict[str, str]:
    """The query with the ids and cursors of this side filled in."""
    given = dict(query)
    if given.get("project") == "first":
        given["project"] = side.client.send("GET", "/api/v1/projects")["projects"][0]["id"]
    if "cursor" in given:
        pages = int(given.pop("cursor"))
        cursor = None
        for _ in range(pages - 1):
            asked = given if cursor is None else {**given, "cursor": cursor}
            cursor = side.client.send("GET", "/api/v1/tasks?" + urlencode(asked))["next_cursor"]
        given["cursor"] = str(cursor)
    return given


async def statements(side: Side, queries: Mapping[str, dict[str, str]]) -> dict[str, tuple[str, Sequence[Any]]]:
    """The statements that Behflow sends for these queries."""
    workspace = Membership(UUID(side.user.workspace_id), "owner", personal=True)
    actor = Actor(user_id=UUID(side.user.id), workspaces=(workspace,), via="cli")
    database = Database(side.url, pool_size=2)
    found = {}
    async with database.reading() as session:
        recorder = Recorder(session.raw)
        session.raw = recorder
        for name, query in queries.items():
            await TaskService(session, actor).list_json(TaskQuery.model_validate(query))
            found[name] = (recorder.sql, recorder.arguments)
    await database.close()
    return found


def _nodes(plan: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [plan, *(node for child in plan.get("Plans", ()) for node in _nodes(child))]


async def plans(url: str, sql: str, arguments: Sequence[Any]) -> dict[str, list[str]]:
    """The scans in the plan for these values, and in the one PostgreSQL may keep for any values."""
    connection = await asyncpg.connect(url, server_settings={"jit": "off"}, statement_cache_size=0)
    found = {}
    for kind, option in (("custom", ""), ("generic", ", GENERIC_PLAN")):
        rows = await connection.fetchval(f"EXPLAIN (FORMAT JSON{option}) {sql}", *arguments)
        nodes = _nodes(json.loads(rows)[0]["Plan"])
        found[kind] = [
            f"{n['Node Type']} {n.get('Index Name') or n.get('Relation Name') or ''}".strip()
            for n in nodes
            if "Scan" in n["Node Type"]
        ]
    await connection.close()
    return found


async def statement_ms(url: str, sql: str, arguments: Sequence[Any], times: int) -> float:
    """Median milliseconds of a statement on one connection, as the server runs it."""
    connection = await asyncpg.connect(url, server_settings={"jit": "off"})
    taken = []
    for _ in range(times + 8):
        began = time.perf_counter()
        await connection.fetch(sql, *arguments)
        taken.append((time.perf_counter() - began) * 1000)
    await connection.close()
    return statistics.median(taken[8:])


def _compare(name: str, query: dict[str, str], small: Side, large: Side, times: int) -> tuple[Figure, list[str]]:
    taken: dict[int, list[float]] = {}
    asked = {side.port: _path(side, query) for side in (small, large)}
    for turn in range(times + 10):
        for side in (small, large):
            took = side.client.timed("GET", "/api/v1/tasks?" + urlencode(asked[side.port]))
            if turn >= 10:
                taken.setdefault(side.port, []).append(took)
    p50 = [statistics.median(taken[side.port]) for side in (small, large)]
    in_database, found = [], {}
    for side in (small, large):
        sql, arguments = asyncio.run(statements(side, {name: asked[side.port]}))[name]
        in_database.append(asyncio.run(statement_ms(side.url, sql, arguments, times // 2)))
        found = asyncio.run(plans(side.url, sql, arguments))
    note = f"statement {in_database[0]:.2f} -> {in_database[1]:.2f} ms"
    figure = Figure("scale", name, p50[1], "ms", p50[0], p50[1] / p50[0], at_most=GROWTH, note=note)
    shown = [f"{name:26} {kind:8} {', '.join(scans)}" for kind, scans in found.items()]
    return figure, shown


def _side(server: Server, url: str, count: int, name: str = "bench") -> Side:
    user = register(server.port, name)

    async def prepare() -> None:
        connection = await asyncpg.connect(url)
        await fill(connection, user.id, user.workspace_id, count, seed=len(name))
        await connection.close()

    asyncio.run(prepare())
    return Side(url, server.port, user, Client(server.port, user.token))


async def _create(url: str, name: str) -> str:
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def measure(*, quick: bool) -> list[Figure]:
    """A user alone with 10,000 tasks against one with a million, and against 10,000 beside that million."""
    count, times = (100_000, 30) if quick else (1_000_000, 100)
    figures: list[Figure] = []
    lines: list[str] = []
    with temporary_folder() as folder, postgres(folder) as url:
        urls = [asyncio.run(_create(url, name)) for name in ("small", "large")]
        servers = [behflow(folder, secret_key=new_key(), database_url=u) for u in urls]
        with servers[0], servers[1]:
            began = time.perf_counter()
            small = _side(servers[0], urls[0], 10_000)
            large = _side(servers[1], urls[1], count)
            beside = _side(servers[1], urls[1], 10_000, "neighbour")
            print(f"{count:,} tasks made in {time.perf_counter() - began:.0f} s")
            for name, query in QUERIES.items():
                figure, shown = _compare(name, query, small, large, times)
                figures.append(figure)
                lines += shown
            for name in ("list open by due", "search, word", "search, common beginning"):
                figure, shown = _compare(f"neighbour: {name}", QUERIES[name], small, beside, times)
                figures.append(figure)
                lines += [line for line in shown if SEQUENTIAL in line]
    print("\nScans at", f"{count:,}", "tasks:")
    print("\n".join(lines))
    bad = sum(SEQUENTIAL in line for line in lines)
    return [*figures, Figure("scale", "plans with a sequential scan", bad, "", at_most=0)]

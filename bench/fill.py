"""Tasks of one user in any number: the mix a long-used account has, the same at every run."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import asyncpg

YEARS = 3
PROJECTS = 12
SPAN = dt.timedelta(days=365 * YEARS)
RARE, RARE_TASKS = "zeppelin", 5
"""A word that five tasks hold, however many there are."""
SHARES = {"passport": 0.006, "report": 0.1}
"""Words and the share of tasks that hold them: one fills a page even of 10,000, the other is everywhere."""

COLUMNS = (
    "id", "workspace_id", "creator_id", "project_id", "name", "description", "status", "priority", "due_on", "due_at",
    "due_zone", "tags", "position", "created_at", "updated_at", "completed_at", "deleted_at",
)  # fmt: skip
_TAGS = ("home", "work", "phone", "errand", "computer", "waiting", "reading", "travel", "money", "health")
_BEGINNINGS = ("ba", "co", "di", "fe", "gu", "ha", "jo", "ka", "li", "mo", "nu", "po", "ri", "sa", "tu", "ve", "wo")
_ENDINGS = ("lon", "mer", "tic", "ran", "dle", "ster", "ving", "ple", "cket", "nity", "gram", "sh", "rt", "nd", "lf")


def _vocabulary() -> list[str]:
    return [a + b + c for a in _BEGINNINGS for b in _BEGINNINGS for c in _ENDINGS]


def _id(moment: dt.datetime, dice: random.Random) -> UUID:
    """A UUIDv7 of a moment."""
    number = int(moment.timestamp() * 1000) << 80 | dice.getrandbits(80)
    return UUID(int=number & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def rows(
    count: int, user: UUID, workspace: UUID, projects: list[UUID], now: dt.datetime, seed: int
) -> Iterator[tuple[Any, ...]]:
    """Tasks in the order in which they were made, spread evenly over the years until now."""
    dice = random.Random(seed)
    vocabulary = _vocabulary()
    size = len(vocabulary)
    rare = {int(count * (part + 0.5) / RARE_TASKS) for part in range(RARE_TASKS)}
    for n in range(count):
        created = now - SPAN * (1 - n / count)
        words = [vocabulary[int(size * dice.random() ** 3)] for _ in range(dice.randint(2, 6))]
        words += [word for word, share in SHARES.items() if dice.random() < share]
        if n in rare:
            words.append(RARE)
        dice.shuffle(words)
        described = dice.random() < 0.3
        description = " ".join(dice.choices(vocabulary, k=dice.randint(8, 40))) if described else ""
        status = "completed" if dice.random() < 0.7 else dice.choice(("not_started",) * 6 + ("in_progress", "blocked"))
        completed = created + (now - created) * dice.random() ** 3 if status == "completed" else None
        deleted = now - dt.timedelta(days=30) * dice.random() if dice.random() < 0.01 else None
        due_on = due_at = zone = None
        if dice.random() < 0.75:
            moment = now - SPAN * 0.8 + SPAN * dice.random()
            due_on = moment.date()
            if dice.random() < 0.3:
                due_at, zone = moment.replace(second=0, microsecond=0), "UTC"
        tags = dice.sample(_TAGS, dice.choice((0, 0, 0, 1, 1, 2)))
        project = dice.choice(projects) if dice.random() < 0.6 else None
        yield (
            _id(created, dice), workspace, user, project, " ".join(words), description, status,
            dice.choice((1, 2, 3, 4, 4, 4)), due_on, due_at, zone, tags, created.timestamp(), created,
            completed or created, completed, deleted,
        )  # fmt: skip


async def fill(connection: asyncpg.Connection, user: str, workspace: str, count: int, seed: int = 7) -> None:
    """Give a user projects and tasks, with the indexes made anew and the statistics up to date."""
    now = dt.datetime.now(dt.UTC)
    projects = [_id(now - SPAN, random.Random(seed + n)) for n in range(PROJECTS)]
    await connection.executemany(
        "INSERT INTO projects (id, workspace_id, name) VALUES ($1, $2, $3)",
        [(p, UUID(workspace), f"Project {n + 1}") for n, p in enumerate(projects)],
    )
    dropped = await _drop_indexes(connection) if count > 50_000 else []
    await connection.execute("SET statement_timeout = 0")
    await connection.copy_records_to_table(
        "tasks", records=rows(count, UUID(user), UUID(workspace), projects, now, seed), columns=COLUMNS
    )
    await connection.execute("SET maintenance_work_mem = '512MB'")
    for definition in dropped:
        await connection.execute(definition)
    # As autovacuum would soon: the visibility map and the statistics are part of what is measured.
    await connection.execute("VACUUM ANALYZE tasks")
    await connection.execute("CHECKPOINT") if await _may_checkpoint(connection) else None


async def _drop_indexes(connection: asyncpg.Connection) -> list[str]:
    """Drop every index that no constraint needs; making them afterwards takes a fraction of the time."""
    found = await connection.fetch(
        """SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
        WHERE indrelid = 'tasks'::regclass AND NOT indisprimary"""
    )
    for row in found:
        await connection.execute(f"DROP INDEX {row['name']}")
    return [row["definition"] for row in found]


async def _may_checkpoint(connection: asyncpg.Connection) -> bool:
    return bool(await connection.fetchval("SELECT pg_has_role(current_user, 'pg_checkpoint', 'usage')"))

"""The law of undo: whatever was done, taking every turn back newest first leaves the tables as they were.

Equal means: every row of tasks, projects, saved filters and memories that was there before is there again, with equal
values in every column but ``version``, ``updated_at``, ``used_at`` and what the database computes from other columns.
Tasks that were made in between are in the trash (that is where an undone creation goes), nothing else is left of what
was made. Doing all of it again leaves every row, also of those, as it was after the last turn; of a project, filter or
memory that is taken away and comes back the same row comes back, with its id.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import orjson
import pytest

from behflow.chat.memory import MemoryService
from behflow.chat.memory_schemas import MemoryUpdate
from behflow.database.engine import Database
from behflow.errors import BehflowError
from behflow.ids import new_id
from behflow.tasks.undo import UndoService
from tests.backend.tasks.cases import Desk, id_of

TABLES = ("tasks", "projects", "saved_filters", "memories")
PASSING = {"version", "updated_at", "used_at", "due_sort", "search", "folded"}
RULES = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=DAILY;COUNT=2")
WORDS = ("milk", "rent", "dentist", "گل", "boat", "tax")
Rows = dict[str, dict[str, Any]]


async def _tables(database: Database) -> Rows:
    """Every row as JSON, by table and id, without what may differ."""
    rows: Rows = {}
    async with database.reading() as session:
        for table in TABLES:
            for (text,) in await session.raw.fetch(f"SELECT to_json(t)::text FROM {table} t"):
                row = orjson.loads(text)
                rows[f"{table} {row['id']}"] = {name: v for name, v in row.items() if name not in PASSING}
    return rows


class Somebody:
    """Does one thing after the other, drawn by a seed; what the services refuse is simply not done."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.draw = random.Random(seed)

    async def _one_of(self, table: str, where: str = "true") -> Any:
        # In the order of making, so that a seed always means the same.
        rows = await self.desk.rows(f"SELECT id::text FROM {table} WHERE {where} ORDER BY id")
        return self.draw.choice(rows) if rows else None

    def _name(self) -> str:
        return f"{self.draw.choice(WORDS)} {self.draw.choice(WORDS)} {self.draw.randrange(100)}"

    async def _fields(self) -> dict[str, Any]:
        draw = self.draw
        project, parent = await self._one_of("projects"), await self._one_of("tasks", "deleted_at IS NULL")
        day = f"2026-12-{draw.randrange(1, 29):02}"
        possible: dict[str, Any] = {
            "name": self._name(),
            "description": self._name(),
            "priority": draw.choice(("low", "medium", "high", "urgent")),
            "status": draw.choice(("not_started", "in_progress", "blocked", "completed")),
            "due": draw.choice((None, day, f"{day}T17:30", f"{day}T03:30+03:30")),
            "deadline": draw.choice((None, day)),
            "duration_minutes": draw.choice((None, 5, 90)),
            "recurrence": draw.choice(
                (None, {"rule": draw.choice(RULES), "from": draw.choice(("schedule", "completion"))})
            ),
            "tags": draw.sample(WORDS, draw.randrange(3)),
            "project_id": project and project["id"],
            "section": draw.choice((None, "Later")),
            "parent_id": draw.choice((None, parent and parent["id"])),
            "reminders": draw.choice(([], [{"at": f"{day}T08:00:00Z"}])),
            "uncompletable": draw.random() < 0.1,
            "position": draw.choice((0.5, 3.25, 1e6)),
        }
        return {name: possible[name] for name in draw.sample(sorted(possible), draw.randrange(1, 6))}

    async def _create(self) -> None:
        fields = await self._fields()
        fields.pop("status", None)
        await self.desk.create(**{"name": self._name(), **fields})

    async def _with_task(self, act: Callable[[Any], Awaitable[Any]], where: str = "deleted_at IS NULL") -> None:
        task = await self._one_of("tasks", where)
        if task is not None:
            await act(task)

    async def _bulk(self) -> None:
        rows = await self.desk.rows("SELECT id::text FROM tasks WHERE deleted_at IS NULL ORDER BY id LIMIT 6")
        if rows:
            action = self.draw.choice(("complete", "reopen", "delete", "update"))
            fields = {"priority": "urgent", "tags": ["bulk"]} if action == "update" else {}
            await self.desk.bulk(rows, action, **fields)

    async def _named(self) -> None:
        desk, draw = self.desk, self.draw
        project, saved = await self._one_of("projects"), await self._one_of("saved_filters")
        choice = draw.randrange(7)
        if choice == 0 or project is None:
            await desk.project(self._name())
        elif choice == 1:
            await desk.update_project(project, name=self._name(), color=draw.choice(("red", "teal")))
        elif choice == 2:
            await desk.delete_project(project)
        elif choice == 3 or saved is None:
            await desk.save(self._name(), draw.choice(("p1", "today | overdue", "#milk")))
        elif choice == 4:
            await desk.update_filter(saved, name=self._name(), query="p2")
        elif choice == 5:
            await desk.delete_filter(saved)
        else:
            await desk.quick(f"{self._name()} tomorrow 5pm #{draw.choice(WORDS)}")

    async def _memory(self) -> None:
        known = await self._one_of("memories")
        async with self.desk.step() as (session, actor):
            memories = MemoryService(session, actor)
            choice = self.draw.randrange(5)
            if choice == 0 or known is None:
                await memories.remember(f"{self.draw.choice(WORDS)} is {self.draw.choice(WORDS)}")
            elif choice == 1:
                await memories.update(id_of(known), MemoryUpdate(text=self._name()))
            elif choice == 2:
                await memories.forget(id_of(known))
            elif choice == 3:
                await memories.suggest(self._name(), allowed=True)
            else:
                await memories.accept(id_of(known))

    async def step(self) -> UUID | None:
        """One turn; None when it was refused, or there was nothing to do it with."""
        desk, last = self.desk, self.desk.turn
        desk.now += dt.timedelta(minutes=self.draw.randrange(1, 600))
        acts: list[tuple[int, Callable[[], Awaitable[Any]]]] = [
            (4, self._create),
            (4, lambda: self._with_task(lambda task: self._update(task))),
            (1, lambda: self._with_task(lambda task: desk.replace(task, name=self._name()))),
            (3, lambda: self._with_task(desk.complete)),
            (1, lambda: self._with_task(desk.reopen)),
            (2, lambda: self._with_task(desk.delete)),
            (1, lambda: self._with_task(desk.restore, "deleted_at IS NOT NULL")),
            (1, self._bulk),
            (3, self._named),
            (2, self._memory),
        ]
        (act,) = self.draw.choices([act for _, act in acts], [weight for weight, _ in acts])
        try:
            await act()
        except BehflowError:
            return None
        return desk.turn if desk.turn != last else None

    async def _update(self, task: Any) -> None:
        await self.desk.update(task, **await self._fields())


async def _changed(desk: Desk, turn: UUID) -> bool:
    return bool(await desk.rows("SELECT FROM events WHERE turn_id = $1 LIMIT 1", turn))


def _before(rows: Rows, start: Rows) -> Rows:
    """The rows without tasks that were made since and are in the trash."""
    new = rows.keys() - start.keys()
    return {key: r for key, r in rows.items() if not (key in new and key.startswith("tasks ") and r["deleted_at"])}


@pytest.mark.parametrize("seed", range(30))
async def test_all_turns_are_taken_back_done_again_and_taken_back(desk: Desk, seed: int) -> None:
    somebody = Somebody(desk, seed)
    for _ in range(8):
        await somebody.step()
    start = await _tables(desk.database)
    turns = [turn for turn in [await somebody.step() for _ in range(10)] if turn and await _changed(desk, turn)]
    end = await _tables(desk.database)
    for _ in range(2):
        for turn in reversed(turns):
            assert (await desk.undo(turn)).conflicts == []
        assert _before(await _tables(desk.database), start) == start
        for turn in turns:
            async with desk.step(new_id()) as (session, actor):
                assert (await UndoService(session, actor).redo(turn)).conflicts == []
        assert await _tables(desk.database) == end
    assert turns

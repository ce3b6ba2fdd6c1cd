"""Processes that people make: from their words, run on exactly the tasks they named, and taken back whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from behflow.actor import Actor
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import Conflict, Forbidden, InvalidInput, NotFound
from behflow.events.stream import of_turn
from behflow.processes.clock import tick
from behflow.processes.reverter import PROCESSES_MOST
from behflow.processes.schemas import ExecutionQuery, ProcessCreate, ProcessPreview, ProcessUpdate
from behflow.processes.service import AutomatedProcessService
from behflow.tasks.schemas import UndoInput
from behflow.tasks.undo import UndoService
from tests.backend.processes.cases import instant, rows
from tests.factories import World

WEDNESDAY = instant("2026-11-25 10:00")
FRIDAY = instant("2026-11-27 16:00")
LEFT = "Every Friday at 4 pm move what is left to Monday"


class Own:
    """One user's processes, each call in a transaction of its own."""

    def __init__(self, database: Database, settings: Settings, actor: Actor) -> None:
        self.database = database
        self.settings = settings
        self.actor = actor

    async def make(self, words: str, now: dt.datetime = WEDNESDAY, **more: Any) -> dict[str, Any]:
        """A process out of words."""
        async with self.database.transaction() as session:
            service = AutomatedProcessService(session, self.actor, self.settings, now)
            return await service.create(ProcessCreate(words=words, **more))

    async def call(self, name: str, *arguments: Any, now: dt.datetime = WEDNESDAY, **named: Any) -> Any:
        """Any other call of the service."""
        async with self.database.transaction() as session:
            service = AutomatedProcessService(session, self.actor, self.settings, now)
            return await getattr(service, name)(*arguments, **named)

    async def built_in(self) -> UUID:
        """The process that everybody has."""
        return next(UUID(process["id"]) for process in await self.call("list") if process["rule"] is None)

    async def dues(self) -> dict[str, str | None]:
        """The due date of every task by its name."""
        found = await rows(
            self.database,
            "SELECT name, due_on::text AS due FROM tasks WHERE workspace_id = $1 AND deleted_at IS NULL",
            self.actor.personal_workspace,
        )
        return {row["name"]: row["due"] for row in found}


@pytest.fixture
async def own(world: World, database: Database, settings: Settings) -> Own:
    """The processes of a user in UTC."""
    return Own(database, settings, await world.user())


@pytest.mark.parametrize(
    ("words", "when", "which", "what", "destructive"),
    [
        (LEFT, "Every Fri at 16:00", "What is due today or overdue", "Move to Monday", False),
        ("every day at 7am add water the plants", "Daily at 07:00", "A new task", "Add “water the plants”", False),
        (
            "on the 1st of every month complete tasks tagged bills",
            "Monthly, on the 1st at 09:00",
            "Tasks matching “@bills”",
            "Complete",
            True,
        ),
        (
            "every weekday at 8 set overdue tasks to high priority",
            "Every weekday at 08:00",
            "Tasks matching “overdue”",
            "Set priority high",
            False,
        ),
        ("every day delete completed tasks", "Daily at 09:00", "Tasks matching “completed”", "Move to the trash", True),
        ("every hour tag overdue tasks with late", "Every hour", "Tasks matching “overdue”", "Add tag @late", False),
    ],
)
async def test_words_become_a_process_that_is_said_back(
    own: Own, words: str, when: str, which: str, what: str, destructive: bool
) -> None:
    made = await own.make(words)
    rule = made["rule"]
    assert (rule["when"], rule["which"], rule["what"], rule["destructive"]) == (when, which, what, destructive)
    assert (made["name"], made["kind"], made["enabled"]) == (words, "rule", True)


async def test_persian_words_become_a_process_that_is_said_back_in_persian(
    world: World, database: Database, settings: Settings
) -> None:
    own = Own(database, settings, replace(await world.user(zone="Asia/Tehran"), locale="fa"))
    made = await own.make("هر جمعه ساعت ۴ کارهای مانده را به دوشنبه ببر")
    assert made["rule"]["filter"] == "today | overdue"
    assert made["rule"]["which"] == "کارهای امروز و عقب‌افتاده"
    assert made["rule"]["what"] == "به «دوشنبه» ببر"
    assert made["next_run_at"] == "2026-11-27T12:30:00+00:00"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("move what is left to monday", "no repeating time"),
        ("every second delete completed tasks", "more often than every 15 minutes"),
        ("every 5 minutes complete overdue tasks", "more often than every 15 minutes"),
        ("every friday until december move overdue tasks to monday", "has an end"),
        ("every monday ask the agent to plan my day", "does not say clearly"),
        ("every day move overdue tasks to 3 december 2026", "does not come again"),
        ("every day show overdue tasks", "not do by itself"),
    ],
)
async def test_words_that_are_no_process_are_refused_with_the_reason(own: Own, words: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        await own.make(words)
    assert await rows(own.database, "SELECT FROM automated_processes WHERE rule IS NOT NULL") == []


async def test_a_cron_line_of_every_minute_is_refused(own: Own) -> None:
    request = ProcessCreate.model_validate(
        {"schedule": {"kind": "cron", "value": "* * * * *"}, "rule": {"filter": "all", "then": {"op": "complete"}}}
    )
    with pytest.raises(InvalidInput, match="more often than every 15 minutes"):
        await own.call("create", request)


async def test_a_run_changes_exactly_the_tasks_that_were_named_and_can_be_taken_back(own: Own, world: World) -> None:
    await world.task(own.actor, "late", due_on=dt.date(2026, 11, 20))
    await world.task(own.actor, "today", due_on=dt.date(2026, 11, 27))
    await world.task(own.actor, "later", due_on=dt.date(2026, 12, 1))
    await world.task(own.actor, "undated")
    await world.task(own.actor, "done", due_on=dt.date(2026, 11, 27), status="completed", completed_at=WEDNESDAY)
    stranger = Own(own.database, own.settings, await world.user())
    await world.task(stranger.actor, "foreign", due_on=dt.date(2026, 11, 20))
    before = await own.dues()
    made = await own.make(LEFT)
    await own.call("switch", await own.built_in(), enabled=False)
    await tick(own.database, own.settings, FRIDAY)
    assert await own.dues() == {**before, "late": "2026-11-30", "today": "2026-11-30"}
    run = (await own.call("executions", UUID(made["id"]), ExecutionQuery()))["executions"][0]
    assert {one["name"] for one in run["result"]["changed"]} == {"late", "today"}
    via = await rows(own.database, "SELECT DISTINCT via FROM events WHERE turn_id = $1", UUID(run["id"]))
    assert via == [{"via": "process"}]
    async with own.database.transaction() as session:
        await UndoService(session, own.actor).undo_turn(UUID(run["id"]))
    assert await own.dues() == before


async def test_a_run_adds_a_task_with_what_quick_add_reads(own: Own) -> None:
    made = await own.make("every day at 7am add water the plants tomorrow")
    await own.call("execute", UUID(made["id"]), now=FRIDAY)
    assert await own.dues() == {"water the plants": "2026-11-28"}


async def test_a_process_keeps_its_wall_time_over_a_clock_change(
    world: World, database: Database, settings: Settings
) -> None:
    own = Own(database, settings, await world.user(zone="Europe/Berlin"))
    runs = (await own.call("preview", ProcessPreview(words=LEFT), now=instant("2027-03-20 10:00")))["next_runs"]
    assert runs[:2] == ["2027-03-26T15:00:00+00:00", "2027-04-02T14:00:00+00:00"]


async def test_a_preview_names_the_tasks_and_writes_nothing(own: Own, world: World) -> None:
    await world.task(own.actor, "late", due_on=dt.date(2026, 11, 20))
    count = "SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM automated_processes) AS n"
    before = await rows(own.database, count)
    shown = await own.call("preview", ProcessPreview(words="every day at 9 delete overdue tasks"))
    assert [task["name"] for task in shown["tasks"]] == ["late"]
    assert len(shown["next_runs"]) == 5
    assert shown["rule"]["destructive"] is True
    assert await rows(own.database, count) == before


async def test_a_run_changes_two_hundred_tasks_and_says_that_more_are_left(own: Own, world: World) -> None:
    for number in range(201):
        await world.task(own.actor, f"task {number}", due_on=dt.date(2026, 11, 20))
    made = await own.make(LEFT)
    run = await own.call("execute", UUID(made["id"]), now=FRIDAY)
    assert (run["result"]["count"], run["result"]["left_over"]) == (200, True)


async def test_there_are_at_most_twenty_processes_of_ones_own(own: Own) -> None:
    made = [await own.make(LEFT) for _ in range(PROCESSES_MOST)]
    assert made[1]["name"] == f"{LEFT} (2)"
    with pytest.raises(Conflict, match="at most 20"):
        await own.make(LEFT)


async def test_taking_back_makes_no_more_than_twenty_either(own: Own) -> None:
    own.actor = replace(own.actor, turn_id=uuid4())
    await own.call("delete", UUID((await own.make(LEFT, name="Gone"))["id"]))
    gone, own.actor = own.actor, replace(own.actor, turn_id=uuid4())
    again = [await own.make(LEFT) for _ in range(PROCESSES_MOST)]
    async with own.database.transaction() as session:
        service = UndoService(session, own.actor)
        _, deleted = [e.cursor.id for e in await of_turn(session, gone.turn_id or uuid4())]
        undone = await service.undo(UndoInput(event_ids=[deleted]))
    assert [conflict["reason"] for conflict in undone.conflicts] == ["there are 20 processes already"]
    await own.call("delete", UUID(again[0]["id"]))
    async with own.database.transaction() as session:
        assert len((await UndoService(session, own.actor).undo(UndoInput(event_ids=[deleted]))).others) == 1


async def test_a_process_cannot_make_another(own: Own) -> None:
    own.actor = replace(own.actor, via="process")
    with pytest.raises(Forbidden):
        await own.make(LEFT)


async def test_a_process_is_renamed_rewritten_and_deleted(own: Own) -> None:
    made = UUID((await own.make(LEFT))["id"])
    assert (await own.call("rename", made, "Tidy up"))["name"] == "Tidy up"
    new = await own.call("update", made, ProcessUpdate(words="every day at 8 complete tasks tagged bills"))
    assert (new["name"], new["rule"]["filter"], new["time"]) == ("Tidy up", "@bills", "08:00")
    with pytest.raises(InvalidInput, match="described by its words"):
        await own.call("update", made, ProcessUpdate(time="09:00"))
    await own.call("delete", made)
    with pytest.raises(NotFound):
        await own.call("get", made)


async def test_the_built_in_process_is_not_deleted(own: Own) -> None:
    with pytest.raises(Conflict, match="switch it off"):
        await own.call("delete", await own.built_in())


async def test_nobody_elses_process_is_seen_or_changed(own: Own, world: World) -> None:
    made = UUID((await own.make(LEFT))["id"])
    stranger = Own(own.database, own.settings, await world.user())
    for name, arguments in (("delete", ()), ("rename", ("mine",)), ("execute", ())):
        with pytest.raises(NotFound):
            await stranger.call(name, made, *arguments)


async def test_making_changing_and_deleting_a_process_is_undone_and_done_again(own: Own) -> None:
    turns = {name: uuid4() for name in ("make", "rename", "delete", "undo")}

    async def within(turn: str, call: str, *arguments: Any) -> Any:
        own.actor = replace(own.actor, turn_id=turns[turn])
        return await own.call(call, *arguments)

    async def undo(turn: str) -> list[str]:
        async with own.database.transaction() as session:
            undone = await UndoService(session, replace(own.actor, turn_id=turns["undo"])).undo_turn(turns[turn])
        assert undone.conflicts == []
        return [other["op"] for other in undone.others]

    made = await within("make", "create", ProcessCreate(words=LEFT))
    process = UUID(made["id"])
    await within("rename", "rename", process, "Other")
    assert await undo("rename") == ["updated"]
    assert (await own.call("get", process))["name"] == LEFT
    await within("delete", "delete", process)
    assert await undo("delete") == ["restored"]
    again = await own.call("get", process)
    assert (again["rule"], again["next_run_at"]) == (made["rule"], made["next_run_at"])
    assert await undo("make") == ["deleted"]
    with pytest.raises(NotFound):
        await own.call("get", process)
    async with own.database.transaction() as session:
        await UndoService(session, replace(own.actor, turn_id=uuid4())).redo(turns["make"])
    assert (await own.call("get", process))["rule"] == made["rule"]

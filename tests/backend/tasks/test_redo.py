"""Doing again what was taken back, who may, and kinds of rows that undo knows only by registration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from behflow.actor import Membership, Role
from behflow.errors import InvalidInput, NotFound
from behflow.events.service import record
from behflow.ids import new_id
from behflow.tasks import reverters
from behflow.tasks.schemas import TaskCreate, TaskUpdate
from behflow.tasks.undo import Undo, UndoService
from tests.backend.tasks.cases import Desk, id_of


async def redo(desk: Desk, turn: UUID) -> Undo:
    async with desk.step() as (session, actor):
        return await UndoService(session, actor).redo(turn)


async def test_undo_and_redo_follow_each_other_as_often_as_wanted(desk: Desk) -> None:
    task = await desk.create("Water", due="2026-11-20", recurrence={"rule": "FREQ=WEEKLY", "from": "schedule"})
    await desk.complete(task)
    turn, after = desk.turn, await desk.rows("SELECT id, name, status, due_on, deleted_at FROM tasks ORDER BY id")
    for _ in range(3):
        assert (await desk.undo(turn)).conflicts == []
        assert await desk.names() == ["Water"]
        undo = desk.turn
        assert (await redo(desk, undo)).conflicts == []
        assert await desk.rows("SELECT id, name, status, due_on, deleted_at FROM tasks ORDER BY id") == after


async def test_what_was_changed_since_the_undo_is_not_done_again_and_named(desk: Desk) -> None:
    first, second = await desk.create("first"), await desk.create("second")
    await desk.bulk([first, second], "update", priority="high")
    turn = desk.turn
    await desk.undo(turn)
    await desk.update(first, name="changed since")
    done = await redo(desk, turn)
    assert [c["name"] for c in done.conflicts] == ["changed since"]
    assert (await desk.get(first))["priority"] == "low"
    assert (await desk.get(second))["priority"] == "high"


async def test_only_the_undo_of_a_turn_is_taken_back_not_what_else_the_turn_did(desk: Desk) -> None:
    task = await desk.create("one")
    await desk.update(task, name="two")
    turn, both = desk.turn, new_id()
    async with desk.step(both) as (session, actor):
        await UndoService(session, actor).undo_turn(turn)
    async with desk.tasks(both) as tasks:
        await tasks.create(TaskCreate(name="made beside"))
    await redo(desk, both)
    assert sorted(await desk.names()) == ["made beside", "two"]


async def test_several_turns_taken_back_in_one_are_done_again_together(desk: Desk) -> None:
    task = await desk.create("one")
    await desk.update(task, name="two")
    second = desk.turn
    await desk.update(task, name="three")
    third, both = desk.turn, new_id()
    async with desk.step(both) as (session, actor):
        for turn in (third, second):
            assert (await UndoService(session, actor).undo_turn(turn)).conflicts == []
    assert await desk.names() == ["one"]
    assert (await redo(desk, both)).conflicts == []
    assert await desk.names() == ["three"]


async def test_there_is_nothing_to_do_again_of_what_was_not_taken_back_or_is_done_again(desk: Desk) -> None:
    await desk.create("one")
    turn = desk.turn
    refusals = []
    for attempt in range(3):
        with pytest.raises(NotFound) as refusal:
            await redo(desk, turn if attempt < 2 else new_id())
        refusals.append(refusal.value.detail)
        if attempt == 0:
            await desk.undo(turn)
            await redo(desk, turn)
    assert len(set(refusals)) == 1


async def test_an_undo_of_somebody_else_or_of_long_ago_is_not_taken_back(desk: Desk, neighbour: Desk) -> None:
    await desk.create("one")
    turn = desk.turn
    await desk.undo(turn)
    for of in (turn, desk.turn):
        with pytest.raises(NotFound):
            await redo(neighbour, of)
    async with desk.database.transaction() as session:
        await session.raw.execute("UPDATE events SET created_at = now() - interval '30 days 1 minute'")
    with pytest.raises(InvalidInput, match="30 days"):
        await redo(desk, turn)


@pytest.mark.parametrize(("role", "may"), [("member", True), ("admin", True), ("viewer", False)])
async def test_a_run_of_a_process_is_taken_back_by_members_who_may_run_it(
    desk: Desk, neighbour: Desk, role: Role, may: bool
) -> None:
    task = await desk.create("one")
    run, owner = new_id(), desk.actor
    desk.actor = replace(owner, via="process")
    async with desk.tasks(run) as tasks:
        await tasks.update(id_of(task), TaskUpdate(name="moved"))
    desk.actor = owner
    await desk.update(await desk.create("by hand"), name="said")
    by_hand = desk.turn
    shared = Membership(owner.personal_workspace, role, personal=False)
    neighbour.actor = replace(neighbour.actor, workspaces=(*neighbour.actor.workspaces, shared))
    with pytest.raises(NotFound):
        await neighbour.undo(by_hand)
    if may:
        assert [t["name"] for t in (await neighbour.undo(run)).tasks] == ["one"]
        assert [t["name"] for t in (await redo(neighbour, run)).tasks] == ["moved"]
    else:
        with pytest.raises(NotFound):
            await neighbour.undo(run)


class Lamp:
    """A row of a domain that undo has never heard of."""

    state: Mapping[str, Any] | None = None

    async def put_back(
        self, subject_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> str | None:
        if Lamp.state != after:
            return "somebody else switched it"
        Lamp.state = before
        return None


@pytest.fixture
def lamp(monkeypatch: pytest.MonkeyPatch) -> type[Lamp]:
    """The lamp, registered for one test."""
    monkeypatch.setitem(reverters.REVERTERS, "lamp", None)
    reverters.register("lamp", lambda session, actor, now: Lamp(), notes=frozenset({"lamp.glowed"}))
    return Lamp


async def _switch(desk: Desk, name: str, event: str = "lamp.updated") -> UUID:
    lamp_id = new_id()
    before, after = Lamp.state, {"name": name}
    async with desk.step() as (session, actor):
        place = {"workspace_id": actor.personal_workspace, "subject_type": "lamp", "subject_id": lamp_id}
        await record(session, actor, event_type="lamp.glowed", after={"hours": 1}, **place)  # type: ignore[arg-type]
        if event != "lamp.glowed":
            await record(session, actor, event_type=event, before=before, after=after, **place)  # type: ignore[arg-type]
            Lamp.state = after
    return desk.turn


async def test_what_a_domain_registers_is_put_back_its_notes_are_not_and_conflicts_are_named(
    desk: Desk, lamp: type[Lamp]
) -> None:
    lamp.state = {"name": "off"}
    turn = await _switch(desk, "on")
    undone = await desk.undo(turn)
    assert [(o["subject"], o["name"], o["op"]) for o in undone.others] == [("lamp", "off", "updated")]
    assert lamp.state == {"name": "off"}
    (conflict,) = (await desk.undo(turn)).conflicts
    assert (conflict["name"], conflict["reason"]) == ("on", "somebody else switched it")
    with pytest.raises(NotFound):
        await desk.undo(await _switch(desk, "on", "lamp.glowed"))

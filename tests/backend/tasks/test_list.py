"""Lists: filters, orders and pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from behflow.errors import InvalidInput
from behflow.tasks.schemas import TaskQuery
from tests.backend.tasks.cases import Desk
from tests.factories import World


@pytest.fixture
async def shelf(desk: Desk) -> Desk:
    """A user with one task of every kind."""
    home = await desk.project("Home")
    parent = await desk.create("plain")
    await desk.create("below", parent_id=parent["id"])
    await desk.create("at home", project_id=home["id"], priority="high", tags=["phone"])
    await desk.create("started", status="in_progress", priority="medium", tags=["phone", "desk"])
    await desk.create("stuck", status="blocked", due="2026-11-20")
    await desk.create("done", status="completed", due="2026-11-20")
    await desk.create("today", due="2026-11-23", priority="urgent")
    await desk.create("this morning", due="2026-11-23T08:00")
    await desk.create("tonight", due="2026-11-23T20:00")
    await desk.create("next week", due="2026-11-30")
    await desk.delete(await desk.create("gone", tags=["phone"]))
    return desk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "completed"}, {"done"}),
        ({"status": "in_progress,blocked"}, {"started", "stuck"}),
        ({"status": ["in_progress", "blocked"]}, {"started", "stuck"}),
        ({"status": "blocked,completed"}, {"stuck", "done"}),
        ({"priority": "high"}, {"at home"}),
        ({"priority": "urgent,medium"}, {"today", "started"}),
        ({"tag": "phone"}, {"at home", "started"}),
        ({"tag": "@desk"}, {"started"}),
        ({"tag": "nowhere"}, set()),
        ({"due_from": "2026-11-23"}, {"today", "this morning", "tonight", "next week"}),
        ({"due_to": "2026-11-20"}, {"stuck", "done"}),
        ({"due_from": "2026-11-23", "due_to": "2026-11-23"}, {"today", "this morning", "tonight"}),
        ({"overdue": True}, {"stuck", "this morning"}),
        ({"deleted": True}, {"gone"}),
        ({"deleted": True, "tag": "phone"}, {"gone"}),
        ({"status": "in_progress", "tag": "phone", "priority": "medium"}, {"started"}),
        ({"status": "in_progress", "tag": "phone", "priority": "high"}, set()),
    ],
)
async def test_a_filter_finds_what_it_says(shelf: Desk, query: dict[str, Any], found: set[str]) -> None:
    names = await shelf.names(**query)
    assert sorted(names) == sorted(found)
    if "deleted" not in query:
        for sort in ("due", "priority", "position", "created"):
            assert sorted(await shelf.every_page(sort=sort, limit=1, **query)) == sorted(found)


async def test_without_a_filter_everything_but_the_trash_is_listed_newest_first(shelf: Desk) -> None:
    assert await shelf.names() == [
        "next week", "tonight", "this morning", "today", "done", "stuck", "started", "at home", "below", "plain",
    ]  # fmt: skip


async def test_open_tasks_are_those_not_completed(shelf: Desk) -> None:
    names = await shelf.names(status="not_started,in_progress,blocked", limit=200)
    assert "done" not in names
    assert len(names) == 9


async def test_a_project_and_the_inbox_divide_the_tasks(shelf: Desk) -> None:
    home = (await shelf.all_projects())[0]
    assert await shelf.names(project=home["id"]) == ["at home"]
    assert "at home" not in await shelf.names(project="inbox")
    assert len(await shelf.names(project="inbox")) == 9


async def test_subtasks_are_found_by_their_parent(shelf: Desk) -> None:
    parent = next(t for t in await shelf.list() if t["name"] == "plain")
    assert await shelf.names(parent=parent["id"]) == ["below"]


async def test_overdue_goes_by_the_users_clock(desk: Desk) -> None:
    await desk.create("yesterday there", due="2026-11-23")
    assert await desk.names(overdue=True) == []
    desk.actor = type(desk.actor)(
        **{f: getattr(desk.actor, f) for f in ("user_id", "workspaces", "via")}, zone="Pacific/Auckland"
    )
    desk.now = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)  # already the 24th in Auckland
    assert await desk.names(overdue=True) == ["yesterday there"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("created", "cabd"),
        ("-created", "dbac"),
        ("due", "bcad"),
        ("priority", "dabc"),
        ("position", "dcab"),
        ("-completed", "ca"),
    ],
)
async def test_an_order_is_the_same_on_one_page_and_page_by_page(desk: Desk, sort: str, order: str) -> None:
    await desk.create("c", due="2026-11-24T10:00", priority="low", position=2, status="completed")
    desk.now -= dt.timedelta(hours=1)
    await desk.create("a", due="2026-11-24", priority="high", position=3, status="completed")
    await desk.create("b", due="2026-11-23", priority="medium", position=4)
    await desk.create("d", priority="urgent", position=1)
    assert "".join(await desk.names(sort=sort)) == order
    for limit in (1, 2, 3):
        assert "".join(await desk.every_page(sort=sort, limit=limit)) == order


async def test_the_trash_is_listed_latest_first(desk: Desk) -> None:
    for name in "abc":
        desk.now += dt.timedelta(minutes=1)
        await desk.delete(await desk.create(name))
    assert await desk.every_page(deleted=True, limit=1) == ["c", "b", "a"]
    assert await desk.every_page(deleted=True, sort="-deleted", limit=2) == ["c", "b", "a"]


async def test_the_order_of_the_trash_goes_only_with_the_trash(desk: Desk) -> None:
    for name in "abc":
        await desk.create(name)
    with pytest.raises((InvalidInput, ValidationError)):
        await desk.every_page(sort="-deleted", limit=1)


@pytest.mark.parametrize("sort", ["due", "priority", "position", "created", "-created"])
async def test_pages_of_equal_rows_neither_repeat_nor_leave_out(desk: Desk, world: World, sort: str) -> None:
    """Tasks without a due sort as 'infinity', which a cursor has to carry too."""
    names = [f"{n:02}" for n in range(23)]
    for name in names:
        await world.task(desk.actor, name)
    found = await desk.every_page(sort=sort, limit=5)
    assert sorted(found) == names
    assert len(found) == 23


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
async def test_a_cursor_without_due_is_the_same_in_every_zone_of_the_machine(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    import time

    for name in "abc":
        await desk.create(name)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert await desk.every_page(sort="due", limit=1) == ["a", "b", "c"]
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_completed_and_deleted_can_be_combined_page_by_page(desk: Desk) -> None:
    for name in "abc":
        desk.now += dt.timedelta(minutes=1)
        await desk.delete(await desk.create(name, status="completed"))
    assert await desk.every_page(deleted=True, sort="-completed", limit=1) == ["c", "b", "a"]


async def test_nobody_sees_the_tasks_of_others(shelf: Desk, neighbour: Desk) -> None:
    home = (await shelf.all_projects())[0]
    assert await neighbour.names() == []
    assert await neighbour.names(project=home["id"]) == []
    assert await neighbour.names(q="today") == []
    assert await neighbour.names(deleted=True) == []
    assert await neighbour.tags() == {}
    assert await neighbour.all_projects() == []


async def test_a_member_of_two_workspaces_sees_both(shelf: Desk, neighbour: Desk) -> None:
    await neighbour.create("theirs", due="2026-11-21")
    both = type(shelf.actor)(
        user_id=shelf.actor.user_id, workspaces=(*shelf.actor.workspaces, *neighbour.actor.workspaces), via="rest"
    )
    shelf.actor = both
    assert len(await shelf.every_page(limit=3, sort="due")) == 11
    assert "theirs" in await shelf.names()


async def test_a_cursor_of_another_order_is_refused(desk: Desk) -> None:
    for name in "ab":
        await desk.create(name)
    async with desk.tasks() as tasks:
        _, cursor = await tasks.list(TaskQuery(sort="due", limit=1))
    with pytest.raises(InvalidInput, match="start again without it"):
        await desk.list(sort="priority", cursor=cursor)


async def test_tags_are_counted_over_open_tasks(shelf: Desk) -> None:
    await shelf.create("finished", status="completed", tags=["archive"])
    assert await shelf.tags() == {"archive": 0, "desk": 1, "phone": 2}

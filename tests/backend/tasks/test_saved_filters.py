"""Saved filters: kept, changed, taken away, undone, and never somebody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from behflow.actor import Membership
from behflow.errors import Conflict, Forbidden, InvalidInput, NotFound, StaleVersion
from behflow.tasks import saved_filters
from tests.backend.tasks.cases import Desk


async def test_a_filter_is_kept_with_its_name_in_the_order_of_making(desk: Desk) -> None:
    made = await desk.save("  My  day ", "today | overdue, p1 & !#Work")
    await desk.save("Calls", "@phone")
    assert (made["name"], made["version"]) == ("My day", 1)
    assert made["lists"] == ["today | overdue", "p1 & !#Work"]
    assert await desk.filters() == {"My day": "today | overdue, p1 & !#Work", "Calls": "@phone"}
    await desk.update_filter(made, position=99.0)
    assert list(await desk.filters()) == ["Calls", "My day"]
    assert await desk.events() == [
        ("filter.created", "My day"),
        ("filter.created", "Calls"),
        ("filter.updated", "My day"),
    ]


async def test_a_filter_that_cannot_be_read_is_not_kept(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="query: A condition is missing after") as caught:
        await desk.save("x", "today &")
    assert caught.value.extra == {"position": 6}
    kept = await desk.save("x", "today")
    with pytest.raises(InvalidInput, match="query: "):
        await desk.update_filter(kept, query="(")
    with pytest.raises(ValidationError):
        await desk.save("x", "p1" * 501)
    with pytest.raises(ValidationError):
        await desk.save(" ", "today")
    assert await desk.filters() == {"x": "today"}


async def test_a_name_is_there_once_whatever_its_letter_case(desk: Desk) -> None:
    await desk.save("Calls", "@phone")
    other = await desk.save("Mail", "@mail")
    with pytest.raises(Conflict, match="already a filter of this name"):
        await desk.save("CALLS", "today")
    with pytest.raises(Conflict):
        await desk.update_filter(other, name="calls")
    assert await desk.filters() == {"Calls": "@phone", "Mail": "@mail"}


async def test_a_change_made_from_an_old_version_is_refused(desk: Desk) -> None:
    made = await desk.save("Calls", "@phone")
    changed = await desk.update_filter(made, query="@phone & today")
    assert changed["version"] == 2
    with pytest.raises(StaleVersion) as caught:
        await desk.update_filter(made, expected=1, name="x")
    assert caught.value.extra["current"]["query"] == "@phone & today"
    with pytest.raises(StaleVersion):
        await desk.delete_filter(made, expected=1)
    assert (await desk.update_filter(made))["version"] == 2


async def test_taking_a_filter_away_leaves_its_tasks(desk: Desk) -> None:
    task = await desk.create("call mum", tags=["phone"])
    await desk.delete_filter(await desk.save("Calls", "@phone"))
    assert await desk.filters() == {}
    assert (await desk.get(task))["deleted_at"] is None


async def test_every_change_of_a_filter_is_undone(desk: Desk) -> None:
    made = await desk.save("Calls", "@phone")
    await desk.update_filter(made, name="Phone", query="@phone & today")
    await desk.undo()
    assert await desk.filters() == {"Calls": "@phone"}
    await desk.delete_filter(made)
    await desk.undo()
    assert await desk.filters() == {"Calls": "@phone"}
    await desk.save("Mail", "@mail")
    await desk.undo()
    assert await desk.filters() == {"Calls": "@phone"}


async def test_undo_says_what_stands_in_its_way(desk: Desk) -> None:
    made = await desk.save("Calls", "@phone")
    turn = desk.turn
    await desk.update_filter(made, query="today")
    [conflict] = (await desk.undo(turn)).conflicts
    assert conflict == {"filter_id": made["id"], "name": "Calls", "reason": "it was changed since"}
    await desk.delete_filter(made)
    turn = desk.turn
    await desk.save("calls", "p1")
    assert [c["reason"] for c in (await desk.undo(turn)).conflicts] == ["another filter has its name now"]


async def test_a_filter_of_somebody_else_is_not_there(desk: Desk, neighbour: Desk) -> None:
    theirs = await neighbour.save("Calls", "@phone")
    turn = neighbour.turn
    assert await desk.filters() == {}
    for attempt in (desk.update_filter(theirs, name="x"), desk.delete_filter(theirs), desk.undo(turn)):
        with pytest.raises(NotFound):
            await attempt
    await desk.save("Calls", "today")
    assert await neighbour.filters() == {"Calls": "@phone"}


async def test_a_viewer_of_a_workspace_sees_its_filters_and_changes_none(desk: Desk, neighbour: Desk) -> None:
    shared = await desk.save("Ours", "today")
    viewing = (*neighbour.actor.workspaces, Membership(desk.actor.personal_workspace, "viewer", personal=False))
    viewer = replace(neighbour, actor=replace(neighbour.actor, workspaces=viewing))
    assert await viewer.filters() == {"Ours": "today"}
    with pytest.raises(Forbidden):
        await viewer.delete_filter(shared)
    assert await desk.filters() == {"Ours": "today"}


async def test_a_filter_being_typed_is_counted_or_its_fault_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        await desk.create(str(number), tags=["phone"])
    await desk.complete(await desk.create("done", tags=["phone"]))
    assert await desk.check("@phone") == {"count": 3, "more": False, "lists": ["@phone"], "error": None}
    assert (await desk.check("@phone & done, @phone"))["count"] == 4
    assert (await desk.check("@nobody"))["count"] == 0
    fault = (await desk.check("@phone &"))["error"]
    assert (fault["position"], "missing after" in fault["reason"]) == (7, True)
    monkeypatch.setattr(saved_filters, "COUNT_LIMIT", 2)
    assert await desk.check("@phone") == {"count": 2, "more": True, "lists": ["@phone"], "error": None}


async def test_there_is_an_end_to_how_many_can_be_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_filters, "FILTERS_LIMIT", 2)
    await desk.save("a", "today")
    await desk.save("b", "today")
    with pytest.raises(InvalidInput, match="delete one first"):
        await desk.save("c", "today")


async def test_filters_go_with_their_workspace(desk: Desk) -> None:
    await desk.save("a", "today")
    await desk.rows("DELETE FROM events")
    await desk.rows("DELETE FROM workspaces WHERE id = $1", desk.actor.personal_workspace)
    assert await desk.rows("SELECT id FROM saved_filters") == []

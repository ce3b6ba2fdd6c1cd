"""Several typed lines become several tasks at once, or none, and one undo takes all of them back."""

from __future__ import annotations

import pytest

from behflow.errors import InvalidInput
from tests.backend.tasks.cases import Desk

TRIP = """Trip to Rome #Travel /Summer !high
  - [ ] book the flight tomorrow 5pm !1h before @web
    - seat
  - [x] passport
pay rent"""


async def test_indented_lines_become_subtasks_in_the_place_of_their_task(desk: Desk) -> None:
    trip, flight, seat, passport, rent = (await desk.quick(TRIP))["tasks"]
    assert [t["parent_id"] for t in (trip, flight, seat, passport, rent)] == [
        None, trip["id"], flight["id"], trip["id"], None,
    ]  # fmt: skip
    (travel,) = await desk.all_projects()
    assert {(t["project_id"], t["section"]) for t in (trip, flight, seat, passport)} == {(travel["id"], "Summer")}
    assert (rent["project_id"], rent["section"]) == (None, None)
    assert (flight["due"]["time"], flight["reminders"], flight["tags"]) == ("17:00", [{"minutes_before": 60}], ["web"])
    assert (passport["status"], passport["completed_at"] is not None) == ("completed", True)


async def test_lines_stay_in_their_order(desk: Desk) -> None:
    names = [f"task {n}" for n in range(50)]
    await desk.quick("\n".join(names))
    assert [t["name"] for t in await desk.list(sort="position", limit=100)] == names


async def test_one_undo_takes_all_lines_back_with_the_project_made_for_them(desk: Desk) -> None:
    await desk.quick(TRIP)
    undo = await desk.undo()
    assert (len(undo.tasks), undo.conflicts) == (5, [])
    assert await desk.names() == []
    assert await desk.all_projects() == []


async def test_when_one_line_has_no_name_none_is_made(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await desk.quick("call anna #New\ntomorrow 5pm\npay")
    assert refusal.value.fields[0].reason.startswith("line 2 says when, but not what")
    assert (await desk.names(), await desk.all_projects(), await desk.events()) == ([], [], [])


async def test_two_hundred_lines_are_added_and_one_more_is_refused(desk: Desk) -> None:
    lines = [f"task {n}" for n in range(200)]
    assert len((await desk.quick("\n\n".join(lines)))["tasks"]) == 200
    turn = desk.turn
    for ask in (desk.quick, desk.preview):
        with pytest.raises(InvalidInput, match="has 201 lines; at most 200"):
            await ask("\n".join([*lines, "x"]))
    assert len((await desk.undo(turn)).tasks) == 200


async def test_the_date_of_the_list_is_for_the_tasks_and_not_for_their_subtasks(desk: Desk) -> None:
    above, below, other = (await desk.quick("a\n  b\nc friday", defaults={"due_date": "2026-11-23"}))["tasks"]
    assert [t["due"] and t["due"]["date"] for t in (above, below, other)] == ["2026-11-23", None, "2026-11-27"]


async def test_the_tag_of_the_list_is_added_to_every_task_once(desk: Desk) -> None:
    above, below, other = (await desk.quick("a @Web // see\n  b\nc", defaults={"tags": ["web", "new"]}))["tasks"]
    assert [t["tags"] for t in (above, below, other)] == [["Web", "new"], [], ["web", "new"]]


async def test_a_subtask_may_name_a_project_of_its_own(desk: Desk) -> None:
    above, below = (await desk.quick("a #One /Top\n  b #Two"))["tasks"]
    assert above["project_id"] != below["project_id"]
    assert (above["section"], below["section"]) == ("Top", None)


async def test_a_preview_of_lines_shows_depths_and_places_and_does_nothing(desk: Desk) -> None:
    preview = await desk.preview(TRIP)
    assert [(t["depth"], t["name"]) for t in preview["tasks"]] == [
        (0, "Trip to Rome"), (1, "book the flight"), (2, "seat"), (1, "passport"), (0, "pay rent"),
    ]  # fmt: skip
    assert [TRIP[t["start"] : t["end"]] for t in preview["tasks"]] == [line.strip() for line in TRIP.split("\n")]
    assert all(TRIP[c["start"] : c["end"]] == c["text"] for c in preview["chips"])
    assert preview["summary"] == "Adds 5 tasks"
    assert (await desk.names(), await desk.all_projects()) == ([], [])


async def test_a_line_without_a_name_shows_in_the_preview_of_several(desk: Desk) -> None:
    assert [t["name"] for t in (await desk.preview("a\ntomorrow"))["tasks"]] == ["a", ""]
    assert (await desk.preview("tomorrow"))["tasks"] == []


async def test_a_chip_of_one_line_is_turned_back_in_that_line_only(desk: Desk) -> None:
    text = "a tomorrow\nb tomorrow"
    first, second = (await desk.quick(text, skip=[[13, 21]]))["tasks"]
    assert (first["name"], second["name"]) == ("a", "b tomorrow")


async def test_a_project_of_several_lines_is_made_once(desk: Desk) -> None:
    answer = await desk.quick("a #Home\nb #home\nc #HOME")
    assert len({t["project_id"] for t in answer["tasks"]}) == 1
    assert len(await desk.all_projects()) == 1


async def test_white_space_alone_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="must not be empty"):
        await desk.quick(" \n \n\t")

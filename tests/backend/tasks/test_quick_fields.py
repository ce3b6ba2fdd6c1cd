"""What quick add reads is stored, changed, moved with a repeat, and taken back: section, reminders, no checkbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from behflow.errors import InvalidInput
from tests.backend.tasks.cases import Desk

AT = "2026-11-24T08:00:00+00:00"


async def test_a_line_with_everything_keeps_everything(desk: Desk) -> None:
    answer = await desk.quick(
        "Plan the party tomorrow 5pm for 45min #Home /Garden @fun p1 {friday} !30 min before !9am !in progress +me "
        "// bring cake"
    )
    (task,) = answer["tasks"]
    (home,) = await desk.all_projects()
    assert task["name"] == "Plan the party"
    assert (task["project_id"], task["section"], task["tags"]) == (home["id"], "Garden", ["fun"])
    assert (task["status"], task["priority"], task["deadline"]) == ("in_progress", "urgent", "2026-11-27")
    assert (task["duration_minutes"], task["description"]) == (45, "bring cake")
    assert task["assignee_id"] == str(desk.actor.user_id)
    assert task["reminders"] == [{"minutes_before": 30}, {"at": "2026-11-24T09:00:00+00:00"}]
    assert {c["kind"] for c in answer["chips"]} == {
        "due", "duration", "project", "section", "tag", "priority", "deadline", "reminder", "status", "assignee",
        "description",
    }  # fmt: skip


async def test_a_preview_holds_the_same_fields(desk: Desk) -> None:
    text = "* Party tomorrow 5pm #Home /Garden !30 min before !9am !blocked +me"
    (shown,), (made,) = (await desk.preview(text))["tasks"], (await desk.quick(text))["tasks"]
    for name in ("section", "status", "uncompletable", "assignee_id"):
        assert shown[name] == made[name]
    moments = [[dt.datetime.fromisoformat(r["at"]) for r in t["reminders"] if "at" in r] for t in (shown, made)]
    assert moments[0] == moments[1] != []


@pytest.mark.parametrize("name", ["me", "Me", "sara", "من"])
async def test_a_task_is_given_to_the_user_by_any_of_their_names(desk: Desk, name: str) -> None:
    person = (await desk.rows("SELECT username, name FROM users WHERE id = $1", desk.actor.user_id))[0]
    said = person["name"] if name == "sara" else name
    (task,) = (await desk.quick(f"call +{said}"))["tasks"]
    assert (task["name"], task["assignee_id"]) == ("call", str(desk.actor.user_id))


async def test_a_stranger_stays_text_and_the_preview_says_why(desk: Desk) -> None:
    preview = await desk.preview("call +Zoe tomorrow")
    assert [(one["text"], one["reason"]) for one in preview["left"]] == [("+Zoe", "assignee")]
    assert preview["tasks"][0]["name"] == "call +Zoe"
    assert (await desk.quick("call +Zoe tomorrow"))["tasks"][0]["assignee_id"] is None


async def test_a_section_is_written_as_it_is_already(desk: Desk) -> None:
    await desk.quick("a #Home /Garden")
    answer = await desk.quick("b #home /garden")
    assert answer["tasks"][0]["section"] == "Garden"
    assert [(c["kind"], c["label"], c["new"]) for c in answer["chips"]] == [
        ("project", "Home", False), ("section", "Garden", False),
    ]  # fmt: skip


async def test_a_section_needs_a_project_and_leaves_with_it(desk: Desk) -> None:
    home, work = await desk.project("Home"), await desk.project("Work")
    with pytest.raises(InvalidInput, match="choose one first"):
        await desk.create(section="Garden")
    task = await desk.create(project_id=home["id"], section="Garden")
    assert (await desk.update(task, project_id=home["id"]))["section"] == "Garden"
    assert (await desk.update(task, name="other"))["section"] == "Garden"
    assert (await desk.update(task, project_id=work["id"]))["section"] is None
    assert (await desk.update(task, section="Desk"))["section"] == "Desk"
    moved = await desk.update(task, project_id=home["id"], section="Door")
    assert (moved["project_id"], moved["section"]) == (home["id"], "Door")
    assert (await desk.update(task, project_id=None))["section"] is None
    for fields in ({"section": "Garden"}, {"section": "Garden", "project_id": None}):
        with pytest.raises(InvalidInput, match="choose one first"):
            await desk.update(task, **fields)


async def test_a_project_that_is_deleted_takes_its_sections_and_brings_them_back(desk: Desk) -> None:
    (task,) = (await desk.quick("a #Home /Garden"))["tasks"]
    (home,) = await desk.all_projects()
    await desk.delete_project(home)
    assert (await desk.get(task))["section"] is None
    await desk.undo()
    assert (await desk.get(task))["section"] == "Garden"


@pytest.mark.parametrize("by", ["complete", "update", "bulk"])
async def test_what_has_no_checkbox_is_not_completed(desk: Desk, by: str) -> None:
    task = await desk.create("Flight check-in", uncompletable=True)
    other = await desk.create()
    ways: dict[str, Callable[[], Awaitable[object]]] = {
        "complete": lambda: desk.complete(task),
        "update": lambda: desk.update(task, status="completed"),
        "bulk": lambda: desk.bulk([other, task], "complete"),
    }
    with pytest.raises(InvalidInput, match="“Flight check-in” has no checkbox"):
        await ways[by]()
    assert (await desk.get(other))["status"] == "not_started"
    assert (await desk.get(task))["status"] == "not_started"
    assert (await desk.complete(await desk.update(task, uncompletable=False)))["task"]["status"] == "completed"


async def test_a_new_task_cannot_be_done_and_without_a_checkbox(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="without a checkbox"):
        await desk.create(uncompletable=True, status="completed")


async def test_below_a_task_that_is_completed_a_heading_goes_along(desk: Desk) -> None:
    above, below = (await desk.quick("Packing\n  * Clothes"))["tasks"]
    await desk.complete(above)
    assert (await desk.get(below))["status"] == "completed"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([{"minutes_before": 30}, {"minutes_before": 30}], [{"minutes_before": 30}]),
        ([{"minutes_before": 0}], [{"minutes_before": 0}]),
        ([{"at": "2026-11-24T09:00:30+01:00"}], [{"at": AT}]),
        ([{"at": "2026-11-24T08:00"}], [{"at": AT}]),
        ([], []),
    ],
)
async def test_reminders_are_kept_once_each_to_the_minute(desk: Desk, given: Any, kept: Any) -> None:
    task = await desk.create(reminders=given)
    assert task["reminders"] == kept
    assert (await desk.update(task, reminders=[]))["reminders"] == []
    assert (await desk.update(task, reminders=given))["reminders"] == kept


@pytest.mark.parametrize(
    "reminders",
    [
        [{}], [{"at": AT, "minutes_before": 5}], [{"minutes_before": -1}], [{"minutes_before": 10**9}],
        [{"at": "soon"}],
        [{"minutes_before": n} for n in range(11)], [5], None, [{"at": None, "minutes_before": None}],
    ],
)  # fmt: skip
async def test_what_is_no_reminder_is_refused(desk: Desk, reminders: Any) -> None:
    with pytest.raises(ValidationError):
        await desk.create(reminders=reminders)


async def test_the_next_occurrence_takes_its_reminders_along(desk: Desk) -> None:
    desk.actor = replace(desk.actor, zone="Europe/Berlin")
    desk.now = dt.datetime(2027, 3, 21, 7, 0, tzinfo=dt.UTC)
    (task,) = (await desk.quick("Water every week sunday 18:00 !30 min before !sunday 9am"))["tasks"]
    assert task["due"]["date"] == "2027-03-21"
    assert task["reminders"] == [{"minutes_before": 30}, {"at": "2027-03-21T08:00:00+00:00"}]
    following = (await desk.complete(task))["next"]
    # 9:00 on the wall stays 9:00, although the clocks went forward in between.
    assert following["due"]["date"] == "2027-03-28"
    assert following["reminders"] == [{"minutes_before": 30}, {"at": "2027-03-28T07:00:00+00:00"}]


async def test_the_next_occurrence_keeps_section_and_headings_of_subtasks(desk: Desk) -> None:
    above, _ = (await desk.quick("Clean every day #Home /Kitchen\n  * Floor !9am"))["tasks"]
    following = (await desk.complete(above))["next"]
    (below,) = await desk.list(parent=following["id"])
    assert (following["section"], below["section"], below["uncompletable"]) == ("Kitchen", "Kitchen", True)
    assert below["reminders"] == [{"at": "2026-11-25T09:00:00+00:00"}]


async def test_every_change_of_them_is_taken_back(desk: Desk) -> None:
    home = await desk.project()
    task = await desk.create(project_id=home["id"], section="A", reminders=[{"minutes_before": 5}])
    await desk.update(task, section="B", reminders=[], uncompletable=True)
    await desk.undo()
    back = await desk.get(task)
    assert (back["section"], back["reminders"], back["uncompletable"]) == ("A", [{"minutes_before": 5}], False)


async def test_a_change_of_before_these_fields_is_still_taken_back(desk: Desk) -> None:
    task = await desk.create("old")
    await desk.update(task, name="new")
    async with desk.database.transaction() as session:
        await session.raw.execute(
            "UPDATE events SET payload = jsonb_set(payload, '{before}', (payload->'before') - "
            "'{section, uncompletable, reminders}'::text[]) WHERE type = 'task.updated'"
        )
    assert (await desk.undo()).conflicts == []
    assert (await desk.get(task))["name"] == "old"


async def test_replacing_a_task_empties_what_is_not_said(desk: Desk) -> None:
    home = await desk.project()
    task = await desk.create(project_id=home["id"], section="A", reminders=[{"minutes_before": 5}], uncompletable=True)
    bare = await desk.replace(task, name="x")
    assert (bare["section"], bare["reminders"], bare["uncompletable"]) == (None, [], False)

"""Quick add: a line becomes a task, and what cannot be kept stays text."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from behflow.errors import InvalidInput
from tests.backend.tasks.cases import Desk


def _chips(answer: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(c["kind"], c["text"], c["new"]) for c in answer["chips"]]


async def test_a_line_becomes_a_task_in_a_project_made_for_it(desk: Desk) -> None:
    answer = await desk.quick("pay rent tomorrow 5pm !high #Home @bank")
    (task,) = answer["tasks"]
    assert (task["name"], task["priority"], task["tags"]) == ("pay rent", "high", ["bank"])
    assert (task["due"]["date"], task["due"]["time"], task["due"]["zone"]) == ("2026-11-24", "17:00", "UTC")
    (home,) = await desk.all_projects()
    assert (task["project_id"], home["name"], home["open_tasks"]) == (home["id"], "Home", 1)
    assert ("project", "#Home", True) in _chips(answer)


async def test_a_project_that_is_there_is_used_whatever_the_letter_case(desk: Desk) -> None:
    project = await desk.project("Home")
    answer = await desk.quick("pay rent #home")
    assert answer["tasks"][0]["project_id"] == project["id"]
    assert [new for kind, _, new in _chips(answer) if kind == "project"] == [False]


async def test_the_place_of_a_chip_is_counted_in_characters_of_the_text(desk: Desk) -> None:
    text = "🎉 party tomorrow"
    (chip,) = (await desk.quick(text))["chips"]
    assert text[chip["start"] : chip["end"]] == chip["text"] == "tomorrow"


async def test_a_chip_turned_back_into_text_stays_in_the_name(desk: Desk) -> None:
    text = "call anna tomorrow"
    (chip,) = (await desk.preview(text))["chips"]
    task = (await desk.quick(text, skip=[[chip["start"], chip["end"]]]))["tasks"][0]
    assert (task["name"], task["due"]) == (text, None)


async def test_a_preview_says_the_same_and_does_nothing(desk: Desk) -> None:
    text = "pay rent tomorrow 5pm !high #Home @bank every month"
    preview = await desk.preview(text)
    assert await desk.names() == []
    assert await desk.all_projects() == []
    answer = await desk.quick(text)
    assert preview["chips"] == answer["chips"]
    (shown,), (made,) = preview["tasks"], answer["tasks"]
    for name in ("name", "priority", "tags", "recurrence", "duration_minutes", "deadline"):
        assert shown[name] == made[name]
    assert shown["due"] == {k: v for k, v in made["due"].items() if k != "at"}


async def test_a_line_is_read_in_the_users_zone(desk: Desk) -> None:
    desk.actor = replace(desk.actor, zone="Pacific/Kiritimati")  # already Monday night there
    due = (await desk.quick("call tomorrow 9:00"))["tasks"][0]["due"]
    assert (due["date"], due["zone"], due["at"]) == ("2026-11-24", "Pacific/Kiritimati", "2026-11-23T19:00:00+00:00")


@pytest.mark.parametrize("text", ["tomorrow", "!high", "#Home", "   ", "@bank tomorrow 5pm"])
async def test_a_line_without_a_name_is_refused_and_leaves_nothing(desk: Desk, text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await desk.quick(text)
    assert refusal.value.fields[0].field == "text"
    assert await desk.all_projects() == []
    assert await desk.events() == []


async def test_a_list_gives_project_and_date_to_a_line_that_names_none(desk: Desk) -> None:
    project = await desk.project()
    task = (await desk.quick("call", defaults={"project_id": project["id"], "due_date": "2026-11-25"}))["tasks"][0]
    assert (task["project_id"], task["due"]["date"]) == (project["id"], "2026-11-25")
    task = (await desk.quick("call tomorrow #Other", defaults={"project_id": project["id"], "due_date": "2026-11-25"}))[
        "tasks"
    ][0]
    assert task["project_id"] != project["id"]
    assert task["due"]["date"] == "2026-11-24"


async def test_a_foreign_project_is_refused_like_an_unknown_one(desk: Desk, neighbour: Desk) -> None:
    theirs = await neighbour.project("Theirs")
    refusals = set()
    for project_id in (theirs["id"], str(uuid4())):
        with pytest.raises(InvalidInput) as refusal:
            await desk.quick("call", defaults={"project_id": project_id})
        refusals.add(refusal.value.detail)
    assert len(refusals) == 1
    assert (await desk.quick("call #Theirs"))["tasks"][0]["project_id"] != theirs["id"]


@pytest.mark.parametrize(
    "text",
    [
        "call #" + "a" * 119, "call #" + "a" * 121, "call #" + "پ" * 300, "call @" + "a" * 61, "call @" + "a" * 400,
        "call in 500 years", "call in 9999999999 days", "call 1.1.9999", "call 31.12.2199 23:59", "call 5000-01-01",
        "call every 99999999999 days", "call every day until 1.1.9999", "call for 99999 hours", "call for 0 minutes",
        "call 5 years ago", "call 200 years ago", "call 1800-01-01", "call p1 p2 p3 !low !high",
        "call " + " ".join(f"@t{n}" for n in range(80)), "call @a,b", "call @a|b @c&d", "call {in 900 years}",
        "call by 1.1.9999", "call deadline 5000-01-01", "call // " + "a" * 9000, "call +anna", "call 29 feb 2199",
        "call at 25:99", "call on 31 feb", "call every 31 feb", "call 9" + "9" * 400, "call #a #b #c @x @x", "call #",
        "call @", "call !", "call \\@home", "call # home", "call in -5 days", "call every 0 days", "call 00:00-24:00",
    ],
)  # fmt: skip
async def test_no_line_is_too_strange(desk: Desk, text: str) -> None:
    preview = await desk.preview(text)
    answer = await _said(desk, text)
    assert await desk.names() == [t["name"] for t in answer["tasks"]]
    if answer["tasks"]:
        assert [t["name"] for t in preview["tasks"]] == await desk.names()
    for chip in answer["chips"]:
        assert text[chip["start"] : chip["end"]] == chip["text"]


async def _said(desk: Desk, text: str) -> dict[str, Any]:
    """What a line became: nothing when it was refused by name."""
    try:
        return await desk.quick(text)
    except InvalidInput as refusal:
        if [f.field for f in refusal.fields] != ["text"]:
            raise
        return {"tasks": [], "chips": []}


async def test_no_mixture_of_words_is_too_strange(desk: Desk) -> None:
    words = [
        "call",
        "pay",
        "tomorrow",
        "today",
        "monday",
        "every",
        "day",
        "week",
        "5pm",
        "17:00",
        "!high",
        "p1",
        "#Home",
        "#x",
        "@a",
        "@b",
        "for",
        "30",
        "minutes",
        "in",
        "3",
        "days",
        "years",
        "500",
        "1.1.2199",
        "31.12",
        "until",
        "by",
        "deadline",
        "2026-02-30",
        "9999",
        "next",
        "last",
        "month",
        "//",
        "{",
        "}",
        '"',
        "'",
        ":",
        "-",
        "+",
        ",",
        "#",
        "@",
        "!",
        "فردا",
        "هر",
        "روز",
        "ساعت",
        "۵",
    ]
    chance = random.Random(7)
    for _ in range(150):
        text = " ".join(chance.choices(words, k=chance.randint(1, 9)))
        await _said(desk, text)
    assert len(await desk.every_page(limit=50)) > 100


async def test_a_known_project_is_shown_as_it_is_written(desk: Desk) -> None:
    await desk.project("Home")
    assert (await desk.preview("buy towels #home"))["chips"][0]["label"] == "Home"

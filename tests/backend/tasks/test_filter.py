"""Lists by a filter in words: each condition on real rows, together with sorting, pages and the other filters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from behflow.actor import Membership
from behflow.auth.models import MembershipRow
from tests.backend.tasks.cases import NOW, Desk

TODAY = dt.date(2026, 11, 23)


def day(offset: int) -> str:
    return (TODAY + dt.timedelta(days=offset)).isoformat()


async def found(desk: Desk, text: str, **query: Any) -> set[str]:
    return set(await desk.names(filter=text, limit=200, **query))


@pytest.fixture
async def dated(desk: Desk) -> Desk:
    """Tasks around a Monday, nine o'clock in the morning."""
    await desk.create("late", due=day(-1))
    await desk.create("early", due={"date": day(0), "time": "08:00"})
    await desk.create("today", due=day(0))
    await desk.create("noon", due={"date": day(0), "time": "12:00"})
    await desk.create("tomorrow", due=day(1))
    await desk.create("sunday", due=day(6))
    await desk.create("next monday", due=day(7))
    await desk.create("someday")
    await desk.complete(await desk.create("done today", due=day(0)))
    await desk.complete(await desk.create("done late", due=day(-1)))
    return desk


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("today", {"early", "today", "noon"}),
        ("tomorrow", {"tomorrow"}),
        ("overdue", {"late", "early"}),
        ("today | overdue", {"late", "early", "today", "noon"}),
        ("today & overdue", {"early"}),
        ("7 days", {"early", "today", "noon", "tomorrow", "sunday"}),
        ("next week", {"next monday"}),
        ("date: next monday", {"next monday"}),
        ("no date", {"someday"}),
        ("!no date & !7 days", {"late", "next monday"}),
        ("no time & today", {"today"}),
        ("!no time", {"early", "noon"}),
        ("today 12:00", {"noon"}),
        ("date before: today", {"late"}),
        ("date before: tomorrow", {"late", "early", "today", "noon"}),
        ("date before: today at 10am", {"late", "early"}),
        ("due before: +4 hours", {"late", "early", "noon"}),
        ("date after: today", {"tomorrow", "sunday", "next monday"}),
        ("date after: today at 10am", {"noon", "tomorrow", "sunday", "next monday"}),
        ("date after: this week", {"next monday"}),
        ("!date before: tomorrow", {"tomorrow", "sunday", "next monday", "someday"}),
        ("all", {"late", "early", "today", "noon", "tomorrow", "sunday", "next monday", "someday"}),
        ("done", {"done today", "done late"}),
        ("today & done", {"done today"}),
        ("overdue & done", set()),
        ("(done | overdue) & date before: tomorrow", {"late", "early", "done today", "done late"}),
        ("!done & today", {"early", "today", "noon"}),
        ("overdue, tomorrow", {"late", "early", "tomorrow"}),
        ("tomorrow, done & today", {"tomorrow", "done today"}),
        ("دیرشده | فردا", {"late", "early", "tomorrow"}),
    ],
)
async def test_dates_and_states(dated: Desk, text: str, names: set[str]) -> None:
    assert await found(dated, text) == names


async def test_done_tasks_are_left_out_unless_the_filter_or_the_query_names_them(dated: Desk) -> None:
    assert await found(dated, "no date | today", status=["completed"]) == {"done today"}
    assert await found(dated, "completed: today & date before: today") == {"done late"}
    assert await found(dated, "completed before: today") == set()
    assert await found(dated, "completed after: 2020-01-01 & date before: today") == {"done late"}


async def test_today_is_the_users_today(desk: Desk) -> None:
    there = replace(desk, actor=replace(desk.actor, zone="Pacific/Kiritimati"), now=NOW + dt.timedelta(hours=3))
    await there.create("tomorrow in Greenwich", due=day(1))
    assert await found(there, "today") == {"tomorrow in Greenwich"}
    assert await found(there, "overdue") == set()


async def test_states_and_priorities(desk: Desk) -> None:
    for status in ("not_started", "in_progress", "blocked", "completed"):
        await desk.create(status, status=status)
    await desk.create("urgent", priority="urgent")
    await desk.create("high", priority="high")
    assert await found(desk, "blocked") == {"blocked"}
    assert await found(desk, "in progress | blocked") == {"blocked", "in_progress"}
    assert await found(desk, "!blocked & no priority") == {"not_started", "in_progress"}
    assert await found(desk, "not started & (p1 | p2)") == {"urgent", "high"}
    assert await found(desk, "!p4 & !p1") == {"high"}


async def test_labels_are_found_in_any_letter_case_and_by_their_beginnings(desk: Desk) -> None:
    await desk.create("a", tags=["Waiting"])
    await desk.create("b", tags=["home", "homework"])
    await desk.create("c", tags=["100%"])
    await desk.create("d", tags=["شبکه"])
    await desk.create("none")
    assert await found(desk, "@waiting") == {"a"}
    assert await found(desk, "@HOME") == {"b"}
    assert await found(desk, "@home*") == {"b"}
    assert await found(desk, "@*work") == {"b"}
    assert await found(desk, "@wait") == set()
    assert await found(desk, "@10_%") == set()
    assert await found(desk, "@100%") == {"c"}
    assert await found(desk, "@شب*") == {"d"}
    assert await found(desk, "no labels") == {"none"}
    assert await found(desk, "!no labels & !@home") == {"a", "c", "d"}
    assert await found(desk, "!@waiting") == {"b", "c", "d", "none"}


async def test_projects_are_found_by_name_with_and_without_what_lies_below_their_tasks(desk: Desk) -> None:
    work, home = await desk.project("Work"), await desk.project("R & D")
    top = await desk.create("top", project_id=work["id"])
    below = await desk.create("below", parent_id=top["id"])
    await desk.create("deep", parent_id=below["id"], project_id=home["id"])
    await desk.create("home", project_id=home["id"])
    await desk.create("loose")
    assert await found(desk, "#work") == {"top"}
    assert await found(desk, "##Work") == {"top", "below", "deep"}
    assert await found(desk, '#"R & D"') == await found(desk, "#R \\& D") == {"deep", "home"}
    assert await found(desk, "#W*") == {"top"}
    assert await found(desk, "#*") == {"top", "deep", "home"}
    assert await found(desk, "#Inbox") == {"below", "loose"}
    assert await found(desk, "!##Work") == {"home", "loose"}
    assert await found(desk, "!#Inbox & !#Work") == {"deep", "home"}
    assert await found(desk, "#Nowhere") == set()
    assert await found(desk, "subtask") == {"below", "deep"}
    assert await found(desk, "##Work & !subtask") == {"top"}
    assert await found(desk, "##Work & !##R*") == {"top", "below"}
    assert await found(desk, "##Work", q="deep") == {"deep"}


async def test_deadlines_repeats_and_the_moment_of_making(desk: Desk) -> None:
    await desk.create("urgent", deadline=day(1))
    await desk.create("later", deadline=day(9))
    await desk.create("weekly", due=day(0), recurrence={"rule": "FREQ=WEEKLY", "from": "schedule"})
    await desk.rows("UPDATE tasks SET created_at = $1::timestamptz - interval '31 days' WHERE name = 'later'", NOW)
    await desk.rows("UPDATE tasks SET created_at = $1 WHERE name <> 'later'", NOW)
    assert await found(desk, "deadline: tomorrow") == {"urgent"}
    assert await found(desk, "deadline before: next monday") == {"urgent"}
    assert await found(desk, "deadline after: next monday") == {"later"}
    assert await found(desk, "no deadline") == await found(desk, "recurring") == {"weekly"}
    assert await found(desk, "created: today") == {"urgent", "weekly"}
    assert await found(desk, "created before: -30 days") == {"later"}
    assert await found(desk, "created after: -30 days") == {"urgent", "weekly"}
    assert await found(desk, "created after: 1 hour ago") == {"urgent", "weekly"}


async def test_search_words_are_found_by_their_beginnings(desk: Desk) -> None:
    await desk.create("Pay the rent", description="to the landlord")
    await desk.create("Call mum")
    await desk.create("خرید نان")
    assert await found(desk, "search: rent pay") == {"Pay the rent"}
    assert await found(desk, "search: land*") == {"Pay the rent"}
    assert await found(desk, "search: خرید") == {"خرید نان"}
    assert await found(desk, "!search: rent") == {"Call mum", "خرید نان"}
    assert await found(desk, "search: rent | search: mum") == {"Pay the rent", "Call mum"}
    assert await found(desk, 'search: "\'&!"') == set()
    assert await found(desk, "all & !no date", q="rent") == set()
    assert await found(desk, "no date", q="rent") == {"Pay the rent"}


async def _member(desk: Desk, other: Desk) -> Desk:
    """The other one also belongs to this desk's workspace, and looks at both."""
    workspace = desk.actor.personal_workspace
    async with desk.database.transaction() as session:
        session.add(MembershipRow(workspace_id=workspace, user_id=other.actor.user_id, role="member"))
    both = (*other.actor.workspaces, Membership(workspace, "member", personal=False))
    return replace(other, actor=replace(other.actor, workspaces=both))


async def test_people_of_a_shared_workspace(desk: Desk, neighbour: Desk) -> None:
    kian = await _member(desk, neighbour)
    await kian.create("alone")
    mine = str(desk.actor.user_id)
    shared = str(desk.actor.personal_workspace)
    await kian.create("for sara", workspace_id=shared, assignee_id=mine)
    await desk.create("for kian", assignee_id=str(kian.actor.user_id))
    await desk.create("nobody's")
    assert await found(kian, "shared") == {"for sara", "for kian", "nobody's"}
    assert await found(kian, "assigned to: me") == {"for kian"}
    assert await found(kian, "assigned to: others") == await found(kian, "assigned to: sara") == {"for sara"}
    assert await found(kian, "assigned") == {"for sara", "for kian"}
    assert await found(kian, "!assigned") == {"alone", "nobody's"}
    assert await found(kian, "added by: me") == await found(kian, "added by: ki*") == {"alone", "for sara"}
    assert await found(kian, "added by: others") == await found(kian, "added by: SARA") == {"for kian", "nobody's"}
    assert await found(kian, "assigned by: me") == {"for sara"}
    assert await found(kian, "assigned to: nobody") == set()


async def test_a_filter_goes_with_every_order_and_its_pages(dated: Desk) -> None:
    for sort in ("created", "-created", "due", "priority", "position"):
        names = await dated.every_page(filter="today | overdue | no date", sort=sort, limit=2)
        assert len(names) == 5, sort
        assert set(names) == {"late", "early", "today", "noon", "someday"}, sort
    assert await dated.every_page(filter="7 days", sort="due", limit=2) == [
        "early", "noon", "today", "tomorrow", "sunday",
    ]  # fmt: skip
    assert await dated.every_page(filter="done", sort="-completed", limit=1) == ["done late", "done today"]


async def test_a_filter_narrows_the_trash_too(dated: Desk) -> None:
    await dated.delete((await dated.list(filter="tomorrow"))[0])
    await dated.delete((await dated.list(filter="done & today"))[0])
    assert await found(dated, "!no date", deleted=True) == {"tomorrow", "done today"}
    assert await found(dated, "tomorrow") == set()


async def test_a_section_narrows_to_its_tasks(desk: Desk) -> None:
    project = await desk.project("Work")
    await desk.create("in it", project_id=project["id"], section="Admin")
    await desk.create("beside it", project_id=project["id"])
    assert await found(desk, "/admin") == {"in it"}
    assert await found(desk, "#Work & !/Admin") == {"beside it"}


async def test_the_same_filter_means_somebody_elses_tasks_to_somebody_else(desk: Desk, neighbour: Desk) -> None:
    project = await neighbour.project("Work")
    await neighbour.create("theirs", project_id=project["id"], tags=["waiting"], due=day(0))
    texts = ("all", "#Work", "##Work", "#*", "@waiting", "@*", "search: theirs", "added by: kian", "assigned to: *",
             "added by: *", "shared", "today, overdue", "!@nothing", "!#nothing", "#Inbox", "!search: x")  # fmt: skip
    for text in texts:
        assert await found(desk, text) == set(), text
    assert await found(neighbour, "#Work & @waiting & today & added by: kian") == {"theirs"}
    home = await desk.project("Home")
    await desk.create("mine", project_id=home["id"])
    await desk.rows("UPDATE tasks SET creator_id = $1 WHERE name = 'mine'", UUID(str(neighbour.actor.user_id)))
    # A name is looked up among people one shares a workspace with, so it tells nothing of anybody else.
    assert await found(desk, "added by: kian") == set()
    assert await found(desk, "added by: others") == {"mine"}

"""What a program may not do without showing it first: deleting, and changing many tasks at once."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any
from uuid import uuid4

import pytest

from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import InvalidInput
from behflow.mcp import confirm_token
from tests.doors.conftest import Program, serving, token_of
from tests.factories import World

BULK = {"all": True, "priority": "high"}


async def many(program: Program) -> None:
    for number in range(6):
        await program.world.task(program.actor, f"Task {number}")


async def preview(program: Program, tool: str = "delete_task", **arguments: Any) -> dict[str, Any]:
    answer = await program.call(tool, arguments or {"task": "Pay rent"})
    assert answer["code"] == "waiting", answer
    confirm: dict[str, Any] = answer["confirm"]
    return confirm


async def test_a_delete_without_its_token_changes_nothing_and_shows_the_exact_rows(program: Program) -> None:
    before = await program.rows()
    confirm = await preview(program)
    assert [(c["op"], c["name"], c["version"]) for c in confirm["changes"]] == [("deleted", "Pay rent", 1)]
    assert await program.rows() == before


async def test_the_second_call_with_the_token_does_it(program: Program, mode: str) -> None:
    program.mode = mode
    confirm = await preview(program)
    answer = await program.call("delete_task", task="Pay rent", confirm_token=confirm["confirm_token"])
    assert answer["code"] == "done"
    assert await program.names() == {"Call mom", "Call the bank"}
    assert (await program.call("undo_last"))["code"] == "done"
    assert "Pay rent" in await program.names()


async def test_many_changes_at_once_wait_as_well(program: Program) -> None:
    await many(program)
    before = await program.rows()
    confirm = await preview(program, "update_task", **BULK)
    assert len(confirm["changes"]) == 9
    assert await program.rows() == before
    answer = await program.call("update_task", BULK, confirm_token=confirm["confirm_token"])
    assert len(answer["changes"]) == 9
    assert {task["priority"] for task in answer["tasks"]} == {"high"}


async def test_exactly_the_rows_that_were_shown_are_changed(program: Program) -> None:
    await many(program)
    confirm = await preview(program, "update_task", **BULK)
    await program.world.task(program.actor, "Made in between")
    await program.call("update_task", task="Pay rent", priority="low", description="mine")
    answer = await program.call("update_task", BULK, confirm_token=confirm["confirm_token"])
    assert len(answer["changes"]) == 8
    assert "Made in between" not in {change["name"] for change in answer["changes"]}
    assert [conflict["name"] for conflict in answer["conflicts"]] == ["Pay rent"]
    listed = await program.call("list_tasks", where_text="Pay rent")
    assert listed["tasks"][0]["priority"] == "low"


async def test_a_token_works_once(program: Program) -> None:
    confirm = await preview(program)
    sent = {"task": "Pay rent", "confirm_token": confirm["confirm_token"]}
    assert (await program.call("delete_task", sent))["code"] == "done"
    await program.call("undo_last")
    before = await program.rows()
    assert (await program.call("delete_task", sent))["code"] == "conflict"
    assert await program.rows() == before


async def test_of_many_second_calls_at_once_one_does_it(program: Program, database: Database) -> None:
    confirm = await preview(program)
    sent = {"task": "Pay rent", "confirm_token": confirm["confirm_token"]}
    answers = await asyncio.gather(*(program.call("delete_task", sent) for _ in range(8)))
    assert sorted(answer["code"] for answer in answers) == ["conflict"] * 7 + ["done"]
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM events WHERE type = 'task.deleted'") == 1


async def test_a_token_is_for_its_call_only(program: Program) -> None:
    await many(program)
    confirm = await preview(program)
    before = await program.rows()
    for tool, arguments in (
        ("delete_task", {"task": "Call mom"}),
        ("delete_task", {"all": True}),
        ("complete_task", {"task": "Pay rent"}),
        ("update_task", {"task": "Pay rent", "priority": "high"}),
    ):
        answer = await program.call(tool, arguments, confirm_token=confirm["confirm_token"])
        assert answer["code"] == "invalid_input", (tool, arguments)
    assert await program.rows() == before


async def test_defaults_may_be_sent_or_left_out_between_the_two_calls(program: Program) -> None:
    confirm = await preview(program)
    sent = {"all": False, "where_overdue": False, "task": "Pay rent", "confirm_token": confirm["confirm_token"]}
    assert (await program.call("delete_task", sent))["code"] == "done"


async def test_a_token_is_for_its_user_only(program: Program, stranger: Program) -> None:
    await stranger.world.task(stranger.actor, "Pay rent")
    confirm = await preview(program)
    mine, theirs = await program.rows(), await stranger.rows()
    answer = await stranger.call("delete_task", task="Pay rent", confirm_token=confirm["confirm_token"])
    assert answer["code"] == "invalid_input"
    assert (await program.rows(), await stranger.rows()) == (mine, theirs)


async def test_an_expired_token_does_nothing(program: Program, database: Database) -> None:
    confirm = await preview(program)
    async with database.transaction() as session:
        await session.raw.execute("UPDATE confirmations SET expires_at = now()")
    before = await program.rows()
    answer = await program.call("delete_task", task="Pay rent", confirm_token=confirm["confirm_token"])
    assert answer["code"] == "conflict"
    assert await program.rows() == before


async def test_a_token_that_was_made_up_or_changed_does_nothing(program: Program) -> None:
    token = (await preview(program))["confirm_token"]
    before = await program.rows()
    other = "A" if token[40] != "A" else "B"
    for wrong in ("", "yes", True, 1, None, ["x"], token[:-1], token + "A", token[:40] + other + token[41:], "A" * 75):
        answer = await program.call("delete_task", task="Pay rent", confirm_token=wrong)
        assert answer["code"] in ("invalid_input", "waiting"), wrong
    assert await program.rows() == before


async def test_rows_that_all_changed_in_between_are_left_alone_and_that_is_no_success(program: Program) -> None:
    confirm = await preview(program)
    await program.call("update_task", task="Pay rent", priority="urgent")
    before = await program.rows()
    answer = await program.call("delete_task", task="Pay rent", confirm_token=confirm["confirm_token"])
    assert answer["code"] == "stale"
    assert [conflict["name"] for conflict in answer["conflicts"]] == ["Pay rent"]
    assert await program.rows() == before


async def test_every_worker_accepts_what_another_one_gave_out(program: Program, settings: Settings) -> None:
    confirm = await preview(program)
    async with serving(settings) as address:
        elsewhere = dataclasses.replace(program, address=address)
        answer = await elsewhere.call("delete_task", task="Pay rent", confirm_token=confirm["confirm_token"])
    assert answer["code"] == "done"


async def test_a_token_with_less_scopes_cannot_say_yes(program: Program, world: World) -> None:
    confirm = await preview(program)
    program.token = await token_of(world, program.actor, "tasks:read")
    before = await program.rows()
    answer = await program.call("delete_task", task="Pay rent", confirm_token=confirm["confirm_token"])
    assert answer["code"] == "forbidden"
    assert await program.rows() == before


def test_the_signature_holds_user_call_key_and_time() -> None:
    key, user, call, made = (
        confirm_token.derived_key(b"k" * 32),
        uuid4(),
        confirm_token.call_hash("t", {"a": 1}),
        uuid4(),
    )
    token = confirm_token.issue(key, made, user, call, 1000.0)
    assert confirm_token.read(key, token, user, call, 999.0) == made
    assert confirm_token.call_hash("t", {"b": 1, "a": 2}) == confirm_token.call_hash("t", {"a": 2, "b": 1})
    for wrong in (
        (confirm_token.derived_key(b"x" * 32), user, call, 999.0),
        (key, uuid4(), call, 999.0),
        (key, user, confirm_token.call_hash("t", {"a": 2}), 999.0),
        (key, user, confirm_token.call_hash("u", {"a": 1}), 999.0),
        (key, user, call, 1000.0),
    ):
        with pytest.raises(InvalidInput):
            confirm_token.read(wrong[0], token, wrong[1], wrong[2], wrong[3])


async def test_a_plan_for_a_day_is_shown_and_done_in_the_same_way(program: Program) -> None:
    before = await program.rows()
    confirm = await preview(program, "plan_day", day="2090-01-02", hours="9 to 17")
    assert all(change["reason"] for change in confirm["changes"])
    assert await program.rows() == before
    sent = {"day": "2090-01-02", "hours": "9 to 17", "confirm_token": confirm["confirm_token"]}
    answer = await program.call("plan_day", sent)
    assert len(answer["changes"]) == len(confirm["changes"]) == 3
    assert {task["due"]["date"] for task in answer["tasks"]} == {"2090-01-02"}


async def test_forgetting_waits_and_is_taken_back_only_with_the_scope_for_it(program: Program, world: World) -> None:
    assert (await program.call("remember", text="The spare key is with the neighbour"))["code"] == "done"
    sent = {"memory": "spare key"}
    confirm = await preview(program, "forget", **sent)
    assert "spare key" in (await program.call("recall"))["text"]
    forgotten = await program.call("forget", sent, confirm_token=confirm["confirm_token"])
    assert forgotten["code"] == "done"
    everything, program.token = program.token, await token_of(world, program.actor, "tasks:write")
    for arguments in ({}, {"turn_id": forgotten["turn_id"]}):
        refused = await program.call("undo_last", arguments)
        assert refused["code"] == "nothing"
        assert "spare key" not in str(refused)
    program.token = everything
    undone = await program.call("undo_last", turn_id=forgotten["turn_id"])
    assert [(change["subject"], change["op"]) for change in undone["changes"]] == [("memory", "restored")]
    assert "spare key" in (await program.call("recall"))["text"]

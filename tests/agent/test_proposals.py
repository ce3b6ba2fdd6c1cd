"""What is large is asked first: exact rows and versions, one use, ten minutes, only by its user."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from behflow.errors import Conflict, InvalidInput, NotFound
from tests.agent.conftest import Chat, Json, Talk, calls


async def completed(chat: Chat, *names: str) -> None:
    await chat.add(*names)
    for name in names:
        await chat.say(f"mark {name} as done")


async def asked(chat: Chat) -> Json:
    """A proposal to delete three completed tasks."""
    await completed(chat, "pay rent", "buy milk", "call mom")
    answer = await chat.say("delete all completed tasks")
    assert await chat.names() == ["pay rent", "buy milk", "call mom"]
    proposal: Json = answer["proposal"]
    return proposal


async def test_deleting_several_waits_for_a_yes(chat: Chat) -> None:
    proposal = await asked(chat)
    assert proposal["title"] == "Move 3 tasks to the trash"
    assert {change["name"] for change in proposal["changes"]} == {"pay rent", "buy milk", "call mom"}
    assert {change["op"] for change in proposal["changes"]} == {"deleted"}
    assert {change["after"] for change in proposal["changes"]} == {"in the trash"}
    answer = await chat.say("yes")
    assert answer["response"].startswith("Moved 3 tasks to the trash: ")
    assert len(answer["receipt"]["changes"]) == 3
    assert await chat.names() == []
    undone = await chat.say("undo")
    assert len(undone["receipt"]["changes"]) == 3
    assert await chat.names() == ["pay rent", "buy milk", "call mom"]


async def test_no_leaves_everything_as_it_is(chat: Chat) -> None:
    proposal = await asked(chat)
    assert (await chat.say("no"))["response"] == "All right, nothing was changed."
    assert (await chat.say("yes"))["response"] == "There is nothing waiting for a yes or no."
    with pytest.raises(Conflict, match="turned down"):
        await chat.agent.answer_proposal(chat.actor, UUID(proposal["id"]), "approve")
    assert len(await chat.names()) == 3


async def test_three_confirmations_at_once_have_one_effect(chat: Chat) -> None:
    proposal = await asked(chat)
    results = await asyncio.gather(
        *(chat.agent.answer_proposal(chat.actor, UUID(proposal["id"]), "approve") for _ in range(3)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Conflict) for result in results) == 2
    assert [len(result["receipt"]["changes"]) for result in results if isinstance(result, dict)] == [3]


async def test_only_the_ticked_part_is_carried_out(chat: Chat) -> None:
    proposal = await asked(chat)
    keep, *ticked = (UUID(change["task_id"]) for change in proposal["changes"])
    answer = await chat.agent.answer_proposal(chat.actor, UUID(proposal["id"]), "approve", ticked)
    assert {change["task_id"] for change in answer["receipt"]["changes"]} == {str(t) for t in ticked}
    assert [task["id"] for task in await chat.tasks()] == [str(keep)]


async def test_a_task_that_was_not_proposed_cannot_be_ticked(chat: Chat) -> None:
    proposal = await asked(chat)
    (stranger,) = await chat.add("read book")
    with pytest.raises(InvalidInput):
        await chat.agent.answer_proposal(chat.actor, UUID(proposal["id"]), "approve", [UUID(stranger["id"])])
    assert len(await chat.names()) == 4
    await chat.say("yes")
    assert await chat.names() == ["read book"]


async def test_rows_that_changed_since_are_left_out_and_named(chat: Chat) -> None:
    await asked(chat)
    await Chat(chat.agent, chat.actor).say("mark buy milk as not done")
    answer = await chat.say("yes")
    assert 'Left out because they changed since: "buy milk".' in answer["response"]
    assert len(answer["receipt"]["changes"]) == 2
    assert await chat.names() == ["buy milk"]


async def test_another_user_cannot_answer_it_and_learns_nothing(chat: Chat, gap: Chat) -> None:
    proposal = await asked(chat)
    with pytest.raises(NotFound) as foreign:
        await gap.agent.answer_proposal(gap.actor, UUID(proposal["id"]), "approve")
    with pytest.raises(NotFound) as unknown:
        await gap.agent.answer_proposal(gap.actor, UUID(int=7), "approve")
    assert foreign.value.detail == unknown.value.detail
    assert len(await chat.names()) == 3


async def test_it_expires(chat: Chat) -> None:
    proposal = await asked(chat)
    async with chat.agent.database.transaction() as session:
        await session.raw.execute("UPDATE proposals SET expires_at = now() - interval '1 second'")
    assert (await chat.say("yes"))["response"] == "There is nothing waiting for a yes or no."
    with pytest.raises(Conflict, match="expired"):
        await chat.agent.answer_proposal(chat.actor, UUID(proposal["id"]), "approve")
    assert len(await chat.names()) == 3


async def test_a_newer_proposal_takes_the_place_of_an_older_one(chat: Chat) -> None:
    first = await asked(chat)
    second = (await chat.say("delete all completed tasks"))["proposal"]
    with pytest.raises(Conflict, match="newer"):
        await chat.agent.answer_proposal(chat.actor, UUID(first["id"]), "approve")
    await chat.agent.answer_proposal(chat.actor, UUID(second["id"]), "approve")
    assert await chat.names() == []


async def test_the_chat_goes_on_while_a_proposal_is_open(chat: Chat) -> None:
    await asked(chat)
    assert (await chat.say("add read book"))["response"] == 'Added "read book".'
    await chat.say("yes")
    assert await chat.names() == ["read book"]


async def test_more_than_five_changes_are_asked_first_and_five_are_not(scripted: Talk) -> None:
    chat, _ = await scripted(
        calls(*(("add_task", {"title": f"task {n}"}) for n in range(5))),
        calls(*(("add_task", {"title": f"more {n}", "project": "Home"}) for n in range(6))),
    )
    assert (await chat.say("five"))["proposal"] is None
    assert len(await chat.names()) == 5
    answer = await chat.say("six")
    assert answer["proposal"]["title"] == "Add 6 tasks"
    assert len(await chat.names()) == 5
    await chat.agent.answer_proposal(chat.actor, UUID(answer["proposal"]["id"]), "approve")
    assert len(await chat.names()) == 11
    assert (await chat.task("more 5"))["project_id"] is not None


async def test_deleting_one_after_the_other_in_a_turn_is_deleting_several(scripted: Talk) -> None:
    chat, _ = await scripted(
        calls(("delete_task", {"task": "pay rent"}, "a"), ("list_tasks", {}, "b")),
        calls(("delete_task", {"task": "buy milk"}, "c"), ("list_tasks", {}, "d")),
        calls(("delete_task", {"task": "call mom"}, "e")),
    )
    await chat.add("pay rent", "buy milk", "call mom")
    answer = await chat.say("clean up")
    assert await chat.names() == ["buy milk", "call mom"]
    assert [change["name"] for change in answer["proposal"]["changes"]] == ["buy milk", "call mom"]
    assert answer["response"].startswith('Moved "pay rent" to the trash.')


async def test_a_shift_of_many_dates_keeps_its_own_date_per_task(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("update_task", {"all": True, "shift_days": 1})))
    await chat.add(*(f"task {n} on 2026-12-0{n}" for n in range(1, 7)))
    answer = await chat.say("everything one day later")
    assert answer["proposal"]["changes"][0]["detail"] == "due Wed 2 Dec"
    await chat.agent.answer_proposal(chat.actor, UUID(answer["proposal"]["id"]), "approve")
    assert [task["due"]["date"] for task in await chat.tasks()] == [f"2026-12-0{n}" for n in range(2, 8)]


async def test_a_proposal_holds_two_hundred_changes_and_says_when_there_were_more(chat: Chat) -> None:
    async with chat.agent.database.transaction() as session:
        await session.raw.execute(
            "INSERT INTO tasks (id, workspace_id, name, status, completed_at)"
            " SELECT gen_random_uuid(), $1, 'task ' || n, 'completed', now() FROM generate_series(1, 250) n",
            chat.actor.personal_workspace,
        )
    answer = await chat.say("delete all completed tasks")
    assert len(answer["proposal"]["changes"]) == 200
    assert answer["response"].endswith("Only the first 200 are in this proposal.")
    assert len((await chat.say("yes"))["receipt"]["changes"]) == 200


async def test_tasks_without_a_date_are_found_behind_many_with_one(chat: Chat) -> None:
    await chat.add("buy milk", *(f"task {n} tomorrow" for n in range(60)))
    answer = await chat.say("show tasks without a date")
    assert [task["name"] for task in answer["tasks"]] == ["buy milk"]

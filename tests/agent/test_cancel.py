"""A turn that is stopped anywhere: what its receipt says is what the tables hold, and nothing is left behind."""

from __future__ import annotations

import asyncio
from uuid import UUID

from langchain_core.messages import AIMessage

from behflow.chat.schemas import ChatInput
from tests.agent.conftest import Chat, Json, Talk, calls
from tests.agent.test_isolation import messages
from tests.agent.test_runs import answer_of, read, started

STEPS = 1_000_000
"""More steps of the event loop than a turn takes."""


async def stopped_after(chat: Chat, steps: int) -> tuple[Json, bool]:
    """One turn, stopped after some steps of the event loop; its answer, and whether it was cut short."""
    events = await chat.agent.stream(chat.actor, ChatInput(message="add a and b, then finish a"))
    run_id = await started(events)
    for _ in range(steps):
        await asyncio.sleep(0)
    await chat.agent.stop(chat.actor, run_id)
    told = await read(events)
    return answer_of(told), told[-1][1]["outcome"]["type"] == "cancelled"


async def test_wherever_a_turn_is_stopped_its_receipt_is_what_was_done(scripted: Talk) -> None:
    chat, model = await scripted("")
    steps, cut = 0, []
    while steps < STEPS:
        model.script = [
            calls(("add_task", {"title": f"a {steps}"}), ("list_tasks", {})),
            calls(("add_task", {"title": f"b {steps}"}), ("complete_task", {"task": f"a {steps}"})),
            AIMessage("Hello."),
        ]
        model.shown.clear()
        answer, cancelled = await stopped_after(chat, steps)
        told = {(c["op"], c["name"]) for c in answer["receipt"]["changes"]}
        async with chat.agent.database.reading() as session:
            rows = await session.raw.fetch(
                "SELECT type, payload->'after'->>'name' AS name FROM events WHERE turn_id = $1",
                UUID(answer["receipt"]["turn_id"]),
            )
        done = {(row["type"].removeprefix("task.").replace("created", "added"), row["name"]) for row in rows}
        assert told == done, f"after {steps} steps"
        assert ("Stopped." in answer["response"]) is cancelled
        chat.session_id = UUID(answer["session_id"])
        assert [m["role"] for m in await messages(chat)] == ["user", "assistant"]
        chat.session_id = None
        cut.append(cancelled)
        if not cancelled:
            break
        steps += 1 + steps // 8
    assert True in cut, "some turn was stopped"
    assert cut[-1] is False, "the last one came to its end by itself"
    await chat.agent.close()
    assert chat.agent.runs._running == {}
    assert chat.agent.database.engine.pool.checkedout() == 0

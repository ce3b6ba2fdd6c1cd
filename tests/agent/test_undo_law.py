"""Whatever a model makes of the list in a conversation: saying "undo" turn by turn gives the list back."""

from __future__ import annotations

import random
from typing import Any

import orjson
import pytest

from tests.agent.conftest import Chat, Json, Talk, calls

TURNS = 8
PASSING = ("version", "updated_at", "due_sort", "search")
DAYS = ("today", "tomorrow", "next friday", "friday 5pm", "2026-12-24", "in 3 days")
WORDS = ("milk", "rent", "dentist", "boat", "tax", "گل")


async def rows(chat: Chat) -> dict[str, Any]:
    """Tasks that are not in the trash, projects and memories, without what may differ."""
    found: dict[str, Any] = {}
    async with chat.agent.database.reading() as session:
        for query in (
            "SELECT to_json(t)::text FROM tasks t WHERE deleted_at IS NULL",
            "SELECT to_json(t)::text FROM projects t",
            "SELECT json_build_object('id', id, 'text', text)::text FROM memories",
        ):
            for (text,) in await session.raw.fetch(query):
                row = orjson.loads(text)
                found[row["id"]] = {name: value for name, value in row.items() if name not in PASSING}
    return found


def a_call(draw: random.Random, names: list[str]) -> tuple[str, Json]:
    """One tool call as a model might make it."""
    task = draw.choice(names) if names else draw.choice(WORDS)
    title = f"{draw.choice(WORDS)} {draw.randrange(1000)}"
    return draw.choice(
        (
            ("add_task", {"title": title, "due": draw.choice(DAYS), "tags": ["x"], "project": draw.choice(WORDS)}),
            ("add_tasks", {"items": [{"title": title}, {"title": f"{title} b", "repeat": "every monday"}]}),
            ("update_task", {"task": task, "name": title, "priority": "urgent", "tags_add": ["y"]}),
            ("update_task", {"task": task, "project": draw.choice((*WORDS, "inbox")), "clear_due": True}),
            ("complete_task", {"task": task}),
            ("reopen_task", {"task": task}),
            ("delete_task", {"task": task}),
            ("reschedule_tasks", {"task": task, "by_days": draw.randrange(-3, 9)}),
            ("reschedule_tasks", {"task": task, "to": draw.choice(DAYS)}),
            ("break_down_task", {"task": task, "steps": ["one", "two"]}),
            ("remember", {"text": title}),
        )
    )


@pytest.mark.parametrize("seed", range(20))
async def test_undoing_turn_by_turn_gives_the_list_back(scripted: Talk, seed: int) -> None:
    draw = random.Random(seed)
    chat, model = await scripted("")
    await chat.add("milk tomorrow #home", "rent every month !high", "dentist friday 9am @health")
    before = await rows(chat)
    changed = 0
    for _ in range(TURNS):
        names = await chat.names()
        made = [a_call(draw, names) for _ in range(draw.randrange(1, 4))]
        model.script, model.shown[:] = [calls(*made), "Hello."], []
        answer = await chat.say("go on")
        changed += bool(answer["receipt"]["changes"])
    assert changed > TURNS // 2
    assert await rows(chat) != before
    for _ in range(changed):
        model.script, model.shown[:] = [calls(("undo_last", {}))], []
        await chat.say("undo")  # of a turn that took itself back there is nothing to say
    assert await rows(chat) == before

"""Subtasks: no circles, bounded depth."""

from __future__ import annotations

import asyncio

import pytest

from behflow.errors import InvalidInput
from behflow.tasks.queries import DEPTH_LIMIT
from tests.backend.tasks.cases import Desk, Json


async def _chain(desk: Desk, length: int, parent: Json | None = None) -> list[Json]:
    chain: list[Json] = []
    for number in range(length):
        above = chain[-1] if chain else parent
        chain.append(await desk.create(str(number), parent_id=above["id"] if above else None))
    return chain


@pytest.mark.parametrize("length", [1, 2, 5, DEPTH_LIMIT])
async def test_a_task_cannot_lie_below_itself(desk: Desk, length: int) -> None:
    chain = await _chain(desk, length)
    with pytest.raises(InvalidInput) as refusal:
        await desk.update(chain[0], parent_id=chain[-1]["id"])
    assert refusal.value.fields[0].field == "parent_id"
    with pytest.raises(InvalidInput):
        await desk.update(chain[0], parent_id=chain[-1]["id"], status="completed")
    with pytest.raises(InvalidInput):
        await desk.replace(chain[0], name="0", parent_id=chain[-1]["id"])
    assert await desk.get(chain[0]) == chain[0]


async def test_two_moves_at_once_close_no_circle(desk: Desk) -> None:
    for _ in range(10):
        a, b = await desk.create("a"), await desk.create("b")
        moves = await asyncio.gather(
            desk.update(a, parent_id=b["id"]), desk.update(b, parent_id=a["id"]), return_exceptions=True
        )
        assert [isinstance(m, InvalidInput) for m in moves].count(True) == 1


async def test_subtasks_lie_at_most_ten_deep(desk: Desk) -> None:
    chain = await _chain(desk, DEPTH_LIMIT)
    with pytest.raises(InvalidInput):
        await desk.create("too deep", parent_id=chain[-1]["id"])
    other = await _chain(desk, 2)
    with pytest.raises(InvalidInput):
        await desk.update(other[0], parent_id=chain[-2]["id"])
    await desk.update(other[0], parent_id=chain[-3]["id"])


async def test_what_lies_in_the_trash_counts_for_the_depth(desk: Desk) -> None:
    chain = await _chain(desk, DEPTH_LIMIT - 1)
    other = await _chain(desk, 3)
    await desk.delete(other[1])
    with pytest.raises(InvalidInput):
        await desk.update(other[0], parent_id=chain[-1]["id"])


async def test_a_subtask_can_move_to_another_parent_and_to_none(desk: Desk) -> None:
    a, b = await desk.create("a"), await desk.create("b")
    child = await desk.create("child", parent_id=a["id"])
    assert (await desk.update(child, parent_id=b["id"]))["parent_id"] == b["id"]
    assert (await desk.update(child, parent_id=None))["parent_id"] is None

"""The same conversation over the three wires."""

from __future__ import annotations

import pytest

from tests.agent.wire.conftest import Join
from tests.agent.wire.server import serving
from tests.agent.wire.wires import WIRES, Say

MILK = Say(calls=(("add_task", {"title": "buy milk"}),))


@pytest.mark.parametrize("wire", WIRES.values(), ids=WIRES)
async def test_a_call_of_a_tool_is_carried_out(join: Join, wire: object) -> None:
    async with serving(WIRES[wire.name], MILK) as server:  # type: ignore[attr-defined]
        chat = await join(server)
        answer = await chat.say("add buy milk")
        assert server.refused == []
    assert answer["response"] == 'Added "buy milk".'
    assert answer["engine"] == f"{server.wire.name}:tiny"
    assert await chat.names() == ["buy milk"]

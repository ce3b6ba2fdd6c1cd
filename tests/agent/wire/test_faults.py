"""Every fault, on every wire, with the built-in engine behind the model and without it."""

from __future__ import annotations

import logging

import pytest

from behflow.chat.service import ChatService
from tests.agent.conftest import Chat, Json
from tests.agent.wire.conftest import KEY, Join
from tests.agent.wire.faults import FAULTS, MILK, Fault
from tests.agent.wire.server import serving
from tests.agent.wire.wires import WIRES

CELLS = [(wire, fault) for fault in FAULTS for wire in WIRES]
DOWN = [(wire, fault) for wire, fault in CELLS if FAULTS[fault].code is not None]
PASSING = [(wire, fault) for wire, fault in DOWN if FAULTS[fault].passing]


async def told(chat: Chat) -> list[Json]:
    """The conversation as it is stored."""
    async with chat.agent.database.reading() as session:
        found, _ = await ChatService(session, chat.actor).messages(chat.session_id, None, 50)  # type: ignore[arg-type]
    return found


def code_of(fault: Fault, wire: str, name: str) -> set[str | None]:
    """How a fault may be told apart; a line that is cut in two is the same to Ollama as a server that is gone."""
    lines = wire == "ollama" and name.startswith(("cut inside", "ended inside", "a web page", "request too"))
    return {fault.code, "truncated", "provider_down"} if lines else {fault.code}


@pytest.mark.parametrize(("wire", "name"), CELLS, ids=[f"{w}-{f}" for w, f in CELLS])
async def test_alone_nothing_wrong_is_written_and_the_message_is_kept(
    join: Join, caplog: pytest.LogCaptureFixture, wire: str, name: str
) -> None:
    fault = FAULTS[name]
    with caplog.at_level(logging.INFO):
        async with serving(WIRES[wire], *fault.make(WIRES[wire])) as server:
            chat = await join(server, behind=False, **fault.settings)
            answer = await chat.say("add buy milk")
    assert await chat.names() == []
    stored = await told(chat)
    assert [m["content"] for m in stored] == ["add buy milk", answer["response"]]
    assert "othing was changed." in answer["response"] or "I stopped after 8 steps" in answer["response"]
    if fault.code is not None:
        assert answer["response"] == "The AI service could not answer this.\nNothing was changed."
    assert fault.asked in (None, len(server.asked))
    assert server.refused == []
    seen = f"{answer} {[vars(record) for record in caplog.records]}"
    assert KEY not in seen


@pytest.mark.parametrize(("wire", "name"), DOWN, ids=[f"{w}-{f}" for w, f in DOWN])
async def test_with_the_engine_behind_it_the_task_is_added(join: Join, wire: str, name: str) -> None:
    fault = FAULTS[name]
    async with serving(WIRES[wire], *fault.make(WIRES[wire])) as server:
        chat = await join(server, **fault.settings)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert answer["response"] == 'Added "buy milk".'
    assert answer["engine"] == "built-in"
    assert answer["answered_by"]["fallback"] in code_of(fault, wire, name)
    assert [(n["kind"], n["code"]) for n in answer["notices"]] == [("fallback", answer["answered_by"]["fallback"])]
    assert answer["notices"][0]["text"].endswith("the built-in engine answered.")
    assert answer["sent"][0]["host"] == "127.0.0.1"
    assert answer["sent"][0]["input_tokens"] > 0


@pytest.mark.parametrize(("wire", "name"), PASSING, ids=[f"{w}-{f}" for w, f in PASSING])
async def test_what_passes_is_tried_once_more(join: Join, wire: str, name: str) -> None:
    fault = FAULTS[name]
    async with serving(WIRES[wire], *fault.make(WIRES[wire]), MILK) as server:
        chat = await join(server, behind=False, **fault.settings)
        answer = await chat.say("add buy milk")
    assert await chat.names() == ["buy milk"]
    assert len(server.asked) == 2
    assert answer["notices"] == []


@pytest.mark.parametrize("wire", WIRES)
async def test_a_server_that_is_not_there_does_not_keep_the_task_from_being_added(join: Join, wire: str) -> None:
    async with serving(WIRES[wire], MILK) as server:
        pass
    for behind, names in ((False, []), (True, ["buy milk"])):
        chat = await join(server, behind=behind)
        answer = await chat.say("add buy milk")
        assert await chat.names() == names
        assert len(await told(chat)) == 2
    assert answer["answered_by"]["fallback"] == "provider_down"
    assert [(row["calls"], row["input_tokens"]) for row in answer["sent"]] == [(2, 0)], "nothing left the house"

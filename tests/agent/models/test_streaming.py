"""Streams as small and odd servers send them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk

from behflow.agent.models.faults import ModelFault
from behflow.agent.models.streaming import AnswerReader

Part = dict[str, Any]
STOP = AIMessageChunk(content="", response_metadata={"finish_reason": "stop"})


def call(**given: Any) -> AIMessageChunk:
    """A chunk with a piece of a call."""
    values = {"name": None, "args": None, "id": None, "index": None} | given
    return AIMessageChunk(content="", tool_call_chunks=[tool_call_chunk(**values)])


async def read(*chunks: BaseMessage) -> tuple[AIMessage, list[Part]]:
    """The answer that chunks make, and the events on the way."""

    async def stream() -> AsyncIterator[BaseMessage]:
        for chunk in (*chunks, STOP):
            yield chunk

    events: list[Part] = []
    return await AnswerReader(events.append).read(stream(), 5.0), events


def shown(message: AIMessage) -> list[tuple[str, Part]]:
    """The calls of a message."""
    return [(made["name"], made["args"]) for made in message.tool_calls]


async def test_calls_that_are_all_numbered_zero_stay_apart() -> None:
    message, _ = await read(
        call(name="a", args='{"x": 1}', id="i1", index=0), call(name="b", args='{"y": 2}', id="i2", index=0)
    )
    assert shown(message) == [("a", {"x": 1}), ("b", {"y": 2})]


async def test_calls_without_a_number_stay_apart() -> None:
    message, _ = await read(call(name="a", args="{"), call(args='"x": 1}'), call(name="b", args="{}"))
    assert shown(message) == [("a", {"x": 1}), ("b", {})]


async def test_pieces_of_several_calls_may_be_mixed() -> None:
    message, _ = await read(
        call(name="a", id="i1", index=0, args='{"x"'),
        call(name="b", id="i2", index=1, args='{"y"'),
        call(index=0, args=": 1}"),
        call(index=1, args=": 2}"),
    )
    assert shown(message) == [("a", {"x": 1}), ("b", {"y": 2})]


async def test_a_name_that_is_sent_with_every_piece_is_one_name() -> None:
    message, _ = await read(
        call(name="a", id="i1", index=0, args="{"), call(name="a", id="i1", index=0, args='"x": 1}')
    )
    assert shown(message) == [("a", {"x": 1})]


async def test_no_arguments_are_an_empty_object() -> None:
    assert shown((await read(call(name="a", id="i1", index=0)))[0]) == [("a", {})]


async def test_the_same_id_twice_is_one_call() -> None:
    message, _ = await read(call(name="a", args="{}", id="i", index=0), call(name="a", args="{}", id="i", index=1))
    assert shown(message) == [("a", {})]


@pytest.mark.parametrize(
    "args", ['{"x": 1', "{'x': 1}", '{"x": NaN}', '{"x": 1} {"x": 2}', '"x"', "[1]", "1", "null", '{"x": 1}}', "\x00"]
)
async def test_what_is_no_json_object_is_never_mended(args: str) -> None:
    ((_, found),) = shown((await read(call(name="a", args=args, id="i", index=0)))[0])
    assert found == {"unreadable": args}


async def test_arguments_that_are_too_long_are_not_read() -> None:
    ((_, found),) = shown((await read(call(name="a", args='{"x": "' + "y" * 60_000 + '"}', id="i", index=0)))[0])
    assert list(found) == ["unreadable"]
    assert len(found["unreadable"]) == 200


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["<th", "ink>I wonder", "</thi", "nk>\n\nHel", "lo"], "Hello"),
        (["<think>a</think>Hello"], "Hello"),
        (["\n", "Hello"], "Hello"),
        (["<", "b> is a tag"], "<b> is a tag"),
        (["<th"], "<th"),
        (["Use <think> to think"], "Use <think> to think"),
    ],
)
async def test_thinking_aloud_is_not_shown(parts: list[str], text: str) -> None:
    message, events = await read(*(AIMessageChunk(content=part) for part in parts))
    assert message.text == text
    assert "".join(event.get("delta", "") for event in events).strip() == text


async def test_an_answer_that_is_only_thoughts_is_empty() -> None:
    assert (await read(AIMessageChunk(content="<think>on and on")))[0].text == ""


async def test_a_running_total_of_tokens_is_not_added_up() -> None:
    reader = AnswerReader(lambda event: None)

    async def stream() -> AsyncIterator[BaseMessage]:
        for n in (1, 2, 3):
            usage = {"input_tokens": 10, "output_tokens": n, "total_tokens": 10 + n}
            yield AIMessageChunk(content="a", usage_metadata=usage)  # type: ignore[arg-type]
        yield STOP

    await reader.read(stream(), 5.0)
    assert reader.usage is not None
    assert reader.usage["output_tokens"] == 3


async def test_a_million_tiny_pieces_are_read_up_to_the_limit() -> None:
    async def stream() -> AsyncIterator[BaseMessage]:
        chunk = AIMessageChunk(content="word " * 10)
        while True:
            yield chunk

    with pytest.raises(ModelFault, match="too long"):
        await AnswerReader(lambda event: None).read(stream(), 5.0)

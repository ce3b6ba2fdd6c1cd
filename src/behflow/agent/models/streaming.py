"""Reading a streamed answer: words are passed on as they come, calls only when the whole answer is there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import orjson
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call

from behflow.agent.models.faults import ModelFault
from behflow.agent.models.reply import Emit

ANSWER_LIMIT = 1_000_000
"""Characters of one answer, words and arguments together."""
CALL_LIMIT = 200
ARGUMENT_LIMIT = 50_000
"""Characters of one call's arguments that are looked at; longer ones are answered as not understood."""

_FINISHED = frozenset({"stop", "tool_calls", "function_call", "end_turn", "tool_use", "stop_sequence"})
_REFUSED = frozenset({"content_filter", "refusal", "safety"})
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_THOUGHT = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)
_OPENING = "<think>"


@dataclass(slots=True)
class _Call:
    given_id: str
    id: str = field(default_factory=lambda: f"call_{uuid4().hex[:16]}")
    name: str = ""
    args: list[str] = field(default_factory=list)


class AnswerReader:
    """Reads one answer. What was passed on before a fault can be taken back with ``reset``."""

    def __init__(self, emit: Emit) -> None:
        self.emit = emit
        self.message_id = f"msg_{uuid4().hex[:16]}"
        self.usage: UsageMetadata | None = None
        self.size = 0
        self._head: str | None = ""
        self._text: list[str] = []
        self._spoke = False
        self._calls: list[_Call] = []
        self._by_index: dict[Any, _Call] = {}
        self._finish: str | None = None

    async def read(self, chunks: AsyncIterator[BaseMessage], idle: float) -> AIMessage:
        """The whole answer; ``idle`` is the longest silence in seconds. Raises ModelFault for an unusable one.

        The arguments of calls are parsed strictly from what was sent: a library that mends half a JSON text would
        make half a command of it.
        """
        while True:
            try:
                async with asyncio.timeout(idle):
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                break
            self._take(chunk)
        self._check_finish()
        calls = self._parsed()
        if self._head and not self._head.startswith(_OPENING):
            self._say(self._head)
        self._close()
        return AIMessage("".join(self._text).strip(), tool_calls=calls)

    def reset(self) -> None:
        """Take back what was passed on: the answer is dropped."""
        self._close()
        if self._spoke or self._calls:
            self.emit({"type": "CUSTOM", "name": "behflow.text_reset", "value": {}})
            self._spoke, self._calls = False, []

    def _take(self, chunk: BaseMessage) -> None:
        metadata = chunk.response_metadata
        reason = metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason")
        if reason:
            self._finish = str(reason).casefold()
        if isinstance(chunk, AIMessage) and chunk.usage_metadata:
            self.usage = chunk.usage_metadata  # some servers send a running total: the last one counts
        self._words(str(chunk.text))
        if isinstance(chunk, AIMessageChunk):
            for part in chunk.tool_call_chunks:
                self._call(part.get("index"), part.get("id") or "", part.get("name") or "", part.get("args") or "")
        if self.size > ANSWER_LIMIT or len(self._calls) > CALL_LIMIT:
            raise ModelFault("truncated", "the answer is too long", retry=False)

    def _words(self, delta: str) -> None:
        self.size += len(delta)
        if self._head is not None:
            # Models that think aloud do it first, between two marks; nobody asked to hear it.
            head = (self._head + delta).lstrip()
            if head.startswith(_OPENING) and "</think>" in head:
                delta = _THOUGHT.sub("", head, count=1)
            elif head.startswith(_OPENING) or _OPENING.startswith(head):
                self._head = head
                return
            else:
                delta = head
            self._head = None
        if delta:
            self._say(delta)

    def _say(self, delta: str) -> None:
        self._text.append(delta)
        if not self._spoke:
            self.emit({"type": "TEXT_MESSAGE_START", "messageId": self.message_id, "role": "assistant"})
            self._spoke = True
        self.emit({"type": "TEXT_MESSAGE_CONTENT", "messageId": self.message_id, "delta": delta})

    def _call(self, index: Any, given_id: str, name: str, args: str) -> None:
        self.size += len(args) + len(name)
        call = self._by_index.get(index) if index is not None else (None if name else self._last())
        # Some servers number every call 0: another id with a name begins another call.
        if call is None or (name and given_id and call.given_id and given_id != call.given_id):
            call = _Call(given_id)
            self._calls.append(call)
            if index is not None:
                self._by_index[index] = call
        if name and not call.name:
            call.name = name
            self.emit({"type": "TOOL_CALL_START", "toolCallId": call.id, "toolCallName": name[:64]})
        if args:
            call.args.append(args)
            self.emit({"type": "TOOL_CALL_ARGS", "toolCallId": call.id, "delta": args})

    def _last(self) -> _Call | None:
        return self._calls[-1] if self._calls else None

    def _close(self) -> None:
        if self._spoke:
            self.emit({"type": "TEXT_MESSAGE_END", "messageId": self.message_id})
        for call in self._calls:
            self.emit({"type": "TOOL_CALL_END", "toolCallId": call.id})

    def _check_finish(self) -> None:
        finish = self._finish
        if finish in _REFUSED:
            raise ModelFault("refused", finish)
        if finish == "model_context_window_exceeded":
            raise ModelFault("context_overflow", finish)
        if finish not in _FINISHED:
            # An answer that was cut at its limit would be cut there again.
            raise ModelFault("truncated", f"finish reason {finish}"[:60], retry=finish not in ("length", "max_tokens"))
        if finish in ("tool_calls", "tool_use", "function_call") and not self._calls:
            raise ModelFault("truncated", "calls were announced, and none came")

    def _parsed(self) -> list[Any]:
        """The calls as the tools take them; arguments that are no JSON object become ones that every tool refuses.

        Ids are made anew: servers give none, or the same one twice, and refuse such a history later.
        """
        found, seen = [], set()
        for call in self._calls:
            if call.given_id and call.given_id in seen:
                continue
            seen.add(call.given_id)
            raw = "".join(call.args)
            name = call.name if _NAME.fullmatch(call.name) else "unknown"
            found.append(tool_call(name=name, args=_arguments(raw), id=call.id))
        return found


def _arguments(raw: str) -> dict[str, Any]:
    if len(raw) <= ARGUMENT_LIMIT:
        try:
            value = orjson.loads(raw.strip() or "{}")
        except orjson.JSONDecodeError:
            value = None
        if isinstance(value, dict):
            return value
    return {"unreadable": raw[:200]}

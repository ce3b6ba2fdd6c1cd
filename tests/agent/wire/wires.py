"""The three wires a language model is spoken to over, as their servers speak them: streams, errors, and refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class Refused(Exception):
    """A request that a real server answers with status 400."""


@dataclass(frozen=True)
class Say:
    """An answer: words, and calls as (name, arguments); arguments that are text are sent as they are."""

    text: str = ""
    calls: tuple[tuple[str, Json | str], ...] = ()
    finish: str = ""
    """The wire's own word for an end that is not the usual one."""
    size: int = 7
    """Characters of one piece."""


@dataclass(frozen=True)
class Error:
    """An answer with an error status."""

    status: int
    kind: str
    text: str = "it failed"
    headers: dict[str, str] = field(default_factory=dict)


def pieces(text: str, size: int) -> list[str]:
    """A text in pieces."""
    return [text[at : at + size] for at in range(0, len(text), size)]


def raw(arguments: Json | str) -> str:
    """Arguments as they stand in a stream."""
    return arguments if isinstance(arguments, str) else json.dumps(arguments)


def need(condition: Any, text: str) -> None:
    """Refuse a request that does not fit."""
    if not condition:
        raise Refused(text)


class OpenAI:
    """Chat completions."""

    name: Final = "openai"
    prefix = "/v1"
    path = "/v1/chat/completions"
    content_type = "text/event-stream"
    finish = {"length": "length", "refused": "content_filter"}

    def check(self, body: Json, headers: dict[str, str]) -> None:
        """Refuse what the real server refuses."""
        need(headers.get("authorization", "").startswith("Bearer "), "no key")
        need(not {"max_tokens", "max_completion_tokens"} <= set(body), "both limits are set")
        need(body.get("stream") is True and "temperature" not in body, "not as agreed")
        for tool in body.get("tools", []):
            need(NAME.fullmatch(tool["function"]["name"]), "bad name of a tool")
            need(tool["function"]["parameters"]["type"] == "object", "bad schema")
        waiting: set[str] = set()
        for message in body["messages"]:
            role, content = message["role"], message.get("content")
            if role == "tool":
                need(message["tool_call_id"] in waiting, "'tool' must be a response to a preceding message")
                waiting.discard(message["tool_call_id"])
                continue
            need(not waiting, f"tool_call_ids did not have response messages: {waiting}")
            need(role in ("system", "user", "assistant"), f"bad role {role}")
            calls = message.get("tool_calls") or []
            need(isinstance(content, str) or (role == "assistant" and calls and content is None), "content is missing")
            for call in calls:
                need(call["type"] == "function" and NAME.fullmatch(call["function"]["name"]), "bad call")
                need(isinstance(json.loads(call["function"]["arguments"]), dict), "bad arguments")
                need(call["id"] and call["id"] not in waiting, "bad id")
                waiting.add(call["id"])
        need(not waiting, f"tool_call_ids did not have response messages: {waiting}")
        need(body["messages"][-1]["role"] in ("user", "tool"), "nothing is asked")

    def stream(self, say: Say, body: Json, again: bool = False) -> Iterator[bytes]:
        """The events of an answer."""

        def event(delta: Json, finish: str | None = None, **more: Any) -> bytes:
            choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
            return self.event(self.chunk(body) | {"choices": [choice]} | more)

        yield event({"role": "assistant", "content": ""})
        for part in pieces(say.text, say.size):
            yield event({"content": part})
        for n, (name, arguments) in enumerate(say.calls):
            function = {"name": name, "arguments": ""}
            yield event({"tool_calls": [{"index": n, "id": f"call_{n}", "type": "function", "function": function}]})
            for part in pieces(raw(arguments), say.size):
                yield event({"tool_calls": [{"index": n, "function": {"arguments": part}}]})
        yield event({}, say.finish or ("tool_calls" if say.calls else "stop"))
        if (body.get("stream_options") or {}).get("include_usage"):
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            yield self.event(self.chunk(body) | {"choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"

    def chunk(self, body: Json) -> Json:
        """What every event holds."""
        return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}

    def event(self, data: Json) -> bytes:
        """One event."""
        return f"data: {json.dumps(data)}\n\n".encode()

    def error(self, error: Error) -> Json:
        """The body of an error."""
        return {"error": {"message": error.text, "type": error.kind, "param": None, "code": error.kind}}

    def broken(self, error: Error) -> bytes:
        """An error in the middle of a stream."""
        return self.event(self.error(error))


class Anthropic:
    """Messages."""

    name: Final = "anthropic"
    prefix = ""
    path = "/v1/messages"
    content_type = "text/event-stream"
    finish = {"length": "max_tokens", "refused": "refusal"}

    def check(self, body: Json, headers: dict[str, str]) -> None:
        """Refuse what the real server refuses."""
        need(("x-api-key" in headers) != ("authorization" in headers), "one key is needed")
        need(headers.get("anthropic-version"), "no version")
        need(isinstance(body.get("max_tokens"), int), "max_tokens: field required")
        need(body.get("stream") is True and "temperature" not in body, "not as agreed")
        for tool in body.get("tools", []):
            need(NAME.fullmatch(tool["name"]) and tool["input_schema"]["type"] == "object", "bad tool")
            need(tool.get("cache_control", {"type": "ephemeral"})["type"] == "ephemeral", "bad cache_control")
        need(sum("cache_control" in tool for tool in body.get("tools", [])) <= 4, "too many cache_control")
        messages = body["messages"]
        waiting: set[str] = set()
        ids: set[str] = set()
        need(messages and messages[0]["role"] == "user", "first message must use the user role")
        for message in messages:
            need(message["role"] in ("user", "assistant"), "bad role")
            content = message["content"]
            blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
            need(blocks, "messages must have non-empty content")
            results = {b["tool_use_id"] for b in blocks if b["type"] == "tool_result"}
            need(results == waiting, f"tool_use ids without tool_result blocks, or the reverse: {results ^ waiting}")
            waiting = set()
            for block in blocks:
                if block["type"] == "text":
                    need(block["text"].strip(), "text content blocks must be non-empty")
                if block["type"] == "tool_use":
                    need(NAME.fullmatch(block["name"]) and isinstance(block["input"], dict), "bad tool_use")
                    need(re.fullmatch(r"[a-zA-Z0-9_-]+", block["id"]) and block["id"] not in ids, "bad id")
                    ids.add(block["id"])
                    waiting.add(block["id"])
        need(not waiting and messages[-1]["role"] == "user", "the last message must be the user's")

    def stream(self, say: Say, body: Json, again: bool = False) -> Iterator[bytes]:
        """The events of an answer."""
        marked = any("cache_control" in tool for tool in body.get("tools", []))
        kept = {"cache_read_input_tokens" if again else "cache_creation_input_tokens": 60} if marked else {}
        usage = {"input_tokens": 100 - sum(kept.values()), "output_tokens": 1} | kept
        start = {"id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": body["model"]}
        start |= {"stop_reason": None, "stop_sequence": None, "usage": usage}
        yield self.event({"type": "message_start", "message": start})
        yield self.event({"type": "ping"})
        index = 0
        if say.text:
            yield self.start(index, {"type": "text", "text": ""})
            for part in pieces(say.text, say.size):
                yield self.delta(index, {"type": "text_delta", "text": part})
            yield self.event({"type": "content_block_stop", "index": index})
            index += 1
        for name, arguments in say.calls:
            yield self.start(index, {"type": "tool_use", "id": f"toolu_{index}", "name": name, "input": {}})
            for part in pieces(raw(arguments), say.size):
                yield self.delta(index, {"type": "input_json_delta", "partial_json": part})
            yield self.event({"type": "content_block_stop", "index": index})
            index += 1
        stop = say.finish or ("tool_use" if say.calls else "end_turn")
        delta = {"stop_reason": stop, "stop_sequence": None}
        yield self.event({"type": "message_delta", "delta": delta, "usage": usage | {"output_tokens": 20}})
        yield self.event({"type": "message_stop"})

    def start(self, index: int, block: Json) -> bytes:
        """The beginning of a block."""
        return self.event({"type": "content_block_start", "index": index, "content_block": block})

    def delta(self, index: int, delta: Json) -> bytes:
        """A piece of a block."""
        return self.event({"type": "content_block_delta", "index": index, "delta": delta})

    def event(self, data: Json) -> bytes:
        """One event."""
        return f"event: {data['type']}\ndata: {json.dumps(data)}\n\n".encode()

    def error(self, error: Error) -> Json:
        """The body of an error."""
        return {"type": "error", "error": {"type": error.kind, "message": error.text}}

    def broken(self, error: Error) -> bytes:
        """An error in the middle of a stream."""
        return self.event(self.error(error))


class Ollama:
    """Ollama's chat. Its server takes any history; this one asks for the order that its templates need."""

    name: Final = "ollama"
    prefix = ""
    path = "/api/chat"
    content_type = "application/x-ndjson"
    finish = {"length": "length", "refused": "safety"}

    def check(self, body: Json, headers: dict[str, str]) -> None:
        """Refuse what does not fit."""
        need(body.get("stream") is True, "not as agreed")
        waiting = 0
        for message in body["messages"]:
            need(isinstance(message.get("content"), str) or message.get("tool_calls"), "content must be a string")
            if message["role"] == "tool":
                need(waiting, "a result without its call")
                waiting -= 1
                continue
            need(not waiting, "a call without its result")
            need(message["role"] in ("system", "user", "assistant"), "bad role")
            for call in message.get("tool_calls") or []:
                need(isinstance(call["function"]["arguments"], dict) and call["function"]["name"], "bad call")
                waiting += 1
        need(not waiting and body["messages"][-1]["role"] in ("user", "tool"), "nothing is asked")

    def stream(self, say: Say, body: Json, again: bool = False) -> Iterator[bytes]:
        """The lines of an answer."""

        def line(message: Json, **more: Any) -> bytes:
            head = {"model": body["model"], "created_at": "2026-11-23T09:00:00Z"}
            return self.event(head | {"message": {"role": "assistant", "content": ""} | message, "done": False} | more)

        for part in pieces(say.text, say.size):
            yield line({"content": part})
        for name, arguments in say.calls:
            yield line({"tool_calls": [{"function": {"name": name, "arguments": arguments}}]})
        yield line({}, done=True, done_reason=say.finish or "stop", prompt_eval_count=100, eval_count=20)

    def event(self, data: Json) -> bytes:
        """One line."""
        return json.dumps(data).encode() + b"\n"

    def error(self, error: Error) -> Json:
        """The body of an error."""
        return {"error": f"{error.kind}: {error.text}"}

    def broken(self, error: Error) -> bytes:
        """An error in the middle of a stream."""
        return self.event(self.error(error))


Wire = OpenAI | Anthropic | Ollama
WIRES: dict[str, Wire] = {wire.name: wire for wire in (OpenAI(), Anthropic(), Ollama())}

"""What can go wrong with a model, as scripts for its server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.agent.wire.server import Broken, Raw, Step
from tests.agent.wire.wires import Error, Say, Wire

MILK = Say(calls=(("add_task", {"title": "buy milk"}),))
"""What a model should answer to "add buy milk"."""
HALF = Say(calls=(("add_task", '{"title": "buy mi'),))
WORDS = Say("I will add that to your list right away.")

Make = Callable[[Wire], tuple[Step, ...]]


@dataclass(frozen=True)
class Fault:
    """One way to fail, on every wire. ``code`` is how it is told apart, None when the provider did nothing wrong."""

    make: Make
    code: str | None
    passing: bool = True
    """True when the same model may answer a second attempt."""
    settings: dict[str, Any] = field(default_factory=dict)
    asked: int | None = None
    """How many requests the model gets; None when that is not the point."""


def on(openai: Step, anthropic: Step, ollama: Step) -> Make:
    """A step for each wire."""
    steps = {"openai": openai, "anthropic": anthropic, "ollama": ollama}
    return lambda wire: (steps[wire.name],)


def error(status: int, kind: str, text: str = "it failed", **headers: str) -> Make:
    """The same error on every wire."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda wire: (Error(status, kind, text, named),)


def raw(data: bytes) -> Make:
    """Bytes instead of HTTP, or instead of an answer."""
    return lambda wire: (Raw(data),)


def page(body: bytes, *lines: bytes) -> bytes:
    """A response of something that is no model server."""
    head = [b"HTTP/1.1 200 OK", b"content-length: %d" % len(body), *lines]
    return b"\r\n".join([*head, b"", body])


def inside_the_arguments(how: str) -> Make:
    """The stream stops when the arguments are ``{"title": "buy mi``."""

    def make(wire: Wire) -> tuple[Step, ...]:
        if wire.name == "ollama":  # sends a call in one line: it stops inside that line
            return (Broken(MILK, how, 0, inside=100),)
        return (Broken(HALF, how, -3),)

    return make


HASTY = {"llm_idle_seconds": 1.5}
FAULTS: dict[str, Fault] = {
    "cut inside the arguments": Fault(inside_the_arguments("cut"), "provider_down", asked=2),
    "ended inside the arguments": Fault(inside_the_arguments("end"), "truncated", asked=2),
    "no finish reason": Fault(lambda wire: (Broken(WORDS, "end", 4),), "truncated", asked=2),
    "whole call without a finish reason": Fault(
        lambda wire: (Broken(MILK, "end", {"openai": -3, "anthropic": -2, "ollama": -1}[wire.name]),),
        "truncated",
        asked=2,
    ),
    "cut at the limit of its length": Fault(
        lambda wire: (Say(calls=MILK.calls, finish=wire.finish["length"]),), "truncated", passing=False, asked=1
    ),
    "empty answer": Fault(lambda wire: (Say(),), "truncated", asked=2),
    "announced a call and made none": Fault(
        lambda wire: (Say(finish={"openai": "tool_calls", "anthropic": "tool_use", "ollama": "stop"}[wire.name]),),
        "truncated",
        asked=2,
    ),
    "too many requests, come back in 30 s": Fault(
        error(429, "rate_limit_error", retry_after="30"), "rate_limit", passing=False
    ),
    "too many requests, come back now": Fault(error(429, "rate_limit_error", retry_after="0"), "rate_limit"),
    "quota used up": Fault(
        on(
            Error(429, "insufficient_quota", "You exceeded your current quota"),
            Error(400, "invalid_request_error", "Your credit balance is too low to access the API"),
            Error(402, "payment", "payment required"),
        ),
        "quota",
        passing=False,
        asked=1,
    ),
    "server error": Fault(error(500, "server_error"), "provider_down", asked=2),
    "bad gateway": Fault(error(502, "bad_gateway"), "provider_down", asked=2),
    "overloaded": Fault(
        on(Error(503, "server_error"), Error(529, "overloaded_error"), Error(503, "overloaded")),
        "provider_down",
        asked=2,
    ),
    "overloaded in the middle of a stream": Fault(
        on(
            Broken(WORDS, "end", 3, Error(200, "server_error", "The server is overloaded")),
            Broken(WORDS, "end", 5, Error(200, "overloaded_error", "Overloaded")),
            Broken(WORDS, "end", 3, Error(200, "overloaded", "llama runner process has terminated")),
        ),
        "provider_down",
        asked=2,
    ),
    "silent in the middle of a stream": Fault(
        lambda wire: (Broken(WORDS, "silence", 4),), "timeout", settings=HASTY, asked=2
    ),
    "silent in the middle of arguments": Fault(
        lambda wire: (Broken(HALF, "silence", 3 if wire.name != "ollama" else 0),), "timeout", settings=HASTY
    ),
    "never begins": Fault(lambda wire: (Broken(WORDS, "silence", 0),), "timeout", settings=HASTY, asked=2),
    "a web page": Fault(raw(page(b"<html>Sign in to the network</html>", b"content-type: text/html")), "truncated"),
    "no HTTP at all": Fault(raw(b"\x15\x03\x01\x00\x02\x02\x28\r\n\r\n"), "provider_down"),
    "closed without a word": Fault(raw(b""), "provider_down"),
    "a compressed bomb": Fault(raw(page(b"\x1f\x8b\x08\x00" * 10, b"content-encoding: gzip")), "provider_down"),
    "key refused": Fault(error(401, "authentication_error", "Incorrect API key provided:"), "auth", False, asked=1),
    "key may not": Fault(error(403, "permission_error", "Not allowed for key"), "auth", False, asked=1),
    "no such model": Fault(error(404, "not_found_error", "model 'tiny' not found"), "no_model", False, asked=1),
    "sent elsewhere": Fault(error(307, "redirect", location="http://127.0.0.1:1/"), "bad_request", False),
    "conversation too long": Fault(
        on(
            Error(400, "context_length_exceeded", "This model's maximum context length is 8192 tokens"),
            Error(400, "invalid_request_error", "prompt is too long: 214315 tokens > 200000 maximum"),
            Error(400, "invalid", "the input length exceeds the context length"),
        ),
        "context_overflow",
        passing=False,
        asked=1,
    ),
    "request too large": Fault(error(413, "request_too_large"), "context_overflow", passing=False, asked=1),
    "refused by its filter": Fault(
        lambda wire: (Say("I cannot", finish=wire.finish["refused"]),), "refused", passing=False, asked=1
    ),
    "bad request": Fault(error(400, "invalid_request_error", "tiny does not support tools"), "bad_request", False),
    "10 MB of words": Fault(
        lambda wire: (Say("words " * 1_700_000, size=60_000),), "truncated", passing=False, asked=1
    ),
    "10 MB of arguments": Fault(
        on(
            Say(calls=(("add_task", '{"title": "' + "x" * 10_000_000),), size=60_000),
            Say(calls=(("add_task", '{"title": "' + "x" * 10_000_000),), size=60_000),
            Say(calls=(("add_task", {"title": "x" * 10_000_000}),)),
        ),
        "truncated",
        passing=False,
        asked=1,
    ),
    "more calls than anyone needs": Fault(
        lambda wire: (Say(calls=(("add_task", {"title": "buy milk"}),) * 300, size=100),), "truncated", False, asked=1
    ),
    # From here on the server does its part; the model does not.
    "arguments that are no JSON": Fault(
        on(
            Say(calls=(("add_task", "{'title': 'buy milk'"),)),
            Say(calls=(("add_task", '{"title": buy milk}'),)),
            Say(calls=(("add_task", {"titel": "buy milk"}),)),
        ),
        None,
        asked=2,
    ),
    "arguments that are no object": Fault(
        on(
            Say(calls=(("add_task", '"buy milk"'),)),
            Say(calls=(("add_task", '["buy milk"]'),)),
            Say(calls=(("add_task", {"": "buy milk"}),)),
        ),
        None,
        asked=2,
    ),
    "an unknown tool": Fault(lambda wire: (Say(calls=(("drop_table", {"name": "tasks"}),)),), None, asked=2),
    "a name that is none": Fault(lambda wire: (Say(calls=(("functions.add_task()", {"title": "a"}),)),), None, asked=2),
    "wrong arguments": Fault(
        lambda wire: (Say(calls=(("add_task", {"title": 7, "user_id": "root"}),)),), None, asked=2
    ),
    "endless calls": Fault(lambda wire: (Say(calls=(("list_tasks", {}),)),), None, asked=8),
    "a lie": Fault(lambda wire: (Say("Done! I added buy milk."),), None, asked=1),
    "a lie after thinking": Fault(lambda wire: (Say("<think>Hm.</think>\nDone! I added buy milk."),), None, asked=1),
}

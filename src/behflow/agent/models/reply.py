"""What one call of the chain of models gives: the message, who gave it, what it cost, what the user is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from langchain_core.messages import AIMessage

Emit = Callable[[dict[str, Any]], None]
"""Takes one event of a running turn (AG-UI names); never blocks."""

FaultCode = Literal[
    "auth", "no_model", "rate_limit", "quota", "provider_down", "timeout", "truncated", "context_overflow", "refused",
    "bad_request",
]  # fmt: skip


def silent(event: dict[str, Any]) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One request to a model, also one that failed: what left, where to, and what it cost."""

    provider: str
    model: str
    host: str
    local: bool
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    cost: Decimal | None
    """In the currency of the prices; None when there is no price."""
    estimated: bool
    """True when the provider did not count the tokens."""
    fault: str | None
    ms: int


@dataclass(frozen=True, slots=True)
class AnsweredBy:
    """Who gave an answer. ``engine`` is "built-in" or "provider:model"."""

    engine: str
    provider: str | None = None
    model: str | None = None
    host: str | None = None
    local: bool = True
    fallback: str | None = None
    """Why the first model did not answer; None when it did."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user is told beside the answer."""

    kind: Literal["fallback", "budget", "local_only", "claim_blocked", "stopped", "truncated"]
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A message whose calls were parsed strictly, and everything the records need."""

    message: AIMessage
    by: AnsweredBy
    calls_made: tuple[ModelCall, ...] = ()
    notices: tuple[Notice, ...] = ()

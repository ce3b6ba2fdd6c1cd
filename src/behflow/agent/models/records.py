"""What one request to a model used and cost, also when the provider does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from langchain_core.messages import BaseMessage
from langchain_core.messages.utils import count_tokens_approximately

from behflow.agent.models.faults import ModelFault
from behflow.agent.models.reply import ModelCall
from behflow.agent.models.streaming import AnswerReader
from behflow.chat.model_specs import ModelSpec

_CACHE_PRICES: Final = {"anthropic": (Decimal("0.1"), Decimal("1.25"))}
"""What input costs that was read from a provider's cache, and that was written to it, as shares of the usual price.

Source: platform.claude.com/docs/en/about-claude/pricing (cache of five minutes). Elsewhere it depends on the model:
then all input counts in full, so that a cap is never passed unseen.
"""
_STORED: Final = ("cache_creation", "ephemeral_5m_input_tokens")
MOST_TOKENS = 100_000_000
"""More than any model takes: a server that counts wrongly must not break the sums."""


def recorded(
    spec: ModelSpec,
    local: bool,
    messages: Sequence[BaseMessage],
    tools: list[dict[str, Any]],
    reader: AnswerReader | None = None,
    fault: ModelFault | None = None,
    code: str | None = None,
    ms: int = 0,
) -> ModelCall:
    """The record of one request, without ``reader`` before it is sent.

    What was refused with an error status is not billed; nothing else is free.
    """
    usage = reader.usage if reader is not None else None
    if usage is not None:
        given, made = _count(usage["input_tokens"]), _count(usage["output_tokens"])
        details: Mapping[str, Any] = usage.get("input_token_details") or {}
        cached = min(given, _count(details.get("cache_read")))
        stored = min(given - cached, sum(_count(details.get(kind)) for kind in _STORED))
    elif fault is not None and not fault.sent:
        given = made = cached = stored = 0
    else:
        given = count_tokens_approximately(messages, tools=list(tools))
        made, cached, stored = reader.size // 4 if reader is not None else 0, 0, 0
    billed = fault is None or fault.status is None or fault.status < 300
    cost = _cost(spec, _weighed(spec, given, cached, stored) if billed else Decimal(0), made if billed else 0, local)
    return ModelCall(spec.provider, spec.model, spec.host, local, given, made, cached, cost, usage is None, code, ms)


def sent(calls: Sequence[ModelCall]) -> list[dict[str, Any]]:
    """What was sent where, one row for each host and model, as the answer shows it; empty when nothing was."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for call in calls:
        row = rows.setdefault(
            (call.host, call.provider, call.model),
            {"host": call.host, "provider": call.provider, "model": call.model, "local": call.local}
            | {"calls": 0, "input_tokens": 0, "output_tokens": 0, "cost": Decimal(0), "estimated": False},
        )
        row["calls"] += 1
        row["input_tokens"] += call.input_tokens
        row["output_tokens"] += call.output_tokens
        row["cost"] = None if row["cost"] is None or call.cost is None else row["cost"] + call.cost
        row["estimated"] |= call.estimated
    return [{**row, "cost": None if row["cost"] is None else str(row["cost"])} for row in rows.values()]


def _count(value: Any) -> int:
    return min(max(0, value), MOST_TOKENS) if isinstance(value, int) else 0


def _weighed(spec: ModelSpec, given: int, cached: int, stored: int) -> Decimal:
    """Input tokens as they are paid for."""
    read, write = _CACHE_PRICES.get(spec.provider, (Decimal(1), Decimal(1)))
    return given - cached - stored + read * cached + write * stored


def _cost(spec: ModelSpec, given: Decimal, made: int, local: bool) -> Decimal | None:
    if spec.price_in is None or spec.price_out is None:
        return Decimal(0) if local else None
    return (spec.price_in * given + spec.price_out * made) / 1_000_000

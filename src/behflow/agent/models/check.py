"""Whether the first model of a choice answers and can call tools: one small request."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import HumanMessage

from behflow.agent.models.chain import BUSY, Models
from behflow.agent.models.choice import Choice, Chosen
from behflow.agent.models.faults import ModelFault
from behflow.agent.models.providers import ModelPool
from behflow.agent.models.reply import ModelCall
from behflow.agent.texts import Words
from behflow.chat.model_specs import BUILT_IN

SECONDS = 20.0
"""Longest wait for the answer."""

_TOOL: dict[str, Any] = {
    "type": "function",
    "function": {
        "name": "ready",
        "description": "Say that you can call tools.",
        "parameters": {"type": "object", "properties": {}, "additionalProperties": False},
    },
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check. ``code`` is ok, built_in, a fault of the model, or why no model may be asked."""

    ok: bool
    engine: str
    code: str
    text: str
    ms: int
    calls_made: tuple[ModelCall, ...] = ()


async def check(choice: Choice, pool: ModelPool, words: Words) -> Checked:
    """Ask the first model of a choice for a word. Never raises for what a model does wrong."""
    if not choice.models:
        code = choice.reason or "built_in"
        return Checked(code == "built_in", BUILT_IN, code, words.say(f"check_{code}"), 0)
    first = choice.models[0]
    models = Models(None, Chosen((first,), choice.local_only, choice.private_hosts), pool, words)
    loop, started, code = asyncio.get_running_loop(), time.perf_counter(), "ok"
    try:
        question = HumanMessage("Call the tool, or answer with the word ready.")
        await models.answer([question], [_TOOL], deadline=loop.time() + SECONDS)
    except ModelFault as fault:
        code = fault.code
    said = "check_busy" if code in BUSY else f"check_{code}"
    text = words.say(said, engine=first.name)
    ms = round((time.perf_counter() - started) * 1000)
    return Checked(code == "ok", first.name, code, text, ms, tuple(models.calls_made))

"""What MCP clients see of tools and of what became of a call."""

from __future__ import annotations

from typing import Annotated

import mcp_types as types
import orjson
from pydantic import BaseModel, Field

from behflow.agent.receipts import sentences
from behflow.agent.state import Json, Outcome
from behflow.agent.texts import Words
from behflow.agent.tools.registry import Tool, flat

CONFIRM = "confirm_token"
_CONFIRM_SCHEMA: Json = {
    "type": "string",
    "description": "From the answer to the same call: does exactly what that answer showed. Ask your user first.",
}
_TASK = ("id", "name", "status", "priority", "due", "deadline", "project_id", "section", "tags", "version")
_FINE = frozenset({"done", "listed", "counted", "recalled", "waiting", "nothing", "already"})


class Confirm(BaseModel):
    """A call that has changed nothing yet: what it would do, and what to send for it to be done."""

    confirm_token: str
    expires_at: str
    changes: list[Json]


class CallAnswer(BaseModel):
    """What became of a call. ``turn_id`` is what ``undo_last`` and ``POST /api/v1/undo`` take back."""

    code: str = Field(description="done, listed, waiting (for a confirm_token), ambiguous, not_found, invalid, ...")
    text: str
    turn_id: str | None = None
    changes: list[Json] = []
    tasks: list[Json] = []
    more: Annotated[bool, Field(description="There are more tasks than these.")] = False
    candidates: Annotated[list[Json], Field(description="What may have been meant; call again with one's id.")] = []
    conflicts: Annotated[list[Json], Field(description="Rows that were left alone, and why.")] = []
    confirm: Confirm | None = None


OUTPUT_SCHEMA = CallAnswer.model_json_schema()


def described(tool: Tool) -> types.Tool:
    """A tool as a client is told about it."""
    schema: Json = flat(tool.takes.model_json_schema())
    schema.pop("description", None)
    if tool.kind == "change":
        schema["properties"] = {**schema.get("properties", {}), CONFIRM: _CONFIRM_SCHEMA}
    reads = tool.kind == "read"
    return types.Tool(
        name=tool.name,
        title=tool.title or None,
        description=tool.description,
        input_schema=schema,
        output_schema=OUTPUT_SCHEMA,
        annotations=types.ToolAnnotations(
            title=tool.title or None,
            read_only_hint=reads,
            destructive_hint=tool.destructive,
            idempotent_hint=reads or tool.idempotent,
            open_world_hint=False,
        ),
    )


def task_row(task: Json) -> Json:
    """The part of a task that a program works with."""
    return {name: task[name] for name in _TASK if name in task}


def answer_of(outcome: Outcome, words: Words, turn_id: str) -> CallAnswer:
    """An outcome as it is answered."""
    tasks = [task_row(task) for task in outcome.tasks or tuple(a.task for a in outcome.applied if a.subject == "task")]
    tasks += [task_row(applied.next) for applied in outcome.applied if applied.next is not None]
    return CallAnswer(
        code=outcome.code,
        text="\n".join(sentences(outcome, words)) or words.say("nothing_changed"),
        turn_id=turn_id if outcome.applied else None,
        changes=[
            {"op": a.op, "subject": a.subject, "id": a.task["id"], "name": a.task["name"], "detail": a.detail}
            for a in outcome.applied
        ],
        tasks=tasks,
        more=outcome.more,
        candidates=[dict(candidate) for candidate in outcome.candidates],
        conflicts=[dict(conflict) for conflict in outcome.conflicts],
    )


def result_of(answer: CallAnswer) -> types.CallToolResult:
    """An answer on the wire: in words, as JSON text for clients that read text only, and structured."""
    body = answer.model_dump(mode="json")
    given = {name: value for name, value in body.items() if value not in (None, [], False) and name != "text"}
    return types.CallToolResult(
        content=[
            types.TextContent(type="text", text=answer.text),
            types.TextContent(type="text", text=orjson.dumps(given).decode()),
        ],
        structured_content=body,
        is_error=answer.code not in _FINE,
    )

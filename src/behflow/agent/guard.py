"""What runs, what must be asked, how much one turn may do, and which words may not be said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from behflow.agent.engine.calls import understand
from behflow.agent.state import Change, Outcome, RunContext
from behflow.agent.texts import Words

MODEL_CALLS = 8
TOOL_CALLS = 25
DELEGATE_MODEL_CALLS = 3
DELEGATE_TOOL_CALLS = 10
TURN_SECONDS = 60.0
TOOL_SECONDS = 30.0
"""What the tool calls of a turn may take together."""
UNASKED_DELETES = 1
UNASKED_CHANGES = 5


def model_calls(context: RunContext) -> int:
    """How many answers of a model this run may use."""
    return MODEL_CALLS if context.request is None else DELEGATE_MODEL_CALLS


def tool_calls(context: RunContext) -> int:
    """How many calls this run may make."""
    return TOOL_CALLS if context.request is None else DELEGATE_TOOL_CALLS


def must_ask(
    planned: Sequence[Change],
    before: Sequence[Outcome],
    *,
    deletes: int = 0,
    changes: int = 0,
    only: Collection[str] | None = None,
) -> bool:
    """True when changes need their user's yes, counted over the whole turn.

    ``deletes`` and ``changes`` are how many calls of either kind the model's message holds; ``only`` are the kinds of
    change that may run at all without a yes, None for all.
    """
    if any(change.asks for change in planned):
        return True
    if only is not None and any(kind(change) not in only for change in planned):
        return True
    done = [applied.op for outcome in before for applied in outcome.applied if outcome.kind == "change"]
    asked = [change for outcome in before for change in outcome.planned]
    deleting = [change for change in planned if change.op == "deleted"]
    if deleting:
        total = done.count("deleted") + sum(c.op == "deleted" for c in asked) + len(deleting)
        if max(total, deletes) > UNASKED_DELETES or any(change.shared for change in deleting):
            return True
    return max(len(done) + len(asked) + len(planned), changes) > UNASKED_CHANGES


def kind(change: Change) -> str:
    """What a change is for the question whether it was asked for."""
    op = "completed" if change.fields.get("status") == "completed" else change.op
    return f"{change.subject}.{op}"


_KINDS: dict[str, tuple[str, ...]] = {
    "add_task": ("task.added",),
    "add_tasks": ("task.added",),
    "break_down_task": ("task.added",),
    "update_task": ("task.updated",),
    "reschedule_tasks": ("task.updated",),
    "plan_day": ("task.updated",),
    "complete_task": ("task.completed",),
    "reopen_task": ("task.reopened",),
    "delete_task": ("task.deleted",),
    "create_process": ("process.added",),
    "switch_process": ("process.updated",),
    "remember": ("memory.added",),
    "forget": ("memory.deleted",),
    "undo_last": ("undo_last",),
    "redo_last": ("redo_last",),
}


def asked_for(message: str, now: dt.datetime, words: Words) -> frozenset[str]:
    """The kinds of change that a user's own words ask for, as the built-in engine reads them.

    Text that others wrote may talk a model into anything; a model that has read some is held to what this says.
    """
    calls = understand(message, now.astimezone(ZoneInfo(words.zone)), words).calls
    kinds = {one for name, _ in calls for one in _KINDS.get(name, ())}
    if any(name == "update_task" and args.get("status") == "completed" for name, args in calls):
        kinds.add("task.completed")
    return frozenset(kinds)


_DONE = (
    r"added|created|completed|finished|deleted|removed|moved|renamed|updated|changed|marked|scheduled|rescheduled|set"
    r"|saved|reopened|restored|undone|reverted|cleared|assigned|postponed|archived|recorded|noted|booked|ticked|checked"
    r"|made|put|taken|done|cancelled|canceled|dropped|tagged|logged|reminded|handled|closed|purged|wiped|emptied"
)
_CLAIM = re.compile(
    rf"\b(?:i|we)(?:'ve| have| had| just| already| also| now| successfully)*\s+(?:{_DONE}|did|took)\b"
    rf"|\b(?:is|are|was|were|been|has|have|got|gets|it's|that's|they're|now|successfully|all)\s+(?:\w+\s+)?(?:{_DONE}|gone)\b"
    rf"|(?:^|[.!?:;\n(*✅✔☑-])\s*(?:ok(?:ay)?|sure|alright|great|got it|perfect|of course|yes)?[\s,.!:—-]*"
    rf"(?:{_DONE}|consider it|taken care|all set|you're all set|gone)\b"
    r"|[✅✔☑]"
    r"|(?:اضافه|حذف|انجام|ثبت|ایجاد|منتقل|عوض|پاک|تمام|ویرایش|برگردانده|ذخیره|تغییر|باز|بسته|علامت|جابه‌?جا)\s*"
    r"(?:\w+\s+)?(?:شد|کردم|شده|دادم|داده|یافت|زدم|کرده‌?ام|است شد)|ساختم|گذاشتم|نوشتم",
    re.IGNORECASE,
)
CHECKED = 4_000


def claims_change(text: str) -> bool:
    """True when words say that something was done. Meant for turns in which nothing was: it rather says yes."""
    return bool(_CLAIM.search(text[:CHECKED].replace("’", "'")))

"""From commands in the user's words to tool calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from behflow.agent.engine import questions
from behflow.agent.engine.phrasings import plan_args, read
from behflow.agent.texts import Words
from behflow.language import Changes, Command, Due, QuickAdd, Reference, Reminder, TaskFilter, parse_commands
from behflow.language.models import Op
from behflow.language.persian_frame import tidy
from behflow.language.tokens import MAX_READ

Call = tuple[str, dict[str, Any]]

_TOOLS = {
    "complete_task": "complete_task",
    "reopen_task": "reopen_task",
    "delete_task": "delete_task",
    "update_task": "update_task",
    "reschedule_task": "update_task",
}

REFERRING = frozenset(_TOOLS.values()) | {"reschedule_tasks"}
"""Tools that change tasks which the words name."""
_SETTLED = frozenset({"confirm", "reject", "help", "undo_last", "leave"})
CERTAIN = 0.8
"""Confidence from which the words of a command leave no doubt."""
_MOVES = {"due": "to", "shift_days": "by_days"}


def call_of(command: Command, today: date) -> Call | None:
    """The tool call that a command asks for; None when it is about words only."""
    given = command.filter or TaskFilter()
    if command.op == "plan":
        return "plan_day", plan_args(given.due_from, given.due_to, today)
    if command.op == "break_down":
        reference = command.reference or Reference()
        return "break_down_task", _said(task=reference.text, ordinal=reference.ordinal, last=reference.pronoun)
    if command.op == "remember" and command.text:
        return "remember", {"text": command.text}
    if command.op == "recall" and command.text:
        return "recall", {"query": command.text}
    if command.op == "create_automation" and command.text:
        return "create_process", {"words": command.text}
    if command.op == "add_task" and command.add is not None:
        return "add_task", _add(command.add)
    if command.op == "list_tasks":
        return "list_tasks", _where(given) | _said(count=command.count, order=command.order)
    if command.op == "undo_last":
        return "undo_last", {}
    tool = _TOOLS.get(command.op)
    if tool is None:
        return None
    args = _reference(command.reference or Reference())
    if tool != "update_task":
        return tool, args
    changes = _changes(command.changes or Changes())
    if command.op == "reschedule_task" and len(changes) == 1 and changes.keys() <= _MOVES.keys():
        return "reschedule_tasks", args | {_MOVES[name]: value for name, value in changes.items()}
    return tool, args | changes


def _said(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, False, (), [])}


def when(due: Due | None) -> str | None:
    """A moment that was read already, as the tools take exact ones."""
    if due is None:
        return None
    if due.time is None:
        return due.date.isoformat()
    return f"{due.date.isoformat()} {due.time:%H:%M}" + (f" {due.zone}" if due.zone else "")


def _add(add: QuickAdd) -> dict[str, Any]:
    return {
        "title": add.title,
        **_said(
            due=when(add.due),
            deadline=add.deadline.isoformat() if add.deadline else None,
            priority=add.priority,
            project=add.project,
            tags=list(add.tags),
            duration_minutes=add.duration_minutes,
            description=add.description,
            repeat=add.recurrence.rule if add.recurrence else None,
            repeat_from=add.recurrence.counted_from if add.recurrence else None,
            section=add.section,
            status=add.status,
            uncompletable=add.uncompletable,
            reminders=[_remind(reminder) for reminder in add.reminders],
            assignee=add.assignee,
        ),
    }


def _remind(reminder: Reminder) -> str:
    return when(reminder.at) or f"{reminder.before} min before"


def _changes(changes: Changes) -> dict[str, Any]:
    return _said(
        name=changes.name,
        due=f"{changes.due.time:%H:%M}" if changes.due and changes.only_time else when(changes.due),
        clear_due=changes.clear_due,
        shift_days=changes.shift_days,
        deadline=changes.deadline.isoformat() if changes.deadline else None,
        priority=changes.priority,
        status=changes.status,
        project=changes.project,
        tags_add=list(changes.tags_add),
        tags_remove=list(changes.tags_remove),
        duration_minutes=changes.duration_minutes,
        description=changes.description,
        repeat=changes.recurrence.rule if changes.recurrence else None,
        repeat_from=changes.recurrence.counted_from if changes.recurrence else None,
    )


def _reference(reference: Reference) -> dict[str, Any]:
    where = _where(reference.filter) if reference.filter is not None else {}
    return _said(task=reference.text, ordinal=reference.ordinal, last=reference.pronoun, all=reference.all) | where


def _where(given: TaskFilter) -> dict[str, Any]:
    return _said(
        where_status=None if given.status == "open" else given.status,
        where_overdue=given.overdue,
        where_due=_days(given.due_from, given.due_to),
        where_no_date=given.no_date,
        where_priority=given.priority,
        where_tag=given.tag,
        where_project=given.project,
        where_text=given.text,
    )


def _days(first: date | None, last: date | None) -> str | None:
    if first is None and last is None:
        return None
    return f"{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message asks for by its own words.

    ``op``: what its first sentence is about. ``certain``: no other reading is to be looked for.
    """

    calls: list[Call]
    op: Op
    certain: bool


def understand(text: str, now: datetime, words: Words) -> Understood:
    """Every tool call that a message asks for. ``now`` is in the user's zone."""
    text = tidy(text) if len(text) <= MAX_READ else text
    phrase = read(text, now, words)
    if phrase is not None:
        return Understood([phrase], "none", True)
    commands = parse_commands(text, now, words.zone, words.settings)
    calls = [call for command in commands if (call := call_of(command, words.today)) is not None]
    op = commands[0].op if commands else "none"
    if not calls and op == "none" and len(commands) == 1:
        look = questions.read(text)
        return Understood([look] if look is not None else [], op, False)
    certain = op in _SETTLED or (bool(calls) and all(command.confidence >= CERTAIN for command in commands))
    return Understood(calls, op, certain)

"""Typed lines: what is read in them for one user, what is refused, and the task that a line becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from behflow.actor import Actor
from behflow.errors import InvalidInput
from behflow.language import Chip, OutlineLine, QuickAdd, count_lines, parse_outline
from behflow.tasks.reading import reading_settings
from behflow.tasks.recurrence import validate_rule
from behflow.tasks.schemas import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    TAG_LENGTH,
    TAGS_LIMIT,
    DueInput,
    RecurrenceInput,
    ReminderInput,
    TaskCreate,
)
from behflow.timing.walltime import to_instant

Spans = Sequence[tuple[int, int]]
ME = ("me", "myself", "من", "خودم")
"""How a user names themselves."""
LINES_LIMIT = 200
"""How many lines one request may hold: what a person pastes, not what a program imports."""


@dataclass(frozen=True, slots=True)
class Left:
    """A chip that cannot be kept, so that its characters stay text, and why."""

    chip: Chip
    reason: str


def read_lines(
    text: str, actor: Actor, now: dt.datetime, people: Mapping[str, UUID], skip: Spans = ()
) -> tuple[tuple[OutlineLine, ...], list[Left]]:
    """What the lines say. A repeat that cannot be kept, a tag that is too long, and a stranger stay text.

    Raises InvalidInput for more than 200 lines.
    """
    count = count_lines(text)
    if count > LINES_LIMIT:
        raise InvalidInput.of("text", f"has {count} lines; at most {LINES_LIMIT} can be added at once")
    wall, settings = now.astimezone(ZoneInfo(actor.zone)), reading_settings(actor)
    lines = parse_outline(text, wall, actor.zone, settings, skip)
    left = [Left(c, why) for line in lines for c in line.task.chips if (why := _fault(c, line.task, people))]
    if not left:
        return lines, []
    refused = [(one.chip.start, one.chip.end) for one in left]
    return parse_outline(text, wall, actor.zone, settings, [*skip, *refused]), left


def _fault(chip: Chip, line: QuickAdd, people: Mapping[str, UUID]) -> str | None:
    if chip.kind == "recurrence" and line.recurrence is not None:
        try:
            validate_rule(line.recurrence.rule)
        except (InvalidInput, ValueError):
            return "recurrence"
    if chip.kind == "tag" and not (len(str(chip.value)) <= TAG_LENGTH and len(line.tags) <= TAGS_LIMIT):
        return "tag"
    if chip.kind == "assignee" and str(chip.value).casefold() not in people:
        return "assignee"
    return None


def task_of(line: QuickAdd, people: Mapping[str, UUID], default_due: dt.date | None = None) -> TaskCreate:
    """The task that a line becomes, project aside. Raises InvalidInput when nothing is left as a name."""
    if not line.title.strip():
        raise InvalidInput.of("text", "says when, but not what; add a few words for the name")
    if len(line.title) > NAME_LENGTH:
        raise InvalidInput.of("text", f"the name would have {len(line.title)} characters; at most {NAME_LENGTH} fit")
    given: dict[str, Any] = {"name": line.title}
    if line.description:
        if len(line.description) > DESCRIPTION_LENGTH:
            raise InvalidInput.of("text", f"the description is longer than {DESCRIPTION_LENGTH} characters")
        given["description"] = line.description
    if line.due is not None:
        given["due"] = DueInput(date=line.due.date, time=line.due.time, zone=line.due.zone)
    elif default_due is not None:
        given["due"] = DueInput(date=default_due)
    if line.recurrence is not None:
        given["recurrence"] = RecurrenceInput.model_validate(
            {"rule": line.recurrence.rule, "from": line.recurrence.counted_from}
        )
    for name in ("deadline", "duration_minutes", "priority", "status"):
        if getattr(line, name) is not None:
            given[name] = getattr(line, name)
    if line.tags:
        given["tags"] = list(line.tags)
    if line.assignee is not None:
        given["assignee_id"] = people[line.assignee.casefold()]
    if line.uncompletable:
        given["uncompletable"] = True
    if line.reminders:
        given["reminders"] = reminders_of(line)
    return TaskCreate(**given)


def reminders_of(line: QuickAdd) -> list[ReminderInput]:
    """The reminders of a line as input of a task."""
    found = []
    for one in line.reminders:
        if one.at is None or one.at.time is None:
            found.append(ReminderInput(minutes_before=one.before or 0))
        else:
            wall = dt.datetime.combine(one.at.date, one.at.time)
            found.append(ReminderInput(at=to_instant(wall, one.at.zone or "UTC")))
    return found

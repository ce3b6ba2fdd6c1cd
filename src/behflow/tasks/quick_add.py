"""From a typed line to a task: what was read in it, and what it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import ZoneInfo

from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import InvalidInput
from behflow.language import Chip, QuickAdd, parse_quick_add, say_recurrence
from behflow.tasks.projects import ProjectService
from behflow.tasks.reading import reading_settings
from behflow.tasks.recurrence import validate_rule
from behflow.tasks.schemas import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    TAG_LENGTH,
    TAGS_LIMIT,
    DueInput,
    QuickAddDefaults,
    QuickAddInput,
    RecurrenceInput,
    TaskCreate,
)
from behflow.tasks.service import TaskService

Spans = Sequence[tuple[int, int]]


def read_line(text: str, actor: Actor, now: dt.datetime, skip: Spans = ()) -> QuickAdd:
    """What a line says. A repeat that cannot be kept, or a tag that is too long, stays text."""
    line = parse_quick_add(text, now.astimezone(ZoneInfo(actor.zone)), actor.zone, reading_settings(actor), skip)
    refused = [(c.start, c.end) for c in line.chips if not _fits(c, line)]
    if not refused:
        return line
    return parse_quick_add(
        text, now.astimezone(ZoneInfo(actor.zone)), actor.zone, reading_settings(actor), [*skip, *refused]
    )


def _fits(chip: Chip, line: QuickAdd) -> bool:
    if chip.kind == "recurrence" and line.recurrence is not None:
        try:
            validate_rule(line.recurrence.rule)
        except (InvalidInput, ValueError):
            return False
    if chip.kind == "tag":
        return len(str(chip.value)) <= TAG_LENGTH and len(line.tags) <= TAGS_LIMIT
    return chip.kind != "assignee"  # nobody to assign to until lists are shared


def task_of(line: QuickAdd, default_due: dt.date | None = None) -> TaskCreate:
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
    for name in ("deadline", "duration_minutes", "priority"):
        if getattr(line, name) is not None:
            given[name] = getattr(line, name)
    if line.tags:
        given["tags"] = list(line.tags)
    return TaskCreate(**given)


class QuickAddService:
    """Quick add and its preview, for one caller."""

    def __init__(self, session: Session, actor: Actor, now: dt.datetime | None = None) -> None:
        self.actor = actor
        self.tasks = TaskService(session, actor, now)
        self.projects = ProjectService(session, actor)

    async def add(self, request: QuickAddInput) -> dict[str, Any]:
        """Make the task that a line says; a project that is not there is made too."""
        line, chips = await self._read(request.text, request.skip)
        task = await self.add_line(line, request.defaults)
        return {"tasks": [task], "chips": chips}

    async def add_line(self, line: QuickAdd, defaults: QuickAddDefaults | None = None) -> dict[str, Any]:
        """Make the task of a line that was read already."""
        create = task_of(line, defaults.due_date if defaults else None)
        project_id = defaults.project_id if defaults else None
        if line.project:
            project_id = await self.projects.find_or_create(line.project)
        if project_id is not None:
            create = create.model_copy(update={"project_id": project_id})
        return await self.tasks.create(create)

    async def preview(self, text: str, skip: Spans) -> dict[str, Any]:
        """What a line would become, with spans, without doing it."""
        line, chips = await self._read(text, skip)
        task = {
            "name": line.title,
            "description": line.description or "",
            "due": _shown_due(line),
            "deadline": line.deadline.isoformat() if line.deadline else None,
            "priority": line.priority,
            "tags": list(line.tags),
            "project": line.project,
            "duration_minutes": line.duration_minutes,
            "recurrence": (
                {"rule": line.recurrence.rule, "from": line.recurrence.counted_from} if line.recurrence else None
            ),
        }
        return {"tasks": [task] if line.title else [], "chips": chips, "summary": self._summary(line)}

    async def _read(self, text: str, skip: Spans) -> tuple[QuickAdd, list[dict[str, Any]]]:
        """A line and its chips, a known project written as it is stored."""
        line = read_line(text, self.actor, self.tasks.now, skip)
        stored = await self.projects.stored_name(line.project) if line.project else None
        chips = []
        for chip in line.chips:
            project = chip.kind == "project"
            known = {"label": stored, "value": stored} if project and stored else {}
            chips.append({**asdict(chip), **known, "new": project and stored is None})
        return (replace(line, project=stored) if stored else line), chips

    def _summary(self, line: QuickAdd) -> str:
        if not line.title:
            return ""
        words = f"Adds {line.title}"
        words += f" to {line.project}" if line.project else ""
        due = next((c.label for c in line.chips if c.kind == "due"), None)
        words += f", due {due}" if due else ""
        if line.recurrence:
            said = say_recurrence(line.recurrence.rule, line.recurrence.counted_from, self.actor.locale)
            words += f", {said[:1].lower()}{said[1:]}"
        return words


def _shown_due(line: QuickAdd) -> dict[str, Any] | None:
    if line.due is None:
        return None
    time = line.due.time.strftime("%H:%M") if line.due.time else None
    return {"date": line.due.date.isoformat(), "time": time, "zone": line.due.zone}

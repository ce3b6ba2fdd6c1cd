"""From typed lines to tasks: one line or a whole pasted list, in one transaction and one undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import InvalidInput
from behflow.language import Chip, OutlineLine, QuickAdd
from behflow.tasks.projects import ProjectService
from behflow.tasks.quick_schemas import QuickAddDefaults, QuickAddInput
from behflow.tasks.schemas import TAGS_LIMIT
from behflow.tasks.service import TaskService
from behflow.tasks.typed import ME, Left, Spans, read_lines, reminders_of, task_of

_PEOPLE = """
SELECT u.id, u.username, u.name, u.lastname FROM memberships m JOIN users u ON u.id = m.user_id
WHERE m.workspace_id = $1 LIMIT 500
"""
_SECTION = (
    "SELECT section FROM tasks WHERE project_id = $1 AND lower(section) = lower($2) AND deleted_at IS NULL LIMIT 1"
)


class QuickAddService:
    """Quick add and its preview, for one caller."""

    def __init__(self, session: Session, actor: Actor, now: dt.datetime | None = None) -> None:
        self.session = session
        self.actor = actor
        self.tasks = TaskService(session, actor, now)
        self.projects = ProjectService(session, actor)
        self.people: dict[str, UUID] = {}

    async def add(self, request: QuickAddInput) -> dict[str, Any]:
        """Make the tasks that the lines say, subtasks below theirs; a project that is not there is made too.

        Raises InvalidInput when one of them has no name; then none is made.
        """
        lines, chips, _ = await self._read(request.text, request.skip)
        if not lines:
            raise InvalidInput.of("text", "must not be empty")
        made: list[dict[str, Any]] = []
        above: list[dict[str, Any]] = []
        for number, line in enumerate(lines):
            del above[line.depth :]
            try:
                task = await self._add_line(line.task, request.defaults, above[-1] if above else None, number)
            except InvalidInput as error:
                if len(lines) > 1 and [f.field for f in error.fields] == ["text"]:
                    raise InvalidInput.of("text", f"line {number + 1} {error.fields[0].reason}") from error
                raise
            made.append(task)
            above.append(task)
        return {"tasks": made, "chips": chips}

    async def _add_line(
        self, line: QuickAdd, defaults: QuickAddDefaults, parent: dict[str, Any] | None, number: int
    ) -> dict[str, Any]:
        create = task_of(line, self.people, defaults.due_date if parent is None else None)
        place: dict[str, Any] = {}
        if parent is None and defaults.tags:
            here = {tag.casefold() for tag in create.tags}
            place["tags"] = [*create.tags, *(tag for tag in defaults.tags if tag.casefold() not in here)][:TAGS_LIMIT]
        if line.project:
            place |= {"project_id": await self.projects.find_or_create(line.project), "section": line.section}
        elif parent is not None:
            project = UUID(parent["project_id"]) if parent["project_id"] else None
            place |= {"project_id": project, "section": parent["section"]}
        elif defaults.project_id is not None:
            place["project_id"] = defaults.project_id
        if parent is not None:
            place["parent_id"] = UUID(parent["id"])
        # They are all made at one moment, and shall stay in their order.
        place["position"] = self.tasks.now.timestamp() + number / 1000
        return await self.tasks.create(create.model_copy(update=place))

    async def preview(self, text: str, skip: Spans) -> dict[str, Any]:
        """What the lines would become, with spans, without doing it."""
        lines, chips, left = await self._read(text, skip)
        tasks = [self._shown(line) for line in lines if line.task.title or len(lines) > 1]
        return {
            "tasks": tasks,
            "chips": chips,
            "left": [
                {"text": one.chip.text, "start": one.chip.start, "end": one.chip.end, "reason": one.reason}
                for one in left
            ],
            "summary": self._summary([line.task for line in lines]),
        }

    def _shown(self, place: OutlineLine) -> dict[str, Any]:
        line = place.task
        assignee = self.people.get(line.assignee.casefold()) if line.assignee else None
        return {
            "depth": place.depth,
            "start": place.start,
            "end": place.end,
            "name": line.title,
            "description": line.description or "",
            "status": line.status,
            "due": _shown_due(line),
            "deadline": line.deadline.isoformat() if line.deadline else None,
            "priority": line.priority,
            "tags": list(line.tags),
            "project": line.project,
            "section": line.section,
            "assignee_id": str(assignee) if assignee else None,
            "duration_minutes": line.duration_minutes,
            "recurrence": (
                {"rule": line.recurrence.rule, "from": line.recurrence.counted_from} if line.recurrence else None
            ),
            "uncompletable": line.uncompletable,
            "reminders": [r.model_dump(mode="json", exclude_none=True) for r in reminders_of(line)],
        }

    async def _read(self, text: str, skip: Spans) -> tuple[list[OutlineLine], list[dict[str, Any]], list[Left]]:
        """The lines and their chips, known projects and sections written as they are stored."""
        if "+" in text:
            self.people = await self._known_people()
        lines, left = read_lines(text, self.actor, self.tasks.now, self.people, skip)
        known: dict[str, str | None] = {}
        found, chips = [], []
        for place in lines:
            line = place.task
            if line.project and line.project.lower() not in known:
                known[line.project.lower()] = await self.projects.stored_name(line.project)
            project = known.get(line.project.lower()) if line.project else None
            section = await self._stored_section(project, line.section) if project and line.section else None
            stored = {"project": project, "section": section}
            chips += [_shown_chip(chip, stored) for chip in line.chips]
            line = replace(line, project=project or line.project, section=section or line.section)
            found.append(replace(place, task=line))
        return found, chips, left

    async def _known_people(self) -> dict[str, UUID]:
        """Who a task may be given to, by every name that means one person only: today, that is the user."""
        names: dict[str, set[UUID]] = {}
        for row in await self.session.raw.fetch(_PEOPLE, self.actor.personal_workspace):
            for name in (row["username"], row["name"], row["lastname"], f"{row['name']}{row['lastname']}"):
                names.setdefault(name.casefold(), set()).add(row["id"])
        alone = {name: next(iter(ids)) for name, ids in names.items() if name and len(ids) == 1}
        return alone | dict.fromkeys(ME, self.actor.user_id)

    async def _stored_section(self, project: str, section: str) -> str | None:
        project_id = await self.projects.find(project)
        found: str | None = await self.session.raw.fetchval(_SECTION, project_id, section)
        return found

    def _summary(self, lines: Sequence[QuickAdd]) -> str:
        named = [line for line in lines if line.title]
        if len(named) > 1:
            return f"Adds {len(named)} tasks"
        if not named:
            return ""
        line = named[0]
        words = f"Adds {line.title}"
        words += f" to {line.project}" if line.project else ""
        due = next((c.label for c in line.chips if c.kind == "due"), None)
        words += f", due {due}" if due else ""
        if line.recurrence:
            said = next(c.label for c in line.chips if c.kind == "recurrence")
            words += f", {said[:1].lower()}{said[1:]}"
        return words


def _shown_chip(chip: Chip, stored: dict[str, str | None]) -> dict[str, Any]:
    if chip.kind not in stored:
        return {**asdict(chip), "new": False}
    name = stored[chip.kind]
    return {**asdict(chip), **({"label": name, "value": name} if name else {}), "new": name is None}


def _shown_due(line: QuickAdd) -> dict[str, Any] | None:
    if line.due is None:
        return None
    time = line.due.time.strftime("%H:%M") if line.due.time else None
    return {"date": line.due.date.isoformat(), "time": time, "zone": line.due.zone}

"""One run of a person's own process: the tasks its filter names now, changed as its rule says."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import InvalidInput, NotFound, StaleVersion
from behflow.language import parse_quick_add
from behflow.processes.kinds import move
from behflow.processes.rule_schemas import Rule, Then
from behflow.processes.rules import day_of
from behflow.tasks.projects import ProjectService
from behflow.tasks.quick_add import QuickAddService
from behflow.tasks.quick_schemas import QuickAddInput
from behflow.tasks.reading import reading_settings
from behflow.tasks.schemas import TAGS_LIMIT, TaskQuery, TaskUpdate
from behflow.tasks.service import TaskService

Json = dict[str, Any]

CHANGED_MOST = 200
"""Tasks one run changes; what is left over comes with the next."""


async def matching(session: Session, actor: Actor, rule: Rule, now: dt.datetime) -> tuple[list[Json], bool]:
    """The tasks that the rule is about at a moment, soonest first, and whether there are more than one run takes."""
    if rule.filter is None:
        return [], False
    query = TaskQuery(filter=rule.filter, sort="due", limit=CHANGED_MOST)
    tasks, cursor = await TaskService(session, actor, now).list(query)
    return tasks, cursor is not None


def added(actor: Actor, rule: Rule, now: dt.datetime) -> list[str]:
    """Names of the tasks that a run would add."""
    if rule.then.line is None:
        return []
    return [parse_quick_add(rule.then.line, now, actor.zone, reading_settings(actor)).title]


async def run(session: Session, actor: Actor, rule: Rule, now: dt.datetime) -> Json:
    """Do what the rule says, as ``actor``, whose turn it is; names of what was changed are the result."""
    if rule.then.line is not None:
        made = await QuickAddService(session, actor, now).add(QuickAddInput(text=rule.then.line))
        names = [_named(task) for task in made["tasks"]]
        return {"op": "add", "changed": names, "count": len(names), "left_over": False}
    tasks, more = await matching(session, actor, rule, now)
    change = _Change(session, actor, rule.then, now)
    changed = [_named(task) for task in tasks if await change.one(task)]
    return {"op": rule.then.op, "changed": changed, "count": len(changed), "left_over": more}


class _Change:
    def __init__(self, session: Session, actor: Actor, then: Then, now: dt.datetime) -> None:
        self.tasks = TaskService(session, actor, now)
        self.projects = ProjectService(session, actor)
        self.then = then
        self.due = day_of(then.due, now, actor.zone, reading_settings(actor)) if then.due is not None else None

    async def one(self, task: Json) -> bool:
        """Change one task; False when there was nothing to change, or it changed a moment ago."""
        task_id, version = UUID(task["id"]), task["version"]
        try:
            if self.due is not None:
                moved = task["due"] is None or task["due"]["date"] != self.due.date.isoformat() or self.due.time
                return bool(moved) and await move(self.tasks, task, self.due.date, self.due.time, self.due.zone)
            if self.then.op == "complete":
                return bool((await self.tasks.complete(task_id, version))["task"]["version"] != version)
            if self.then.op == "delete":
                await self.tasks.delete(task_id, version)
                return True
            given = await self._given(task)
            if given:
                update = TaskUpdate.model_construct(_fields_set=set(given), **given)
                await self.tasks.update(task_id, update, version)
            return bool(given)
        except (NotFound, StaleVersion):  # a subtask went with its parent, or somebody changed it a moment ago
            return False
        except InvalidInput:  # one without a checkbox cannot be completed
            if self.then.op != "complete":
                raise
            return False

    async def _given(self, task: Json) -> Json:
        then = self.then
        gone = {tag.casefold() for tag in then.tags_remove}
        tags = [tag for tag in task["tags"] if tag.casefold() not in gone]
        here = {tag.casefold() for tag in tags}
        tags = [*tags, *(tag for tag in then.tags_add if tag.casefold() not in here)][:TAGS_LIMIT]
        given: Json = {}
        if tags != task["tags"]:
            given["tags"] = tags
        if then.priority is not None and then.priority != task["priority"]:
            given["priority"] = then.priority
        if then.project is not None:
            project = await self.projects.find_or_create(then.project)
            if str(project) != task["project_id"]:
                given |= {"project_id": project, "section": None}
        return given


def _named(task: Json) -> Json:
    return {"task_id": task["id"], "name": task["name"]}

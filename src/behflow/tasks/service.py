"""What can be done with tasks. Every door calls this; every rule about tasks is here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.database.engine import Session
from behflow.database.pagination import encode_cursor
from behflow.database.statements import fetch_row, fetch_rows, fetch_value
from behflow.errors import InvalidInput, NotFound, StaleVersion
from behflow.ids import new_id
from behflow.tasks import filters, lists, queries, tree
from behflow.tasks.recurrence import advance
from behflow.tasks.reverters import unchanged
from behflow.tasks.schemas import BulkInput, TaskCreate, TaskFields, TaskQuery, TaskReplace, TaskUpdate
from behflow.tasks.values import columns_of

Json = dict[str, Any]
Page = tuple[list[str], str | None]


class TaskService:
    """Tasks as one caller may see and change them, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor, now: dt.datetime | None = None) -> None:
        self.session = session
        self.actor = actor
        self.now = now or dt.datetime.now(dt.UTC)

    # Reading

    async def get_json(self, task_id: UUID) -> tuple[str, int]:
        """A task as JSON text, with its version. Raises NotFound. A task in the trash can still be looked at."""
        row = await fetch_row(self.session, "task.one", queries.one, id=task_id, workspaces=self.actor.workspace_ids)
        if row is None:
            raise NotFound("There is no such task.")
        return row["j"], row["version"]

    async def get(self, task_id: UUID) -> Json:
        """A task. Raises NotFound."""
        return _load((await self.get_json(task_id))[0])

    async def list_json(self, query: TaskQuery) -> Page:
        """One page of tasks as JSON texts, and the cursor behind it."""
        shape, values, sort, more = filters.wanted(query, self.actor, self.now)
        if query.q is not None and not values["q"]:
            return [], None
        rows = await fetch_rows(
            self.session,
            ("task.page", shape, sort, more),
            lambda: lists.page(shape, sort, more),
            limit=query.limit + 1,
            **values,
        )
        texts = [row["j"] for row in rows[: query.limit]]
        if len(rows) <= query.limit:
            return texts, None
        last = rows[query.limit - 1]
        return texts, encode_cursor([sort, *list(last.values())[1:]])

    async def list(self, query: TaskQuery) -> tuple[list[Json], str | None]:
        """One page of tasks, and the cursor behind it."""
        texts, cursor = await self.list_json(query)
        return [_load(t) for t in texts], cursor

    async def count(self, query: TaskQuery, at_most: int) -> int:
        """How many tasks a list without search words has; ``at_most + 1`` when there are more."""
        shape, values, _, more = filters.wanted(query, self.actor, self.now)
        found: int = await fetch_value(
            self.session, ("task.count", shape, more), lambda: lists.count(shape, more), limit=at_most + 1, **values
        )
        return found

    async def names(self, most: int) -> Sequence[tuple[UUID, str, bool]]:
        """Id, name and whether it is completed: of ``most`` open tasks, and of a quarter as many done last."""
        rows = await self.session.raw.fetch(lists.NAMES, self.actor.workspace_ids, most, most // 4)
        return [(row["id"], row["name"], row["done"]) for row in rows]

    @property
    def today(self) -> dt.date:
        """Today where the caller is."""
        return tree.local_date(self.now, self.actor.zone)

    # Changing

    async def create_json(self, task: TaskCreate, extra: Mapping[str, Any] | None = None) -> str:
        """Make a task. Raises Forbidden, NotFound (workspace) and InvalidInput (a reference that is not there)."""
        workspace = task.workspace_id or self.actor.personal_workspace
        require(self.actor, Permission.TASK_WRITE, workspace)
        given = {n: getattr(task, n) for n in task.model_fields_set - {"workspace_id"}}
        columns = columns_of(given, self.actor.zone, self.now)
        columns |= extra or {}
        if columns.get("section") and not columns.get("project_id"):
            raise InvalidInput.of("section", _NO_PROJECT)
        if columns.get("parent_id"):
            await tree.check_parent(self.session, workspace, None, columns["parent_id"])
        task_id = new_id()
        if columns.get("position") is None:
            columns["position"] = self.now.timestamp()
        columns |= {"id": task_id, "workspace_id": workspace, "creator_id": self.actor.user_id}
        shape = frozenset(columns)
        shown: str | None = await fetch_value(
            self.session,
            ("task.create", shape),
            lambda: queries.create(shape),
            **columns,
            **self._event("task.created"),
        )
        if shown is None:
            raise _reference_missing(columns)
        return shown

    async def create(self, task: TaskCreate) -> Json:
        """Make a task."""
        return _load(await self.create_json(task))

    async def update_json(self, task_id: UUID, update: TaskUpdate, expected: int | None = None) -> str:
        """Change the fields that were sent. Completing a task that repeats makes its next occurrence.

        Raises NotFound, Forbidden, StaleVersion (with the current task) and InvalidInput.
        """
        given = {n: getattr(update, n) for n in update.model_fields_set}
        if given.get("parent_id"):
            await self._check_new_parent(task_id, given["parent_id"])
        if given.get("status") == "completed":
            del given["status"]
            if given:
                await self._change(task_id, columns_of(given, self.actor.zone, self.now), "task.updated", expected)
                expected = None
            return orjson.dumps((await self.complete(task_id, expected))["task"]).decode()
        if not given:
            shown, version = await self.get_json(task_id)
            if expected is not None and expected != version:
                raise StaleVersion(_load(shown))
            return shown
        return await self._change(task_id, columns_of(given, self.actor.zone, self.now), "task.updated", expected)

    async def update(self, task_id: UUID, update: TaskUpdate, expected: int | None = None) -> Json:
        """Change the fields that were sent."""
        return _load(await self.update_json(task_id, update, expected))

    async def replace(self, task_id: UUID, task: TaskReplace, expected: int | None = None) -> Json:
        """Set every field; what was not said goes back to its default (the position stays)."""
        fields = {n: getattr(task, n) for n in TaskFields.model_fields}
        if fields["position"] is None:
            del fields["position"]
        return await self.update(task_id, TaskUpdate.model_construct(_fields_set=set(fields), **fields), expected)

    async def complete(self, task_id: UUID, expected: int | None = None) -> Json:
        """Complete a task with its open subtasks; ``next`` is the occurrence that follows when it repeats.

        Completing a completed task changes nothing. Raises InvalidInput for one without a checkbox; below one that is
        completed it goes along.
        """
        before, after = await self._write(
            task_id,
            {"status": "completed", "completed_at": self.now},
            "task.completed",
            expected,
            unless=("completed",),
            checkbox=True,
        )
        if after is None:
            return {"task": _load(before), "next": None}
        task = _load(after)
        children = await tree.subtree(self.session, task_id)
        for child in children:
            await self._write(
                child, {"status": "completed", "completed_at": self.now}, "task.completed", None, unless=("completed",)
            )
        following = None
        if task["recurrence"] is not None:
            following = await self._repeat(task, children)
            # The rule lives on in the next occurrence: completing this one again must not make a second.
            task = _load(await self._change(task_id, {"recurrence": None, "recurrence_from": None}, "task.updated"))
        return {"task": task, "next": following}

    async def reopen(self, task_id: UUID, expected: int | None = None) -> Json:
        """Take a completion back. Reopening an open task changes nothing."""
        columns = {"status": "not_started", "completed_at": None}
        still_open = tuple(sorted(filters.OPEN))
        before, after = await self._write(task_id, columns, "task.reopened", expected, unless=still_open)
        return _load(after or before)

    async def delete(self, task_id: UUID, expected: int | None = None) -> Json:
        """Move a task with its subtasks to the trash, where it stays for 30 days."""
        await tree.lock(self.session, (await self.get(task_id))["workspace_id"])
        deleted = _load(await self._change(task_id, {"deleted_at": self.now}, "task.deleted", expected))
        for child in await tree.subtree(self.session, task_id):
            await self._change(child, {"deleted_at": self.now}, "task.deleted")
        return deleted

    async def restore(self, task_id: UUID, expected: int | None = None) -> Json:
        """Take a task out of the trash, with the subtasks that went there with it."""
        await tree.lock(self.session, (await self.get(task_id))["workspace_id"])
        task = await self.get(task_id)
        if task["deleted_at"] is None:
            if expected is not None and expected != task["version"]:
                raise StaleVersion(task)
            return task
        columns: dict[str, Any] = {"deleted_at": None}
        if task["parent_id"] and (await self.get(UUID(task["parent_id"])))["deleted_at"]:
            columns["parent_id"] = None
        children = await tree.subtree(self.session, task_id, dt.datetime.fromisoformat(task["deleted_at"]))
        restored = _load(await self._change(task_id, columns, "task.restored", expected, deleted=True))
        for child in children:
            await self._change(child, {"deleted_at": None}, "task.restored", deleted=True)
        return restored

    async def bulk(self, request: BulkInput) -> Sequence[Json]:
        """One action on several tasks; when one of them cannot be done, none is."""
        results = []
        for task_id in dict.fromkeys(request.ids):
            if request.set is not None:
                results.append(await self.update(task_id, request.set))
            elif request.action == "complete":
                results.append((await self.complete(task_id))["task"])
            else:
                results.append(await self._simple(request.action, task_id))
        return results

    async def _simple(self, action: str, task_id: UUID) -> Json:
        if action == "reopen":
            return await self.reopen(task_id)
        if action == "restore":
            return await self.restore(task_id)
        task = await self.get(task_id)
        return task if task["deleted_at"] else await self.delete(task_id)

    # Steps of the above

    def _event(self, event_type: str) -> dict[str, Any]:
        return {
            "actor_user": self.actor.user_id,
            "actor_via": self.actor.via,
            "actor_turn": self.actor.turn_id,
            "event_type": event_type,
        }

    async def _write(
        self,
        task_id: UUID,
        columns: Mapping[str, Any],
        event_type: str,
        expected: int | None = None,
        *,
        deleted: bool | None = False,
        unless: tuple[str, ...] = (),
        checkbox: bool = False,
    ) -> tuple[str, str | None]:
        """Change columns and record it; the task before, and after unless ``unless`` held it back."""
        shape = frozenset(columns)
        versioned = expected is not None
        row = await fetch_row(
            self.session,
            ("task.change", shape, deleted, versioned, unless, checkbox),
            lambda: queries.change(shape, deleted=deleted, versioned=versioned, unless=unless, checkbox=checkbox),
            id=task_id,
            workspaces=self.actor.workspace_ids,
            **({"expected": expected} if versioned else {}),
            **columns,
            **self._event(event_type),
        )
        if row is None:
            raise NotFound("There is no such task.")
        before, after = row["before"], row["after"]
        if after is None:
            if versioned and row["version"] != expected:
                raise StaleVersion(_load(before))
            task = _load(before)
            if task["status"] not in unless:
                if checkbox and task["uncompletable"]:
                    raise InvalidInput(f"“{task['name']}” has no checkbox, so it cannot be completed.")
                raise _reference_missing(columns)
            return before, None
        # The row names its workspace, so the check needs no query of its own; raising rolls the write back.
        require(self.actor, Permission.TASK_WRITE, UUID(_load(after)["workspace_id"]))
        return before, after

    async def _change(
        self,
        task_id: UUID,
        columns: Mapping[str, Any],
        event_type: str,
        expected: int | None = None,
        *,
        deleted: bool | None = False,
    ) -> str:
        _, after = await self._write(task_id, columns, event_type, expected, deleted=deleted)
        if after is None:
            raise NotFound("There is no such task.")
        return after

    async def put_back(self, task_id: UUID, columns: Mapping[str, Any], left: Json) -> Json:
        """Set a task from the state that a change left it in to an earlier one, as undoing does.

        Raises StaleVersion when it changed since, InvalidInput when its place is not free any more.
        """
        await tree.lock(self.session, left["workspace_id"])
        current = await self.get(task_id)
        if not unchanged(current, left):
            raise StaleVersion(current)
        parent = columns.get("parent_id")
        if parent is not None and str(parent) != current["parent_id"]:
            await tree.check_parent(self.session, UUID(current["workspace_id"]), task_id, parent, trashed=True)
        if columns.get("deleted_at") and not current["deleted_at"] and await tree.subtree(self.session, task_id):
            raise tree.HasSubtasks("it has subtasks")
        return _load(await self._change(task_id, columns, "task.undone", current["version"], deleted=None))

    async def leave_trashed_parent(self, task: Json) -> Json:
        """A live task does not stay below one in the trash, with which it would be removed for good."""
        if task["deleted_at"] or not task["parent_id"] or not (await self.get(UUID(task["parent_id"])))["deleted_at"]:
            return task
        return _load(await self._change(UUID(task["id"]), {"parent_id": None}, "task.updated"))

    async def leave_project(self, task_id: UUID) -> None:
        """Move a task, in the trash or not, to the inbox."""
        await self._change(task_id, {"project_id": None}, "task.updated", deleted=None)

    async def _check_new_parent(self, task_id: UUID, parent_id: UUID) -> None:
        task = await self.get(task_id)
        await tree.check_parent(self.session, UUID(task["workspace_id"]), task_id, parent_id)

    async def _repeat(self, task: Json, children: Sequence[UUID]) -> Json | None:
        """Make the next occurrence of a task that was just completed, with its subtasks open again."""
        zone = (task["due"] or {}).get("zone") or self.actor.zone
        following = advance(
            task["recurrence"]["rule"],
            task["recurrence"]["from"],
            *tree.wall_due(task, self.today),
            zone,
            self.now,
        )
        if following is None:
            return None
        made = await self._copy(task, tree.next_columns(task, following, zone), parent=task["parent_id"])
        copies = {task["id"]: made["id"]}
        for child_id in children:
            child = await self.get(child_id)
            parent = copies.get(child["parent_id"])
            if parent is not None:
                copy = await self._copy(child, tree.shifted(child, task, following), parent=parent)
                copies[child["id"]] = copy["id"]
        return made

    async def _copy(self, task: Json, columns: Mapping[str, Any], parent: str | None) -> Json:
        fresh = TaskCreate.model_construct(
            _fields_set=set(_COPIED),
            name=task["name"],
            description=task["description"],
            priority=task["priority"],
            project_id=UUID(task["project_id"]) if task["project_id"] else None,
            assignee_id=UUID(task["assignee_id"]) if task["assignee_id"] else None,
            tags=task["tags"],
            duration_minutes=task["duration_minutes"],
            section=task["section"],
            uncompletable=task["uncompletable"],
            workspace_id=UUID(task["workspace_id"]),
        )
        reminders = {"reminders": orjson.dumps(task["reminders"]).decode()}
        extra = {
            **reminders,
            **columns,
            "position": float(task["position"]),
            "parent_id": UUID(parent) if parent else None,
        }
        return _load(await self.create_json(fresh, extra))


def _load(shown: str) -> Json:
    loaded: Json = orjson.loads(shown)
    return loaded


_COPIED = {
    "name", "description", "priority", "project_id", "section", "assignee_id", "tags", "duration_minutes",
    "uncompletable",
}  # fmt: skip
_NO_PROJECT = "is a part of a project; choose one first"


def _reference_missing(columns: Mapping[str, Any]) -> InvalidInput:
    for field, reason in (("project_id", "there is no such project"), ("assignee_id", "is not a member")):
        if columns.get(field) is not None:
            return InvalidInput.of(field, reason)
    if columns.get("section") is not None:
        return InvalidInput.of("section", _NO_PROJECT)
    return InvalidInput("A reference is not there.")

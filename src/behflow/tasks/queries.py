"""Statements on tasks: how a task is shown, which tasks a caller may see, and the one-trip writes. Lists: ``lists``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    Text,
    Uuid,
    any_,
    bindparam,
    case,
    cast,
    column,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    table,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

from behflow.tasks.models import Project, Task
from behflow.tasks.schemas import PRIORITIES

Columns = Any
"""``Task`` itself, or an alias or CTE with the same columns."""

_PRIORITY_ARRAY = literal_column("(ARRAY[" + ",".join(f"'{p}'" for p in PRIORITIES) + "]::text[])", ARRAY(Text))

# Tables of other domains, named as text since domains do not import each other's models.
_EVENT_COLUMNS = ("workspace_id", "user_id", "via", "turn_id", "type", "subject_type", "subject_id", "payload")
_EVENTS = table("events", *(column(c) for c in _EVENT_COLUMNS))
_MEMBERSHIPS = table("memberships", column("workspace_id"), column("user_id"))


def task_json(t: Columns = Task) -> ColumnElement[Any]:
    """A task as the API shows it, built by PostgreSQL; ``schemas.TaskOut`` describes the same."""
    due = case(
        (t.due_on.is_(None), null()),
        else_=func.json_build_object(
            "date", t.due_on,
            "time", func.to_char(func.timezone(t.due_zone, t.due_at), "HH24:MI"),
            "zone", t.due_zone,
            "at", t.due_at,
        ),
    )  # fmt: skip
    repeats = case(
        (t.recurrence.is_(None), null()),
        else_=func.json_build_object("rule", t.recurrence, "from", t.recurrence_from),
    )
    return func.json_build_object(
        "id", t.id,
        "workspace_id", t.workspace_id,
        "project_id", t.project_id,
        "parent_id", t.parent_id,
        "creator_id", t.creator_id,
        "assignee_id", t.assignee_id,
        "name", t.name,
        "description", t.description,
        "status", t.status,
        "priority", _PRIORITY_ARRAY[t.priority],
        "due", due,
        "deadline", t.deadline,
        "duration_minutes", t.duration_minutes,
        "recurrence", repeats,
        "tags", t.tags,
        "section", t.section,
        "uncompletable", t.uncompletable,
        "reminders", t.reminders,
        "position", t.position,
        "created_at", t.created_at,
        "updated_at", t.updated_at,
        "completed_at", t.completed_at,
        "deleted_at", t.deleted_at,
        "version", t.version,
        type_=JSON,
    )  # fmt: skip


def in_workspaces(c: Columns = Task) -> ColumnElement[bool]:
    """The rows of the caller's workspaces, bound as ``workspaces``."""
    mine: ColumnElement[bool] = c.workspace_id == any_(bindparam("workspaces", type_=ARRAY(Uuid)))
    return mine


def one() -> Select[str, int]:
    """A task by ``id`` among the visible ones, as JSON text with its version."""
    return select(cast(task_json(), Text).label("j"), Task.version).where(
        Task.id == bindparam("id", type_=Uuid), in_workspaces()
    )


def _allowed(columns: frozenset[str], workspace: Any) -> list[ColumnElement[bool]]:
    """References must lie in the task's own workspace; checked by the write itself."""
    checks: list[ColumnElement[bool]] = []
    if "project_id" in columns:
        wanted = bindparam("project_id", type_=Uuid)
        found = select(Project.id).where(Project.id == wanted, Project.workspace_id == workspace).exists()
        checks.append(or_(wanted.is_(None), found))
    if "assignee_id" in columns:
        wanted = bindparam("assignee_id", type_=Uuid)
        member = select(_MEMBERSHIPS.c.user_id).where(
            _MEMBERSHIPS.c.user_id == wanted, _MEMBERSHIPS.c.workspace_id == workspace
        )
        checks.append(or_(wanted.is_(None), member.exists()))
    return checks


def _event_row(before: Any, after: Any, workspace: Any, subject: Any) -> Select[Any]:
    payload = cast(func.json_build_object("before", before, "after", after), JSONB)
    return select(
        workspace,
        bindparam("actor_user", type_=Uuid),
        bindparam("actor_via", type_=Text),
        bindparam("actor_turn", type_=Uuid),
        bindparam("event_type", type_=Text),
        literal_column("'task'"),
        subject,
        payload,
    )


def create(columns: frozenset[str]) -> Any:
    """Insert a task and its event in one trip; no row comes back when a reference is not allowed."""
    workspace = bindparam("workspace_id", type_=Uuid)
    names = sorted(columns)
    values = [bindparam(name, type_=Task.__table__.c[name].type) for name in names]
    rows = select(*values)
    checks = _allowed(columns, workspace)
    if checks:
        rows = rows.where(*checks)
    new = (
        insert(Task)
        .from_select(names, rows, include_defaults=False)
        .returning(Task.id, task_json().label("j"))
        .cte("new")
    )
    event = (
        insert(_EVENTS)
        .from_select(list(_EVENTS.c.keys()), _event_row(null(), new.c.j, workspace, new.c.id).select_from(new))
        .cte("event")
    )
    return select(cast(new.c.j, Text).label("j")).add_cte(event)


def _sectioned(columns: frozenset[str], old: Any) -> tuple[dict[str, Any], list[ColumnElement[bool]]]:
    """A section belongs to a project: it is left with it, and there is none without one."""
    project, section = bindparam("project_id", type_=Uuid), bindparam("section", type_=Text)
    if "section" in columns:
        there = project.is_not(None) if "project_id" in columns else old.project_id.is_not(None)
        return {}, [or_(section.is_(None), there)]
    if "project_id" in columns:
        return {"section": case((Task.project_id == project, Task.section), else_=null())}, []
    return {}, []


def change(
    columns: frozenset[str],
    *,
    deleted: bool | None,
    versioned: bool,
    unless: tuple[str, ...] = (),
    checkbox: bool = False,
) -> Any:
    """Update a task and write its event in one trip.

    Gives no row when the task is not visible, otherwise ``before``, and ``after`` unless the version was another one
    or a reference was not allowed. ``unless`` holds the statuses in which the task stays as it is; with ``checkbox`` it
    also stays when it has none.
    """
    old_task = Task.__table__.alias("o")
    where = [old_task.c.id == bindparam("id", type_=Uuid), in_workspaces(old_task.c)]
    if deleted is not None:
        where.append(old_task.c.deleted_at.is_not(None) if deleted else old_task.c.deleted_at.is_(None))
    old = (
        select(
            old_task.c.id,
            old_task.c.version,
            old_task.c.workspace_id,
            old_task.c.status,
            old_task.c.project_id,
            old_task.c.uncompletable,
            task_json(old_task.c).label("j"),
        )
        .where(*where)
        .with_for_update()
        .cte("old")
    )
    values: dict[str, Any] = {n: bindparam(n, type_=Task.__table__.c[n].type) for n in columns}
    more, sectioned = _sectioned(columns, old.c)
    values |= more
    values["version"] = Task.version + 1
    values["updated_at"] = func.now()
    conditions = [Task.id == old.c.id, *_allowed(columns, old.c.workspace_id), *sectioned]
    if versioned:
        conditions.append(old.c.version == bindparam("expected", type_=Integer))
    if checkbox:
        conditions.append(old.c.uncompletable.is_(False))
    conditions += [old.c.status != literal_column(f"'{status}'") for status in unless]
    new = update(Task).where(*conditions).values(values).returning(Task.id, task_json().label("j")).cte("new")
    event = (
        insert(_EVENTS)
        .from_select(
            list(_EVENTS.c.keys()),
            _event_row(old.c.j, new.c.j, old.c.workspace_id, old.c.id).select_from(old.join(new, true())),
        )
        .cte("event")
    )
    joined = old.outerjoin(new, true())
    return (
        select(cast(old.c.j, Text).label("before"), cast(new.c.j, Text).label("after"), old.c.version)
        .select_from(joined)
        .add_cte(event)
    )


DEPTH_LIMIT = 10
"""How deep subtasks may lie."""

ANCESTORS = """
WITH RECURSIVE up AS (
    SELECT id, parent_id, workspace_id, 1 AS depth FROM tasks WHERE id = $1 AND (deleted_at IS NULL OR $2)
    UNION ALL
    SELECT t.id, t.parent_id, t.workspace_id, up.depth + 1 FROM tasks t JOIN up ON t.id = up.parent_id
    WHERE up.depth < 50
) SELECT id, workspace_id, depth FROM up ORDER BY depth
"""

SUBTREE = """
WITH RECURSIVE down AS (
    SELECT id, 0 AS depth FROM tasks WHERE id = $1
    UNION ALL
    SELECT t.id, down.depth + 1 FROM tasks t JOIN down ON t.parent_id = down.id
    WHERE down.depth < 50 AND ($2::timestamptz IS NULL AND t.deleted_at IS NULL OR t.deleted_at = $2)
) SELECT id FROM down WHERE depth > 0 ORDER BY depth, id
"""

HEIGHT = """
WITH RECURSIVE down AS (
    SELECT id, 0 AS depth FROM tasks WHERE id = $1
    UNION ALL
    SELECT t.id, down.depth + 1 FROM tasks t JOIN down ON t.parent_id = down.id WHERE down.depth < 50
) SELECT max(depth) FROM down
"""

LOCK_TREE = "SELECT pg_advisory_xact_lock(hashtextextended('tasks.parent:' || $1::text, 0))"

PURGE_TRASH = "DELETE FROM tasks WHERE deleted_at < now() - $1::interval"

TAGS = """
SELECT tag AS name, count(*) FILTER (WHERE status <> 'completed') AS open_tasks
FROM tasks, unnest(tags) AS tag WHERE workspace_id = ANY($1::uuid[]) AND deleted_at IS NULL AND tags <> '{}'
GROUP BY tag ORDER BY lower(tag), tag LIMIT 500
"""

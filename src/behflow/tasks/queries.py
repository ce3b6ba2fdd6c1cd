"""Every statement on tasks: how a task is shown, which tasks a caller may see, lists, and the one-trip writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
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
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

from behflow.tasks.models import Project, Task
from behflow.tasks.schemas import PRIORITIES, Sort

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


def one(*, deleted: bool | None = None) -> Select[str, int]:
    """A task by ``id`` among the visible ones, as JSON text with its version."""
    statement = select(cast(task_json(), Text).label("j"), Task.version).where(
        Task.id == bindparam("id", type_=Uuid), in_workspaces()
    )
    if deleted is not None:
        statement = statement.where(Task.deleted_at.is_not(None) if deleted else Task.deleted_at.is_(None))
    return statement


SORT_KEYS: dict[Sort, tuple[Any, type | None, bool]] = {
    "created": (None, None, False),
    "-created": (None, None, True),
    "due": (Task.due_sort, dt.datetime, False),
    "priority": (Task.priority, int, False),
    "position": (Task.position, float, False),
    "-completed": (Task.completed_at, dt.datetime, True),
    "-deleted": (Task.deleted_at, dt.datetime, True),
}
"""Sort -> (column before the id, its type in a cursor, descending)."""


def cursor_types(sort: Sort) -> list[type]:
    """The types of the sort values in a cursor."""
    kind = SORT_KEYS[sort][1]
    return [UUID] if kind is None else [kind, UUID]


_BIND_TYPES: dict[type, Any] = {dt.datetime: DateTime(timezone=True), int: Integer, float: Task.position.type}


def _filters(shape: frozenset[str]) -> Iterable[ColumnElement[bool]]:
    if "one_workspace" in shape:
        yield Task.workspace_id == bindparam("workspace", type_=Uuid)
    else:
        yield in_workspaces()
    yield Task.deleted_at.is_not(None) if "deleted" in shape else Task.deleted_at.is_(None)
    if "open" in shape:
        yield Task.status != literal_column("'completed'")  # as text, so that the partial index serves it
    if "status" in shape:
        yield Task.status == any_(bindparam("status", type_=ARRAY(Text)))
    if "priority" in shape:
        yield Task.priority == any_(bindparam("priority", type_=ARRAY(Integer)))
    if "project" in shape:
        yield Task.project_id == bindparam("project", type_=Uuid)
    if "inbox" in shape:
        yield Task.project_id.is_(None)
    if "parent" in shape:
        yield Task.parent_id == bindparam("parent", type_=Uuid)
    if "tag" in shape:
        yield Task.tags.op("@>", is_comparison=True)(bindparam("tag", type_=ARRAY(Text)))
    if "due_from" in shape:
        yield Task.due_on >= bindparam("due_from", type_=Task.due_on.type)
    if "due_to" in shape:
        yield Task.due_on <= bindparam("due_to", type_=Task.due_on.type)
    if "overdue" in shape:
        yield or_(
            and_(Task.due_at.is_(None), Task.due_on < bindparam("today", type_=Task.due_on.type)),
            Task.due_at < bindparam("now", type_=DateTime(timezone=True)),
        )
    if "no_date" in shape:
        yield Task.due_on.is_(None)
    if "completed_bound" in shape:
        yield Task.completed_at.is_not(None)
    if "q" in shape:
        yield Task.search.op("@@")(func.to_tsquery(literal_column("'simple'"), bindparam("q", type_=Text)))


def page(shape: frozenset[str], sort: Sort) -> Select[Any]:
    """One page of tasks. ``shape`` names the filters; their values are bound by the same names."""
    key, kind, descending = SORT_KEYS[sort]
    keys = [Task.id] if key is None else [key, Task.id]
    statement = select(cast(task_json(), Text).label("j"), *(k.label(f"k{n}") for n, k in enumerate(keys)))
    statement = statement.where(*_filters(shape))
    if "after" in shape:
        binds = [bindparam(f"a{len(keys) - 1}", type_=Uuid)]
        if kind is not None:
            binds.insert(0, bindparam("a0", type_=_BIND_TYPES[kind]))
        here, there = (keys[0], binds[0]) if len(keys) == 1 else (tuple_(*keys), tuple_(*binds))
        statement = statement.where(here < there if descending else here > there)
    order = [k.desc() if descending else k.asc() for k in keys]
    return statement.order_by(*order).limit(bindparam("limit", type_=BigInteger))


def search_words(q: str) -> str:
    """A tsquery of all words, each as a prefix; quoting leaves the splitting to PostgreSQL's own parser."""
    words = q.split()[:12]
    return " & ".join("'" + w.replace("\\", "\\\\").replace("'", "''") + "':*" for w in words)


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


def change(columns: frozenset[str], *, deleted: bool | None, versioned: bool, unless: str | None = None) -> Any:
    """Update a task and write its event in one trip.

    Gives no row when the task is not visible, otherwise ``before``, and ``after`` unless the version was another one
    or a reference was not allowed. ``unless`` is a status in which the task stays as it is.
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
            task_json(old_task.c).label("j"),
        )
        .where(*where)
        .with_for_update()
        .cte("old")
    )
    values: dict[str, Any] = {n: bindparam(n, type_=Task.__table__.c[n].type) for n in columns}
    values["version"] = Task.version + 1
    values["updated_at"] = func.now()
    conditions = [Task.id == old.c.id, *_allowed(columns, old.c.workspace_id)]
    if versioned:
        conditions.append(old.c.version == bindparam("expected", type_=Integer))
    if unless is not None:
        conditions.append(old.c.status != literal_column(f"'{unless}'"))
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
    SELECT id, parent_id, workspace_id, 1 AS depth FROM tasks WHERE id = $1 AND deleted_at IS NULL
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
) SELECT id, depth FROM down WHERE depth > 0 ORDER BY depth, id LIMIT 1000
"""

LOCK_TREE = "SELECT pg_advisory_xact_lock(hashtextextended('tasks.parent:' || $1::text, 0))"

PURGE_TRASH = "DELETE FROM tasks WHERE deleted_at < now() - $1::interval"

TAGS = """
SELECT tag AS name, count(*) FILTER (WHERE status <> 'completed') AS open_tasks
FROM tasks, unnest(tags) AS tag WHERE workspace_id = ANY($1::uuid[]) AND deleted_at IS NULL AND tags <> '{}'
GROUP BY tag ORDER BY lower(tag), tag LIMIT 500
"""

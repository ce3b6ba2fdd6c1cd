"""Lists and searches of tasks: the filters, the orders, the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import aliased

from behflow.tasks.condition_sql import Shape, condition
from behflow.tasks.models import Task
from behflow.tasks.queries import Columns, in_workspaces, task_json
from behflow.tasks.schemas import Sort

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


def _scope(shape: frozenset[str], t: Columns = Task) -> Iterable[ColumnElement[bool]]:
    """The conditions that the indexes which also give the order are made for."""
    if "one_workspace" in shape:
        yield t.workspace_id == bindparam("workspace", type_=Uuid)
    else:
        yield in_workspaces(t)
    yield t.deleted_at.is_not(None) if "deleted" in shape else t.deleted_at.is_(None)
    if "open" in shape:
        yield t.status != literal_column("'completed'")  # as text, so that the partial index serves it
    if "completed_bound" in shape:
        yield t.completed_at.is_not(None)


def _utc_day(day: ColumnElement[Any], shift: str) -> ColumnElement[Any]:
    return func.timezone("UTC", cast(day, DateTime) + literal_column(f"interval '{shift}'"))


def _filters(shape: frozenset[str], more: Shape | None, t: Columns = Task) -> Iterable[ColumnElement[bool]]:
    """Every other condition but the search; ``more`` is that of a filter in words."""
    if more is not None:
        yield condition(more, t)
    if "status" in shape:
        yield t.status == any_(bindparam("status", type_=ARRAY(Text)))
    if "priority" in shape:
        yield t.priority == any_(bindparam("priority", type_=ARRAY(Integer)))
    if "project" in shape:
        yield t.project_id == bindparam("project", type_=Uuid)
    if "inbox" in shape:
        yield t.project_id.is_(None)
    if "parent" in shape:
        yield t.parent_id == bindparam("parent", type_=Uuid)
    if "tag" in shape:
        yield t.tags.op("@>", is_comparison=True)(bindparam("tag", type_=ARRAY(Text)))
    # A day anywhere lies within a day and a half of that day in UTC: the bounds let the indexes on due_sort serve.
    if "due_from" in shape:
        first = bindparam("due_from", type_=Date)
        yield t.due_on >= first
        yield t.due_sort >= _utc_day(first, "-2 days")
    if "due_to" in shape:
        last = bindparam("due_to", type_=Date)
        yield t.due_on <= last
        yield t.due_sort < _utc_day(last, "3 days")
    if "overdue" in shape:
        today = bindparam("today", type_=Date)
        yield t.due_sort < _utc_day(today, "3 days")
        yield or_(
            and_(t.due_at.is_(None), t.due_on < today),
            t.due_at < bindparam("now", type_=DateTime(timezone=True)),
        )
    if "no_date" in shape:
        yield t.due_on.is_(None)


def _keys(sort: Sort, t: Columns = Task) -> list[Any]:
    key = SORT_KEYS[sort][0]
    return [t.id] if key is None else [getattr(t, key.key), t.id]


def _order(sort: Sort, t: Columns = Task) -> list[Any]:
    return [k.desc() if SORT_KEYS[sort][2] else k.asc() for k in _keys(sort, t)]


def _behind(sort: Sort, bounds: list[Any], t: Columns = Task) -> ColumnElement[bool]:
    """The rows that come after the one with these sort values."""
    keys = _keys(sort, t)
    here, there = (keys[0], bounds[0]) if len(keys) == 1 else (tuple_(*keys), tuple_(*bounds))
    found: ColumnElement[bool] = here < there if SORT_KEYS[sort][2] else here > there
    return found


def _after(shape: frozenset[str], sort: Sort, t: Columns = Task) -> list[ColumnElement[bool]]:
    """The condition of the cursor, if there is one; its values are bound as ``a0`` and ``a1``."""
    kind = SORT_KEYS[sort][1]
    if "after" not in shape:
        return []
    types = [Uuid] if kind is None else [_BIND_TYPES[kind], Uuid]
    return [_behind(sort, [bindparam(f"a{n}", type_=kind) for n, kind in enumerate(types)], t)]


_LIMIT = bindparam("limit", type_=BigInteger)


def page(shape: frozenset[str], sort: Sort, more: Shape | None = None) -> Select[Any]:
    """One page of tasks. ``shape`` names the filters; their values are bound by the same names."""
    statement = select(cast(task_json(), Text).label("j"), *(k.label(f"k{n}") for n, k in enumerate(_keys(sort))))
    if "q" in shape:
        hits = _hits(shape, sort, more)
        statement = statement.join(hits, hits.c.id == Task.id)
    else:
        statement = statement.where(*_scope(shape), *_filters(shape, more), *_after(shape, sort))
    return statement.order_by(*_order(sort)).limit(_LIMIT)


def count(shape: frozenset[str], more: Shape | None) -> Select[Any]:
    """How many tasks a list without search words has, counted up to ``limit``."""
    found: Select[Any] = (
        select(literal_column("1")).select_from(Task).where(*_scope(shape), *_filters(shape, more)).limit(_LIMIT)
    )
    counted: Select[Any] = select(func.count()).select_from(found.subquery())
    return counted


PROBE = 1_000
"""How many tasks a search reads in order, before it asks the index."""
RECENT = 8
"""How many of the last buckets of ids the index is asked for, before it is asked for all."""
_BUCKET_BITS = 128 - 20
"""A bucket is the first five hexadecimal digits of a UUIDv7, which is 3.1 days; models.Task.search holds it."""


def _matches(t: Columns, name: str) -> ColumnElement[bool]:
    words = bindparam(name, type_=Text)
    query = func.to_tsquery(literal_column("'simple'"), words) if name == "q" else cast(words, TSQUERY)
    found: ColumnElement[bool] = t.search.op("@@", is_comparison=True)(query)
    return found


def _hits(shape: frozenset[str], sort: Sort, more: Shape | None) -> Any:
    """The ids of the first matches, in steps of which a later one runs only while matches are missing.

    A common word is found among the first tasks of the order, where the index would list every match before the first
    could be shown. A less common one is found, when the newest come first, among those of the last weeks. Only for a
    rare one does the index go through everything. OFFSET 0 keeps the planner from walking through all tasks in order.
    """
    scope = [*_scope(shape), *_after(shape, sort)]
    ordered = select(Task).where(*scope).order_by(*_order(sort))
    first = aliased(Task, ordered.limit(literal_column(str(PROBE))).subquery("first"))
    steps = [select(first.id).where(_matches(first, "q"), *_filters(shape, more, first)).limit(_LIMIT)]
    edge = select(*_keys(sort)).where(*scope).order_by(*_order(sort)).offset(literal_column(str(PROBE - 1)))
    last = edge.limit(literal_column("1")).cte("last")
    inside = [*_scope(shape), *_filters(shape, more), _matches(Task, "q")]
    since, until = bindparam("since", type_=Uuid), bindparam("until", type_=Uuid)
    for name in ("recently", "everywhere") if sort == "-created" else ("everywhere",):
        found = select(*_keys(sort)).where(*inside, _matches(Task, name)).offset(literal_column("0")).subquery()
        # Outside the fence, or the planner would read the range between two ids instead of asking the index of words.
        outside = [_behind(sort, [select(c).scalar_subquery() for c in last.c], found.c), *_after(shape, sort, found.c)]
        if sort == "-created" and name == "everywhere":
            outside.append(or_(found.c.id < since, found.c.id >= until))
        steps.append(select(found.c.id).where(*outside).order_by(*_order(sort, found.c)).limit(_LIMIT))
    together = union_all(*(select(step.subquery().c.id) for step in steps)).subquery()
    return select(together.c.id).limit(_LIMIT).cte("hits")


def search_bounds(workspaces: Sequence[UUID], newest: UUID) -> dict[str, Any]:
    """What a search binds beside its words: the caller's part of the index, and its last weeks before an id."""
    last = newest.int >> _BUCKET_BITS
    buckets = range(max(0, last - RECENT + 1), last + 2)
    recently = " | ".join(f"'#{w}/{bucket:05x}'" for w in workspaces for bucket in buckets)
    since, until = UUID(int=buckets[0] << _BUCKET_BITS), UUID(int=(buckets[-1] + 1) << _BUCKET_BITS)
    return {"everywhere": workspace_marks(workspaces), "recently": recently, "since": since, "until": until}


def workspace_marks(workspaces: Sequence[UUID]) -> str:
    """A tsquery of what every task of these workspaces has in the index of words."""
    return " | ".join(f"'#{w}'" for w in workspaces)


def search_words(q: str) -> str:
    """A tsquery of all words, each as a prefix; quoting leaves the splitting to PostgreSQL's own parser."""
    words = q.split()[:12]
    return " & ".join("'" + w.replace("\\", "\\\\").replace("'", "''") + "':*" for w in words)


def last_id(now: dt.datetime) -> UUID:
    """An id behind all that were made until now."""
    return UUID(int=(int(now.timestamp() * 1000) + 1) << 80)


NAMES = """
(SELECT id, name, false AS done FROM tasks
WHERE workspace_id = ANY($1) AND status <> 'completed' AND deleted_at IS NULL ORDER BY due_sort, id DESC LIMIT $2)
UNION ALL
(SELECT id, name, true FROM tasks
WHERE workspace_id = ANY($1) AND completed_at IS NOT NULL AND deleted_at IS NULL ORDER BY completed_at DESC LIMIT $3)
"""

"""From the filters a caller asked for to the shape of a statement and the values bound to it."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from behflow.actor import Actor
from behflow.database.pagination import decode_cursor
from behflow.errors import InvalidInput
from behflow.tasks import lists
from behflow.tasks.condition_sql import Shape
from behflow.tasks.conditions import condition_of
from behflow.tasks.schemas import Sort, TaskQuery
from behflow.tasks.tree import local_date
from behflow.tasks.values import priority_number

OPEN = frozenset({"not_started", "in_progress", "blocked"})


class Wanted(NamedTuple):
    """Which filters a list has, what they compare with, and its order."""

    shape: frozenset[str]
    values: dict[str, Any]
    sort: Sort
    more: Shape | None = None
    """The condition of a filter in words."""


def wanted(query: TaskQuery, actor: Actor, now: dt.datetime) -> Wanted:
    """What a query asks for, among the caller's workspaces. Raises InvalidInput (filter, cursor, sort)."""
    shape: set[str] = set()
    values: dict[str, Any] = {}
    if len(actor.workspace_ids) == 1:
        shape.add("one_workspace")
        values["workspace"] = actor.workspace_ids[0]
    else:
        values["workspaces"] = actor.workspace_ids
    if query.deleted:
        shape.add("deleted")
    if query.status:
        if OPEN.issuperset(query.status):
            shape.add("open")
        if set(query.status) != OPEN:
            shape.add("status")
            values["status"] = sorted(set(query.status))
    if query.priority:
        shape.add("priority")
        values["priority"] = sorted({priority_number(p) for p in query.priority})
    if query.project == "inbox":
        shape.add("inbox")
    elif query.project is not None:
        shape.add("project")
        values["project"] = query.project
    for name in ("parent", "due_from", "due_to"):
        value = getattr(query, name)
        if value is not None:
            shape.add(name)
            values[name] = value
    if query.tag is not None:
        shape.add("tag")
        values["tag"] = [query.tag.removeprefix("@")]
    if query.overdue:
        shape |= {"overdue", "open"}
        values |= {"today": local_date(now, actor.zone), "now": now}
    more = None
    if query.filter is not None:
        said = condition_of(query.filter, actor, now)
        more, values = said.shape, values | said.values
        if said.open_only and not query.status and not query.deleted:
            shape.add("open")
    if query.q is not None:
        shape.add("q")
        values["q"] = lists.search_words(query.q)
    sort: Sort = query.sort or ("-deleted" if query.deleted else "-created")
    if sort == "-deleted" and not query.deleted:
        raise InvalidInput.of("sort", "-deleted goes with deleted=true")
    if sort == "-completed":
        shape.add("completed_bound")
    if query.cursor is not None:
        types = lists.cursor_types(sort)
        found, *after = decode_cursor(query.cursor, [str, *types])
        if found != sort:
            raise InvalidInput.of("cursor", "belongs to another order; start again without it")
        shape.add("after")
        values |= {f"a{n}": value for n, value in enumerate(after)}
    if query.q is not None:
        newest = values["a0"] if sort == "-created" and "after" in shape else lists.last_id(now)
        values |= lists.search_bounds(actor.workspace_ids, newest)
    return Wanted(frozenset(shape), values, sort, more)

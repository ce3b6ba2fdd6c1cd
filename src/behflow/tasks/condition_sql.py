"""The shape of a condition, and the SQL it becomes. Every value is bound by name.

A condition only ever narrows the list that it is part of: which workspaces are looked at is no part of it. Where it
looks into other tables it names the caller's workspaces itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import aliased

from behflow.tasks.models import Project, Task
from behflow.tasks.queries import DEPTH_LIMIT, Columns

Kind = Literal[
    "true", "open", "=", "<>", "<", ">", ">=", "null", "empty", "like", "label", "label like",
    "project", "tree", "member", "shared", "words", "mine",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a column, with a value that is bound by name."""

    kind: Kind
    column: str = ""
    bind: str = ""


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: Shape


Shape = Check | Every | Some | Without

WORKSPACES = "f_workspaces"
"""The name under which the caller's workspaces are bound."""
WORKSPACE_MARKS = "f_marks"
"""... and the marks of these workspaces in the index of words."""

# Tables of other domains, named as text since domains do not import each other's models.
_USERS = table("users", column("id"), column("username"), column("name"), column("lastname"))
_MEMBERSHIPS = table("memberships", column("workspace_id"), column("user_id"))

Bool = ColumnElement[bool]


def condition(shape: Shape, t: Columns = Task) -> Bool:
    """The condition on the columns of ``t``."""
    if isinstance(shape, Every):
        return and_(*(condition(part, t) for part in shape.parts))
    if isinstance(shape, Some):
        return or_(*(condition(part, t) for part in shape.parts))
    if isinstance(shape, Without):
        # Where nothing is stored a comparison is neither true nor false: "not due before friday" holds without a due.
        return condition(shape.part, t).is_not(true())
    return _check(shape, t)


def _check(check: Check, t: Columns) -> Bool:
    if check.kind in _COMPARED:
        of = getattr(t, check.column)
        found: Bool = of.op(check.kind, is_comparison=True)(bindparam(check.bind, type_=of.type))
        return found
    return _CHECKS[check.kind](check, t)


_COMPARED = frozenset({"=", "<>", "<", ">", ">="})


def _text(check: Check) -> Any:
    return bindparam(check.bind, type_=Text)


def _mine(c: Any) -> Bool:
    found: Bool = c.workspace_id == any_(bindparam(WORKSPACES, type_=ARRAY(Uuid)))
    return found


def _label(check: Check, t: Columns) -> Bool:
    """The tags as one text, between separators that no tag holds: much cheaper than a look at each tag."""
    separator, anything = literal_column("chr(31)", Text), literal_column("'%'", Text)
    together = separator + func.array_to_string(t.tags, separator, type_=Text) + separator
    return together.ilike(anything + separator + _text(check) + separator + anything)


def _label_like(check: Check, t: Columns) -> Bool:
    """Each tag by itself, so that a wildcard does not reach from one into the next."""
    tag = func.unnest(t.tags).table_valued("tag", name="tag")
    return and_(t.tags != literal_column("'{}'"), select(literal(1)).where(tag.c.tag.ilike(_text(check))).exists())


def _projects(check: Check) -> Any:
    """Evaluated once for the whole statement, and then as good as ids."""
    found = select(Project.id).where(_mine(Project), Project.name.ilike(_text(check)))
    return func.array(found.scalar_subquery(), type_=ARRAY(Uuid))


def _project(check: Check, t: Columns) -> Bool:
    found: Bool = t.project_id == any_(_projects(check))
    return found


def _tree(check: Check, t: Columns) -> Bool:
    """Climbs from a subtask to its ancestors, which are few, rather than down from every task of the project."""
    parent, higher = aliased(Task), aliased(Task)
    first = select(parent.parent_id, parent.project_id, literal(1).label("depth")).where(parent.id == t.parent_id)
    up = first.correlate(t).cte("up", recursive=True, nesting=True)
    above = select(higher.parent_id, higher.project_id, up.c.depth + 1).join(up, higher.id == up.c.parent_id)
    up = up.union_all(above.where(up.c.depth < DEPTH_LIMIT))
    inside = select(literal(1)).select_from(up).where(up.c.project_id == any_(_projects(check))).exists()
    return or_(_project(check, t), and_(t.parent_id.is_not(None), inside))


def _member(check: Check, t: Columns) -> Bool:
    name = _text(check)
    full = func.concat_ws(literal_column("' '"), _USERS.c.name, func.nullif(_USERS.c.lastname, literal_column("''")))
    called = or_(_USERS.c.username.ilike(name), _USERS.c.name.ilike(name), full.ilike(name))
    people = select(_USERS.c.id).join(_MEMBERSHIPS, _MEMBERSHIPS.c.user_id == _USERS.c.id)
    ids = func.array(people.where(_mine(_MEMBERSHIPS.c), called).scalar_subquery(), type_=ARRAY(Uuid))
    found: Bool = getattr(t, check.column) == any_(ids)
    return found


def _shared(_check: Check, t: Columns) -> Bool:
    many = select(_MEMBERSHIPS.c.workspace_id).where(_mine(_MEMBERSHIPS.c)).group_by(_MEMBERSHIPS.c.workspace_id)
    several = many.having(func.count() > 1).scalar_subquery()
    found: Bool = t.workspace_id == any_(func.array(several, type_=ARRAY(Uuid)))
    return found


def _words(check: Check, t: Columns) -> Bool:
    found: Bool = t.search.op("@@", is_comparison=True)(func.to_tsquery(literal_column("'simple'"), _text(check)))
    return found


def _marked(_check: Check, t: Columns) -> Bool:
    """Holds for every own task; keeps the index of words within the caller's part of it."""
    found: Bool = t.search.op("@@", is_comparison=True)(cast(bindparam(WORKSPACE_MARKS, type_=Text), TSQUERY))
    return found


_CHECKS: Mapping[Kind, Callable[[Check, Columns], Bool]] = {
    "true": lambda _check, _t: true(),
    "open": lambda _check, t: t.status != literal_column("'completed'"),
    "null": lambda check, t: getattr(t, check.column).is_(None),
    "empty": lambda check, t: getattr(t, check.column) == literal_column("'{}'"),
    "like": lambda check, t: getattr(t, check.column).ilike(_text(check)),
    "label": _label,
    "label like": _label_like,
    "project": _project,
    "tree": _tree,
    "member": _member,
    "shared": _shared,
    "words": _words,
    "mine": _marked,
}

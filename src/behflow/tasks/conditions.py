"""From what a filter means to the shape of a condition and the values bound to it.

The shape holds no value, so filters that differ only in their words share one statement.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from behflow.actor import Actor
from behflow.language.filter_ast import (
    After,
    AllOf,
    AnyOf,
    Before,
    During,
    FilterFlag,
    FilterNode,
    HasFlag,
    HasLabel,
    HasPriority,
    HasStatus,
    HasWords,
    InProject,
    InSection,
    NamePattern,
    NoneOf,
    Person,
)
from behflow.language.filter_language import parse_filter_query
from behflow.tasks import lists
from behflow.tasks.condition_sql import WORKSPACE_MARKS, WORKSPACES, Check, Every, Kind, Shape, Some, Without
from behflow.tasks.reading import reading_settings
from behflow.tasks.tree import local_date
from behflow.tasks.values import priority_number
from behflow.timing.walltime import at

_MARGIN = dt.timedelta(days=2)
_MINUTE = dt.timedelta(minutes=1)

_OPEN = Check("open")
_FLAGS: dict[FilterFlag, Shape] = {
    "all": Check("true"),
    "assigned": Without(Check("null", "assignee_id")),
    "no date": Check("null", "due_on"),
    "no deadline": Check("null", "deadline"),
    "no labels": Check("empty", "tags"),
    "no time": Check("null", "due_at"),
    "recurring": Without(Check("null", "recurrence")),
    "shared": Check("shared", "workspace_id"),
    "subtask": Without(Check("null", "parent_id")),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter ready for a statement. ``open_only``: none of its lists asks for done tasks."""

    shape: Shape
    values: dict[str, Any]
    open_only: bool


def condition_of(text: str, actor: Actor, now: dt.datetime) -> Condition:
    """What a filter asks for when this user asks. Raises FilterError."""
    query = parse_filter_query(text, now.astimezone(ZoneInfo(actor.zone)), actor.zone, reading_settings(actor))
    open_only = not any(one.done for one in query.lists)
    lowering = _Lowering(actor, now)
    shapes: list[Shape] = []
    for one in query.lists:
        shape = lowering.node(one.node)
        # A list leaves done tasks out unless it names them. When all of them do, the statement says so once for all.
        shapes.append(shape if one.done or open_only else Every((_OPEN, shape)))
    return Condition(shapes[0] if len(shapes) == 1 else Some(tuple(shapes)), lowering.values, open_only)


class _Lowering:
    """Names each value in the order in which it comes, so that filters of one shape have one statement."""

    def __init__(self, actor: Actor, now: dt.datetime) -> None:
        self.actor = actor
        self.now = now
        self.today = local_date(now, actor.zone)
        self.values: dict[str, Any] = {
            WORKSPACES: actor.workspace_ids,
            WORKSPACE_MARKS: lists.workspace_marks(actor.workspace_ids),
        }

    def node(self, node: FilterNode) -> Shape:
        """The shape of a condition; its values go to ``values``."""
        match node:
            case AllOf(parts):
                return Every(tuple(self.node(part) for part in parts))
            case AnyOf(parts):
                return Some(tuple(self.node(part) for part in parts))
            case NoneOf(part):
                return Without(self.node(part))
            case HasFlag(flag):
                return self._flag(flag)
            case HasStatus(status):
                return self._check("=", "status", status)
            case HasPriority(priority):
                return self._check("=", "priority", priority_number(priority))
            case HasLabel(name):
                return self._check("label" if len(name.parts) == 1 else "label like", "tags", like(name))
            case InProject(name, subtasks):
                return self._project(name, subtasks)
            case InSection(name):
                return self._check("like", "section", like(name))
            case Person():
                return self._person(node)
            case HasWords(text):
                words = lists.search_words(text)
                return Every((self._check("words", "search", words), Check("mine", "search")))
            case During():
                return self._during(node)
            case Before() | After():
                return self._beside(node)

    def _check(self, kind: Kind, column: str, value: Any) -> Check:
        name = f"f{len(self.values)}"
        self.values[name] = value
        return Check(kind, column, name)

    def _flag(self, flag: FilterFlag) -> Shape:
        if flag == "overdue":
            late = self._before(self.today, self.now)
            return Every((_OPEN, self._check("<", "due_sort", _utc(self.today) + _MARGIN), late))
        return _FLAGS[flag]

    def _project(self, name: NamePattern, subtasks: bool) -> Shape:
        inside: Shape = self._check("tree" if subtasks else "project", "project_id", like(name))
        if [part.casefold() for part in name.parts] == ["inbox"]:
            return Some((Check("null", "project_id"), inside))
        return inside

    def _person(self, person: Person) -> Shape:
        column = "assignee_id" if person.role == "assigned to" else "creator_id"
        if isinstance(person.who, NamePattern):
            said: Shape = self._check("member", column, like(person.who))
        else:
            said = self._check("=" if person.who == "me" else "<>", column, self.actor.user_id)
        if person.role == "assigned by":
            return Every((Without(Check("null", "assignee_id")), said))
        return said

    def _during(self, node: During) -> Shape:
        if node.field == "deadline":
            return Every((self._check(">=", "deadline", node.first), self._check("<", "deadline", node.after)))
        if node.field == "due" and node.time is None:
            days = self._check(">=", "due_on", node.first), self._check("<", "due_on", node.after)
            # A day anywhere lies within two days of that day in UTC: these bounds let the indexes on due_sort serve.
            near = _utc(node.first) - _MARGIN, _utc(node.after) + _MARGIN
            return Every((self._check(">=", "due_sort", near[0]), self._check("<", "due_sort", near[1]), *days))
        first = at(node.first, node.time, self.actor.zone)
        after = first + _MINUTE if node.time is not None else at(node.after, None, self.actor.zone)
        if node.field != "due":
            column = f"{node.field}_at"
            return Every((self._check(">=", column, first), self._check("<", column, after)))
        columns = ("due_sort", "due_at")  # an all-day due has a place in the order, but no time
        return Every(tuple(test for c in columns for test in (self._check(">=", c, first), self._check("<", c, after))))

    def _beside(self, node: Before | After) -> Shape:
        before = isinstance(node, Before)
        if node.field == "deadline":
            return self._check("<" if before else ">", "deadline", node.day)
        instant = at(node.day, node.time, self.actor.zone) if node.time is not None else None
        if node.field != "due":
            # "After a day" begins when that day is over.
            edge = instant or at(node.day if before else node.day + dt.timedelta(days=1), None, self.actor.zone)
            return self._check("<" if before else ">" if instant else ">=", f"{node.field}_at", edge)
        if before:
            near = self._check("<", "due_sort", _utc(node.day) + _MARGIN)
            return Every((near, self._before(node.day, instant)))
        near = self._check(">=", "due_sort", _utc(node.day) - _MARGIN)
        return Every((near, self._after(node.day, instant)))

    def _before(self, day: dt.date, instant: dt.datetime | None) -> Shape:
        """Without a time by the day alone; with one, an all-day due of that very day is neither before nor after."""
        by_day = self._check("<", "due_on", day)
        if instant is None:
            return by_day
        return Some((self._check("<", "due_at", instant), Every((Check("null", "due_at"), by_day))))

    def _after(self, day: dt.date, instant: dt.datetime | None) -> Shape:
        by_day = self._check(">", "due_on", day)
        if instant is None:
            return by_day
        return Some((self._check(">", "due_at", instant), Every((Check("null", "due_at"), by_day))))


def like(name: NamePattern) -> str:
    """The pattern of a name for ILIKE."""
    return "%".join(part.translate(_ESCAPED) for part in name.parts)


_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def _utc(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)

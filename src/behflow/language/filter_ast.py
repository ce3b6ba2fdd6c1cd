"""What a filter says, as a tree of frozen values: conditions, joined by and, or, not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from behflow.language.models import Priority, Status

FilterField = Literal["due", "deadline", "created", "completed"]
FilterFlag = Literal[
    "all",
    "assigned",
    "no date",
    "no deadline",
    "no labels",
    "no time",
    "overdue",
    "recurring",
    "shared",
    "subtask",
]


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name in which anything may stand between two parts: ``("wor", "k")`` is ``wor*k``; one part is exact."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasFlag:
    """A condition without a value. ``all`` holds for every task."""

    flag: FilterFlag


@dataclass(frozen=True, slots=True)
class HasStatus:
    """One of the four statuses."""

    status: Status


@dataclass(frozen=True, slots=True)
class HasPriority:
    """One of the four priorities."""

    priority: Priority


@dataclass(frozen=True, slots=True)
class HasLabel:
    """At least one tag of this name."""

    name: NamePattern


@dataclass(frozen=True, slots=True)
class InProject:
    """A project of this name; with ``subtasks`` also what lies below its tasks, wherever that is filed."""

    name: NamePattern
    subtasks: bool = False


@dataclass(frozen=True, slots=True)
class InSection:
    """A section of this name."""

    name: NamePattern


@dataclass(frozen=True, slots=True)
class Person:
    """Who does a task or who made it: the one who asks, anybody else, or a member of this name.

    ``assigned by`` is both: somebody does it, and this person made it.
    """

    role: Literal["assigned to", "assigned by", "added by"]
    who: Literal["me", "others"] | NamePattern


@dataclass(frozen=True, slots=True)
class During:
    """From the first day to the day behind the last; with a time, that minute of the first day."""

    field: FilterField
    first: date
    after: date
    time: time | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """Earlier than a day, or than a time on it."""

    field: FilterField
    day: date
    time: time | None = None


@dataclass(frozen=True, slots=True)
class After:
    """Later than a day, or than a time on it."""

    field: FilterField
    day: date
    time: time | None = None


@dataclass(frozen=True, slots=True)
class HasWords:
    """Every word begins a word of the name or the description."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them."""

    parts: tuple[FilterNode, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    parts: tuple[FilterNode, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Not this one."""

    part: FilterNode


FilterAtom = (
    HasFlag | HasStatus | HasPriority | HasLabel | InProject | InSection | Person | During | Before | After | HasWords
)
FilterNode = FilterAtom | AllOf | AnyOf | NoneOf


@dataclass(frozen=True, slots=True)
class FilterList:
    """One of the lists that commas separate: its text, its meaning, and whether it asks for done tasks by name."""

    text: str
    node: FilterNode
    done: bool


@dataclass(frozen=True, slots=True)
class FilterQuery:
    """A whole filter."""

    lists: tuple[FilterList, ...]


def atoms(node: FilterNode) -> list[FilterAtom]:
    """Every condition of a tree, in the order in which they stand."""
    if isinstance(node, AllOf | AnyOf):
        return [atom for part in node.parts for atom in atoms(part)]
    return atoms(node.part) if isinstance(node, NoneOf) else [node]

"""Who can take which kind of change back. Domains above register theirs, so that undo needs to know none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from behflow.actor import Actor
from behflow.database.engine import Session

_PASSING = frozenset({"version", "updated_at", "used_at", "open_tasks"})
"""What differs between two looks at a row although nobody changed what it says."""


class Reverter(Protocol):
    """Takes changes of one kind of row back."""

    async def put_back(
        self, subject_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> str | None:
        """Set a row from what it was after a change to what it was before, and record that as an event.

        ``before`` is None for a row that was made, ``after`` for one that was removed. Gives the reason, as the end of
        a sentence, when it cannot be done; ``unchanged`` says whether the row still is what the change left.
        """


Make = Callable[[Session, Actor, dt.datetime], Reverter]


@dataclass(frozen=True, slots=True)
class Registered:
    """How to make a reverter; events of the types in ``notes`` changed no row."""

    make: Make
    notes: frozenset[str]


REVERTERS: dict[str, Registered] = {}
"""Subject type of an event -> its reverter."""


def register(subject_type: str, make: Make, *, notes: frozenset[str] = frozenset()) -> None:
    """Let changes of rows of this type be taken back; for the bottom of the module that owns them.

    ``notes`` are event types of the same subject that only tell something, such as that a process ran.
    """
    REVERTERS[subject_type] = Registered(make, notes)


def unchanged(current: Mapping[str, Any], left: Mapping[str, Any]) -> bool:
    """True when a row still says what a change left, whatever was done and taken back in between."""
    return all(current[name] == value for name, value in left.items() if name in current and name not in _PASSING)

"""Taking changes back, from what the events remember."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from behflow import telemetry
from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import InvalidInput, NotFound, StaleVersion
from behflow.events import stream
from behflow.events.stream import StoredEvent
from behflow.tasks.projects import ProjectService
from behflow.tasks.saved_filters import SavedFilterService
from behflow.tasks.schemas import UndoInput
from behflow.tasks.service import TaskService
from behflow.tasks.tree import HasSubtasks
from behflow.tasks.values import columns_from_shown

KEPT = dt.timedelta(days=30)
"""How long a change can be taken back: as long as the trash keeps what was deleted."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Tasks as they are now, and what could not be put back with the reason."""

    tasks: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]


@dataclass(slots=True)
class _Story:
    """What happened to one row within the events that are taken back."""

    subject_type: str
    subject_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    whole: bool = True
    """False when something that is not taken back happened in between."""

    @property
    def name(self) -> str:
        known = self.after or self.before or {}
        return str(known.get("name", ""))


class UndoService:
    """Reverts a turn of the chat, a run of a process, one request, or single events."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor
        self.tasks = TaskService(session, actor)
        self.named: dict[str, ProjectService | SavedFilterService] = {
            "project": ProjectService(session, actor),
            "filter": SavedFilterService(session, actor),
        }

    async def undo(self, request: UndoInput) -> Undo:
        """Put every row back to what it was before, unless it has changed since; those are named as conflicts.

        Raises NotFound when the caller made no such change, InvalidInput when it is older than 30 days.
        """
        events = await self._events(request)
        if self.tasks.now - events[0].created_at > KEPT:
            raise InvalidInput(f"Only changes of the last {KEPT.days} days can be taken back.")
        undo = Undo([], [])
        # What was made last goes first, so that a project is empty again before it is taken away.
        waiting = list(reversed(_stories(events)))
        while waiting:
            blocked = [story for story in waiting if not await self._story(story, undo)]
            if len(blocked) == len(waiting):
                undo.conflicts.extend(_conflict(story, "it has subtasks") for story in blocked)
                break
            waiting = blocked
        telemetry.undone(events[0].via, self.tasks.now - events[0].created_at)
        undo.tasks[:] = [await self.tasks.leave_trashed_parent(task) for task in undo.tasks]
        return undo

    async def undo_turn(self, turn_id: UUID) -> Undo:
        """Take one turn back."""
        return await self.undo(UndoInput(turn_id=turn_id))

    async def _events(self, request: UndoInput) -> Sequence[StoredEvent]:
        if request.turn_id is not None:
            found = await stream.of_turn(self.session, request.turn_id)
        else:
            found = await stream.by_ids(self.session, request.event_ids or [])
        mine = [e for e in found if e.workspace_id in self.actor.workspace_ids and e.user_id == self.actor.user_id]
        mine = [e for e in mine if e.subject_type in ("task", *self.named)]
        if not mine or (request.event_ids and len(mine) != len(set(request.event_ids))):
            raise NotFound("There is no such change.")
        return mine

    async def _story(self, story: _Story, undo: Undo) -> bool:
        """False when subtasks that may go themselves are in the way."""
        if not story.whole:
            undo.conflicts.append(_conflict(story, "it was changed in between"))
        elif story.subject_type in self.named:
            await self._named(story, undo)
        else:
            try:
                await self._task(story, undo)
            except HasSubtasks:
                return False
        return True

    async def _task(self, story: _Story, undo: Undo) -> None:
        if story.after is None:
            return
        if story.before is None:
            columns: dict[str, Any] = {"deleted_at": self.tasks.now}
        else:
            columns = columns_from_shown(story.before)
        try:
            undo.tasks.append(await self.tasks.put_back(story.subject_id, columns, story.after["version"]))
        except StaleVersion as error:
            current = error.extra["current"]
            undo.conflicts.append(_conflict(story, "it was changed since", current["name"]))
        except NotFound:
            undo.conflicts.append(_conflict(story, "it is gone for good"))
        except HasSubtasks:
            raise
        except InvalidInput as error:
            undo.conflicts.append(_conflict(story, error.detail))

    async def _named(self, story: _Story, undo: Undo) -> None:
        fault = await self.named[story.subject_type].put_back(story.subject_id, story.before, story.after)
        if fault is not None:
            undo.conflicts.append(_conflict(story, fault))


def _conflict(story: _Story, reason: str, name: str | None = None) -> dict[str, Any]:
    return {f"{story.subject_type}_id": str(story.subject_id), "name": name or story.name, "reason": reason}


def _stories(events: Sequence[StoredEvent]) -> list[_Story]:
    """One story a row, in the order in which the rows were first touched."""
    stories: dict[UUID, _Story] = {}
    for event in events:
        story = stories.get(event.subject_id)
        if story is None:
            stories[event.subject_id] = _Story(event.subject_type, event.subject_id, event.before, event.after)
        else:
            story.whole &= (
                story.after is None or event.before is None or _version(story.after) == _version(event.before)
            )
            story.after = event.after
    return list(stories.values())


def _version(row: dict[str, Any]) -> int:
    found: int = row["version"]
    return found

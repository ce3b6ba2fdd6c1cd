"""Taking changes back, and doing them again, from what the events remember."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from behflow import telemetry
from behflow.actor import Actor
from behflow.auth.permissions import Permission, allowed
from behflow.auth.scopes import Scope, has_scope
from behflow.database.engine import Session
from behflow.errors import Forbidden, InvalidInput, NotFound, StaleVersion
from behflow.events import stream
from behflow.events.service import record
from behflow.events.stream import StoredEvent
from behflow.tasks.projects import ProjectService
from behflow.tasks.reverters import REVERTERS, register, unchanged
from behflow.tasks.saved_filters import SavedFilterService
from behflow.tasks.schemas import UndoInput
from behflow.tasks.service import TaskService
from behflow.tasks.tree import HasSubtasks
from behflow.tasks.values import columns_from_shown

KEPT = dt.timedelta(days=30)
"""How long a change can be taken back: as long as the trash keeps what was deleted."""

TURN = "turn"
"""Subject type of the marks: events that say of a turn that it was taken back or done again."""
UNDONE, REDONE = "turn.undone", "turn.redone"
_SCOPES: dict[str, Scope] = {"memory": "chat", "process": "processes:write"}
"""What a personal token needs to take back changes of rows that are no tasks."""
_OPPOSITE = {UNDONE: REDONE, REDONE: UNDONE}

Json = dict[str, Any]

register("project", lambda session, actor, now: ProjectService(session, actor))
register("filter", SavedFilterService)


@dataclass(frozen=True, slots=True)
class Undo:
    """Tasks as they are now, what else was put back, and what could not be, with the reason."""

    tasks: list[Json]
    others: list[Json]
    conflicts: list[Json]


@dataclass(slots=True)
class _Story:
    """What happened to one row within the events that are taken back."""

    subject_type: str
    subject_id: UUID
    before: Json | None
    after: Json | None
    whole: bool = True
    """False when something that is not taken back happened in between."""

    @property
    def name(self) -> str:
        known = self.after or self.before or {}
        return str(known.get("name") or known.get("text", ""))


class UndoService:
    """Reverts a turn of the chat, a run of a process, one request, or single events; and takes that back again."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor
        self.tasks = TaskService(session, actor)

    async def undo(self, request: UndoInput) -> Undo:
        """Put every row back to what it was before, unless it has changed since; those are named as conflicts.

        A row that was changed since and put back to the same content counts as unchanged. Raises NotFound when the
        caller made no such change (runs of processes: when their role may not run them), InvalidInput when it is older
        than 30 days.
        """
        if request.turn_id is not None:
            found = await stream.of_turn(self.session, request.turn_id)
        else:
            found = await stream.by_ids(self.session, request.event_ids or [])
        mine = [event for event in found if self._mine(event)]
        if not _changes(mine) or (request.event_ids and len(mine) != len(set(request.event_ids))):
            raise NotFound("There is no such change.")
        return await self._revert(mine, request.turn_id)

    async def undo_turn(self, turn_id: UUID) -> Undo:
        """Take one turn back."""
        return await self.undo(UndoInput(turn_id=turn_id))

    async def redo(self, turn_id: UUID) -> Undo:
        """Take an undo back. ``turn_id`` is the turn that was undone, or the turn in which it was.

        Raises NotFound when the caller took no such turn back or did it again already, InvalidInput as ``undo`` does.
        """
        marks = await self._open_marks(turn_id)
        if not marks or marks[0].turn_id is None:
            raise NotFound("There is nothing of this to do again.")
        # A turn of the chat may have done more than take something back.
        spans = [((mark.after or {})["since"], mark.cursor.id) for mark in marks]
        found = await stream.of_turn(self.session, marks[0].turn_id)
        # What is done again is what an undo by the same caller would take back: a token may do less than who undid it.
        mine = [e for e in found if self._mine(e) and any(s < e.cursor.id <= until for s, until in spans)]
        if not _changes(mine):
            raise NotFound("There is nothing of this to do again.")
        return await self._revert(mine, None)

    async def _open_marks(self, turn_id: UUID) -> list[StoredEvent]:
        """The marks of undos that were not taken back: that of a turn, or those which a turn made."""
        mark = await stream.latest_of(self.session, TURN, turn_id)
        marks = [mark] if mark is not None else []
        for made in await stream.of_turn(self.session, turn_id) if mark is None else ():
            if made.subject_type == TURN and await stream.latest_of(self.session, TURN, made.subject_id) == made:
                marks.append(made)
        return [mark for mark in marks if mark.type == UNDONE and self._mine(mark)]

    def _mine(self, event: StoredEvent) -> bool:
        if event.workspace_id is not None and event.workspace_id not in self.actor.workspace_ids:
            return False
        if not has_scope(self.actor, _SCOPES.get(event.subject_type, "tasks:write")):
            return False
        if event.user_id == self.actor.user_id:
            return True
        run = event.via == "process" and event.workspace_id is not None
        return run and allowed(self.actor, Permission.PROCESS_EXECUTE, event.workspace_id)  # type: ignore[arg-type]

    async def _revert(self, events: Sequence[StoredEvent], turn_id: UUID | None) -> Undo:
        if self.tasks.now - events[0].created_at > KEPT:
            raise InvalidInput(f"Only changes of the last {KEPT.days} days can be taken back.")
        since = await stream.last_of_turn(self.session, self.actor.turn_id) if self.actor.turn_id else 0
        undo = Undo([], [], [])
        # What was made last goes first, so that a project is empty again before it is taken away.
        waiting = list(reversed(_stories(_changes(events))))
        while waiting:
            tried = [(story, await self._story(story, undo)) for story in waiting]
            blocked = [(story, why) for story, why in tried if why is not None]
            if len(blocked) == len(waiting):
                undo.conflicts.extend(_conflict(story, why) for story, why in blocked)
                break
            waiting = [story for story, _ in blocked]
        telemetry.undone(events[0].via, self.tasks.now - events[0].created_at)
        undo.tasks[:] = [await self.tasks.leave_trashed_parent(task) for task in undo.tasks]
        if self.actor.turn_id is not None and (undo.tasks or undo.others):
            await self._mark(events, turn_id, since)
        return undo

    async def _mark(self, events: Sequence[StoredEvent], turn_id: UUID | None, since: int) -> None:
        """Say which turn was taken back, or done again when what was taken back was an undo."""
        marks = {event.subject_id: _OPPOSITE[event.type] for event in events if event.subject_type == TURN}
        if not marks and turn_id is not None:
            marks = {turn_id: UNDONE}
        for subject, event_type in marks.items():
            await record(
                self.session,
                self.actor,
                workspace_id=events[0].workspace_id,
                event_type=event_type,
                subject_type=TURN,
                subject_id=subject,
                after={"since": since},
            )

    async def _story(self, story: _Story, undo: Undo) -> str | None:
        """What is in the way, when it may still go itself: subtasks, the tasks of a project."""
        if not story.whole:
            undo.conflicts.append(_conflict(story, "it was changed in between"))
        elif story.subject_type != "task":
            return await self._other(story, undo)
        else:
            try:
                await self._task(story, undo)
            except HasSubtasks as error:
                return error.detail
        return None

    async def _task(self, story: _Story, undo: Undo) -> None:
        if story.after is None:
            return
        if story.before is None:
            columns: Json = {"deleted_at": self.tasks.now}
        else:
            columns = columns_from_shown(story.before)
        try:
            undo.tasks.append(await self.tasks.put_back(story.subject_id, columns, story.after))
        except StaleVersion as error:
            current = error.extra["current"]
            undo.conflicts.append(_conflict(story, "it was changed since", current["name"]))
        except NotFound:
            undo.conflicts.append(_conflict(story, "it is gone for good"))
        except HasSubtasks:
            raise
        except InvalidInput as error:
            undo.conflicts.append(_conflict(story, error.detail))

    async def _other(self, story: _Story, undo: Undo) -> str | None:
        reverter = REVERTERS[story.subject_type].make(self.session, self.actor, self.tasks.now)
        try:
            fault = await reverter.put_back(story.subject_id, story.before, story.after)
        except Forbidden as error:
            fault = error.detail
        if fault is not None:
            return fault
        op = "deleted" if story.before is None else "restored" if story.after is None else "updated"
        name = _Story("", story.subject_id, story.before, story.before or story.after).name
        undo.others.append({"subject": story.subject_type, "id": str(story.subject_id), "name": name, "op": op})
        return None


def _changes(events: Sequence[StoredEvent]) -> list[StoredEvent]:
    """The events that changed a row which can be put back."""
    return [
        event
        for event in events
        if event.subject_type == "task"
        or (event.subject_type in REVERTERS and event.type not in REVERTERS[event.subject_type].notes)
    ]


def _conflict(story: _Story, reason: str, name: str | None = None) -> Json:
    return {f"{story.subject_type}_id": str(story.subject_id), "name": name or story.name, "reason": reason}


def _stories(events: Sequence[StoredEvent]) -> list[_Story]:
    """One story a row, in the order in which the rows were first touched."""
    stories: dict[UUID, _Story] = {}
    for event in events:
        story = stories.get(event.subject_id)
        if story is None:
            stories[event.subject_id] = _Story(event.subject_type, event.subject_id, event.before, event.after)
        else:
            story.whole &= story.after is None or event.before is None or unchanged(event.before, story.after)
            story.after = event.after
    return list(stories.values())

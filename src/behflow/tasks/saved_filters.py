"""Saved filters: filters in words that have a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.database.engine import Session
from behflow.errors import Conflict, FieldError, InvalidInput, NotFound, StaleVersion
from behflow.events.service import record
from behflow.ids import new_id
from behflow.language.filter_atoms import FilterError
from behflow.language.filter_text import filter_lists
from behflow.tasks.conditions import condition_of
from behflow.tasks.filter_schemas import FilterCreate, FilterUpdate
from behflow.tasks.reverters import unchanged
from behflow.tasks.schemas import TaskQuery
from behflow.tasks.service import TaskService

FILTERS_LIMIT = 200
"""Saved filters in one workspace."""
SHOWN_LIMIT = 1_000
"""Saved filters of all workspaces in one answer."""
COUNT_LIMIT = 1_000
"""How far the tasks of a filter are counted while it is being typed."""

_SHOWN = """
json_build_object('id', f.id, 'workspace_id', f.workspace_id, 'name', f.name, 'query', f.query, 'position', f.position,
    'version', f.version, 'created_at', f.created_at, 'updated_at', f.updated_at)::text
"""
_MINE = f"SELECT {_SHOWN} FROM saved_filters f WHERE f.workspace_id = ANY($1::uuid[])"  # noqa: S608
_LIST = f"{_MINE} ORDER BY f.position, f.id LIMIT $2"
_ONE = f"{_MINE} AND f.id = $2"
_COUNT = "SELECT count(*) FROM saved_filters WHERE workspace_id = $1"
_INSERT = """
INSERT INTO saved_filters (id, workspace_id, name, query, position)
VALUES ($1, $2, $3, $4, (SELECT coalesce(max(position), 0) + 1 FROM saved_filters WHERE workspace_id = $2))
ON CONFLICT DO NOTHING RETURNING id
"""
_PUT = """
INSERT INTO saved_filters (id, workspace_id, name, query, position, version, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7::text::timestamptz) ON CONFLICT DO NOTHING RETURNING id
"""
_UPDATE = """
UPDATE saved_filters SET name = $2, query = $3, position = $4, version = version + 1, updated_at = now() WHERE id = $1
"""

Json = dict[str, Any]


class SavedFilterService:
    """Saved filters as one caller may see and change them, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor, now: dt.datetime | None = None) -> None:
        self.session = session
        self.actor = actor
        self.now = now or dt.datetime.now(dt.UTC)

    async def all(self) -> list[Json]:
        """Every saved filter of the caller's workspaces."""
        rows = await self.session.raw.fetch(_LIST, self.actor.workspace_ids, SHOWN_LIMIT)
        return [_load(row[0]) for row in rows]

    async def get(self, filter_id: UUID) -> Json:
        """A saved filter. Raises NotFound."""
        shown = await self.session.raw.fetchval(_ONE, self.actor.workspace_ids, filter_id)
        if shown is None:
            raise NotFound("There is no such filter.")
        return _load(shown)

    async def check(self, query: str) -> Json:
        """How many tasks a filter shows right now, or what is wrong with it."""
        try:
            count = await TaskService(self.session, self.actor, self.now).count(TaskQuery(filter=query), COUNT_LIMIT)
        except FilterError as error:
            fault = {"reason": error.reason, "position": error.position}
            return {"count": 0, "more": False, "lists": [], "error": fault}
        more = count > COUNT_LIMIT
        return {"count": min(count, COUNT_LIMIT), "more": more, "lists": list(filter_lists(query)), "error": None}

    async def create(self, saved: FilterCreate) -> Json:
        """Save a filter. Raises InvalidInput when it cannot be read, Conflict when the name is taken."""
        workspace = self.actor.personal_workspace
        require(self.actor, Permission.FILTER_WRITE, workspace)
        self._readable(saved.query)
        if await self.session.raw.fetchval(_COUNT, workspace) >= FILTERS_LIMIT:
            raise InvalidInput(f"There are {FILTERS_LIMIT} filters already; delete one first.")
        filter_id = new_id()
        if await self.session.raw.fetchval(_INSERT, filter_id, workspace, saved.name, saved.query) is None:
            raise _taken()
        made = await self.get(filter_id)
        await self._record("filter.created", made, None, made)
        return made

    async def update(self, filter_id: UUID, update: FilterUpdate, expected: int | None = None) -> Json:
        """Change the fields that were sent. Raises NotFound, Forbidden, InvalidInput, Conflict and StaleVersion."""
        before = await self._for_update(filter_id, expected)
        given = {n: getattr(update, n) for n in update.model_fields_set}
        if not given:
            return before
        if "query" in given:
            self._readable(given["query"])
        await self._set({**before, **given})
        after = await self.get(filter_id)
        await self._record("filter.updated", after, before, after)
        return after

    async def delete(self, filter_id: UUID, expected: int | None = None) -> Json:
        """Take a saved filter away; no task changes. Raises NotFound, Forbidden and StaleVersion."""
        before = await self._for_update(filter_id, expected)
        await self.session.raw.execute("DELETE FROM saved_filters WHERE id = $1", filter_id)
        await self._record("filter.deleted", before, before, None)
        return before

    async def put_back(
        self, filter_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> str | None:
        """Undo a filter's change; gives the reason when it cannot be done. Raises Forbidden."""
        if after is None and before is not None:
            require(self.actor, Permission.FILTER_WRITE, UUID(before["workspace_id"]))
            values = (filter_id, UUID(before["workspace_id"]), before["name"], before["query"], before["position"])
            if await self.session.raw.fetchval(_PUT, *values, before["version"], before["created_at"]) is None:
                return "another filter has its name now"
            await self._record("filter.restored", before, None, before)
            return None
        try:
            current = await self._for_update(filter_id)
        except NotFound:
            return "it is gone"
        if after is not None and not unchanged(current, after):
            return "it was changed since"
        if before is None:
            await self.delete(filter_id)
            return None
        try:
            await self._set({**current, **{k: before[k] for k in ("name", "query", "position")}})
        except Conflict:
            return "another filter has its name now"
        await self._record("filter.undone", current, current, await self.get(filter_id))
        return None

    def _readable(self, query: str) -> None:
        try:
            condition_of(query, self.actor, self.now)
        except FilterError as error:
            raise error.at_field("query") from error

    async def _for_update(self, filter_id: UUID, expected: int | None = None) -> Json:
        await self.session.raw.execute("SELECT FROM saved_filters WHERE id = $1 FOR UPDATE", filter_id)
        saved = await self.get(filter_id)
        require(self.actor, Permission.FILTER_WRITE, UUID(saved["workspace_id"]))
        if expected is not None and expected != saved["version"]:
            raise StaleVersion(saved)
        return saved

    async def _set(self, saved: Mapping[str, Any]) -> None:
        try:
            async with self.session.raw.transaction():
                await self.session.raw.execute(
                    _UPDATE, UUID(saved["id"]), saved["name"], saved["query"], float(saved["position"])
                )
        except asyncpg.UniqueViolationError as error:
            raise _taken() from error

    async def _record(
        self, event: str, saved: Mapping[str, Any], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        await record(
            self.session,
            self.actor,
            workspace_id=UUID(saved["workspace_id"]),
            event_type=event,
            subject_type="filter",
            subject_id=UUID(saved["id"]),
            before=before,
            after=after,
        )


def _load(shown: str) -> Json:
    saved: Json = orjson.loads(shown)
    return {**saved, "lists": list(filter_lists(saved["query"]))}


def _taken() -> Conflict:
    reason = "there is already a filter of this name"
    return Conflict(f"name: {reason}", fields=[FieldError("name", reason)])

"""Changes that wait for a yes: exact rows and versions, one use, ten minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import orjson

from behflow import telemetry
from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import Conflict, NotFound
from behflow.ids import new_id

EXPIRES = dt.timedelta(minutes=10)

_SUPERSEDE = "UPDATE proposals SET status = 'superseded' WHERE session_id = $1 AND status = 'open'"
_OPEN = """
INSERT INTO proposals (id, session_id, user_id, turn_id, title, changes, expires_at)
SELECT $1, id, $3, $4, $5, $6::text::jsonb, now() + $7::interval FROM chat_sessions WHERE id = $2 AND user_id = $3
RETURNING expires_at
"""
_CLAIM = """
UPDATE proposals SET status = $3
WHERE id = $1 AND user_id = $2 AND status = 'open' AND expires_at > now()
RETURNING session_id, title, changes::text AS changes
"""
_STATE = "SELECT status FROM proposals WHERE id = $1 AND user_id = $2"
_OPEN_OF = "SELECT id FROM proposals WHERE session_id = $1 AND user_id = $2 AND status = 'open' AND expires_at > now()"

_CLOSED = {
    "approved": "This proposal was already carried out.",
    "rejected": "This proposal was already turned down.",
    "superseded": "A newer proposal has taken the place of this one.",
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A proposal whose answer was taken; nobody else gets it."""

    id: UUID
    session_id: UUID
    title: str
    changes: list[dict[str, Any]]


class ProposalService:
    """The proposals of one user, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def open(
        self, session_id: UUID, turn_id: UUID, title: str, changes: Sequence[dict[str, Any]]
    ) -> tuple[UUID, dt.datetime]:
        """Store changes until their user says yes; gives id and expiry. Older open ones of the session lapse."""
        lapsed = await self.session.raw.execute(_SUPERSEDE, session_id)
        telemetry.proposals("superseded", int(lapsed.rpartition(" ")[2]))
        proposal_id = new_id()
        body = orjson.dumps(changes).decode()
        expires: dt.datetime | None = await self.session.raw.fetchval(
            _OPEN, proposal_id, session_id, self.actor.user_id, turn_id, title, body, EXPIRES
        )
        if expires is None:
            raise NotFound("There is no such conversation.")
        return proposal_id, expires

    async def open_in(self, session_id: UUID) -> list[UUID]:
        """The proposals of a conversation that can still be answered."""
        return [row["id"] for row in await self.session.raw.fetch(_OPEN_OF, session_id, self.actor.user_id)]

    async def claim(self, proposal_id: UUID, answer: Literal["approved", "rejected"]) -> Claimed:
        """Take a proposal's one answer. Raises NotFound, and Conflict when it is no longer open."""
        row = await self.session.raw.fetchrow(_CLAIM, proposal_id, self.actor.user_id, answer)
        if row is None:
            status = await self.session.raw.fetchval(_STATE, proposal_id, self.actor.user_id)
            if status is None:
                raise NotFound("There is no such proposal.")
            raise Conflict(_CLOSED.get(status, "This proposal has expired. Ask again to get a new one."))
        telemetry.proposals(answer)
        return Claimed(proposal_id, row["session_id"], row["title"], orjson.loads(row["changes"]))

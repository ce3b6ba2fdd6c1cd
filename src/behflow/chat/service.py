"""Conversations: what was said, in order, and whose turn it is to be answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.database.pagination import decode_cursor, encode_cursor
from behflow.errors import NotFound
from behflow.ids import new_id

TITLE_LENGTH = 80
CLAIM = dt.timedelta(seconds=75)
"""How long a turn may hold its conversation; longer than a turn may take, so only a killed process lets it expire."""

PAGE_LENGTH = 4_000_000
"""Characters stored with messages after which a page of them ends."""
READ_AT_ONCE = 25

AHEAD = 1 << 32
"""Step to the next message's id where clocks disagree; leaves room for the answer's, which follows its question's."""

_SAY_FIRST = """
WITH s AS (
    INSERT INTO chat_sessions (id, user_id, title, claimed_until) VALUES ($1, $2, $3, now() + $4::interval)
    RETURNING id, claimed_until),
m AS (INSERT INTO chat_messages (id, session_id, turn_id, role, content) SELECT $5, id, $6, 'user', $7 FROM s)
SELECT claimed_until FROM s
"""
_LOCK = "SELECT true FROM chat_sessions WHERE id = $1 AND user_id = $2 FOR UPDATE"
_LAST = "SELECT id FROM chat_messages WHERE session_id = $1 ORDER BY id DESC LIMIT 1"
_SAY = """
INSERT INTO chat_messages (id, session_id, turn_id, role, content)
SELECT $2, $1, $3, 'user', $4 WHERE NOT EXISTS (SELECT FROM chat_messages WHERE session_id = $1 AND id >= $2)
RETURNING id
"""
# An answer's id follows its question's, so "waiting" needs a look at the last few seconds of one conversation only.
_CLAIM = """
UPDATE chat_sessions s SET claimed_until = clock_timestamp() + $3::interval
WHERE s.id = $1 AND (s.claimed_until IS NULL OR s.claimed_until < clock_timestamp())
  AND NOT EXISTS (
    SELECT FROM chat_messages m
    WHERE m.session_id = s.id AND m.id < $2 AND m.id > $4 AND m.role = 'user' AND NOT EXISTS (
      SELECT FROM chat_messages a
      WHERE a.session_id = s.id AND a.id > m.id AND a.role = 'assistant' AND a.turn_id = m.turn_id))
RETURNING claimed_until
"""
_ANSWER = """
WITH s AS (
    UPDATE chat_sessions SET updated_at = now(),
        claimed_until = CASE WHEN claimed_until = $7 THEN NULL ELSE claimed_until END
    WHERE id = $2 RETURNING id)
INSERT INTO chat_messages (id, session_id, turn_id, role, content, data)
SELECT $1, id, $3, $4, $5, $6::text::jsonb FROM s
"""
_RECENT = """
SELECT role, content, (data->'memory')::text AS memory FROM chat_messages
WHERE session_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
"""
_TURN = """
SELECT m.session_id, m.content AS message, a.id AS message_id, a.content AS response, a.data::text AS data,
    a.id IS NULL AND (s.claimed_until IS NULL OR s.claimed_until < clock_timestamp())
        AND m.created_at < clock_timestamp() - $3::interval AS lost
FROM chat_messages m JOIN chat_sessions s ON s.id = m.session_id AND s.user_id = $2
LEFT JOIN chat_messages a ON a.session_id = m.session_id AND a.turn_id = m.turn_id AND a.role = 'assistant'
WHERE m.turn_id = $1 AND m.role = 'user'
"""
# What the events say of a turn holds, wherever it was taken back or done again. Of one that could not be taken back
# they say nothing, but it was tried, and is not tried again.
_MARK = """(SELECT e.type FROM events e WHERE e.subject_id = m.turn_id AND e.subject_type = 'turn'
            ORDER BY e.id DESC LIMIT 1)"""
_OWN_CHANGES = """
FROM chat_messages m JOIN chat_sessions s ON s.id = m.session_id
WHERE m.session_id = $1 AND s.user_id = $2 AND m.role = 'assistant'
  AND m.data->'memory'->'undoes' IS NULL AND m.data->'memory'->'redoes' IS NULL
  AND m.data->'receipt'->'changes' <> '[]'::jsonb
"""
_NEWEST_CHANGES = f"""
SELECT m.turn_id, (m.data->'receipt'->'changes')::text AS changes {_OWN_CHANGES}
  AND coalesce({_MARK} = 'turn.redone',
               NOT EXISTS (SELECT FROM chat_messages u WHERE u.session_id = $1 AND u.id > m.id
                           AND u.data->'memory'->'undoes' ? m.turn_id::text))
ORDER BY m.id DESC LIMIT $3
"""  # noqa: S608 (constants only)
_NEWEST_UNDONE = f"""
SELECT m.turn_id, (m.data->'receipt'->'changes')::text AS changes {_OWN_CHANGES} AND {_MARK} = 'turn.undone'
ORDER BY (SELECT max(e.id) FROM events e WHERE e.subject_id = m.turn_id AND e.subject_type = 'turn') DESC LIMIT 1
"""  # noqa: S608 (constants only)
_UNDONE = """
SELECT DISTINCT ON (subject_id) subject_id, type FROM events
WHERE subject_type = 'turn' AND subject_id = ANY($1::uuid[]) ORDER BY subject_id, id DESC
"""
_SESSIONS = """
SELECT id, title, created_at, updated_at FROM chat_sessions
WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
_OWN = "SELECT true FROM chat_sessions WHERE id = $1 AND user_id = $2"
_MESSAGES = """
SELECT m.id, m.turn_id, m.role, m.content, m.created_at, m.data::text AS data,
    CASE WHEN p.status = 'open' AND p.expires_at <= now() THEN 'expired' ELSE p.status END AS proposal
FROM chat_messages m LEFT JOIN proposals p ON p.id = (m.data->'proposal'->>'id')::uuid
WHERE m.session_id = $1 AND ($2::uuid IS NULL OR m.id < $2) ORDER BY m.id DESC LIMIT $3
"""
_DELETE = "DELETE FROM chat_sessions WHERE id = $1 AND user_id = $2 RETURNING true"


@dataclass(frozen=True, slots=True)
class Said:
    """A stored message of the user; ``claim`` is set when its turn may begin at once."""

    session_id: UUID
    message_id: UUID
    turn_id: UUID
    new_session: bool
    claim: dt.datetime | None

    @property
    def answer_id(self) -> UUID:
        """The id of the answer: right behind the question, whatever else was said in between."""
        return UUID(int=self.message_id.int + 1)


@dataclass(frozen=True, slots=True)
class Told:
    """A turn as it is stored: what was said, and the answer when there is one."""

    session_id: UUID
    message: str
    message_id: UUID | None
    response: str
    data: dict[str, Any]
    lost: bool
    """True when nobody works on it any more: its process was killed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One earlier message."""

    role: str
    content: str
    memory: dict[str, Any] = field(default_factory=dict)


class ChatService:
    """The conversations of one user, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def say(self, message: str, session_id: UUID | None, turn_id: UUID, *, claim: bool = True) -> Said:
        """Store a user's message, in a new conversation when none is given. Raises NotFound."""
        if session_id is None:
            session_id, message_id = new_id(), new_id()
            title = " ".join(message.split())
            title = title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
            until = await self.session.raw.fetchval(
                _SAY_FIRST, session_id, self.actor.user_id, title, CLAIM, message_id, turn_id, message
            )
            return Said(session_id, message_id, turn_id, True, until)
        if not await self.session.raw.fetchval(_LOCK, session_id, self.actor.user_id):
            raise NotFound("There is no such conversation.")
        # Made behind the lock: ids give the order of the turns, whatever worker they came to.
        message_id = new_id()
        if not await self.session.raw.fetchval(_SAY, session_id, message_id, turn_id, message):
            # The clock of another worker is ahead of ours.
            last: UUID = await self.session.raw.fetchval(_LAST, session_id)
            message_id = UUID(int=last.int + AHEAD)
            await self.session.raw.execute(_SAY, session_id, message_id, turn_id, message)
        until = await self.claim(session_id, message_id) if claim else None
        return Said(session_id, message_id, turn_id, False, until)

    async def claim(self, session_id: UUID, message_id: UUID) -> dt.datetime | None:
        """Take the conversation for the turn of a message, unless another or an earlier one has it or waits."""
        # The first 48 bits of a UUIDv7 are its time in milliseconds.
        oldest = (message_id.int >> 80) - int(CLAIM.total_seconds() * 1000)
        until: dt.datetime | None = await self.session.raw.fetchval(
            _CLAIM, session_id, message_id, CLAIM, UUID(int=oldest << 80)
        )
        return until

    async def answer(self, said: Said, content: str, data: Mapping[str, Any], claim: dt.datetime | None) -> None:
        """Store the answer and let the next turn begin."""
        await self._put(said.answer_id, said.session_id, said.turn_id, content, data, claim)

    async def note(self, session_id: UUID, turn_id: UUID, content: str, data: Mapping[str, Any]) -> UUID:
        """Store an answer to something that was clicked instead of said."""
        message_id = new_id()
        await self._put(message_id, session_id, turn_id, content, data, None)
        return message_id

    async def _put(
        self,
        message_id: UUID,
        session_id: UUID,
        turn_id: UUID,
        content: str,
        data: Mapping[str, Any],
        claim: dt.datetime | None,
    ) -> None:
        body = orjson.dumps(data).decode()
        await self.session.raw.execute(_ANSWER, message_id, session_id, turn_id, "assistant", content, body, claim)

    async def recent(self, session_id: UUID, before: UUID, limit: int) -> list[Line]:
        """The last messages before one, newest first. The session must be the caller's."""
        rows = await self.session.raw.fetch(_RECENT, session_id, before, limit)
        return [Line(row["role"], row["content"], orjson.loads(row["memory"] or b"{}")) for row in rows]

    async def told(self, turn_id: UUID) -> Told:
        """A turn of the caller as it is stored. Raises NotFound."""
        row = await self.session.raw.fetchrow(_TURN, turn_id, self.actor.user_id, CLAIM)
        if row is None:
            raise NotFound("There is no such run.")
        shown = (row["session_id"], row["message"], row["message_id"], row["response"] or "")
        return Told(*shown, orjson.loads(row["data"] or b"{}"), row["lost"])

    async def newest_changes(self, session_id: UUID, count: int) -> list[tuple[UUID, list[dict[str, Any]]]]:
        """The newest turns of a conversation that changed something and are not taken back, newest first.

        Each with the changes of its receipt. What was taken back and done again counts as not taken back.
        """
        rows = await self.session.raw.fetch(_NEWEST_CHANGES, session_id, self.actor.user_id, count)
        return [(row["turn_id"], orjson.loads(row["changes"])) for row in rows]

    async def newest_undone(self, session_id: UUID) -> tuple[UUID, list[dict[str, Any]]] | None:
        """The turn of a conversation that was taken back last and not done again, with its changes."""
        row = await self.session.raw.fetchrow(_NEWEST_UNDONE, session_id, self.actor.user_id)
        return (row["turn_id"], orjson.loads(row["changes"])) if row else None

    async def newest_change(self, session_id: UUID) -> tuple[UUID, list[dict[str, Any]]] | None:
        """The newest turn that changed something and is not taken back, with its changes."""
        return next(iter(await self.newest_changes(session_id, 1)), None)

    async def sessions(self, cursor: str | None, limit: int) -> tuple[list[dict[str, Any]], str | None]:
        """One page of conversations, newest first, and the cursor behind it."""
        after = decode_cursor(cursor, [UUID])[0] if cursor else None
        rows = await self.session.raw.fetch(_SESSIONS, self.actor.user_id, after, limit + 1)
        shown = [dict(row) for row in rows[:limit]]
        return shown, encode_cursor([shown[-1]["id"]]) if len(rows) > limit else None

    async def messages(
        self, session_id: UUID, cursor: str | None, limit: int
    ) -> tuple[list[dict[str, Any]], str | None]:
        """The latest messages in the order they were said, and the cursor to older ones. Raises NotFound."""
        before = decode_cursor(cursor, [UUID])[0] if cursor else None
        if not await self.session.raw.fetchval(_OWN, session_id, self.actor.user_id):
            raise NotFound("There is no such conversation.")
        rows, more = await self._page(session_id, before, limit)
        loaded = [(row, orjson.loads(row["data"])) for row in reversed(rows)]
        marks = await self.session.raw.fetch(_UNDONE, [row["turn_id"] for row, _ in loaded])
        undone = {str(mark["subject_id"]) for mark in marks if mark["type"] == "turn.undone"}
        shown = [_message(row, data, undone) for row, data in loaded]
        return shown, encode_cursor([shown[0]["id"]]) if more else None

    async def _page(self, session_id: UUID, before: UUID | None, limit: int) -> tuple[list[Any], bool]:
        """The newest messages before one, as many as fit on a page, and whether there are more."""
        rows: list[Any] = []
        size = 0
        while size <= PAGE_LENGTH and len(rows) <= limit:
            wanted = min(READ_AT_ONCE, limit + 1 - len(rows))
            found = await self.session.raw.fetch(_MESSAGES, session_id, before, wanted)
            for row in found:
                if len(rows) == limit or size > PAGE_LENGTH:
                    return rows, True
                rows.append(row)
                size += len(row["data"])
            if len(found) < wanted:
                return rows, False
            before = rows[-1]["id"]
        return rows, True

    async def delete(self, session_id: UUID) -> None:
        """Remove a conversation with everything said in it. Raises NotFound."""
        if not await self.session.raw.fetchval(_DELETE, session_id, self.actor.user_id):
            raise NotFound("There is no such conversation.")


def _message(row: Any, data: dict[str, Any], undone: set[str]) -> dict[str, Any]:
    data.pop("memory", None)
    if data.get("proposal"):
        data["proposal"]["status"] = row["proposal"]
    if data.get("receipt") and data["receipt"]["turn_id"] in undone:
        data["receipt"]["undone"] = True
    shown = {name: row[name] for name in ("id", "turn_id", "role", "content", "created_at")}
    return {**shown, "data": data}

"""Memories: what a user asked to be remembered, and what was suggested and waits for their yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.chat import memory_words
from behflow.chat.memory_schemas import MEMORY_LENGTH, MemoryQuery, MemoryUpdate, Source
from behflow.database.engine import Session
from behflow.database.pagination import decode_cursor, encode_cursor
from behflow.errors import Conflict, FieldError, InvalidInput, NotFound, StaleVersion
from behflow.events.service import record
from behflow.ids import new_id
from behflow.tasks.reverters import register, unchanged

MEMORIES_LIMIT = 500
"""Memories of one user, suggested ones among them."""
SUGGESTED_LIMIT = 50
"""Suggestions of one user that wait for an answer; further ones are not stored."""

_SHOWN = """
json_build_object('id', m.id, 'text', m.text, 'status', m.status, 'source', m.source, 'version', m.version,
    'created_at', m.created_at, 'updated_at', m.updated_at, 'used_at', m.used_at)::text
"""
_MINE = f"SELECT {_SHOWN} FROM memories m WHERE m.user_id = $1"  # noqa: S608 (constants only)
_ONE = f"{_MINE} AND m.id = $2"
_SAME = f"{_MINE} AND md5(m.folded) = md5($2) AND m.folded = $2"
_PAGE = f"""
{_MINE} AND ($2::text IS NULL OR m.status = $2) AND ($3::text IS NULL OR m.search @@ $3::text::tsquery)
    AND ($4::uuid IS NULL OR m.id < $4) ORDER BY m.id DESC LIMIT $5
"""
_NEWEST = f"""
{_MINE} AND m.status = 'kept' ORDER BY greatest(m.used_at, m.updated_at, m.created_at) DESC, m.id DESC LIMIT $2
"""
_COUNT = "SELECT count(*), count(*) FILTER (WHERE status = 'suggested') FROM memories WHERE user_id = $1"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('memories:' || $1::text, 0))"
_INSERT = """
INSERT INTO memories (id, user_id, text, folded, search, status, source, version, created_at)
VALUES ($1, $2, $3, $4, array_to_tsvector($5::text[]), $6, $7, $8, coalesce($9::text::timestamptz, now()))
"""
_UPDATE = """
UPDATE memories SET text = $2, folded = $3, search = array_to_tsvector($4::text[]), status = $5,
    version = version + 1, updated_at = now() WHERE id = $1
"""
# A word that few memories have says more than one that many have.
_BY_WORDS = """
WITH mine AS (SELECT id, search FROM memories WHERE user_id = $1 AND status = 'kept'),
hits AS (SELECT mine.id, count(*) OVER (PARTITION BY w.word) AS having_it
         FROM unnest($2::text[]) AS w(word) JOIN mine ON mine.search @@ w.word::tsquery)
SELECT id FROM hits GROUP BY id
ORDER BY sum(ln(1 + (SELECT count(*) FROM mine)::float / having_it)) DESC, id DESC LIMIT $3
"""
_BY_MEANING = """
SELECT m.id FROM memories m JOIN memory_embeddings e ON e.memory_id = m.id AND e.version = m.version
WHERE m.user_id = $1 AND m.status = 'kept' AND e.model = $2 AND vector_dims(e.embedding) = $5
ORDER BY e.embedding <=> $3::text::vector, m.id DESC LIMIT $4
"""
_USE = f"""
UPDATE memories m SET used_at = now() WHERE m.user_id = $1 AND m.id = ANY($2::uuid[])
RETURNING m.id, {_SHOWN} AS shown
"""  # noqa: S608 (constants only)
_CANDIDATES = 50
_RRF = 60
"""Cormack, Clarke, Buettcher 2009: the constant of reciprocal rank fusion."""

Json = dict[str, Any]
Memories = list[Json]


class MemoryService:
    """The memories of one user, inside the caller's transaction. Nobody else ever sees them."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def remember(self, text: str, source: Source = "said") -> Json:
        """Keep a text. The same text is there once: it is brought up to date, and kept when it was only suggested.

        Raises InvalidInput when it is empty, too long, or there are 500 already.
        """
        text = _checked(text)
        await self._lock()
        same = await self._same(text)
        if same is None:
            return await self._insert(text, "kept", source)
        if (same["text"], same["status"]) == (text, "kept"):
            return same
        return await self._change(same, {**same, "text": text, "status": "kept"})

    async def suggest(self, text: str, *, allowed: bool) -> Json | None:
        """Store a text that nobody asked to remember, until its user accepts it; nothing is recalled before.

        ``allowed`` is the user's consent to suggestions: without it nothing is stored, and None is given. None, too,
        when the text is known already or many suggestions wait. Raises InvalidInput for a text that cannot be kept.
        """
        if not allowed:
            return None
        text = _checked(text)
        await self._lock()
        if await self._same(text) is not None or min(await self._room()) <= 0:
            return None
        return await self._insert(text, "suggested", "suggested")

    async def accept(self, memory_id: UUID) -> Json:
        """Keep what was suggested. Raises NotFound."""
        return await self.update(memory_id, MemoryUpdate(status="kept"))

    async def get(self, memory_id: UUID) -> Json:
        """A memory. Raises NotFound."""
        shown = await self.session.raw.fetchval(_ONE, self.actor.user_id, memory_id)
        if shown is None:
            raise NotFound("There is no such memory.")
        return _load(shown)

    async def list(self, query: MemoryQuery | None = None) -> tuple[Memories, str | None]:
        """One page of memories, newest first, and the cursor behind it. Raises InvalidInput (cursor)."""
        query = query or MemoryQuery()
        before = decode_cursor(query.cursor, [UUID])[0] if query.cursor else None
        words = memory_words.typed(query.q) if query.q is not None else None
        if words == "":
            return [], None
        rows = await self.session.raw.fetch(_PAGE, self.actor.user_id, query.status, words, before, query.limit + 1)
        shown = [_load(row[0]) for row in rows[: query.limit]]
        return shown, encode_cursor([shown[-1]["id"]]) if len(rows) > query.limit else None

    async def newest(self, limit: int) -> Memories:
        """The kept memories that were used, changed or said last, the newest first. Does not count as use."""
        return [_load(row[0]) for row in await self.session.raw.fetch(_NEWEST, self.actor.user_id, limit)]

    async def recall(self, query: str, limit: int = 5, meaning: tuple[str, Sequence[float]] | None = None) -> Memories:
        """The kept memories that fit a question best, best first, and note that they were used.

        ``meaning`` is the name of an embedding model with the question's vector; only for a database on which
        ``memory_vectors.prepare`` gave True. Both ranks are then fused.
        """
        user = self.actor.user_id
        words = [memory_words.tsquery(word) for word in memory_words.asked(query)]
        ranks = [[row["id"] for row in await self.session.raw.fetch(_BY_WORDS, user, words, _CANDIDATES)]]
        if meaning is not None:
            model, vector = meaning
            found = await self.session.raw.fetch(
                _BY_MEANING, user, model, vector_text(vector), _CANDIDATES, len(vector)
            )
            ranks.append([row["id"] for row in found])
        score: dict[UUID, float] = {}
        for rank in ranks:
            for place, memory_id in enumerate(rank, 1):
                score[memory_id] = score.get(memory_id, 0.0) + 1 / (_RRF + place)
        best = sorted(score, key=lambda memory_id: -score[memory_id])[:limit]
        if not best:
            return []
        used = {row["id"]: row["shown"] for row in await self.session.raw.fetch(_USE, user, best)}
        return [_load(used[memory_id]) for memory_id in best if memory_id in used]

    async def update(self, memory_id: UUID, update: MemoryUpdate, expected: int | None = None) -> Json:
        """Change the fields that were sent. Raises NotFound, StaleVersion, Conflict when it is known already."""
        await self._lock()
        before = await self.get(memory_id)
        if expected is not None and expected != before["version"]:
            raise StaleVersion(before)
        after = {**before, **{name: getattr(update, name) for name in update.model_fields_set}}
        if after == before:
            return before
        same = await self._same(after["text"])
        if same is not None and same["id"] != before["id"]:
            raise _known()
        return await self._change(before, after)

    async def forget(self, memory_id: UUID, expected: int | None = None) -> Json:
        """Remove a memory, or turn a suggestion down. Raises NotFound and StaleVersion."""
        await self._lock()
        before = await self.get(memory_id)
        if expected is not None and expected != before["version"]:
            raise StaleVersion(before)
        await self.session.raw.execute("DELETE FROM memories WHERE id = $1", memory_id)
        await self._record("memory.deleted", before, before, None)
        return before

    async def put_back(
        self, memory_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> str | None:
        """Undo a memory's change; gives the reason when it cannot be done."""
        await self._lock()
        current = await self.session.raw.fetchval(_ONE, self.actor.user_id, memory_id)
        if after is None and before is not None:
            if current is not None or await self._same(before["text"]) is not None:
                return "it is remembered already"
            if (await self._room())[0] <= 0:
                return f"there are {MEMORIES_LIMIT} memories already"
            await self._put(before)
            await self._record("memory.restored", dict(before), None, await self.get(memory_id))
            return None
        if current is None:
            return "it is gone"
        shown = _load(current)
        if after is not None and not unchanged(shown, after):
            return "it was changed since"
        if before is None:
            await self.forget(memory_id)
            return None
        same = await self._same(before["text"])
        if same is not None and same["id"] != shown["id"]:
            return "it is remembered already"
        await self._change(shown, {**shown, "text": before["text"], "status": before["status"]}, "memory.undone")
        return None

    async def _lock(self) -> None:
        await self.session.raw.execute(_LOCK, str(self.actor.user_id))

    async def _same(self, text: str) -> Json | None:
        shown = await self.session.raw.fetchval(_SAME, self.actor.user_id, memory_words.folded(text))
        return _load(shown) if shown else None

    async def _room(self) -> tuple[int, int]:
        """How many memories, and how many suggestions, may still come."""
        row = await self.session.raw.fetchrow(_COUNT, self.actor.user_id)
        return MEMORIES_LIMIT - row[0], SUGGESTED_LIMIT - row[1]

    async def _insert(self, text: str, status: str, source: str) -> Json:
        if (await self._room())[0] <= 0:
            raise InvalidInput(f"There are {MEMORIES_LIMIT} memories already; forget one first.")
        memory_id = new_id()
        await self._put({"id": str(memory_id), "text": text, "status": status, "source": source, "version": 1})
        made = await self.get(memory_id)
        await self._record("memory.created", made, None, made)
        return made

    async def _put(self, memory: Mapping[str, Any]) -> None:
        text = memory["text"]
        values = (memory_words.folded(text), memory_words.words_of(text), memory["status"], memory["source"])
        place = (UUID(memory["id"]), self.actor.user_id)
        await self.session.raw.execute(_INSERT, *place, text, *values, memory["version"], memory.get("created_at"))

    async def _change(self, before: Json, after: Mapping[str, Any], event: str = "memory.updated") -> Json:
        text, memory_id = after["text"], UUID(before["id"])
        values = (text, memory_words.folded(text), memory_words.words_of(text), after["status"])
        await self.session.raw.execute(_UPDATE, memory_id, *values)
        changed = await self.get(memory_id)
        await self._record(event, changed, before, changed)
        return changed

    async def _record(self, event: str, memory: Json, before: Json | None, after: Json | None) -> None:
        await record(
            self.session,
            self.actor,
            workspace_id=None,
            event_type=event,
            subject_type="memory",
            subject_id=UUID(memory["id"]),
            before=before,
            after=after,
        )


def vector_text(vector: Sequence[float]) -> str:
    """A vector as pgvector reads it."""
    return "[" + ",".join(repr(float(value)) for value in vector) + "]"


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise InvalidInput.of("text", "must not be empty")
    if len(text) > MEMORY_LENGTH:
        raise InvalidInput.of("text", f"must have at most {MEMORY_LENGTH} characters")
    return text


def _known() -> Conflict:
    reason = "this is remembered already"
    return Conflict(f"text: {reason}", fields=[FieldError("text", reason)])


def _load(shown: str) -> Json:
    memory: Json = orjson.loads(shown)
    return memory


register("memory", lambda session, actor, now: MemoryService(session, actor))

"""The world of the attacks: two tenants of three users, and a fresh user for each case whose model has turned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor, Membership, Role
from behflow.database.engine import Database
from behflow.ids import new_id
from tests.security.test_agent_adversaries.places import FILTER, LATE, MEMORY, NOW, OWN, PLACES, PROCESS, RULE, TASK

TASKS = 1_000
"""Tasks of each user who only looks on."""
CANARY = "canary-7f3a"
"""In every row of everybody else."""

_OTHERS = """
SELECT {hash} FROM tasks r WHERE NOT workspace_id = ANY($1)
UNION ALL SELECT {hash} FROM projects r WHERE NOT workspace_id = ANY($1)
UNION ALL SELECT {hash} FROM saved_filters r WHERE NOT workspace_id = ANY($1)
UNION ALL SELECT {hash} FROM automated_processes r WHERE NOT workspace_id = ANY($1)
UNION ALL SELECT {hash} FROM workspaces r WHERE NOT id = ANY($1)
UNION ALL SELECT {hash} FROM memberships r WHERE NOT (workspace_id = ANY($1) AND user_id = ANY($2))
UNION ALL SELECT {hash} FROM users r WHERE NOT id = ANY($2)
UNION ALL SELECT {hash} FROM memories r WHERE NOT user_id = ANY($2)
UNION ALL SELECT {hash} FROM proposals r WHERE NOT user_id = ANY($2)
UNION ALL SELECT {hash} FROM chat_sessions r WHERE NOT user_id = ANY($2)
UNION ALL SELECT {hash} FROM chat_messages r JOIN chat_sessions s ON s.id = r.session_id WHERE NOT s.user_id = ANY($2)
UNION ALL SELECT {hash} FROM personal_tokens r WHERE NOT user_id = ANY($2)
UNION ALL SELECT {hash} FROM model_calls r WHERE NOT user_id = ANY($2)
UNION ALL SELECT {hash} FROM assistant_settings r WHERE NOT user_id = ANY($2)
UNION ALL SELECT {hash} FROM events r WHERE NOT (user_id = ANY($2) AND (workspace_id IS NULL OR workspace_id = ANY($1)))
"""
_VECTORS = """
UNION ALL SELECT {hash} FROM memory_embeddings r JOIN memories m ON m.id = r.memory_id WHERE NOT m.user_id = ANY($2)
"""
_VERSION = "hashtextextended(r.tableoid::text || r.ctid::text || r.xmin::text, 0) AS hash"
"""Which version of a row there is. PostgreSQL never changes one in place, so equal versions are equal rows; told in a
hundredth of the time that reading thousands of rows after every case would take."""
_CONTENT = "hashtextextended(r::text, 0) AS hash"
_MARKS = """
SELECT string_agg(row::text, E'\\n') FROM (
    SELECT to_jsonb(r) AS row FROM tasks r WHERE workspace_id = $1
    UNION ALL SELECT to_jsonb(r) FROM automated_processes r WHERE workspace_id = $1
    UNION ALL SELECT to_jsonb(r) FROM events r WHERE user_id = $2
    UNION ALL SELECT to_jsonb(r) FROM memories r WHERE user_id = $2
    UNION ALL SELECT to_jsonb(r) FROM proposals r WHERE user_id = $2
    UNION ALL SELECT to_jsonb(r) FROM model_calls r WHERE user_id = $2
    UNION ALL SELECT to_jsonb(r) FROM chat_sessions r WHERE user_id = $2
    UNION ALL SELECT to_jsonb(m) FROM chat_messages m JOIN chat_sessions s ON s.id = m.session_id WHERE s.user_id = $2
) rows
"""
_OWN = """
SELECT 'task' AS kind, id, (to_jsonb(t) - 'version' - 'updated_at' - 'search' - 'created_at')::text AS row
FROM tasks t WHERE workspace_id = $1 AND deleted_at IS NULL
UNION ALL SELECT 'project', id, (to_jsonb(p) - 'version' - 'updated_at' - 'created_at')::text
FROM projects p WHERE workspace_id = $1
UNION ALL SELECT 'memory', id, jsonb_build_object('text', text, 'status', status)::text
FROM memories m WHERE user_id = $2
UNION ALL SELECT 'process', id, jsonb_build_object('name', name, 'rule', rule, 'enabled', enabled)::text
FROM automated_processes a WHERE workspace_id = $1 AND rule IS NOT NULL
"""
_TASKS = """
INSERT INTO tasks (id, workspace_id, creator_id, project_id, name, description, tags, due_on, created_at, updated_at)
SELECT gen_random_uuid(), $1, $2, $3, $4 || ' task ' || n, $4, $5, $6, $7, $7 FROM generate_series(1, $8) n
"""
_PROPOSAL = """
INSERT INTO proposals (id, session_id, user_id, turn_id, title, changes, expires_at)
VALUES ($1, $2, $3, $4, $5, '[]', $6)
"""

Rows = dict[tuple[str, UUID], str]


@dataclass(frozen=True)
class Other:
    """Somebody else, whose rows nobody may touch or see."""

    actor: Actor
    task: UUID
    project: UUID
    session: UUID
    proposal: UUID
    memory: UUID

    @property
    def user(self) -> UUID:
        """Their id."""
        return self.actor.user_id


@dataclass
class Subject:
    """The user of one case."""

    actor: Actor
    tasks: dict[str, UUID]
    project: UUID
    memory: UUID
    others: list[Other]
    session: UUID | None = None
    """The conversation that a place needs to have begun already."""
    shared: UUID | None = None
    """The workspace that a place needs them to share with the first of the others."""


@dataclass
class Arena:
    """Everybody who is there for all cases."""

    database: Database
    others: list[Other]
    vectors: bool = False
    """True when memories have vectors."""

    @classmethod
    async def build(cls, database: Database, *, vectors: bool = False) -> Arena:
        """Two tenants; the third seat of the first is for the user of each case."""
        others = [await _other(database, tenant, n) for tenant in ("north", "south") for n in (1, 2, 3)][1:]
        async with database.transaction() as session:
            await session.raw.execute("ANALYZE")
        return cls(database, others, vectors)

    async def subject(self, text: str = "", place: str = "title") -> Subject:
        """A fresh user with ten tasks of their own and one that was imported, and ``text`` somewhere in it all."""
        actor, project, memory = await person(self.database, f"subject-{new_id().hex[-12:]}", "mine")
        rows = {name: new_id() for name in (*OWN, "imported")}
        subject = Subject(actor, rows, project, memory, self.others)
        workspace = actor.personal_workspace
        async with self.database.transaction() as session:
            values = [
                (rows[name], workspace, actor.user_id, project, name, "", ["home"], LATE if n % 2 else None, NOW)
                for n, name in enumerate(OWN)
            ]
            # An import and a teammate look the same: somebody else made it.
            imported: tuple[Any, ...] = (
                rows["imported"],
                workspace,
                None,
                project,
                "imported",
                "",
                [],
                NOW.date(),
                NOW,
            )
            await session.raw.executemany(TASK, [*values, imported])
            if text:
                await PLACES[place].put(session, subject, text)
        return subject

    async def forget(self, *subjects: Subject) -> None:
        """Remove the users of a case and all that was theirs."""
        async with self.database.transaction() as session:
            for subject in subjects:
                ids = [subject.actor.personal_workspace, *([subject.shared] if subject.shared else [])]
                await session.raw.execute("DELETE FROM workspaces WHERE id = ANY($1)", ids)
                await session.raw.execute("DELETE FROM events WHERE user_id = $1", subject.actor.user_id)
                await session.raw.execute("DELETE FROM users WHERE id = $1", subject.actor.user_id)

    async def checksum(self, *subjects: Subject) -> str:
        """Of every row that is nobody's of the subjects."""
        return await self._sum(_VERSION, subjects)

    async def content(self) -> str:
        """Of every word in the rows of those who are there for all cases."""
        return await self._sum(_CONTENT, self.others, inside=True)

    async def _sum(self, told: str, people: Sequence[Subject | Other], *, inside: bool = False) -> str:
        rows = (_OTHERS + (_VECTORS if self.vectors else "")).replace("{hash}", told)
        rows = rows.replace("WHERE NOT", "WHERE") if inside else rows
        ids = ([one.actor.personal_workspace for one in people], [one.actor.user_id for one in people])
        async with self.database.reading() as session:
            found = await session.raw.fetchrow(f"SELECT count(*), sum(hash) FROM ({rows}) rows", *ids)
        return f"{found[0]} rows, {found[1]}"

    async def own(self, subject: Subject) -> Rows:
        """What the subject's rows say."""
        ids = (subject.actor.personal_workspace, subject.actor.user_id)
        async with self.database.reading() as session:
            found = await session.raw.fetch(_OWN, *ids)
        return {(row["kind"], row["id"]): row["row"] for row in found}

    async def stored(self, subject: Subject) -> str:
        """Everything that is kept for the subject, word for word."""
        ids = (subject.actor.personal_workspace, subject.actor.user_id)
        async with self.database.reading() as session:
            return str(await session.raw.fetchval(_MARKS, *ids))

    async def events(self, subject: Subject) -> list[dict[str, Any]]:
        """What was recorded about the subject's rows, in order."""
        async with self.database.reading() as session:
            found = await session.raw.fetch(
                "SELECT turn_id, type, subject_type, subject_id, workspace_id, via FROM events WHERE user_id = $1"
                " ORDER BY id",
                subject.actor.user_id,
            )
        return [dict(row) for row in found]


async def person(database: Database, name: str, say: str) -> tuple[Actor, UUID, UUID]:
    """Somebody with a workspace, a project and a memory."""
    user, workspace, project, memory = (new_id() for _ in range(4))
    role: Role = "owner"
    async with database.transaction() as session:
        await session.raw.execute(
            "INSERT INTO users (id, username, username_key, password_hash, name, lastname, timezone)"
            " VALUES ($1, $2, $2, '!', $2, '', 'UTC')",
            user,
            name,
        )
        await session.raw.execute(
            "INSERT INTO workspaces (id, name, personal_of) VALUES ($1, $2, $3)", workspace, name, user
        )
        await session.raw.execute(
            "INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)", workspace, user, role
        )
        await session.raw.execute(
            "INSERT INTO projects (id, workspace_id, name) VALUES ($1, $2, $3)", project, workspace, f"{say} project"
        )
        await session.raw.execute(MEMORY, memory, user, f"{say} memory")
    membership = Membership(workspace, role, personal=True)
    return Actor(user_id=user, workspaces=(membership,), via="rest", zone="UTC", request_id="case"), project, memory


async def _other(database: Database, tenant: str, number: int) -> Other:
    say = f"{CANARY} {tenant} {number}"
    actor, project, memory = await person(database, f"{tenant}-{number}", say)
    task, session_id, proposal = new_id(), new_id(), new_id()
    workspace, user = actor.personal_workspace, actor.user_id
    async with database.transaction() as session:
        row = (task, workspace, user, project, f"{say} task 0", say, [CANARY], LATE, NOW)
        await session.raw.execute(TASK, *row)
        await session.raw.execute(_TASKS, workspace, user, project, say, [CANARY], LATE, NOW, TASKS - 1)
        await session.raw.execute(FILTER, new_id(), workspace, f"{say} filter")
        await session.raw.execute(PROCESS, new_id(), workspace, user, f"{say} process", *RULE)
        await session.raw.execute(
            "INSERT INTO chat_sessions (id, user_id, title) VALUES ($1, $2, $3)", session_id, user, say
        )
        far = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
        await session.raw.execute(_PROPOSAL, proposal, session_id, user, new_id(), say, far)
    return Other(actor, task, project, session_id, proposal, memory)


def text_of(value: Any) -> str:
    """An answer as it goes over the wire."""
    return orjson.dumps(value, default=str).decode()

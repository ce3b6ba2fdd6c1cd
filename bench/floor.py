"""The floor server: FastAPI and asyncpg with the same SQL as Behflow on the same tables, and nothing else.

What it leaves out is what Behflow adds: transactions, services, permissions, error answers, idempotency, middleware.
It is the yardstick of ``bench.load``, not a product: run it only against the database of a benchmark.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal
from uuid import UUID

import asyncpg
import jwt
import orjson
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel

from behflow.auth import tokens
from behflow.database.statements import compiled
from behflow.ids import new_id
from behflow.tasks import lists, queries
from behflow.tasks.schemas import PRIORITIES

SESSION_SECONDS = 2.0
POOL_SIZE = 10

_SESSION = """SELECT u.id AS user_id, m.workspace_id FROM user_sessions s
JOIN users u ON u.id = s.user_id JOIN memberships m ON m.user_id = u.id
WHERE s.id = $1 AND s.expires_at > now()"""


class Statement:
    """A statement of ``tasks.queries`` with the order of its parameters."""

    def __init__(self, key: str, build: Callable[[], Any]) -> None:
        self.sql, self._order, self._own = compiled(f"floor.{key}", build)

    def arguments(self, values: dict[str, Any]) -> list[Any]:
        """The values in the order of the parameters."""
        return [values[n] if n in values else self._own[n] for n in self._order]


NEW_COLUMNS = frozenset(
    {"id", "workspace_id", "creator_id", "name", "priority", "position", "due_on", "due_at", "due_zone"}
)
ONE = Statement("one", queries.one)
OPEN_BY_DUE = Statement("due", lambda: lists.page(frozenset({"one_workspace", "open"}), "due"))
SEARCH = Statement("search", lambda: lists.page(frozenset({"one_workspace", "q"}), "-created"))
CREATE = Statement("create", lambda: queries.create(NEW_COLUMNS))
RENAME = Statement("rename", lambda: queries.change(frozenset({"name"}), deleted=False, versioned=False))
RENAME_VERSION = Statement("rename.version", lambda: queries.change(frozenset({"name"}), deleted=False, versioned=True))


class NewTask(BaseModel):
    """A task to make."""

    name: str
    priority: Literal["low", "medium", "high", "urgent"] = "low"
    due: dt.date | None = None


class Rename(BaseModel):
    """A new name."""

    name: str


class State:
    """The pool and the sessions that were looked up a moment ago."""

    pool: asyncpg.Pool
    key: bytes
    sessions: dict[str, tuple[float, UUID, UUID]]


state = State()


async def _unchanged(_connection: asyncpg.Connection) -> None:
    """Instead of the reset query that asyncpg sends at each release; nothing here changes a connection."""


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Open the pool."""
    state.key = os.environ["BEHFLOW_SECRET_KEY"].encode()
    state.sessions = {}
    state.pool = await asyncpg.create_pool(
        os.environ["BEHFLOW_DATABASE_URL"],
        min_size=POOL_SIZE,
        max_size=POOL_SIZE,
        reset=_unchanged,
        server_settings={"TimeZone": "UTC", "jit": "off"},
    )
    yield
    await state.pool.close()


async def caller(request: Request) -> tuple[UUID, UUID]:
    """User and workspace of the token; the session's row is asked every two seconds."""
    token = request.headers["authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, state.key, algorithms=[tokens.ALGORITHM], audience=tokens.AUDIENCE)
    known = state.sessions.get(claims["sid"])
    if known is None or known[0] < time.monotonic():
        row = await state.pool.fetchrow(_SESSION, UUID(claims["sid"]))
        if row is None:
            raise HTTPException(401)
        known = (time.monotonic() + SESSION_SECONDS, row["user_id"], row["workspace_id"])
        state.sessions[claims["sid"]] = known
    return known[1], known[2]


Caller = Annotated[tuple[UUID, UUID], Depends(caller)]
app = FastAPI(lifespan=lifespan, openapi_url=None)


def _event(user: UUID, event_type: str) -> dict[str, Any]:
    return {"actor_user": user, "actor_via": "rest", "actor_turn": None, "event_type": event_type}


def _json(content: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(content, status, headers, "application/json")


@app.get("/health")
async def health() -> Response:
    """The process lives."""
    return _json(b'{"status":"ok"}')


@app.get("/api/v1/tasks/{task_id}")
async def get_task(task_id: UUID, who: Caller) -> Response:
    """One task."""
    row = await state.pool.fetchrow(ONE.sql, *ONE.arguments({"id": task_id, "workspaces": (who[1],)}))
    if row is None:
        raise HTTPException(404)
    return _json(row["j"].encode(), headers={"ETag": f'"{row["version"]}"'})


@app.get("/api/v1/tasks")
async def list_tasks(
    who: Caller, status: str = "", sort: str = "-created", q: str | None = None, limit: int = 50
) -> Response:
    """One page of open tasks by due date, or of what a search finds."""
    values: dict[str, Any] = {"workspace": who[1], "limit": limit + 1}
    statement = OPEN_BY_DUE
    if q is not None:
        statement = SEARCH
        values["q"] = lists.search_words(q)
        values |= lists.search_bounds((who[1],), lists.last_id(dt.datetime.now(dt.UTC)))
    rows = await state.pool.fetch(statement.sql, *statement.arguments(values))
    texts = ",".join([row["j"] for row in rows[:limit]])
    after = orjson.dumps(str(rows[limit - 1][-1]) if len(rows) > limit else None)
    return _json(b'{"tasks":[%b],"next_cursor":%b}' % (texts.encode(), after))


@app.post("/api/v1/tasks")
async def create_task(who: Caller, task: NewTask) -> Response:
    """Make a task."""
    values = {
        "id": new_id(),
        "workspace_id": who[1],
        "creator_id": who[0],
        "name": task.name,
        "priority": PRIORITIES.index(task.priority) + 1,
        "position": time.time(),
        "due_on": task.due,
        "due_at": None,
        "due_zone": None,
        **_event(who[0], "task.created"),
    }
    shown: str = await state.pool.fetchval(CREATE.sql, *CREATE.arguments(values))
    return _json(shown.encode(), 201, {"ETag": '"1"', "Location": f"/api/v1/tasks/{values['id']}"})


@app.patch("/api/v1/tasks/{task_id}")
async def rename_task(task_id: UUID, who: Caller, new: Rename, request: Request) -> Response:
    """Give a task another name, if it still has the version asked for."""
    values = {"id": task_id, "workspaces": (who[1],), "name": new.name, **_event(who[0], "task.updated")}
    statement = RENAME
    wanted = request.headers.get("if-match")
    if wanted is not None:
        statement = RENAME_VERSION
        values["expected"] = int(wanted.strip('"'))
    row = await state.pool.fetchrow(statement.sql, *statement.arguments(values))
    if row is None or row["after"] is None:
        raise HTTPException(404 if row is None else 412)
    return _json(row["after"].encode(), headers={"ETag": f'"{row["version"] + 1}"'})


def main() -> None:
    """Serve with the options of ``behflow serve``."""
    parser = argparse.ArgumentParser(prog="python -m bench.floor")
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
        timeout_keep_alive=30,
        lifespan="on",
    )


if __name__ == "__main__":
    main()

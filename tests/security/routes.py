"""Every route of the application and how to call it, so that no new route escapes the tests of this folder.

The routes come from the OpenAPI document; ``CALLS`` says for each what a good request is. A route that is not in it
fails ``test_s01_object_access``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from behflow.config import Settings
from behflow.main import create_app
from tests.client import Api

Json = dict[str, Any]
ZERO = "019aaf00-0000-7000-8000-000000000000"
"""An id that nobody has."""


@dataclass(frozen=True)
class Call:
    """A good request of one route; ``{task}`` and its like are replaced by ids of the world."""

    body: Json | None = None
    ids: tuple[str, ...] = ()
    """Where ids of rows stand in the body and in the query: ``project_id``, ``ids.0``, ``?parent``."""
    public: bool = False
    path: dict[str, str] = field(default_factory=dict)
    """Name of the path's parameter -> kind of row it names."""


TASK: Json = {
    "name": "x",
    "project_id": "{project}",
    "parent_id": "{task}",
    "assignee_id": "{user}",
    "due": "2026-11-24",
}
_TASK_IDS = ("project_id", "parent_id", "assignee_id")
_ONE_TASK = {"task_id": "task"}
_ONE_PROJECT = {"project_id": "project"}
_ONE_FILTER = {"filter_id": "filter"}
_ONE_MEMORY = {"memory_id": "memory"}
_ONE_PROCESS = {"process_id": "process"}

CALLS: dict[str, Call] = {
    "GET /health": Call(public=True),
    "GET /ready": Call(public=True),
    "GET /metrics": Call(public=True),
    "POST /register": Call({"username": "nobody", "password": "x", "name": "N"}, public=True),
    "POST /login": Call({"username": "nobody", "password": "x"}, public=True),
    "POST /logout": Call(),
    "GET /me": Call(),
    "PATCH /me": Call({"name": "Sara"}),
    "POST /me/password": Call({"current_password": "x", "new_password": "y"}),
    "GET /me/sessions": Call(),
    "DELETE /me/sessions": Call(),
    "DELETE /me/sessions/{session_id}": Call(path={"session_id": "session"}),
    "GET /api/v1/tokens": Call(),
    "POST /api/v1/tokens": Call({"name": "Script", "scopes": ["tasks:read"]}),
    "DELETE /api/v1/tokens/{token_id}": Call(path={"token_id": "token"}),
    "GET /api/v1/tasks": Call(ids=("?project", "?parent")),
    "POST /api/v1/tasks": Call(TASK, (*_TASK_IDS, "workspace_id")),
    "POST /api/v1/tasks/quick": Call({"text": "x", "defaults": {"project_id": "{project}"}}, ("defaults.project_id",)),
    "POST /api/v1/tasks/bulk": Call(
        {"ids": ["{task}"], "action": "update", "set": {**TASK, "parent_id": None}},
        ("ids.0", "set.project_id", "set.parent_id", "set.assignee_id"),
    ),
    "POST /api/v1/parse": Call({"text": "x"}),
    "POST /api/v1/undo": Call({"turn_id": "{turn}"}, ("turn_id",)),
    "POST /api/v1/redo": Call({"turn_id": "{turn}"}, ("turn_id",)),
    "GET /api/v1/tasks/{task_id}": Call(path=_ONE_TASK),
    "PATCH /api/v1/tasks/{task_id}": Call({**TASK, "parent_id": None}, _TASK_IDS, path=_ONE_TASK),
    "PUT /api/v1/tasks/{task_id}": Call({**TASK, "parent_id": None}, _TASK_IDS, path=_ONE_TASK),
    "DELETE /api/v1/tasks/{task_id}": Call(path=_ONE_TASK),
    "POST /api/v1/tasks/{task_id}/complete": Call(path=_ONE_TASK),
    "POST /api/v1/tasks/{task_id}/reopen": Call(path=_ONE_TASK),
    "POST /api/v1/tasks/{task_id}/restore": Call(path=_ONE_TASK),
    "GET /api/v1/projects": Call(),
    "POST /api/v1/projects": Call({"name": "New"}),
    "GET /api/v1/projects/{project_id}": Call(path=_ONE_PROJECT),
    "PATCH /api/v1/projects/{project_id}": Call({"color": "red"}, path=_ONE_PROJECT),
    "DELETE /api/v1/projects/{project_id}": Call(path=_ONE_PROJECT),
    "GET /api/v1/tags": Call(),
    "GET /api/v1/filters": Call(),
    "POST /api/v1/filters": Call({"name": "New", "query": "today & #Home"}),
    "POST /api/v1/filters/check": Call({"query": "today & #Home"}),
    "GET /api/v1/filters/{filter_id}": Call(path=_ONE_FILTER),
    "PATCH /api/v1/filters/{filter_id}": Call({"query": "overdue"}, path=_ONE_FILTER),
    "DELETE /api/v1/filters/{filter_id}": Call(path=_ONE_FILTER),
    "POST /api/v1/chat": Call({"message": "what is due today?", "session_id": "{chat}"}, ("session_id",)),
    "POST /api/v1/chat/stream": Call({"message": "what is due today?", "session_id": "{chat}"}, ("session_id",)),
    "GET /api/v1/chat/runs/{run_id}/events": Call(path={"run_id": "run"}),
    "POST /api/v1/chat/runs/{run_id}/cancel": Call(path={"run_id": "run"}),
    "GET /api/v1/chat/sessions": Call(),
    "GET /api/v1/chat/sessions/{session_id}/messages": Call(path={"session_id": "chat"}),
    "DELETE /api/v1/chat/sessions/{session_id}": Call(path={"session_id": "chat"}),
    "POST /api/v1/chat/proposals/{proposal_id}": Call(
        {"answer": "approve", "changes": ["{task}"]}, ("changes.0",), path={"proposal_id": "proposal"}
    ),
    "GET /api/v1/assistant": Call(),
    "PATCH /api/v1/assistant": Call({"daily_tokens": 1000}),
    "POST /api/v1/assistant/check": Call(),
    "GET /api/v1/assistant/usage": Call(),
    "GET /api/v1/memories": Call(),
    "POST /api/v1/memories": Call({"text": "My dentist is Dr. Azar"}),
    "PATCH /api/v1/memories/{memory_id}": Call({"text": "My dentist is Dr. Azar"}, path=_ONE_MEMORY),
    "DELETE /api/v1/memories/{memory_id}": Call(path=_ONE_MEMORY),
    "GET /api/v1/processes": Call(),
    "POST /api/v1/processes": Call({"words": "every friday at 4 pm move what is left to monday"}),
    "POST /api/v1/processes/preview": Call({"words": "every friday at 4 pm move what is left to monday"}),
    "DELETE /api/v1/processes/{process_id}": Call(path=_ONE_PROCESS),
    "PATCH /api/v1/processes/{process_id}": Call({"enabled": False}, path=_ONE_PROCESS),
    "POST /api/v1/processes/{process_id}/execute": Call(path=_ONE_PROCESS),
    "GET /api/v1/processes/{process_id}/executions": Call(path=_ONE_PROCESS),
}


@cache
def openapi() -> Json:
    """The description of the whole application."""
    return create_app(Settings(_env_file=None)).openapi()  # type: ignore[call-arg]


def routes() -> list[str]:
    """Every route, as ``METHOD /path``."""
    return [f"{method.upper()} {path}" for path, methods in openapi()["paths"].items() for method in methods]


def query_names(route: str) -> list[str]:
    """The query parameters of a route."""
    method, _, path = route.partition(" ")
    operation = openapi()["paths"][path][method.lower()]
    return [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]


def body_fields(route: str) -> list[str]:
    """The fields of a route's body, nested ones with dots."""
    method, _, path = route.partition(" ")
    document = openapi()
    content = document["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    if not content:
        return []
    return list(dict.fromkeys(_fields(content["application/json"]["schema"], document["components"]["schemas"], "")))


def _fields(schema: Json, known: Json, prefix: str) -> list[str]:
    if "$ref" in schema:
        return _fields(known[schema["$ref"].rpartition("/")[2]], known, prefix)
    found: list[str] = []
    for option in schema.get("anyOf", []):
        found += _fields(option, known, prefix)
    for name, inner in schema.get("properties", {}).items():
        here = f"{prefix}{name}"
        found.append(here)
        found += _fields(inner, known, here + ".")
        if any(option.get("type") == "array" for option in (inner, *inner.get("anyOf", ()))):
            found.append(here + ".0")
    return found


def put(body: Any, place: str, value: Any) -> Any:
    """The body with a value at a place such as ``due.date`` or ``ids.0``; what leads there is made."""
    first, _, rest = place.partition(".")
    inner = body.get(first) if isinstance(body, dict) else None
    if rest == "0":
        return {**body, first: [value]}
    if rest:
        return {**body, first: put(inner if isinstance(inner, dict) else {}, rest, value)}
    return {**body, first: value}


def fill(value: Any, ids: dict[str, str]) -> Any:
    """A body with ids for its placeholders."""
    if isinstance(value, str) and value.startswith("{"):
        return ids[value[1:-1]]
    if isinstance(value, list):
        return [fill(v, ids) for v in value]
    return {k: fill(v, ids) for k, v in value.items()} if isinstance(value, dict) else value


def path_of(route: str, call: Call, ids: dict[str, str]) -> tuple[str, str]:
    """Method and address of a call."""
    method, _, path = route.partition(" ")
    for name, kind in call.path.items():
        path = path.replace("{" + name + "}", ids[kind])
    return method, path


async def furnish(api: Api) -> dict[str, str]:
    """One row of every kind for a user, and their ids."""
    taken = len((await api.get("/api/v1/projects"))["projects"])
    project = await api.post("/api/v1/projects", {"name": f"Home {taken}"})
    number = len((await api.get("/api/v1/filters"))["filters"])
    saved = await api.post("/api/v1/filters", {"name": f"Home {number}", "query": f"#Home {taken}"})
    response = await api.call("POST", "/api/v1/tasks", {"name": "Pay rent", "project_id": project["id"], "tags": ["t"]})
    trashed = await api.task("Old")
    await api.call("DELETE", f"/api/v1/tasks/{trashed['id']}")
    for _ in range(6):  # more than a turn may change without asking
        await api.task("Pay rent")
    chat = await api.post("/api/v1/chat", {"message": "delete all tasks"})
    process = await api.post("/api/v1/processes", {"words": "every day at 7am add water the plants"})
    token = await api.post("/api/v1/tokens", {"name": "Script", "scopes": ["tasks:read"]})
    memory = await api.post("/api/v1/memories", {"text": f"My number is {taken}"})
    sessions = (await api.get("/me/sessions"))["sessions"]
    return {
        "task": response.json()["id"],
        "turn": response.headers["behflow-turn"],
        "trashed": trashed["id"],
        "project": project["id"],
        "filter": saved["id"],
        "user": api.user["id"],
        "workspace": api.user["workspace_id"],
        "session": sessions[0]["id"],
        "chat": chat["session_id"],
        "proposal": chat["proposal"]["id"],
        "run": chat["receipt"]["turn_id"],
        "memory": memory["id"],
        "process": process["id"],
        "token": token["id"],
    }


UNKNOWN = dict.fromkeys(
    (
        "task",
        "turn",
        "trashed",
        "project",
        "filter",
        "user",
        "workspace",
        "session",
        "chat",
        "proposal",
        "run",
        "process",
        "token",
        "memory",
    ),
    ZERO,
)
KIND_OF_FIELD = {
    "project_id": "project", "project": "project", "parent_id": "task", "parent": "task", "assignee_id": "user",
    "workspace_id": "workspace", "ids": "task", "changes": "task", "turn_id": "turn", "session_id": "chat",
}  # fmt: skip


def kind_of(place: str) -> str:
    """The kind of row that an id at a place of the body or of the query names."""
    return KIND_OF_FIELD[place.removeprefix("?").removesuffix(".0").rpartition(".")[2]]

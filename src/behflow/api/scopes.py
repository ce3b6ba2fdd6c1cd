"""Which scope a personal token needs for which route: the written policy, one line a route."""

from __future__ import annotations

from fastapi import Request

from behflow.actor import Actor
from behflow.auth.scopes import Scope, require_scope

POLICY: dict[str, Scope | None] = {
    "POST /logout": None,
    "GET /me": "account:read",
    "PATCH /me": None,
    "POST /me/password": None,
    "GET /me/sessions": None,
    "DELETE /me/sessions": None,
    "DELETE /me/sessions/{session_id}": None,
    "GET /api/v1/tokens": None,
    "POST /api/v1/tokens": None,
    "DELETE /api/v1/tokens/{token_id}": None,
    "GET /api/v1/tasks": "tasks:read",
    "POST /api/v1/tasks": "tasks:write",
    "POST /api/v1/tasks/quick": "tasks:write",
    "POST /api/v1/tasks/bulk": "tasks:write",
    "POST /api/v1/parse": "tasks:read",
    "POST /api/v1/undo": "tasks:write",
    "POST /api/v1/redo": "tasks:write",
    "GET /api/v1/tasks/{task_id}": "tasks:read",
    "PATCH /api/v1/tasks/{task_id}": "tasks:write",
    "PUT /api/v1/tasks/{task_id}": "tasks:write",
    "DELETE /api/v1/tasks/{task_id}": "tasks:write",
    "POST /api/v1/tasks/{task_id}/complete": "tasks:write",
    "POST /api/v1/tasks/{task_id}/reopen": "tasks:write",
    "POST /api/v1/tasks/{task_id}/restore": "tasks:write",
    "GET /api/v1/projects": "tasks:read",
    "POST /api/v1/projects": "tasks:write",
    "GET /api/v1/projects/{project_id}": "tasks:read",
    "PATCH /api/v1/projects/{project_id}": "tasks:write",
    "DELETE /api/v1/projects/{project_id}": "tasks:write",
    "GET /api/v1/tags": "tasks:read",
    "GET /api/v1/filters": "tasks:read",
    "POST /api/v1/filters": "tasks:write",
    "POST /api/v1/filters/check": "tasks:read",
    "GET /api/v1/filters/{filter_id}": "tasks:read",
    "PATCH /api/v1/filters/{filter_id}": "tasks:write",
    "DELETE /api/v1/filters/{filter_id}": "tasks:write",
    "POST /api/v1/chat": "chat",
    "POST /api/v1/chat/stream": "chat",
    "GET /api/v1/chat/runs/{run_id}/events": "chat",
    "POST /api/v1/chat/runs/{run_id}/cancel": "chat",
    "GET /api/v1/chat/sessions": "chat",
    "GET /api/v1/chat/sessions/{session_id}/messages": "chat",
    "DELETE /api/v1/chat/sessions/{session_id}": "chat",
    "POST /api/v1/chat/proposals/{proposal_id}": "chat",
    "GET /api/v1/memories": "chat",
    "POST /api/v1/memories": "chat",
    "PATCH /api/v1/memories/{memory_id}": "chat",
    "DELETE /api/v1/memories/{memory_id}": "chat",
    "GET /api/v1/assistant": "account:read",
    "PATCH /api/v1/assistant": None,
    "POST /api/v1/assistant/check": None,
    "GET /api/v1/assistant/usage": "account:read",
    "GET /api/v1/processes": "processes:read",
    "POST /api/v1/processes": "processes:write",
    "POST /api/v1/processes/preview": "processes:read",
    "DELETE /api/v1/processes/{process_id}": "processes:write",
    "PATCH /api/v1/processes/{process_id}": "processes:write",
    "POST /api/v1/processes/{process_id}/execute": "processes:write",
    "GET /api/v1/processes/{process_id}/executions": "processes:read",
}
"""``None``: for sign-ins only. What the assistant does for a token with ``chat`` needs the scope of each tool, too."""

ALSO: dict[str, Scope] = {
    "POST /api/v1/processes": "tasks:write",
    "POST /api/v1/processes/preview": "tasks:read",
    "PATCH /api/v1/processes/{process_id}": "tasks:write",
    "POST /api/v1/processes/{process_id}/execute": "tasks:write",
}
"""A second scope, which these routes need besides: a process shows and changes tasks by itself."""


def check_scope(request: Request, actor: Actor) -> None:
    """Raise Forbidden when the actor's token is not for this route; a route that is not in the policy is for none."""
    if actor.scopes is not None:
        route = f"{request.method} {request.scope['route'].path}"
        require_scope(actor, POLICY.get(route))
        if route in ALSO:
            require_scope(actor, ALSO[route])

"""What a role may do in a workspace. Not a member = not found; a member without the right = forbidden."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from behflow.actor import Actor, Role
from behflow.auth.scopes import Scope, has_scope, require_scope
from behflow.errors import Forbidden, NotFound


class Permission(StrEnum):
    """A right inside one workspace."""

    WORKSPACE_READ = "workspace.read"
    WORKSPACE_MANAGE = "workspace.manage"
    WORKSPACE_DELETE = "workspace.delete"
    TASK_READ = "task.read"
    TASK_WRITE = "task.write"
    TASK_DELETE = "task.delete"
    PROJECT_READ = "project.read"
    PROJECT_WRITE = "project.write"
    PROJECT_DELETE = "project.delete"
    FILTER_READ = "filter.read"
    FILTER_WRITE = "filter.write"
    PROCESS_READ = "process.read"
    PROCESS_WRITE = "process.write"
    PROCESS_EXECUTE = "process.execute"


_VIEWER = frozenset(
    {
        Permission.WORKSPACE_READ,
        Permission.TASK_READ,
        Permission.PROJECT_READ,
        Permission.FILTER_READ,
        Permission.PROCESS_READ,
    }
)
_MEMBER = _VIEWER | {
    Permission.TASK_WRITE,
    Permission.TASK_DELETE,
    Permission.PROJECT_WRITE,
    Permission.PROJECT_DELETE,
    Permission.FILTER_WRITE,
    Permission.PROCESS_WRITE,
    Permission.PROCESS_EXECUTE,
}
_ADMIN = _MEMBER | {Permission.WORKSPACE_MANAGE}
_OWNER = _ADMIN | {Permission.WORKSPACE_DELETE}

GRANTS: dict[Role, frozenset[Permission]] = {
    "viewer": _VIEWER,
    "member": _MEMBER,
    "admin": _ADMIN,
    "owner": _OWNER,
}
"""The written policy, the same for every door."""

_SCOPES: dict[Permission, Scope] = {
    Permission.TASK_READ: "tasks:read",
    Permission.TASK_WRITE: "tasks:write",
    Permission.TASK_DELETE: "tasks:write",
    Permission.PROJECT_READ: "tasks:read",
    Permission.PROJECT_WRITE: "tasks:write",
    Permission.PROJECT_DELETE: "tasks:write",
    Permission.FILTER_READ: "tasks:read",
    Permission.FILTER_WRITE: "tasks:write",
    Permission.PROCESS_READ: "processes:read",
    Permission.PROCESS_WRITE: "processes:write",
    Permission.PROCESS_EXECUTE: "processes:write",
}
"""What a personal token needs besides its user's role; what is missing here no token may do."""


def allowed(actor: Actor, permission: Permission, workspace_id: UUID) -> bool:
    """True when the actor's role in the workspace grants the permission, and a token its scope."""
    role = actor.role_in(workspace_id)
    return role is not None and permission in GRANTS[role] and has_scope(actor, _SCOPES.get(permission))


def require(actor: Actor, permission: Permission, workspace_id: UUID) -> None:
    """Raise NotFound when the workspace is not the actor's to see, Forbidden when role or token do not grant it."""
    role = actor.role_in(workspace_id)
    if role is None:
        raise NotFound
    if permission not in GRANTS[role]:
        raise Forbidden("Your role in this workspace does not allow this.")
    require_scope(actor, _SCOPES.get(permission))


def workspaces_with(actor: Actor, permission: Permission) -> tuple[UUID, ...]:
    """The workspaces in which the actor has a permission."""
    return tuple(m.workspace_id for m in actor.workspaces if allowed(actor, permission, m.workspace_id))

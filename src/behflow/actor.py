"""Who is calling, as a value that is passed along and never looked up from a global."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from behflow.errors import NotFound
from behflow.reading import USUAL, Reading

Via = Literal["rest", "web", "ws", "agent", "mcp", "cli", "process"]
Role = Literal["owner", "admin", "member", "viewer"]


@dataclass(frozen=True, slots=True)
class Membership:
    """A workspace the caller belongs to, and as what."""

    workspace_id: UUID
    role: Role
    personal: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller of a service: user, workspaces with roles, the door, and how they read dates."""

    user_id: UUID
    workspaces: tuple[Membership, ...]
    via: Via
    is_admin: bool = False
    session_id: UUID | None = None
    token_id: UUID | None = None
    turn_id: UUID | None = None
    request_id: str = ""
    zone: str = "UTC"
    locale: str = "en"
    calendar: str = "gregorian"
    first_weekday: int = 0
    reading: Reading = USUAL
    scopes: frozenset[str] | None = None
    """What a personal token is good for; None for a sign-in, which may do all that its user may."""
    workspace_ids: tuple[UUID, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "workspace_ids", tuple(m.workspace_id for m in self.workspaces))

    @property
    def personal_workspace(self) -> UUID:
        """The workspace made at registration, where things go unless said otherwise.

        Raises NotFound when the actor belongs to no personal workspace.
        """
        for membership in self.workspaces:
            if membership.personal:
                return membership.workspace_id
        raise NotFound

    def role_in(self, workspace_id: UUID) -> Role | None:
        """The caller's role in a workspace, or None when it is not theirs to see."""
        for membership in self.workspaces:
            if membership.workspace_id == workspace_id:
                return membership.role
        return None

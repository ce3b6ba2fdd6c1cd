"""Workspaces and who belongs to them."""

from __future__ import annotations

from uuid import UUID

from behflow.actor import Membership
from behflow.database.engine import Session
from behflow.ids import new_id

_WORKSPACE = "INSERT INTO workspaces (id, name, personal_of) VALUES ($1, $2, $3)"
_MEMBER = "INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)"


async def create_personal(session: Session, user_id: UUID, name: str) -> Membership:
    """The workspace that every user has for themselves, with the user as its owner."""
    workspace_id = new_id()
    await session.raw.execute(_WORKSPACE, workspace_id, name, user_id)
    await session.raw.execute(_MEMBER, workspace_id, user_id, "owner")
    return Membership(workspace_id, "owner", personal=True)

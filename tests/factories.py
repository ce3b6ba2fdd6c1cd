"""Factories: the shortest way to a world in which a test can say one thing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from behflow.actor import Actor, Membership, Via
from behflow.auth.models import MembershipRow, User, Workspace
from behflow.database.engine import Database
from behflow.ids import new_id
from behflow.tasks.models import Project, Task

_numbers = itertools.count(1)


@dataclass(frozen=True)
class World:
    """Makes rows directly, without the services under test."""

    database: Database

    async def user(self, username: str | None = None, *, zone: str = "UTC", via: Via = "rest", **columns: Any) -> Actor:
        """A user with a personal workspace, as the actor that calls services."""
        name = username or f"user{next(_numbers)}"
        user = User(id=new_id(), username=name, password_hash="!", name=name.title(), timezone=zone, **columns)
        workspace = Workspace(id=new_id(), name=name, personal_of=user.id)
        async with self.database.transaction() as session:
            session.add(user)
            await session.flush()
            session.add(workspace)
            await session.flush()
            session.add(MembershipRow(workspace_id=workspace.id, user_id=user.id, role="owner"))
        return Actor(
            user_id=user.id,
            workspaces=(Membership(workspace.id, "owner", personal=True),),
            via=via,
            zone=zone,
            request_id="test",
        )

    async def project(self, actor: Actor, name: str = "Home") -> UUID:
        """A project in the actor's own workspace."""
        project = Project(id=new_id(), workspace_id=actor.personal_workspace, name=name)
        async with self.database.transaction() as session:
            session.add(project)
        return project.id

    async def task(self, actor: Actor, name: str = "Pay rent", **columns: Any) -> UUID:
        """A task in the actor's own workspace; columns as in the table."""
        task = Task(id=new_id(), workspace_id=actor.personal_workspace, creator_id=actor.user_id, name=name, **columns)
        async with self.database.transaction() as session:
            session.add(task)
        return task.id

from __future__ import annotations

from uuid import uuid4

import pytest

from behflow.actor import Actor, Membership, Role
from behflow.auth.permissions import GRANTS, Permission, allowed, require, workspaces_with
from behflow.errors import Forbidden, NotFound

WORKSPACE = uuid4()
READING = {
    Permission.WORKSPACE_READ,
    Permission.TASK_READ,
    Permission.PROJECT_READ,
    Permission.FILTER_READ,
    Permission.PROCESS_READ,
}


def actor(role: Role) -> Actor:
    return Actor(uuid4(), (Membership(WORKSPACE, role, personal=False),), "rest")


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", ["owner", "admin", "member", "viewer"])
def test_a_role_may_do_what_the_table_grants_and_nothing_else(role: Role, permission: Permission) -> None:
    if permission in GRANTS[role]:
        require(actor(role), permission, WORKSPACE)
        assert allowed(actor(role), permission, WORKSPACE)
        assert workspaces_with(actor(role), permission) == (WORKSPACE,)
    else:
        with pytest.raises(Forbidden):
            require(actor(role), permission, WORKSPACE)
        assert not allowed(actor(role), permission, WORKSPACE)
        assert workspaces_with(actor(role), permission) == ()


def test_a_viewer_only_reads() -> None:
    assert GRANTS["viewer"] == READING


def test_each_role_may_all_that_the_one_below_may() -> None:
    assert GRANTS["viewer"] < GRANTS["member"] < GRANTS["admin"] < GRANTS["owner"]


def test_only_admins_and_owners_manage_and_only_owners_delete_a_workspace() -> None:
    assert {r for r, grants in GRANTS.items() if Permission.WORKSPACE_MANAGE in grants} == {"admin", "owner"}
    assert {r for r, grants in GRANTS.items() if Permission.WORKSPACE_DELETE in grants} == {"owner"}


@pytest.mark.parametrize("permission", list(Permission))
def test_somebody_elses_workspace_does_not_exist(permission: Permission) -> None:
    with pytest.raises(NotFound):
        require(actor("owner"), permission, uuid4())


def test_being_admin_of_the_instance_opens_no_workspace() -> None:
    admin = Actor(uuid4(), (), "rest", is_admin=True)
    with pytest.raises(NotFound):
        require(admin, Permission.TASK_READ, WORKSPACE)

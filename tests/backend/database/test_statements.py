"""Statements compiled once run in the transaction of their session."""

from __future__ import annotations

import pytest
from sqlalchemy import ClauseElement, bindparam, select
from sqlalchemy.types import Uuid

from behflow.database import statements
from behflow.database.engine import Database
from behflow.database.statements import fetch_row, fetch_rows, fetch_value
from behflow.tasks.models import Project
from tests.factories import World


def _by_workspace() -> ClauseElement:
    return select(Project.name).where(Project.workspace_id == bindparam("w", type_=Uuid)).order_by(Project.name)


async def test_a_statement_is_built_once_and_gives_values_and_rows(world: World) -> None:
    actor = await world.user()
    for name in ("b", "a"):
        await world.project(actor, name)
    built = 0

    def build() -> ClauseElement:
        nonlocal built
        built += 1
        return _by_workspace()

    async with world.database.transaction() as session:
        for _ in range(3):
            assert await fetch_value(session, "test.names", build, w=actor.personal_workspace) == "a"
        row = await fetch_row(session, "test.names", build, w=actor.personal_workspace)
        rows = await fetch_rows(session, "test.names", build, w=actor.personal_workspace)
    assert built == 1
    assert row["name"] == "a"
    assert [r["name"] for r in rows] == ["a", "b"]


async def test_nothing_found_is_none_and_an_empty_list(world: World) -> None:
    actor = await world.user()
    async with world.database.transaction() as session:
        assert await fetch_value(session, "test.none", _by_workspace, w=actor.personal_workspace) is None
        assert await fetch_row(session, "test.none", _by_workspace, w=actor.personal_workspace) is None
        assert await fetch_rows(session, "test.none", _by_workspace, w=actor.personal_workspace) == []


async def test_it_sees_what_its_own_transaction_wrote(world: World) -> None:
    actor = await world.user()
    async with world.database.transaction() as session:
        session.add(Project(workspace_id=actor.personal_workspace, name="new"))
        await session.flush()
        assert await fetch_value(session, "test.own", _by_workspace, w=actor.personal_workspace) == "new"


async def test_the_store_of_compiled_statements_stays_bounded(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_LIMIT", 5)
    monkeypatch.setattr(statements, "_COMPILED", {})
    for number in range(12):
        statements.compiled(("test", number), _by_workspace)
    assert len(statements._COMPILED) <= 5

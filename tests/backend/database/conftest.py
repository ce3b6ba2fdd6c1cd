"""Stages for the embedded server; making a cluster takes a second, so most tests begin with a copy of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.backend.database.embedded_stage import IDENTITIES, Stage, make_stage


@pytest.fixture(scope="session")
def embedded_templates() -> Iterator[dict[str, Path]]:
    """A data folder per identity, made once and stopped."""
    templates: dict[str, Path] = {}
    with ExitStack() as stack:
        for identity in IDENTITIES:
            stage = stack.enter_context(make_stage(identity))
            actor = stage.actor()
            actor.do("start")
            actor.do("stop")
            templates[identity] = stage.data_dir
        yield templates


@pytest.fixture(params=IDENTITIES)
def fresh_stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Nothing there yet."""
    with make_stage(request.param) as stage:
        yield stage


@pytest.fixture(params=IDENTITIES)
def stage(request: pytest.FixtureRequest, embedded_templates: dict[str, Path]) -> Iterator[Stage]:
    """A database that was used before, once as each identity."""
    with make_stage(request.param) as stage:
        stage.template = embedded_templates[request.param]
        yield stage


@pytest.fixture
def ordinary_stage() -> Iterator[Stage]:
    """Nothing there yet, as an ordinary user."""
    with make_stage("ordinary") as stage:
        yield stage


@pytest.fixture
def own_stage(embedded_templates: dict[str, Path]) -> Iterator[Stage]:
    """A database of the user that runs the tests."""
    with make_stage(IDENTITIES[0]) as stage:
        stage.template = embedded_templates[IDENTITIES[0]]
        yield stage

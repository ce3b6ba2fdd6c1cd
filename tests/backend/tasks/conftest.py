"""Two users who share nothing."""

from __future__ import annotations

import pytest

from tests.backend.tasks.cases import Desk
from tests.factories import World


@pytest.fixture
async def desk(world: World) -> Desk:
    """A user at work."""
    return Desk(world.database, await world.user("sara"))


@pytest.fixture
async def neighbour(world: World) -> Desk:
    """Another user."""
    return Desk(world.database, await world.user("kian"))

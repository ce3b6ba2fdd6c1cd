"""Fixtures about automated processes."""

from __future__ import annotations

import pytest

from behflow.processes import kinds


@pytest.fixture
def scratch_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds that a test registers are gone after it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

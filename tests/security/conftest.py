from __future__ import annotations

from tests.accounts import accounts, app, hasher, http

__all__ = ["accounts", "app", "hasher", "http"]

from __future__ import annotations

from tests.accounts import accounts, door, hasher

__all__ = ["accounts", "door", "hasher"]

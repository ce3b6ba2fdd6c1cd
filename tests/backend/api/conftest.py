from __future__ import annotations

from tests.signed_in import api, other

__all__ = ["api", "other"]

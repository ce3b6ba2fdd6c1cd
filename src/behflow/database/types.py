"""Column types that SQLAlchemy does not bring."""

from __future__ import annotations

from typing import Any

from sqlalchemy.types import UserDefinedType


class XID8(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction id."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The name in DDL."""
        return "xid8"

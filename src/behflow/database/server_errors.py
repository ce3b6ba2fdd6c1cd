"""The one error of the embedded database server."""

from __future__ import annotations

from behflow.errors import Unavailable


class DatabaseUnavailable(Unavailable):
    """The embedded PostgreSQL cannot be used; the sentence says what, where and what to do."""

    code = "database_unavailable"

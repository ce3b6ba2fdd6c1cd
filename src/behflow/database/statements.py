"""Compiled statements for hot paths.

A statement is still written once, in SQLAlchemy, but compiled once per process and then run on the driver's connection
of the same transaction, which leaves out SQLAlchemy's execution and result layers (three quarters of a small query).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from behflow.database.engine import Session

_DIALECT = dialect()  # type: ignore[no-untyped-call]
_COMPILED: dict[Hashable, tuple[str, tuple[str, ...], dict[str, Any]]] = {}
_LIMIT = 2_000


def compiled(key: Hashable, build: Callable[[], ClauseElement]) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """SQL text, the order of its parameters, and the values that the statement itself carries."""
    found = _COMPILED.get(key)
    if found is None:
        text = build().compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        if len(_COMPILED) >= _LIMIT:
            _COMPILED.clear()
        order = tuple(text.positiontup or ())  # type: ignore[attr-defined]
        found = _COMPILED[key] = (str(text), order, dict(text.params))
    return found


def _arguments(order: tuple[str, ...], own: dict[str, Any], given: dict[str, Any]) -> list[Any]:
    return [given[name] if name in given else own[name] for name in order]


async def fetch_value(session: Session, key: Hashable, build: Callable[[], ClauseElement], **values: Any) -> Any:
    """The first column of the first row, or None."""
    sql, order, own = compiled(key, build)
    return await session.raw.fetchval(sql, *_arguments(order, own, values))


async def fetch_row(session: Session, key: Hashable, build: Callable[[], ClauseElement], **values: Any) -> Any:
    """The first row (by column name), or None."""
    sql, order, own = compiled(key, build)
    return await session.raw.fetchrow(sql, *_arguments(order, own, values))


async def fetch_rows(session: Session, key: Hashable, build: Callable[[], ClauseElement], **values: Any) -> list[Any]:
    """Every row (by column name)."""
    sql, order, own = compiled(key, build)
    rows: list[Any] = await session.raw.fetch(sql, *_arguments(order, own, values))
    return rows

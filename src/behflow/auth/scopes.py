"""What a personal token may be used for. A sign-in has no scopes: it may do everything its user may."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from behflow.actor import Actor
from behflow.errors import Forbidden

Scope = Literal["tasks:read", "tasks:write", "chat", "processes:read", "processes:write", "account:read"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

_INCLUDES: dict[str, Scope] = {"tasks:write": "tasks:read", "processes:write": "processes:read"}
"""Whoever changes rows is shown them."""


def held(scopes: Iterable[str]) -> frozenset[str]:
    """The scopes of a token with those that they include."""
    chosen = frozenset(scopes)
    return chosen | {_INCLUDES[scope] for scope in chosen if scope in _INCLUDES}


def has_scope(actor: Actor, scope: str | None) -> bool:
    """True for every sign-in, and for a token with this scope. ``None`` stands for what no token may do."""
    return actor.scopes is None or scope in actor.scopes


def require_scope(actor: Actor, scope: str | None) -> None:
    """Raise Forbidden, naming the scope, when the actor came with a token that does not have it."""
    if has_scope(actor, scope):
        return
    if scope is None:
        raise Forbidden("A personal token may not do this. Sign in for it.")
    raise Forbidden(f"This needs a token with the scope {scope}.", extra={"scope": scope})

"""Which models a turn may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from behflow.chat.model_specs import ModelSpec


class Choice(Protocol):
    """Which models a turn may ask, and why it may not ask others."""

    @property
    def models(self) -> tuple[ModelSpec, ...]:
        """In the order they are asked."""

    @property
    def suggests(self) -> bool:
        """True when the user wants to be told what could be remembered."""

    @property
    def local_only(self) -> bool:
        """True when nothing may leave the house."""

    @property
    def private_hosts(self) -> frozenset[str]:
        """Hosts that are in the house besides this machine."""

    @property
    def reason(self) -> str | None:
        """Why there are no models: budget_tokens, budget_cost or off."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice made from settings alone."""

    models: tuple[ModelSpec, ...] = ()
    local_only: bool = False
    private_hosts: frozenset[str] = frozenset()
    reason: str | None = None
    suggests: bool = False

"""Why a tool call cannot be carried out, as a value that becomes an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from behflow.agent.state import Code


class Refusal(Exception):
    """``key`` names the sentence, ``said`` the words it is about; ``foreign``: candidates are in others' words."""

    def __init__(
        self, code: Code, key: str, said: str = "", candidates: Sequence[dict[str, Any]] = (), *, foreign: bool = False
    ) -> None:
        super().__init__(key)
        self.code = code
        self.key = key
        self.said = said
        self.candidates = tuple(candidates)
        self.foreign = foreign

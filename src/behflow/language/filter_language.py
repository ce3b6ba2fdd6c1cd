"""The filter language: ``today | overdue & #Work & !@waiting`` to a tree of conditions.

``!`` binds tightest, then ``&``, then ``|``; parentheses group; a comma separates whole lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from behflow.language.filter_ast import (
    After,
    AllOf,
    AnyOf,
    Before,
    During,
    FilterList,
    FilterNode,
    FilterQuery,
    HasStatus,
    NoneOf,
    atoms,
)
from behflow.language.filter_atoms import AtomReader, FilterError, place
from behflow.language.filter_text import Piece, Sign, cut, filter_lists
from behflow.language.settings import Settings

FILTER_LENGTH = 1_000
CONDITIONS_LIMIT = 50
DEPTH_LIMIT = 20
LISTS_LIMIT = 10


def parse_filter_query(text: str, now: datetime, zone: str, settings: Settings) -> FilterQuery:
    """What a filter means to a user whose wall clock shows ``now`` in ``zone``. Raises FilterError, an InvalidInput."""
    if len(text) > FILTER_LENGTH:
        raise FilterError(f"A filter may have at most {FILTER_LENGTH} characters.", FILTER_LENGTH)
    parts = cut(text)
    if not parts:
        raise FilterError("The filter is empty; write a condition such as “today | overdue”.", 0)
    pieces = [part for part in parts if isinstance(part, Piece)]
    if len(pieces) > CONDITIONS_LIMIT:
        position = pieces[CONDITIONS_LIMIT].start
        raise FilterError(f"A filter may have at most {CONDITIONS_LIMIT} conditions.", position)
    parser = _Parser(parts, len(text), AtomReader(now, zone, settings))
    nodes = parser.lists()
    found = [FilterList(said, node, _done(node)) for said, node in zip(filter_lists(text), nodes, strict=True)]
    return FilterQuery(tuple(found))


def _done(node: FilterNode) -> bool:
    """Whether done tasks are asked for by name; they are left out of a list otherwise."""
    for atom in atoms(node):
        if atom == HasStatus("completed"):
            return True
        if isinstance(atom, During | Before | After) and atom.field == "completed":
            return True
    return False


class _Parser:
    """Recursive descent, as deep as DEPTH_LIMIT."""

    def __init__(self, parts: Sequence[Sign | Piece], size: int, reader: AtomReader) -> None:
        self.parts = parts
        self.size = size
        self.reader = reader
        self.i = 0

    def lists(self) -> list[FilterNode]:
        """Everything, list by list."""
        found = [self._any(0)]
        while (sign := self._sign()) is not None:
            if sign.sign == ")":
                raise FilterError(f"There is no “(” to the “)” at {place(sign.start)}; take it away.", sign.start)
            if sign.sign != ",":
                self._operator_missing(sign.start)
            if len(found) == LISTS_LIMIT:
                raise FilterError(f"Commas may separate at most {LISTS_LIMIT} lists.", sign.start)
            self.i += 1
            found.append(self._any(0))
        if self.i < len(self.parts):
            self._operator_missing(self._start())
        return found

    def _any(self, depth: int) -> FilterNode:
        return self._joined("|", depth)

    def _joined(self, sign: str, depth: int) -> FilterNode:
        one = self._one if sign == "&" else self._all
        found = [one(depth)]
        while (here := self._sign()) is not None and here.sign == sign:
            self.i += 1
            found.append(one(depth))
        if len(found) == 1:
            return found[0]
        return AllOf(tuple(found)) if sign == "&" else AnyOf(tuple(found))

    def _all(self, depth: int) -> FilterNode:
        return self._joined("&", depth)

    def _one(self, depth: int) -> FilterNode:
        if depth > DEPTH_LIMIT:
            raise FilterError(f"Parentheses and “!” may lie at most {DEPTH_LIMIT} deep.", self._start())
        if self.i == len(self.parts):
            self._condition_missing()
        here = self.parts[self.i]
        if isinstance(here, Piece):
            self.i += 1
            return self.reader.read(here)
        if here.sign == "!":
            self.i += 1
            return NoneOf(self._one(depth + 1))
        if here.sign == "(":
            return self._group(here, depth)
        self._condition_missing()

    def _group(self, opening: Sign, depth: int) -> FilterNode:
        self.i += 1
        inner = self._any(depth + 1)
        closing = self._sign()
        if closing is not None and closing.sign == ",":
            raise FilterError(
                f"The comma at {place(closing.start)} stands inside parentheses; it separates whole lists. "
                "Use | instead, or \\, for the character.",
                closing.start,
            )
        if closing is not None and closing.sign == ")":
            self.i += 1
            return inner
        if self.i < len(self.parts):
            self._operator_missing(self._start())
        raise FilterError(f"The “(” at {place(opening.start)} is never closed; add a “)”.", opening.start)

    def _sign(self) -> Sign | None:
        here = self.parts[self.i] if self.i < len(self.parts) else None
        return here if isinstance(here, Sign) else None

    def _start(self) -> int:
        return self.parts[self.i].start if self.i < len(self.parts) else self.size

    def _condition_missing(self) -> NoReturn:
        """Where an operator has nothing to work on: it is named, and whether the gap lies before or behind it."""
        before = self.parts[self.i - 1] if self.i else None
        side, sign = ("after", before) if isinstance(before, Sign) else ("before", self._sign())
        start = sign.start if sign is not None else self._start()
        named = f"{side} “{sign.sign}” " if sign is not None else ""
        raise FilterError(f"A condition is missing {named}at {place(start)}.", start)

    def _operator_missing(self, start: int) -> NoReturn:
        raise FilterError(
            f"Two conditions meet at {place(start)}; put & (both) or | (either) between them, "
            "or \\ before a character that is part of a name.",
            start,
        )

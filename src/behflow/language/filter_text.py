"""A filter's characters to operators and the texts between them. Reads every character once and never fails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from behflow.language.filter_ast import NamePattern
from behflow.language.lexicon import fold

Operator = Literal["&", "|", "!", "(", ")", ","]
OPERATORS: dict[str, Operator] = {"&": "&", "|": "|", "!": "!", "(": "(", ")": ")", ",": ",", "،": ","}
_NAMED = "#@/:"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between operators. ``literal`` tells which characters were escaped or quoted: they are only themselves.

    ``places`` tells where each character stands in the filter.
    """

    text: str
    literal: tuple[bool, ...]
    places: tuple[int, ...]

    @property
    def start(self) -> int:
        """Where it begins in the filter."""
        return self.places[0]

    def find(self, sign: str) -> int:
        """Where a sign stands that is not literal; -1 when it does not."""
        return next((i for i, c in enumerate(self.text) if c == sign and not self.literal[i]), -1)

    def after(self, count: int) -> Piece:
        """What follows the first characters, without the space before it; may be empty."""
        rest = self.text[count:]
        count += len(rest) - len(rest.lstrip())
        return Piece(self.text[count:], self.literal[count:], self.places[count:])

    def opens_with(self, sign: str) -> bool:
        """Whether it begins with these signs as signs."""
        return self.text.startswith(sign) and not any(self.literal[: len(sign)])

    def pattern(self) -> NamePattern:
        """A name with its wildcards; several in a row are one."""
        parts, last = [""], False
        for sign, literal in zip(self.text, self.literal, strict=True):
            star = sign == "*" and not literal
            if star and not last:
                parts.append("")
            elif not star:
                parts[-1] += sign
            last = star
        return NamePattern(tuple(parts))


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator."""

    sign: Operator
    start: int


class _Collector:
    """Gathers the characters of one piece; spaces in a row become one."""

    def __init__(self) -> None:
        self.signs: list[str] = []
        self.literal: list[bool] = []
        self.places: list[int] = []

    def add(self, sign: str, at: int, *, literal: bool) -> None:
        if not literal and sign.isspace():
            if not self.signs or self.signs[-1].isspace():
                return
            sign = " "
        self.signs.append(sign)
        self.literal.append(literal)
        self.places.append(at)

    @property
    def named(self) -> bool:
        """Whether a quotation mark would begin a name here."""
        for sign in reversed(self.signs):
            if not sign.isspace():
                return sign in _NAMED
        return True

    def take(self) -> Piece | None:
        if self.signs and self.signs[-1] == " " and not self.literal[-1]:
            del self.signs[-1], self.literal[-1], self.places[-1]
        if not self.signs:
            return None
        piece = Piece("".join(self.signs), tuple(self.literal), tuple(self.places))
        self.signs, self.literal, self.places = [], [], []
        return piece


def cut(text: str) -> list[Sign | Piece]:
    """Operators and the pieces between them. ``!`` is an operator only where a condition begins."""
    found: list[Sign | Piece] = []
    piece = _Collector()
    i, size, last_quote = 0, len(text), text.rfind('"')
    while i < size:
        sign = text[i]
        if sign == "\\" and i + 1 < size:
            piece.add(text[i + 1], i, literal=True)
            i += 2
            continue
        if sign == '"' and i < last_quote and piece.named:
            end = text.index('"', i + 1)
            for k in range(i + 1, end):
                piece.add(text[k], k, literal=True)
            i = end + 1
            continue
        operator = OPERATORS.get(sign)
        if operator is None or (operator == "!" and piece.signs):
            piece.add(sign, i, literal=False)
        else:
            done = piece.take()
            found += [done] if done else []
            found.append(Sign(operator, i))
        i += 1
    done = piece.take()
    return found + ([done] if done else [])


def filter_lists(text: str) -> tuple[str, ...]:
    """The texts of the lists that commas separate, whether they mean something or not."""
    depth, begin, found = 0, 0, []
    for part in cut(text):
        if isinstance(part, Sign):
            depth += (part.sign == "(") - (part.sign == ")")
            if part.sign == "," and depth <= 0:
                found.append(text[begin : part.start])
                begin = part.start + 1
    return tuple(" ".join(one.split()) for one in (*found, text[begin:]))


def plain(text: str) -> str:
    """The form under which words of the language are looked up."""
    return _SPACES.sub(" ", fold(text)).strip()

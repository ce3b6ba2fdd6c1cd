"""Several lines to several tasks: indentation makes subtasks, the marks of pasted lists are understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from behflow.language.labels import status_label
from behflow.language.models import Chip, OutlineLine, QuickAdd
from behflow.language.quick_add import parse_quick_add
from behflow.language.settings import Settings

DEFAULT = Settings()
MAX_DEPTH = 9
"""Deeper lines stay on the deepest level; with the first one that makes ten."""
_TAB = 4
_BOX = re.compile(r"(?:[-*+•–—]\s+)?(?:\d{1,4}[.)]\s+)?\[([ xX✓✔]?)\](?=\s)")
_BULLET = re.compile(r"[-•–—◦▪](?=\s)")
_STAR = re.compile(r"[*+](?=\s)")
_NUMBER = re.compile(r"\d{1,4}[.)](?=\s)")


@dataclass(slots=True)
class _Piece:
    """A line without its line end: where its words begin, and its mark."""

    start: int
    end: int
    indent: int
    body: int
    mark: str = ""
    done: tuple[int, int] | None = None


def count_lines(text: str) -> int:
    """How many lines say something."""
    return sum(1 for line in text.split("\n") if line.strip())


def parse_outline(
    text: str, now: datetime, zone: str, settings: Settings = DEFAULT, skip: Sequence[tuple[int, int]] = ()
) -> tuple[OutlineLine, ...]:
    """Every line that says something, as the task it would be. ``skip``: spans that were turned back into text."""
    pieces = _pieces(text)
    _marks(text, pieces)
    return tuple(
        OutlineLine(depth, piece.start, piece.end, _task(text, piece, now, zone, settings, skip))
        for piece, depth in zip(pieces, _depths(pieces), strict=True)
    )


def _pieces(text: str) -> list[_Piece]:
    pieces = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            lead = len(line) - len(line.lstrip())
            indent = sum(_TAB if c == "\t" else 1 for c in line[:lead])
            pieces.append(_Piece(start + lead, start + lead + len(bare), indent, start + lead))
        start += len(line) + 1
    return pieces


def _marks(text: str, pieces: list[_Piece]) -> None:
    """Take the marks of a list off. A star or a number alone may mean itself: they are marks where all lines have one.

    A single "* Title" is a task without a checkbox, and "1. FC Union" a club.
    """
    several = len(pieces) > 1
    stars = several and all(_any_mark(text, p) and not _NUMBER.match(text, p.start, p.end) for p in pieces)
    numbers = sum(1 for p in pieces if _NUMBER.match(text, p.start, p.end)) > 1
    for piece in pieces:
        box = _BOX.match(text, piece.start, piece.end)
        found = box or _BULLET.match(text, piece.start, piece.end)
        found = found or (_STAR.match(text, piece.start, piece.end) if stars else None)
        found = found or (_NUMBER.match(text, piece.start, piece.end) if numbers else None)
        if found is None or not text[found.end() : piece.end].strip():
            continue
        if box is not None and box[1].strip():
            piece.done = box.start(1) - 1, box.end()
        piece.mark = found[0]
        piece.body = found.end() + (len(text[found.end() : piece.end]) - len(text[found.end() : piece.end].lstrip()))


def _any_mark(text: str, piece: _Piece) -> bool:
    return any(p.match(text, piece.start, piece.end) for p in (_BOX, _BULLET, _STAR, _NUMBER))


def _depths(pieces: list[_Piece]) -> list[int]:
    """A line lies under the nearest one above that is indented less."""
    depths: list[int] = []
    above: list[int] = []
    for piece in pieces:
        while above and above[-1] >= piece.indent:
            above.pop()
        depths.append(min(len(above), MAX_DEPTH))
        above.append(piece.indent)
    return depths


def _task(
    text: str, piece: _Piece, now: datetime, zone: str, settings: Settings, skip: Sequence[tuple[int, int]]
) -> QuickAdd:
    if piece.done is not None and any(a < piece.done[1] and b > piece.done[0] for a, b in skip):
        piece.body, piece.done = piece.done[0], None
    body = text[piece.body : piece.end]
    inside = [(a - piece.body, b - piece.body) for a, b in skip if b > piece.body and a < piece.end]
    found = parse_quick_add(body, now, zone, settings, inside)
    chips = [replace(c, start=c.start + piece.body, end=c.end + piece.body) for c in found.chips]
    if piece.done is not None and not found.status and not found.uncompletable:
        start, end = piece.done
        if not any(a < end and b > start for a, b in skip):
            chips.insert(
                0, Chip("status", text[start:end], start, end, status_label("completed", settings), "completed")
            )
            return replace(found, status="completed", chips=tuple(chips))
    return replace(found, chips=tuple(chips))

"""Several wishes in one English sentence: "invoice is out, push the report to monday and add nap"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from behflow.language.models import Command, Reference
from behflow.language.words import clauses_en as table

Read = Callable[[str], Command]
CERTAIN = 0.9
LONGEST = 400
_GAPS = 8
_DEPTH = 6


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(getattr(table, name), re.IGNORECASE) for name in (
        "GAP", "BEGINS", "CLAUSE", "HANGS", "PIECES", "LEVELLED", "TIMED", "DONE", "VERB_LEVEL", "VERB_TIME", "COMMAND",
    )}  # fmt: skip


def several(text: str, read: Read, depth: int = 0) -> tuple[Command, ...] | None:
    """The commands of the clauses, when each is certain; None when the text is to be read as one.

    A first clause that only tells something is "none" with its words: whoever knows the user's tasks may make
    something of it.
    """
    if len(text) > LONGEST or depth > _DEPTH or '"' in text:
        return None
    shared = _shared(text, read)
    if shared is not None:
        return shared
    for left, right in _cuts(text):
        rest = several(right, read, depth + 1) or (read(right),)
        if any(command.confidence < CERTAIN for command in rest if command.op != "none") or rest[0].op == "none":
            continue
        before = several(left, read, depth + 1) or (read(left),)
        first = before[-1]
        if first.confidence >= CERTAIN and first.op not in ("none", "leave"):
            if first.op == "add_task" and not _stands_alone(right):
                continue
            return (*before, *_pointing(rest, first))
        if first.op == "none" and _told(left) and not _points_back(rest[0]):
            return (replace(first, text=left.strip()), *rest)
    return None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """The places at which a second clause may begin."""
    found = _patterns()
    for n, gap in enumerate(found["GAP"].finditer(text)):
        if n == _GAPS:
            return
        left, right = text[: gap.start()], text[gap.end() :]
        if left.strip() and found["BEGINS"].match(right):
            yield left, right


def _stands_alone(right: str) -> bool:
    """Whether a clause behind an added title is surely no part of it."""
    return _patterns()["CLAUSE"].match(right) is not None


def _told(left: str) -> bool:
    """Whether a clause tells something: no condition, no question, no command that was not understood."""
    found = _patterns()
    return not found["HANGS"].match(left.strip()) and not found["COMMAND"].match(left.strip()) and "?" not in left


def _points_back(command: Command) -> bool:
    return command.reference is not None and command.reference.pronoun


def _pointing(rest: tuple[Command, ...], first: Command) -> tuple[Command, ...]:
    """ "tag the haircut with me and make it high": it is the haircut."""
    said = Reference(text=first.add.title) if first.add is not None else first.reference
    if said is None or not _points_back(rest[0]):
        return rest
    return (
        (replace(rest[0], reference=said), *_pointing(rest[1:], replace(rest[0], reference=said)))
        if rest[1:]
        else (replace(rest[0], reference=said),)
    )


def _shared(text: str, read: Read) -> tuple[Command, ...] | None:
    """One verb for several: "make bread high and milk medium", "move rent to friday and milk to monday"."""
    found = _patterns()
    for verb, piece, command in (
        ("VERB_LEVEL", "LEVELLED", "make {} {}"),
        ("VERB_TIME", "TIMED", "{} {} to {}"),
        ("", "DONE", "mark {} as done"),
    ):
        begun = found[verb].match(text) if verb else None
        if verb and begun is None:
            continue
        rest = text[begun.end() :] if begun else text
        pieces = [found[piece].fullmatch(p.strip()) for p in found["PIECES"].split(rest.strip(" .!"))]
        if len(pieces) < 2 or not all(pieces):
            continue
        said = [p.groups() for p in pieces if p is not None]
        names = [command.format(*((begun[1], *s) if begun and command.startswith("{} {} to") else s)) for s in said]
        commands = tuple(read(name) for name in names)
        if all(c.confidence >= CERTAIN and c.op != "add_task" for c in commands):
            return commands
    return None

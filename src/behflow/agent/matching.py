"""Which titles fit words: exactly, then by their beginning, then all of the words, then nearly. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from behflow.language.lexicon import fold

NEAR = 0.8
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\s*[,،;]\s*(?:and\s+|و\s+)?|\s+and\s+|\s+و\s+", re.IGNORECASE)
_NOISE_BEFORE = frozenset({"the", "my", "a", "an", "task"})
_NOISE_AFTER = frozenset({"task", "تسک", "کار", "را", "رو"})

T = TypeVar("T", bound=Mapping[str, Any])


def words_of(text: str) -> list[str]:
    """The words of a title as they are compared: folded, without punctuation."""
    return _WORD.findall(fold(text))


def best(said: str, tasks: Sequence[T]) -> tuple[list[T], bool]:
    """The tasks that match best, all of one rank, and whether they were only nearly right."""
    wanted = words_of(said)
    if not wanted:
        return [task for task in tasks if task["name"].strip() == said.strip()], False
    line = " ".join(wanted)
    names = [(task, words_of(task["name"])) for task in tasks]
    for rank in (
        [task for task, name in names if name == wanted],
        [task for task, name in names if " ".join(name).startswith(line)],
        [task for task, name in names if all(any(n.startswith(w) for n in name) for w in wanted)],
    ):
        if rank:
            return rank, False
    return [task for task, name in names if all(any(_near(w, n) for n in name) for w in wanted)], True


def _near(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < 3 or abs(len(a) - len(b)) > 2:
        return False
    # SequenceMatcher gives a swap of two letters a low ratio; the same letters in a word of the same length are a typo.
    return SequenceMatcher(None, a, b).ratio() >= NEAR or (len(a) == len(b) and sorted(a) == sorted(b))


def variants(said: str) -> list[str]:
    """What was said, then the same without quotes, articles and the word "task"."""
    plain = said.strip().strip("\"'“”‘’«»").strip()
    words = plain.split()
    while len(words) > 1 and words[0].lower() in _NOISE_BEFORE:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in _NOISE_AFTER:
        words = words[:-1]
    return list(dict.fromkeys(v for v in (plain, " ".join(words)) if v))


def parts_of(said: str) -> list[str]:
    """The names in "rent, milk and bread"."""
    return [part for part in _JOINED.split(said) if part.strip()]

"""What a message comes down to before its words are matched: an answer, a refusal, or the wish without the talk."""

from __future__ import annotations

import re
from functools import lru_cache

from behflow.language import command_words as cw
from behflow.language.models import Command
from behflow.language.patterns import split
from behflow.language.repair import repaired
from behflow.language.talk import plain
from behflow.language.tokens import readable
from behflow.language.unwished import unwished
from behflow.language.words.talk_en import ADD_THAT, CONDITION, MISSING

LONGEST = 500
_LONE = 12  # words: what is longer is no answer
_WEAK = frozenset({"right", "ok", "okay", "sure", "fine", "correct", "y", "n"})


@lru_cache(maxsize=1)
def _add_that() -> re.Pattern[str]:
    return re.compile(rf"(?P<said>.{{3,300}}?)(?:\s*[,.;:!…–—-]+\s*|\s+)(?:{ADD_THAT})[\s.!?]*", re.IGNORECASE)


def fixed(said: str) -> Command | None:
    """Yes, no, undo, help: answers that are known word by word."""
    if said in cw.CONFIRM:
        return Command("confirm", confidence=1.0)
    if said in cw.UNDO:
        return Command("undo_last", confidence=1.0)
    if said in cw.REJECT:
        return Command("reject", confidence=1.0)
    if said in cw.HELP:
        return Command("help", confidence=1.0)
    return None


def _answer(text: str) -> Command | None:
    words = split(readable(text))
    return fixed(" ".join(w.norm for w in words if w.norm not in (":", "-"))) if len(words) <= _LONE else None


def heard(text: str) -> tuple[str, Command | None]:
    """The words that a command is looked for in, or the command when none needs to be looked for."""
    if len(text) > LONGEST:
        return text, None
    known = _answer(text)
    if known is not None:
        return text, known
    said = plain(text)
    found = _add_that().fullmatch(said)
    if found is not None and not _asks(found["said"]):
        return _to_add(found["said"]), None
    told = unwished(text) or (unwished(said) if said != text else None)
    if told is not None:
        return text, Command(told, confidence=1.0 if told == "leave" else 0.0)
    if _condition().match(said):
        return text, Command("none")
    said = repaired(said)
    if said != text:
        known = _answer(said)
        if known is not None and (known.op != "confirm" or said.strip(" .!").lower() not in _WEAK):
            return said, known
    return said, None


def _asks(said: str) -> bool:
    """Whether what stands before "put it on the list" is a question."""
    words = split(said)
    return said.rstrip().endswith("?") or not words or words[0].norm in cw.ASK


def _to_add(said: str) -> str:
    """What "put it on the list" is about: the thing that is missing, or all that was said."""
    words = split(said)
    missing = _missing().fullmatch(said.strip())
    if missing is not None:
        return f"add {missing['thing']}"
    return said if words and words[0].norm in cw.VERBS else f"add {said.strip()}"


@lru_cache(maxsize=1)
def _missing() -> re.Pattern[str]:
    return re.compile(MISSING, re.IGNORECASE)


@lru_cache(maxsize=1)
def _condition() -> re.Pattern[str]:
    return re.compile(CONDITION, re.IGNORECASE)

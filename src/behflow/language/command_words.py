"""The command vocabulary of all languages together, compiled once."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import Any

from behflow.language.lexicon import fold
from behflow.language.patterns import Element, compile_pattern, first_words
from behflow.language.words import commands_en, commands_fa

_MODULES: tuple[ModuleType, ...] = (commands_en, commands_fa)


def _phrases(name: str) -> frozenset[str]:
    return frozenset(" ".join(fold(w) for w in p.split()) for m in _MODULES for p in getattr(m, name, ()))


def _table(name: str) -> dict[str, Any]:
    return {fold(k): v for m in _MODULES for k, v in getattr(m, name, {}).items()}


CONFIRM, REJECT, UNDO, HELP = (_phrases(n) for n in ("CONFIRM", "REJECT", "UNDO", "HELP"))
POLITE = tuple(sorted((tuple(p.split()) for p in _phrases("POLITE")), key=len, reverse=True))
TAIL = tuple(sorted((tuple(p.split()) for p in _phrases("TAIL")), key=len, reverse=True))
NOT_TASKS, MEDIA, CALENDAR = (_phrases(n) for n in ("NOT_TASKS", "MEDIA", "CALENDAR"))
NOUNS, ASK, OTHER_TOPICS, PRONOUNS, ALL, ARTICLES = (
    _phrases(n) for n in ("NOUNS", "ASK", "OTHER_TOPICS", "PRONOUNS", "ALL", "ARTICLES")
)
TASK_WORDS, OVERDUE, COMPLETED, OPEN, UNDATED, NO_FILTER, AGENDA, LIST = (
    _phrases(n) for n in ("TASK_WORDS", "OVERDUE", "COMPLETED", "OPEN", "UNDATED", "NO_FILTER", "AGENDA", "LIST")
)
SEVERAL = frozenset(
    fold(w)
    for w in (
        "them",
        "those",
        "these",
        "these tasks",
        "those tasks",
        "آنها",
        "اونا",
        "اونها",
        "اینها",
        "همه‌شون",
        "همه‌شان",
        "همشون",
        "همشان",
        "همه‌اش",
        "همش",
        "هردو",
    )
)
PLANNED, MINE, VERBS, POINTING, WEATHER, DOING = (
    _phrases(n) for n in ("PLANNED", "MINE", "VERBS", "POINTING", "WEATHER", "DOING")
)
PRIORITIES, STATUSES, ORDINALS, DID = (_table(n) for n in ("PRIORITIES", "STATUSES", "ORDINALS", "DID"))


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[str, str, tuple[Element, ...], frozenset[str]], ...]:
    """(operation, detail, pattern, words one of which must come first; empty when a capture comes first)."""
    out = []
    for module in _MODULES:
        for op, detail, text in module.PATTERNS:
            elements = compile_pattern(text)
            out.append((op, detail, elements, first_words(elements)))
    return tuple(out)

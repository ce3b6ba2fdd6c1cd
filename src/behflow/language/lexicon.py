"""The words of the languages that are read together, looked up once per token."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any
from unicodedata import combining, normalize

Cats = dict[str, Any]
Phrases = dict[str, list[tuple[tuple[str, ...], Cats, bool]]]
NO_CATS: Cats = {}
LANGUAGES = ("en", "fa", "de", "es", "fr")
"""The languages that have a data file; what else is typed is read as English."""


class _Fold(dict[int, str | None]):
    """Made letter by letter: Latin letters lose their accents, Arabic ones become the Persian ones."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        plain = "".join(c for c in normalize("NFKD", char) if not combining(c)) if code < 0x250 else char
        self[code] = plain.lower() or None
        return self[code]


_FOLD = _Fold(
    {
        ord(a): b
        for a, b in {
            "ي": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "ى": "ی", "’": "'", "‘": "'", "ß": "ss",
            "æ": "ae", "œ": "oe", "\u200c": None, "\u0640": None,
        }.items()
    }
)  # fmt: skip
for _mark in range(0x300, 0x370):
    _FOLD[_mark] = None
for _mark in range(0x64B, 0x656):
    _FOLD[_mark] = None


def fold(word: str) -> str:
    """The form under which a word is looked up: lower case, no accents, one apostrophe, Persian letters, no joiners."""
    return word.lower() if word.isascii() else word.translate(_FOLD)


class Lexicon:
    """``words``: word -> categories; ``phrases``: first word -> [(other words, categories, whether they are written
    together)], longest first.
    """

    __slots__ = ("elisions", "phrases", "words")

    def __init__(self, modules: list[ModuleType], split: Callable[[str], list[str]]) -> None:
        self.words: dict[str, Cats] = {}
        self.phrases: Phrases = {}
        self.elisions: frozenset[str] = frozenset()
        phrases: dict[tuple[str, ...], Cats] = {}
        spaced: set[tuple[str, ...]] = set()
        for module in modules:  # the first language that has a word says what it is
            words: dict[str, Cats] = {}
            together: dict[tuple[str, ...], Cats] = {}
            for category, entries in (*module.WORDS.items(), *module.PHRASES.items()):
                for phrase, value in entries.items():
                    parts = tuple(fold(part) for part in split(phrase))
                    where = words.setdefault(parts[0], {}) if len(parts) == 1 else together.setdefault(parts, {})
                    where.setdefault(category, value)
                    if " " in phrase:
                        spaced.add(parts)
            self.words = {**words, **self.words}
            phrases = {**together, **phrases}
            self.elisions |= getattr(module, "ELISIONS", frozenset())
        for parts in sorted(phrases, key=len, reverse=True):
            self.phrases.setdefault(parts[0], []).append((parts[1:], phrases[parts], parts not in spaced))


@lru_cache(maxsize=8)
def _built(language: str, split: Callable[[str], list[str]]) -> Lexicon:
    names = dict.fromkeys((language, "festivals", "en", "fa"))
    return Lexicon([import_module(f"behflow.language.words.{name}") for name in names], split)


def lexicon(locale: str, split: Callable[[str], list[str]]) -> Lexicon:
    """The locale's own language, then English, and Persian, whose script cannot be confused."""
    language = locale[:2].lower()
    return _built(language if language in LANGUAGES else "en", split)

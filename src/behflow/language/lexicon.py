"""The words of the languages that are read together, looked up once per token."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from behflow.language.words import en, fa

Cats = dict[str, Any]
NO_CATS: Cats = {}
_LANGUAGES = {"en": en, "fa": fa}
_FOLD = str.maketrans({"ي": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "’": "'", "‘": "'", "\u200c": None})


def fold(word: str) -> str:
    """The form under which a word is looked up: lower case, one apostrophe, Persian letters, no joiners."""
    return word.lower() if word.isascii() else word.translate(_FOLD).lower()


class Lexicon:
    """``words``: word -> categories; ``phrases``: first word -> [(other words, categories)], longest first."""

    __slots__ = ("phrases", "words")

    def __init__(self, modules: tuple[Any, ...], split: Any) -> None:
        self.words: dict[str, Cats] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Cats]]] = {}
        together: dict[tuple[str, ...], Cats] = {}
        for module in modules:
            for category, entries in module.WORDS.items():
                for word, value in entries.items():
                    self.words.setdefault(fold(word), {}).setdefault(category, value)
            for category, entries in module.PHRASES.items():
                for phrase, value in entries.items():
                    parts = tuple(fold(part) for part in split(phrase))
                    if len(parts) == 1:
                        self.words.setdefault(parts[0], {}).setdefault(category, value)
                    else:
                        together.setdefault(parts, {})[category] = value
        for parts in sorted(together, key=len, reverse=True):
            self.phrases.setdefault(parts[0], []).append((parts[1:], together[parts]))


@lru_cache(maxsize=16)
def lexicon(locale: str, split: Any) -> Lexicon:
    """English and Persian, and the locale's own language before them when there is one."""
    own = _LANGUAGES.get(locale.replace("_", "-").split("-")[0].lower(), en)
    modules = (own, *(m for m in (en, fa) if m is not own))
    return Lexicon(modules, split)

"""Words as data, one module per language; see ``lexicon`` for how they are put together."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A set from words with spaces between."""
    return frozenset(text.split())

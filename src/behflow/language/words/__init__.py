"""Words as data, one module per language; see ``lexicon`` for how they are put together.

``WORDS`` and ``PHRASES``: category -> {word or phrase: value}. A word may have several categories; the grammar asks
only for categories, so that a language is its data. The categories:

numbers      num scale ord ordsuffix half article fraction
names        weekday weekdays month jmonth season holiday era tz
lengths      unit abbr
relations    relday (days) glued (days, part) rel (before its noun: -1 last, 0 this, 1 next, 2 coming)
             relpost (behind it) rolling nthrel together
             ago agopre hence fromnow in later now same thenext
prepositions lead (role: on by at in before after since until from for due around) the of from between before after
clock        part ampm oclock hsign past toward halfto minus approx ish meals
glue         to and comma
edges        edge (start early mid late end) boundary (unit, side) weekword weekendword year(word)
repeats      every other freq workdays days starting ending for times once per done except
"""

from __future__ import annotations

from typing import Any


def words(text: str) -> frozenset[str]:
    """A set from words with spaces between."""
    return frozenset(text.split())


def same(text: str, value: Any = True) -> dict[str, Any]:
    """Each word with one value; ``_`` stands for a space within a phrase."""
    return {word.replace("_", " "): value for word in text.split()}


def count(text: str, start: int) -> dict[str, int]:
    """The words numbered."""
    return {word.replace("_", " "): start + i for i, word in enumerate(text.split())}


def typos(values: dict[str, Any]) -> dict[str, Any]:
    """Long names with one letter missing or two exchanged; the first and last letter always right."""
    out: dict[str, Any] = {}
    for word, value in values.items():
        if len(word) >= 6:
            for i in range(1, len(word) - 1):
                out.setdefault(word[:i] + word[i + 1 :], value)
                if i < len(word) - 2:
                    out.setdefault(word[:i] + word[i + 1] + word[i] + word[i + 2 :], value)
    return {**out, **values}

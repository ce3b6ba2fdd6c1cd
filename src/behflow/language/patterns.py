"""A small pattern notation for commands, matched word by word without backtracking over characters.

``mark|set {ref} as|to? done``: alternatives with ``|``, an optional word with ``?`` at its end, a capture of one or
more words in braces. A capture ends at the first place (for the last capture: the end) from which the rest fits.
``{@x}``/``{#x}`` capture one word with that sign; ``{x1}`` takes one word; ``{skip2}`` passes over at most two.
"""

from __future__ import annotations

from dataclasses import dataclass

from behflow.language.lexicon import fold

_TRIM = ",.;!?:،؛؟\u201d\u201c"
MAX_WORDS = 120


@dataclass(slots=True, repr=False, eq=False)
class Word:
    """``norm`` has no punctuation around it."""

    norm: str
    start: int
    end: int


@dataclass(slots=True, repr=False, eq=False)
class Element:
    words: frozenset[str]
    optional: bool
    capture: str = ""


Captured = dict[str, tuple[int, int]]


def split(text: str) -> list[Word]:
    """Words with their places; a colon or dash behind a word is a word of its own."""
    words: list[Word] = []
    at = 0
    for piece in text.split():
        start = text.index(piece, at)
        at = start + len(piece)
        core = piece.strip(_TRIM)
        if not core:
            words.append(Word(piece[:1], start, at))
            continue
        left = start + piece.index(core)
        words.append(Word(fold(core), left, left + len(core)))
        if piece.endswith(":"):
            words.append(Word(":", at - 1, at))
    return words


def compile_pattern(text: str) -> tuple[Element, ...]:
    """The elements of one pattern."""
    elements = []
    for part in text.split():
        optional = part.endswith("?") and len(part) > 1
        part = part[:-1] if optional else part
        if part.startswith("{"):
            elements.append(Element(frozenset(), optional, part[1:-1]))
        else:
            elements.append(Element(frozenset(fold(w) for w in part.split("|")), optional))
    return tuple(elements)


def first_words(elements: tuple[Element, ...]) -> frozenset[str]:
    """The words one of which a pattern must begin with; none when anything may come first."""
    first: set[str] = set()
    for element in elements:
        if element.capture:
            return frozenset()
        first |= element.words
        if not element.optional:
            break
    return frozenset(first)


def match(elements: tuple[Element, ...], words: list[Word], budget: list[int]) -> Captured | None:
    """Captured ranges of words when the whole list fits the pattern; ``budget`` bounds the steps of many tries."""
    captured: Captured = {}
    return captured if _match(elements, 0, words, 0, captured, budget) else None


def _match(
    elements: tuple[Element, ...], e: int, words: list[Word], w: int, captured: Captured, budget: list[int]
) -> bool:
    count = len(words)
    while e < len(elements):
        budget[0] -= 1
        if budget[0] < 0:
            return False
        element = elements[e]
        if element.capture:
            return _capture(elements, e, words, w, captured, budget)
        if w < count and words[w].norm in element.words:
            if element.optional and _match(elements, e + 1, words, w + 1, captured, budget):
                return True
            if not element.optional:
                e, w = e + 1, w + 1
                continue
        if not element.optional:
            return False
        e += 1
    return w == count


def _capture(
    elements: tuple[Element, ...], e: int, words: list[Word], w: int, captured: Captured, budget: list[int]
) -> bool:
    name, count = elements[e].capture, len(words)
    low, high = w + 1, count
    if name.startswith("skip"):
        low, high = (w if elements[e].optional else w + 1), min(count, w + int(name[4:]))
    elif name[-1] in "12":
        high = min(count, w + int(name[-1]))
    elif name[0] in "@#":
        high = min(count, w + 1)
        if w >= count or not words[w].norm.startswith(name[0]):
            return False
    if e == len(elements) - 1:
        low = max(low, count)
    for end in range(low, high + 1):
        if budget[0] < 0:
            return False
        if _match(elements, e + 1, words, end, captured, budget):
            captured[name.lstrip("@#").rstrip("12")] = (w, end)
            return True
    return False

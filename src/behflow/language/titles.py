"""The title of a task that was asked for in a sentence: without the words that ask."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from behflow.language.models import QuickAdd
from behflow.language.patterns import Element, Word, compile_pattern, match, split
from behflow.language.words import frames_en

_ROUNDS = 8
_STEPS = 30_000
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))
_EVENT = frozenset({"event", "reminder", "reminders", "notification", "alert"})
_ARTICLES = frozenset({"a", "an", "the"})
Frames = tuple[tuple[tuple[Element, ...], frozenset[str]], ...]


@lru_cache(maxsize=1)
def _frames() -> tuple[Frames, Frames, Frames]:
    """(before a title, behind it, left behind it where a date was), each with the words that it may begin with."""
    compiled = []
    for table in (frames_en.LEADS, frames_en.TRAILS, frames_en.LOOSE):
        group = []
        for text in table:
            elements = compile_pattern(text)
            first: set[str] = set()
            for element in elements:
                if element.capture:
                    first = set()
                    break
                first |= element.words
                if not element.optional:
                    break
            group.append((elements, frozenset(first)))
        compiled.append(tuple(group))
    return compiled[0], compiled[1], compiled[2]


def cleaned(found: QuickAdd, detail: str = "") -> QuickAdd:
    """The same task with a title that only names what is to be done.

    ``detail`` is the pattern that found it: what stands behind "remind me to" is taken as it was said.
    """
    title = _small_words(found.title, bool(found.chips))
    if detail != "remind":
        title = peeled(title, bool(found.chips))
    return replace(found, title=title)


def _small_words(title: str, dated: bool) -> str:
    """ "tomorrow to call mom" leaves "to call mom": the small word goes."""
    for lead in ("to ", "that i ", "that ", "about ", ": ", "- ", "که "):
        if title.lower().startswith(lead) and len(title) > len(lead):
            title = title[len(lead) :]
            break
    for tail in (" to", " for", " on", " at"):
        if title.lower().endswith(tail) and dated:
            title = title[: -len(tail)]
    return title.strip()


def peeled(title: str, dated: bool) -> str:
    """The title without the frames around it; never nothing."""
    leads, trails, loose = _frames()
    words = split(title)
    budget = [_STEPS]
    made = False
    for _ in range(_ROUNDS):
        if len(words) < 2:
            break
        quoted = _quoted(title, words)
        if quoted is not None:
            return quoted
        rest = _peel(leads, words, budget)
        if rest is not None:
            made, words = True, rest
            continue
        rest = _peel(trails, words, budget) or (_peel(loose, words, budget) if dated else None)
        if rest is None and made and words[-1].norm in _EVENT and words[-2].norm not in _ARTICLES:
            rest = words[:-1]
        if rest is None:
            break
        words = rest
    return title[words[0].start : words[-1].end].strip() if words else title


def _peel(frames: Frames, words: list[Word], budget: list[int]) -> list[Word] | None:
    for elements, starts in frames:
        if starts and words[0].norm not in starts:
            continue
        captured = match(elements, words, budget)
        if captured is not None:
            low, high = captured["title"]
            return words[low:high]
    return None


def _quoted(title: str, words: list[Word]) -> str | None:
    """A name in quotes at the end of what was said."""
    for opening, closing in _QUOTES:
        first = title.find(opening, words[0].start)
        last = title.rfind(closing)
        if 0 <= first < last - 1 and last >= words[-1].end - 1 and first > 0:
            return title[first + 1 : last].strip() or None
    return None

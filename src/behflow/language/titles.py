"""The title of a task that was asked for in a sentence: without the words that ask."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from behflow.language.models import QuickAdd
from behflow.language.patterns import Element, Word, compile_pattern, first_words, match, split
from behflow.language.words import frames_en

_ROUNDS = 8
_STEPS = 30_000
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))
_VERB_GONE = ("plain", "event")
_AS_SAID = ("remind", "", "before", "freq", "list")
_EVENT = frozenset({"event", "reminder", "reminders", "notification", "alert"})
_ARTICLES = frozenset({"a", "an", "the"})
Frames = tuple[tuple[tuple[Element, ...], frozenset[str]], ...]


@lru_cache(maxsize=8)
def _frames(name: str) -> Frames:
    """The patterns of a table, each with the words that it may begin with."""
    group = []
    for text in getattr(frames_en, name):
        elements = compile_pattern(text)
        group.append((elements, first_words(elements)))
    return tuple(group)


def cleaned(found: QuickAdd, detail: str = "whole") -> QuickAdd:
    """The same task with a title that only names what is to be done.

    ``detail`` is the pattern that found it: what stands behind "remind me to" is taken nearly as it was said.
    """
    dated = bool(found.chips)
    title = _small_words(found.title, dated)
    if detail in _VERB_GONE:
        title = peeled("add " + title, dated)
    elif detail in _AS_SAID:
        title = as_said(title)
    else:
        title = peeled(title, dated)
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


def as_said(title: str) -> str:
    """What stands behind "remind me": without "that I have a", "ten minutes before" and the like."""
    words = split(title)
    budget = [_STEPS]
    for _ in range(_ROUNDS if len(words) > 1 else 0):
        rest = _peel(_frames("REMIND_LEADS"), words, budget) or _peel(_frames("REMIND_TRAILS"), words, budget)
        if not rest:
            break
        words = rest
        if len(words) < 2:
            break
    return _text(title, words)


def _text(title: str, words: list[Word]) -> str:
    """The words with the signs that belong to them: closing quotes and brackets."""
    if not words:
        return title
    start, end = words[0].start, words[-1].end
    while start > 0 and not title[start - 1].isspace() and title[start - 1] not in ",.;:!?":
        start -= 1
    while end < len(title) and not title[end].isspace() and title[end] not in ",.;:!?،؛؟":
        end += 1
    return title[start:end].strip()


def peeled(title: str, dated: bool) -> str:
    """The title without the frames around it; never nothing."""
    leads, trails, loose = _frames("LEADS"), _frames("TRAILS"), _frames("LOOSE")
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
    return _text(title, words)


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

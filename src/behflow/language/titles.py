"""The title of a task that was asked for in a sentence: without the words that ask."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from behflow.language.models import QuickAdd
from behflow.language.patterns import Element, Word, compile_pattern, first_words, match, split
from behflow.language.words import frames_en
from behflow.language.words import kinds_en as kinds
from behflow.language.words import words as _words

_ROUNDS = 8
_STEPS = 30_000
_LONGEST = 50
"""Words of a title that may have a frame; what is longer was written, not asked for."""
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))
_VERB_GONE = ("plain", "event")
_AS_SAID = ("remind", "", "before", "freq", "list")
_DOING = _words(
    "plan set make book schedule create put arrange organise organize block start begin fix prepare reserve host hold"
)
_EMPTY = frozenset({"", "event", "an event", "a new event", "an appointment", "a meeting", "my calendar", "hi", "yes"})
_LIGHT = _words("a an the my our have get go to do make attend")
_SIGNS = frozenset(",.;:!?-–—،؛؟")
_GATHERING = kinds.EVENT | _words(
    "break convention exercise hour night visit time skating surfing tasting sale dance walk talk chat talks retreat"
)
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

    ``detail`` is the pattern that found it: what stands behind "remind me to" is taken nearly as it was said. Whole
    sentences behind the first, and who comes or where it is, go to the description when the title says enough.
    """
    dated = bool(found.chips)
    title = _small_words(found.title, dated)
    doing = title.partition(" ")[0].lower() in _DOING and detail in _VERB_GONE
    if detail in _AS_SAID or doing:  # "add plan the party" adds what is to be done
        return replace(found, title=as_said(title, dated))
    first, others = _sentences(title)
    title = peeled("add " + first if detail in _VERB_GONE else first, dated, detail != "need")
    if others and title.lower().rstrip(".") in _EMPTY:
        title, others = peeled(others[0], dated), others[1:]
    title, beside = _beside(title)
    notes = [note for note in (beside, *others) if note]
    if notes and found.description is None:
        found = replace(found, description=" ".join(notes))
    return replace(found, title=title)


def _sentences(title: str) -> tuple[str, list[str]]:
    """The first sentence and the others; only a capital letter begins another one."""
    pieces: list[str] = []
    words = title.split()
    start = 0
    for k in range(1, len(words)):
        before = words[k - 1]
        if before[-1] in ".!?" and (len(before) > 3 or before == ".") and words[k][0].isupper():
            pieces.append(" ".join(words[start:k]))
            start = k
    pieces.append(" ".join(words[start:]))
    return (pieces[0], pieces[1:]) if len(words) > 1 else (title, [])


def _beside(title: str) -> tuple[str, str | None]:
    """A meeting's name of two words or more, and who comes or where it is: "team lunch", "with Ana at Luigi's"."""
    words = split(title)
    for k in range(2, len(words) - 1):
        if words[k].norm not in ("with", "at", "in"):
            continue
        core = [w.norm for w in words[:k] if w.norm not in _LIGHT]
        if len(core) > 1 and core[-1] in _GATHERING:
            return title[: words[k].start].strip(), title[words[k].start :].strip()
    return title, None


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


def as_said(title: str, dated: bool) -> str:
    """What stands behind "remind me": without "that I have a", "ten minutes before" and the like."""
    words = split(title)
    budget = [_STEPS]
    for _ in range(_ROUNDS if 1 < len(words) <= _LONGEST else 0):
        rest = _peel(_frames("REMIND_LEADS"), words, budget) or _peel(_frames("REMIND_TRAILS"), words, budget)
        if not rest and dated:
            rest = _peel(_frames("REMIND_LOOSE"), words, budget)
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


def peeled(title: str, dated: bool, request: bool = True) -> str:
    """The title without the frames around it; never nothing."""
    if len(title.split(maxsplit=_LONGEST)) > _LONGEST:
        return title
    title = _without_place(title)
    trails, loose = _frames("TRAILS"), _frames("LOOSE")
    leads = _frames("LEADS") + _frames("REQUESTS") if request else _frames("LEADS")
    words = split(title)
    budget = [_STEPS]
    made = False
    for _ in range(_ROUNDS):
        while len(words) > 1 and words[-1].norm in _SIGNS:
            words = words[:-1]
        while len(words) > 1 and words[0].norm in _SIGNS:
            words = words[1:]
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
        last = words[-1].norm
        if rest is None and words[-2].norm not in _ARTICLES and (last in _EVENT if made else last == "reminder"):
            rest = words[:-1]
        if rest is None:
            break
        words = rest
    return _text(title, words)


def _without_place(title: str) -> str:
    """ "a dentist visit on my calendar with Ana" without "on my calendar"."""
    words = split(title)
    captured = match(_inner(), words, [_STEPS])
    if captured is None:
        return title
    low, high = captured["title"]
    start, _ = captured["more"]
    return f"{title[words[low].start : words[high - 1].end]} {title[words[start].start :]}"


@lru_cache(maxsize=1)
def _inner() -> tuple[Element, ...]:
    return compile_pattern(frames_en.INNER)


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

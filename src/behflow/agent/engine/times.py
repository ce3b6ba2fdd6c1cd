"""Times inside a sentence: the one that is meant, and what is left without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from behflow.agent.engine import cues
from behflow.agent.engine.calls import when
from behflow.agent.texts import Words
from behflow.language import When, parse_when
from behflow.language.parsers.durations import duration_at
from behflow.language.patterns import split
from behflow.language.spans import Duration
from behflow.language.tokens import tokenize

_MARKS = frozenset(",.;:!?-،؛؟")
_MOST = 4
_NOT_THIS = frozenset({"not", "than", "of", "longer", "نه", "isn't", "isnt"})


@dataclass(frozen=True, slots=True)
class Times:
    """Reads times as their user means them. ``now`` is in the user's zone."""

    now: datetime
    words: Words

    def said(self, text: str) -> When | None:
        """The time that a sentence is about. In "at 6 not 5" the 5 is none, and "now" never is."""
        for _ in range(_MOST):
            found = self._first(text)
            if found is None:
                return None
            start, end = found.spans[0]
            apart = text[:start].rstrip().endswith((",", "،"))  # "no, friday" is friday
            before = set() if apart else {word.norm for word in split(text[:start])[-1:]}
            behind = [word.norm for word in split(text[end:])[:1]]
            now = " ".join(word.norm for word in split(text[start:end])) in cues.NOW
            if not now and not before & _NOT_THIS and behind != ["نه"]:
                return found
            text = _without(text, start, end)
        return None

    def besides(self, text: str) -> list[str]:
        """The words that say no time."""
        for _ in range(_MOST):
            found = self._first(text)
            if found is None:
                break
            text = _without(text, *found.spans[0])
        return [word.norm for word in split(text) if word.norm not in _MARKS]

    def several(self, text: str) -> bool:
        """Whether more than one time is said."""
        found = self._first(text)
        return found is not None and self._first(_without(text, *found.spans[0])) is not None

    def length(self, text: str) -> Duration | None:
        """The first length that is said: "45 min", "two days"."""
        tokens = tokenize(text, self.words.settings.locale)
        return next((found[0] for n in range(len(tokens)) if (found := duration_at(tokens, n)) is not None), None)

    def shift(self, text: str, norms: Sequence[str]) -> dict[str, int] | None:
        """How much later, as the tools take it: "an hour later", "two days earlier"."""
        length = self.length(text)
        if length is None:
            return None
        sign = -1 if cues.EARLIER & set(norms) else 1
        days = round(length.days + length.months * 30)
        if days:
            return {"by_days": sign * days}
        return {"by_minutes": sign * length.minutes} if length.minutes else None

    def _first(self, text: str) -> When | None:
        found = parse_when(text, self.now, self.words.zone, self.words.settings)
        return found if found is not None and found.spans else None


def target(found: When) -> str | None:
    """A time as the tools take it; a time of day alone stays one, so that the task keeps its day."""
    if found.due is None:
        return None
    return f"{found.due.time:%H:%M}" if found.only_time and found.due.time else when(found.due)


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]

"""Words around a command that say nothing about it: "could you please ... for me, thanks"."""

from __future__ import annotations

from behflow.language import command_words as cw
from behflow.language.patterns import Word


def strip_polite(words: list[Word]) -> list[Word]:
    """The words without courtesies at both ends; never nothing."""
    low, high = 0, len(words)
    changed = True
    while changed:
        changed = False
        for phrase in cw.POLITE:
            size = len(phrase)
            if low + size < high and tuple(w.norm for w in words[low : low + size]) == phrase:
                low, changed = low + size, True
        for phrase in cw.TAIL:
            size = len(phrase)
            if low + size < high and tuple(w.norm for w in words[high - size : high]) == phrase:
                high, changed = high - size, True
    return words[low:high]

# ruff: noqa: E501
"""Whether a sentence tells something instead of naming what is to be done: "the invoice went out this morning"."""

from __future__ import annotations

from behflow.language import command_words as cw
from behflow.language.patterns import Word
from behflow.language.words import words

_ED = 4  # letters before a word in -ed counts as a past tense


def tells(said: list[Word]) -> bool:
    """True for words of which a guess must not make a new task."""
    norms = [word.norm for word in said]
    first = norms[0]
    if first in _FIRST or first in cw.DID or first in _PAST or _past(first):
        return True
    if norms[-1] in _LAST and len(norms) > 1:
        return True
    if _ASKS.intersection(norms):
        return False
    return bool(_FINITE.intersection(norms[1:])) or (first in _I_WILL and bool(_KNOWN.intersection(norms[2:3])))


def _past(norm: str) -> bool:
    return len(norm) > _ED and norm.endswith("ed") and norm.isalpha() and norm not in _NO_PAST


_FIRST = words("not no nope gimme instead because since unless although though never none wrong meant mean hopefully")
_PAST = words(
    "had did went got took made rang left met saw ate ran came gave found lost told said drove picked forgot spoke wrote "
    "brought sold began thought knew felt heard kept held"
)
_NO_PAST = words("speed breed embed scaled advanced guided scheduled supposed united need feed seed weed indeed")
_LAST = words("now instead though yet anymore")
_FINITE = words(
    "went happened happens came isn't isnt aren't arent wasn't wasnt weren't haven't havent hasn't hasnt hadn't didn't "
    "didnt doesn't doesnt won't wont can't cant couldn't wouldn't shouldn't was did moves"
)
_ASKS = words("please pls add put schedule remind create calendar list")
_I_WILL = words("i'll we'll i we")
_KNOWN = words("the that this")

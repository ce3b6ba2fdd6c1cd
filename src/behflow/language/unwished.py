# ruff: noqa: E501
"""Sentences that name a change and do not ask for it: "don't delete the milk", "i should probably call mom sometime"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from behflow.language.words import unwished_en as table
from behflow.language.words.talk_en import MORE_VERBS, VERBS

Unwished = Literal["leave", "none"]
LONGEST = 400
_WISH = re.compile(
    r"\b(?:can|could|would|will) (?:you|u)\b|\bplease\b|\bpls\b|\?\s*\S|\b(?:when|what|which|how many)\b", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    verbs = "|".join(v for v in (*VERBS, *MORE_VERBS.split("|")) if v not in table.NOT_REFUSED)
    ings = "|".join(ing for base, (ing, _) in VERBS.items() if base not in table.NOT_REFUSED)
    patterns = (
        rf"(?:{table.LEAD})*(?:(?:{table.REFUSALS}) (?:{table.BETWEEN})*(?:{verbs})|(?:{table.REFUSALS_ING}) (?:{ings}))\b",
        rf"(?:{table.LEAD})*(?:{table.TALK})",
        rf"(?:{table.LEAD})*(?:{table.WONDERS})",
        rf"\b(?:{table.ASKS})\b",
        rf"(?:{table.LEAD})*(?:{table.MIGHT})",
        rf"(?:{table.LEAD})*(?:{table.DOUBTS})\b",
        rf"\b(?:{table.DOUBTFUL})\b",
    )  # fmt: skip
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def unwished(text: str) -> Unwished | None:
    """ "leave" for a command not to do something, "none" for what is only talk; None for all others."""
    if len(text) > LONGEST:
        return None
    refused, talk, wonders, asks, might, doubt, doubtful = _patterns()
    said = text.strip().replace("\u2019", "'")
    if refused.match(said):
        return "leave"
    if wonders.match(said) and _WISH.search(said) is None:
        return "none"
    told = talk.match(said) or might.match(said)
    if told is not None and asks.search(said, told.end()) is None:
        return "none"
    return "none" if doubt.match(said) and doubtful.search(said) else None

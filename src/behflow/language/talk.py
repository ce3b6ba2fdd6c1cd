"""What is said around a wish: "ugh i forgot, could you maybe add milk, thanks".

``plain`` blanks it out, so that places in the text stay what they are. What follows must look like the beginning of a
sentence; of a title nothing is taken away.
"""

from __future__ import annotations

import re
from functools import lru_cache

from behflow.language.words import talk_en as talk

LONGEST = 500
"""What is longer was written, not said."""
_ROUNDS = 8
_MARKS = r"[\s,.:;!…–—-]"
_VERB = "|".join((*talk.VERBS, talk.MORE_VERBS))
_ING = {ing: base for base, (ing, _) in talk.VERBS.items()}
_BEGINS = (
    rf"(?:{_VERB}|{'|'.join(_ING)}|{talk.INTERJECTIONS}|i|i'?m|i'?ve|i'?d|i'?ll|we|you|u|can|cld|could|cud|would|wud|will|do|does|did|"
    r"don'?t|is|are|am|was|were|what|what'?s|when|when'?s|where|which|who|why|how|how'?s|there|there'?s|any|anything|"
    r"remind|please|pls|let'?s|maybe|quick|before|when|if|it'?s|that'?s|mind|how|need|gotta|have|got|no|not|never|also|"
    r"and|so|then|just|everything|all|both|one|another)\b"
)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compiled on first use."""
    flags = re.IGNORECASE
    return {
        "sound": re.compile(rf"(?:{talk.INTERJECTIONS})(?![\w'’-]){_MARKS}*", flags),
        "preface": re.compile(
            rf"(?:{talk.PREFACES}|{talk.WEAK})(?:\s*(?:[,:;!…–—]|\.(?!\d)|-(?=\s)){_MARKS}*|\s+(?={_BEGINS}))", flags
        ),
        "wish": re.compile(rf"(?:{talk.WISHES})\s+(?=(?:{_VERB})\b)", flags),
        "own": re.compile(rf"(?:{talk.OWN_WISHES})\s+(?=(?:{talk.LIST_VERBS})\b)", flags),
        "ing": re.compile(rf"(?:{talk.WISHES_ING})\s+(?=(?:{'|'.join(_ING)})\b)", flags),
        "trail": re.compile(
            rf"(?:\s*[,.;!?…–—-]+|(?<=\S))\s+(?:{talk.TRAILS})\s*$|\s*[,.;!?…–—-]+\s*(?:{talk.TRAILS_APART})\s*$", flags
        ),
    }  # fmt: skip


def plain(text: str) -> str:
    """The text with blanks for what says nothing; the text itself when there is nothing else in it."""
    if len(text) > LONGEST or not text.strip():
        return text
    found = _patterns()
    at, end = _skip(text, 0), len(text.rstrip())
    wished = False
    for _ in range(_ROUNDS):
        gone = found["sound"].match(text, at, end) or found["preface"].match(text, at, end)
        if gone is None:
            gone = next((m for k in ("wish", "own", "ing") if (m := found[k].match(text, at, end))), None)
            wished = wished or gone is not None
        if gone is None or gone.end() >= end or gone.end() == at:
            break
        at = gone.end()
    for _ in range(_ROUNDS):
        cut = _before(text, at, end, wished)
        behind = found["trail"].search(text, max(at, cut - 60), cut)
        if behind is None or behind.start() <= at:
            break
        end = behind.start()
    if wished:
        end = _before(text, at, end, True)
    rest = text[at:end]
    if not any(c.isalnum() for c in rest):
        return text
    first = re.match(r"\w+", rest)
    if wished and first is not None and first[0].lower() in _ING:  # "would you mind adding milk"
        rest = _ING[first[0].lower()] + rest[first.end() :]
    return " " * at + rest + (text[end:].strip(" ,") if end < len(text) and text[end:].strip() in ("?", "؟") else "")


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t,.;:!…-–—":
        at += 1
    return at


def _before(text: str, at: int, end: int, all_marks: bool) -> int:
    """The end without marks; that of a question only goes when something was wished."""
    marks = " \t,;!…" + ("?." if all_marks else "")
    while end > at and text[end - 1] in marks:
        end -= 1
    return end

# ruff: noqa: E501
"""Questions that no command was found for: lists by a word, what comes first, what was remembered. They only read."""

from __future__ import annotations

import re
from typing import Any

from behflow.language import command_words as cw
from behflow.language.lexicon import fold
from behflow.language.talk import plain
from behflow.language.words import words as word_set

Call = tuple[str, dict[str, Any]]
LONGEST = 120
_WORDS = re.compile(r"[\w'’-]+")
_SMALL = r"(?:(?:the|my|our|all|me|please|just|only|some|any|of|for) )*"
_THINGS = r"(?:stuff|things?|tasks?|list|todos?|items?|ones?)"
_NAME = r"(?P<name>[\w'-]+(?: [\w'-]+){0,2}?)"
_SHOWN = (
    re.compile(rf"(?:show|list|see|view|display|open) {_SMALL}{_NAME}(?: {_THINGS})?"),
    re.compile(
        rf"(?:whats|what's|what is|anything|everything) (?:else )?(?:in|on|under|for|about) {_SMALL}{_NAME}(?: {_THINGS})?"
    ),
    re.compile(rf"{_SMALL}{_NAME} {_THINGS} ?\?"),
)
_LATE = re.compile(
    r"(?:have|did|am|what|whats|what's|is|anything|something|which).{0,20}\b(?:miss(?:ed)?|behind(?: on)?|slipp(?:ed|ing)|late on|running late|forgotten|overlooked)\b.{0,20}"
)
_FIRST = re.compile(
    r"(?:whats|what's|what is|which (?:one|task|thing)? ?is|tell me|show me)(?: currently| now)? (?:the |my )?(?:most|top|highest)[ -](?:urgent|important|pressing|priority)\b.{0,30}"
    r"|(?:what|which)(?: one| task| thing)? (?:should|do|must|shall|can) (?:i|we) (?:do|start|tackle|work on|begin)(?: with)? (?:first|now|next)|what comes first|where do i start"
)
_ASKED = re.compile(
    r"(?:what|whats|what's|where|wheres|where's|who|whos|who's|which|when|how|whose|do you (?:know|remember)|can you remember)\b.+"
)
_EMPTY = word_set(
    "what whats what's where wheres where's who whos who's which when how whose is are was were do does did the a "
    "an my our your we i me you to of in on at for again called named know remember can many much it its that "
    "this have has had be been will would s please"
)


def read(text: str) -> Call | None:
    """The look-up that a question asks for; None for what is no question of these kinds."""
    if len(text) > LONGEST:
        return None
    said = " ".join(fold(plain(text)).split())
    bare = said.strip(" ?.!")
    words = set(_WORDS.findall(bare))
    if not words or not bare.isascii():
        return None
    if _LATE.fullmatch(bare):
        return "list_tasks", {"where_overdue": True}
    if _FIRST.fullmatch(bare):
        return "list_tasks", {"order": "priority", "limit": 3}
    if words & (cw.OTHER_TOPICS | cw.MEDIA | cw.WEATHER):
        return None
    for pattern in _SHOWN:
        found = pattern.fullmatch(said if "\\?" in pattern.pattern else bare)
        if found is not None and found["name"] not in cw.NO_FILTER:
            return "list_tasks", {"where_text": found["name"]}
    if _ASKED.fullmatch(bare) and (
        "?" in said or words & {"my", "our", "we", "i", "again", "remember"} or len(words) <= _SHORT
    ):
        asked = " ".join(word for word in _WORDS.findall(bare) if word not in _EMPTY)
        return ("recall", {"query": asked}) if asked else None
    return None


_SHORT = 6

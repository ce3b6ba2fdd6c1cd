# ruff: noqa: E501
"""Other words for a command: "the rent can be deleted" is "delete the rent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from behflow.language.words import rephrase_en as table
from behflow.language.words.talk_en import VERBS

LONGEST = 300
_DONE = {done: base for base, (_, done) in VERBS.items()} | {
    "crossed": "cross off", "ticked": "tick off", "prioritised": "prioritise", "untagged": "untag", "put off": "postpone",
    "pushed back": "push back", "moved back": "move back", "moved forward": "move forward", "marked": "mark",
    "brought forward": "bring forward",
}  # fmt: skip
_SAID = {
    "{ref}": r"(?P<ref>(?!(?:what|whats|what's|which|who|why|when|where|how|nothing|everything|all|life|i|we|you|there|theres|"
    r"if|and|but|do|does|did|is|are|add|create|new|remind|also|there's|every|each|me|call|make|to|gimme)\b)"
    r"\S(?:(?![.!?;]\s).){0,120}?)",
    "{np}": r"(?P<np>(?:(?:the|my|that|this|our|both) |(?!(?:what|whats|what's|which|who|why|when|where|how|nothing|everything|all|i|i'm|i'll|i'd|i've|we|we're|"
    r"you|he|she|they|there|theres|there's|it|its|it's|that|if|and|but|or|do|does|did|is|are|can|could|would|will|also|every|each|me|to|from|not|no|any|"
    rf"anything|{'|'.join(VERBS)}|delete|remind|remember|new|set|let|please|tell|give|find|call|go|drive|fly|travel|walk|talk|speak|listen|reply|"
    r"invite|send|email|write|say|ask|bring|take|carry|get|return|respond|from|in|on|at|by|gimme|got|put|mark|buy)\b))[^\s,.;:!?](?:(?![.!?;,:]\s).){1,80}?)",
    "{amount}": r"(?P<amount>(?:an? (?:extra |further |whole )?|one |two |three |four |five |six |\d+ ?|half an? |a couple of |a few )(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?))",
    "{when}": r"(?P<when>(?=(?:the |next |this |about |around )*(?:tod|tom|ton|tm|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec|\d|first|second|third|next|week|month|year|end|mid|noon|morning|afternoon|evening|night|lunch|after|before|half|quarter|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|in |later|christmas|easter))\S.{0,60}?)",
    "{title}": r"(?P<title>(?!(?:to|for|you|what|whats|what's|everything|rid|order|remove|delete|is|the list|it|that|this|them|i)\b)"
    r"\S(?:(?!\bis there\b|\bwhat\b|\bknow\b).){0,120}?)",
    "{old}": r"(?P<old>.{1,60}?)",
    "{level}": rf"(?P<level>{'|'.join(table.LEVELS)})",
}


@lru_cache(maxsize=1)
def _constructions() -> tuple[tuple[re.Pattern[str], str], ...]:
    out = []
    for pattern, command in table.CONSTRUCTIONS:
        for name, regex in _SAID.items():
            pattern = pattern.replace(name, regex)
        out.append((re.compile(rf"\s*{pattern}\s*[.!]*\s*", re.IGNORECASE), command))
    return tuple(out)


def rephrased(text: str) -> Iterator[str]:
    """The commands that a sentence of another build may stand for, the first the most probable."""
    if len(text) > LONGEST or "\n" in text:
        return
    for pattern, command in _constructions():
        found = pattern.fullmatch(text)
        if found is not None:
            said = {name: value or "" for name, value in found.groupdict().items()}
            done = said.get("done", "").lower()
            said |= {"done": _DONE.get(done, done), "level": table.LEVELS.get(said.get("level", "").lower(), "")}
            said["amount"] = re.sub(r"\b(?:extra|further|whole) ", "", said.get("amount", ""))
            if "way" in said:
                back = said["way"].lower() == "earlier"
                command = command.replace("<way>", "bring" if back else "push").replace(
                    " by ", " forward by " if back else " by "
                )
            filled = command
            for name, value in said.items():
                filled = filled.replace(f"{{{name}}}", value).replace(f"<{name}>", value)
            yield " ".join(filled.split())

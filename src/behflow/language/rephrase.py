"""Other words for a command: "the rent can be deleted" is "delete the rent"."""

from __future__ import annotations

import re
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
    r"if|and|but|do|does|did|is|are|add|create|new|remind|also|there's|every|each|me|call|make)\b)"
    r"\S(?:(?![.!?;]\s).){0,120}?)",
    "{when}": r"(?P<when>\S.{0,60}?)",
    "{title}": r"(?P<title>(?!(?:to|for|you|what|whats|what's|everything|rid|order|remove|delete|is|the list|it|that|this|them|i)\b)"
    r"\S(?:(?!\bis there\b|\bwhat\b|\bknow\b).){0,120}?)",
    "{old}": r"(?P<old>.{1,60}?)",
    "{level}": rf"(?P<level>{'|'.join(table.LEVELS)})",
}
_FIELD = re.compile(r"\{(\w+)\}|<(\w+)>")


@lru_cache(maxsize=1)
def _constructions() -> tuple[tuple[re.Pattern[str], str], ...]:
    out = []
    for pattern, command in table.CONSTRUCTIONS:
        for name, regex in _SAID.items():
            pattern = pattern.replace(name, regex)
        out.append((re.compile(rf"\s*{pattern}\s*[.!]*\s*", re.IGNORECASE), command))
    return tuple(out)


def rephrased(text: str) -> str | None:
    """The command that a sentence of another build stands for; None when it is of none of them."""
    if len(text) > LONGEST or "\n" in text:
        return None
    for pattern, command in _constructions():
        found = pattern.fullmatch(text)
        if found is not None:
            said = {name: value or "" for name, value in found.groupdict().items()}
            done = said.get("done", "").lower()
            said |= {"done": _DONE.get(done, done), "level": table.LEVELS.get(said.get("level", "").lower(), "")}
            return " ".join(_FIELD.sub(lambda field: said[field[1] or field[2]], command).split())
    return None

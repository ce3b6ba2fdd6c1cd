# ruff: noqa: E501
"""What a speaker takes back in the same breath: "delete the milk, no wait, the bread", "move it to monday, i mean tuesday"."""

from __future__ import annotations

import re
from functools import lru_cache

from behflow.language.words import repair_en as table

LONGEST = 300


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(p, re.IGNORECASE) for p in (table.TURN, table.COMMAND, table.TIME, table.NAMED, table.REASON)
    )


def repaired(text: str) -> str:
    """The text as the speaker wants it to be understood, without the words that were taken back, and without reasons."""
    if len(text) > LONGEST:
        return text
    turn, command, time, named, reason = _patterns()
    found = turn.search(text)
    if found is None:
        why = reason.fullmatch(text)
        return why["said"] if why is not None else text
    head, tail = text[: found.start()], text[found.end() :].strip()
    if not command.match(head):
        return text
    if command.match(tail):
        return tail
    point = time.fullmatch(tail)
    if point is not None:  # only the last time is taken back
        before = time.search(head)
        last = list(time.finditer(head))[-1] if before is not None else None
        if last is not None and not head[last.end() :].strip():
            lead = last["lead"] or ""
            return f"{head[: last.start()]}{lead}{point['time']}"
        return text
    whole = named.fullmatch(head)
    return f"{whole['verb']} {tail}" if whole is not None else text

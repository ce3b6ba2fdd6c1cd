"""Corrections of what the turn before did: "sorry, not tomorrow, on saturday", "oops give me that back"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from behflow.agent.engine import cues
from behflow.agent.engine.calls import Call
from behflow.agent.engine.known import Known
from behflow.agent.engine.times import Times, target
from behflow.language.patterns import split

SHORT = 9
"""Words of a sentence that only takes something back."""
_CLAUSE = re.compile(r"\s*[,،;؛.!]+\s*|\s+(?:and|but|و|ولی)\s+", re.IGNORECASE)
_ENDS = frozenset({"please", "pls", "again", "thanks", "thx", "لطفا"})


def corrected(text: str, said: Sequence[str], known: Known, times: Times) -> list[Call] | None:
    """What a message changes of what the turn before did; None when it is no correction."""
    if not known.touched:
        return None
    if len(said) <= SHORT and any(map(cues.UNDO.fullmatch, _cores(text, said))):
        return [("undo_last", {})]
    last: dict[str, Any] = {"last": True} | ({"all": True} if len(known.touched) > 1 else {})
    words = set(said)
    shift = times.shift(text, said) if words & cues.SHIFTED and words & {"it", "that", "them"} else None
    if shift is not None and all(norm in cues.KNOWN for norm in times.besides(text)):
        return [("reschedule_tasks", last | shift)]
    project = _project(said, known.projects)
    if project is not None:
        return [("update_task", last | {"project": project})]
    if not set(said) & cues.SORRY:
        return None
    found = times.said(text)
    to = target(found) if found is not None else None
    if to is not None and all(norm in cues.PATCH for norm in times.besides(text)):
        return [("reschedule_tasks", last | {"to": to})]
    levels = [cues.LEVELS[norm] for norm in said if norm in cues.LEVELS]
    if found is None and levels and all(n in cues.PATCH | cues.WEIGHT or n in cues.LEVELS for n in said):
        return [("update_task", last | {"priority": levels[-1]})]
    return None


def _cores(text: str, said: Sequence[str]) -> list[str]:
    """The sentence without its "oops", and its last clause."""
    cores = []
    for words in (list(said), [word.norm for word in split(_CLAUSE.split(text.rstrip(" .!"))[-1])]):
        while words and words[0] in cues.SORRY | {"please", "pls", "can", "you", "u", "just", "لطفا"}:
            words.pop(0)
        while words and words[-1] in _ENDS:
            words.pop()
        if words:
            cores.append(" ".join(words))
    return cores


def _project(said: Sequence[str], projects: Sequence[str]) -> str | None:
    """ "That belongs in garden": the project in which the task of the turn before is wanted."""
    for name in projects:
        words = [word.norm for word in split(name)]
        rest = said[: -len(words)] if list(said[-len(words) :]) == words else None
        if rest and set(rest) & cues.BELONGS and all(norm in cues.BELONGS | cues.PATCH for norm in rest):
            return name
    return None

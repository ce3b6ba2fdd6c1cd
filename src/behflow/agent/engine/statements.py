"""What a sentence says about a task that it names: that it is done, not needed, moved, started, urgent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from behflow.agent.engine import cues
from behflow.agent.engine.calls import Call
from behflow.agent.engine.known import Mention
from behflow.agent.engine.stems import stem
from behflow.agent.engine.times import Times, target
from behflow.language.patterns import split

STRANGE = 1
"""Words of a statement that may be neither small, nor part of a title, nor a cue."""


def which(mention: Mention, norms: Sequence[str]) -> dict[str, Any]:
    """The tasks that are meant; of several that fit equally well the words, so that the user is asked."""
    if not mention.clear and not (cues.TOGETHER & set(norms) and len(mention.tasks) > 1):
        return {"task": " ".join(norm for n, norm in enumerate(norms) if n in mention.used)}
    if len(mention.tasks) == 1:
        return {"task": mention.tasks[0].id}
    return {"tasks": [task.id for task in mention.tasks]}


def strange(norms: Sequence[str], mention: Mention | None, times: Times) -> int:
    """How many words are neither part of the title nor say anything that is known."""
    used = mention.used if mention is not None else frozenset()
    left = times.besides(" ".join(norm for place, norm in enumerate(norms) if place not in used))
    return sum(norm not in cues.KNOWN and not cues.past(norm) and not norm.isdecimal() for norm in left)


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause about a task."""

    text: str
    norms: Sequence[str]
    mention: Mention
    times: Times
    projects: Sequence[str] = ()
    allowed: int = STRANGE
    """Strange words that are passed over."""

    def call(self) -> Call | None:
        """The change that it asks for; None when it says nothing of the kind."""
        line, words = " ".join(self.norms), set(self.norms)
        unknown = strange(self.norms, self.mention, self.times)
        own = {stem(self.norms[place]) for place in self.mention.used}
        loose = unknown <= self.allowed + bool(self.allowed)
        renamed = self._renamed()
        if renamed is not None:
            return renamed
        if loose and cues.UNNEEDED.search(line) and "cancel" not in own:
            return "delete_task", self._which()
        for made in (self._placed, self._weighed, self._timed) if loose else ():
            call = made(line, words)
            if call is not None:
                return call
        if unknown > self.allowed:
            return None
        if cues.BLOCKED.search(line):
            free = words & cues.NOT
            return "update_task", self._which() | {"status": "in_progress" if free else "blocked"}
        if cues.STARTED.search(line) and not words & (cues.NOT | {"need", "should"}):
            return "update_task", self._which() | {"status": "in_progress"}
        return ("complete_task", self._which()) if self._did(line, words) else None

    def _which(self) -> dict[str, Any]:
        return which(self.mention, self.norms)

    def _renamed(self) -> Call | None:
        """ "The bike should be called fix the red bike"."""
        said = cues.RENAMED.search(self.text)
        if said is None or len(self.mention.tasks) > 1 or not self.allowed:
            return None
        head = self.norms[: len(split(self.text[: said.start()]))]
        if max(self.mention.used) >= len(head) or strange(head, self.mention, self.times) > 0:
            return None
        return "update_task", self._which() | {"name": said[1].strip(" .!\"'“”«»")}

    def _placed(self, line: str, words: set[str]) -> Call | None:
        """ "Move wrapping paper into house", "the cards go under admin"."""
        for name in self.projects:
            folded = [word.norm for word in split(name)]
            rest = list(self.norms[: -len(folded)])
            ends = list(self.norms[-len(folded) :]) == folded and max(self.mention.used) < len(rest)
            if rest and ends and rest[-1] in cues.INTO and words & cues.BELONGS:
                return "update_task", self._which() | {"project": name}
        return None

    def _weighed(self, line: str, words: set[str]) -> Call | None:
        """How important a task is: "bump the haircut up to medium", "more important"."""
        rest = [norm for place, norm in enumerate(self.norms) if place not in self.mention.used]
        levels = [level for norm in rest if (level := cues.LEVELS.get(norm)) is not None and norm != "important"]
        if len(set(levels)) > 1 and not words & cues.NOT:
            return None  # of different tasks
        if not set(rest) & cues.WEIGHT and not (set(rest) & cues.WEIGHING and levels):
            return None
        if levels and (not words & cues.NOT or len(levels) > 1):
            return "update_task", self._which() | {"priority": levels[-1]}
        if words & cues.NOT:
            return None
        if set(rest) & cues.LESS:
            return "update_task", self._which() | {"priority": "low"}
        if set(rest) & (cues.MORE | {"important", "مهم", "مهمه"}):
            return "update_task", self._which() | {"priority": "high"}
        return None

    def _timed(self, line: str, words: set[str]) -> Call | None:
        if len(self.mention.tasks) > 1 and self.times.several(self.text):
            return None  # each has a time of its own
        if words & cues.LATER and (length := self.times.length(_plain(self.text))) is not None:
            days = round(length.days + length.months * 30)
            if days:
                return "reschedule_tasks", self._which() | {"by_days": days}
        if words & cues.LASTS and (length := self.times.length(self.text)) is not None and length.minutes:
            return "update_task", self._which() | {"duration_minutes": length.minutes}
        if words & cues.SHIFTED and (shift := self.times.shift(self.text, self.norms)) is not None:
            return "reschedule_tasks", self._which() | shift
        found = self.times.said(self.text)
        to = target(found) if found is not None else None
        if found is None or found.due is None or to is None:
            return None
        if "deadline" in words:
            return "update_task", self._which() | {"deadline": found.due.date.isoformat()}
        moves = bool(words & cues.MOVED)
        if not moves and self._did(line, words):
            return None
        follows = any(n + 1 < len(self.norms) and self.norms[n + 1] in cues.IS for n in self.mention.used)
        owner = any(self.norms[place].endswith("'s") for place in self.mention.used)
        if moves or follows or owner or words & (cues.NOT | cues.WILL):
            return "reschedule_tasks", self._which() | {"to": to}
        return None

    def _did(self, line: str, words: set[str]) -> bool:
        if words & (cues.NOT | cues.OBLIGED | cues.UNDONE):
            return False
        return any(norm in cues.DID or cues.past(norm) for norm in self.norms) or bool(cues.FINISHED.search(line))


def _plain(text: str) -> str:
    return " ".join(word.norm for word in split(text) if word.norm not in cues.LATER)

"""Sentences that only the user's own list explains: "the rent thing", "plants are watered", "no, i meant friday".

Asked when the words of a message alone are not certain. What is changed must be named by its title (or be what the turn
before changed); what is not clear stays what it was, or becomes a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from behflow.agent.engine import cues
from behflow.agent.engine.calls import REFERRING, Call, Understood, understand, when
from behflow.agent.engine.corrections import corrected
from behflow.agent.engine.known import Known, KnownTask, Mention, mentioned
from behflow.agent.engine.statements import STRANGE, Statement, strange, which
from behflow.agent.engine.times import Times
from behflow.agent.matching import best, parts_of, variants
from behflow.agent.tools.schemas import unreferred
from behflow.language.lexicon import fold
from behflow.language.patterns import split

LONGEST = 400
"""Characters of a message that is looked at this way."""
_GAP = re.compile(
    r"(\s*[,،;؛.!?؟]+\s+(?:and\s+|و\s+|but\s+|oh\s+)?|"
    r"\s+(?:and then|then|and also|and|but|also|plus|so|و بعدش?|و|ولی|اما|بعدش?|پس)\s+)",
    re.IGNORECASE,
)
_PARTS = 6
_AND = frozenset({"and", "و", ",", "،"})
_BACK = frozenset({"it", "that", "this", "them", "one", "those", "these", "آن", "اون", "این"})
_ACTS = frozenset({"add", "remind", "rename", "remember"})

Grounded = tuple[list[Call], str]
"""Calls, and the phrase that is said when there are none."""


def names(call: Call) -> bool:
    """Whether a call names a task by words, which the list has to know."""
    name, args = call
    return name in REFERRING and "task" in args


def tells(text: str) -> bool:
    """Whether a message begins like one that tells something: "we have to ...", which may be on the list already."""
    first = split(text[:40])[:1]
    return bool(first) and first[0].norm in cues.OWN


@dataclass(frozen=True, slots=True)
class Grounder:
    """What is known of a user's list, for one message."""

    known: Known
    times: Times

    def ground(self, text: str, found: Understood) -> Grounded | None:
        """What a message asks for; None when the list explains nothing."""
        said = [word.norm for word in split(text)] if len(text) <= LONGEST else []
        if not said:
            return None
        if cues.KEEP.fullmatch(" ".join(said)):
            return [], "rejected"
        calls = self._read(text, said, found)
        if calls is not None:
            return calls, "none"
        if not found.certain and set(said) & cues.UNDONE and any(call[0] == "complete_task" for call in found.calls):
            return [], "none"
        if found.op != "add_task":
            return None
        title = str(found.calls[0][1]["title"]) if len(found.calls) == 1 else ""
        if said[0] in cues.OWN and any(fold(task.name) == fold(title) for task in self.known.tasks if not task.done):
            return [("search", {"text": title})], "none"  # "we have to pay the rent", which is on the list
        told = bool(set(said) & cues.TOLD) or self._over(text, said)
        mention = mentioned(said, self.known.tasks) if told or said[0] in cues.OWN else None
        if found.certain or not (told or mention is not None):
            return None
        if mention is not None and mention.clear and strange(said, mention, self.times) == 0:
            return [("search", {"text": mention.tasks[0].name})], "none"  # "i need milk", and it is to be bought
        return [], "none"  # told about something, not the name of a new task

    def _over(self, text: str, said: Sequence[str]) -> bool:
        """Whether a sentence tells what happened on a day that is over."""
        time = self.times.said(text) if any(map(cues.past, said)) else None
        return time is not None and time.due is not None and time.due.date < self.times.now.date()

    def _read(self, text: str, said: Sequence[str], found: Understood) -> list[Call] | None:
        calls = corrected(text, said, self.known, self.times)
        if calls is not None:
            return calls
        calls = None if found.calls and found.certain else self._again(text, said)
        if calls is not None:
            return calls
        if found.calls and found.certain and all(self._stands(call) for call in found.calls):
            return self._exact(found.calls, said)
        calls = self._amended(text)
        if calls is not None:
            return calls
        asks = text.rstrip().endswith(("?", "؟"))
        pieces = _GAP.split(text)
        if 1 < len(pieces) <= 2 * _PARTS:
            calls = self._joined(pieces, asks)
            if calls is not None:
                return calls
        if cues.AGAIN.fullmatch(" ".join(said)):
            return None
        # An order is carried out as it stands, or not at all: "complete salt and sugar" is not "salt".
        return self._clause(text, said, found, asks, 0 if found.calls and found.certain else STRANGE)

    def _again(self, text: str, said: Sequence[str]) -> list[Call] | None:
        """The change of the turn before for another task: "same for the bread", "no, i meant the milk"."""
        did, words = self.known.did, set(said)
        corrects, repeats = words & cues.INSTEAD, words & cues.SAME
        mention = mentioned(said, self.known.tasks) if did is not None and (corrects or repeats) else None
        if did is None or mention is None or not mention.clear or self.times.said(text) is not None:
            return None
        around = cues.SORRY | cues.PATCH | cues.SAME | cues.BESIDE
        if any(norm not in around for place, norm in enumerate(said) if place not in mention.used):
            return None
        change = (str(did["name"]), dict(did["args"]) | which(mention, said))
        return [change] if repeats else [("undo_last", {}), change]

    def _exact(self, calls: Sequence[Call], said: Sequence[str]) -> list[Call] | None:
        """A name that fits several tasks, where the whole sentence names one of them: "... lessons for leo"."""
        if len(calls) != 1 or not names(calls[0]) or "name" in calls[0][1]:
            return None
        name, args = calls[0]
        fitting = self._fitting(args["task"], done=name == "reopen_task")
        mention = mentioned(said, self.known.tasks, done=name == "reopen_task") if len(fitting) > 1 else None
        if mention is None or not mention.clear or len(mention.tasks) > 1 or mention.tasks[0].id not in fitting:
            return None
        return [(name, args | {"task": mention.tasks[0].id})]

    def _fitting(self, said: str, *, done: bool) -> list[str]:
        tasks = [{"id": task.id, "name": task.name} for task in self.known.tasks if task.done == done]
        return next((ids for v in variants(said) if (ids := [t["id"] for t in best(v, tasks)[0]])), [])

    def _stands(self, call: Call) -> bool:
        """Whether what a call names is there, so that its own words are enough."""
        if not names(call):
            return True
        said, done = call[1]["task"], call[0] == "reopen_task"
        parts = parts_of(said)
        return bool(self._fitting(said, done=done)) or (
            len(parts) > 1 and all(self._fitting(part, done=done) for part in parts)
        )

    def _fixed(self, call: Call) -> Call | None:
        """A call whose vague name is made exact: "the rent thing"; None when nothing is called so."""
        if self._stands(call):
            return call
        name, args = call
        said = [word.norm for word in split(args["task"])]
        mention = mentioned(said, self.known.tasks, done=name == "reopen_task")
        if mention is None or strange(said, mention, self.times) > 0:
            return None
        return name, unreferred(args) | which(mention, said)

    def _amended(self, text: str) -> list[Call] | None:
        """ "Delete the milk, no wait, the bread": what is said last counts."""
        found = cues.AMENDED.fullmatch(text.strip())
        first = understand(found[1], self.times.now, self.times.words) if found else None
        if found is None or first is None or len(first.calls) != 1 or not first.certain:
            return None
        name, args = first.calls[0]
        norms = [word.norm for word in split(found[2])]
        mention = mentioned(norms, self.known.tasks)
        if name in REFERRING and mention is not None and strange(norms, mention, self.times) == 0:
            return [(name, unreferred(args) | which(mention, norms))]
        time = self.times.said(found[2])
        if time is not None and time.whole and time.due is not None and {"to", "due"} & args.keys():
            fixed = self._fixed((name, {**args, "to" if "to" in args else "due": when(time.due)}))
            return [fixed] if fixed is not None else None
        return None

    def _joined(self, pieces: Sequence[str], asks: bool) -> list[Call] | None:
        """Several clauses, each of which says something, or nothing of its own."""
        calls: list[Call] = []
        named: Mention | None = None
        for place in range(0, len(pieces), 2):
            part, gap = pieces[place], pieces[place - 1].strip().casefold() if place else ""
            norms = [word.norm for word in split(part)]
            if not part.strip():
                continue
            if cues.AGAIN.fullmatch(" ".join(norms)):
                named = None
                continue
            made = self._clause(part, norms, understand(part, self.times.now, self.times.words), asks)
            if made is None:
                mention = mentioned(norms, self.known.tasks)
                if mention is not None and strange(norms, mention, self.times) <= STRANGE:
                    if calls and gap in _AND and mention.clear and calls[-1][0] in REFERRING:
                        calls.append((calls[-1][0], unreferred(calls[-1][1]) | which(mention, norms)))
                    else:
                        named = mention  # spoken of, and the next clause says what of it
                elif calls and set(norms) & _BACK and len(norms) <= 7 and not set(norms) & _ACTS:
                    continue  # says the same again: "..., pls move it there"
                elif not all(norm in cues.SMALL or norm in cues.SORRY for norm in norms):
                    return None
                continue
            made = [bound for call in made if (bound := self._bound(call, named, calls)) is not None]
            if named is not None and named.clear and gap in _AND and made and names(made[0]):  # "... are both bought"
                made.insert(0, (made[0][0], unreferred(made[0][1]) | which(named, [])))
            named = None
            calls += [call for call in made if call not in calls]
        return calls or None

    def _bound(self, call: Call, named: Mention | None, before: Sequence[Call]) -> Call | None:
        """ "It" is the task that the clause before named; None for what was asked just before."""
        name, args = call
        if not args.get("last") or name not in REFERRING:
            return call
        if named is not None and len(named.tasks) == 1:
            return name, unreferred(args) | {"task": named.tasks[0].id}
        if before and before[-1][0] == name and before[-1][1].get("task") and len(args) == 1:
            return None
        return call

    def _clause(
        self, text: str, norms: Sequence[str], found: Understood, asks: bool, allowed: int = STRANGE
    ) -> list[Call] | None:
        """What one clause asks for. ``found``: what its words alone say; ``asks``: the message is a question."""
        if not norms:
            return None
        if found.calls and found.certain:
            fixed = [self._fixed(call) for call in found.calls]
            if all(call is not None for call in fixed):
                return [call for call in fixed if call is not None]
        did = norms[0] == "did" and not set(norms[1:2]) & cues.PERSONS  # "did the dishes" is no question
        if asks or (norms[0] in cues.QUESTION and not did):
            return self._asked(norms)
        done = self._mentioned(norms, done=True) if cues.REOPENED.search(" ".join(norms)) else None
        if done is not None:
            return [("reopen_task", which(done, norms))]
        mention = mentioned(norms, self.known.tasks)
        if mention is None:
            return None
        call = Statement(text, norms, mention, self.times, self.known.projects, allowed).call()
        return [call] if call is not None else None

    def _mentioned(self, norms: Sequence[str], *, done: bool) -> Mention | None:
        mention = mentioned(norms, self.known.tasks, done=done)
        return mention if mention is not None and strange(norms, mention, self.times) <= STRANGE + 1 else None

    def _asked(self, norms: Sequence[str]) -> list[Call] | None:
        """A question about a task, or about something that was to be remembered."""
        memory = mentioned(norms, self.known.memories)
        mention = self._mentioned(norms, done=False) or self._mentioned(norms, done=True)
        if memory is not None and (mention is None or memory.score > mention.score):
            return [("recall", {"query": " ".join(norms[place] for place in sorted(memory.used))})]
        if mention is None:
            return None
        return [("search", {"text": _shared(mention.tasks, norms, mention)})]


def _shared(tasks: Sequence[KnownTask], norms: Sequence[str], mention: Mention) -> str:
    """What to look for: the title, or the words that several titles share."""
    return tasks[0].name if len(tasks) == 1 else " ".join(norms[place] for place in sorted(mention.used))

"""Whether a dialogue ended as it should: what is there against what should be, and what nobody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from behflow.evaluation.suite import ANY, NONE, Dialogue, Difference
from behflow.evaluation.worlds import Fields, State

EMPTY: Fields = {
    "due": None,
    "deadline": None,
    "priority": "low",
    "project": None,
    "tags": [],
    "status": "not_started",
    "repeat": None,
    "duration": None,
    "description": None,
    "under": None,
}


@dataclass(frozen=True)
class Turn:
    """One answer: its words, whether it asked back or proposed, whether it changed something, and what it took."""

    said: str
    response: str = ""
    asked: bool = False
    changed: bool = False
    ms: float = 0.0
    tokens: int = 0
    cost: float | None = 0.0


@dataclass(frozen=True)
class Verdict:
    """``faults`` say how the end differs from what was expected; ``unwanted`` what changed though nobody asked."""

    dialogue: Dialogue
    turns: tuple[Turn, ...]
    faults: tuple[str, ...]
    unwanted: tuple[str, ...]
    asks: tuple[bool, ...]

    @property
    def right(self) -> bool:
        """True when the end is exactly what a user expects."""
        return not self.faults


def judge(dialogue: Dialogue, before: State, after: State, turns: Sequence[Turn]) -> Verdict:
    """Compare what a dialogue left behind with what it should have."""
    differences = dialogue.told.after
    named = {d.task: d for d in differences if d.task is not None}
    faults: list[str] = []
    unwanted: list[str] = []
    fresh = {key: task for key, task in after.tasks.items() if key not in before.tasks}
    for key, task in before.tasks.items():
        difference = named.get(task["title"])
        now = _successor(task, after.tasks.get(key), fresh)
        if difference is None:
            if now != task:
                unwanted.append(f"{task['title']}: {_changes(task, now)}")
        elif difference.gone or now is None:
            if not difference.gone:
                unwanted.append(f"{task['title']} is gone")
            elif now is not None:
                faults.append(f"{task['title']} is still there")
        else:
            wrong = _wrong(difference, task, now)
            faults += [f"{task['title']}: {name} is {now[name]!r}" for name in wrong]
            said = difference.model_fields_set
            unwanted += [f"{task['title']}: {name} is {now[name]!r}" for name in wrong if name not in said]
    expected = [d for d in differences if d.new is not None]
    left = list(fresh.values())
    for difference in expected:
        found = next((task for task in left if _titled(difference.new, task["title"])), None)
        if found is None:
            faults.append(f"no new task {difference.new!r}; new: {[t['title'] for t in fresh.values()]}")
            continue
        left.remove(found)
        faults += [f"{found['title']}: {name} is {found[name]!r}" for name in _wrong(difference, EMPTY, found)]
    if len(fresh) > len(expected):
        unwanted += [f"new: {task['title']}" for task in left]
    faults += _memories(differences, before, after)
    if after.rules - before.rules != sum(d.automation is not None for d in differences):
        faults.append(f"{after.rules - before.rules} new rules")
        unwanted += ["a new rule"] * (after.rules - before.rules > sum(d.automation is not None for d in differences))
    last = turns[-1].response.casefold() if turns else ""
    faults += [f"does not say {words!r}" for words in dialogue.told.says if words.casefold() not in last]
    asks = tuple(turns[n - 1].asked and not turns[n - 1].changed for n in dialogue.told.must_ask)
    unwanted += [f"did not wait at {n}" for n in dialogue.told.must_ask if turns[n - 1].changed]
    return Verdict(dialogue, tuple(turns), tuple(faults + unwanted), tuple(unwanted), asks)


def _successor(task: Fields, now: Fields | None, fresh: dict[UUID, Fields]) -> Fields | None:
    """A completed occurrence of a task that repeats is followed by its next one, which is the task to its user."""
    if task["repeat"] and now is not None and now["status"] == "completed":
        for key, new in fresh.items():
            if new["title"] == task["title"]:
                return fresh.pop(key)
    return now


def _wrong(difference: Difference, base: Fields, now: Fields) -> list[str]:
    wrong = []
    for name, old in base.items():
        wanted = getattr(difference, name)
        if wanted == ANY:
            continue
        if name == "title":
            same = _titled(wanted or old, now[name])
        elif wanted is None:
            same = now[name] == old
        elif wanted == NONE:
            same = now[name] is None
        elif name == "repeat":
            same = _rule(wanted) == _rule(now[name] or "")
        else:
            same = now[name] == (sorted(wanted) if name == "tags" else wanted)
        if not same:
            wrong.append(name)
    return wrong


def _titled(wanted: str | list[str] | None, title: str) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted or ""]
    return title.casefold() in [name.casefold() for name in names]


def _rule(rule: str) -> frozenset[str]:
    """Parts of a rule that say which days; a weekly rule without days and what is usual anyway say nothing."""
    return frozenset(p for p in rule.upper().split(";") if p != "INTERVAL=1" and not p.startswith(("WKST", "RSCALE")))


def _memories(differences: Sequence[Difference], before: State, after: State) -> list[str]:
    wanted = [d.remembered for d in differences if d.remembered is not None]
    new = [text for text in after.memories if text not in before.memories]
    missing = [f"does not remember {w!r}; {new}" for w in wanted if not any(w.casefold() in t.casefold() for t in new)]
    return missing or ([f"remembers {new}"] if len(new) > len(wanted) else [])


def _changes(before: Fields, now: Fields | None) -> str:
    if now is None:
        return "gone"
    return ", ".join(f"{name} is {now[name]!r}" for name in before if now[name] != before[name])

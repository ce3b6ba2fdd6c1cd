"""What the built-in engine may know of a user's list: titles, and what the turn before was about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from behflow.agent.engine import cues
from behflow.agent.engine.stems import stem
from behflow.agent.matching import words_of
from behflow.language import command_words as cw
from behflow.language.words import words as word_set

_TOGETHER = 10
"""Tasks that one sentence may name."""
_AND = frozenset({"and", "&", "plus", "و", ",", "،"})
_VERB = 0.4
"""What a word counts that begins many titles, beside a word that only few have."""
_DOING = frozenset(
    map(
        stem,
        cw.DOING
        | word_set(
            "do make take go check bring drop ask tell finish start set try look see find put give join attend "
            "خرید تماس زنگ پرداخت نوشتن ارسال گرفتن دادن زدن کردن بردن تمدید رزرو خواندن شستن تمیز تحویل "
            "آماده بررسی انجام رفتن دیدن وقت"
        ),
    )
)
_SMALL = word_set(
    "the a an my our your to for of in on at by with about from and or up out off some this that is be it its را "
    "رو به از در با برای و که این آن تا روی سر یک یه هم های ها"
)


@dataclass(frozen=True, slots=True)
class KnownTask:
    """A task by its title. ``weights`` are its words that mean something, by their stems."""

    id: str
    name: str
    done: bool
    weights: dict[str, float] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """The titles, and the tasks that the turn before changed or showed."""

    tasks: tuple[KnownTask, ...] = ()
    touched: tuple[str, ...] = ()
    did: Mapping[str, Any] | None = None
    """The change of the turn before: the ``name`` of its tool and its ``args`` without the task."""
    projects: tuple[str, ...] = ()
    memories: tuple[KnownTask, ...] = ()
    """What the user asked to be remembered, by its words."""


Knowing = Callable[[], Awaitable[Known]]
"""Looks it up, when a sentence cannot be understood by its own words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The tasks that some words of a sentence name; ``used`` are the places of those words.

    ``clear``: each of them is meant, not one of several that fit equally well.
    """

    tasks: tuple[KnownTask, ...]
    used: frozenset[int]
    score: float
    clear: bool


def known_task(task_id: str, name: str, *, done: bool = False) -> KnownTask:
    """A task with the stems of its title."""
    weights: dict[str, float] = {}
    for word in words_of(name):
        if word not in _SMALL:
            weights[stem(word)] = _VERB if stem(word) in _DOING or word in cues.KNOWN else 1.0
    return KnownTask(task_id, name, done, weights)


def mentioned(words: Sequence[str], tasks: Sequence[KnownTask], *, done: bool = False) -> Mention | None:
    """The task whose title the words name best, or several that are joined by "and". A verb alone names nothing.

    ``done``: look among the completed tasks only, else among the open ones.
    """
    here = [task for task in tasks if task.done == done]
    first = _best(words, here, frozenset())
    if first is None:
        return None
    found = [first]
    while len(found) < _TOGETHER and (more := _best(words, here, frozenset().union(*(m.used for m in found)))):
        if not any(_joined(words, more.used, other.used) for other in found):
            break
        found.append(more)
    return Mention(
        tuple(task for mention in found for task in mention.tasks),
        frozenset().union(*(mention.used for mention in found)),
        first.score,
        clear=all(mention.clear for mention in found),
    )


def _joined(words: Sequence[str], one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether "and" stands between two names."""
    low, high = (one, other) if max(one) < min(other) else (other, one)
    return max(low) < min(high) and bool(_AND & set(words[max(low) + 1 : min(high)]))


def _best(words: Sequence[str], tasks: Sequence[KnownTask], taken: frozenset[int]) -> Mention | None:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if place not in taken:
            places.setdefault(stem(word), []).append(place)
    best: list[tuple[float, bool, KnownTask, frozenset[int]]] = []
    for task in tasks:
        if task.weights.keys().isdisjoint(places):
            continue
        hit = [s for s in task.weights if s in places]
        score = sum(task.weights[s] for s in hit)
        whole = len(hit) == len(task.weights)
        if score >= 1 or whole:
            best.append((score, whole, task, _places(hit, task, places)))
    if not best:
        return None
    top = max(score for score, _, _, _ in best)
    whole = any(one[1] for one in best if one[0] == top)
    named = [one for one in best if one[0] == top and one[1] == whole]
    used = named[0][3]
    # Those at other places are names of other tasks, which are looked for next.
    named = [one for one in named if used & one[3]]
    return Mention(tuple(one[2] for one in named), used, top, clear=len(named) == 1)


def _places(hit: Sequence[str], task: KnownTask, places: Mapping[str, Sequence[int]]) -> frozenset[int]:
    """Where a task is named. A word that is there twice counts where the others are: "buy milk and buy bread"."""
    anchor = min(places[s][0] for s in sorted(hit, key=lambda s: -task.weights[s])[:1])
    return frozenset(min(places[s], key=lambda place: abs(place - anchor)) for s in hit)

"""A plan for one day: which open tasks fit between which hours, and why. Pure; nothing is changed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from behflow.tasks.schemas import PRIORITIES
from behflow.timing.walltime import to_wall

USUAL_MINUTES = 30
"""How long a task takes that does not say."""
SOON = dt.timedelta(days=3)
"""A deadline so near is a reason to do a task that has no date."""
GRAIN = 15
"""Minutes to which the present moment is rounded up."""

Task = Mapping[str, Any]
Reason = Literal[
    "deadline_passed", "deadline", "overdue", "earlier", "due", "priority", "room",
    "planned", "full", "must", "too_long",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One task of a plan.

    ``placed``: begins at ``start`` on that day; ``fixed``: did so already; ``moved``: has no room and goes to ``day``;
    ``left``: has no room and stays, since its deadline or its length allows nothing else.
    """

    task: Task
    kind: Literal["placed", "fixed", "moved", "left"]
    reason: Reason
    day: dt.date
    start: dt.time | None = None


def window(day: dt.date, hours: tuple[dt.time, dt.time], now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The wall times between which there is time on a day; ``now`` is the wall clock. Empty when they are over."""
    first, last = (dt.datetime.combine(day, moment) for moment in hours)
    if now > first:
        past = now.replace(second=0, microsecond=0) - now.replace(minute=0, second=0, microsecond=0)
        minutes = -(-(past.seconds // 60 + (now.second > 0)) // GRAIN) * GRAIN
        first = now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(minutes=minutes)
    return first, max(first, last)


def plan_day(
    tasks: Sequence[Task], between: tuple[dt.datetime, dt.datetime], now: dt.datetime, zone: str
) -> list[Step]:
    """A plan for the day of ``between`` (wall times in ``zone``, as ``now`` is), in the order of the day.

    First what has its deadline, then what is overdue, what is due that day, and tasks without a date by priority. What
    is timed on that day stays where it is. What was due and finds no room moves to the next day unless its deadline
    forbids it; tasks without a date that find no room are not spoken of.
    """
    first, last = between
    day = first.date()
    fixed, wanted = [], []
    for task in tasks:
        if task["status"] in ("completed", "blocked") or task["uncompletable"]:
            continue
        at = _wall(task, zone)
        if at is not None and at.date() == day and at >= min(now, first):
            fixed.append(Step(task, "fixed", "planned", day, at.time()))
        elif (reason := _reason(task, day, now.date())) is not None:
            wanted.append((reason, task))
    free = _free(first, last, [(dt.datetime.combine(day, s.start or dt.time()), _minutes(s.task)) for s in fixed])
    wanted.sort(key=lambda one: _rank(*one))
    steps = [_place(reason, task, day, free, last - first) for reason, task in wanted]
    found = [*fixed, *(step for step in steps if step is not None)]
    return sorted(found, key=lambda step: (step.start is None, step.start or dt.time(), step.kind != "moved"))


def _place(
    reason: Reason, task: Task, day: dt.date, free: list[tuple[dt.datetime, dt.datetime]], whole: dt.timedelta
) -> Step | None:
    length = dt.timedelta(minutes=_minutes(task))
    for place, (begin, end) in enumerate(free):
        if end - begin >= length:
            free[place] = (begin + length, end)
            return Step(task, "placed", reason, day, begin.time())
    if reason in ("priority", "room"):
        return None
    if length > whole > dt.timedelta():
        return Step(task, "left", "too_long", day)
    following = day + dt.timedelta(days=1)
    deadline = _date(task["deadline"])
    if deadline is not None and deadline < following:
        return Step(task, "left", "must", day)
    return Step(task, "moved", "full", following)


def _reason(task: Task, day: dt.date, today: dt.date) -> Reason | None:
    due, deadline = _date((task["due"] or {}).get("date")), _date(task["deadline"])
    if deadline is not None and deadline <= day:
        return "deadline" if deadline == day else "deadline_passed"
    if due is not None:
        if due > day:
            return None
        return "due" if due == day else "earlier" if due >= today else "overdue"
    if deadline is not None and deadline - day <= SOON:
        return "deadline"
    return "priority" if task["priority"] in ("urgent", "high") else "room"


_ORDER: tuple[Reason, ...] = ("deadline_passed", "deadline", "overdue", "earlier", "due", "priority", "room")


def _rank(reason: Reason, task: Task) -> tuple[Any, ...]:
    due = (task["due"] or {}).get("date") or ""
    return _ORDER.index(reason), PRIORITIES.index(task["priority"]), task["deadline"] or "", due, task["position"]


def _free(
    first: dt.datetime, last: dt.datetime, busy: Sequence[tuple[dt.datetime, int]]
) -> list[tuple[dt.datetime, dt.datetime]]:
    taken = sorted((begin, begin + dt.timedelta(minutes=minutes)) for begin, minutes in busy)
    ends = first
    edges = [first]
    for begin, end in taken:
        edges += [max(ends, min(begin, last)), max(ends, end)]
        ends = max(ends, end)
    edges.append(max(ends, last))
    return [(begin, min(end, last)) for begin, end in list(pairwise(edges))[::2] if begin < min(end, last)]


def _wall(task: Task, zone: str) -> dt.datetime | None:
    at = (task["due"] or {}).get("at")
    return to_wall(dt.datetime.fromisoformat(at), zone) if at else None


def _minutes(task: Task) -> int:
    return task["duration_minutes"] or USUAL_MINUTES


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None

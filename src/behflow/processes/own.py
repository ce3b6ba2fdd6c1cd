"""A process that a person makes: its rule and its plan, from a request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from behflow.actor import Actor
from behflow.errors import InvalidInput
from behflow.processes import rules
from behflow.processes.plan import Plan
from behflow.processes.rule_schemas import Problem, Rule
from behflow.processes.rule_words import say_then, say_when, say_which
from behflow.processes.schemas import ProcessPreview
from behflow.tasks.reading import reading_settings

_LONGEST_NAME = 110


@dataclass(frozen=True, slots=True)
class Own:
    """What a person's own process does, and when."""

    plan: Plan
    rule: Rule

    def seen_by(self, actor: Actor) -> Actor:
        """Whoever runs it: the actor with nothing but the personal workspace, in the zone of the process."""
        return replace(actor, workspaces=tuple(m for m in actor.workspaces if m.personal), zone=self.plan.zone)

    def next_runs(self, now: dt.datetime, number: int) -> list[str]:
        """The coming runs, in UTC."""
        found: list[str] = []
        after: dt.datetime | None = now
        while len(found) < number and (after := self.plan.next_run(after or now)) is not None:
            found.append(after.isoformat())
        return found

    def title(self, locale: str) -> str:
        """A name for it: its words, or what it does."""
        return (self.rule.words or f"{say_which(self.rule, locale)}: {say_then(self.rule.then, locale)}")[
            :_LONGEST_NAME
        ]

    def shown(self, locale: str) -> dict[str, Any]:
        """The rule as it is shown."""
        return {
            "words": self.rule.words,
            "filter": self.rule.filter,
            "then": self.rule.then.model_dump(),
            "when": say_when(self.plan.schedule, locale),
            "which": say_which(self.rule, locale),
            "what": say_then(self.rule.then, locale),
            "destructive": self.rule.destructive,
        }


def own_of(request: ProcessPreview, actor: Actor, now: dt.datetime) -> Own:
    """The process that a request describes. Raises InvalidInput that names what cannot be read or is not allowed."""
    zone = request.timezone or actor.zone
    settings = reading_settings(actor)
    if request.schedule is None or request.rule is None:
        found = rules.read(request.words or "", now, zone, settings)
        if isinstance(found, Problem):
            raise InvalidInput.of("words", found.text(actor.locale))
        return Own(Plan(found.schedule, found.zone or zone, own=True), found.rule)
    schedule = request.schedule.schedule
    if rules.too_often(schedule, now, zone):
        raise InvalidInput.of("schedule", Problem("too_often").text(actor.locale))
    rules.check(request.rule, now, zone, settings)
    return Own(Plan(schedule, zone, own=True), request.rule)

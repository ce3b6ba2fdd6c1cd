"""One tool call inside its transaction: whose it is, what the conversation remembers, who plans and finds for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from behflow.agent.references import References
from behflow.agent.state import Code, Kind, Memory, Outcome, RunContext
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.reading import Reader
from behflow.chat.memory_vectors import Meaning
from behflow.database.engine import Session
from behflow.tasks.service import TaskService


@dataclass(frozen=True)
class Call:
    """What a tool works with. ``before`` are the outcomes of the turn so far."""

    session: Session
    context: RunContext
    memory: Memory
    tool: str
    kind: Kind
    id: str
    before: Sequence[Outcome] = ()
    meaning: Meaning | None = None
    """What was asked about, for finding memories by meaning."""

    @cached_property
    def reader(self) -> Reader:
        """Reads words as this user means them."""
        return Reader(self.context.now, self.context.words)

    @cached_property
    def tasks(self) -> TaskService:
        """The tasks this user may see and change."""
        return TaskService(self.session, self.context.actor, self.context.now)

    @cached_property
    def references(self) -> References:
        """Finds the tasks that are meant."""
        return References(self.tasks, self.memory, self.reader)

    @cached_property
    def planner(self) -> Planner:
        """Plans changes; writes nothing."""
        return Planner(self.context.actor, self.references, self.reader, self.context.settings)

    def outcome(self, code: Code, **values: Any) -> Outcome:
        """What became of this call."""
        return Outcome(self.tool, self.kind, code, self.id, **values)

"""Tools that only read."""

from __future__ import annotations

from behflow.agent.state import Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.schemas import ListTasks

LIST_LIMIT = 50


async def list_tasks(call: Call, args: ListTasks) -> Outcome:
    """The tasks that a filter matches, soonest first. Raises Refusal."""
    found, more = await call.references.matching(args, LIST_LIMIT)
    label = call.reader.label(args, call.reader.filter(args), len(found))
    return call.outcome("listed", tasks=tuple(found), more=more, label=label)

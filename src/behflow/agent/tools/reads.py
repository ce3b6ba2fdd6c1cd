"""Tools that only read."""

from __future__ import annotations

from behflow.agent.state import Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.schemas import ListTasks, Search


async def list_tasks(call: Call, args: ListTasks) -> Outcome:
    """The tasks that a filter matches, or only their number. Raises Refusal."""
    if args.count:
        number = await call.references.count(args)
        return call.outcome("counted", count=number, label=call.reader.label(args, call.reader.filter(args), number))
    found, more = await call.references.matching(args, args.limit, args.order)
    # A page is no number: whoever asks what is late is told how much that is.
    number = await call.references.count(args) if more else len(found)
    label = call.reader.label(args, call.reader.filter(args), number)
    return call.outcome("listed", tasks=tuple(found), more=more, count=number, label=label)


async def search(call: Call, args: Search) -> Outcome:
    """The tasks with these words, the best titles first."""
    found, more = await call.references.search(args.text, args.limit)
    words = call.context.words
    label = f"{words.tasks(len(found))} {words.say('about', said=words.quote(args.text))}"
    return call.outcome("listed", tasks=tuple(found), more=more, label=label)

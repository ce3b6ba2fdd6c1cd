"""The tools about what the user wants remembered."""

from __future__ import annotations

from uuid import UUID

from behflow.agent.matching import best
from behflow.agent.references import CANDIDATES
from behflow.agent.state import Change, Json, Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.schemas import Forget, Recall, Remember, SuggestMemory
from behflow.chat.assistant import AssistantService
from behflow.chat.memory import MemoryService
from behflow.chat.memory_schemas import MemoryQuery
from behflow.database.pagination import PAGE_LIMIT
from behflow.errors import NotFound
from behflow.ids import new_id


def _service(planner: Planner) -> MemoryService:
    return MemoryService(planner.references.tasks.session, planner.actor)


async def remember(_: Planner, args: Remember) -> list[Change]:
    """One thing to be kept."""
    return [Change("added", str(new_id()), args.text, fields={"text": args.text}, subject="memory")]


async def recall(call: Call, args: Recall) -> Outcome:
    """What is kept: all of it, or what fits a question."""
    service, words = MemoryService(call.session, call.context.actor), call.context.words
    if args.query is None:
        found, _ = await service.list(MemoryQuery(status="kept", limit=args.limit))
    else:
        found = await service.recall(args.query, args.limit, call.meaning)
    if not found:
        return call.outcome("recalled", notes=(words.say("recall_none"),))
    lines = [
        words.say("recalled"),
        *(words.say("line", number=n, name=m["text"], rest="") for n, m in enumerate(found, 1)),
    ]
    return call.outcome("recalled", notes=("\n".join(lines),), noted=tuple(m["id"] for m in found), count=len(found))


async def suggest_memory(call: Call, args: SuggestMemory) -> Outcome:
    """Something to remember that nobody asked for; it waits in the settings, and only where its user wants that."""
    words, actor = call.context.words, call.context.actor
    allowed = await AssistantService(call.session, actor, call.context.settings).suggests()
    made = await MemoryService(call.session, actor).suggest(args.text, allowed=allowed)
    key = "memory_suggested" if made is not None else "memory_not_suggested"
    return call.outcome("recalled", notes=(words.say(key, name=words.quote(args.text)),))


async def forget(planner: Planner, args: Forget) -> list[Change]:
    """One memory to be removed, named by its words, its id, or as the one spoken of last. Raises Refusal."""
    memory = await _meant(planner, args)
    return [Change("deleted", memory["id"], memory["text"], memory["version"], subject="memory")]


async def _meant(planner: Planner, args: Forget) -> Json:
    service, noted = _service(planner), planner.references.memory.noted
    if args.memory is None:
        if not args.last or len(noted) != 1:
            raise Refusal("not_found", "no_memory_meant")
        return await _by_id(service, noted[0])
    if len(args.memory) == _ID:
        try:
            return await _by_id(service, str(UUID(args.memory)))
        except ValueError:
            pass
    kept, _ = await service.list(MemoryQuery(status="kept", q=args.memory, limit=PAGE_LIMIT))
    kept = kept or await service.recall(args.memory, CANDIDATES)
    found, nearly = best(args.memory, [{**memory, "name": memory["text"]} for memory in kept])
    found = found or kept
    if len(found) == 1 and not nearly:
        return found[0]
    if not found:
        raise Refusal("not_found", "no_memory", args.memory)
    shown = [{"task_id": memory["id"], "name": memory["text"]} for memory in found[:CANDIDATES]]
    raise Refusal("ambiguous", "which_it", args.memory, shown)


_ID = 36


async def _by_id(service: MemoryService, memory_id: str) -> Json:
    try:
        return await service.get(UUID(memory_id))
    except NotFound as error:
        raise Refusal("not_found", "no_memory", "") from error

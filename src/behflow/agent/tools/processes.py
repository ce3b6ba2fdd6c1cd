"""The tools about automated processes that the user makes in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from behflow.actor import Actor
from behflow.agent.matching import best
from behflow.agent.references import CANDIDATES
from behflow.agent.state import Change, Json, Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.schemas import CreateProcess, ListProcesses, SwitchProcess
from behflow.ids import new_id
from behflow.processes.own import own_of
from behflow.processes.schemas import ProcessCreate
from behflow.processes.service import AutomatedProcessService


def _service(planner: Planner, actor: Actor | None = None) -> AutomatedProcessService:
    tasks = planner.references.tasks
    return AutomatedProcessService(tasks.session, actor or planner.actor, planner.settings, tasks.now)


async def _foreign(processes: Sequence[Json], planner: Planner) -> bool:
    """True when one of these processes is not in the user's own workspace, so that others may have named it."""
    alone = replace(planner.actor, workspaces=tuple(m for m in planner.actor.workspaces if m.personal))
    if alone == planner.actor:
        return False
    own = {one["id"] for one in await _service(planner, alone).list()}
    return any(one["id"] not in own for one in processes)


async def create_process(planner: Planner, args: CreateProcess) -> list[Change]:
    """A process to be made; one that completes or deletes by itself is asked first. Raises InvalidInput."""
    own = own_of(ProcessCreate(words=args.words), planner.actor, planner.references.tasks.now)
    shown = own.shown(planner.actor.locale)
    detail = planner.words.join([shown["when"], f"{shown['which']}: {shown['what']}"])
    fields = {"words": args.words}
    name = own.title(planner.actor.locale)
    asks = own.rule.destructive
    return [Change("added", str(new_id()), name, detail=detail, fields=fields, subject="process", asks=asks)]


async def list_processes(call: Call, _: ListProcesses) -> Outcome:
    """The processes of the user, and whether they are on."""
    words = call.context.words
    lines = [words.say("processes")]
    processes = await _service(call.planner).list()
    for number, process in enumerate(processes, 1):
        parts = [words.say("on" if process["enabled"] else "off")]
        if process["rule"]:
            parts.append(process["rule"]["when"])
        lines.append(words.say("line", number=number, name=process["name"], rest=words.rest(parts)))
    return call.outcome("recalled", notes=("\n".join(lines),), foreign=await _foreign(processes, call.planner))


async def switch_process(planner: Planner, args: SwitchProcess) -> list[Change]:
    """One process to be switched on or off, by its name or id. Raises Refusal."""
    processes = await _service(planner).list()
    found = [one for one in processes if one["id"] == args.process] or best(args.process, processes)[0]
    if not found:
        raise Refusal("not_found", "no_process", args.process)
    if len(found) > 1:
        shown = [{"task_id": one["id"], "name": one["name"]} for one in found[:CANDIDATES]]
        raise Refusal("ambiguous", "which_it", args.process, shown, foreign=await _foreign(found, planner))
    (process,) = found
    fields, detail = {"enabled": args.on}, planner.words.say("on" if args.on else "off")
    return [Change("updated", process["id"], process["name"], detail=detail, fields=fields, subject="process")]

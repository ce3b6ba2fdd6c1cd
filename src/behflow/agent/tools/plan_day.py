"""The tools that look ahead: a plan for a day, always as a proposal, and breaking a task down into steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from behflow.agent.state import Change, Json, Outcome
from behflow.agent.texts import Words
from behflow.agent.tools.call import Call
from behflow.agent.tools.hours import working_hours
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.schemas import AddTask, BreakDown, PlanDay
from behflow.tasks.planning import Step, plan_day, window
from behflow.timing.walltime import to_wall

SCAN = 500
_OPEN = ("not_started", "in_progress")


async def plan(call: Call, args: PlanDay) -> Outcome:
    """A plan for a day as a proposal with a reason for each change. Raises Refusal."""
    words, zone = call.context.words, call.context.words.zone
    now = to_wall(call.context.now, zone)
    try:
        hours = working_hours(args.hours, words, now)
    except ValueError as error:
        raise Refusal("invalid", "invalid_hours", args.hours or "") from error
    day = call.reader.day(args.day) if args.day is not None else words.today
    if args.day is None and now.time() >= hours[1]:
        day += dt.timedelta(days=1)
    if day < words.today:
        raise Refusal("invalid", "plan_past", args.day or "")
    between = window(day, hours, now)
    pages = [
        await call.references.pages({"status": _OPEN, "due_to": day, "sort": "due"}, SCAN),
        await call.references.pages({"status": _OPEN, "sort": "priority"}, SCAN),
    ]
    steps = plan_day(list({t["id"]: t for page in pages for t in page}.values()), between, now, zone)
    planned = [_change(call.planner, step, zone) for step in steps if step.kind in ("placed", "moved")]
    if not planned:
        return call.outcome("nothing", label="plan_nothing")
    span = f"{between[0]:%H:%M}–{between[1]:%H:%M}"
    lines = [words.say("plan_for", day=words.day(day.isoformat()), hours=words.digits(span))]
    lines += [_line(step, words) for step in steps]
    return call.outcome("waiting", planned=tuple(planned), notes=("\n".join(lines),))


def _change(planner: Planner, step: Step, zone: str) -> Change:
    due: Json = {"date": step.day.isoformat(), "time": None, "zone": None}
    if step.start is not None:
        due |= {"time": f"{step.start:%H:%M}", "zone": zone}
    return planner.moved(dict(step.task), due, reason=reason(step, planner.words), asks=True)


def reason(step: Step, words: Words) -> str:
    """Why a step is as it is, in words."""
    task = step.task
    values = {
        "deadline": words.day(task["deadline"]) if task["deadline"] else "",
        "since": words.day(task["due"]["date"]) if task["due"] else "",
        "priority": words.priority(task["priority"]),
    }
    return words.say(f"plan_{step.reason}", **values)


def _line(step: Step, words: Words) -> str:
    why, name = reason(step, words), step.task["name"]
    if step.start is not None:
        return words.say("plan_at", time=words.digits(f"{step.start:%H:%M}"), name=name, reason=why)
    if step.kind == "moved":
        return words.say("plan_moves", name=name, day=words.day(step.day.isoformat()), reason=why)
    return words.say("plan_stays", name=name, reason=why)


async def break_down(planner: Planner, args: BreakDown) -> list[Change]:
    """Steps of a task as its subtasks. Raises Refusal, also when no steps were named."""
    (task, *_) = await planner.references.resolve(args.which())
    if not args.steps:
        raise Refusal("invalid", "which_steps", task["name"])
    below = {name: task[name] for name in ("workspace_id", "project_id") if task[name] is not None}
    detail = planner.words.say("step_of", name=planner.words.quote(task["name"]))
    made = []
    for step in args.steps:
        (change,) = await planner.add(AddTask(title=step))
        made.append(replace(change, fields={**change.fields, **below, "parent_id": task["id"]}, detail=detail))
    return made

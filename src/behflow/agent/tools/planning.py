"""From the arguments of a tool call to exact changes of exact rows. Nothing is written here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from behflow.actor import Actor
from behflow.agent.references import References
from behflow.agent.state import Change, Json
from behflow.agent.texts import Words
from behflow.agent.tools.reading import Reader
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.schemas import (
    AddTask,
    AddTasks,
    CompleteTask,
    DeleteTask,
    ReopenTask,
    RescheduleTasks,
    UpdateTask,
)
from behflow.config import Settings
from behflow.ids import new_id
from behflow.language import say_recurrence
from behflow.language.labels import before_label
from behflow.tasks.recurrence import anchored
from behflow.tasks.schemas import TaskCreate, TaskUpdate
from behflow.tasks.typed import ME
from behflow.timing.years import YEARS

INBOX = frozenset({"inbox", "صندوق ورودی", "صندوق"})


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the changes of one user, inside a transaction that only reads so far."""

    actor: Actor
    references: References
    reader: Reader
    settings: Settings

    @property
    def words(self) -> Words:
        """How the user is spoken to."""
        return self.reader.words

    async def add(self, args: AddTask) -> list[Change]:
        """One new task. Raises Refusal."""
        fields: Json = {"name": args.title}
        due = self.reader.due(args.due) if args.due is not None else None
        if args.repeat is not None:
            rule, first = self.reader.repeat(args.repeat, args.repeat_from)
            fields["recurrence"] = rule.model_dump(by_alias=True)
            due = due or first
        if due is not None:
            fields["due"] = due.model_dump(mode="json")
        if args.deadline is not None:
            fields["deadline"] = self.reader.day(args.deadline).isoformat()
        for name in ("priority", "duration_minutes", "description", "status", "section"):
            if getattr(args, name) is not None:
                fields[name] = getattr(args, name)
        if args.tags:
            fields["tags"] = list(args.tags)
        if args.uncompletable:
            fields["uncompletable"] = True
        if args.reminders:
            found = [self.reader.reminder(said) for said in args.reminders]
            fields["reminders"] = [one.model_dump(mode="json", exclude_none=True) for one in found]
        if args.assignee is not None:
            self._assign(fields, args.assignee.removeprefix("+").strip())
        create = _checked(TaskCreate, fields)
        project = None if args.project is None or args.project.lower() in INBOX else args.project.removeprefix("#")
        detail = self.describe(fields, project)
        return [Change("added", str(new_id()), create.name, detail=detail, fields=fields, project=project)]

    def _assign(self, fields: Json, name: str) -> None:
        """To the user; anybody else stays in the name, since lists are not shared yet."""
        if name.casefold() in ME:
            fields["assignee_id"] = str(self.actor.user_id)
        elif name:
            fields["name"] = f"{fields['name']} +{name}"

    async def complete(self, args: CompleteTask) -> list[Change]:
        """Tasks to be completed. Raises Refusal."""
        found = await self.references.resolve(args)
        wanted = [task for task in found if task["status"] != "completed"]
        if not wanted:
            raise Refusal("already", "already", found[0]["name"])
        # Of several, those without a checkbox are left out; one alone is refused by name.
        able = [task for task in wanted if not task["uncompletable"]]
        return [self._change("completed", task, detail=self._when(task)) for task in able or wanted]

    async def reopen(self, args: ReopenTask) -> list[Change]:
        """Tasks to be opened again. Raises Refusal."""
        found = await self.references.resolve(args, "completed")
        wanted = [task for task in found if task["status"] == "completed"]
        if not wanted:
            raise Refusal("already", "already_open", found[0]["name"])
        return [self._change("reopened", task, detail=self._when(task)) for task in wanted]

    async def delete(self, args: DeleteTask) -> list[Change]:
        """Tasks to be moved to the trash. Raises Refusal."""
        found = await self.references.resolve(args, certain=True)
        return [self._change("deleted", task, detail=self._when(task)) for task in found]

    async def update(self, args: UpdateTask) -> list[Change]:
        """Tasks to be changed. Raises Refusal."""
        fields, project = self._fields(args)
        if not fields and project is None and args.shift_days is None and not (args.tags_add or args.tags_remove):
            raise Refusal("invalid", "nothing_said")
        found = await self.references.resolve(args)
        if args.name is not None and len(found) > 1:
            raise Refusal("invalid", "nothing_said")
        return [self._updated(task, fields, project, args) for task in found]

    async def add_several(self, args: AddTasks) -> list[Change]:
        """Several new tasks. Raises Refusal."""
        return [change for item in args.items for change in await self.add(AddTask(**item.model_dump()))]

    async def reschedule(self, args: RescheduleTasks) -> list[Change]:
        """Tasks to be moved in time; times of day stay, and repeats keep their days. Raises Refusal."""
        if sum(given is not None for given in (args.to, args.by_days, args.by_minutes)) != 1:
            raise Refusal("invalid", "nothing_said")
        found = await self.references.resolve(args)
        if args.to is None:
            if args.by_minutes is not None:
                return [self.moved(task, _later(task, args.by_minutes)) for task in found]
            return [self.moved(task, self._shifted(task, args.by_days or 0)) for task in found]
        to, only_time = self.reader.due(args.to).model_dump(mode="json"), self.reader.only_time(args.to)
        return [self.moved(task, self._kept_day(to, task) if only_time else to) for task in found]

    def moved(self, task: Json, due: Json, **more: Any) -> Change:
        """A task at another time. Only this occurrence moves: the rule keeps the days it took from the old date."""
        due = _timed(due, task)
        fields: Json = {"due": due}
        repeats = task["recurrence"]
        if repeats and repeats["from"] == "schedule" and task["due"] and task["due"]["date"] != due["date"]:
            rule = anchored(repeats["rule"], dt.date.fromisoformat(task["due"]["date"]))
            if rule != repeats["rule"]:
                fields["recurrence"] = {"rule": rule, "from": "schedule"}
        _checked(TaskUpdate, fields)
        return self._change("updated", task, fields=fields, exact=True, detail=self.describe({"due": due}), **more)

    def _fields(self, args: UpdateTask) -> tuple[Json, str | None]:
        fields: Json = {}
        for name in ("name", "priority", "status", "duration_minutes", "description"):
            if getattr(args, name) is not None:
                fields[name] = getattr(args, name)
        if args.clear_due:
            fields["due"] = None
        elif args.due is not None:
            fields["due"] = self.reader.due(args.due).model_dump(mode="json")
        if args.deadline is not None:
            fields["deadline"] = self.reader.day(args.deadline).isoformat()
        if args.repeat is not None:
            rule, first = self.reader.repeat(args.repeat, args.repeat_from)
            fields["recurrence"] = rule.model_dump(by_alias=True)
            if first is not None and args.due is None:
                fields.setdefault("due", first.model_dump(mode="json"))
        project = None
        if args.project is not None:
            if args.project.lower() in INBOX:
                fields["project_id"] = None
            else:
                project = args.project.removeprefix("#")
        return fields, project

    def _updated(self, task: Json, shared: Mapping[str, Any], project: str | None, args: UpdateTask) -> Change:
        fields: Json = dict(shared)
        exact = False
        if args.shift_days is not None and "due" not in fields:
            fields["due"] = self._shifted(task, args.shift_days)
            exact = True
        elif fields.get("due"):
            due = _timed(fields["due"], task)
            if args.due is not None and self.reader.only_time(args.due):
                due = self._kept_day(due, task)
            exact = due != fields["due"]
            fields["due"] = due
        if args.tags_add or args.tags_remove:
            gone = {tag.removeprefix("@").casefold() for tag in args.tags_remove}
            tags = [tag for tag in task["tags"] if tag.casefold() not in gone]
            fields["tags"] = tags + [tag.removeprefix("@") for tag in args.tags_add]
            exact = True
        _checked(TaskUpdate, fields)
        detail = self.describe(fields, project)
        return self._change("updated", task, fields=fields, project=project, exact=exact, detail=detail)

    def _kept_day(self, due: Json, task: Json) -> Json:
        """Another time of day for a task that has a day keeps that day, unless it is over."""
        if task["due"] and task["due"]["date"] >= self.words.today.isoformat():
            return {**due, "date": task["due"]["date"]}
        return due

    def _shifted(self, task: Json, days: int) -> Json:
        due = task["due"] or {"date": self.words.today.isoformat(), "time": None, "zone": None}
        try:
            day = dt.date.fromisoformat(due["date"]) + dt.timedelta(days=days)
        except OverflowError as error:
            raise Refusal("invalid", "invalid_when", str(days)) from error
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise Refusal("invalid", "invalid_when", str(days))
        return {"date": day.isoformat(), "time": due["time"], "zone": due["zone"]}

    def _change(self, op: Any, task: Json, **more: Any) -> Change:
        mine = task["workspace_id"] == str(self.actor.personal_workspace)
        now = {name: task[name] for name in more.get("fields", {}) if name in task}
        before = self.words.join(describe(now, self.words))
        return Change(op, task["id"], task["name"], task["version"], shared=not mine, before=before, **more)

    def _when(self, task: Json) -> str:
        return self.words.say("due", when=self.words.due(task["due"])) if task["due"] else ""

    def describe(self, fields: Mapping[str, Any], project: str | None = None) -> str:
        """Fields in words: "due Fri 27 Nov, priority high"."""
        return self.words.join(describe(fields, self.words, project))


def _later(task: Json, minutes: int) -> Json:
    """Another time of day, by the clock on the wall. Raises Refusal for a task without one."""
    due = task["due"]
    if due is None or due["time"] is None:
        raise Refusal("invalid", "no_time", task["name"])
    at = dt.datetime.fromisoformat(f"{due['date']} {due['time']}") + dt.timedelta(minutes=minutes)
    return {"date": at.date().isoformat(), "time": f"{at:%H:%M}", "zone": due["zone"]}


def _timed(due: Json, task: Json) -> Json:
    """Another day for a task with a time of day keeps that time."""
    if due["time"] is None and task["due"] and task["due"]["time"]:
        return {**due, "time": task["due"]["time"], "zone": task["due"]["zone"]}
    return due


def describe(fields: Mapping[str, Any], words: Words, project: str | None = None, *, new: bool = False) -> list[str]:
    """What fields say, one part each, in the order people say it."""
    parts = []
    if "due" in fields:
        due = fields["due"]
        parts.append(words.say("due", when=words.due(due)) if due else words.say("no_due"))
    if fields.get("deadline"):
        parts.append(words.say("deadline", when=words.day(fields["deadline"])))
    if "recurrence" in fields:
        rule = fields["recurrence"]
        said = (
            say_recurrence(rule["rule"], rule["from"], words.settings.locale, calendar=words.settings.calendar)
            if rule
            else ""
        )
        parts.append(words.say("repeats", rule=said[:1].lower() + said[1:]) if rule else words.say("no_repeat"))
    if "priority" in fields:
        parts.append(words.say("priority", priority=words.priority(fields["priority"])))
    if "status" in fields:
        parts.append(words.say("status", status=words.status(fields["status"])))
    if "tags" in fields:
        tags = " ".join(f"@{tag}" for tag in fields["tags"])
        parts.append(words.say("tags", tags=tags) if tags else words.say("no_tags"))
    if fields.get("duration_minutes"):
        parts.append(words.say("duration", minutes=fields["duration_minutes"]))
    if fields.get("reminders"):
        parts += [words.say("reminds", when=_reminder(one, words)) for one in fields["reminders"]]
    if fields.get("uncompletable"):
        parts.append(words.say("no_box"))
    if fields.get("assignee_id"):
        parts.append(words.say("yours"))
    if "description" in fields:
        parts.append(words.say("described"))
    if project is not None:
        parts.append(words.say("in_new" if new else "in", project=project))
    elif "project_id" in fields and fields["project_id"] is None:
        parts.append(words.say("inbox"))
    if fields.get("section"):
        parts.append(words.say("section", section=fields["section"]))
    return parts


def _reminder(reminder: Mapping[str, Any], words: Words) -> str:
    if "minutes_before" in reminder:
        return before_label(reminder["minutes_before"], words.settings)
    at = dt.datetime.fromisoformat(reminder["at"]).astimezone(ZoneInfo(words.zone))
    return words.due({"date": at.date().isoformat(), "time": f"{at:%H:%M}", "zone": words.zone})


def _checked(model: Any, fields: Json) -> Any:
    """The fields as the service takes them. Raises Refusal when they do not fit."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise Refusal("invalid", "invalid", fault(error)) from error


def fault(error: ValidationError) -> str:
    """Where and why arguments do not fit, short."""
    first: Sequence[Any] = error.errors(include_url=False, include_input=False, include_context=False)[:3]
    return "; ".join(f"{'.'.join(map(str, e['loc']))[:40]}: {e['msg']}" for e in first)

"""Words of a tool call become values: dates in the user's zone, repeats, filters."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from behflow.agent.texts import Words
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.schemas import Where
from behflow.errors import InvalidInput
from behflow.language import When, parse_quick_add, parse_when
from behflow.tasks.schemas import DueInput, RecurrenceInput, ReminderInput
from behflow.tasks.typed import reminders_of
from behflow.timing.walltime import to_instant
from behflow.timing.years import YEARS

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?(?: ([A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*))?)?", re.ASCII)
_RULE = re.compile(r"(?:RRULE:)?((?:FREQ|RSCALE)=[A-Z0-9=;,:+-]+)", re.ASCII | re.IGNORECASE)
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads words the way this user means them, at this moment."""

    now: dt.datetime
    words: Words

    def due(self, said: str) -> DueInput:
        """A day, or a time on a day. Raises Refusal."""
        exact = _ISO.fullmatch(said.strip())
        try:
            if exact:
                day, moment, zone = exact.groups()
                return DueInput.model_validate(
                    {"date": day, "time": moment, "zone": (zone or self.words.zone) if moment else None}
                )
            when = self._when(said)
            if when.due is None:
                raise Refusal("invalid", "invalid_when", said)
            return DueInput(date=when.due.date, time=when.due.time, zone=when.due.zone)
        except ValidationError as error:
            raise Refusal("invalid", "invalid_when", said) from error

    def only_time(self, said: str) -> bool:
        """True for a time of day without a day. Raises Refusal."""
        return not _ISO.fullmatch(said.strip()) and self._when(said).only_time

    def day(self, said: str) -> dt.date:
        """A day without a time. Raises Refusal."""
        return self.due(said).date

    def days(self, said: str) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day that are meant, either of which may be open. Raises Refusal."""
        exact = _SPAN.fullmatch(said.strip())
        if exact and any(exact.groups()):
            try:
                first, last = (dt.date.fromisoformat(part) if part else None for part in exact.groups())
            except ValueError as error:
                raise Refusal("invalid", "invalid_when", said) from error
            return _bounded(first), _bounded(last)
        if _ISO.fullmatch(said.strip()):
            day = self.day(said)
            return day, day
        when = self._when(said)
        if when.first is not None or when.last is not None:
            return _bounded(when.first), _bounded(when.last)
        if when.due is None:
            raise Refusal("invalid", "invalid_when", said)
        return when.due.date, when.due.date

    def repeat(self, said: str, counted_from: str) -> tuple[RecurrenceInput, DueInput | None]:
        """A repeat, and when it is due for the first time if the words tell. Raises Refusal."""
        rule = _RULE.fullmatch(said.strip())
        due = None
        if rule:
            text = rule.group(1).upper()
        else:
            when = self._when(said)
            if when.recurrence is None:
                raise Refusal("invalid", "invalid_when", said)
            text, counted_from = when.recurrence.rule, when.recurrence.counted_from
            if when.due is not None:
                due = DueInput(date=when.due.date, time=when.due.time, zone=when.due.zone)
        try:
            return RecurrenceInput.model_validate({"rule": text, "from": counted_from}), due
        except (ValidationError, InvalidInput) as error:
            raise Refusal("invalid", "invalid_when", said) from error

    def reminder(self, said: str) -> ReminderInput:
        """A moment, or minutes before the due. Raises Refusal."""
        if _ISO.fullmatch(said.strip()):
            due = self.due(said)
            wall = dt.datetime.combine(due.date, due.time or dt.time(self.words.settings.parts[0]))
            return ReminderInput(at=to_instant(wall, due.zone or self.words.zone))
        local = self.now.astimezone(ZoneInfo(self.words.zone))
        found = reminders_of(parse_quick_add(f"x !{said.strip()}", local, self.words.zone, self.words.settings))
        if not found:
            raise Refusal("invalid", "invalid_when", said)
        return found[0]

    def _when(self, said: str) -> When:
        local = self.now.astimezone(ZoneInfo(self.words.zone))
        found = parse_when(said, local, self.words.zone, self.words.settings)
        if found is None:
            raise Refusal("invalid", "invalid_when", said)
        return found

    def filter(self, where: Where) -> dict[str, Any]:
        """The filter as TaskQuery takes it, the project still by name. Raises Refusal."""
        given: dict[str, Any] = {}
        if where.where_status in (None, "open"):
            given["status"] = ("not_started", "in_progress", "blocked")
        elif where.where_status == "completed":
            given["status"] = ("completed",)
        if where.where_due is not None:
            first, last = self.days(where.where_due)
            given |= {name: day for name, day in (("due_from", first), ("due_to", last)) if day is not None}
        if where.where_overdue:
            given["overdue"] = True
        if where.where_priority is not None:
            given["priority"] = (where.where_priority,)
        if where.where_tag is not None:
            given["tag"] = where.where_tag.removeprefix("@")
        if where.where_text is not None:
            given["q"] = where.where_text
        return given

    def label(self, where: Where, given: dict[str, Any], count: int) -> str:
        """The filter in words, made from what was understood and not from what was said about it."""
        say = self.words.say
        kind = {"completed": "completed_tasks", "all": None}.get(where.where_status or "open", "open_tasks")
        kind = "overdue_tasks" if where.where_overdue else kind
        tasks = self.words.tasks(count)
        tasks = say(kind, tasks=tasks) if kind else tasks
        parts = self._days_label(given.get("due_from"), given.get("due_to"))
        if where.where_no_date:
            parts.append(say("undated"))
        if where.where_priority:
            parts.append(say("of_priority", priority=self.words.priority(where.where_priority)))
        if where.where_tag:
            parts.append(say("tagged", tag="@" + given["tag"]))
        if where.where_project:
            parts.append(say("in", project=where.where_project))
        if where.where_text:
            parts.append(say("about", said=self.words.quote(where.where_text)))
        return f"{tasks} {self.words.join(parts)}".rstrip()

    def _days_label(self, first: dt.date | None, last: dt.date | None) -> list[str]:
        words, today = self.words, self.words.today
        monday = today - dt.timedelta(days=(today.weekday() - words.settings.first_weekday) % 7)
        if first is None and last is None:
            return []
        if first == last == today:
            return [words.say("due_today")]
        if (first, last) == (monday, monday + dt.timedelta(days=6)):
            return [words.say("due_week")]
        begin, end = (words.day(day.isoformat()) if day else "" for day in (first, last))
        if first == last:
            return [words.say("due", when=begin)]
        if first and last:
            return [words.say("due_between", first=begin, last=end)]
        return [words.say("due_from", when=begin) if first else words.say("due_until", when=end)]


def _bounded(day: dt.date | None) -> dt.date | None:
    return None if day is None or not YEARS[0] < day.year < YEARS[1] else day

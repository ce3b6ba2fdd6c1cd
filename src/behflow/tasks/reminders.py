"""Reminders of a task: at a moment, or minutes before it is due. Kept as JSON in the task's own row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from behflow.tasks.schemas import ReminderInput
from behflow.timing.walltime import to_instant, to_wall


def reminders_text(reminders: Sequence[ReminderInput], zone: str) -> str:
    """What the column holds: every reminder once, moments in UTC to the minute. A wall time is in the user's zone."""
    kept: list[dict[str, Any]] = []
    for reminder in reminders:
        if reminder.at is None:
            shown: dict[str, Any] = {"minutes_before": reminder.minutes_before}
        else:
            at = reminder.at.astimezone(dt.UTC) if reminder.at.tzinfo else to_instant(reminder.at, zone)
            shown = {"at": at.replace(second=0, microsecond=0).isoformat()}
        if shown not in kept:
            kept.append(shown)
    return orjson.dumps(kept).decode()


def moved(reminders: Sequence[Mapping[str, Any]], days: dt.timedelta, zone: str) -> str:
    """The reminders of the next occurrence: moments go along by whole days on the wall clock, the rest stays."""
    kept = []
    for reminder in reminders:
        if "at" in reminder:
            wall = to_wall(dt.datetime.fromisoformat(reminder["at"]), zone) + days
            kept.append({"at": to_instant(wall, zone).isoformat()})
        else:
            kept.append(dict(reminder))
    return orjson.dumps(kept).decode()

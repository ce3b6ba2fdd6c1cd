"""When a process runs: its own schedule or the default, in its own zone or the user's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from behflow.config import Settings
from behflow.processes.schedule import Schedule, due_slot, next_run

COMPUTED_FOR = "computed_for"
"""Beside the schedule in its column: what ``next_run_at`` was computed for, so that a moved user is noticed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule in a zone."""

    schedule: Schedule
    zone: str
    own: bool
    """Chosen by the user, so that a new default does not change it."""

    @property
    def label(self) -> str:
        """The plan as the statement ``queries.DUE`` spells it."""
        return f"{self.schedule.kind} {self.schedule.value} {self.zone}"

    @property
    def time(self) -> str | None:
        """The time of day, if that is what the schedule is."""
        return self.schedule.value if self.schedule.kind == "daily" else None

    def next_run(self, after: dt.datetime) -> dt.datetime | None:
        """The first run later than an instant."""
        return next_run(self.schedule, after, self.zone)

    def due_slot(self, last_run: dt.datetime, now: dt.datetime) -> dt.datetime | None:
        """The latest of the runs due since ``last_run``."""
        return due_slot(self.schedule, self.zone, last_run, now)

    def stored(self) -> str:
        """The JSON text of the schedule's column."""
        chosen: dict[str, str] = self.schedule.to_dict() if self.own else {}
        return orjson.dumps({**chosen, COMPUTED_FOR: self.label}).decode()


def plan_of(row: Mapping[str, Any], settings: Settings) -> Plan:
    """The plan of a process's row with ``schedule`` (JSON text), ``timezone`` and ``user_timezone``."""
    stored = {key: value for key, value in orjson.loads(row["schedule"]).items() if key != COMPUTED_FOR}
    schedule = Schedule.from_dict(stored) if stored else Schedule("daily", settings.reschedule_time)
    zone = row["timezone"] or settings.reschedule_timezone or row["user_timezone"]
    return Plan(schedule, zone, own=bool(stored))

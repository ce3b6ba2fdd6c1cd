"""What may be said about automated processes, and how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from behflow.processes.rule_schemas import WORDS_LENGTH, Rule, Then
from behflow.processes.schedule import Kind, Schedule
from behflow.schemas import Schema, ZoneName

Status = Literal["running", "succeeded", "failed"]
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5)]


ProcessName = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(min_length=1, max_length=WORDS_LENGTH)]


class ScheduleInput(Schema):
    """A schedule: a time of day, a cron line, minutes between two runs, or an RFC 5545 rule with its start."""

    kind: Kind
    value: Annotated[str, Field(max_length=500)]
    start: Annotated[str, Field(max_length=40)] | None = None

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        _ = self.schedule
        return self

    @property
    def schedule(self) -> Schedule:
        """The schedule as it is used. Raises ValueError."""
        return Schedule(self.kind, self.value, self.start)


class ProcessPreview(Schema):
    """A process that might be made: in words, or as a schedule and a rule."""

    words: Words | None = None
    schedule: ScheduleInput | None = None
    rule: Rule | None = None
    timezone: ZoneName | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.schedule is None) != (self.rule is None) or (self.words is None) == (self.rule is None):
            raise ValueError("needs either 'words', or 'schedule' and 'rule'")
        return self


class ProcessCreate(ProcessPreview):
    """A process to make; without a name its words are its name."""

    name: ProcessName | None = None
    enabled: bool = True


class ProcessUpdate(Schema):
    """Only the fields that are sent change; a null ``timezone`` follows the user's own.

    ``words`` give a process that a person made another rule and schedule; ``time`` is for the built-in one.
    """

    name: ProcessName = ""
    words: Words = ""

    enabled: bool = True
    time: TimeOfDay = "07:30"
    timezone: ZoneName | None = None


class ExecutionQuery(Schema):
    """Which page of runs."""

    cursor: Annotated[str, Field(max_length=600)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class ExecutionOut(BaseModel):
    """One run. ``id`` is also the turn under which its changes can be taken back."""

    id: UUID
    process_id: UUID
    scheduled_for: dt.datetime
    started_at: dt.datetime
    finished_at: dt.datetime | None
    status: Status
    result: dict[str, Any]
    error: str | None


class RuleOut(BaseModel):
    """What a person's own process does; ``when``, ``which`` and ``what`` say it in the language of the user."""

    words: str | None
    filter: str | None
    then: Then
    when: str
    which: str
    what: str
    destructive: bool


class NamedTask(BaseModel):
    """A task by its name."""

    task_id: UUID | None
    name: str


class PreviewOut(BaseModel):
    """What a process would do; ``tasks`` (of ``count``) are those it would change or add if it ran now."""

    rule: RuleOut
    timezone: str
    next_runs: list[dt.datetime]
    tasks: list[NamedTask]
    count: int
    left_over: bool


class ProcessOut(BaseModel):
    """A process; ``time`` is None when its schedule is not a time of day, ``rule`` when it is the built-in one."""

    id: UUID
    kind: str
    name: str
    enabled: bool
    time: str | None
    timezone: str
    next_run_at: dt.datetime | None
    last_execution: ExecutionOut | None
    rule: RuleOut | None


class ProcessList(BaseModel):
    """The processes of the caller."""

    processes: list[ProcessOut]


class ExecutionPage(BaseModel):
    """Runs of a process, the latest first; ``next_cursor`` continues the page."""

    executions: list[ExecutionOut]
    next_cursor: str | None

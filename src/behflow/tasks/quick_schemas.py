"""What may be typed into quick add, and what is answered."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from behflow.schemas import SafeDate, Schema
from behflow.tasks.schemas import Tags, TaskOut


class QuickAddDefaults(Schema):
    """What a task gets beside what its line says, for instance from the view it was typed into. Subtasks do not."""

    project_id: UUID | None = None
    due_date: SafeDate | None = None
    tags: Tags = []


Skipped = Annotated[list[tuple[int, int]], Field(max_length=500)]


class QuickAddInput(Schema):
    """What was typed: a line, or up to 200 of them; ``skip`` holds the spans the user turned back into text."""

    text: Annotated[str, Field(min_length=1, max_length=10_000)]
    skip: Skipped = []
    defaults: QuickAddDefaults = QuickAddDefaults()


class ParseInput(Schema):
    """A line, or several, to be read without doing anything."""

    text: Annotated[str, Field(max_length=10_000)]
    skip: Skipped = []


class ChipOut(BaseModel):
    """Which characters of a line gave which value."""

    kind: str
    text: str
    start: int
    end: int
    label: str
    value: Any
    new: bool = False
    grain: str | None = None
    confidence: float = 1.0
    implied: tuple[str, ...] = ()


class QuickAdded(BaseModel):
    """The tasks the lines became, in their order, and what was read in them."""

    tasks: list[TaskOut]
    chips: list[ChipOut]


class LeftOut(BaseModel):
    """Characters that look like a sign and stay text, and why: ``assignee``, ``recurrence`` or ``tag``."""

    text: str
    start: int
    end: int
    reason: str


class Parsed(BaseModel):
    """What the lines would become, each with its ``depth`` and its place; ``summary`` says it in words."""

    tasks: list[dict[str, Any]]
    chips: list[ChipOut]
    left: list[LeftOut]
    summary: str

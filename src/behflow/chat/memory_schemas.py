"""What may be said about memories, and how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from behflow.chat.schemas import PageQuery
from behflow.schemas import Schema

MEMORY_LENGTH = 500

Status = Literal["kept", "suggested"]
Source = Literal["said", "suggested", "rest"]


def _one_line(value: str) -> str:
    value = " ".join(value.split())
    if not value:
        raise ValueError("must not be empty")
    return value


MemoryText = Annotated[str, Field(max_length=MEMORY_LENGTH), AfterValidator(_one_line)]


class MemoryCreate(Schema):
    """Something to remember."""

    text: MemoryText


class MemoryUpdate(Schema):
    """Only the fields that are sent change. ``status: kept`` accepts what was suggested."""

    text: MemoryText = ""
    status: Literal["kept"] = "kept"


class MemoryQuery(PageQuery):
    """Which memories; ``q`` searches by the beginnings of words."""

    q: Annotated[str, Field(max_length=MEMORY_LENGTH)] | None = None
    status: Status | None = None


class MemoryOut(BaseModel):
    """A memory as it is shown. ``used_at``: when it was last recalled for an answer."""

    id: UUID
    text: str
    status: Status
    source: Source
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    used_at: dt.datetime | None


class MemoryPage(BaseModel):
    """One page of memories, newest first."""

    memories: list[MemoryOut]
    next_cursor: str | None

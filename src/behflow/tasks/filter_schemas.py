"""What may be said about saved filters, and how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from behflow.language.filter_language import FILTER_LENGTH
from behflow.schemas import Schema
from behflow.tasks.schemas import ListName

Query = Annotated[str, Field(max_length=FILTER_LENGTH)]


class FilterCreate(Schema):
    """A new saved filter."""

    name: ListName
    query: Query


class FilterUpdate(Schema):
    """Only the fields that are sent change."""

    name: ListName = ""
    query: Query = ""
    position: Annotated[float, Field(ge=-1e12, le=1e12)] = 0.0


class FilterCheck(Schema):
    """A filter while it is being typed."""

    query: Query


class FilterOut(BaseModel):
    """A saved filter as it is shown; ``lists`` are the parts that its commas separate."""

    id: UUID
    workspace_id: UUID
    name: str
    query: str
    lists: list[str]
    position: float
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class FilterList(BaseModel):
    """Every saved filter."""

    filters: list[FilterOut]


class FilterFault(BaseModel):
    """Why a filter cannot be read, and at which character (counted from 0)."""

    reason: str
    position: int


class FilterChecked(BaseModel):
    """What a filter would show: how many tasks (``more``: at least so many), or what is wrong with it."""

    count: int
    more: bool
    lists: list[str]
    error: FilterFault | None

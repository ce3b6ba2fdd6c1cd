"""What may be said to the chat, and how conversations are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from behflow.database.pagination import CURSOR_LENGTH, PAGE, PAGE_LIMIT
from behflow.schemas import Schema
from behflow.tasks.schemas import TaskOut

MESSAGE_LENGTH = 4_000
PROPOSAL_LIMIT = 200

Subject = Literal["task", "process", "memory"]
Op = Literal["added", "updated", "completed", "reopened", "deleted", "restored"]


def _said(value: str) -> str:
    value = value.strip()
    if not value:
        raise ValueError("must not be empty")
    return value


ProfileName = Literal["planner", "reviewer", "coach"]


class ChatInput(Schema):
    """One message of a user. ``profile``: as whom the assistant answers."""

    message: Annotated[str, Field(min_length=1, max_length=MESSAGE_LENGTH), AfterValidator(_said)]
    session_id: UUID | None = None
    profile: ProfileName | None = None


class ProposalAnswer(Schema):
    """Yes or no to a proposal; ``changes`` holds the tasks that were left ticked."""

    answer: Literal["approve", "reject"]
    changes: Annotated[list[UUID], Field(min_length=1, max_length=PROPOSAL_LIMIT)] | None = None


class PageQuery(Schema):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=CURSOR_LENGTH)] | None = None
    limit: Annotated[int, Field(ge=1, le=PAGE_LIMIT)] = PAGE


class ChangeOut(BaseModel):
    """One change that was made."""

    op: Op
    task_id: UUID
    name: str
    subject: Subject = "task"
    """What kind of row ``task_id`` names."""


class ProposedChange(ChangeOut):
    """One change that waits for a yes: what is now, what would be, and why it is proposed if nobody asked for it."""

    detail: str
    before: str
    after: str
    reason: str


class Receipt(BaseModel):
    """What a turn did, from committed rows. ``turn_id`` undoes it."""

    changes: list[ChangeOut]
    turn_id: UUID


class ProposalOut(BaseModel):
    """Changes that run only when their user says yes."""

    id: UUID
    title: str
    expires_at: dt.datetime
    changes: list[ProposedChange]
    status: str | None = None


class Candidate(BaseModel):
    """One of the tasks that could be meant. ``name`` is unlike those of the others."""

    task_id: UUID
    name: str


class AnsweredBy(BaseModel):
    """Who chose the words or the tools of an answer. ``fallback`` says why it was not the first of the chain."""

    engine: str
    provider: str | None
    model: str | None
    host: str | None
    local: bool
    fallback: str | None


class Sent(BaseModel):
    """What one host was sent for an answer: calls, tokens, and the cost where the price is known."""

    host: str
    provider: str
    model: str
    local: bool
    calls: int
    input_tokens: int
    output_tokens: int
    cost: str | None
    estimated: bool


class NoticeOut(BaseModel):
    """Something to know about an answer: who stood in for whom, a budget that is used up."""

    kind: str
    code: str
    text: str


class Step(BaseModel):
    """One tool call in one quiet line."""

    tool: str
    line: str


class ChatAnswer(BaseModel):
    """The answer to one message. Descriptions in ``tasks`` end after 500 characters."""

    session_id: UUID
    message_id: UUID
    response: str
    tasks: list[TaskOut]
    receipt: Receipt
    proposal: ProposalOut | None
    engine: str
    candidates: list[Candidate]
    answered_by: AnsweredBy
    sent: list[Sent]
    notices: list[NoticeOut]
    steps: list[Step]


class SessionOut(BaseModel):
    """A conversation in the list."""

    id: UUID
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime


class SessionPage(BaseModel):
    """One page of conversations, newest first."""

    sessions: list[SessionOut]
    next_cursor: str | None


class MessageOut(BaseModel):
    """A stored message; ``data`` of an answer holds tasks, receipt, proposal, candidates and engine.

    ``turn_id`` is also the run: a question without an answer is still answered, and may be read along.
    """

    id: UUID
    turn_id: UUID
    role: Literal["user", "assistant"]
    content: str
    created_at: dt.datetime
    data: dict[str, Any]


class MessagePage(BaseModel):
    """The latest messages in the order they were said; ``next_cursor`` leads to older ones.

    Of long ones there are fewer on a page than was asked for.
    """

    messages: list[MessageOut]
    next_cursor: str | None

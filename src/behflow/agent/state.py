"""What a turn knows (context, bound by the server) and what it has found out so far (state)."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypedDict

from langchain_core.messages import BaseMessage

from behflow.actor import Actor
from behflow.agent.gate import Gate
from behflow.agent.models.chain import Models
from behflow.agent.models.embeddings import Embeddings
from behflow.agent.models.reply import AnsweredBy, Emit, ModelCall, Notice, silent
from behflow.agent.texts import Words
from behflow.chat.schemas import Op, ProfileName, Subject
from behflow.chat.service import Said
from behflow.config import Settings

Json = dict[str, Any]
Kind = Literal["read", "change", "undo"]
Code = Literal[
    "done", "listed", "counted", "recalled", "waiting", "ambiguous", "not_found", "already", "invalid", "stale",
    "forbidden", "nothing", "duplicate", "too_many", "unknown_tool", "timeout", "fault",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change that is planned: an exact row, its version, and the fields as the service takes them."""

    op: Op
    task_id: str
    name: str
    version: int | None = None
    detail: str = ""
    fields: Json = field(default_factory=dict)
    project: str | None = None
    shared: bool = False
    exact: bool = False
    """True when the fields were worked out from the row as it is, so that a newer version must not be written over."""
    subject: Subject = "task"
    """What kind of row ``task_id`` names."""
    before: str = ""
    """What the changed fields are now, in words."""
    reason: str = ""
    """Why a change is proposed that was not asked for word by word."""
    asks: bool = False
    """True when it may only run after its user's yes, however small the turn is."""


@dataclass(frozen=True, slots=True)
class Applied:
    """One change that was made: the row as it is in the table now; ``task`` has ``id`` and ``name`` for any subject."""

    op: Op
    task: Json
    detail: str = ""
    old_name: str = ""
    next: Json | None = None
    project: str | None = None
    new_project: bool = False
    subject: Subject = "task"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one tool call. Everything the answer says about it is rendered from this."""

    tool: str
    kind: Kind
    code: Code
    call_id: str = ""
    applied: tuple[Applied, ...] = ()
    planned: tuple[Change, ...] = ()
    tasks: tuple[Json, ...] = ()
    more: bool = False
    count: int = 0
    noted: tuple[str, ...] = ()
    """The memories that were spoken of."""
    label: str = ""
    said: str = ""
    candidates: tuple[Json, ...] = ()
    conflicts: tuple[Json, ...] = ()
    undoes: tuple[str, ...] = ()
    """The turns that were taken back."""
    redoes: tuple[str, ...] = ()
    """The turns that were done again."""
    foreign: bool = False
    """True when it shows text that somebody else wrote."""
    notes: tuple[str, ...] = ()
    """What is said beside the rest, in the user's language."""
    args: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier messages of the conversation left for references: "the second", "it", the answer to "which one?"."""

    listed: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    candidates: tuple[Json, ...] = ()
    pending: Json | None = None
    did: Json | None = None
    """The change that the turn before made: ``name`` of the tool and ``args`` without the task."""
    proposal: bool = False
    foreign: bool = False
    """True when a part of the conversation that a model reads shows text that somebody else wrote."""


@dataclass(slots=True)
class Progress:
    """What a turn has done so far: told as it happens, and what is left to tell when the turn is cut short."""

    emit: Emit = silent
    outcomes: list[Outcome] = field(default_factory=list)
    step: str = ""
    tool_seconds: float = 0.0

    def enter(self, step: str) -> None:
        """The turn goes on to another step, or with "" to its end."""
        if step == self.step:
            return
        if self.step:
            self.emit({"type": "STEP_FINISHED", "stepName": self.step})
        self.step = step
        if step:
            self.emit({"type": "STEP_STARTED", "stepName": step})


@dataclass(frozen=True, slots=True)
class RunContext:
    """One turn, bound by the server. The tools get their user from here and from nowhere else."""

    database: Gate
    actor: Actor
    now: dt.datetime
    said: Said
    message: str
    models: Models
    words: Words
    settings: Settings
    deadline: float
    """On the event loop's clock."""
    progress: Progress = field(default_factory=Progress)
    embeddings: Embeddings | None = None
    profile_models: Mapping[str, str] = field(default_factory=dict)
    """The model of the chain that a profile asks first."""
    profile: ProfileName | None = None
    request: str | None = None
    """What a profile was asked by a model, instead of the user's message; None in a turn itself."""
    delegate: Delegate | None = None
    """How a request is handed to a profile; None when that is not possible."""

    @property
    def emit(self) -> Emit:
        """Where the events of this turn go."""
        return self.progress.emit


@dataclass(frozen=True, slots=True)
class Delegated:
    """What became of a request that a profile took: the outcome of the call, and everything done for it."""

    outcome: Outcome
    memory: Memory
    inner: tuple[Outcome, ...] = ()


Delegate = Callable[[Json, "RunContext", Memory, Sequence[Outcome]], Awaitable[Delegated]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished turn, before it is stored."""

    response: str
    tasks: tuple[Json, ...]
    changes: tuple[Json, ...]
    proposed: tuple[Change, ...]
    candidates: tuple[Json, ...]
    memory: Json
    steps: tuple[Json, ...] = ()
    """One quiet line for each tool call."""
    answered_by: AnsweredBy | None = None
    """None when no model was asked: a typed yes, or the choice of one candidate."""
    calls_made: tuple[ModelCall, ...] = ()
    notices: tuple[Notice, ...] = ()


class AgentState(TypedDict, total=False):
    """The graph's state; the nodes give back only what they change."""

    messages: Annotated[list[BaseMessage], operator.add]
    outer: list[Outcome]
    """In a delegated run: what the turn had done before."""
    outcomes: Annotated[list[Outcome], operator.add]
    calls: list[Json]
    memory: Memory
    model_calls: int
    tool_calls: int
    seen: frozenset[str]
    fault: str
    answered_by: AnsweredBy
    notices: Annotated[list[Notice], operator.add]
    answer: Answer

"""What comes in and goes out about who answers in a user's chat."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr

from behflow.chat.usage import DAYS_LIMIT
from behflow.schemas import Schema


def _empty_is_none(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


def _one_word(value: SecretStr) -> SecretStr:
    secret = value.get_secret_value()
    if not secret or not (secret.isascii() and secret.isprintable()) or " " in secret:  # it is sent in a header
        raise ValueError("must be one word of ASCII characters")
    return value


_Key = Annotated[SecretStr, Field(max_length=1_000), AfterValidator(_one_word)]
_Url = Annotated[str, Field(max_length=500)]
Tokens = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
Cost = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=4)]


class OwnModel(Schema):
    """A model of one's own. Without ``api_key`` the one that is stored is kept if provider and address stay."""

    model: Annotated[str, Field(max_length=300, description="provider:model")]
    base_url: Annotated[_Url | None, BeforeValidator(_empty_is_none)] = None
    api_key: Annotated[_Key | None, BeforeValidator(_empty_is_none)] = Field(
        None, description="Written only; never in an answer."
    )


class AssistantUpdate(Schema):
    """What changes; what is not sent stays. ``own`` null removes the own model with its key."""

    enabled: bool = True
    local_only: bool = False
    own: OwnModel | None = None
    daily_tokens: Tokens | None = None
    daily_cost: Cost | None = None
    suggest_memories: bool = False


class UsageQuery(Schema):
    """How far back."""

    days: Annotated[int, Field(ge=1, le=DAYS_LIMIT)] = 30


class ChainModel(BaseModel):
    """One model of the chain."""

    provider: str
    model: str
    host: str
    local: bool
    source: Literal["instance", "own"]


class OwnOut(BaseModel):
    """The own model; ``has_key`` tells whether a key is stored that can be read."""

    model: str
    base_url: str | None
    has_key: bool


class Caps(BaseModel):
    """The lower of the user's own caps and the server's; null is no cap."""

    tokens: int | None
    cost: float | None


class UsedOut(BaseModel):
    """What was used today."""

    tokens: int
    cost: float
    resets_at: dt.datetime


class AssistantOut(BaseModel):
    """Who answers in the chat and why. ``chain`` is what is set, ``engine`` who is asked first right now."""

    engine: str
    reason: str | None = Field(
        description="Why the built-in engine answers though models are set: off, local_only, budget_tokens, "
        "budget_cost, price_unknown, unreadable_key or own_model."
    )
    chain: list[ChainModel]
    own_allowed: bool
    own: OwnOut | None
    enabled: bool
    local_only: bool
    local_only_forced: bool
    private_hosts: list[str]
    caps: Caps
    daily_tokens: int | None = Field(description="The user's own cap.")
    daily_cost: float | None = Field(description="The user's own cap.")
    used: UsedOut
    suggest_memories: bool


class CheckOut(BaseModel):
    """Whether the first model answers."""

    ok: bool
    engine: str
    code: str = Field(description="ok, built_in, a fault such as auth or timeout, or a reason as in ``AssistantOut``.")
    text: str
    ms: int


class UsageDay(BaseModel):
    """The calls of one model on one day. ``cost`` null: no price is known."""

    day: dt.date
    provider: str
    model: str
    host: str
    local: bool
    calls: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    cost: float | None
    estimated: bool
    faults: int


class UsageOut(BaseModel):
    """Usage per day and model, the newest day first."""

    days: list[UsageDay]

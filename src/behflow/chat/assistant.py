"""Who answers in one user's chat: their settings, the server's, and what is left of the day's budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

import httpx
from pydantic import SecretStr

from behflow.actor import Actor
from behflow.chat.addresses import allowed_address
from behflow.chat.assistant_schemas import AssistantUpdate, OwnModel
from behflow.chat.model_specs import BUILT_IN, ModelSpec, Places, parse_chain, parse_prices, parse_spec
from behflow.chat.usage import UsageService, Used
from behflow.config import Settings
from behflow.database.engine import Session
from behflow.errors import ConfigurationError, Forbidden, InvalidInput
from behflow.events.service import record
from behflow.secretbox import SecretBox, UnreadableSecret

_PLACES: Final = Places("own.model", "own.base_url", "own.api_key")
_UNUSED: Final[Mapping[str, Any]] = {
    "enabled": True,
    "local_only": False,
    "suggest_memories": False,
    "own_model": None,
    "own_base_url": None,
    "own_key": None,
    "daily_tokens": None,
    "daily_cost": None,
}
"""The settings of a user who never changed any."""

_COLUMNS = ", ".join(_UNUSED)
_READ = f"SELECT {_COLUMNS} FROM assistant_settings WHERE user_id = $1"  # noqa: S608 (constants only)
_MAKE = "INSERT INTO assistant_settings (user_id) VALUES ($1) ON CONFLICT (user_id) DO NOTHING"
_WRITE = f"""
UPDATE assistant_settings SET ({_COLUMNS}, updated_at) = ($2, $3, $4, $5, $6, $7, $8, $9, now()) WHERE user_id = $1
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Choice:
    """The models to ask in turn before the built-in engine; ``reason`` says why there are none though some are set.

    Reasons: off, local_only, budget_tokens, budget_cost, price_unknown, unreadable_key, own_model.
    """

    models: tuple[ModelSpec, ...]
    local_only: bool
    private_hosts: frozenset[str]
    reason: str | None = None
    suggests: bool = False
    """True when the user wants to be told what could be remembered."""
    capped: bool = False
    """True when ``AssistantService.reached`` is to be asked before each call."""


def box(settings: Settings) -> SecretBox:
    """What seals the keys of users' own models. Raises ConfigurationError when there is no signing key."""
    return SecretBox(settings.signing_key(), "key of a user's own model")


async def check_own(own: OwnModel, settings: Settings) -> None:
    """Refuse a model of one's own whose address may not be called; outside a transaction, since names are looked up.

    Raises Forbidden when the server does not allow own models, and InvalidInput.
    """
    if not settings.llm_user_models:
        raise Forbidden("The administrator has not allowed models of one's own.")
    spec = _parsed(own.model, own.base_url, own.api_key or SecretStr("stored"), settings)
    if own.base_url is None and spec.provider != "ollama":
        return  # the provider's own address
    try:
        url = httpx.URL(spec.url)
        await allowed_address(url.raw_host.decode("ascii"), url.port or 443, settings.llm_private_hosts)
    except (OSError, httpx.InvalidURL) as error:
        # One answer for both: what names there are in the private network is nobody's to find out.
        raise InvalidInput.of(
            "own.base_url",
            "the host cannot be found, or is in a private network and not listed by the administrator in "
            "BEHFLOW_LLM_PRIVATE_HOSTS",
        ) from error


class AssistantService:
    """One user's settings of the assistant, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor, settings: Settings, now: dt.datetime | None = None) -> None:
        self.session = session
        self.actor = actor
        self.settings = settings
        self.usage = UsageService(session, actor, settings.timezone, now)

    async def choice(self) -> Choice:
        """Who is to be asked now."""
        if self.settings.only_built_in:
            return self._choice((), self.settings.llm_local_only, None)
        row = await self._row()
        capped = self._caps(row) != (None, None)
        return replace(await self._choose(row), suggests=bool(row["suggest_memories"]), capped=capped)

    async def reached(self, tokens: int, cost: Decimal) -> str | None:
        """The cap that is reached with what is not written down yet: budget_tokens, budget_cost or None."""
        used = await self.usage.today()
        used = replace(used, tokens=used.tokens + tokens, cost=used.cost + cost)
        return _reached(used, *self._caps(await self._row()))

    async def suggests(self) -> bool:
        """True when the user wants to be told what could be remembered."""
        return bool((await self._row())["suggest_memories"])

    async def may_ask(self, spec: ModelSpec) -> bool:
        """True when this model of the server may be asked now for what is not an answer: the meaning of a memory."""
        row = await self._row()
        local = spec.is_local(self.settings.llm_private_hosts)
        if not row["enabled"] or ((self.settings.llm_local_only or row["local_only"]) and not local):
            return False
        tokens, cost = self._caps(row)
        if cost is not None and not local and spec.price_in is None:
            return False
        return (tokens is None and cost is None) or _reached(await self.usage.today(), tokens, cost) is None

    async def show(self) -> dict[str, Any]:
        """Settings, chain and budget as the user may see them; keys never."""
        row = await self._row()
        choice = await self._choose(row)
        chain, fault = self._chain(row)
        used = await self.usage.today()
        tokens, cost = self._caps(row)
        return {
            "engine": choice.models[0].name if choice.models else BUILT_IN,
            "reason": choice.reason,
            "chain": [
                {
                    "provider": spec.provider,
                    "model": spec.model,
                    "host": spec.host,
                    "local": spec.is_local(choice.private_hosts),
                    "source": "own" if spec.own else "instance",
                }
                for spec in chain
            ],
            "own_allowed": self.settings.llm_user_models,
            "own": _own(row, readable=fault != "unreadable_key"),
            "enabled": row["enabled"],
            "local_only": choice.local_only,
            "local_only_forced": self.settings.llm_local_only,
            "private_hosts": sorted(choice.private_hosts),
            "caps": {"tokens": tokens, "cost": _number(cost)},
            "daily_tokens": row["daily_tokens"],
            "daily_cost": _number(row["daily_cost"]),
            "used": {"tokens": used.tokens, "cost": float(used.cost), "resets_at": used.resets_at.isoformat()},
            "suggest_memories": row["suggest_memories"],
        }

    async def update(self, update: AssistantUpdate) -> dict[str, Any]:
        """Change what was sent. ``check_own`` comes first. Raises Forbidden and InvalidInput."""
        sent = update.model_fields_set
        if "local_only" in sent and not update.local_only and self.settings.llm_local_only:
            raise Forbidden("The administrator allows only models on hosts of your own; this cannot be switched off.")
        await self.session.raw.execute(_MAKE, self.actor.user_id)
        before = dict(await self.session.raw.fetchrow(_READ + " FOR UPDATE", self.actor.user_id))
        after = before | {name: getattr(update, name) for name in sent - {"own"}}
        if "own" in sent:
            after |= self._stored(update.own, before)
        if after != before:
            await self.session.raw.execute(_WRITE, self.actor.user_id, *(after[name] for name in _UNUSED))
            await record(
                self.session,
                self.actor,
                workspace_id=self.actor.personal_workspace,
                event_type="assistant.updated",
                subject_type="assistant",
                subject_id=self.actor.user_id,
                before=_told(before, after),
                after=_told(after, before),
            )
        return await self.show()

    def _stored(self, own: OwnModel | None, before: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of an own model. A key stays only at the address it was given for."""
        if own is None:
            return {"own_model": None, "own_base_url": None, "own_key": None}
        key: str | None = None
        if own.api_key is not None:
            key = box(self.settings).seal(own.api_key.get_secret_value(), self.actor.user_id.bytes)
        elif _address_of(own.model, own.base_url) == _address_of(before["own_model"], before["own_base_url"]):
            key = before["own_key"]
        spec = _parsed(own.model, own.base_url, SecretStr("stored") if key else None, self.settings)
        return {"own_model": spec.name, "own_base_url": spec.base_url, "own_key": key}

    async def _row(self) -> Mapping[str, Any]:
        return await self.session.raw.fetchrow(_READ, self.actor.user_id) or _UNUSED

    def _chain(self, row: Mapping[str, Any]) -> tuple[tuple[ModelSpec, ...], str | None]:
        """The models that are set, and what keeps the own one from being used.

        With a model of one's own only that one: what was meant for it is not sent to another provider.
        """
        if row["own_model"] is None or not self.settings.llm_user_models:
            return parse_chain(self.settings), None
        try:
            key = row["own_key"] and SecretStr(box(self.settings).open(row["own_key"], self.actor.user_id.bytes))
        except UnreadableSecret:
            return (), "unreadable_key"
        try:
            return (_parsed(row["own_model"], row["own_base_url"], key, self.settings),), None
        except InvalidInput:  # its package is gone, or the host is no longer listed
            return (), "own_model"

    async def _choose(self, row: Mapping[str, Any]) -> Choice:
        local_only = self.settings.llm_local_only or row["local_only"]
        if not row["enabled"]:
            return self._choice((), local_only, "off")
        chain, fault = self._chain(row)
        if not chain:
            return self._choice((), local_only, fault)
        tokens, cost = self._caps(row)
        if tokens is not None or cost is not None:
            reached = _reached(await self.usage.today(), tokens, cost)
            if reached is not None:
                return self._choice((), local_only, reached)
        local = {spec for spec in chain if spec.is_local(self.settings.llm_private_hosts)}
        if local_only:
            chain, fault = tuple(spec for spec in chain if spec in local), "local_only"
        if chain and cost is not None:
            # A cap that cannot be counted would be none.
            priced = (spec for spec in chain if spec in local or None not in (spec.price_in, spec.price_out))
            chain, fault = tuple(priced), "price_unknown"
        return self._choice(chain, local_only, None if chain else fault)

    def _choice(self, models: tuple[ModelSpec, ...], local_only: bool, reason: str | None) -> Choice:
        return Choice(models, local_only, frozenset(self.settings.llm_private_hosts), reason)

    def _caps(self, row: Mapping[str, Any]) -> tuple[int | None, Decimal | None]:
        return (
            min((c for c in (row["daily_tokens"], self.settings.llm_daily_tokens) if c is not None), default=None),
            min((c for c in (row["daily_cost"], self.settings.llm_daily_cost) if c is not None), default=None),
        )


def _parsed(model: str, base_url: str | None, key: SecretStr | None, settings: Settings) -> ModelSpec:
    """A user's own model. Raises InvalidInput that names the field."""
    try:
        return parse_spec(
            model,
            base_url,
            key,
            prices=parse_prices(settings.llm_prices),
            private_hosts=settings.llm_private_hosts,
            where=_PLACES,
            own=True,
        )
    except ConfigurationError as error:
        place, _, reason = error.detail.partition(": ")
        raise InvalidInput.of(place.partition("=")[0], reason) from None


def _address_of(model: str | None, base_url: str | None) -> tuple[str, str]:
    return (model or "").partition(":")[0].strip().casefold(), (base_url or "").rstrip("/")


def _own(row: Mapping[str, Any], *, readable: bool = True) -> dict[str, Any] | None:
    if row["own_model"] is None:
        return None
    has_key = row["own_key"] is not None and readable
    return {"model": row["own_model"], "base_url": row["own_base_url"], "has_key": has_key}


def _told(row: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row differs from another, as its event may tell it."""
    told = {name: value for name, value in row.items() if value != other[name] and not name.startswith("own_")}
    if any(row[name] != other[name] for name in row if name.startswith("own_")):
        told["own"] = _own(row)
    return told


def _reached(used: Used, tokens: int | None, cost: Decimal | None) -> str | None:
    if tokens is not None and used.tokens >= tokens:
        return "budget_tokens"
    return "budget_cost" if cost is not None and used.cost >= cost else None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

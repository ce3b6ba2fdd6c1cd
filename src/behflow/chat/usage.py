"""What language models were given and what it cost: one row per call, sums per day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from behflow import telemetry
from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.ids import new_id

DAYS_LIMIT = 366

_RECORD = """
INSERT INTO model_calls (id, turn_id, user_id, provider, model, host, local, input_tokens, output_tokens, cached_tokens,
    cost, estimated, fault, ms, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
"""
_SINCE = """
SELECT coalesce(sum(input_tokens + output_tokens), 0)::bigint AS tokens, coalesce(sum(cost), 0) AS cost
FROM model_calls WHERE user_id = $1 AND created_at >= $2
"""
_BY_DAY = """
SELECT (created_at AT TIME ZONE $2)::date AS day, provider, model, host, local, count(*) AS calls,
    sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
    sum(cached_tokens)::bigint AS cached_tokens, sum(cost) AS cost, bool_or(estimated) AS estimated,
    count(*) FILTER (WHERE fault IS NOT NULL) AS faults
FROM model_calls WHERE user_id = $1 AND created_at >= $3
GROUP BY day, provider, model, host, local ORDER BY day DESC, provider, model, host, local
"""


PURGE_CALLS = "DELETE FROM model_calls WHERE created_at < $1::timestamptz - $2::interval"
CALLS_KEPT = dt.timedelta(days=DAYS_LIMIT + 1)


class Call(telemetry.Call, Protocol):
    """One call of a model, as the chain of models reports it. ``cost`` is None while the price is unknown."""

    @property
    def model(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def local(self) -> bool: ...
    @property
    def cost(self) -> Decimal | None: ...
    @property
    def estimated(self) -> bool: ...
    @property
    def fault(self) -> str | None: ...
    @property
    def ms(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Used:
    """What was used since the day began, and when it begins anew."""

    tokens: int
    cost: Decimal
    resets_at: dt.datetime


class UsageService:
    """The usage of one user, inside the caller's transaction.

    ``zone`` is the server's, not the user's: who changes their own zone must not begin the day anew.
    """

    def __init__(self, session: Session, actor: Actor, zone: str = "UTC", now: dt.datetime | None = None) -> None:
        self.session = session
        self.actor = actor
        self.zone = zone
        self.now = now or dt.datetime.now(dt.UTC)

    async def record(self, turn_id: UUID, calls: Sequence[Call]) -> None:
        """Write the calls of one turn down, failed ones too."""
        if calls:
            await self.session.raw.executemany(
                _RECORD,
                [
                    (
                        new_id(),
                        turn_id,
                        self.actor.user_id,
                        call.provider,
                        call.model,
                        call.host,
                        call.local,
                        call.input_tokens,
                        call.output_tokens,
                        call.cached_tokens,
                        call.cost,
                        call.estimated,
                        call.fault,
                        call.ms,
                        self.now,
                    )
                    for call in calls
                ],
            )

    async def today(self) -> Used:
        """What was used since midnight in the server's zone."""
        row = await self.session.raw.fetchrow(_SINCE, self.actor.user_id, self._midnight(0))
        return Used(row["tokens"], row["cost"], self._midnight(1))

    async def by_day(self, days: int = 30) -> list[dict[str, Any]]:
        """Sums per day and model of the last days with today, the newest first. ``cost`` None: no price known."""
        rows = await self.session.raw.fetch(_BY_DAY, self.actor.user_id, self.zone, self._midnight(1 - days))
        return [
            {**dict(row), "day": row["day"].isoformat(), "cost": None if row["cost"] is None else float(row["cost"])}
            for row in rows
        ]

    def _midnight(self, days: int) -> dt.datetime:
        zone = ZoneInfo(self.zone)
        day = self.now.astimezone(zone).date() + dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)

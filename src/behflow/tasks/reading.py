"""How a user reads words for dates, from what their profile says."""

from __future__ import annotations

from behflow.actor import Actor
from behflow.language import Settings


def reading_settings(actor: Actor) -> Settings:
    """How this user reads words for dates. The only way from a profile to the language engine, for every door."""
    chosen = actor.reading
    return Settings(
        locale=actor.locale,
        calendar="jalali" if actor.calendar == "jalali" else "gregorian",
        first_weekday=actor.first_weekday,
        next_weekday=chosen.next_weekday,
        day_order=chosen.day_order,
        waking=chosen.waking,
        parts=chosen.parts,
        working=chosen.working,
        past_dates=chosen.past_dates,
    )

"""How a user reads words for dates, from what their profile says."""

from __future__ import annotations

from behflow.actor import Actor
from behflow.language import Settings


def reading_settings(actor: Actor) -> Settings:
    """How this user reads words for dates."""
    calendar = "jalali" if actor.calendar == "jalali" else "gregorian"
    return Settings(locale=actor.locale, calendar=calendar, first_weekday=actor.first_weekday)  # type: ignore[arg-type]

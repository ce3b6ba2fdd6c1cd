"""The readings on which people differ, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """How ambiguous words are read; part of a user's profile.

    ``next_weekday``: "next friday" is the Friday of next week, or simply the coming one.
    ``day_order``: which of ``3/4`` is the day; None follows the locale.
    ``waking``: a bare hour ("at 5") is the next one within these hours.
    ``parts``: the hour that stands for morning, afternoon, evening and night.
    ``working``: the hours between which a day is planned.
    ``past_dates``: "3 march" said in May is that of the next year, or the one that is over.
    """

    locale: str = "en"
    calendar: Literal["gregorian", "jalali"] = "gregorian"
    first_weekday: int = 0
    next_weekday: Literal["next_week", "coming"] = "next_week"
    day_order: Literal["mdy", "dmy"] | None = None
    waking: tuple[int, int] = (7, 21)
    parts: tuple[int, int, int, int] = (9, 12, 19, 22)
    working: tuple[int, int] = (9, 17)
    past_dates: Literal["next_year", "this_year"] = "next_year"

    @property
    def month_first(self) -> bool:
        """Whether the month stands first in 3/4."""
        if self.day_order is not None:
            return self.day_order == "mdy"
        return self.locale.replace("_", "-").lower() in ("en", "en-us")

    @property
    def dotted(self) -> bool:
        """Whether full stops write a day and a month: 24.12."""
        return self.locale[:2].lower() in ("de", "fi", "nb", "da", "cs", "pl", "tr")

    @property
    def day_behind_weekday(self) -> bool:
        """Whether a number behind a weekday is a day of the month (martes 4) rather than an hour."""
        return self.locale[:2].lower() in ("de", "es", "fr")

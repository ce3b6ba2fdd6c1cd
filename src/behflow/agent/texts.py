"""How one user is spoken to: the program's own sentences with names, numbers and dates in their language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from behflow.actor import Actor
from behflow.agent.phrases import EN
from behflow.agent.phrases_fa import FA
from behflow.language import Due, Settings
from behflow.language.labels import day_label, digits, due_label, persian, priority_label
from behflow.language.models import Priority
from behflow.tasks.reading import reading_settings

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def writable(text: str) -> str:
    """Text without what no table takes and no terminal should see: control characters other than tabs and line ends,
    and halves of surrogate pairs."""
    return _UNWRITABLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Words:
    """How one user is spoken to: language, calendar, zone and today's date."""

    settings: Settings
    zone: str
    today: date

    @classmethod
    def of(cls, actor: Actor, now: datetime) -> Words:
        """The words for an actor."""
        return cls(reading_settings(actor), actor.zone, now.astimezone(ZoneInfo(actor.zone)).date())

    @property
    def persian(self) -> bool:
        """True when Persian is spoken."""
        return persian(self.settings.locale)

    def say(self, key: str, **values: Any) -> str:
        """A sentence with its values put in; numbers take the digits of the language."""
        table = FA if self.persian else EN
        shown = {k: digits(str(v), self.settings.locale) if isinstance(v, int) else v for k, v in values.items()}
        return writable(table[key].format_map(shown))  # names and words may hold anything that a title may

    def digits(self, text: str) -> str:
        """Text with the digits of the language."""
        return digits(text, self.settings.locale)

    def quote(self, name: str) -> str:
        """A name in quotation marks."""
        return f"«{name}»" if self.persian else f'"{name}"'

    def names(self, names: Sequence[str], most: int = 10) -> str:
        """Several names, with the number of those that are left out."""
        shown = [self.quote(n) for n in names[:most]]
        if len(names) > most:
            shown.append(self.say("more", count=len(names) - most))
        return self.join(shown)

    def join(self, parts: Sequence[str]) -> str:
        """Parts of a sentence with commas between them."""
        return ("، " if self.persian else ", ").join(parts)

    def rest(self, parts: Sequence[str]) -> str:
        """What follows a name: nothing, or a comma and the parts."""
        return self.join(["", *parts]) if parts else ""

    def day(self, day: str) -> str:
        """An ISO date in words."""
        return day_label(date.fromisoformat(day), self.today, self.settings)

    def due(self, due: Mapping[str, Any]) -> str:
        """A task's due in words, with its zone when that is not the user's."""
        moment = time.fromisoformat(due["time"]) if due.get("time") else None
        label = due_label(Due(date.fromisoformat(due["date"]), moment), self.today, self.settings)
        elsewhere = due.get("zone") if moment and due.get("zone") != self.zone else None
        return f"{label} ({elsewhere})" if elsewhere else label

    def priority(self, priority: str) -> str:
        """A priority in words."""
        label = priority_label(cast("Priority", priority), self.settings)
        return label if self.persian else label.lower()

    def status(self, status: str) -> str:
        """A status in words."""
        return self.say("completed_word" if status == "completed" else status)

    def tasks(self, count: int) -> str:
        """ "task" or "tasks"."""
        return self.say("task_one" if count == 1 else "task_many")

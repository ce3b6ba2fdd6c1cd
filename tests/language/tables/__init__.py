"""Sentences of our own with what must be read in them; the documentation and the benchmark use them too.

A file has topics (``# Topic``), below each an optional ``settings: name=value ...`` line, and rows of one to three
columns with a tab between: the sentence, what is read (empty: nothing) and the title that is left (empty: all of it).
All of them are said on Monday 23 November 2026 at 10:00 in Berlin.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from behflow.language import Due, QuickAdd, Settings

FOLDER = Path(__file__).parent
QUICK_ADD = ("dates", "repeats", "signs", "persian", "plain")
STRETCHES = "stretches"


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One sentence and its reading, in the words of ``described``."""

    topic: str
    settings: Settings
    sentence: str
    read: str
    title: str
    place: str

    def __str__(self) -> str:
        return f"{self.place} {self.sentence}"


def rows(*names: str) -> list[Row]:
    """The rows of the files, in order."""
    return [row for name in names for row in _rows_of(FOLDER / f"{name}.tsv")]


def _rows_of(path: Path) -> list[Row]:
    found = []
    topic, settings = "", Settings()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            topic, settings = line[2:], Settings()
        elif line.startswith("settings: "):
            settings = _settings(line.removeprefix("settings: "))
        elif line:
            sentence, read, title, *_ = [*line.split("\t"), "", ""]
            found.append(Row(topic, settings, sentence, read, title or sentence, f"{path.stem}:{number}"))
    return found


def _settings(words: str) -> Settings:
    """ "first_weekday=5" as settings; numbers are the only values that are not text."""
    pairs = (word.split("=") for word in words.split())
    return dataclasses.replace(Settings(), **{name: int(v) if v.isdecimal() else v for name, v in pairs})  # type: ignore[arg-type]


def described(found: QuickAdd) -> str:
    """Everything but the title, in the notation of the tables."""
    parts = [f"due {_due(found.due)}"] if found.due is not None else []
    if found.recurrence is not None:
        after = "after completion " if found.recurrence.counted_from == "completion" else ""
        parts.append(f"repeat {after}{found.recurrence.rule}")
    if found.duration_minutes is not None:
        parts.append(f"lasts {found.duration_minutes} min")
    for name in ("deadline", "priority", "project"):
        if getattr(found, name) is not None:
            parts.append(f"{name} {getattr(found, name)}")
    parts += [f"tag {tag}" for tag in found.tags]
    for name, value in (("assignee", found.assignee), ("note", found.description)):
        if value is not None:
            parts.append(f"{name} {value}")
    return ", ".join(parts)


def _due(due: Due) -> str:
    return f"{due.date}" if due.time is None else f"{due.date} {due.time:%H:%M}"

"""The arguments of changing and rescheduling commands."""

from __future__ import annotations

from datetime import datetime

from behflow.language import command_words as cw
from behflow.language.models import Changes, Command, Priority
from behflow.language.parsers.durations import duration_at
from behflow.language.patterns import split
from behflow.language.quick_add import parse_quick_add
from behflow.language.reader import read
from behflow.language.references import parse_reference
from behflow.language.settings import Settings
from behflow.language.spans import Context
from behflow.language.tokens import tokenize
from behflow.language.when import parse_when

_CLEAR = frozenset({"no date", "someday", "no due date", "none", "never", "later", "whenever", "no day"})


def read_priority(text: str) -> Priority | None:
    """high, "urgent priority", p1, !high."""
    for word in split(text):
        level: Priority | None = cw.PRIORITIES.get(word.norm.lstrip("!"))
        if level is not None:
            return level
    return None


def reschedule(
    detail: str, pieces: dict[str, str], now: datetime, zone: str, settings: Settings, ctx: Context
) -> Command | None:
    """move X to friday; postpone X by 2 days; push X a week; snooze X."""
    ref_text, when_text = pieces.get("ref", ""), pieces.get("when", "")
    if detail in ("tail", "moved"):
        ref_text, when_text = split_tail(ref_text, ctx)
    reference = parse_reference(ref_text, ctx)
    if reference is None or (detail == "it" and not reference.pronoun):
        return None
    if detail == "clear" or when_text.strip().lower() in _CLEAR:
        return Command("reschedule_task", reference=reference, changes=Changes(clear_due=True), confidence=0.9)
    if not when_text:  # no day was said: the caller asks, or takes tomorrow for a snooze
        found = Command("reschedule_task", reference=reference, changes=Changes(), confidence=0.5)
        return found if detail == "tail" else None
    changes = moved(when_text, detail, now, zone, settings)
    if changes is None:
        return None
    return Command("reschedule_task", reference=reference, changes=changes, confidence=0.9)


def moved(text: str, detail: str, now: datetime, zone: str, settings: Settings) -> Changes | None:
    """The day, the time or the number of days that a task is moved to or by."""
    tokens = tokenize(text, settings.locale)
    length = duration_at(tokens, 0)
    if length is not None and tokens[length[1]].kind == "e":
        days = round(length[0].days + length[0].months * 30 + length[0].workdays)
        if days and not length[0].seconds:
            return Changes(shift_days=-days if detail == "back" else days)
    when = parse_when(text, now, zone, settings)
    if when is None or when.due is None or (detail == "it" and not when.whole):
        return None
    return Changes(due=when.due, recurrence=when.recurrence, only_time=when.only_time)


def split_tail(text: str, ctx: Context) -> tuple[str, str]:
    """ "rent 2 days", "the meeting tomorrow": the time stands at the end without a preposition."""
    spans, inner = read(text, ctx.now, ctx.settings)
    if spans:
        span = spans[-1]
        if inner.tokens[span.j].kind == "e" and span.i > 0:
            return text[: inner.tokens[span.i].start], text[inner.tokens[span.core].start :]
    return text, ""


def update(
    detail: str, pieces: dict[str, str], now: datetime, zone: str, settings: Settings, ctx: Context
) -> Command | None:
    """rename, priority, status, tags, project, assignee, duration, repeat."""
    reference = parse_reference(pieces.get("ref", ""), ctx)
    if reference is None:
        return None
    if detail.endswith("!"):  # "make coffee every day" is new, "make water the plants every day" names a task
        if split(pieces["ref"])[0].norm not in cw.DOING:
            return None
        detail = detail[:-1]
    changes = _changes(detail, pieces, now, zone, settings)
    if changes is None:
        return None
    if changes.status == "completed":
        return Command("complete_task", reference=reference, confidence=0.9)
    return Command("update_task", reference=reference, changes=changes, confidence=0.9)


def _changes(detail: str, pieces: dict[str, str], now: datetime, zone: str, settings: Settings) -> Changes | None:
    value = pieces.get("value", "").strip()
    if detail == "description":
        return Changes(description=value) if value else None
    if detail == "name":
        quoted = value[:1] in "\"'“«" and value[-1:] in "\"'”»"
        name = value.strip("\"'“”«»").strip() if quoted else value
        return Changes(name=name) if name else None
    if detail.startswith("priority"):
        level = "high" if detail == "priority=high" else read_priority(value)
        if level is None or (detail == "priority?" and len(split(value)) > 2):
            return None
        return Changes(priority=level)
    if detail.startswith("status"):
        status = detail[7:] if "=" in detail else cw.STATUSES.get(" ".join(w.norm for w in split(value)))
        return Changes(status=status) if status else None  # type: ignore[arg-type]
    if detail in ("tag+", "tag-"):
        tags = tuple(
            w.norm.lstrip("@#") for w in split(pieces.get("tag", "")) if w.norm not in ("and", "the", "tag", "&")
        )
        tags = tuple(t for t in tags if t)
        if not tags:
            return None
        return Changes(tags_add=tags) if detail == "tag+" else Changes(tags_remove=tags)
    if detail == "due-":
        return Changes(clear_due=True)
    if detail in ("project", "project?"):
        name = pieces.get("project", "").strip().lstrip("#").strip("\"'“”«»")
        return Changes(project=name) if name and len(name) <= 80 else None
    if detail == "assignee":
        name = pieces.get("assignee", "").strip().lstrip("+@")
        return Changes(assignee=name) if name else None
    if detail == "duration":
        length = duration_at(tokenize(value, settings.locale), 0)
        minutes = length[0].minutes if length is not None else None
        return Changes(duration_minutes=minutes) if minutes else None
    if detail == "deadline":
        when = parse_when(value, now, zone, settings)
        return Changes(deadline=when.due.date) if when is not None and when.due is not None else None
    if detail == "repeat":
        words = value or f"every {pieces.get('every', '')}"
        found = parse_quick_add(words, now, zone, settings)
        return Changes(recurrence=found.recurrence) if found.recurrence is not None else None
    return None

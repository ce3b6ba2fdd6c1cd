"""Quick add: one line of text to a task and the chips that show what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from behflow.language.choose import Reading, choose
from behflow.language.dues import due_value, local_now, point_due, repeat_due
from behflow.language.implied import confidence, grain, implied
from behflow.language.labels import due_label, duration_label, priority_label, status_label, uncompletable_label
from behflow.language.models import Chip, Due, Priority, QuickAdd, Recurrence, Reminder, Status
from behflow.language.parsers.find import span_at
from behflow.language.parsers.prices import prices
from behflow.language.parsers.signs import Sign, find_signs
from behflow.language.policies import settle
from behflow.language.reader import read_tokens
from behflow.language.reminders import Said, label_of, reminder_at, settled, value_of
from behflow.language.say import say_recurrence
from behflow.language.settings import Settings
from behflow.language.spans import Context, Moment, Span
from behflow.language.tokens import Token, hide, readable, tokenize

DEFAULT = Settings()
_CLOSING = tuple(",!?;،؛؟")
REMINDERS_LIMIT = 10
_REMINDERS_TRIED = 20


@dataclass(slots=True, repr=False, eq=False)
class _Draft:
    text: str
    ctx: Context
    zone: str
    chips: list[Chip] = field(default_factory=list)
    due: Due | None = None
    deadline: date | None = None
    minutes: int | None = None
    priority: Priority | None = None
    tags: list[str] = field(default_factory=list)
    project: str | None = None
    assignee: str | None = None
    description: str | None = None
    recurrence: Recurrence | None = None
    section: str | None = None
    status: Status | None = None
    uncompletable: bool = False
    reminders: list[Reminder] = field(default_factory=list)
    braces: int = 0  # tried as a deadline
    project_end: int = 0

    def chip(self, kind: str, start: int, end: int, label: str, value: object, moment: Moment | None = None) -> None:
        """Show a value; brackets that hold nothing else, and the colon behind a leading one, go with its words."""
        text = self.text
        if text[max(start - 1, 0) : start] == "(" and text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        elif not text[:start].strip() and text[end : end + 1] == ":" and text[end + 1 : end + 2].isspace():
            end += 1
        chip = Chip(kind, text[start:end], start, end, label, value)  # type: ignore[arg-type]
        if moment is not None:
            chip = replace(chip, grain=grain(moment), confidence=confidence(moment), implied=implied(moment))
        self.chips.append(chip)


def parse_quick_add(
    text: str, now: datetime, zone: str, settings: Settings = DEFAULT, skip: Sequence[tuple[int, int]] = ()
) -> QuickAdd:
    """What a task typed as ``text`` would be. ``skip``: spans that the user turned back into plain text."""
    body = readable(text)
    tokens = tokenize(body, settings.locale)
    ctx = Context(local_now(now, zone), settings, tokens)
    rejected = [(max(0, a), min(len(body), b)) for a, b in skip if a < b]
    hide(tokens, rejected)
    said: dict[int, Said] = {}
    signs = _signs(body, ctx, rejected, said)
    hide(tokens, [(sign.start, sign.end) for sign in signs])
    draft = _Draft(body, ctx, zone)
    for sign in signs:
        _take_sign(draft, sign, settings)
    _take_time(draft, choose(tokens, read_tokens(ctx), ctx), settings)
    for sign in signs:
        if sign.kind == "reminder":
            _take_reminder(draft, sign, said[sign.start + 1], settings)
    draft.chips.sort(key=lambda chip: chip.start)
    return QuickAdd(
        title=_title(text, draft.chips, signs),
        due=draft.due,
        deadline=draft.deadline,
        duration_minutes=draft.minutes,
        priority=draft.priority,
        tags=tuple(draft.tags),
        project=draft.project,
        assignee=draft.assignee,
        description=draft.description,
        recurrence=draft.recurrence,
        chips=tuple(draft.chips),
        section=draft.section,
        status=draft.status,
        uncompletable=draft.uncompletable,
        reminders=tuple(draft.reminders),
    )


def _signs(text: str, ctx: Context, rejected: list[tuple[int, int]], said: dict[int, Said]) -> list[Sign]:
    if not any(c in text for c in '#@+!{"“«/*') and "p" not in text.lower() and "www" not in text.lower():
        return []
    at = {token.start: index for index, token in enumerate(ctx.tokens)} if "@" in text else {}

    def is_date(start: int) -> bool:
        index = at.get(start)
        if index is None:
            return False
        span = span_at(ctx.tokens, index, ctx)
        return span is not None and span.kind in ("date", "time") and _said_by_digits(span)

    tried: list[int] = []

    def reminder(start: int) -> int | None:
        tried.append(start)
        if len(tried) > _REMINDERS_TRIED:
            return None
        found = reminder_at(text, start, ctx)
        if found is None:
            return None
        said[start] = found
        return found.end

    signs = find_signs(text, is_date, reminder)
    if "@" in text:
        hide(ctx.tokens, prices(ctx))
    return [s for s in signs if not any(s.start < b and s.end > a for a, b in rejected)]


def _said_by_digits(span: Span) -> bool:
    """ "@morning" is a tag."""
    return span.value.clock is None or span.value.clock.part is None


def _take_sign(draft: _Draft, sign: Sign, settings: Settings) -> None:
    start, end, value = sign.start, sign.end, sign.value
    if sign.kind == "priority":
        if draft.priority is None:
            draft.priority = value  # type: ignore[assignment]
            draft.chip("priority", start, end, priority_label(value, settings), value)  # type: ignore[arg-type]
    elif sign.kind == "tag":
        if len(draft.tags) >= 50:
            return
        if value.lower() not in [tag.lower() for tag in draft.tags]:
            draft.tags.append(value)
        draft.chip("tag", start, end, value, value)
    elif sign.kind == "project":
        if draft.project is None:
            draft.project, draft.project_end = value, end
            draft.chip("project", start, end, value, value)
    elif sign.kind == "section":
        if draft.project is not None and not draft.text[draft.project_end : start].strip():
            draft.section = value
            draft.chip("section", start, end, value, value)
    elif sign.kind == "uncompletable":
        draft.uncompletable = True
        draft.chip("uncompletable", start, end, uncompletable_label(settings), True)
    elif sign.kind == "status":
        if draft.status is None and not (draft.uncompletable and value == "completed"):
            draft.status = value  # type: ignore[assignment]
            draft.chip("status", start, end, status_label(value, settings), value)  # type: ignore[arg-type]
    elif sign.kind == "assignee":
        if draft.assignee is None:
            draft.assignee = value
            draft.chip("assignee", start, end, value, value)
    elif sign.kind == "description":
        if value:
            draft.description = value
            draft.chip("description", start, end, value[:40], value)
    elif sign.kind == "deadline" and draft.deadline is None and draft.braces < 5:
        draft.braces += 1
        day = _deadline(value, draft.ctx)
        if day is not None:
            draft.deadline = day
            label = due_label(Due(day), draft.ctx.today, settings)
            draft.chip("deadline", start, end, label, day.isoformat())


def _take_reminder(draft: _Draft, sign: Sign, said: Said, settings: Settings) -> None:
    reminder = settled(said, draft.due, draft.ctx, draft.zone)
    if reminder is None or len(draft.reminders) >= REMINDERS_LIMIT or reminder in draft.reminders:
        return
    draft.reminders.append(reminder)
    draft.chip("reminder", sign.start, sign.end, label_of(reminder, draft.ctx.today, settings), value_of(reminder))


def _deadline(text: str, ctx: Context) -> date | None:
    inner = Context(ctx.now, ctx.settings, tokenize(text, ctx.settings.locale))
    for span in read_tokens(inner):
        if span.kind == "date":
            point = settle(span.value, inner)
            return None if point is None else point.due
    return None


def _take_time(draft: _Draft, reading: Reading, settings: Settings) -> None:
    ctx, tokens = draft.ctx, draft.ctx.tokens
    for stretch, minutes in reading.durations[:1]:
        draft.minutes = minutes
        draft.chip("duration", *_edges(draft.text, tokens, stretch), duration_label(minutes, settings), minutes)
    moment = reading.moment
    if moment is not None:
        point = settle(moment, ctx)
        if point is not None:
            draft.due = point_due(point, moment, ctx, draft.zone)
            if draft.minutes is None and point.has_time and point.end is not None:
                minutes = round((point.end - point.start).total_seconds() / 60)
                draft.minutes = minutes if 0 < minutes <= 1440 else None
    repeat = reading.repeat
    if repeat is not None:
        rule, mode = repeat.value.rule, "completion" if repeat.value.rule.completion else "schedule"
        draft.recurrence = Recurrence(rule.text(settings.first_weekday), mode)  # type: ignore[arg-type]
        anchor = draft.due.date if draft.due is not None else None
        first = repeat_due(repeat.value, ctx, draft.zone, anchor)
        if draft.due is None:
            draft.due = first
        elif draft.due.time is None and first is not None and first.time is not None:
            draft.due = Due(draft.due.date, first.time, first.zone)
        at = draft.due.time if draft.due is not None and rule.freq != "hourly" else None
        label = say_recurrence(
            draft.recurrence.rule, mode, settings.locale, at=at, start=rule.start, calendar=settings.calendar
        )
        draft.chip("recurrence", *_edges(draft.text, tokens, (repeat.i, repeat.j)), label, draft.recurrence.rule)
    if draft.due is not None:
        for stretch in reading.due_spans:
            label = due_label(draft.due, ctx.today, settings)
            edges = _edges(draft.text, tokens, stretch)
            draft.chip("due", *edges, label, due_value(draft.due), reading.moment)


def _edges(text: str, tokens: list[Token], stretch: tuple[int, int]) -> tuple[int, int]:
    """Characters of a stretch of tokens, with brackets that hold nothing else or the comma before it."""
    i, j = stretch
    if i and tokens[i - 1].norm == "(" and tokens[j].norm == ")":
        return tokens[i - 1].start, tokens[j].end
    if i > 1 and tokens[i - 1].norm in (",", "،") and tokens[i - 1].kind == "s":
        i -= 1
    return tokens[i].start, tokens[j - 1].end


def _joined(pieces: list[str]) -> str:
    """What stands between the chips; a sign that stood behind the words of a chip closes up to the word before it."""
    whole = ""
    for piece in pieces:
        sign = whole and piece[:1] in _CLOSING and (len(piece) == 1 or piece[1].isspace())
        whole = f"{whole.rstrip()}{piece}" if sign else f"{whole} {piece}"
    return whole


def _title(text: str, chips: list[Chip], signs: list[Sign]) -> str:
    pieces: list[str] = []
    last = 0
    for chip in chips:
        if chip.start > last:
            pieces.append(text[last : chip.start])
        last = max(last, chip.end)
    pieces.append(text[last:])
    title = " ".join(_joined(pieces).split())
    for sign in signs:  # quotes that hold the whole title only protected it
        if sign.kind == "quote" and title == text[sign.start : sign.end] and sign.value.strip():
            return " ".join(sign.value.split())
    return title

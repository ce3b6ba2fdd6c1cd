"""From words to a rule: when, which tasks, and what then."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from behflow.errors import InvalidInput
from behflow.language import Command, Settings, TaskFilter, parse_commands, parse_quick_add, parse_when
from behflow.language.filter_ast import During
from behflow.language.filter_language import parse_filter_query
from behflow.language.models import Due, When
from behflow.processes.rule_schemas import FEWEST_MINUTES, WORDS_LENGTH, Problem, Rule, Then
from behflow.processes.schedule import Schedule, next_run
from behflow.timing import rule as repeats

LEFT = "today | overdue"
"""What "what is left" means at the end of a day."""


@dataclass(frozen=True, slots=True)
class Read:
    """A rule, when it runs, and the zone of its times when the words named one."""

    schedule: Schedule
    rule: Rule
    zone: str | None = None


def read(words: str, now: dt.datetime, zone: str, settings: Settings) -> Read | Problem:
    """What "Every Friday at 4 pm move what is left to Monday" means, or why it means nothing that can be kept."""
    if len(words) > WORDS_LENGTH:
        return Problem("no_action")
    found = _repeat(words, now, zone, settings)
    if found is None:
        return Problem("no_schedule")
    when, rest = found
    place = when.due.zone if when.due is not None and when.due.zone else zone
    schedule = _schedule(when, settings)
    if isinstance(schedule, Problem):
        return schedule
    if too_often(schedule, now, place):
        return Problem("too_often")
    rule = _rule(words, rest, now, zone, settings)
    return rule if isinstance(rule, Problem) else Read(schedule, rule, place if place != zone else None)


def check(rule: Rule, now: dt.datetime, zone: str, settings: Settings) -> None:
    """Refuse a rule given part by part whose words cannot be read. Raises InvalidInput."""
    if rule.filter is not None and len(parse_filter_query(rule.filter, now, zone, settings).lists) != 1:
        raise InvalidInput.of("filter", "must be one list; a comma separates several")
    if rule.then.due is not None:
        day_of(rule.then.due, now, zone, settings)
    if rule.then.line is not None and not parse_quick_add(rule.then.line, now, zone, settings).title:
        raise InvalidInput.of("line", "must name the task to add")


def day_of(words: str, now: dt.datetime, zone: str, settings: Settings) -> Due:
    """The day that words mean at a moment. Raises InvalidInput."""
    when = parse_when(words, now, zone, settings)
    if when is None or when.due is None or when.recurrence is not None or not when.whole:
        raise InvalidInput.of("due", "must be words for a day, such as “monday” or “tomorrow”")
    return when.due


def too_often(schedule: Schedule, now: dt.datetime, zone: str) -> bool:
    """Whether two of the coming runs lie closer together than is allowed."""
    last: dt.datetime | None = None
    after = now
    for _ in range(50):
        following = next_run(schedule, after, zone)
        if following is None:
            return False
        if last is not None and following - last < dt.timedelta(minutes=FEWEST_MINUTES):
            return True
        last = after = following
    return False


def _repeat(words: str, now: dt.datetime, zone: str, settings: Settings) -> tuple[When, str] | None:
    """The repeat that the words say, at their start or later, and the words without it."""
    for start in (0, *(m.start() for m in _EVERY.finditer(words))):
        when = parse_when(words[start:], now, zone, settings)
        if when is not None and when.recurrence is not None and when.due is not None:
            rest = words[start:]
            for first, last in sorted(when.spans, reverse=True):
                rest = f"{rest[:first]} {rest[last:]}"
            return when, " ".join(f"{words[:start]} {rest}".split()).strip(" ,،.:;؛!")
    return None


def _schedule(when: When, settings: Settings) -> Schedule | Problem:
    if when.recurrence is None or when.due is None or when.recurrence.counted_from != "schedule":
        return Problem("no_schedule")
    rule = repeats.read(when.recurrence.rule)
    if rule.count is not None or rule.until is not None:
        return Problem("has_end")
    if rule.freq == "SECONDLY":
        return Problem("too_often")
    if rule.freq in ("MINUTELY", "HOURLY") and when.recurrence.rule.count(";") <= 1:
        minutes = rule.interval * (60 if rule.freq == "HOURLY" else 1)
        return Schedule("interval", str(minutes)) if minutes >= FEWEST_MINUTES else Problem("too_often")
    # Words without a time of day mean the hour that "morning" stands for.
    time = when.due.time or dt.time(settings.parts[0])
    if when.recurrence.rule == "FREQ=DAILY":
        return Schedule("daily", f"{time:%H:%M}")
    return Schedule("rrule", when.recurrence.rule, f"{when.due.date.isoformat()}T{time:%H:%M}")


def _rule(words: str, rest: str, now: dt.datetime, zone: str, settings: Settings) -> Rule | Problem:
    plain, left = _LEFT.subn(" all overdue tasks ", rest)
    if not left:
        plain, left = _LEFT_FA.subn(" همه کارهای عقب‌افتاده ", rest)
    plain = " ".join(_CARRY.sub(" منتقل کن", plain).split())
    commands = parse_commands(plain, now, zone, settings)
    if len(commands) != 1 or commands[0].confidence < 0.9:
        return Problem("no_action")
    command = commands[0]
    if command.op == "add_task" and command.add is not None and command.add.title:
        line = _ADD.sub("", _ADD_FA.sub("", plain)).strip(" :")
        if not line or parse_quick_add(line, now, zone, settings).title != command.add.title:
            line = command.add.title
        return Rule(words=words, then=Then(op="add", line=line))
    if command.op not in ("reschedule_task", "update_task", "complete_task", "delete_task"):
        return Problem("not_offered")
    if command.reference is None or not command.reference.all:
        return Problem("no_action")
    where = LEFT if left else _filter(command.reference.filter or TaskFilter(), plain, now, zone, settings)
    then = _then(command, plain, now, zone, settings)
    for part in (where, then):
        if isinstance(part, Problem):
            return part
    return Rule.model_validate({"words": words, "filter": where, "then": then})


def _then(command: Command, plain: str, now: dt.datetime, zone: str, settings: Settings) -> Then | Problem:
    if command.op == "complete_task":
        return Then(op="complete")
    if command.op == "delete_task":
        return Then(op="delete")
    said = command.changes
    if said is None:
        return Problem("no_action")
    if said.due is not None:
        for window in _windows(plain):
            when = parse_when(window, now, zone, settings)
            if when is not None and when.whole and when.due == said.due and when.recurrence is None:
                later = parse_when(window, now + dt.timedelta(days=400), zone, settings)
                same = later is not None and later.due is not None and later.due.date == said.due.date
                return Problem("when") if same else Then(op="reschedule", due=window)
        return Problem("when")
    tags = {"tags_add": list(said.tags_add), "tags_remove": list(said.tags_remove)}
    if said.priority or said.project or any(tags.values()):
        return Then.model_validate({"op": "update", "priority": said.priority, "project": said.project, **tags})
    return Problem("not_offered")


def _filter(where: TaskFilter, plain: str, now: dt.datetime, zone: str, settings: Settings) -> str | Problem:
    """The filter of a command in the filter language, whose days are found anew at every run."""
    parts = ["overdue"] if where.overdue else []
    if where.due_from is not None or where.due_to is not None:
        if where.due_from is None or where.due_to is None:
            return Problem("which")
        wanted = During("due", where.due_from, where.due_to + dt.timedelta(days=1))
        day = next((w for w in _windows(plain) if _means(w, wanted, now, zone, settings)), None)
        if day is None:
            return Problem("which")
        parts.append(day)
    parts += ["no date"] if where.no_date else []
    parts += [_LEVELS[where.priority]] if where.priority else []
    parts += [f"@{_escaped(where.tag)}"] if where.tag else []
    parts += [f"#{_escaped(where.project)}"] if where.project else []
    parts += [f"search: {_escaped(where.text)}"] if where.text else []
    parts += ["completed"] if where.status == "completed" else []
    return " & ".join(parts) or "all"


def _means(words: str, wanted: During, now: dt.datetime, zone: str, settings: Settings) -> bool:
    try:
        return [found.node for found in parse_filter_query(words, now, zone, settings).lists] == [wanted]
    except InvalidInput:
        return False


def _windows(text: str) -> Iterator[str]:
    """Runs of neighbouring words, the longest first."""
    words = [word.strip(",.،") for word in text.split()]
    for size in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - size, -1, -1):
            yield " ".join(words[start : start + size])


def _escaped(name: str) -> str:
    return re.sub(r"([\\()|&!,*])", r"\\\1", name)


_LEVELS: dict[str, str] = {"urgent": "p1", "high": "p2", "medium": "p3", "low": "p4"}
_EVERY = re.compile(r"\b(?:every|each|daily|weekly|monthly|on|هر|اول)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:what(?:ever)?(?:\s+is|['’]s)\s+(?:still\s+)?(?:left|open|unfinished|not\s+(?:yet\s+)?done)(?:\s+over)?|what(?:ever)?\s+isn['’]?t\s+(?:yet\s+)?(?:done|finished)(?:\s+yet)?|everything\s+(?:that(?:\s+is|['’]s)\s+)?left"
    r"|(?:all\s+)?(?:the\s+|my\s+)?(?:left[- ]?overs?|(?:unfinished|remaining)\s+tasks?))\b",
    re.IGNORECASE,
)
_LEFT_FA = re.compile(
    r"(?:همه\s*(?:ی|‌ی)?\s*)?(?:کار|تسک)\s*‌?\s*های\s+(?:باقی\s*‌?\s*)?(?:مانده|نیمه‌?تمام)|هر\s?چه\s+(?:باقی\s*)?مانده"
)
_CARRY = re.compile(r"\s+(?:ببر|بیاور|بنداز)$")
_ADD = re.compile(
    r"^(?:please\s+)?(?:add|create|make)\s+(?:(?:a|the)\s+)?(?:new\s+)?(?:task\s*:?\s+(?:to\s+)?)?", re.IGNORECASE
)
_ADD_FA = re.compile(r"\s*(?:را|رو)?\s+(?:اضافه کن|بساز)$")

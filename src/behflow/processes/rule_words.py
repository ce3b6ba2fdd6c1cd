"""A process in words: when, which tasks, then what; English and Persian."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from behflow.language import say_recurrence
from behflow.processes.rule_schemas import Rule, Then
from behflow.processes.rules import LEFT
from behflow.processes.schedule import Schedule

_PRIORITY_FA: Mapping[str, str] = {"urgent": "فوری", "high": "بالا", "medium": "متوسط", "low": "پایین"}


def say_when(schedule: Schedule, locale: str = "en") -> str:
    """When it runs; a cron line as it is written."""
    if schedule.kind == "cron":
        return schedule.value
    if schedule.kind == "interval":
        minutes = int(schedule.value)
        hours = minutes % 60 == 0
        rule = f"FREQ={'HOURLY' if hours else 'MINUTELY'};INTERVAL={minutes // 60 if hours else minutes}"
        return say_recurrence(rule.removesuffix(";INTERVAL=1"), locale=locale)
    if schedule.kind == "daily":
        return say_recurrence("FREQ=DAILY", locale=locale, at=schedule.time_of_day)
    start = dt.datetime.fromisoformat(schedule.start or "")
    return say_recurrence(schedule.value, locale=locale, at=start.time())


def say_which(rule: Rule, locale: str = "en") -> str:
    """Which tasks it is about; the filter as it is written where there are no words for it."""
    fa = locale[:2] == "fa"
    if rule.filter is None:
        return "یک کار تازه" if fa else "A new task"
    known = {
        LEFT: ("What is due today or overdue", "کارهای امروز و عقب‌افتاده"),
        "all": ("All open tasks", "همهٔ کارهای باز"),
    }
    if rule.filter in known:
        return known[rule.filter][fa]
    return f"کارهای «{rule.filter}»" if fa else f"Tasks matching “{rule.filter}”"


def say_then(then: Then, locale: str = "en") -> str:
    """What is done with them."""
    fa = locale[:2] == "fa"
    if then.op == "add":
        return f"«{then.line}» را اضافه کن" if fa else f"Add “{then.line}”"
    if then.op == "reschedule":
        return f"به «{then.due}» ببر" if fa else f"Move to {then.due}"
    if then.op == "complete":
        return "کامل کن" if fa else "Complete"
    if then.op == "delete":
        return "به سطل زباله ببر" if fa else "Move to the trash"
    parts = []
    if then.priority:
        parts.append(f"اولویت {_PRIORITY_FA[then.priority]}" if fa else f"Set priority {then.priority}")
    if then.tags_add:
        parts.append(("افزودن برچسب " if fa else "Add tag ") + " ".join(f"@{tag}" for tag in then.tags_add))
    if then.tags_remove:
        parts.append(("برداشتن برچسب " if fa else "Remove tag ") + " ".join(f"@{tag}" for tag in then.tags_remove))
    if then.project:
        parts.append(f"بردن به پروژهٔ {then.project}" if fa else f"Move to project {then.project}")
    return ("، " if fa else ", ").join(parts)

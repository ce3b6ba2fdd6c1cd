"""Words to meaning: pure functions of (text, now, zone, settings). No I/O, no clock.

Filters have a door of their own, ``language.filter_language``: reading a sentence must not load them.
"""

from __future__ import annotations

from behflow.language.commands import parse_command, parse_commands
from behflow.language.models import (
    Changes,
    Chip,
    Command,
    Due,
    OutlineLine,
    QuickAdd,
    Recurrence,
    Reference,
    Reminder,
    TaskFilter,
    When,
)
from behflow.language.outline import count_lines, parse_outline
from behflow.language.quick_add import parse_quick_add
from behflow.language.say import say_recurrence
from behflow.language.settings import Settings
from behflow.language.when import parse_when

__all__ = [
    "Changes",
    "Chip",
    "Command",
    "Due",
    "OutlineLine",
    "QuickAdd",
    "Recurrence",
    "Reference",
    "Reminder",
    "Settings",
    "TaskFilter",
    "When",
    "count_lines",
    "parse_command",
    "parse_commands",
    "parse_outline",
    "parse_quick_add",
    "parse_when",
    "say_recurrence",
]

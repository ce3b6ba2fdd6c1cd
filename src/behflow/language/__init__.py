"""Words to meaning: pure functions of (text, now, zone, settings). No I/O, no clock."""

from __future__ import annotations

from behflow.language.commands import parse_command, parse_commands
from behflow.language.filter_ast import FilterQuery
from behflow.language.filter_atoms import FilterError
from behflow.language.filter_language import FILTER_LENGTH, parse_filter_query
from behflow.language.filter_text import filter_lists
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
    "FILTER_LENGTH",
    "Changes",
    "Chip",
    "Command",
    "Due",
    "FilterError",
    "FilterQuery",
    "OutlineLine",
    "QuickAdd",
    "Recurrence",
    "Reference",
    "Reminder",
    "Settings",
    "TaskFilter",
    "When",
    "count_lines",
    "filter_lists",
    "parse_command",
    "parse_commands",
    "parse_filter_query",
    "parse_outline",
    "parse_quick_add",
    "parse_when",
    "say_recurrence",
]

"""How a person names existing tasks: by title, by number, by "it", or by a filter ("all overdue")."""

from __future__ import annotations

import re
from dataclasses import replace

from behflow.language import command_words as cw
from behflow.language.filters import parse_filter
from behflow.language.models import Reference, TaskFilter
from behflow.language.patterns import split
from behflow.language.spans import Context

_NUMBER = re.compile(r"(?:#|no\.?|number|task|item|شماره)\s{0,3}(\d{1,4})", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th|م|ام)?")
_QUOTED = ('"', "“”", "«»", "'", "‘’", "`")


def parse_reference(text: str, ctx: Context) -> Reference | None:
    """The reference that a piece of a command holds, None when nothing is left of it."""
    raw = text.strip().strip(",.;:!?؟،").strip()
    if not raw:
        return None
    for pair in _QUOTED:
        if len(raw) > 2 and raw[0] == pair[0] and raw[-1] == pair[-1] and raw[1:-1].strip():
            return Reference(text=raw[1:-1].strip())
    words = split(raw)
    norms = [w.norm for w in words]
    joined = " ".join(norms)
    if joined in cw.PRONOUNS:
        return Reference(pronoun=True, all=joined in cw.SEVERAL)
    numbered = _number(joined, norms)
    if numbered is not None:
        return Reference(ordinal=numbered)
    if joined == "both":
        return Reference(pronoun=True, all=True)
    everything, skip = _all(norms)
    rest = raw[words[skip].start :] if skip < len(words) else ""
    if everything:
        found = _in_project(rest, parse_filter(rest, ctx)) if rest else None
        if not rest or rest.lower() in ("of them", "them", "tasks"):
            return Reference(all=True, filter=found, pronoun="them" in rest)
        return Reference(all=True, filter=found)
    grouped = _group(norms, raw, ctx)
    if grouped is not None:
        return grouped
    title = _title(raw)
    return Reference(text=title) if title else None


def _in_project(raw: str, found: TaskFilter | None) -> TaskFilter | None:
    """ "all overdue in Work": what stands behind "in" and is no date is a project."""
    if found is None or found.text is None or found.project is not None:
        return found
    words = split(raw)
    first = words[-len(found.text.split()) - 1] if len(words) > len(found.text.split()) else None
    if first is None or first.norm != "in" or not raw.rstrip(" .!").endswith(found.text):
        return found
    label = found.label.replace(f'about "{found.text}"', f"in #{found.text}")
    return replace(found, project=found.text, text=None, label=label)


def _number(joined: str, norms: list[str]) -> int | None:
    found = _NUMBER.fullmatch(joined)
    if found is not None:
        return int(found.group(1)) or None
    core = [n for n in norms if n not in cw.ARTICLES and n not in cw.TASK_WORDS]
    if len(core) != 1 or len(norms) > 3:
        return None
    if core[0] in cw.ORDINALS:
        return int(cw.ORDINALS[core[0]])
    digits = _ORDINAL.fullmatch(core[0])
    return (int(digits.group(1)) or None) if digits is not None else None


def _all(norms: list[str]) -> tuple[bool, int]:
    for size in (3, 2, 1):
        if " ".join(norms[:size]) in cw.ALL and len(norms) >= size:
            return True, size
    return False, 0


def _group(norms: list[str], raw: str, ctx: Context) -> Reference | None:
    """overdue tasks, the completed ones, today's tasks: a plural that a filter explains fully."""
    plural = any(
        n in ("tasks", "todos", "to-dos", "ones", "items", "reminders", "stuff", "things", "کارها", "کارهای")
        for n in norms
    )
    if not plural and norms[-1] not in cw.OVERDUE and norms[-1] not in cw.COMPLETED:
        return None
    found = parse_filter(raw, ctx)
    if found is None or (found.text is not None and not (plural and len(found.text.split()) == 1)):
        return None
    return Reference(all=True, filter=found)


def _title(raw: str) -> str:
    """The words of the title: without articles, "task", "the ... one" and quotes."""
    for pair in _QUOTED[:4]:
        first = raw.find(pair[0])
        last = raw.rfind(pair[-1])
        if 0 <= first < last and raw[first + 1 : last].strip() and (first == 0 or raw[first - 1].isspace()):
            around = [w.norm for w in split(raw[:first] + " " + raw[last + 1 :])]
            if all(n in cw.ARTICLES or n in cw.TASK_WORDS or n in ("called", "named", "titled") for n in around):
                return raw[first + 1 : last].strip()
    words = split(raw)
    low, high = 0, len(words)
    while low < high - 1 and words[low].norm in cw.ARTICLES:
        low += 1
    if low < high - 1 and words[low].norm in cw.TASK_WORDS:
        low += 1
        if low < high - 1 and words[low].norm in (
            "called",
            "named",
            "titled",
            "to",
            "about",
            "for",
            ":",
            "with",
        ):
            low += 1
    if high - low > 1 and words[high - 1].norm in cw.TASK_WORDS:
        high -= 1
    if low >= high:
        return raw
    return raw[words[low].start : words[high - 1].end].strip()

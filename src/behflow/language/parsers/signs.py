"""Quick-add signs: p1, !high, !done, !5pm, @tag, #project /section, +name, {deadline}, * title, // words, "quotes"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from behflow.language.models import Priority, Status

SignKind = Literal[
    "priority",
    "status",
    "tag",
    "project",
    "section",
    "assignee",
    "deadline",
    "reminder",
    "uncompletable",
    "description",
    "quote",
    "link",
]
Ends = Callable[[int], int | None]
"""Where the words of a reminder that begin at a place end, None when they are none."""
_LEVELS: dict[str, Priority] = {
    "urgent": "urgent",
    "high": "high",
    "medium": "medium",
    "med": "medium",
    "low": "low",
    "فوری": "urgent",
    "زیاد": "high",
    "بالا": "high",
    "متوسط": "medium",
    "کم": "low",
}
_STATES: dict[str, Status] = {
    "todo": "not_started",
    "doing": "in_progress",
    "started": "in_progress",
    "in-progress": "in_progress",
    "in_progress": "in_progress",
    "blocked": "blocked",
    "waiting": "blocked",
    "done": "completed",
    "completed": "completed",
    "درحال‌انجام": "in_progress",
    "مسدود": "blocked",
    "منتظر": "blocked",
    "انجام‌شده": "completed",
    "شد": "completed",
}
_TWO_WORDS: tuple[tuple[str, Status], ...] = (
    ("in progress", "in_progress"),
    ("to do", "not_started"),
    ("در حال انجام", "in_progress"),
    ("انجام شده", "completed"),
    ("انجام شد", "completed"),
)
_STEPS: dict[str, Priority] = {"1": "urgent", "2": "high", "3": "medium", "4": "low"}
_QUOTES = {'"': '"', "“": "”", "«": "»"}
_MAX_NAME = 80


@dataclass(slots=True, repr=False, eq=False)
class Sign:
    kind: SignKind
    start: int
    end: int
    value: str


def _name_end(text: str, i: int) -> int:
    """Letters, digits, - and _ of any script; joiners and combining marks inside stay with their word."""
    n = min(len(text), i + _MAX_NAME + 1)
    j = i
    while j < n and (text[j].isalnum() or text[j] in "-_\u200c" or (j > i and "\u0300" <= text[j] <= "\u036f")):
        j += 1
    while j > i and text[j - 1] in "-\u200c":
        j -= 1
    return j if j - i <= _MAX_NAME else i


def _closes(text: str, j: int) -> bool:
    return j >= len(text) or text[j].isspace() or text[j] in ",.;:!?)]}،؛؟"


def _opens(text: str, i: int) -> bool:
    return i == 0 or text[i - 1].isspace() or text[i - 1] in "(["


def _no_reminder(_: int) -> int | None:
    return None


def find_signs(text: str, is_date: Callable[[int], bool], reminder: Ends = _no_reminder) -> list[Sign]:
    """All signs from left to right.

    ``is_date(i)`` says whether the words from ``i`` on are a date ("@ friday"), ``reminder(i)`` where those end that
    say when to be reminded ("!tomorrow 9am").
    """
    signs: list[Sign] = []
    closers: dict[str, int] = {}
    size = len(text)
    i = len(text) - len(text.lstrip())
    if text.startswith("* ", i) and text[i + 2 :].strip():
        signs.append(Sign("uncompletable", i, i + 1, "*"))
        i += 2
    while i < size:
        char = text[i]
        sign: Sign | None = None
        if char in _QUOTES and (i == 0 or not text[i - 1].isalnum()):
            end = _find(text, _QUOTES[char], i + 1, closers)
            if end > i + 1:
                sign = Sign("quote", i, end + 1, text[i + 1 : end])
        elif char in "pPhHwW!@#+{/" and _opens(text, i):
            if char == "/" and signs and signs[-1].kind == "project" and not text[signs[-1].end : i].strip():
                sign = _section(text, i, closers)
            sign = sign or _sign_at(text, i, char, closers, is_date, reminder)
        if sign is None:
            i += 1
            continue
        signs.append(sign)
        i = sign.end
        if sign.kind == "description":
            break
    return signs


def _find(text: str, closer: str, start: int, memo: dict[str, int]) -> int:
    """Position of the next ``closer``; remembers that there is none, so that many openers stay cheap."""
    known = memo.get(closer, -2)
    if known == -1 or known >= start:
        return known
    memo[closer] = text.find(closer, start)
    return memo[closer]


def _sign_at(
    text: str, i: int, char: str, closers: dict[str, int], is_date: Callable[[int], bool], reminder: Ends
) -> Sign | None:
    nxt = text[i + 1 : i + 2]
    if char in "pP":
        if nxt in _STEPS and nxt and _closes(text, i + 2):
            return Sign("priority", i, i + 2, _STEPS[nxt])
        return None
    if char in "hHwW":
        return _link(text, i)
    if char == "!":
        return _exclaimed(text, i, reminder)
    if char == "/":
        if nxt == "/" and (i + 2 >= len(text) or text[i + 2].isspace()) and text[:i].strip():
            return Sign("description", i, len(text), text[i + 2 :].strip())
        return None
    if char == "{":
        end = _find(text, "}", i + 1, closers)
        return Sign("deadline", i, end + 1, text[i + 1 : end]) if i + 1 < end <= i + 80 else None
    if char == "#" and nxt in _QUOTES and nxt:
        return _quoted(text, i, "project", closers)
    end = _name_end(text, i + 1)
    name = text[i + 1 : end]
    if not name or not _closes(text, end) or not any(c.isalpha() for c in name):
        return None
    if text[end : end + 1] in (".", ":") and text[end + 1 : end + 2].isalnum():
        return None
    if char == "#":
        return Sign("project", i, end, name)
    if char == "@":
        return None if is_date(i + 1) else Sign("tag", i, end, name)
    return Sign("assignee", i, end, name) if name[0].isalpha() else None


def _quoted(text: str, i: int, kind: SignKind, closers: dict[str, int]) -> Sign | None:
    """A name in quotes behind its sign: #"Two words"."""
    end = _find(text, _QUOTES[text[i + 1]], i + 2, closers)
    if i + 2 < end <= i + _MAX_NAME + 2 and text[i + 2 : end].strip():
        return Sign(kind, i, end + 1, " ".join(text[i + 2 : end].split()))
    return None


def _section(text: str, i: int, closers: dict[str, int]) -> Sign | None:
    """A section stands right behind its project; any other slash is a slash."""
    if text[i + 1 : i + 2] in _QUOTES and text[i + 1 : i + 2]:
        return _quoted(text, i, "section", closers)
    end = _name_end(text, i + 1)
    return Sign("section", i, end, text[i + 1 : end]) if end > i + 1 and _closes(text, end) else None


def _exclaimed(text: str, i: int, reminder: Ends) -> Sign | None:
    """What stands behind an exclamation mark: a priority, a status, or a time to be reminded at."""
    end = _name_end(text, i + 1)
    if _closes(text, end):
        word = text[i + 1 : end].lower()
        if word in _LEVELS:
            return Sign("priority", i, end, _LEVELS[word])
        if word in _STATES:
            return Sign("status", i, end, _STATES[word])
    for words, status in _TWO_WORDS:
        if text[i + 1 : i + 1 + len(words)].lower() == words and _closes(text, i + 1 + len(words)):
            return Sign("status", i, i + 1 + len(words), status)
    found = reminder(i + 1)
    return Sign("reminder", i, found, text[i + 1 : found]) if found is not None else None


def _link(text: str, i: int) -> Sign | None:
    """An address is never read."""
    lower = text[i : i + 8].lower()
    if not lower.startswith(("http://", "https://", "www.")):
        return None
    j = i
    while j < len(text) and not text[j].isspace():
        j += 1
    return Sign("link", i, j, text[i:j])

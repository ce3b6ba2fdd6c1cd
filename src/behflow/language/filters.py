"""Words that narrow a list: overdue, high priority, due this week, in #home, tagged errand, about rent."""

from __future__ import annotations

from datetime import date

from behflow.language import command_words as cw
from behflow.language.calendars import FIRST, LAST
from behflow.language.labels import day_label
from behflow.language.models import Priority, TaskFilter
from behflow.language.parsers.signs import find_signs
from behflow.language.patterns import Word, split
from behflow.language.policies import settle
from behflow.language.reader import read_tokens
from behflow.language.spans import Context, Span
from behflow.language.tokens import hide, tokenize
from behflow.language.when import stretch

_ONLY_WITH_PRIORITY = ("mid", "minor", "average", "normal", "top", "lower", "higher")


def parse_filter(text: str, ctx: Context) -> TaskFilter | None:
    """The filter of the words; a filter of nothing ("my tasks") is the list of open tasks."""
    inner = Context(ctx.now, ctx.settings, tokenize(text, ctx.settings.locale))
    taken: list[tuple[int, int]] = []
    tag = project = None
    priority: Priority | None = None
    for sign in find_signs(text, lambda _: False):
        if sign.kind == "tag":
            tag = tag or sign.value
        elif sign.kind == "project":
            project = project or sign.value
        elif sign.kind == "priority":
            priority = sign.value  # type: ignore[assignment]
        else:
            continue
        taken.append((sign.start, sign.end))
    hide(inner.tokens, taken)
    words = [w for w in split(text) if not any(w.start < b and w.end > a for a, b in taken)]
    tag, words = (
        (tag, words) if tag else _after_word(words, ("tagged", "tag", "label", "labeled", "labelled", "برچسب", "تگ"))
    )
    project, words = (project, words) if project else _project(words)
    span, first, last = _dates(inner)
    if span is not None:
        a, b = inner.tokens[span.i].start, inner.tokens[span.j - 1].end
        words = [w for w in words if not (w.start < b and w.end > a)]
    joined = f" {' '.join(w.norm for w in words)} "
    undated = next((u for u in cw.UNDATED if f" {u} " in joined), None)
    if undated is not None:
        gone = set(undated.split())
        words = [w for w in words if w.norm not in gone]
    overdue, words = _flag(words, cw.OVERDUE)
    if " past due " in joined:
        overdue, words = True, [w for w in words if w.norm not in ("past", "due")]
    completed, words = _flag(words, cw.COMPLETED)
    everything = bool({"all", "everything"} & {w.norm for w in words}) and " with completed " in joined
    _, words = _flag(words, cw.OPEN)
    if priority is None:
        priority, words = _priority(words)
    left = [w for w in words if w.norm not in cw.NO_FILTER and w.norm.strip("'s") not in cw.NO_FILTER]
    about = None
    if left:
        about = text[left[0].start : left[-1].end].strip()
        about = " ".join(w for w in about.split() if w.lower().strip(",.?!") not in ("the", "my", "a")) or None
    status = "all" if everything else "completed" if completed else "open"
    found = TaskFilter(
        status=status,  # type: ignore[arg-type]
        overdue=overdue,
        due_from=None if first == FIRST else first,
        due_to=None if last == LAST else last,
        no_date=undated is not None,
        priority=priority,
        tag=tag,
        project=project,
        text=about,
    )
    return _labelled(found, text, span, inner)


def _after_word(words: list[Word], names: tuple[str, ...]) -> tuple[str | None, list[Word]]:
    for k, word in enumerate(words[:-1]):
        if word.norm in names:
            step = 2 if words[k + 1].norm in ("with", "as") and k + 2 < len(words) else 1
            value = words[k + step].norm.lstrip("@#")
            return value, words[:k] + words[k + step + 1 :]
    return None, words


def _project(words: list[Word]) -> tuple[str | None, list[Word]]:
    """in the home project; in project home; on my work list."""
    for k, word in enumerate(words):
        leads = k == 0 or words[k - 1].norm in ("in", "the", "of")
        named = k + 1 < len(words) and words[k + 1].norm not in cw.NO_FILTER
        persian = word.norm in ("پروژه", "پروژهی") and k + 1 < len(words) and words[k + 1].norm not in ("را", "رو")
        if persian or (word.norm in ("project", "folder") and leads and named):
            return words[k + 1].norm, words[:k] + words[k + 2 :]
        if word.norm in ("project", "list", "folder") and k >= 2:
            name = words[k - 1].norm
            before = {w.norm for w in words[max(0, k - 3) : k - 1]}
            if name not in cw.NO_FILTER and name not in cw.OPEN and before & {"in", "on", "from", "of", "my", "the"}:
                return name, words[: k - 1] + words[k + 1 :]
    return None, words


def _dates(ctx: Context) -> tuple[Span | None, date | None, date | None]:
    for span in read_tokens(ctx):
        if span.kind != "date" and not (span.kind == "time" and span.value.clock.part):
            continue
        point = settle(span.value, ctx)
        if point is not None:
            first, last = stretch(span, span.value, point, ctx)
            return span, first, last
    return None, None, None


def _flag(words: list[Word], names: frozenset[str]) -> tuple[bool, list[Word]]:
    left = [w for w in words if w.norm not in names]
    return len(left) != len(words), left


def _priority(words: list[Word]) -> tuple[Priority | None, list[Word]]:
    for k, word in enumerate(words):
        level = cw.PRIORITIES.get(word.norm)
        said = k + 1 < len(words) and words[k + 1].norm in ("priority", "priorities", "اولویت")
        if level is None or (word.norm in _ONLY_WITH_PRIORITY and not said):
            continue
        end = k + 2 if said else k + 1
        return level, words[:k] + words[end:]
    return None, words


def _said(span: Span) -> int:
    """Where the words worth repeating begin: "before friday", but "this week" of "due this week"."""
    return span.i if span.lead in ("before", "by", "after", "until", "since") else span.core


def _labelled(found: TaskFilter, text: str, span: Span | None, ctx: Context) -> TaskFilter:
    """The filter with its description in words."""
    parts: list[str] = []
    if found.status == "completed":
        parts.append("completed")
    if found.overdue:
        parts.append("overdue")
    if found.priority is not None:
        parts.append(f"{found.priority} priority")
    if found.no_date:
        parts.append("without a date")
    if span is not None:
        words = text[ctx.tokens[_said(span)].start : ctx.tokens[span.j - 1].end].strip().lower()
        exact = found.due_from if found.due_from is not None and found.due_from == found.due_to else None
        parts.append(f"due {words}" + (f" ({day_label(exact, ctx.today, ctx.settings)})" if exact else ""))
    if found.project is not None:
        parts.append(f"in #{found.project}")
    if found.tag is not None:
        parts.append(f"tagged @{found.tag}")
    if found.text is not None:
        parts.append(f'about "{found.text}"')
    return TaskFilter(
        found.status, found.overdue, found.due_from, found.due_to, found.no_date, found.priority, found.tag,
        found.project, found.text, ", ".join(parts) or "open",
    )  # fmt: skip

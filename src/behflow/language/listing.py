"""Questions about tasks: which sentences ask for a list, and of what."""

from __future__ import annotations

from dataclasses import replace

from behflow.language import command_words as cw
from behflow.language.filters import parse_filter
from behflow.language.models import Command
from behflow.language.patterns import Word
from behflow.language.spans import Context
from behflow.language.words import kinds_en as kinds
from behflow.language.words import words

_WITH_NOUN = words("open check get give put go is did let find search when why")
_WH = words("when when's whens where where's who who's which what what's whats how search find")
_MINE = words("my i i'm our we next")
_ABOUT_TIME = words("time what what's when when's where where's who who's long start starts end ends begin begins last")
_TASKS = frozenset({"task", "tasks", "todo", "todos"})


def read_list(text: str, said: list[Word], ctx: Context, question: bool) -> Command | None:
    """The list that a sentence asks for in words that only ask for lists; None when it does not."""
    norms = [w.norm for w in said]
    first = norms[0]
    joined = f" {' '.join(norms)} "
    noun = bool(cw.NOUNS & set(norms)) or (bool(cw.CALENDAR & set(norms)) and _mine(norms))
    agenda = any(f" {phrase} " in joined for phrase in cw.AGENDA)
    persian = any(f" {phrase} " in joined for phrase in cw.LIST) and noun
    if first in cw.ASK or persian:
        if not (persian or _asks_about_tasks(norms, noun, agenda, ctx)):
            return _own_meeting(norms, ctx)
        if noun and not agenda and cw.OTHER_TOPICS & set(norms) and not _TASKS & set(norms):
            return None
        start = 0 if persian else 1
        rest = text[said[start].start :] if len(said) > 1 else ""
        return replace(_listed(rest, ctx, 0.9), count=counts(norms))
    if noun and len(said) <= 6 and first not in cw.VERBS and norms[-1] in cw.NOUNS and _filterish(norms[:-1], ctx):
        return _listed(text, ctx, 0.8)
    if question and noun and ("my" in norms or "i" in norms) and first not in ("remind", "add"):
        return _listed(text, ctx, 0.6)
    return None


def _own_meeting(norms: list[str], ctx: Context) -> Command | None:
    """ "When is my haircut", "who comes to our picnic"."""
    said = set(norms)
    own = norms[0] in _WH and _MINE & said and (kinds.EVENT | kinds.EVENTS) & said
    if not own or (cw.OTHER_TOPICS | cw.WEATHER) & said:
        return None
    found = _listed(" ".join(w for w in norms if w not in _ABOUT_TIME), ctx, 0.7)
    return replace(found, count=counts(norms))


def _listed(text: str, ctx: Context, confidence: float) -> Command:
    return Command("list_tasks", filter=parse_filter(text.strip("?.!؟"), ctx), confidence=confidence)


def counts(norms: list[str]) -> bool:
    """Whether only the number of tasks is asked for."""
    return norms[0] in ("count", "چند", "چندتا") or any(norms[k : k + 2] == ["how", "many"] for k in range(len(norms)))


def _asks_about_tasks(norms: list[str], noun: bool, agenda: bool, ctx: Context) -> bool:
    first = norms[0]
    if first == "how" and norms[1:2] not in (["many"], ["much"]) and not (noun and "look" in norms):
        return False
    if cw.WEATHER & set(norms) and not _TASKS & set(norms):
        return False
    if (first in _WITH_NOUN and not noun) or (first == "check" and "off" in norms):
        return False
    return noun or (agenda and _mine(norms)) or _narrows(norms, ctx)


def _narrows(norms: list[str], ctx: Context) -> bool:
    """Nothing but words that narrow a list: "what is late", "show today"."""
    rest = [n for n in norms[1:] if n not in ("is", "'s")]
    found = parse_filter(" ".join(rest), ctx) if 0 < len(rest) <= 3 else None
    return found is not None and found.text is None and (found.overdue or found.due_to is not None)


def _mine(norms: list[str]) -> bool:
    said = set(norms)
    return bool({"i", "my", "we", "next", "left", "today", "plate"} & said) and not cw.OTHER_TOPICS & said


def _filterish(norms: list[str], ctx: Context) -> bool:
    """Only words that filter: "my overdue tasks", "high priority tasks"."""
    found = parse_filter(" ".join(norms), ctx) if norms else None
    return not norms or (found is not None and found.text is None)


def narrowed_only(command: Command, said: list[Word]) -> bool:
    """Whether every word was understood as narrowing a list of tasks, so that nothing else can be meant."""
    found = command.filter
    if found is None or found.text is not None:
        return False
    narrows = found.overdue or found.due_to or found.due_from or found.priority or found.no_date or found.project
    return bool(_SAYS_TASKS & {w.norm for w in said}) or bool(narrows and {"due", "overdue"} & {w.norm for w in said})


_SAYS_TASKS = words("task tasks todo todos to-do to-dos کار کارها کارهای کارهایم کارهام کارهایی تسک")

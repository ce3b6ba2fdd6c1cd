"""Chat sentences to operations. What is not clearly about tasks is "none"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from behflow.language import command_words as cw
from behflow.language.changes import reschedule, update
from behflow.language.dues import local_now
from behflow.language.filters import parse_filter
from behflow.language.models import Chip, Command, QuickAdd
from behflow.language.patterns import MAX_WORDS, Captured, Word, match, split
from behflow.language.quick_add import parse_quick_add
from behflow.language.references import parse_reference
from behflow.language.settings import Settings
from behflow.language.spans import Context
from behflow.language.tokens import MAX_READ, readable
from behflow.language.words import words

DEFAULT = Settings()
NONE = Command("none")
_STEPS = 20_000
_SEPARATORS = (";", "\n", " and then ", " then also ", " سپس ")


def parse_commands(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> tuple[Command, ...]:
    """Every command of a message that names several; one that cannot be split is read whole."""
    parts = [text]
    for separator in _SEPARATORS:
        if len(parts) < 20:
            parts = [p for part in parts for p in part.split(separator)]
    parts = [p for p in parts if p.strip()][:20]
    if len(parts) > 1:
        found = tuple(parse_command(part.strip().removeprefix("and "), now, zone, settings) for part in parts)
        if all(c.op != "none" for c in found):
            return found
    return (parse_command(text, now, zone, settings),)


def parse_command(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> Command:
    """The one operation that ``text`` asks for."""
    ctx = Context(local_now(now, zone), settings)
    said = readable(text)
    words = split(said)
    whole = " ".join(w.norm for w in words if w.norm not in (":", "-"))
    short = _fixed(whole)
    if short is not None:
        return short
    words, question = _strip_polite(words), text.rstrip().endswith(("?", "؟"))
    if not words:
        return NONE
    short = _fixed(" ".join(w.norm for w in words))
    if short is not None:
        return short
    return _Reader(text, now, zone, settings, ctx, question).read(words)


def _fixed(said: str) -> Command | None:
    if said in cw.CONFIRM:
        return Command("confirm", confidence=1.0)
    if said in cw.UNDO:
        return Command("undo_last", confidence=1.0)
    if said in cw.REJECT:
        return Command("reject", confidence=1.0)
    if said in cw.HELP:
        return Command("help", confidence=1.0)
    return None


def _strip_polite(words: list[Word]) -> list[Word]:
    low, high = 0, len(words)
    changed = True
    while changed:
        changed = False
        for phrase in cw.POLITE:
            size = len(phrase)
            if low + size < high and tuple(w.norm for w in words[low : low + size]) == phrase:
                low, changed = low + size, True
        for phrase in cw.TAIL:
            size = len(phrase)
            if low + size < high and tuple(w.norm for w in words[high - size : high]) == phrase:
                high, changed = high - size, True
    return words[low:high]


class _Reader:
    """One message on its way to a command."""

    def __init__(self, text: str, now: datetime, zone: str, settings: Settings, ctx: Context, question: bool) -> None:
        self.text, self.now, self.zone, self.settings = text, now, zone, settings
        self.ctx, self.question = ctx, question

    def read(self, words: list[Word]) -> Command:
        listed = self._list(words)
        if listed is not None:
            return listed
        if not self._asks(words):
            budget = [_STEPS]
            first, long = words[0].norm, len(words) > MAX_WORDS
            for op, detail, elements, starts in cw.patterns():
                if (starts and first not in starts) or (long and op != "add"):
                    continue
                captured = match(elements, words[:MAX_WORDS], budget)
                if captured is not None:
                    command = self._build(op, detail, words, captured)
                    if command is not None:
                        return command
        return self._bare(words)

    def piece(self, words: list[Word], span: tuple[int, int]) -> str:
        return self.text[words[span[0]].start : words[span[1] - 1].end] if span[0] < span[1] else ""

    def tail(self, words: list[Word], span: tuple[int, int]) -> tuple[str, int]:
        """The text from a captured word to the end of the command, with the signs that ``split`` cut off."""
        start, end = words[span[0]].start, words[span[1] - 1].end
        if (span[1] >= len(words) and len(self.text) > MAX_READ) or span[1] >= MAX_WORDS:
            end = len(self.text.rstrip())
        while start > 0 and not self.text[start - 1].isspace() and self.text[start - 1] not in ":;,":
            start -= 1
        while end < len(self.text) and self.text[end] in '"”»)}':
            end += 1
        return self.text[start:end], start

    def _asks(self, words: list[Word]) -> bool:
        return words[0].norm in _QUESTION

    def _list(self, words: list[Word]) -> Command | None:
        norms = [w.norm for w in words]
        first = norms[0]
        joined = f" {' '.join(norms)} "
        noun = bool(cw.NOUNS & set(norms)) or (bool(cw.CALENDAR & set(norms)) and self._mine(norms))
        agenda = any(f" {phrase} " in joined for phrase in cw.AGENDA)
        persian = any(f" {phrase} " in joined for phrase in cw.LIST) and noun
        if first in cw.ASK or persian:
            if first in ("how",) and norms[1:2] not in (["many"], ["much"]) and not (noun and "look" in norms):
                return None
            if (
                first
                in (
                    "open",
                    "check",
                    "get",
                    "give",
                    "put",
                    "go",
                    "is",
                    "did",
                    "let",
                    "find",
                    "search",
                    "when",
                    "why",
                )
                and not noun
            ):
                return None
            if first == "check" and "off" in norms:
                return None
            if not persian and not noun and not (agenda and self._mine(norms)) and not self._narrows(norms):
                return None
            if (
                noun
                and not agenda
                and cw.OTHER_TOPICS & set(norms)
                and not {"task", "tasks", "todo", "todos"} & set(norms)
            ):
                return None
            start = 1 if not persian else 0
            rest = self.text[words[start].start :] if len(words) > 1 else ""
            return Command("list_tasks", filter=parse_filter(rest.strip("?.!؟"), self.ctx), confidence=0.9)
        if noun and len(words) <= 6 and norms[-1] in cw.NOUNS and self._filterish(norms[:-1]):
            return Command("list_tasks", filter=parse_filter(self.text.strip("?.!؟"), self.ctx), confidence=0.8)
        if self.question and noun and ("my" in norms or "i" in norms) and first not in ("remind", "add"):
            return Command("list_tasks", filter=parse_filter(self.text.strip("?.!؟"), self.ctx), confidence=0.6)
        return None

    def _narrows(self, norms: list[str]) -> bool:
        """Nothing but words that narrow a list: "what is late", "show today"."""
        rest = [n for n in norms[1:] if n not in ("is", "'s")]
        found = parse_filter(" ".join(rest), self.ctx) if 0 < len(rest) <= 3 else None
        return found is not None and found.text is None and (found.overdue or found.due_to is not None)

    def _mine(self, norms: list[str]) -> bool:
        return bool({"i", "my", "we", "next", "left", "today", "plate"} & set(norms)) and not cw.OTHER_TOPICS & set(
            norms
        )

    def _filterish(self, norms: list[str]) -> bool:
        """Only words that filter: "my overdue tasks", "high priority tasks"."""
        found = parse_filter(" ".join(norms), self.ctx) if norms else None
        return not norms or (found is not None and found.text is None)

    def _build(self, op: str, detail: str, words: list[Word], captured: Captured) -> Command | None:
        if op == "add":
            return self._add(detail, words, captured)
        if op == "undo":
            said = {w.norm for w in words[slice(*captured["rest"])]}
            return Command("undo_last", confidence=0.9) if said <= _UNDO_WORDS else None
        pieces = {name: self.piece(words, span) for name, span in captured.items() if not name.startswith("skip")}
        if op == "reschedule":
            return reschedule(detail, pieces, self.now, self.zone, self.settings, self.ctx)
        if op == "update":
            return update(detail, pieces, self.now, self.zone, self.settings, self.ctx)
        reference = parse_reference(pieces.get("ref", ""), self.ctx)
        if reference is None or (detail == "task" and not self._task_like(pieces["ref"])):
            return None
        names = {"complete": "complete_task", "reopen": "reopen_task", "delete": "delete_task"}
        return Command(names[op], reference=reference, confidence=0.9)  # type: ignore[arg-type]

    def _task_like(self, piece: str) -> bool:
        """ "cancel my alarm" is not about a task; "cancel the dentist task" and "drop it" may be."""
        return not {w.norm for w in split(piece)} & (cw.OTHER_TOPICS | cw.MEDIA)

    def _add(self, detail: str, words: list[Word], captured: Captured) -> Command | None:
        title, start = self.tail(words, captured["title"])
        norms = {w.norm for w in words}
        if detail in ("plain", "list", "event", "need", "") and norms & cw.MEDIA and not norms & cw.TASK_WORDS:
            return None
        if detail == "need":
            if words[captured["title"][0]].norm in cw.NOT_TASKS:
                return None
            inner = self.read(words[captured["title"][0] :])
            if inner.op not in ("none", "add_task"):
                return inner
        found = _lead_off(self.quick_add(title, start))
        if detail == "event" and found.due is None:
            return None
        extra = "before" if detail == "before" else "freq" if detail == "freq" else ""
        if extra:
            said = self.quick_add(self.piece(words, captured[extra]), words[captured[extra][0]].start)
            if detail == "freq" and said.recurrence is None:
                return None
            found = replace(
                found,
                due=found.due or said.due,
                recurrence=found.recurrence or said.recurrence,
                chips=tuple(sorted((*said.chips, *found.chips), key=lambda chip: chip.start)),
            )
        if "list" in captured and found.project is None:
            name = self.piece(words, captured["list"])
            if name.lower() not in cw.NO_FILTER and name.lower() not in cw.NOUNS and len(name.split()) <= 2:
                found = replace(found, project=name)
        if not found.title or found.title.lower() in cw.NOUNS:
            return None if not found.chips and not found.title else Command("add_task", add=found, confidence=0.5)
        return Command("add_task", add=found, confidence=0.9)

    def quick_add(self, piece: str, start: int) -> QuickAdd:
        """Quick add of a part of the message, with chips placed in the whole message."""
        found = parse_quick_add(piece, self.now, self.zone, self.settings)
        if not start:
            return found
        chips = tuple(Chip(c.kind, c.text, c.start + start, c.end + start, c.label, c.value) for c in found.chips)
        return replace(found, chips=chips)

    def _bare(self, words: list[Word]) -> Command:
        """A title with quick-add signs or a date and without a question is a task to add."""
        first = words[0].norm
        if self.question or first in _NOT_A_TITLE or self._asks(words):
            return NONE
        start = words[0].start
        while start > 0 and not self.text[start - 1].isspace():
            start -= 1
        found = self.quick_add(self.text[start:].rstrip(), start)
        kinds = {chip.kind for chip in found.chips}
        if not found.title:
            return NONE
        if kinds & {"priority", "tag", "project", "assignee", "deadline", "reminder", "status", "uncompletable"}:
            return Command("add_task", add=found, confidence=0.7)
        if kinds & {"due", "recurrence"} and first not in cw.ASK and len(words) <= 25:
            norms = {w.norm for w in words}
            if norms & (cw.OTHER_TOPICS | cw.MEDIA | _STATEMENT):
                return NONE
            return Command("add_task", add=found, confidence=0.6)
        return NONE


_QUESTION = words("what which when where who why how what's whats do does did is are was were am")
_STATEMENT = words("what when where who how why is are was were am i'm will if i he she they we you anything any")
_UNDO_WORDS = words(
    "the my your last latest previous change changes action edit thing it that all of them task everything "
)
_NOT_A_TITLE = words(
    "i i'm im he she it it's its we they you that this there my your who what when where why how is are "
    "was were do does did can could would should will thanks thank hello hi hey good tell play turn "
    "increase decrease what's whats "
)


def _lead_off(found: QuickAdd) -> QuickAdd:
    """ "tomorrow to call mom" leaves "to call mom": the small word goes."""
    title = found.title
    for lead in ("to ", "that i ", "that ", "about ", ": ", "- ", "که "):
        if title.lower().startswith(lead) and len(title) > len(lead):
            title = title[len(lead) :]
            break
    for tail in (" to", " for", " on", " at"):
        if title.lower().endswith(tail) and found.chips:
            title = title[: -len(tail)]
    return replace(found, title=title.strip())

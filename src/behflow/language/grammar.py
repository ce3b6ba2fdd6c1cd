"""Commands by their patterns: exact where a sentence is built like one that we know."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from behflow.language import command_words as cw
from behflow.language.changes import read_priority, reschedule, update
from behflow.language.filters import parse_filter
from behflow.language.listing import narrowed_only, read_list
from behflow.language.models import Changes, Command, QuickAdd
from behflow.language.patterns import MAX_WORDS, Captured, Word, match, split
from behflow.language.quick_add import parse_quick_add
from behflow.language.references import parse_reference
from behflow.language.settings import Settings
from behflow.language.spans import Context
from behflow.language.titles import cleaned
from behflow.language.tokens import MAX_READ
from behflow.language.words import kinds_en as kinds
from behflow.language.words import words

NONE = Command("none")
_STEPS = 20_000
_SIGNED = 0.8
_SIMPLE = {
    "complete": "complete_task", "reopen": "reopen_task", "delete": "delete_task", "break_down": "break_down",
}  # fmt: skip
# Patterns that only a sentence to a task manager fits; what fits another one may mean something else.
_SURE = frozenset({
    ("add", ""), ("add", "remind"), ("add", "list"), ("add", "before"), ("add", "freq"), ("delete", ""),
    ("complete", ""), ("reopen", ""), ("undo", ""), ("break_down", ""), ("plan", ""), ("remember", ""),
    ("remember", "mine"), ("automate", ""), ("automate", "freq"), ("automate", "rule"), ("add", "priority"),
    *(("update", detail) for detail in (
        "tag+", "tag-", "due-", "name", "priority", "priority=high", "status", "status=in_progress", "project",
        "assignee", "duration", "deadline", "repeat",
    )),
})  # fmt: skip


class Found(NamedTuple):
    """What the patterns made of a sentence, and whether that is certain."""

    command: Command
    sure: bool


class Reader:
    """One message on its way to a command."""

    def __init__(self, text: str, now: datetime, zone: str, settings: Settings, ctx: Context, question: bool) -> None:
        self.text, self.now, self.zone, self.settings = text, now, zone, settings
        self.ctx, self.question = ctx, question

    def read(self, said: list[Word]) -> Found:
        """The command of the first pattern that fits; "none" when none does."""
        reminded = self._reminder(said)
        # Persian says what to do at the end: there the patterns know more than the first word.
        ends = not said[-1].norm.isascii()
        listed = None if reminded or ends else read_list(self.text, said, self.ctx, self.question)
        if listed is not None:
            return Found(listed, narrowed_only(listed, said))
        if said[0].norm not in _QUESTION or reminded:
            budget = [_STEPS]
            first, long = said[0].norm, len(said) > MAX_WORDS
            for op, detail, elements, starts in cw.patterns():
                if (starts and first not in starts) or (long and op != "add"):
                    continue
                captured = match(elements, said[:MAX_WORDS], budget)
                if captured is not None:
                    command = self._build(op, detail, said, captured)
                    if command is not None:
                        return Found(command, (op, detail) in _SURE or _points(command) or _signed(command))
        listed = read_list(self.text, said, self.ctx, self.question) if ends else None
        if listed is not None:
            return Found(listed, True)
        bare = self._bare(said)
        return Found(bare, bare.confidence >= _SIGNED)

    def _reminder(self, said: list[Word]) -> bool:
        """ "When I get home remind me to ..." is no question."""
        norms = [w.norm for w in said]
        if norms[0] not in ("when", "as", "once", "if", "after", "before", "the", "on", "whenever", "where", "every"):
            return False
        return any(norms[k : k + 2] == ["remind", "me"] for k in range(2, len(norms) - 2))

    def piece(self, said: list[Word], span: tuple[int, int]) -> str:
        """The text of a captured range of words."""
        return self.text[said[span[0]].start : said[span[1] - 1].end] if span[0] < span[1] else ""

    def tail(self, said: list[Word], span: tuple[int, int]) -> tuple[str, int]:
        """The text from a captured word to the end of the command, with the signs that ``split`` cut off."""
        start, end = said[span[0]].start, said[span[1] - 1].end
        if (span[1] >= len(said) and len(self.text) > MAX_READ) or span[1] >= MAX_WORDS:
            end = len(self.text.rstrip())
        while start > 0 and not self.text[start - 1].isspace() and self.text[start - 1] not in ":;,":
            start -= 1
        while end < len(self.text) and self.text[end] in '"”»)}':
            end += 1
        return self.text[start:end], start

    def _build(self, op: str, detail: str, said: list[Word], captured: Captured) -> Command | None:
        if op == "add":
            return self._add(detail, said, captured)
        if op == "undo":
            rest = {w.norm for w in said[slice(*captured["rest"])]}
            return Command("undo_last", confidence=0.9) if rest <= _UNDO_WORDS else None
        pieces = {name: self.piece(said, span) for name, span in captured.items() if not name.startswith("skip")}
        if op == "reschedule":
            return reschedule(detail, pieces, self.now, self.zone, self.settings, self.ctx)
        if op == "update":
            return update(detail, pieces, self.now, self.zone, self.settings, self.ctx)
        if op in ("remember", "automate", "plan"):
            return self._spoken(op, detail, pieces)
        meeting = _guest(said) if op == "delete" else 0
        if meeting:  # Behflow keeps no guests: the caller says so
            changed = parse_reference(self.piece(said, (meeting, len(said))), self.ctx)
            return Command("update_task", reference=changed, changes=Changes(), confidence=0.4)
        reference = parse_reference(pieces.get("ref", ""), self.ctx)
        if reference is None or (detail == "task" and not self._task_like(pieces["ref"])):
            return None
        return Command(_SIMPLE[op], reference=reference, confidence=0.9)  # type: ignore[arg-type]

    def _spoken(self, op: str, detail: str, pieces: dict[str, str]) -> Command | None:
        """Commands whose argument is what was said, in the user's own words."""
        said = pieces.get("text", "").strip().strip("\"'“”«»").strip()
        norms = [w.norm for w in split(said)]
        if not norms:
            return None
        if op == "plan":
            days = parse_filter(said, self.ctx) if set(norms) <= cw.PLANNED else None
            if days is None:
                return None
            return Command("plan", filter=replace(days, text=None), text=said, confidence=0.9)
        if op == "remember":
            if detail == "mine" and norms[0] not in cw.MINE:
                return None
            return Command("remember", text=said, confidence=0.9)
        if detail == "rule":
            if self.quick_add(f"{split(self.text)[0].norm} {pieces['freq']}", 0).recurrence is None:
                return None
            said = self.text.strip()
        if detail == "freq":
            often = self.quick_add(pieces["freq"], 0).recurrence
            if often is None or not set(norms) & (cw.TASK_WORDS | cw.NOUNS | cw.CALENDAR):
                return None
            said = self.text.strip()
        if split(self.text)[0].norm == "whenever":
            said = self.text.strip()
        return Command("create_automation", text=said, confidence=0.9)

    def _task_like(self, piece: str) -> bool:
        """ "cancel my alarm" is not about a task; "cancel the dentist task" and "drop it" may be."""
        return not {w.norm for w in split(piece)} & (cw.OTHER_TOPICS | cw.MEDIA)

    def _add(self, detail: str, said: list[Word], captured: Captured) -> Command | None:
        first, last = captured["title"]
        while detail in ("", "remind") and first and said[first - 1].norm in _LEADING:
            first -= 1  # "in 15 minutes to ...": the small words may belong to a date
        while last - first > 1 and said[last - 1].norm in ("را", "رو"):
            last -= 1
        title, start = self.tail(said, (first, last))
        norms = {w.norm for w in said}
        if detail in ("plain", "list", "event", "need", "") and norms & cw.MEDIA and not norms & cw.TASK_WORDS:
            return None
        if detail == "need":
            if said[captured["title"][0]].norm in cw.NOT_TASKS:
                return None
            inner = self.read(said[captured["title"][0] :]).command
            if inner.op not in ("none", "add_task"):
                return inner
        found = cleaned(self.quick_add(title, start), detail)
        if detail == "event" and found.due is None:
            return None
        if detail == "priority":
            level = read_priority(self.piece(said, captured["prio"]))
            if level is None:
                return None
            found = replace(found, priority=level)
        extra = "before" if detail == "before" else "freq" if detail == "freq" else ""
        if extra:
            apart = self.quick_add(self.piece(said, captured[extra]), said[captured[extra][0]].start)
            if detail == "freq" and apart.recurrence is None:
                return None
            found = replace(
                found,
                due=found.due or apart.due,
                recurrence=found.recurrence or apart.recurrence,
                description=found.description or (None if apart.chips else apart.title),
                chips=tuple(sorted((*apart.chips, *found.chips), key=lambda chip: chip.start)),
            )
        if "list" in captured and found.project is None:
            name = self.piece(said, captured["list"])
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
        chips = tuple(replace(c, start=c.start + start, end=c.end + start) for c in found.chips)
        return replace(found, chips=chips)

    def _bare(self, said: list[Word]) -> Command:
        """A title with quick-add signs or a date and without a question is a task to add."""
        first = said[0].norm
        if self.question or first in _NOT_A_TITLE or first in _QUESTION:
            return NONE
        start = said[0].start
        while start > 0 and not self.text[start - 1].isspace():
            start -= 1
        found = cleaned(self.quick_add(self.text[start:].rstrip(), start))
        kinds = {chip.kind for chip in found.chips}
        if not found.title:
            return NONE
        if kinds & {"priority", "tag", "project", "assignee", "deadline", "reminder", "status", "uncompletable"}:
            plain = kinds & {"priority", "project", "deadline"}  # an @ may also be an account somewhere
            return Command("add_task", add=found, confidence=_SIGNED if plain else 0.7)
        if kinds & {"due", "recurrence"} and first not in cw.ASK and len(said) <= 25:
            norms = {w.norm for w in said}
            if norms & (cw.OTHER_TOPICS | cw.MEDIA | _STATEMENT):
                return NONE
            return Command("add_task", add=found, confidence=0.6)
        return NONE


def _guest(said: list[Word]) -> int:
    """Where the meeting of "remove Ana from the picnic" begins; 0 when a task is taken off a list."""
    for k in range(len(said) - 1, 1, -1):
        if said[k].norm in ("from", "off"):
            behind = {w.norm.removesuffix("'s") for w in said[k + 1 :]}
            listed = behind & (kinds.PLAN | kinds.LIST | kinds.TASK)
            return k + 1 if behind & kinds.EVENT and not listed else 0
    return 0


def _signed(command: Command) -> bool:
    """Whether what is added has signs of quick add."""
    return command.add is not None and any(chip.kind in ("priority", "project") for chip in command.add.chips)


def _points(command: Command) -> bool:
    """Whether existing tasks are pointed at: "it", "the second", "all overdue"."""
    named = command.reference
    return named is not None and (named.pronoun or named.all or named.ordinal is not None)


_QUESTION = words("what which when where who why how what's whats do does did is are was were am")
_STATEMENT = words("what when where who how why is are was were am i'm will if i he she they we you anything any")
_LEADING = words("in on at for by the a an")
_UNDO_WORDS = words(
    "the my your last latest previous change changes action edit thing it that all of them task everything "
)
_NOT_A_TITLE = words(
    "i i'm im he she it it's its we they you that this there my your who what when where why how is are "
    "was were do does did can could would should will thanks thank hello hi hey good tell play turn "
    "increase decrease what's whats "
)

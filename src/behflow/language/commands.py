"""Chat sentences to operations. What is not clearly about tasks is "none"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import islice

from behflow.language import command_words as cw
from behflow.language.attributes import with_signs
from behflow.language.clauses import several
from behflow.language.courtesy import strip_polite
from behflow.language.dues import local_now
from behflow.language.grammar import NONE, Reader
from behflow.language.guess import weigh
from behflow.language.heard import fixed, heard
from behflow.language.models import Command, Reference
from behflow.language.patterns import split
from behflow.language.persian_adding import announced
from behflow.language.persian_frame import is_persian, tidy
from behflow.language.persian_orders import same_verb
from behflow.language.persian_reading import guarded
from behflow.language.persian_reading import read as read_persian
from behflow.language.rephrase import rephrased
from behflow.language.settings import Settings
from behflow.language.spans import Context
from behflow.language.telling import tells
from behflow.language.tokens import MAX_READ, readable

DEFAULT = Settings()
_MOST = 20
_CERTAIN = 0.9
_CHANGES = frozenset({"delete_task", "complete_task", "update_task", "reschedule_task", "reopen_task"})
_TRIES = 4  # readings of a sentence that is not built like a command
_NEVER_TITLES = frozenset({"complete", "reopen", "rename", "add"})
_SEPARATORS = (";", "\n", " and then ", " then also ", ", then ", " سپس ")


_SENTENCE = re.compile(r"(?<=\w\w)[.!]\s+(?=\w)")
_THEN = re.compile(r"\s*،\s+(?:(?:و|بعد|بعدش|سپس|و بعد)\s+)?|\s+(?:و|بعد|بعدش|سپس|و بعد)\s+")
_SEVERAL = re.compile(
    r"(?:please\s+)?(?:add|create)\s+(?:these|(?:the\s+)?following)(?:\s+(?:tasks|items|todos|things))?\s*:\s*(.+)"
    r"|این\s+کارها\s+(?:را|رو)\s+اضافه\s+کن\s*:\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_ITEMS = re.compile(r"\s*[,،;\n]\s*(?:and\s+|و\s+)?")
_DOUBT = frozenset({"maybe", "perhaps"})


def _listed(text: str, now: datetime, zone: str, settings: Settings) -> tuple[Command, ...] | None:
    """ "add these tasks: a, b, c" """
    found = _SEVERAL.fullmatch(text.strip())
    items = [item for item in _ITEMS.split(found[1] or found[2]) if item.strip()][:_MOST] if found else _tasks_of(text)
    return tuple(parse_command(f"add {item}", now, zone, settings) for item in items) if len(items) > 1 else None


def _tasks_of(text: str) -> list[str]:
    """ "add buy paint and call Ben": titles, each of which begins as the title of a task does."""
    found = _ADDED.fullmatch(text.strip())
    items = [split(item) for item in _AND.split(found[1] or found[2])] if found else []
    if not 1 < len(items) <= _MOST or any(len(i) < 2 or i[0].norm not in cw.DOING for i in items):
        return []
    return _AND.split(found[1] or found[2]) if found else []


_ADDED = re.compile(r"(?:please\s+)?add\s+([^:\"#@!]+)|([^:«#@!]+?)\s+(?:را|رو)\s+اضافه\s+کن", re.IGNORECASE)
_AND = re.compile(r"\s*[,،]\s*(?:(?:and|و)\s+)?|\s+(?:and|و)\s+")


def _did(text: str) -> tuple[Command, ...] | None:
    """ "I've called mom and paid the rent": tasks that are done, named by what was done."""
    words = split(text) if len(text) <= MAX_READ else []
    if not words or words[0].norm not in _I or text.rstrip().endswith(("?", "؟")):
        return None
    first = 1
    while first < len(words) and words[first].norm in _HAVE:
        first += 1
    starts = [k for k in range(first, len(words)) if words[k].norm in cw.DID]
    starts = [k for k in starts if k == first or words[k - 1].norm == "and"]
    if not starts or starts[0] != first:
        return None
    found = []
    for k, end in zip(starts, [*(s - 1 for s in starts[1:]), len(words)], strict=True):
        rest = [w.norm for w in words[k + 1 : end]]
        if not rest or "for" in rest or len(rest) > _SHORT:
            return None
        small = {w for w in rest if w in cw.ARTICLES}
        name = " ".join([cw.DID[words[k].norm], *(w for w in rest if w not in small)])
        found.append(Command("complete_task", reference=Reference(text=name), confidence=0.9))
    return tuple(found)


_I = frozenset({"i", "we", "i've", "ive", "we've"})
_HAVE = frozenset({"have", "just", "already", "finally"})
_SHORT = 4


def parse_commands(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> tuple[Command, ...]:
    """Every command of a message that names several; one that cannot be split is read whole."""
    text = tidy(text) if len(text) <= MAX_READ else text
    text, decided = heard(text)
    if decided is not None:
        return (decided,)
    clauses = several(text, lambda clause: parse_command(clause, now, zone, settings))
    if clauses is not None:
        return tuple(one for command in clauses for one in _each(command))
    other = _rephrased(text, now, zone, settings)
    if other is not None:
        return _each(other)
    return _several(text, now, zone, settings)


def _rephrased(text: str, now: datetime, zone: str, settings: Settings) -> Command | None:
    """The command that a sentence of another build stands for, when that is certain."""
    for command in islice(rephrased(text.strip(" ?.!")), _TRIES):
        found = _read(command, now, zone, settings)
        if found.confidence >= _CERTAIN:
            return found
    return None


def _several(text: str, now: datetime, zone: str, settings: Settings) -> tuple[Command, ...]:
    listed = _listed(text, now, zone, settings) if len(text) <= MAX_READ else None
    if listed is not None:
        return listed
    persian = announcement(text, now, zone, settings) if len(text) <= MAX_READ else None
    if persian is not None:
        return persian
    done = _did(text)
    if done is not None:
        return done
    sentences = _SENTENCE.split(text) if len(text) <= MAX_READ else [text]
    if 1 < len(sentences) <= _MOST and all(cw.VERBS & {w.norm for w in split(s)[:1]} for s in sentences):
        return tuple(command for s in sentences for command in parse_commands(s, now, zone, settings))
    parts = [text]
    for separator in _SEPARATORS:
        if len(parts) < _MOST:
            parts = [p for part in parts for p in part.split(separator)]
    parts = [p for p in parts if p.strip()][:_MOST]
    if len(parts) > 1:
        found = tuple(parse_command(part.strip().removeprefix("and "), now, zone, settings) for part in parts)
        if all(c.op != "none" for c in found):
            return found
    joined = _joined(text, now, zone, settings) if len(text) <= MAX_READ else None
    return joined or _each(parse_command(text, now, zone, settings))


def announcement(text: str, now: datetime, zone: str, settings: Settings) -> tuple[Command, ...] | None:
    """Persian tasks behind a colon: "سه تا کار دارم بنویس: ..."."""
    if ":" not in text or not is_persian(text):
        return None
    reader = Reader(text, now, zone, settings, Context(local_now(now, zone), settings), False)
    return announced(reader, split(text))


def _joined(text: str, now: datetime, zone: str, settings: Settings) -> tuple[Command, ...] | None:
    """ "complete the rent one and show my tasks": two commands, when both are certain."""
    for gap in islice(_THEN.finditer(text), _MOST):
        first = parse_command(text[: gap.start()], now, zone, settings)
        if first.confidence >= _CERTAIN and first.op not in ("confirm", "reject"):
            second = parse_command(text[gap.end() :], now, zone, settings)
            if second.op == "none" and (whole := same_verb(text[: gap.start()], text[gap.end() :])) is not None:
                second = parse_command(whole, now, zone, settings)
                return (*_each(first), *_each(second)) if second.confidence >= _CERTAIN else None
            if second.confidence >= _CERTAIN:
                return (*_each(first), *(_joined(text[gap.end() :], now, zone, settings) or _each(second)))
    words = split(text)
    for k in range(2, len(words) - 1):
        if words[k - 1].norm not in ("and", "then") or words[k].norm not in cw.VERBS:
            continue
        cut = k - 1
        while cut > 1 and words[cut - 1].norm in ("and", "then", "also"):
            cut -= 1
        first = parse_command(text[: words[cut].start].rstrip(" ,"), now, zone, settings)
        second = parse_command(text[words[k].start :], now, zone, settings)
        if first.confidence < _CERTAIN or second.confidence < _CERTAIN:
            continue
        # What is added may have any words; the second command must then point at something known.
        known = words[k].norm in _NEVER_TITLES or {w.norm for w in words[k:]} & cw.POINTING
        if first.op == "add_task" and not known:
            continue
        rest = _joined(text[words[k].start :], now, zone, settings)
        return (*_each(first), *(rest or _each(second)))
    return None


def _each(command: Command) -> tuple[Command, ...]:
    """ "mark 1 and 3 as done" is one command for each number."""
    said = command.reference.text if command.reference is not None else None
    norms = [w.norm for w in split(said or "")]
    numbers = [cw.ORDINALS.get(n) or (int(n) if n.isdecimal() and len(n) < 3 else 0) for n in norms]
    named = [n for n, norm in zip(numbers, norms, strict=True) if norm not in ("and", "the", "و", "task", "tasks")]
    if len(named) < 2 or not all(named):
        return (command,)
    return tuple(replace(command, reference=Reference(ordinal=n)) for n in named)


def parse_command(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> Command:
    """The one operation that ``text`` asks for."""
    text, decided = heard(text)
    return decided or _rephrased(text, now, zone, settings) or _read(text, now, zone, settings)


def _read(text: str, now: datetime, zone: str, settings: Settings) -> Command:
    """The operation of a sentence without what is said around it."""
    ctx = Context(local_now(now, zone), settings)
    text = with_signs(tidy(text) if len(text) <= MAX_READ else text)
    said = readable(text)
    words = split(said)
    whole = " ".join(w.norm for w in words if w.norm not in (":", "-"))
    short = fixed(whole)
    if short is not None:
        return short
    polite, question = strip_polite(words), text.rstrip().endswith(("?", "؟"))
    if not polite:
        return NONE
    short = fixed(" ".join(w.norm for w in polite))
    if short is not None:
        return short
    begun = [w.norm for w in words[:3]]
    doubtful = "might" in begun or (begun[0] in _DOUBT and begun[1:2] == ["i"])
    reader = Reader(text, now, zone, settings, ctx, question)
    if is_persian(said):
        persian = read_persian(reader, polite)
        return persian or guarded(reader, polite, weigh(reader, polite, reader.read(polite)))
    found = weigh(reader, polite, reader.read(polite))
    if (
        question
        and len(polite) < 4
        and found.confidence < _CERTAIN
        and found.op in _CHANGES
        and polite[0].norm not in cw.VERBS
    ):
        return NONE
    if found.op == "add_task" and polite[0].norm not in cw.VERBS:
        return (
            NONE if doubtful or (found.confidence < _CERTAIN and (tells(polite) or words[-1].norm == "now")) else found
        )
    return found

"""What a Persian order gives a task: a day, a delay, a project, a priority, a name, a repeat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from behflow.language import command_words as cw
from behflow.language.changes import moved
from behflow.language.models import Changes, Command, Priority, Reference
from behflow.language.parsers.durations import duration_at
from behflow.language.patterns import Word
from behflow.language.persian_clauses import ATTRIBUTES, IN, plain, text_of
from behflow.language.persian_verbs import Verb
from behflow.language.tokens import tokenize
from behflow.language.when import parse_when
from behflow.language.words import words

if TYPE_CHECKING:
    from behflow.language.grammar import Reader

_LEADS = words("به برای واسه برا روی رو را در از تا همون همین روز")
_PROJECTS = words("پروژه پروژهی لیست پوشه پوشهی")
_DELAYS = {"عقب": "", "جلو": "back", "زود": "back", "دیر": ""}
_SAME_HOUR = (("همون", "ساعت"), ("همان", "ساعت"), ("همین", "ساعت"))
_OFTEN = words("هر روزانه هفتگی ماهانه سالانه ماهیانه")
_QUOTES = "\"'“”«»"


def attribute(verb: Verb, task: list[Word]) -> tuple[str, list[Word], list[Word], Verb]:
    """ "ساعت اجاره", "اجاره ساعتش",
    "اولویتش": the value's word, the task, what stands behind, whose it is."""
    for k in range(len(task) - 1, -1, -1):
        norm = task[k].norm.removesuffix("م") if task[k].norm.endswith("شم") else task[k].norm
        name = norm.removesuffix("ش")
        if name != norm and name in ATTRIBUTES:
            return name, plain(task[:k]), task[k + 1 :], replace(verb, it=verb.it or "ش")
    if len(task) > 1 and task[0].norm in ATTRIBUTES:
        return task[0].norm, task[1:], [], verb
    return "", task, [], verb


def level_of(said: list[Word]) -> Priority | None:
    """The priority of one word, which may carry its "is": "بالا", "بالاست", "کمه"."""
    left = [w.norm for w in said if w.norm not in ("به", "رو", "را", "با", "اولویت", "خیلی", "درجه", "روی")]
    if len(left) != 1:
        return None
    for norm in (left[0], left[0].removesuffix("ست"), left[0].removesuffix("ه"), left[0].removesuffix("تر")):
        level: Priority | None = cw.PRIORITIES.get(norm)
        if level is not None:
            return level
    return None


def changed(reader: Reader, reference: Reference, name: str, rest: list[Word]) -> Command | None:
    """The command that gives a task a value, when all words for the value are understood."""
    kind = ATTRIBUTES.get(name, "")
    changes = _value(reader, kind, rest)
    if changes is not None:
        return Command("update_task", reference=reference, changes=changes, confidence=0.9)
    if kind not in ("", "due", "deadline"):
        return None
    moves = delay(reader, rest) or when(reader, rest, hour=name == "ساعت")
    if moves is None:
        return None
    if kind == "deadline":
        until = Changes(deadline=moves.due.date) if moves.due is not None else None
        return Command("update_task", reference=reference, changes=until, confidence=0.9) if until else None
    return Command("reschedule_task", reference=reference, changes=moves, confidence=0.9)


def _value(reader: Reader, kind: str, rest: list[Word]) -> Changes | None:
    if kind == "name":
        said = rest[1:] if rest[0].norm in ("به", "با") and len(rest) > 1 else rest
        return Changes(name=text_of(reader.text, said).strip(_QUOTES))
    level = level_of(rest)
    if level is not None or kind == "priority":
        return Changes(priority=level) if level is not None else None
    name = project(reader, rest)
    if name is not None:
        return Changes(project=name)
    if kind == "":
        return repeat(reader, rest)
    return None


def repeat(reader: Reader, rest: list[Word]) -> Changes | None:
    """ "هر چهارشنبه", "هفتگی"."""
    if not rest or rest[0].norm not in _OFTEN:
        return None
    found = reader.quick_add(text_of(reader.text, rest), 0)
    return Changes(recurrence=found.recurrence) if found.recurrence is not None and not found.title else None


def project(reader: Reader, rest: list[Word]) -> str | None:
    """ "تو پروژه باغچه": the name behind the word for projects."""
    low = 1 if rest[0].norm in IN and len(rest) > 1 else 0
    if rest[low].norm in _PROJECTS and len(rest) > low + 1:
        return text_of(reader.text, rest[low + 1 :]).strip(_QUOTES)
    return None


def when(reader: Reader, rest: list[Word], hour: bool = False) -> Changes | None:
    """The day or time that the words mean, when they mean nothing else."""
    rest = plain(rest)
    while len(rest) > 1 and rest[0].norm in _LEADS:
        rest = rest[1:]
    if len(rest) > 2 and (rest[-2].norm, rest[-1].norm) in _SAME_HOUR:
        rest = rest[:-2]  # a task that has a time keeps it anyway
    rest = [w for k, w in enumerate(rest) if w.norm != "روز" or k + 1 == len(rest) or "شنبه" not in rest[k + 1].norm]
    if not rest:
        return None
    text = text_of(reader.text, rest)
    if hour and len(rest) <= 3 and rest[0].norm[:1].isdigit():
        text = f"ساعت {text}"
    found = parse_when(text, reader.now, reader.zone, reader.settings)
    if found is None or not found.whole:
        return None
    return moved(text, "", reader.now, reader.zone, reader.settings)


def delay(reader: Reader, rest: list[Word]) -> Changes | None:
    """ "دو روز عقب", "یه هفته جلو", "دو روز زودتر"."""
    rest = plain(rest)
    for k in (0, len(rest) - 1):
        way = _DELAYS.get(rest[k].norm.removesuffix("تر")) if len(rest) > 1 else None
        if way is not None:
            others = [w for w in rest[:k] + rest[k + 1 :] if w.norm not in ("به", "برای")]
            length = moved(text_of(reader.text, others), way, reader.now, reader.zone, reader.settings)
            return length if length is not None and length.shift_days else None
    return None


def minutes(reader: Reader, said: list[Word]) -> int | None:
    """How long something takes, when the words say nothing else."""
    tokens = tokenize(text_of(reader.text, said), reader.settings.locale)
    length = duration_at(tokens, 0) if said else None
    return (length[0].minutes or None) if length is not None and tokens[length[1]].kind == "e" else None

"""New tasks in Persian: "شیر رو بنویس", "تولد آرش رو ۲۵ آذر اضافه کن", "یه کار فوری اضافه کن: ..."."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from behflow.language import command_words as cw
from behflow.language.models import Command, Priority
from behflow.language.patterns import Word
from behflow.language.persian_clauses import IN, LISTS, parts_of, plain, text_of
from behflow.language.persian_values import level_of, minutes
from behflow.language.persian_verbs import OBJECT, Verb, find_verb
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

if TYPE_CHECKING:
    from behflow.language.grammar import Reader

_NEW = words(
    "یه یک کار تسک وظیفه جدید تازه یادآوری یادآور یاداوری یاداور آلارم دونه مورد هم برای من این اینا اینها "
    "اینم کارها کارهای را رو تا دو سه چهار پنج چند چندتا دارم داریم ۲ ۳ ۴ ۵ 2 3 4 5 یادم نرفته نره تو توی به "
    "لیست لیستم"
)
_CALLED = words("به اسم نام با عنوان که برای : -")
_ITEMS = re.compile(r"\s*[,،;؛\n]\s*(?:و\s+)?")
_SEVERAL = words("کارها کارهای اینا اینها دو سه چهار پنج چند چندتا ۲ ۳ ۴ ۵ 2 3 4 5")
_NOTES = words("توضیحات توضیح یادداشت یادداشتهای شرح")
_MEMORY = words("خاطر یادت یاد")
_MOST = 20


def added(reader: Reader, task: list[Word], rest: list[Word], tag: str = "") -> Command | None:
    """A new task; one for a list with a name, as the shopping list, gets the name as a tag."""
    said = [w for w in [*task, *rest] if w.norm != ":"]
    while len(said) > 1 and said[-1].norm in ("دارم", "داریم"):
        said = said[:-1]
    while len(said) > 1 and said[0].norm in ("که", "باید"):
        said = said[1:]
    if not said or all(w.norm in cw.PRONOUNS or w.norm in cw.NOUNS for w in said):
        return None
    said, level = _priority(said)
    said, length = _length(reader, said)
    found = reader.quick_add(text_of(reader.text, _smooth(said)), 0) if said else None
    if found is None or not found.title:
        return None
    found = replace(
        found,
        tags=found.tags or ((tag,) if tag else ()),
        priority=found.priority or level,
        duration_minutes=found.duration_minutes or length,
    )
    return Command("add_task", add=found, confidence=0.9)


def _smooth(said: list[Word]) -> list[Word]:
    """Without the "too" that stands between a day and the title."""
    return [w for k, w in enumerate(said) if w.norm not in ("هم", "حتما") or (0 < k < len(said) - 1 and w.norm != "هم")]


def _priority(said: list[Word]) -> tuple[list[Word], Priority | None]:
    """ "با اولویت بالا" is no part of a title."""
    for k, word in enumerate(said[:-1]):
        if word.norm == "اولویت" and k and said[k - 1].norm == "با" and (level := level_of(said[k + 1 : k + 2])):
            return said[: k - 1] + said[k + 2 :], level
    return said, None


def _length(reader: Reader, said: list[Word]) -> tuple[list[Word], int | None]:
    """ "..., نیم ساعت طول میکشه" at the end says how long it takes."""
    if len(said) < 4 or said[-1].norm not in _TAKES or said[-2].norm not in ("طول", "وقت", "زمان"):
        return said, None
    for k in range(max(1, len(said) - 6), len(said) - 2):
        length = minutes(reader, said[k:-2])
        if length is not None:
            return said[:k], length
    return said, None


_TAKES = words("میکشه میکشد میبره میبرد میخواد میگیره")


def add(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """The task of "اضافه کن", "بنویس" and the like; None when the title stands behind, where the patterns read it."""
    said = [*before, *after]
    if not plain(before) or _noted(said) or {"برچسب", "تگ"} & {w.norm for w in said}:
        return None
    if "جای" in {w.norm for w in before[:2]} or before[0].norm == "بجای":
        return None  # "به جای شیر بنویس ماست" gives another name
    parts = parts_of(reader.text, before, after)
    task, rest = parts.task, parts.rest
    if len(task) > 2 and task[0].norm in IN and task[1].norm in LISTS and not rest:
        return added(reader, task[2:], [])
    if not parts.marked and onto_list(task) is not None:
        return added(reader, rest, []) if rest else None
    if all(w.norm in _NEW for w in task):
        while len(rest) > 1 and rest[0].norm in _CALLED:
            rest = rest[1:]
        return added(reader, rest, []) if rest else None
    for k in range(len(rest)):
        for end in range(len(rest), k, -1):
            if (named := onto_list(rest[k:end])) is not None:
                return added(reader, task, rest[:k] + rest[end:], named)
    for k in range(1, len(task)):
        if not parts.marked and task[k].norm in IN and (named := onto_list(task[k:])) is not None:
            return added(reader, task[:k], rest, named)
    return added(reader, task, rest)


def _noted(said: list[Word]) -> bool:
    """Whether it is about what is written beside a task; "یادداشت کن" is not."""
    return any(
        w.norm in _NOTES and not (k + 1 < len(said) and said[k + 1].norm in verbs.DO) for k, w in enumerate(said)
    )


def onto_list(rest: list[Word]) -> str | None:
    """ "onto the list", as the name of the list or as an empty one; None for anything else."""
    low = 1 if rest and rest[0].norm in IN else 0
    if len(rest) <= low or rest[low].norm not in LISTS or len(rest) > low + 3:
        return None
    named = rest[low + 1 :]
    if named and (not low or rest[low].norm != "لیست" or {w.norm for w in named} & (IN | OBJECT)):
        return None
    return "" if not named or named[0].norm in cw.NOUNS else named[0].norm


def remind(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "فردا ساعت ۵ اجاره رو یادم بنداز": what is to be done stands before."""
    parts = parts_of(reader.text, before, [])
    return added(reader, parts.task, parts.rest) if before and not after else None


def announced(reader: Reader, said: list[Word]) -> tuple[Command, ...] | None:
    """ "یه کار فوری اضافه کن: ...", "سه تا کار دارم بنویس: ...": what is to be added stands behind a colon."""
    at = next((k for k, w in enumerate(said) if w.norm == ":"), 0)
    head, tail = said[:at], said[at + 1 :]
    if not head or not tail or len(head) > _MOST or _noted(head) or {w.norm for w in head} & _MEMORY:
        return None
    verb = find_verb(head)
    if verb is None or verb.kind not in ("add", "write"):
        return None
    norms = {w.norm for w in head}
    level = next((cw.PRIORITIES[n] for n in (w.norm for w in head) if n in cw.PRIORITIES), None)
    place = next((k for k, w in enumerate(head[:-1]) if w.norm in ("پروژه", "پروژهی")), None)
    project = head[place + 1].norm if place is not None else None
    dated = reader.quick_add(text_of(reader.text, [w for w in head if w.norm not in _NEW]), 0)
    text = reader.text[tail[0].start :].strip()
    items = [item for item in _ITEMS.split(text) if item.strip()] if norms & _SEVERAL else [text]
    found = []
    for item in items[:_MOST]:
        task = reader.quick_add(item, 0)
        if not task.title:
            return None
        task = replace(
            task, due=task.due or dated.due, recurrence=task.recurrence or dated.recurrence,
            priority=task.priority or level, project=task.project or project,
        )  # fmt: skip
        found.append(Command("add_task", add=task, confidence=0.9))
    return tuple(found)

"""Orders in Persian: what is to be done with which task, wherever the words for it stand.

"گزارش رو بنداز فردا", "فردا بندازش", "پاکش کن": the verb is found first, then what stands before it up to "را" is the
task, and what is left over says where to or to what. A part that is not understood makes the whole not understood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from behflow.language.models import Changes, Command, Reference
from behflow.language.patterns import Word, split
from behflow.language.persian_adding import add, added, onto_list, remind
from behflow.language.persian_clauses import IN, LISTS, Parts, behind_statement, parts_of, plain, text_of
from behflow.language.persian_values import attribute, changed, delay, level_of, minutes, project, repeat, when
from behflow.language.persian_verbs import Verb, find_verb
from behflow.language.references import parse_reference
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

if TYPE_CHECKING:
    from behflow.language.grammar import Reader

_ASKING = words("چی چیا چیکار چکار کدوم کدام کجا چرا چطور چطوری چجوری اگه اگر شاید گفت میگه گفته نگفتم پرسید")
_ONES = words("یکی کار تسک وظیفه مورد این اون همین همون ان آن کارو")
_STORY = words("قضیه قضیهی موضوع موضوعی جریان ماجرای ماجرا داستان بحث")
_LAST = words("اخرین آخرین تغییر تغییری تغییرات کار کاری که کردی اخری آخری قبلی قبل همین این اون کارت عملیات")
_BACK = words("به حالت قبل قبلی اول لیست لیستم سر جاش جای خودش عقب مثل قبلش")
_SIMPLE = {"delete": "delete_task", "complete": "complete_task", "reopen": "reopen_task"}
_TAGS = words("برچسب تگ لیبل برچسبش تگش")


def order(reader: Reader, said: list[Word]) -> Command | None:
    """The command of a sentence with one order in it; None when there is none or it is not understood."""
    while len(said) > 1 and said[0].norm in ("نه", "اره", "آره", "بله"):
        said = said[1:]
    found = find_verb(said)
    while found is not None and found.kind == "stay" and (later := find_verb(said, found.end)) is not None:
        found = later  # "it was called off, delete it"
    if found is None or _quoted(reader.text, said[found.start]):
        return _is_level(reader, said) if found is None else None
    before, after = said[: found.start], said[found.end :]
    more = find_verb(after)
    # More of the same sentence is another order, or something that was not understood.
    if (more is not None and more.kind != "length") or {w.norm for w in before} & _ASKING:
        return None
    about = behind_statement(reader.text, before, found)
    if about is None or (found.kind == "stay" and (_talked(after) or _talked(about))):
        return None
    return _BUILD[found.kind](reader, found, about, after)


def _is_level(reader: Reader, said: list[Word]) -> Command | None:
    """ "تمدید پاسپورت اولویتش بالاست"."""
    name, task, behind, verb = attribute(Verb("put", 0, 0), said)
    level = level_of(behind) if name in ("اولویت", "اهمیت") else None
    reference = _reference(reader, verb, task) if level is not None else None
    if reference is None:
        return None
    return Command("update_task", reference=reference, changes=Changes(priority=level), confidence=0.9)


def same_verb(first: str, second: str) -> str | None:
    """ "گزارش رو بنداز یکشنبه، فاکتور رو سه‌شنبه": the second part with the verb of the first, when it has none."""
    said, other = split(first), split(second)
    verb, marks = find_verb(said), [k for k, w in enumerate(other) if w.norm in ("را", "رو")]
    if verb is None or verb.kind not in ("put", "move") or len(marks) != 1 or not 0 < marks[0] < len(other) - 1:
        return None
    if find_verb(other) is not None or {w.norm for w in other} & (verbs.FINITE | _ASKING | verbs.NOT):
        return None
    return f"{second.rstrip(' .!')} {first[said[verb.start].start : said[verb.end - 1].end]}"


def _talked(said: list[Word]) -> bool:
    return bool({w.norm for w in said} & (verbs.FINITE | verbs.SUBJUNCTIVE))


def _quoted(text: str, word: Word) -> bool:
    """Whether a word stands inside quotes: it is then only spoken of."""
    return text.rfind("«", 0, word.start) > text.rfind("»", 0, word.start)


def _reference(reader: Reader, verb: Verb, task: list[Word]) -> Reference | None:
    """The task that is spoken of: by its words, else the one that "it" means."""
    while (
        len(task) > 1 and task[0].norm in ("اون", "ان", "آن", "این", "همون", "همین", "نه") and task[1].norm not in _ONES
    ):
        task = task[1:]
    if len(task) > 1 and task[0].norm in _STORY:
        task = task[1:]
    if not task:
        return Reference(pronoun=True, all=verb.it in ("شون", "شان")) if verb.it else None
    if {w.norm for w in task} & (verbs.FINITE | _ASKING | verbs.NOT | verbs.DO):
        return None
    if all(w.norm in _ONES for w in task):
        return Reference(pronoun=True)
    return parse_reference(text_of(reader.text, task), reader.ctx)


def _simple(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """Deleting, completing and reopening: a task and nothing else."""
    parts = parts_of(reader.text, before, after)
    task = parts.task
    rest = [w for w in parts.rest if w.norm not in LISTS and w.norm not in ("از", "تو", "توی")]
    if task and all(w.norm in LISTS or w.norm in IN for w in task) and (rest or verb.it) and not parts.marked:
        task, rest = rest, []
    task = _off_list(task) if not parts.marked else task
    if rest or _tagged(task):
        return None
    reference = _reference(reader, verb, task)
    return Command(_SIMPLE[verb.kind], reference=reference, confidence=0.9) if reference is not None else None  # type: ignore[arg-type]


def _off_list(task: list[Word]) -> list[Word]:
    """ "قرار تعمیرگاه از لیستم" without the list."""
    if len(task) > 2 and task[-1].norm in LISTS and task[-2].norm == "از":
        return task[:-2]
    return task


def _tagged(said: list[Word]) -> bool:
    return not _TAGS.isdisjoint([w.norm for w in said])


def _put(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """Moving a task: to a day, into a project, onto the list; or giving one of its values."""
    parts = parts_of(reader.text, before, after)
    if _tagged([*parts.task, *parts.rest]):
        return None
    if parts.task and not parts.rest and all(w.norm in _BACK for w in parts.task):
        return Command("undo_last", confidence=0.9)  # "مثل قبلش کن"
    name, task, behind, verb = attribute(verb, parts.task)
    rest = behind + parts.rest
    if not parts.marked and task and not behind:
        task, rest = _apart(reader, task, rest, bool(verb.it), name)
    if verb.kind == "put" and not parts.marked and rest and onto_list(task) == "":
        return added(reader, rest, [])
    if verb.kind == "put" and not name and task and (named := onto_list(rest)) is not None:
        return added(reader, task, [], named)
    reference = _reference(reader, verb, task)
    if reference is None or not rest or (verb.kind == "stay" and not name and not _stays(reader, rest)):
        return None
    return changed(reader, reference, name, rest)


def _stays(reader: Reader, rest: list[Word]) -> bool:
    """ "... is for saturday", "... has become urgent": only a day or a level may stand with such a verb."""
    return when(reader, rest) is not None or level_of(rest) in ("urgent", "high")


def _apart(reader: Reader, task: list[Word], rest: list[Word], it: bool, name: str) -> tuple[list[Word], list[Word]]:
    """Without "را" the value stands behind the task: "گزارش فردا بنداز", "اجاره به شنبه منتقل شود"."""
    for k in range(0 if it else 1, len(task)):
        value = task[k:]
        named = name in ("اسم", "نام", "عنوان") and task[k].norm == "به"
        if named or when(reader, value) or delay(reader, value) or level_of(value) or project(reader, value):
            return plain(task[:k]), value + rest
    return ([], task) if it and not rest else (task, rest)


def _return(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """Undoing; with the name of a task it is open again."""
    parts = parts_of(reader.text, before, after)
    if {w.norm for w in parts.rest} - _BACK:
        return None
    if all(w.norm in _LAST or w.norm in _BACK for w in parts.task):
        return Command("undo_last", confidence=0.9)
    reference = _reference(reader, verb, parts.task)
    if reference is not None and reference.pronoun:
        return Command("undo_last", confidence=0.9)
    return Command("reopen_task", reference=reference, confidence=0.9) if reference is not None else None


def _take(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "از لیستم برش دار", "تاریخش رو بردار", "تیکش رو بردار"."""
    parts = parts_of(reader.text, before, after)
    task, rest = parts.task, parts.rest
    if _tagged([*task, *rest]) or not (task or verb.it):
        return None
    if task and task[-1].norm == "تیکش" and not rest:
        return _reopened(reader, replace(verb, it="ش"), task[:-1])
    if len(task) > 1 and task[0].norm == "تیک" and not rest:
        return _reopened(reader, verb, task[1:])
    name, task, _, verb = attribute(verb, task)
    if not parts.marked and (task != _off_list(task) or all(w.norm in LISTS or w.norm == "از" for w in task)):
        task, rest = (_off_list(task), task[-2:]) if task != _off_list(task) else ([], task)
    reference = _reference(reader, verb, task)
    norms = {w.norm for w in rest}
    if reference is None:
        return None
    if name in ("تاریخ", "سررسید", "موعد", "زمان") and not rest:
        return Command("update_task", reference=reference, changes=Changes(clear_due=True), confidence=0.9)
    if not name and norms & LISTS and norms <= LISTS | {"از", "تو", "توی"}:
        return Command("delete_task", reference=reference, confidence=0.9)
    return None


def _reopened(reader: Reader, verb: Verb, task: list[Word]) -> Command | None:
    reference = _reference(reader, verb, task)
    return Command("reopen_task", reference=reference, confidence=0.9) if reference is not None else None


def _priority(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "فوری کن", "مهمش کن"."""
    parts = parts_of(reader.text, before, after)
    reference = _reference(reader, verb, parts.task)
    if reference is None or parts.rest:
        return None
    changes = Changes(priority="high" if verb.kind == "important" else "urgent")
    return Command("update_task", reference=reference, changes=changes, confidence=0.9)


def _repeat(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "اجاره رو هر ماه تکرار کن", "تماس با مامان هر چهارشنبه تکرار بشه"."""
    said = [*before, *after]
    for k in range(1 if not verb.it else 0, len(said)):
        changes = repeat(reader, plain(said[k:]))
        if changes is not None:
            task = Parts(plain([w for w in said[:k] if w.norm not in ("را", "رو")]), [], True).task
            reference = _reference(reader, verb, task)
            return Command("update_task", reference=reference, changes=changes, confidence=0.9) if reference else None
    return None


def _length(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "نوشتن گزارش سه ساعت طول می‌کشد"."""
    for k in range(1, len(before)):
        length = minutes(reader, [w for w in before[k:] if w.norm not in ("حدود", "تقریبا")])
        if length is not None and not after:
            reference = _reference(reader, verb, plain([w for w in before[:k] if w.norm not in ("را", "رو", "حدود")]))
            changes = Changes(duration_minutes=length)
            return Command("update_task", reference=reference, changes=changes, confidence=0.9) if reference else None
    return None


_BUILD = {
    "delete": _simple, "complete": _simple, "reopen": _simple, "put": _put, "move": _put, "change": _put, "stay": _put,
    "write": add, "add": add, "remind": remind, "return": _return, "take": _take, "out": _take, "priority": _priority,
    "important": _priority,     "repeat": _repeat,
    "length": _length,
}  # fmt: skip

"""Orders in Persian: what is to be done with which task, wherever the words for it stand.

"گزارش رو بنداز فردا", "فردا بندازش", "پاکش کن": the verb is found first, then what stands before it up to "را" is the
task, and what is left over says where to or to what. A part that is not understood makes the whole not understood.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from behflow.language import command_words as cw
from behflow.language.changes import moved, read_priority
from behflow.language.lexicon import fold
from behflow.language.models import Changes, Command, Reference
from behflow.language.patterns import Word, split
from behflow.language.references import parse_reference
from behflow.language.when import parse_when
from behflow.language.words import spoken_fa as spoken
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

if TYPE_CHECKING:
    from behflow.language.grammar import Reader

_OBJECT = frozenset({"را", "رو"})
_NOT_O = frozenset(map(fold, spoken.ENDING_O))
_LEADS = words("به برای واسه روی رو را در از تا همون همین روز")
_IN = words("به تو توی در داخل")
_LISTS = words("لیست لیستم لیستمون لیستت فهرست فهرستم کارها کارهایم کارهام تسکها برنامهم برنامهام")
_PROJECTS = words("پروژه پروژهی لیست پوشه پوشهی")
_NOISE = words("هم دیگه دیگر فقط لطفا حتما برام واسم که پس حالا دوباره خب بابا اصلا کلا سریع زود الان اشتباهی")
_LENGTHS = words("ساعت دقیقه دیقه روز هفته ماه سال")
_ATTRIBUTES = {
    **dict.fromkeys(("تاریخ", "سررسید", "موعد", "زمان", "ساعت", "روز"), "due"),
    **dict.fromkeys(("مهلت", "ددلاین"), "deadline"),
    **dict.fromkeys(("اولویت", "اهمیت"), "priority"),
    **dict.fromkeys(("اسم", "نام", "عنوان"), "name"),
}
_NO_LONGER = words(
    "نمیخواد نمیخواهد نمیخوام نمیخواهم نمیخوامش نداره ندارم نداریم ندارد نیست لازم نیازی دیگه شد شده منتفی کنسل لغو تکراریه "
    "اشتباهه الکیه بیخوده"
)
_DELAYS = {"عقب": "", "جلو": "back"}


@dataclass(frozen=True, slots=True)
class Verb:
    """Which words say what is to be done, and whether "it" or "them" is part of them."""

    kind: str
    start: int
    end: int
    it: str = ""


def order(reader: Reader, said: list[Word]) -> Command | None:
    """The command of a sentence with one order in it; None when there is none or it is not understood."""
    while len(said) > 1 and said[0].norm in ("نه", "اره", "آره", "بله"):
        said = said[1:]
    found = find_verb(said)
    if found is None or _quoted(reader.text, said[found.start]):
        return None
    before, after = said[: found.start], said[found.end :]
    # More of the same sentence is another order, or something that was not understood.
    if find_verb(after) is not None or {w.norm for w in before} & _ASKING:
        return None
    before = _behind_statement(reader.text, before, found)
    return _BUILD[found.kind](reader, found, before, after) if before is not None else None


def find_verb(said: list[Word]) -> Verb | None:
    """The first verb that orders something: "پاک کن", "پاکش کن", "بندازش", "عوض کن"."""
    for k, word in enumerate(said):
        norm = word.norm
        nxt = said[k + 1].norm if k + 1 < len(said) else ""
        noun, it = _bare(norm, verbs.NOUNS)
        if noun and nxt:
            light, owned = _bare(nxt, _LIGHT)
            if light and _fits(noun, light):
                return Verb(verbs.NOUNS[noun], k, k + 2, it or owned)
            if nxt in _OBJECT and k + 2 < len(said) and said[k + 2].norm in _LIGHT and it:
                return Verb(verbs.NOUNS[noun], k, k + 3, it)
        for kind, group in _SINGLE:
            verb, it = _bare(norm, group)
            if verb:
                reminds = k and said[k - 1].norm in ("یادم", "یادمون")
                return Verb("remind", k - 1, k + 1) if reminds else Verb(kind, k, k + 1, it)
        if norm in verbs.DO and k:
            return Verb("put", k, k + 1)
        if norm in verbs.STAY and k and said[k - 1].norm not in _MINDS:
            return Verb("put", k, k + 1)
    return None


_MINDS = words("یادم یادت یادمون یادش حواسم حواست حواسمون خاطرت بهتره")


_LIGHT = verbs.DO | verbs.HIT | verbs.GIVE
_SINGLE = (("put", verbs.PUT), ("take", verbs.TAKE), ("write", verbs.WRITE), ("return", verbs.RETURN))
_ASKING = words("چی چیا چیکار چکار کدوم کدام کجا چرا چطور چطوری چجوری چند چندتا اگه اگر شاید گفت میگه گفته نگفتم")


def _fits(noun: str, light: str) -> bool:
    if noun in ("تیک", "خط"):
        return light in verbs.HIT
    if noun in ("تغییر", "انتقال"):
        return light in verbs.GIVE
    return light in verbs.DO


def _bare(norm: str, group: object) -> tuple[str, str]:
    """A word of a group without "it" or "them" behind it, and which of them stood there."""
    if norm in group:  # type: ignore[operator]
        return norm, ""
    for clitic in verbs.CLITICS:
        stem = norm.removesuffix(clitic)
        if stem != norm and stem in group:  # type: ignore[operator]
            return stem, clitic
    return "", ""


def _quoted(text: str, word: Word) -> bool:
    """Whether a word stands inside quotes: it is then only spoken of."""
    return text.rfind("«", 0, word.start) > text.rfind("»", 0, word.start)


def _behind_statement(text: str, before: list[Word], verb: Verb) -> list[Word] | None:
    """ "I ticked the dentist by mistake, reopen it": what "it" is stands in the statement before."""
    cut = next(
        (k for k in range(len(before) - 1, 0, -1) if text[before[k - 1].end : before[k].start].strip() in _STOPS), 0
    )
    told, asked = before[:cut], before[cut:]
    if not told:
        return _without_reason(before) if verb.it else before
    states = {w.norm for w in told} & verbs.FINITE or told[-1].norm in _NO_LONGER
    if not states:
        return before
    own = [w for w in asked if w.norm not in _NOISE]
    owned = own and own[0].norm.removesuffix("ش") in _ATTRIBUTES and own[0].norm.endswith("ش")
    if own and not owned:
        return asked
    if not (verb.it or owned):
        return None
    named = _named_in(told)
    return [*named, *asked] if named else None


_STOPS = frozenset("،,.؛;!")


def _named_in(told: list[Word]) -> list[Word]:
    """The task that a statement is about: up to "را", else up to what is said of it."""
    for k, word in enumerate(told):
        if word.norm in _OBJECT and k:
            return told[:k]
    return _without_reason(told)


def _without_reason(before: list[Word]) -> list[Word]:
    """ "milk is no longer needed" without what is said of the milk."""
    end = len(before)
    while end > 0 and (before[end - 1].norm in _NO_LONGER or before[end - 1].norm in verbs.FINITE):
        end -= 1
    if end == len(before) or end == 0:
        return before
    while end > 1 and (before[end - 1].norm in _NOISE or cw.PRIORITIES.get(before[end - 1].norm)):
        end -= 1
    return before[:end]


@dataclass(slots=True)
class Parts:
    """What an order has beside its verb: the words for the task, and the rest in the order it was said."""

    task: list[Word]
    rest: list[Word]
    marked: bool


def _parts(text: str, before: list[Word], after: list[Word]) -> Parts:
    """The words up to "را", or up to a word with the object's و; without either all of them."""
    for k in range(len(before) - 1, 0, -1):
        if before[k].norm in _OBJECT:
            return Parts(_plain(before[:k]), _plain(before[k + 1 :]) + _plain(after), True)
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        if word.norm.endswith("و") and len(word.norm) > 2 and word.norm not in _NOT_O and text[word.end - 1] == "و":
            cut = 2 if word.norm.endswith("ارو") and text[word.end - 2] == "ر" else 1
            bare = Word(word.norm[:-cut], word.start, word.end - cut)
            return Parts(_plain([*before[:k], bare]), _plain(before[k + 1 :]) + _plain(after), True)
    for k, word in enumerate(after):
        if word.norm in _OBJECT and k:
            return Parts(_plain(after[:k]), _plain(before) + _plain(after[k + 1 :]), True)
    return Parts(_plain(before), _plain(after), False) if before else Parts(_plain(after), [], False)


def _plain(said: list[Word]) -> list[Word]:
    """The words without those at both ends that say nothing."""
    low, high = 0, len(said)
    while low < high and said[low].norm in _NOISE:
        low += 1
    while high > low and said[high - 1].norm in _NOISE | {":", "-"}:
        if high - low > 1 and said[high - 1].norm in ("دیگه", "دیگر") and said[high - 2].norm in _LENGTHS:
            break
        high -= 1
    return said[low:high]


def _text(text: str, said: list[Word]) -> str:
    """Words as they were written; the signs between them stay where they stand side by side."""
    pieces: list[str] = []
    for k, word in enumerate(said):
        gap = text[said[k - 1].end : word.start] if k else ""
        pieces.append((gap if gap.strip(" ،,:") == "" and len(gap) < 4 and gap else " ") if k else "")
        pieces.append(text[word.start : word.end])
    return "".join(pieces).strip()


def _reference(reader: Reader, verb: Verb, task: list[Word]) -> Reference | None:
    """The task that is spoken of: by its words, else the one that "it" means."""
    while len(task) > 1 and task[0].norm in ("اون", "ان", "این", "همون", "همین") and task[1].norm not in _ONES:
        task = task[1:]
    if not task:
        return Reference(pronoun=True, all=verb.it in ("شون", "شان")) if verb.it else None
    if {w.norm for w in task} & (verbs.FINITE | _ASKING):
        return None
    if all(w.norm in _ONES for w in task):
        return Reference(pronoun=True)
    return parse_reference(_text(reader.text, task), reader.ctx)


_ONES = words("یکی کار تسک وظیفه مورد این اون همین همون ان")


def _attribute(verb: Verb, task: list[Word]) -> tuple[str, str, list[Word], Verb]:
    """ "ساعت اجاره", "اجاره ساعتش", "اولویتش": which value is meant, its word, the task, and whose it is."""
    for k in range(len(task) - 1, -1, -1):
        name = task[k].norm.removesuffix("ش")
        if name != task[k].norm and name in _ATTRIBUTES:
            return _ATTRIBUTES[name], name, _plain(task[:k]), replace(verb, it=verb.it or "ش")
    if len(task) > 1 and task[0].norm in _ATTRIBUTES:
        return _ATTRIBUTES[task[0].norm], task[0].norm, task[1:], verb
    return "", "", task, verb


def _simple(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """Deleting, completing and reopening: a task and nothing else."""
    parts = _parts(reader.text, before, after)
    rest = [w for w in parts.rest if w.norm not in _LISTS and w.norm not in ("از", "تو", "توی", "بزنی")]
    if rest and not (parts.task or verb.it):
        parts, rest = Parts(rest, [], False), []
    if rest or _tagged(parts.task):
        return None
    reference = _reference(reader, verb, parts.task)
    return Command(_SIMPLE[verb.kind], reference=reference, confidence=0.9) if reference is not None else None  # type: ignore[arg-type]


_SIMPLE = {"delete": "delete_task", "complete": "complete_task", "reopen": "reopen_task"}


def _tagged(said: list[Word]) -> bool:
    return any(w.norm in ("برچسب", "تگ", "لیبل") for w in said)


def _put(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """Moving a task: to a day, into a project, onto the list; or giving one of its values."""
    parts = _parts(reader.text, before, after)
    if _tagged([*parts.task, *parts.rest]):
        return None
    if not parts.marked and parts.task:  # "گزارش فردا بنداز": the day stands behind the task
        parts = _split_day(reader, parts, bool(verb.it))
    kind, name, task, verb = _attribute(verb, parts.task)
    if verb.kind == "put" and not kind and task and (named := _listed(parts.rest)) is not None:
        return _added(reader, task, [], named)
    reference = _reference(reader, verb, task)
    if reference is None or not parts.rest:
        return None
    return _changed(reader, reference, kind, name, parts.rest)


def _split_day(reader: Reader, parts: Parts, it: bool) -> Parts:
    for k in range(0 if it else 1, len(parts.task)):
        if _when(reader, parts.task[k:]) is not None or _delay(reader, parts.task[k:]) is not None:
            return Parts(_plain(parts.task[:k]), parts.task[k:] + parts.rest, False)
    if it and not parts.rest:
        return Parts([], parts.task, False)
    return parts


def _changed(reader: Reader, reference: Reference, kind: str, name: str, rest: list[Word]) -> Command | None:
    """The command that gives a task a value, when all words for the value are understood."""
    text = _text(reader.text, rest[1:] if rest[0].norm in ("به", "با") and len(rest) > 1 else rest)
    changes: Changes | None = None
    if kind == "name":
        changes = Changes(name=text.strip("\"'“”«»"))
    elif kind == "priority" or rest[0].norm == "اولویت" or (len(rest) == 1 and rest[0].norm in cw.PRIORITIES):
        level = read_priority(text) if len(rest) <= 3 else None
        changes = Changes(priority=level) if level is not None else None
    elif (project := _project(reader, rest)) is not None:
        changes = Changes(project=project)
    if changes is not None:
        return Command("update_task", reference=reference, changes=changes, confidence=0.9)
    if kind not in ("", "due", "deadline"):
        return None
    moves = _delay(reader, rest) or _when(reader, rest, hour=name == "ساعت")
    if moves is None:
        return None
    if kind == "deadline":
        until = Changes(deadline=moves.due.date) if moves.due is not None else None
        return Command("update_task", reference=reference, changes=until, confidence=0.9) if until else None
    return Command("reschedule_task", reference=reference, changes=moves, confidence=0.9)


def _project(reader: Reader, rest: list[Word]) -> str | None:
    """ "تو پروژه باغچه": the name behind the word for projects."""
    low = 1 if rest[0].norm in _IN and len(rest) > 1 else 0
    if rest[low].norm in _PROJECTS and len(rest) > low + 1:
        return _text(reader.text, rest[low + 1 :]).strip("\"'“”«»")
    return None


def _listed(rest: list[Word]) -> str | None:
    """ "onto the list", as the name of the list or as an empty one; None for anything else."""
    low = 1 if rest and rest[0].norm in _IN else 0
    if len(rest) <= low or rest[low].norm not in _LISTS or len(rest) > low + 3:
        return None
    named = rest[low + 1 :]
    if named and (not low or rest[low].norm != "لیست" or {w.norm for w in named} & (_IN | _OBJECT)):
        return None
    return "" if not named or named[0].norm in cw.NOUNS else named[0].norm


def _when(reader: Reader, rest: list[Word], hour: bool = False) -> Changes | None:
    """The day or time that the words mean, when they mean nothing else."""
    rest = _plain(rest)
    while len(rest) > 1 and rest[0].norm in _LEADS:
        rest = rest[1:]
    if not rest:
        return None
    text = _text(reader.text, rest)
    if hour and len(rest) <= 3 and rest[0].norm[:1].isdigit():
        text = f"ساعت {text}"
    when = parse_when(text, reader.now, reader.zone, reader.settings)
    if when is None or not when.whole:
        return None
    return moved(text, "", reader.now, reader.zone, reader.settings)


def _delay(reader: Reader, rest: list[Word]) -> Changes | None:
    """ "دو روز عقب", "یه هفته جلو", "دو روز عقب‌تر"."""
    rest = _plain(rest)
    for k in (0, len(rest) - 1):
        way = _DELAYS.get(rest[k].norm.removesuffix("تر")) if len(rest) > 1 else None
        if way is not None:
            length = moved(_text(reader.text, rest[:k] + rest[k + 1 :]), way, reader.now, reader.zone, reader.settings)
            return length if length is not None and length.shift_days else None
    return None


def _add(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "شیر رو بنویس", "تولد آرش رو ۲۵ آذر اضافه کن", "تو لیستم بنویس شیر"."""
    if not _plain(before) or _tagged([*before, *after]):
        return None
    parts = _parts(reader.text, before, after)
    task, rest = parts.task, parts.rest
    if not parts.marked and _listed(task) is not None:
        return _added(reader, rest, [], "") if rest else None
    if all(w.norm in _NEW for w in task):
        while len(rest) > 2 and rest[0].norm in _CALLED:
            rest = rest[1:]
        return _added(reader, rest, [], "") if rest else None
    for k in range(len(rest)):
        for end in range(len(rest), k, -1):
            if (named := _listed(rest[k:end])) is not None:
                return _added(reader, task, rest[:k] + rest[end:], named)
    for k in range(1, len(task)):
        if not parts.marked and task[k].norm in _IN and (named := _listed(task[k:])) is not None:
            return _added(reader, task[:k], rest, named)
    return _added(reader, task, rest, "")


_NEW = words("یه یک کار تسک وظیفه جدید تازه یادآوری یادآور یاداوری یاداور دونه مورد هم برای من")
_CALLED = words("به اسم نام با عنوان که برای : -")


def _added(reader: Reader, task: list[Word], rest: list[Word], tag: str) -> Command | None:
    """A new task; one for a list with a name, as the shopping list, gets the name as a tag."""
    said = [*task, *rest]
    if not said or all(w.norm in cw.PRONOUNS or w.norm in cw.NOUNS for w in task):
        return None
    found = reader.quick_add(_text(reader.text, said), 0)
    if not found.title:
        return None
    return Command("add_task", add=replace(found, tags=found.tags or ((tag,) if tag else ())), confidence=0.9)


def _remind(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "فردا ساعت ۵ اجاره رو یادم بنداز": what is to be done stands before."""
    parts = _parts(reader.text, before, [])
    return _added(reader, parts.task, parts.rest, "") if parts.marked and not after else None


def _return(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """Undoing; with the name of a task it is open again."""
    parts = _parts(reader.text, before, after)
    if {w.norm for w in parts.rest} - words("به حالت قبل قبلی اول لیست لیستم سر جاش جای خودش عقب"):
        return None
    if all(w.norm in _LAST or w.norm in cw.PRONOUNS for w in parts.task):
        return Command("undo_last", confidence=0.9)
    reference = _reference(reader, verb, parts.task)
    return Command("reopen_task", reference=reference, confidence=0.9) if reference is not None else None


_LAST = words("اخرین آخرین تغییر تغییری تغییرات کار کاری که کردی اخری آخری قبلی قبل همین این اون کارت عملیات")


def _take(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    """ "از لیستم برش دار", "تاریخش رو بردار", "تیکش رو بردار"."""
    parts = _parts(reader.text, before, after)
    if _tagged([*parts.task, *parts.rest]):
        return None
    if parts.task and parts.task[-1].norm == "تیکش":
        reference = _reference(reader, replace(verb, it="ش"), parts.task[:-1])
        return Command("reopen_task", reference=reference, confidence=0.9) if reference else None
    if len(parts.task) > 1 and parts.task[0].norm == "تیک" and not parts.rest:
        reference = _reference(reader, verb, parts.task[1:])
        return Command("reopen_task", reference=reference, confidence=0.9) if reference else None
    kind, _, task, verb = _attribute(verb, parts.task)
    reference = _reference(reader, verb, task)
    if kind == "due" and reference is not None and not parts.rest:
        return Command("update_task", reference=reference, changes=Changes(clear_due=True), confidence=0.9)
    norms = {w.norm for w in parts.rest}
    if not kind and reference is not None and norms & _LISTS and norms <= _LISTS | {"از", "تو", "توی"}:
        return Command("delete_task", reference=reference, confidence=0.9)
    return None


def _priority(reader: Reader, verb: Verb, before: list[Word], after: list[Word]) -> Command | None:
    parts = _parts(reader.text, before, after)
    reference = _reference(reader, verb, parts.task)
    return (
        Command("update_task", reference=reference, changes=Changes(priority="urgent"), confidence=0.9)
        if reference is not None and not parts.rest
        else None
    )


_BUILD = {
    "delete": _simple, "complete": _simple, "reopen": _simple, "put": _put, "move": _put, "change": _put, "write": _add,
    "add": _add, "remind": _remind, "return": _return, "take": _take, "priority": _priority,
}  # fmt: skip

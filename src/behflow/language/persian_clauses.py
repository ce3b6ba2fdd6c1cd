"""The parts of a Persian order: the task up to "را", what is left over, and the statement that "it" points back to."""

from __future__ import annotations

from dataclasses import dataclass

from behflow.language import command_words as cw
from behflow.language.lexicon import fold
from behflow.language.patterns import Word
from behflow.language.persian_verbs import OBJECT, Verb
from behflow.language.words import spoken_fa as spoken
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

_NOT_O = frozenset(map(fold, spoken.ENDING_O))
NOISE = words(
    "هم بهتره بیزحمت دیگه دیگر فقط لطفا حتما برام برایم واسم که پس حالا دوباره خب اصلا کلا سریع زود الان "
    "اشتباهی فعلا رو"
)
LENGTHS = words("ساعت دقیقه دیقه روز هفته ماه سال")
IN = words("به تو توی در داخل رو روی از")
LISTS = words("تقویمم تقویم لیست لیستم لیستمون لیستت فهرست فهرستم کارها کارهایم کارهام تسکها برنامهم برنامهام")
ATTRIBUTES = {
    **dict.fromkeys(("تاریخ", "سررسید", "موعد", "زمان", "ساعت", "روز"), "due"),
    **dict.fromkeys(("مهلت", "ددلاین"), "deadline"),
    **dict.fromkeys(("اولویت", "اهمیت"), "priority"),
    **dict.fromkeys(("اسم", "نام", "عنوان"), "name"),
}
_NO_LONGER = words(
    "نمیخواد نمیخواهد نمیخوام نمیخواهم نمیخوامش نمیخوایم نداره ندارم نداریم ندارد نیست لازم نیازی منتفی کنسل "
    "لغو تکراریه اشتباهه اشتباه پشیمون پشیمان الکیه بیخوده واجبه مهمه لازمه ضروریه فوریه مهم واجب فوری چاپ "
    "تموم انجام"
)
_IT = words("آن آنها ان انها اون این")
_TURNS = words("هنوز دیگه دیگر الان فعلا اصلا")
_STOPS = frozenset("،,.؛;!")
_AROUND = words("به با از برای واسه دیگه لازم نیست نیازی نمیخواد که")


@dataclass(slots=True)
class Parts:
    """What an order has beside its verb: the words for the task, and the rest in the order it was said."""

    task: list[Word]
    rest: list[Word]
    marked: bool


def parts_of(text: str, before: list[Word], after: list[Word]) -> Parts:
    """The words up to "را", or up to a word with the object's و; without either all of them."""
    for k in range(len(before) - 1, 0, -1):
        if before[k].norm in OBJECT:
            return Parts(plain(before[:k]), plain(before[k + 1 :]) + plain(after), True)
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        if word.norm.endswith("و") and len(word.norm) > 2 and word.norm not in _NOT_O and text[word.end - 1] == "و":
            cut = 2 if word.norm.endswith("ارو") and text[word.end - 2] == "ر" else 1
            object_ = Word(word.norm[:-cut], word.start, word.end - cut)
            return Parts(plain([*before[:k], object_]), plain(before[k + 1 :]) + plain(after), True)
    for k, word in enumerate(after):
        if word.norm in OBJECT and k and not plain(before):
            return Parts(plain(after[:k]), plain(after[k + 1 :]), True)
    before, after = plain(before), plain(after)
    return Parts(before, after, False) if before else Parts(after, [], False)


def plain(said: list[Word]) -> list[Word]:
    """The words without those at both ends that say nothing."""
    low, high = 0, len(said)
    while low < high and said[low].norm in NOISE:
        low += 1
    while high > low and (said[high - 1].norm in NOISE or said[high - 1].norm in (":", "-")):
        if high - low > 1 and said[high - 1].norm in ("دیگه", "دیگر") and said[high - 2].norm in LENGTHS:
            break
        high -= 1
    return said[low:high]


def text_of(text: str, said: list[Word]) -> str:
    """Words as they were written, with the signs between those that stand side by side."""
    pieces: list[str] = []
    for k, word in enumerate(said):
        start, end = word.start, word.end
        start -= start > 0 and text[start - 1] in '«"“('
        end += text[end : end + 1] in ("»", '"', "”", ")")
        gap = text[said[k - 1].end : word.start].strip('»"”)«“( ') if k else ""
        pieces.append((gap if gap in ("،", ",") else "") + (" " if k else ""))
        pieces.append(text[start:end])
    return "".join(pieces).strip()


def behind_statement(text: str, before: list[Word], verb: Verb) -> list[Word] | None:
    """The words that an order is about, without a statement before it.

    "I ticked the dentist by mistake, reopen it": what "it" is stands in the statement. None when that cannot be seen.
    """
    cuts = [k for k in range(1, len(before)) if text[before[k - 1].end : before[k].start].strip() in _STOPS]
    if before and text[before[-1].end :].lstrip()[:1] in _STOPS:
        cuts.append(len(before))
    cut = cuts[-1] if cuts else len(before) if _stated(before) and verb.it else 0
    told, asked = before[:cut], before[cut:]
    if not told:
        return without_reason(before) if verb.it else before
    if any(w.norm in _IT for w in asked):
        asked = [w for w in asked if w.norm not in _IT and w.norm not in OBJECT]
    own = [w for w in asked if w.norm not in NOISE]
    owned = bool(own) and own[0].norm.rstrip("م").removesuffix("ش") in ATTRIBUTES and "ش" in own[0].norm[-2:]
    if not _stated(told) and not owned:
        return before
    named = _named_in(told)
    only_place = all(w.norm in LISTS or w.norm in IN for w in own)
    if own and not owned and not only_place:
        return asked
    if not named and verb.kind == "return":
        return asked
    return [*named, *asked] if named else None


def _stated(told: list[Word]) -> bool:
    norms = {w.norm for w in told}
    return bool(norms & (verbs.FINITE | verbs.NOT)) or (bool(told) and _said_of(told[-1]))


def _named_in(told: list[Word]) -> list[Word]:
    """The task that a statement is about: up to "را", else up to what is said of it."""
    for k, word in enumerate(told):
        if word.norm in OBJECT and k:
            return told[:k]
    return without_reason(told)


def without_reason(before: list[Word]) -> list[Word]:
    """ "milk is no longer needed" without what is said of the milk."""
    turn = next((k for k in range(1, len(before)) if before[k].norm in _TURNS and before[k - 1].norm not in LENGTHS), 0)
    said = before[:turn] if turn else before
    end = len(said)
    while end > 0 and _said_of(said[end - 1]):
        end -= 1
    if end and end < len(said) and said[end].norm in verbs.SUBJUNCTIVE:
        end -= 1  # "زنگ بزنم"
    low = 0
    while low < end and (said[low].norm in _AROUND or _said_of(said[low])) and (turn or end < len(before)):
        low += 1
    return said[low:end]


def _said_of(word: Word) -> bool:
    norm = word.norm
    return (
        norm in _NO_LONGER or norm.endswith("شده") or norm in verbs.FINITE or norm in verbs.SUBJUNCTIVE
        or norm in verbs.NOT or norm in NOISE or norm in cw.PRIORITIES
    )  # fmt: skip

"""A Persian message as the grammar reads it: without fillers, and with the words for tasks in one spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from behflow.language import command_words as cw
from behflow.language.lexicon import fold
from behflow.language.patterns import Word, split
from behflow.language.words import fillers_fa as fillers
from behflow.language.words import words

_PERSIAN = re.compile("[آ-ی]")
_MOST = 120
_LATER = words(
    "ساعت دقیقه دیقه روز هفته ماه سال چند بار شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه یه یک چیز کار یکی"
)
# Spoken and typed forms of the words for tasks, letter by letter as they are folded.
_SPELLED = {
    **dict.fromkeys(("کارا", "کارارو"), "کارها"),
    **dict.fromkeys(("کارای", "کارهایه"), "کارهای"),
    **dict.fromkeys(("کارام", "کارامون", "کارهامون", "کارهام", "کارهایمان"), "کارهایم"),
    **dict.fromkeys(("تسکا", "تسکام", "تسکهام", "تسکهایم"), "تسک‌ها"),
    "تسکای": "تسک‌های",
}
_OBJECTS = {
    **dict.fromkeys(("کارامو", "کارهامو", "کارامونو"), "کارهایم را"), "کارارو": "کارها را", "کاراشو": "کارهایش را",
    "تسکامو": "تسک‌ها را", "تسکارو": "تسک‌ها را", "همشو": "همه‌اش را", "همشونو": "همه‌شون را", "همهشونو": "همه‌شون را",
    "اینو": "این را", "اونو": "اون را", "همینو": "همین را", "همونو": "همون را", "اینارو": "اینها را",
    "اونارو": "اونها را",
    "ایناروهم": "اینها را", "اولیو": "اولی را", "دومیو": "دومی را", "سومیو": "سومی را", "اخریو": "آخری را",
    "آخریو": "آخری را", "لیستمو": "لیستم را", "روزمو": "روزم را", "فردامو": "فردا را", "هفتمو": "هفته را",
    "هفتهمو": "هفته را",
}  # fmt: skip
_SPELLED = {fold(word): usual for word, usual in {**_SPELLED, **_OBJECTS}.items()}
_LATE = r"(?:عقب.?(?:افتاد|موند|ماند)ه|دیر.?شده)"
_FINISHED = r"(?:انجام|تموم|تمام).?شده"
_THAT = r"(?:(?:کارا|کارها|تسکا|تسک‌ها|اونا|چیزا|چیزها)یی|هر ?چی|هر ?چه|هر ?کاری)(?: رو| را)?(?: که)?"
# What is written in several ways, and the one that the grammar reads.
_WRITTEN = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)"), written)
    for pattern, written in (
        (r"(ن?می) ((?:خوا|شه|شود|تون|توان|دون|دان|کن|کش|گم|بین|خر|ر|بر)\w*)", "\\1\u200c\\2"),
        (rf"{_THAT} (?:عقب.?(?:افتاد|موند|ماند)\w*|دیر.?شد\w*)", "کارهای عقب‌افتاده"),
        (rf"{_THAT} (?:(?:انجام|تموم|تمام).?(?:شد|داد|کرد)\w*)", "کارهای انجام‌شده"),
        (r"هر ?(?:کاری|چی) که (?:توش|تو اسمش|اسمش) (.{1,40}?) (?:هست|داره|باشه|بود)", r"همه کارهای \1"),
        (r"(عقب|دیر|انجام|تموم|تمام) (افتاد|موند|ماند|شد|نشد)ه", "\\1\u200c\\2ه"),
        (rf"(کار|تسک|{_LATE}|(?:انجام|تموم|تمام).?ن?شده) (ها|های|هام|هایم|هامو)", "\\1\u200c\\2"),
        (rf"(?:کارهای )?({_LATE}|{_FINISHED})\u200c?(?:ها|هام|هایم)", r"کارهای \1"),
        (r"(?:کارهای )?(امروز|فردا|دیروز|پس.?فردا)\u200c?ی?ی[\u200c ]?(?:ها|هام|ا)", r"کارهای \1"),
        (r"بر?ش (گردون|گردان|گردونید)", r"آن را بر\1"),
        (r"برشون (گردون|گردان)", r"آنها را بر\1"),
        (r"برش (دار|دارید)", r"آن را بر\1"),
        (r"در ?ش بیار", "آن را دربیار"),
        (r"در بیار", "دربیار"),
        (r"جا ?به ?جا", "جابجا"),
        (r"برنامه ریزی", "برنامه‌ریزی"),
        (r"(?:را|رو) هم|هم (?:را|رو)", "رو"),
        (r"(?:هر ?دو|جفت|دو)(?: ?تا)?(?:شون|شان)(?: را| رو)?(?= )", "هردو را"),
        (r"(?:هر ?دو|جفت|دو)(?: ?تا)?(?:شون|شان)", "هردو"),
        (r"هر ?دو(?: ?تا)?(?! (?:هفته|روز|ماه|سال|ساعت|دقیقه|شنبه|قبض|تا|کار|تسک))", "هردو"),
        (r"[1۱] ?شنبه", "یکشنبه"),
        (r"[2۲] ?شنبه", "دوشنبه"),
        (r"[3۳] ?شنبه", "سه‌شنبه"),
        (r"[4۴] ?شنبه", "چهارشنبه"),
        (r"[5۵] ?شنبه", "پنجشنبه"),
        (r"(امروز|فردا|امشب|این هفته)مو", r"\1 رو"),
        (r"(امروز|فردا|امشب|این هفته)م", r"\1"),
        (r"(مهم|فوری)م", r"\1"),
        (r"((?:چه|کدوم|کدام|چیا) .{0,60})فوریه(?=[؟?]?$)", r"\1فوری"),
        (r"باشه ?[؟?]", ""),
        (r"بهش", "به آن"),
        (r"بهشون", "به آنها"),
        (r"(این|اون|همین|همون)م", r"\1 هم"),
    )
)
_APART = re.compile(r"(?<=\w)\u200cرو(?!\w)")


def is_persian(text: str) -> bool:
    """Whether a text has a Persian letter."""
    return _PERSIAN.search(text) is not None


def tidy(text: str) -> str:
    """The message with what says nothing left out; the same text when it is not Persian."""
    if not is_persian(text):
        return text
    text = text.translate(_LETTERS)
    text = _APART.sub(" رو", text)
    for pattern, written in _WRITTEN:
        text = pattern.sub(written, text)
    said = split(text)
    if not said or len(said) > _MOST or (len(said) <= _ANSWER and _answers(said)):
        return text
    kept = _without_fillers(said)
    asked = text.rstrip().endswith(("?", "؟"))
    if len(kept) < len(said):
        start, end = kept[0].start, kept[-1].end
        start -= text[start - 1 : start] in _OPENING and start > 0
        end += text[end : end + 1] in _CLOSING
        text = text[start:end] + ("؟" if asked else "")
    return _spelled(text)


def _answers(said: list[Word]) -> bool:
    """Whether the whole message is a yes or a no, of which nothing may be left out."""
    if said[0].norm in ("باشه", "اوکی", "اره", "آره", "بله", "نه"):
        return (
            not {",", "،"} & {w.norm for w in said} and len(said) < _ANSWER and all(len(w.norm) < _WORD for w in said)
        )
    whole = " ".join(w.norm for w in said)
    return whole in cw.CONFIRM or whole in cw.REJECT or whole in cw.UNDO


_ANSWER, _WORD = 4, 6
_OPENING, _CLOSING = '"«“(', '"»”)'
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "\u200f": None, "\u200e": None, "\xa0": " "})


def _spelled(text: str) -> str:
    pieces = [(word, _SPELLED[word.norm]) for word in split(text) if word.norm in _SPELLED]
    for word, written in reversed(pieces):
        text = text[: word.start] + written + text[word.end :]
    return text


@lru_cache(maxsize=1)
def _phrases() -> tuple[dict[str, list[tuple[str, ...]]], dict[str, list[tuple[str, ...]]]]:
    """Fillers by their first word, those behind the wish by their last; the longest first."""
    out: list[dict[str, list[tuple[str, ...]]]] = []
    for group, at in ((fillers.BEFORE, 0), (fillers.AFTER, -1)):
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted({tuple(fold(w) for w in p.split()) for p in group}, key=len, reverse=True):
            table.setdefault(phrase[at], []).append(phrase)
        out.append(table)
    return out[0], out[1]


def _without_fillers(said: list[Word]) -> list[Word]:
    before, after = _phrases()
    low, high = 0, len(said)
    changed = True
    while changed:
        changed = False
        for phrase in before.get(said[low].norm, ()):
            size = len(phrase)
            if low + size < high and tuple(w.norm for w in said[low : low + size]) == phrase:
                low, changed = low + size, True
                break
        for phrase in after.get(said[high - 1].norm, ()):
            size = len(phrase)
            if low + size < high and tuple(w.norm for w in said[high - size : high]) == phrase:
                # "an hour later" ends with the word that otherwise says nothing
                if phrase == ("دیگه",) and said[high - 2].norm in _LATER:
                    continue
                high, changed = high - size, True
                break
    return said[low:high]

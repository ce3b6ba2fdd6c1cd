"""Questions in Persian: what is to be done, what is left, when something is, and what was remembered.

A question never makes or changes a task, whether it was understood or not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from behflow.language.filters import parse_filter
from behflow.language.lexicon import fold
from behflow.language.models import Command, TaskFilter
from behflow.language.patterns import Word
from behflow.language.persian import forms
from behflow.language.reader import read
from behflow.language.words import questions_fa as ask
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

if TYPE_CHECKING:
    from behflow.language.grammar import Reader

_ASK, _TASKS, _AGENDA, _DONE, _MEETINGS, _OTHER, _STOP = (
    frozenset(map(fold, group))
    for group in (ask.ASK, ask.TASKS, ask.AGENDA, ask.DONE, ask.MEETINGS, ask.OTHER, ask.STOP)
)
_SHOW = tuple(" ".join(map(fold, phrase.split())) for phrase in ask.SHOW)
_WHEN = words("کی کیه")
_WAS = words("داشت داره دارد بود بوده هست است میشه هستش شد چیه چنده کجاست کجاس چقدره کیه چطوره چیست")
_ABOUT_WHAT = words("چی چند کجا چقدر چه چیه چنده کجاست کجاس چقدره کی کیه چیست")
_TOLD = words("یادته یادت گفتم گفتهبودم گفته بودم هست رو را که من راستی")


def asks(said: list[Word], question: bool) -> bool:
    """Whether something is asked: by a word, by a sign, or by "show me"."""
    norms = [w.norm for w in said]
    joined = f" {' '.join(norms)} "
    told = "بگو" in (norms[0], norms[-1]) and len(norms) > 1
    return question or told or not _ASK.isdisjoint(norms) or any(f" {phrase} " in joined for phrase in _SHOW)


def question(reader: Reader, said: list[Word]) -> Command | None:
    """The list or the memory that is asked for; None when it is about neither."""
    norms = [w.norm for w in said]
    has = set(norms)
    days = _days(reader)
    if has & _OTHER and not has & (_TASKS - {"برنامه"}):
        return None
    news = bool(days) and "خبره" in has
    done = bool(has & _DONE) and bool(has & _ASK) and not has & _ABOUT_ONE
    agenda = bool(has & _AGENDA) and bool(has & _ASK)
    if not (has & _TASKS or agenda or news or done or (days and has & (_AGENDA | _MEETINGS))):
        return _about(reader, said, bool(days))
    command = _list(reader, said, days, done)
    counted = has & {"چندتا", "چندتاست"} or any(
        norms[k : k + 2] in (["چند", "تا"], ["چند", "کار"]) for k in range(len(norms))
    )
    return replace(command, count=bool(counted))


def _days(reader: Reader) -> list[tuple[int, int]]:
    """Where days are named; "now" names none."""
    spans, inner = read(reader.text, reader.ctx.now, reader.settings)
    found = [(inner.tokens[s.i].start, inner.tokens[s.j - 1].end) for s in spans if s.kind in ("date", "time")]
    return [(a, b) for a, b in found if fold(reader.text[a:b].strip()) not in _NOW]


def _about(reader: Reader, said: list[Word], dated: bool) -> Command | None:
    """ "When is the rent due" is about a task, "what was my shoe size" about what was remembered."""
    norms = {w.norm for w in said}
    kept = [w for w in said if w.norm not in _STOP and w.norm not in verbs.FINITE | verbs.SUBJUNCTIVE | _TOLD]
    if not kept or len(kept) > _LONG:
        return None
    text = " ".join(_bare(reader.text[w.start : w.end], k, kept) for k, w in enumerate(kept))
    shown = any(f" {phrase} " in f" {' '.join(w.norm for w in said)} " for phrase in _SHOW)
    about_task = norms & _WHEN and norms & (_WAS | {"باید"})
    if (
        about_task
        or (norms & ask.TOPIC and norms & _THINGS)
        or shown
        or {"چی", "شد"} <= norms
        or {"چی", "شده"} <= norms
    ):
        return Command("list_tasks", filter=parse_filter(text, reader.ctx), confidence=0.8)
    if dated or not norms & _ABOUT_WHAT or not norms & _WAS:
        return None
    return Command("recall", text=text, confidence=0.8)


def _list(reader: Reader, said: list[Word], days: list[tuple[int, int]], done: bool) -> Command:
    """The tasks that are asked for; of a day all of them, unless a project or a topic is named."""
    norms = {w.norm for w in said}
    kept: list[str] = []
    for k, word in enumerate(said):
        text = reader.text[word.start : word.end]
        if done and word.norm in _DONE:
            continue
        if word.norm in _UNDATED and said[k - 1].norm in ("تاریخ", "سررسید", "موعد") and k:
            kept.append("بدون تاریخ")
        elif any(word.start < b and word.end > a for a, b in days) or word.norm in _FRAMES:
            kept.append(text)
        elif word.norm in ask.EVERY_DAY_VERBS:
            kept.append(ask.EVERY_DAY_VERBS[word.norm])
        elif not (_left_out(word.norm) or _told(said, k) or word.norm in _MOST_URGENT):
            kept.append(_bare(text, k, said))
    found = parse_filter(" ".join(kept).strip("؟?.! "), reader.ctx) or TaskFilter()
    named = bool(norms & (ask.TOPIC | {"کارهای", "تسکهای", "لیست", "پروژه", "پروژهی"}))
    if found.text is not None and days and not named and found.text not in ask.EVERY_DAY_VERBS.values():
        found = replace(found, text=None)
    if done:
        found = replace(found, status="completed", due_from=None, due_to=None)
    return Command("list_tasks", filter=found, confidence=0.9, order="priority" if norms & _MOST_URGENT else None)


def _left_out(norm: str) -> bool:
    return norm in _STOP or norm in verbs.FINITE or norm in verbs.SUBJUNCTIVE


def _bare(text: str, k: int, said: list[Word]) -> str:
    """A word as titles have it: "قبض‌هایی" and "قبضا" ask for what has "قبض" in its name."""
    found = forms(text)
    if len(found) > 1 and "\u200c" in found[0]:
        return found[1]
    if k and said[k - 1].norm == "چه" and found[0].endswith("ی") and len(found[0]) > 3:
        return found[0][:-1]
    return text


def _told(said: list[Word], k: int) -> bool:
    """ "زنگ بزنم": the noun of a verb of two words belongs to the verb."""
    return said[k].norm in ("زنگ", "تماس", "انجام") and k + 1 < len(said) and said[k + 1].norm in verbs.SUBJUNCTIVE


_LONG = 6
_NOW = words("الان اکنون الآن")
_FRAMES = words("پروژه پروژهی برچسب تگ لیست بدون اولویت")
_UNDATED = words("نداره ندارن ندارند ندارد ندارم")
_THINGS = words("چیزی چیز چی چیزایی چیا نوشته نوشتم داشتم دارم")
_ABOUT_ONE = words("کی کیه کجا چرا چند چقدر")
_MOST_URGENT = words("مهمترین فوریترین ضروریترین واجبترین مهمتر فوریتر مهمترینش واجبتر")

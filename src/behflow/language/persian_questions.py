"""Questions in Persian: what is to be done, what is left, when something is, and what was remembered.

A question never makes or changes a task, whether it was understood or not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from behflow.language.filters import parse_filter
from behflow.language.lexicon import fold
from behflow.language.models import Command
from behflow.language.patterns import Word
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
_WAS = words("بود بوده هست است میشه هستش شد چیه چنده کجاست کجاس چقدره کیه چطوره چیست")
_ABOUT_WHAT = words("چی چند کجا چقدر چه چیه چنده کجاست کجاس چقدره کی کیه چیست")
_TOLD = words("یادته یادت گفتم گفتهبودم گفته بودم هست رو را که من راستی")


def asks(said: list[Word], question: bool) -> bool:
    """Whether something is asked: by a word, by a sign, or by "show me"."""
    norms = [w.norm for w in said]
    joined = f" {' '.join(norms)} "
    return question or not _ASK.isdisjoint(norms) or any(f" {phrase} " in joined for phrase in _SHOW)


def question(reader: Reader, said: list[Word]) -> Command | None:
    """The list or the memory that is asked for; None when it is about neither."""
    norms = [w.norm for w in said]
    has = set(norms)
    days = [span for span in read(reader.text, reader.ctx.now, reader.settings)[0] if span.kind == "date"]
    tasks, agenda = bool(has & _TASKS), bool(has & _AGENDA)
    if has & _OTHER and not has & (_TASKS - {"برنامه"}):
        return None
    if not tasks and not (agenda and has & _ASK) and not (days and has & (_AGENDA | _MEETINGS)):
        return _about(reader, said, bool(days))
    command = _list(reader, said, bool(days))
    return replace(
        command, count=bool(has & {"چندتا", "چندتاست"}) or "چند تا" in " ".join(norms) or "چند کار" in " ".join(norms)
    )


def _about(reader: Reader, said: list[Word], dated: bool) -> Command | None:
    """ "When is the rent due" is about a task, "what was my shoe size" about what was remembered."""
    norms = {w.norm for w in said}
    if not norms & _ABOUT_WHAT or not (norms & _WAS or "باید" in norms):
        return None
    kept = [w for w in said if w.norm not in _STOP and w.norm not in verbs.FINITE and w.norm not in _TOLD]
    if not kept or dated:
        return None
    text = reader.text[kept[0].start : kept[-1].end]
    if norms & _WHEN and norms & (_WAS | {"باید"}):
        return Command("list_tasks", filter=parse_filter(" ".join(reader.text[w.start : w.end] for w in kept), reader.ctx),
                       confidence=0.8)  # fmt: skip
    return Command("recall", text=text, confidence=0.8)


def _list(reader: Reader, said: list[Word], dated: bool) -> Command:
    """The tasks that are asked for; of a day all of them, unless a project or a topic is named."""
    kept: list[str] = []
    spans, inner = read(reader.text, reader.ctx.now, reader.settings)
    taken = [(inner.tokens[s.i].start, inner.tokens[s.j - 1].end) for s in spans]
    done = False
    for k, word in enumerate(said):
        in_date = any(word.start < b and word.end > a for a, b in taken)
        if word.norm in _DONE and (word.norm not in ("کردم", "کردیم") or {w.norm for w in said} & _ASK):
            done = True
        elif in_date or word.norm in ("پروژه", "پروژهی", "برچسب", "تگ", "لیست", "بدون", "اولویت"):
            kept.append(reader.text[word.start : word.end])
        elif word.norm in ask.EVERY_DAY_VERBS:
            kept.append(ask.EVERY_DAY_VERBS[word.norm])
        elif word.norm not in _STOP and word.norm not in verbs.FINITE and not _told(said, k):
            kept.append(reader.text[word.start : word.end])
    found = parse_filter(" ".join(kept).strip("؟?.! "), reader.ctx)
    if found is None:
        return Command("list_tasks", confidence=0.8)
    named = bool({w.norm for w in said} & (ask.TOPIC | {"کارهای", "تسکهای", "لیست", "پروژه", "پروژهی"}))
    if found.text is not None and dated and not named and found.text not in ask.EVERY_DAY_VERBS.values():
        found = replace(found, text=None)
    if done:
        found = replace(found, status="completed", due_from=None, due_to=None)
    return Command("list_tasks", filter=found, confidence=0.9)


def _told(said: list[Word], k: int) -> bool:
    """ "زنگ بزنم": the noun of a verb of two words belongs to the verb."""
    return k + 1 < len(said) and said[k + 1].norm in ("بزنم", "بزنیم", "بگیرم", "بگیریم", "بکنم", "بدم")

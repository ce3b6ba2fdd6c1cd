"""A Persian sentence to a command: orders, then what is remembered, then questions; the patterns read the rest.

Persian says its verb at the end and leaves much out, so that "a title with a date" fits nearly every sentence. Only
what has no verb of a statement, no question and no exclamation is taken for the name of a new task.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from behflow.language.models import Command
from behflow.language.patterns import Word, split
from behflow.language.persian import usual
from behflow.language.persian_adding import added
from behflow.language.persian_orders import order
from behflow.language.persian_questions import asks, question
from behflow.language.persian_verbs import OBJECT, find_verb
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

if TYPE_CHECKING:
    from behflow.language.grammar import Reader

NONE = Command("none")
_WANTS = words("میخوام میخواهم میخواستم میخوایم دوست")
_NEED = words("باید بایستی قراره لازمه بهتره حتما من ما")
_ASIDE = words(
    "نه اره آره بله یعنی منظورم همون همین ببخشید خوبه بهتره اوکیه باشه دیگه هم که پس فقط عالیه حتما شاید "
    "نمیدونم اشتباه بود میشه چی اینکه نخیر خیر برای واسه به تا از تاریخ روز ساعت مثلا اون این را رو و یا بهتر"
)
_TALK = words(
    "کنسله خوبیه بدیه منتظرم منتظرتم خیلی چقدر واقعا انگار شاید کاش امیدوارم خسته خستم خستهم خستهام حوصله "
    "حالم سرم دلم گرسنمه تشنمه خوبه بده سرده گرمه تعطیله شلوغه سخته راحته قشنگه عالیه زیاده کمه خوبم بدم "
    "مریضم ازت ممنون مرسی سلام هوا تو شما ازش بهش بگو ندارم نداریم نیستم بیا برو نگو نمیخوام نمیخواد بیخیال "
    "ولش ولش_کن الکی حیف وای اوه"
)
_BUSY = words("کار کاری وقت حوصله پول حال سوال سؤال مشکل کلی نظر")
_HAVE = words("دارم داریم")


def read(reader: Reader, said: list[Word]) -> Command | None:
    """The command of a Persian sentence; "none" when it must change nothing, None when the patterns may decide."""
    norms = [w.norm for w in said]
    if norms[0] in _YES and len(norms) > 1 and set(norms[1:]) <= _SHORT:
        return Command("confirm", confidence=1.0)
    remembered = _remembered(reader, said)
    if remembered is not None:
        return remembered
    adds = norms[0] in _ADDS or "یادم" in norms or "یادمون" in norms
    wished = norms[0] in _WANTS
    ordered = _as_ordered(said[1:] if wished and len(said) > 1 else said, wished)
    asked = asks(said, reader.question)
    if not (norms[0] in ("اضافه", "بنویس") and not reader.question) and (found := order(reader, ordered)) is not None:
        generic = found.reference is not None and found.reference.all and ordered is not said and not wished
        return NONE if generic and reader.question else found
    if not adds and not verbs.NOT.isdisjoint(norms) and "فراموش" not in norms:
        return NONE
    if asked and not adds:
        listed = question(reader, said) or reader.read(said).command
        return listed if listed.op in _HARMLESS else NONE
    if wished and find_verb(ordered) is not None:
        return NONE
    return None


_HARMLESS = frozenset({"list_tasks", "recall", "plan", "help"})
_ADDS = words("اضافه بنویس یادم یادمون یاداوری")
_YES = words("اره آره بله باشه اوکی حتما")
_SHORT = words(
    "پاک پاکش پاکشون حذف حذفش حذفشون کن بکن بکنش انجام انجامش بده لطفا همه را رو همهشون همش هردو بنداز بندازش "
    "بذار بذارش تیک بزن بزنش ممنون مرسی دیگه درسته همین خوبه مطمئنم موافقم"
)


def _as_ordered(said: list[Word], wished: bool) -> list[Word]:
    """ "میشه پاکش کنی", "میخوام بندازمش فردا": the same words with the order that is meant."""
    out = []
    for word in said:
        for clitic in ("", *verbs.CLITICS):
            stem = word.norm.removesuffix(clitic) if clitic else word.norm
            plain = verbs.AS_ORDERED.get(stem) if clitic == "" or stem != word.norm else None
            if plain is not None and (wished or not stem.endswith("م")):
                word = Word(plain + clitic, word.start, word.end)
                break
        out.append(word)
    return out if any(a is not b for a, b in zip(out, said, strict=True)) else said


def guarded(reader: Reader, said: list[Word], found: Command) -> Command:
    """What the patterns made of a Persian sentence, without a task that nobody asked for."""
    if found.op != "add_task" or found.add is None or found.confidence >= _SURE:
        return found
    norms = [w.norm for w in said]
    if asks(said, reader.question):
        return NONE
    title = [w.norm for w in split(found.add.title)]
    name = found.add.title
    while len(title) > 1 and title[0] in _NEED:
        name, title = name.split(maxsplit=1)[1], title[1:]
    if title and title[-1] in _HAVE:
        if len(title) == 1 or _BUSY & set(title):
            return NONE
        name, title, norms = name.rsplit(maxsplit=1)[0], title[:-1], norms[:-1]
    has = set(norms)
    said_of = has & (verbs.FINITE | verbs.LET | _TALK) - _HAVE or has & (
        verbs.NOT | verbs.PUT | verbs.DO | verbs.HIT | verbs.TAKE
    )
    # An object without what the user is to do with it belongs to an order that was not understood.
    unread = has & OBJECT and has.isdisjoint(verbs.SUBJUNCTIVE)
    if (
        said_of
        or unread
        or _is_said(norms[-1])
        or not set(title) - _ASIDE
        or title[0] in ("نه", "نخیر")
        or norms[0] in ("نه", "نخیر")
    ):
        return NONE
    return replace(found, add=replace(found.add, title=name))


def _is_said(norm: str) -> bool:
    """Whether a word has "is" or "not" on it: "مامانمه", "دیگه‌ست", "نمیان"."""
    owned = norm.removesuffix("ه")
    return (
        norm.endswith("هست")
        or (norm.startswith("نمی") and len(norm) > 4)
        or (owned != norm and owned[-1:] in "متش" and usual(owned) != owned)
    )


_SURE = 0.7
_KEEP = r"(?:یادت\s+(?:باشه|باشد|بمونه|بماند|نره|نرود)|به\s+(?:یاد|خاطر)(?:ت)?\s+(?:داشته\s?باش|بسپار|بسپر|بسپارید))"
_BEFORE = re.compile(rf"(?:این\s+(?:را|رو|و)?\s*)?{_KEEP}[\s،:,]+(?:که\s+|این\s?که\s+)?(.+)", re.DOTALL)
_BEHIND = re.compile(rf"(.+?)[\s،,.؛]+(?:این\s+(?:را|رو|و)\s+)?{_KEEP}[\s.!]*", re.DOTALL)


def _remembered(reader: Reader, said: list[Word]) -> Command | None:
    """ "یادت باشه سایز کفشم ۴۳ هست" is kept; "یادت باشه شیر بخرم" is a task."""
    if reader.question or not {"یادت", "به"} & {w.norm for w in said}:
        return None
    text = reader.text.strip()
    start = reader.text.index(text)
    found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    told = [w for w in said if found and start + found.start(1) <= w.start < start + found.end(1)]
    if found is None or not told:
        return None
    if (verbs.SUBJUNCTIVE | verbs.ADVISE).isdisjoint([w.norm for w in told]):
        return Command("remember", text=found[1].strip().strip("\"'“”«»").strip(), confidence=0.9)
    told = [w for w in told if w.norm not in verbs.ADVISE and w.norm not in ("بهم", "یادم")]
    return added(reader, told, []) or NONE

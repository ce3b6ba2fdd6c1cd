# ruff: noqa: E501
"""Sentences about the assistant itself that the grammar of tasks does not know: plans, steps, undoing, memory, rules.

Patterns are matched against folded words (lower case, no accents, no joiners), so each is short and bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from behflow.agent.texts import Words
from behflow.agent.tools.hours import working_hours
from behflow.agent.tools.schemas import STEPS, UNDO_LIMIT
from behflow.language import parse_when
from behflow.language.lexicon import fold
from behflow.processes import rules
from behflow.processes.rule_schemas import Problem

Call = tuple[str, dict[str, Any]]
LONGEST = 1_000
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "هفت": 7, "هشت": 8, "نه": 9, "ده": 10,
}  # fmt: skip
_POLITE = re.compile(
    r"^(?:(?:please|can you|could you|would you|hey|ok|لطفا)[,\s]+)*|[\s.!؟?]*(?:\b(?:please|pls|plz|thanks|thx))?[\s.!؟?]*$"
)
_UNDO = (
    re.compile(
        r"(?:undo|revert|take back)(?: (?:the|my))? last (\w+)(?: (?:changes?|turns?|things|steps|actions|messages))?"
    ),
    re.compile(r"(\w+)(?: ?تا)? (?:تغییر|کار|گام|نوبت)ی? (?:اخر|آخر) (?:را|رو) برگرد(?:ان|ون)"),
)
_HOURS = r"(?:(?:from|between) .{1,30}|.{1,8}(?: to |-).{1,8}|(?:after|until|till|before) .{1,12}|\d{1,2}(?:[.,]5)? ?(?:h|hrs?|hours?))"
_PLAN = (
    # "plan today, i have from 10 to 4"; "i've got 3 hours today, can you plan them"
    re.compile(
        rf"(?:help me )?(?:plan|organi[sz]e)(?: out)?(?: my| the)?(?: whole)?(?P<day> .{{1,30}}?)?(?: please| pls| plz| for me)*"
        rf"(?:[,;.]+ ?|(?: and| but)? )(?:.{{0,20}}?(?:i(?:'ve| have|'m| am)?(?: only| just| got| have| free| there)*|like|say|maybe|let'?s say) )+(?P<hours>{_HOURS})"
        r"(?: (?:free|today|for it|available|time|left|only|to work))*"
    ),
    re.compile(
        rf"i(?:'ve| have)?(?: only| just| got| have)* (?P<hours>{_HOURS})(?: free| of time| to work| available| left)?(?P<day> (?:today|tomorrow|on \w+|this \w+))?[,;. ]+"
        r"(?:so |and |can you |could you |please |pls |then )*(?:plan|organi[sz]e|fill|arrange) (?:them|it|that|those|my day|the day|my time|the time|today|accordingly).*"
    ),
    re.compile(r"(?:help me )?(?:plan|organi[sz]e)(?: out)?(?: my| the)?(?: whole)? (.{1,60})"),
    re.compile(r"(?:برای )?(.{1,40}?)(?:م)?(?: (?:را|رو))? برنامه\s?ریزی کن"),
    re.compile(
        r"(?:یک |یه )?برنامهی? (?:برای |واسه )?(.{1,40}?)م?(?: (?:را|رو))? (?:به ان )?(?:بچین|بریز|بده|درست کن)\w*"
    ),
    re.compile(r"(?:کارهای )?(.{1,40}?)م?(?: (?:را|رو))? (?:برام |برایم )?(?:بچین\w*|زمان ?بندی کن|برنامه\s?ریزی کن)"),
    re.compile(r"برنامه\s?ریزی کن (?:برای|واسه) (.{1,40}?)م?"),
)
_DAYS = frozenset({"", "day", "today", "day today", "روز", "امروز"})
_CUT = re.IGNORECASE | re.DOTALL
_BREAK = (
    re.compile(
        r"(?:break(?: down| up)?|split(?: up)?|divide) (.{1,300}?)(?: down| up)? into"
        r"(?: the)?(?: (?:steps|subtasks|parts))?:?\s+(.+)",
        _CUT,
    ),
    re.compile(r"(.{1,300}?) (?:را|رو) به (.+?)\s+(?:(?:تقسیم|خرد) کن|بشکن)", _CUT),
    re.compile(r"(.{1,300}?) (?:را|رو) (?:(?:تقسیم|خرد) کن|بشکن) به (.+)", _CUT),
    re.compile(r"(?:add|create) (?:sub-?tasks|steps) (?:to|for) (.{1,300}?):\s+(.+)", _CUT),
)
_STEPS = re.compile(r"\s*[,،;؛\n]\s*(?:and\s+|و\s+)?|\s+and\s+|\s+و\s+", re.IGNORECASE)
_COUNTED = frozenset({"step", "steps", "subtasks", "parts", "smaller steps", "small steps", "pieces", "گام", "چند گام"})
_RECALL = (
    re.compile(r"what (?:do|did) you (?:remember|know|keep|have noted)(?: (?:about|of|for|on) (.+))?"),
    re.compile(r"do you (?:remember|know) (?:anything |something |what i said )?(?:about )?(.+)"),
    re.compile(r"what (?:did|have) i (?:tell|told|say|said)(?: (?:to )?you)?(?: about (.+))?"),
    re.compile(r"(?:show|list)(?: me)?(?: all)?(?: of)?(?: my| your| the)? (?:memories|memory|notes about me)"),
    re.compile(r"(?:درباره|در مورد|از) (.+?) (?:چه|چی)(?: چیزی| چیزهایی)? (?:یادت|به یاد|می\s?دانی|میدونی).*"),
    re.compile(r"(?:چه|چی)(?: چیزی| چیزهایی)? (?:(?:درباره|در مورد|از) (.+?) )?(?:یادت|به یاد|می\s?دانی|میدونی).*"),
    re.compile(r"(?:یادت هست |یادته |یادت میاد )(.{1,80}?)(?: (?:را|رو|چی بود|چند بود|کجا بود|کی بود|چیه|چنده))*"),
    re.compile(
        r"(.{1,80}?)(?: (?:را|رو|چی بود|چند بود|کجا بود|کی بود|چیه|چنده))* (?:یادت هست|یادته|یادت میاد|یادت مونده)"
    ),
)
_FORGET = (
    re.compile(
        r"forget (?:that|about|what (?:i|you) (?:said|told you|know|remember) about|the memory(?: that| about)?) (.+)"
    ),
    re.compile(r"(?:این را |اینکه |که )?(.+?) (?:را|رو) (?:از یاد|از حافظه) (?:ببر|پاک کن)"),
)
_FORGET_LAST = frozenset(
    {
        "forget that",
        "forget it",
        "forget what i said",
        "فراموشش کن",
        "فراموش کن",
        "از یادت ببر",
        "این را فراموش کن",
        "ان را فراموش کن",
    }
)
_ME = frozenset({"me", "myself", "من", "everything", "anything"})
_RULE = r"(?:automations?|automated processe?s?|process(?:es)?|rules?|routines?)"
_RULE_FA = r"(?:خودکارها?|اتوماسیون(?:ها)?|فرایندها?|فرآیندها?|قاعده(?:ها)?|قانون(?:ها)?)"
_RULES = (
    re.compile(rf"(?:show|list|see|what are)(?: me)?(?: all)?(?: of)?(?: my| the)?(?: active)? {_RULE}"),
    re.compile(rf"(?:what|which) {_RULE}(?: do i have| are there| are (?:on|active|running))?"),
    re.compile(rf"{_RULE_FA}(?:ی من|یم)?(?: (?:را|رو))? (?:نشان بده|نشون بده|چیست|چی هست)"),
)
_SWITCH = (
    re.compile(rf"(?:turn|switch) (on|off)(?: the| my)? {_RULE} (.+)"),
    re.compile(rf"(?:turn|switch) (on|off)(?: the| my)? (.+?) {_RULE}"),
    re.compile(rf"(enable|disable|pause|resume|stop|start)(?: the| my)? {_RULE} (.+)"),
    re.compile(rf"(enable|disable|pause|resume|stop|start)(?: the| my)? (.+?) {_RULE}"),
)
_SWITCH_FA = re.compile(rf"{_RULE_FA}(?:ی)? (.+?) (?:را|رو) (خاموش|روشن|متوقف|فعال) کن")
_REMIND = re.compile(
    r"\bremind me\b|یادم (?:بنداز|بینداز|بیار|بیاور)|یاداوری|به من یاد|(?:را|رو)(?: به لیستم?)? (?:اضافه|ثبت) کن$"
)
_OFTEN = r"(?:at [\w:. ]{1,12} )?(?:every|each|on (?:weekdays|weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days)|daily|weekly|monthly|whenever|automatically)"
_SET_UP = re.compile(rf"(?:set|make|fix|arrange)(?: (?:it|things|this))?(?: up)? (?:so )?(?:that )?(?={_OFTEN} )")
_AUTOMATE = re.compile(rf"(?:{_OFTEN}|when|هر|همیشه|وقتی) ")
# What changes tasks again and again is never done at once, even when a rule cannot be made of it.
_ALWAYS = re.compile(
    rf"{_OFTEN} .{{0,60}}?\b(?:delete|remove|clear|trash|push|move|postpone|reschedule|complete|mark|tag|bump) "
    r"(?:all|every|any|whatever|everything|anything|what|overdue|completed|done|unfinished|finished|old|late|open|my|the)\b"
)
_REDO = frozenset({"redo", "redo that", "redo it", "undo the undo", "دوباره انجامش بده", "برگردان را برگردان"})
_ON = frozenset({"on", "enable", "resume", "start", "روشن", "فعال"})


def read(text: str, now: datetime, words: Words) -> Call | None:
    """The tool call that such a sentence asks for; None for all others."""
    said = " ".join(text.split(" ")).strip()
    if len(said) > LONGEST:
        return None
    plain = _POLITE.sub("", " ".join(fold(said).split()))
    for reader in _READERS:
        call = reader(plain, said, now, words)
        if call is not None:
            return call
    return None


Read = Callable[[str, str, datetime, Words], Call | None]


def _first(patterns: tuple[re.Pattern[str], ...], said: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.fullmatch(said))), None)


def _undo(plain: str, said: str, now: datetime, words: Words) -> Call | None:
    if plain.removeprefix("نه").lstrip("، ,") in _REDO:
        return "redo_last", {}
    found = _first(_UNDO, plain)
    if found is None:
        return None
    number = int(found[1]) if found[1].isdecimal() and len(found[1]) < 4 else _NUMBERS.get(found[1], 0)
    return ("undo_last", {"turns": min(number, UNDO_LIMIT)}) if number else None


def _plan(plain: str, said: str, now: datetime, words: Words) -> Call | None:
    found = _first(_PLAN, plain)
    if found is None:
        return None
    named = found.groupdict()
    parts = (
        [*(named["day"] or "").removeprefix(" on ").split(), *named["hours"].split()]
        if "hours" in named
        else found[1].split()
    )
    for cut in range(len(parts), -1, -1):
        day, hours = " ".join(parts[:cut]), " ".join(parts[cut:])
        if not (day or hours) or not _is_day(day, now, words) or not _are_hours(hours, now, words):
            continue
        args = {} if day in _DAYS and day not in ("today", "امروز") else {"day": day}
        return "plan_day", args | ({"hours": hours} if hours else {})
    return None


def _is_day(said: str, now: datetime, words: Words) -> bool:
    if said in _DAYS:
        return True
    when = parse_when(said, now, words.zone, words.settings)
    return when is not None and when.whole and when.due is not None and when.due.time is None and not when.recurrence


def _are_hours(said: str, now: datetime, words: Words) -> bool:
    try:
        return bool(not said or working_hours(said, words, now.replace(tzinfo=None)))
    except ValueError:
        return False


def _break_down(plain: str, said: str, now: datetime, words: Words) -> Call | None:
    # The steps keep the letters they were written with.
    found = _first(_BREAK, said.rstrip(" ."))
    if found is None:
        return None
    steps = [step for step in _STEPS.split(found[2].strip(" .")) if step]
    if len(steps) < 2:
        return ("break_down_task", {"task": found[1]}) if fold(found[2]) in _COUNTED else None
    return "break_down_task", {"task": found[1], "steps": steps[:STEPS]}


def _memory(plain: str, said: str, now: datetime, words: Words) -> Call | None:
    if plain in _FORGET_LAST:
        return "forget", {"last": True}
    found = _first(_FORGET, plain)
    if found is not None:
        return "forget", {"memory": found[1]}
    found = _first(_RECALL, plain)
    if found is None:
        return None
    about = (found[1] if found.re.groups else None) or ""
    return "recall", {} if about in _ME or not about else {"query": about}


def _processes(plain: str, said: str, now: datetime, words: Words) -> Call | None:
    # A reminder that repeats is a task that repeats.
    begun = _SET_UP.match(plain)
    if begun is not None:  # "set it up so that every friday ..."
        plain = plain[begun.end() :]
        said = said[max(said.lower().find(plain.split(" ", 1)[0]), 0) :]
    if _AUTOMATE.match(plain) and not _REMIND.search(plain):  # noqa: SIM102
        if not isinstance(rules.read(said, now, words.zone, words.settings), Problem) or begun or _ALWAYS.match(plain):
            return "create_process", {"words": said}
    if _first(_RULES, plain):
        return "list_processes", {}
    found = _first(_SWITCH, plain)
    if found is not None:
        return "switch_process", {"process": found[2], "on": found[1] in _ON}
    found = _SWITCH_FA.fullmatch(plain)
    return ("switch_process", {"process": found[1], "on": found[2] in _ON}) if found else None


_READERS: tuple[Read, ...] = (_undo, _plan, _break_down, _memory, _processes)


def plan_args(first: date | None, last: date | None, today: date) -> dict[str, Any]:
    """The day of a plan whose days were read already: the first that is not over."""
    if first is None and last is None:
        return {}
    return {"day": max(today, first or today).isoformat()}

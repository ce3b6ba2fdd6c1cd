"""The verb of a Persian order: "پاک کن", "پاکش کن", "بندازش", "حذف شود", wherever it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from behflow.language.patterns import Word
from behflow.language.words import verbs_fa as verbs
from behflow.language.words import words

OBJECT = frozenset({"را", "رو"})
_LIGHT = verbs.DO | verbs.HIT | verbs.GIVE | verbs.PASSIVE
_SINGLE = (
    ("put", verbs.PUT), ("take", verbs.TAKE), ("write", verbs.WRITE), ("return", verbs.RETURN), ("out", verbs.OUT),
)  # fmt: skip
_MINDS = words("یادم یادت یادمون یادش حواسم حواست حواسمون خاطرت بهتره")
_MAKE = words("بساز بسازید بزن بذار بزار بگذار")
_TAKES = words("میکشه میکشد میبره میبرد میخواد میگیره")
_NEW = words("کار تسک وظیفه یادآوری یاداوری یادآور یاداور آلارم")


@dataclass(frozen=True, slots=True)
class Verb:
    """Which words say what is to be done, and whether "it" or "them" is part of them."""

    kind: str
    start: int
    end: int
    it: str = ""


def find_verb(said: list[Word], start: int = 0) -> Verb | None:
    """The first verb that orders something, from a word on."""
    for k in range(start, len(said)):
        norm = said[k].norm
        noun, it = bare(norm, verbs.NOUNS)
        found = _compound(said, k, noun, it) if noun else None
        if found is not None:
            return found
        if norm in _MAKE and not _NEW.isdisjoint([w.norm for w in said[max(0, k - 2) : k]]):
            return Verb("add", k, k + 1)
        for kind, group in _SINGLE:
            verb, it = bare(norm, group)
            if verb:
                reminds = k and said[k - 1].norm in ("یادم", "یادمون")
                return Verb("remind", k - 1, k + 1) if reminds else Verb(kind, k, k + 1, it)
        if k and norm in verbs.DO:
            return Verb("put", k, k + 1)
        if k and norm in verbs.STAY and said[k - 1].norm not in _MINDS:
            return Verb("stay", k, k + 1)
    return None


def _compound(said: list[Word], k: int, noun: str, it: str) -> Verb | None:
    """ "پاک کن", "پاکش کن", "پاک کنش", "بازش رو کن"."""
    end = k + 1
    if end < len(said) and it and said[end].norm in OBJECT:
        end += 1
    if noun in ("طول", "وقت", "زمان"):
        return Verb("length", k, end + 1) if end < len(said) and said[end].norm in _TAKES else None
    light, owned = bare(said[end].norm, _LIGHT) if end < len(said) else ("", "")
    if not light or not _fits(noun, light):
        return None
    return Verb(verbs.NOUNS[noun], k, end + 1, it or owned)


def _fits(noun: str, light: str) -> bool:
    if light in verbs.PASSIVE:
        return noun not in ("تمام", "تموم", "تمامشده", "تمومشده", "انجامشده", "انجامنشده", "باز", "خط", "مهم") and (
            light not in ("کند", "کنه") or noun == "تغییر"
        )
    if noun in ("تیک", "خط"):
        return light in verbs.HIT
    if noun in ("تغییر", "انتقال"):
        return light in verbs.GIVE or (noun == "تغییر" and light in verbs.DO)
    return light in verbs.DO or (light in verbs.HIT and noun.endswith("شده"))


def bare(norm: str, group: Collection[str]) -> tuple[str, str]:
    """A word of a group without "it" or "them" behind it, and which of them stood there."""
    if norm in group:
        return norm, ""
    norm = norm.removesuffix("م") if norm.endswith(("شم", "شونم")) else norm  # "پاکشم کن": delete it, too
    for clitic in verbs.CLITICS:
        stem = norm.removesuffix(clitic)
        if stem != norm and stem in group:
            return stem, clitic
    return "", ""

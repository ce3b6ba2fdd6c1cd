"""Colloquial Persian words in their usual written form: گلا is گل‌ها, نون is نان, کارام is کارهایم."""

from __future__ import annotations

from functools import lru_cache

from behflow.language.lexicon import fold
from behflow.language.words import spoken_fa as spoken

_JOINER = "\u200c"
_SPOKEN = {fold(word): usual for word, usual in spoken.SPOKEN.items()}
_NOT_A, _NOT_AM, _NOT_O, _OWNED, _HOUSES = (
    frozenset(map(fold, group))
    for group in (spoken.ENDING_A, spoken.ENDING_AM, spoken.ENDING_O, spoken.OWNED, spoken.HOUSES)
)
_LONG_A = ("ا", "و", "ی", "ه")
# What is spoken behind a plural: its owner, or that something belongs to it.
_PLURALS = {
    "ام": "هایم", "ات": "هایت", "اش": "هایش", "امون": "هایمان", "اتون": "هایتان", "اشون": "هایشان", "امو": "هایم",
    "اتو": "هایت", "اشو": "هایش", "ای": "های", "ایی": "ها", "ارو": "ها", "ا": "ها",
}  # fmt: skip
_ENDINGS = tuple(sorted(_PLURALS, key=len, reverse=True))
_WRITTEN = {
    "هایمان": "هایمان", "هایتان": "هایتان", "هایشان": "هایشان", "هامون": "هایمان", "هاتون": "هایتان",
    "هاشون": "هایشان", "هایم": "هایم", "هایت": "هایت", "هایش": "هایش", "هامو": "هایم", "هاتو": "هایت",
    "هاشو": "هایش", "هام": "هایم", "هات": "هایت", "هاش": "هایش", "هارو": "ها", "هایی": "ها", "های": "های", "ها": "ها",
}  # fmt: skip
_OWNERS = ("شان", "تان", "مان", "شون", "تون", "مون", "ام", "ات", "اش", "م", "ت", "ش")


def usual(word: str) -> str:
    """The form in which a Persian word is usually written, without a single owner or object behind it.

    Plurals get ها with a joiner (``گلا`` is ``گل‌ها``), owners of a plural stay (``کارام`` is ``کارهایم``), one
    behind a singular goes (``مامانم`` is ``مامان``). Unknown words come back in their folded letters.
    """
    return _usual(fold(word))


@lru_cache(maxsize=4096)
def _usual(word: str) -> str:
    if word.isascii() or len(word) < 2:
        return word
    if word in _SPOKEN:
        return _SPOKEN[word]
    if word in _NOT_A:
        return word
    for ending, written in _WRITTEN.items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            return f"{_singular(stem)}{_JOINER}{written}"
    if word not in _NOT_AM:
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and _counts(stem, ending):
                return f"{_singular(stem)}{_JOINER}{_PLURALS[ending]}"
    return _singular(word)


def _counts(stem: str, ending: str) -> bool:
    """Whether the spoken plural can be made of a word: "گلا", but not "پیام" or "لوازمی"."""
    if len(stem) < 2 or stem.endswith(_LONG_A) or stem in _NOT_A:
        return False
    # "ای" and "ات" are mostly something else: only what people own is taken for a plural.
    return ending in ("ا", "ارو", "ایی", "امون", "اتون", "اشون") or _singular(stem) in _OWNED or stem in _OWNED


def _singular(word: str) -> str:
    """A word that is no plural: without who owns it, the object's و or the ی of what follows."""
    if word in _SPOKEN:
        return _SPOKEN[word]
    if word.endswith("هی") and len(word) > 3:
        return _singular(word[:-1])
    if word.endswith("و") and len(word) > 3 and word not in _NOT_O:
        return _singular(word[:-1])
    for ending in _OWNERS:
        stem = word.removesuffix(ending)
        if stem != word and stem in _OWNED:
            return _SPOKEN.get(stem, stem)
    if word.endswith("خونه") and word.removesuffix("خونه") in _HOUSES:
        return word.removesuffix("خونه") + "خانه"
    return word


def forms(word: str) -> tuple[str, ...]:
    """The forms under which a word may be compared, the usual one first: also without a plural."""
    first = _usual(fold(word))
    bare = first.split(_JOINER, 1)[0]
    return tuple(dict.fromkeys((first, bare, fold(word))))

"""The words of a memory, so that what is asked finds what was said: English, Persian, and any other script."""

from __future__ import annotations

import re

from behflow.language.lexicon import fold

_WORD = re.compile(r"[^\W_]+")
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_ENDINGS = ("هایم", "های", "ها", "s")
_SHORTEST = 3
"""Letters a word must have left for its beginning to stand for others."""
_LONGEST = 200
"""Letters of a word that count; the index takes no longer ones."""
WORDS_ASKED = 40
"""Words of a question that are looked up."""

_EMPTY_WORDS = (
    "a about an and any are as at be been but by can could did do does for from had has have he her him his how i if "
    "in into is it its me my no not of on or our she should so some than that the their them then there these they "
    "this to us was we were what when where which who why will with would you your "
    "و در به از که را با این آن برای است بود شد من تو او ما شما آنها ایشان چه چی کی کجا چرا چطور چگونه کدام یک هر هم "
    "یا تا اگر هست نیست دارم داری دارد ام ای باید بر پس می های"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def folded(text: str) -> str:
    """The form under which two texts are the same: letter case, accents, Arabic letters and the end mark aside."""
    return fold(text.translate(_DIGITS)).strip(" .!")


def words_of(text: str) -> list[str]:
    """The words of a text, each once, in their order."""
    return list(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(folded(text))))


def asked(question: str) -> list[str]:
    """The words of a question that say something, as beginnings of words; all of its words when none does."""
    words = words_of(question)
    telling = [word for word in words if word not in _EMPTY]
    return [_beginning(word) for word in telling or words][:WORDS_ASKED]


def typed(search: str) -> str:
    """A tsquery of all words that were typed into a search field, each as a beginning; empty without a word."""
    return " & ".join(f"'{word}':*" for word in words_of(search)[:12])


def tsquery(beginning: str) -> str:
    """A tsquery of one word: shorter than three letters it must be the whole word."""
    return f"'{beginning}'" + (":*" if len(beginning) >= _SHORTEST else "")


def _beginning(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word

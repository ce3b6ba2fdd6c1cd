"""Words as they are compared with titles: "watered" and "water", "plants" and "plant", «گلا» and «گل‌ها»."""

from __future__ import annotations

from functools import lru_cache

from behflow.language.lexicon import fold
from behflow.language.persian import usual

PAST = {
    "bought": "buy", "paid": "pay", "got": "get", "gotten": "get", "sent": "send", "wrote": "write",
    "written": "write", "did": "do", "done": "do", "went": "go", "gone": "go", "made": "make", "took": "take",
    "taken": "take", "fed": "feed", "met": "meet", "told": "tell", "gave": "give", "given": "give", "found": "find",
    "brought": "bring", "swept": "sweep", "spoke": "speak", "spoken": "speak", "rang": "ring", "built": "build",
    "hung": "hang", "drew": "draw", "drawn": "draw", "ate": "eat", "eaten": "eat", "ran": "run", "left": "leave",
    "caught": "catch", "chose": "choose", "chosen": "choose", "drove": "drive", "sold": "sell", "taught": "teach",
    "kept": "keep", "dug": "dig", "threw": "throw", "thrown": "throw", "forgot": "forget", "saw": "see",
    "seen": "see", "lent": "lend", "spent": "spend", "swapped": "swap", "read": "read", "put": "put", "cut": "cut",
    "set": "set", "hit": "hit",
}  # fmt: skip
"""Past forms that no rule makes."""
_PERSIAN_ENDS = (
    "هایمان", "هایشان", "هایتان", "هامون", "هاشون", "هایم", "هایت", "هایش", "های", "هام", "هات", "هاش", "ها",
    "مان", "شان", "تان", "مون", "شون", "ای", "ام", "ات", "اش", "ا", "م", "ش", "ی", "و",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a word shares with its other forms. Not a word of any language, only good for comparing."""
    plain = fold(word)
    if not plain.isascii():
        return _persian(fold(usual(plain)))
    plain = plain.removesuffix("'s").removesuffix("s'")
    plain = PAST.get(plain, plain)
    if plain.endswith("ies") and len(plain) > 4:
        plain = plain[:-3] + "y"
    for end in ("ing", "ed", "es", "s"):
        if plain.endswith(end) and len(plain) - len(end) >= 3 and not (end == "s" and plain.endswith("ss")):
            plain = plain[: -len(end)]
            if end in ("ing", "ed") and plain[-1] == plain[-2] and plain[-1] not in "aeiousl":
                plain = plain[:-1]
            break
    if plain.endswith("ll") and len(plain) > 5:  # cancelled, canceled
        plain = plain[:-1]
    return plain[:-1] if plain.endswith("e") and len(plain) > 3 else plain


def _persian(word: str) -> str:
    for _ in range(2):
        for end in _PERSIAN_ENDS:
            if word.endswith(end) and len(word) - len(end) >= (3 if len(end) > 2 or end == "و" else 2):
                word = word[: -len(end)]
                break
    return word

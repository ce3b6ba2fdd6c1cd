"""What a sentence looks like to the ranking of operations: its words, and its build without its content.

The build keeps the words that carry grammar and writes one sign for each run of other words: "cancel brunch with Ana
on friday" and "delete the dentist at noon" share "-remove event". It is what lets a few sentences stand for many.
"""

from __future__ import annotations

from functools import lru_cache

from behflow.language.words import kinds_en as kinds

_KINDS = (
    ("D", "DAY"), ("D", "NUMBER"), ("E", "EVENT"), ("Es", "EVENTS"), ("C", "PLAN"), ("L", "LIST"), ("T", "TASK"),
    ("A", "ALARM"), ("P", "PERSON"), ("-", "REMOVE"), ("~", "CHANGE"), ("+", "CREATE"), ("?", "SHOW"),
)  # fmt: skip
_WEAK = ("x", "^", "$", "a", "the")
_MAX = 60  # words; the operation is said long before


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    table = {word: word for word in kinds.FRAME}
    for sign, name in reversed(_KINDS):
        table.update(dict.fromkeys(getattr(kinds, name), sign))
    return table


def _plain(norms: list[str]) -> list[str]:
    """The words one by one: short forms written out, digits and the 's of an owner left out."""
    out: list[str] = []
    for norm in norms[:_MAX]:
        if norm in kinds.SHORT:
            out.extend(kinds.SHORT[norm])
        elif norm.isalpha():
            out.append(norm)
        elif any(c.isdigit() for c in norm):
            out.append("0")
        elif norm.endswith(("'s", "s'")) and len(norm) > 3:
            out.append(norm[:-2])
            out.append("'s")
        else:
            out.append(norm)
    return out


def content(mark: str) -> bool:
    """Whether a mark names words that are not of the frame: training hides these now and then."""
    return mark[0] not in "/&" and any(word not in _signs() and word not in "^$" for word in mark.split())


def features(norms: list[str]) -> list[str]:
    """The marks of a sentence (words in lower case), each at most once."""
    signs = _signs()
    said = _plain(norms)
    found = dict.fromkeys(said)
    last = "^"
    for word in said:
        found[f"{last} {word}"] = None
        last = word
    found[f"{last} $"] = None
    build = ["^"]
    for word in said:
        sign = "D" if word == "0" else signs.get(word, "x")
        if sign == build[-1] and sign in "xD":
            continue
        build.append(sign)
    build.append("$")
    size = len(build)
    for n in (1, 2, 3, 4):
        for k in range(size - n + 1):
            found["/" + " ".join(build[k : k + n])] = None
    # The beginning of a sentence, and pairs of kinds that stand apart.
    found["/" + " ".join(build[:5])] = None
    kept = [sign for sign in dict.fromkeys(build) if sign not in _WEAK][:12]
    for i, one in enumerate(kept):
        for other in kept[i + 1 :]:
            found[f"&{one} {other}"] = None
    return list(found)

"""What is said behind the title of a new task, as signs: "add mufti day on friday, school project, high prio"."""

from __future__ import annotations

import re
from functools import lru_cache

from behflow.language.words import attributes_en as table

LONGEST = 300
_ROUNDS = 4


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    ends = tuple((re.compile(rf"{pattern}[\s.!]*$", re.IGNORECASE), sign) for pattern, sign in table.ATTRIBUTES)
    return re.compile(table.ADDS, re.IGNORECASE), ends


def with_signs(text: str) -> str:
    """The message with the attributes at its end written as signs of quick add."""
    adds, ends = _patterns()
    begun = adds.match(text) if len(text) <= LONGEST and '"' not in text else None
    if begun is None:
        return text
    signs: list[str] = []
    for _ in range(_ROUNDS):
        cut = next(((m, sign) for pattern, sign in ends if (m := pattern.search(text, begun.end()))), None)
        if cut is None:
            break
        found, sign = cut
        said = {name: value for name, value in found.groupdict().items() if value}
        if found.start() <= begun.end() and "kept" not in said:
            break
        level = said.get("level", "").lower()
        name = (said.get("named") or said.get("name") or "").lstrip("@")
        name = f'"{name}"' if " " in name and sign.endswith("#{name}") else name
        kept = text[begun.end() : found.start()] + said.get("kept", "") if "kept" in said else text[: found.start()]
        text = text[: begun.end()] + kept if "kept" in said else kept
        mark = sign.removeprefix("{kept} ").format(level=table.LEVELS.get(level, level), name=name)
        signs.insert(0, mark)
    return " ".join((text.rstrip(" ,;"), *signs)) if signs else text

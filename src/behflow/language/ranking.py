"""Which operation a sentence most probably asks for: a small linear model over its words and its build.

It is asked only when no pattern is certain, and it may say "none". The weights are data, made by
``scripts/train_operations.py``; they are read on first use.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from behflow.language.sketch import features

_FILE = Path(__file__).with_name("operations.tsv")
_KNOWN = 0.34  # of the words; below it the sentence is in a language that the model never saw


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    ops: tuple[str, ...] = ()
    table: dict[str, tuple[int, ...]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        mark, *rest = line.split("\t")
        if not mark:
            ops = tuple(rest)
        else:
            table[mark] = tuple(map(int, rest))
    return ops, table


def rank(norms: list[str]) -> dict[str, float]:
    """Log-odds of the operations for a sentence in folded words; empty when it is hardly in English."""
    ops, table = _weights()
    known = sum(1 for norm in norms if norm in table or not norm.isalpha())
    if not norms or known < _KNOWN * len(norms) or not any(norm.isascii() and norm.isalpha() for norm in norms):
        return {}
    sums = [0] * len(ops)
    marks = features(norms)
    for mark in marks:
        row = table.get(mark)
        if row is not None:
            sums = [a + b for a, b in zip(sums, row, strict=True)]
    scale = 20 * math.sqrt(len(marks))
    return {op: value / scale for op, value in zip(ops, sums, strict=True)}

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
_SCALE = 20  # weights are written as whole twentieths


class _Model:
    """Rows stay text until they are asked for: most of them never are."""

    __slots__ = ("ops", "read", "rows")

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if not line.startswith("# ")]
        self.ops = tuple(lines[0].split("\t")[1:])
        self.rows: dict[str, str] = dict(line.split("\t", 1) for line in lines[1:])
        self.read: dict[str, tuple[int, ...]] = {}

    def row(self, mark: str) -> tuple[int, ...] | None:
        """The weights of a mark, None when it has none."""
        row = self.read.get(mark)
        if row is None:
            text = self.rows.get(mark)
            if text is None:
                return None
            row = self.read[mark] = tuple(map(int, text.split("\t")))
        return row


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(_FILE.read_text("utf-8"))


def rank(norms: list[str]) -> dict[str, float]:
    """Log-odds of the operations for a sentence in folded words; empty when it is hardly in English."""
    model = _model()
    known = sum(1 for norm in norms if norm in model.rows or not norm.isalpha())
    if not norms or known < _KNOWN * len(norms) or not any(norm.isascii() and norm.isalpha() for norm in norms):
        return {}
    marks = features(norms)
    rows = [row for mark in marks if (row := model.row(mark)) is not None]
    scale = _SCALE * math.sqrt(len(marks))
    return {op: sum(values) / scale for op, values in zip(model.ops, zip(*rows, strict=True), strict=False)}

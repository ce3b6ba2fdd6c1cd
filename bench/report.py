"""One line per figure, one table, one JSON file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, what it is compared with, and the goal that the decisive one of the two must keep.

    ``ratio`` decides when there is one, else ``value``. ``at_least`` and ``at_most`` are the goal.
    """

    group: str
    name: str
    value: float
    unit: str
    against: float | None = None
    ratio: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def decisive(self) -> float:
        """The number that is held against the goal."""
        return self.value if self.ratio is None else self.ratio

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def met(self) -> bool | None:
        """Whether the goal is kept; None without one."""
        if self.at_least is not None:
            return self.decisive >= self.at_least
        return None if self.at_most is None else self.decisive <= self.at_most


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, in aligned columns."""
    head = ("", "figure", "ours", "against", "ratio", "goal", "", "")
    marks = {True: "ok", False: "MISSED", None: ""}
    rows = [
        (
            f.group,
            f.name,
            f"{_number(f.value)} {f.unit}".strip(),
            _number(f.against),
            "" if f.ratio is None else f"{f.ratio:.2f}",
            f.goal,
            marks[f.met],
            f.note,
        )
        for f in figures
    ]
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    lines = []
    previous = ""
    for row in (head, *rows):
        shown = ("" if row[0] == previous else row[0], *row[1:])
        previous = row[0]
        lines.append(
            "  ".join(
                c.rjust(w) if n in (2, 3, 4) else c.ljust(w) for n, (c, w) in enumerate(zip(shown, widths, strict=True))
            )
        )
    return "\n".join(line.rstrip() for line in lines)


def write(figures: Sequence[Figure], facts: dict[str, object]) -> Path:
    """Keep the figures as JSON."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / "latest.json"
    rows = [asdict(f) | {"goal": f.goal, "met": f.met} for f in figures]
    path.write_text(json.dumps({**facts, "figures": rows}, indent=1) + "\n")
    return path

"""The table of an evaluation."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from behflow.evaluation.judging import Verdict

Figures = dict[str, Any]


def figures(verdicts: Sequence[Verdict]) -> Figures:
    """What was measured. Rates are from 0 to 1, None when nothing was asked for; ms are milliseconds per turn."""
    turns = [turn for verdict in verdicts for turn in verdict.turns]
    asks = [ask for verdict in verdicts for ask in verdict.asks]
    times = sorted(turn.ms for turn in turns)
    costs = [turn.cost for turn in turns]
    return {
        "dialogues": len(verdicts),
        "turns": len(turns),
        "end_state": sum(v.right for v in verdicts) / len(verdicts),
        "unwanted": sum(bool(v.unwanted) for v in verdicts) / len(verdicts),
        "asks": sum(asks) / len(asks) if asks else None,
        "tokens": sum(turn.tokens for turn in turns),
        "cost": None if None in costs else sum(cost for cost in costs if cost is not None),
        "p50_ms": _at(times, 0.5),
        "p95_ms": _at(times, 0.95),
    }


def table(engine: str, verdicts: Sequence[Verdict], nothing: Sequence[Verdict]) -> str:
    """The figures of a run, of doing nothing, and of the run per language and per kind."""
    rows = [(engine, figures(verdicts)), ("doing nothing", figures(nothing))]
    rows += [(f"language {name}", part) for name, part in _parts(verdicts, lambda v: v.dialogue.world.language)]
    rows += [(name, part) for name, part in _parts(verdicts, lambda v: v.dialogue.kind)]
    head = ("", "dialogues", "end state", "unwanted", "asks", "tokens", "cost", "p50 ms", "p95 ms")
    lines = [head, *(_row(name, part) for name, part in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        line[0].ljust(widths[0]) + "  " + "  ".join(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))
        for line in lines
    )


def misses(verdicts: Sequence[Verdict]) -> str:
    """Every dialogue that did not end as it should: what was said, what came back, what is wrong."""
    parts = []
    for verdict in verdicts:
        if verdict.right and all(verdict.asks):
            continue
        lines = [f"{verdict.dialogue.name} ({verdict.dialogue.kind})"]
        for turn in verdict.turns:
            lines += [f"  > {turn.said}", "  < " + turn.response.replace("\n", " / ")]
        lines += [f"  ! {fault}" for fault in verdict.faults]
        lines += ["  ! UNWANTED"] * bool(verdict.unwanted) + ["  ! did not ask"] * (not all(verdict.asks))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def parts(verdicts: Sequence[Verdict]) -> dict[str, Figures]:
    """The figures per language and kind, for a file."""
    found = _parts(verdicts, lambda v: v.dialogue.world.language) + _parts(verdicts, lambda v: v.dialogue.kind)
    return dict(found)


def _parts(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> list[tuple[str, Figures]]:
    names = dict.fromkeys(key(verdict) for verdict in verdicts)
    return [(name, figures([v for v in verdicts if key(v) == name])) for name in names]


def _row(name: str, part: Figures) -> tuple[str, ...]:
    def rate(value: float | None) -> str:
        return "-" if value is None else f"{value:.1%}"

    cost = "?" if part["cost"] is None else f"{part['cost']:.4f}"
    rates = (rate(part["end_state"]), rate(part["unwanted"]), rate(part["asks"]))
    return (name, str(part["dialogues"]), *rates, str(part["tokens"]), cost, *(f"{part[p]:.0f}" for p in _TIMES))


_TIMES = ("p50_ms", "p95_ms")


def _at(times: Sequence[float], share: float) -> float:
    return times[max(0, math.ceil(share * len(times)) - 1)] if times else 0.0

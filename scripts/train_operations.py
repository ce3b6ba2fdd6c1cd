"""Train the ranking of operations that ``behflow.language.ranking`` reads.

    python scripts/train_operations.py DATA_DIR            write the weights
    python scripts/train_operations.py DATA_DIR --check    only say how well held-out fifths are told apart

DATA_DIR holds ``clinc150-intent.jsonl``, ``slurp-intent.jsonl`` and ``nlueval-intent.jsonl``: lines with ``text`` and
``expect`` (``op``, ``accept``, ``core``), made from the CC BY sets CLINC150, SLURP and NLU-Evaluation-Data. Sentences
of our own (``operation_sentences``) are added. No other data set is read; share-alike sets must not be. The result is
the same for the same input.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import zlib
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from behflow.language.courtesy import strip_polite  # noqa: E402
from behflow.language.patterns import split  # noqa: E402
from behflow.language.sketch import content, features  # noqa: E402
from scripts.operation_sentences import sentences  # noqa: E402

OPS = ("add_task", "list_tasks", "delete_task", "update_task", "complete_task", "none")
SETS = ("clinc150-intent", "slurp-intent", "nlueval-intent")
TARGET = ROOT / "src" / "behflow" / "language" / "operations.tsv"
FOLDS = 5
EPOCHS, RATE, DECAY = 6, 0.2, 2e-5
MARKS, SCALE = 9000, 20  # how many marks are kept; weights are written as whole twentieths
HIDE = 0.25  # how often the content words of an example are hidden, so that the build alone must do
RARE = 0.8  # how much the rarer operations are lifted: 0 not at all, 1 to equal shares
OWN = 0.25  # the weight of a sentence of our own: there are more of them than of any set
SEED = 20260114


@dataclass(frozen=True)
class Example:
    marks: tuple[str, ...]
    op: int
    accept: frozenset[int]
    weight: float
    source: str
    fold: int
    core: bool


def marks_of(text: str) -> tuple[str, ...]:
    """What the engine sees of a sentence."""
    return tuple(features([word.norm for word in strip_polite(split(text))]))


def load(folder: Path) -> list[Example]:
    """The examples of the sets; a text that stands in two of them counts once, and in one fold."""
    found: list[Example] = []
    seen: set[str] = set()
    for source in SETS:
        for line in (folder / f"{source}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            text, expect = " ".join(row["text"].lower().split()), row["expect"]
            unclear = {"fragment", "compound", "conditional", "update-like"} & set(row["tags"])
            if text in seen or unclear:
                continue
            seen.add(text)
            fold = zlib.crc32(text.encode()) % FOLDS
            accept = frozenset(OPS.index(op) for op in expect["accept"])
            weight = 1.0 if expect["core"] else 0.4
            found.append(Example(marks_of(text), OPS.index(expect["op"]), accept, weight, source, fold, expect["core"]))
    return found


def own(times: int) -> list[Example]:
    """Sentences of our own, each in every fold's training."""
    found: list[Example] = []
    seen: set[str] = set()
    for text, op in sentences(times, SEED):
        if text not in seen:
            seen.add(text)
            at = OPS.index(op)
            found.append(Example(marks_of(text), at, frozenset({at}), OWN, "own", -1, True))
    return found


Weights = dict[str, list[float]]


def train(examples: list[Example], only: frozenset[str] | None = None) -> Weights:
    """Logistic regression over all operations at once, by AdaGrad over shuffled examples."""
    counts: Counter[str] = Counter(mark for example in examples for mark in example.marks)
    marks_kept = sorted(m for m, c in counts.items() if c >= 2 and (only is None or m in only))
    ids = {mark: n for n, mark in enumerate(marks_kept)}
    size, width = len(ids), len(OPS)
    weights = [[0.0] * size for _ in range(width)]
    squares = [[1e-3] * size for _ in range(width)]
    shares = [sum(e.weight for e in examples if e.op == k) for k in range(width)]
    lift = [(sum(shares) / width / max(share, 1.0)) ** RARE for share in shares]
    hidden = {ids[mark] for mark in marks_kept if content(mark)}
    rows = []
    for e in examples:
        marks = [ids[m] for m in e.marks if m in ids]
        rows.append((marks, [m for m in marks if m not in hidden], e.op, e.weight * lift[e.op]))
    rng = random.Random(SEED)  # noqa: S311 - an order, not a secret
    order = list(range(len(rows)))
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for at in order:
            everything, built, op, weight = rows[at]
            marks = built if rng.random() < HIDE else everything
            norm = 1 / math.sqrt(len(everything) or 1)
            scores = []
            for k in range(width):
                row = weights[k]
                scores.append(sum([row[m] for m in marks]) * norm)
            top = max(scores)
            parts = [math.exp(score - top) for score in scores]
            total = sum(parts)
            for k in range(width):
                slope = (parts[k] / total - (1.0 if k == op else 0.0)) * weight * norm
                if -1e-3 < slope < 1e-3:
                    continue
                row, square, step = weights[k], squares[k], slope * slope
                for m in marks:
                    square[m] += step
                    row[m] -= RATE * (slope / math.sqrt(square[m]) + DECAY * row[m])
    return {mark: [weights[k][n] for k in range(width)] for mark, n in ids.items()}


def fit(examples: list[Example]) -> Weights:
    """Train on all marks, keep those that say most, train on these again; rounded as they are written."""
    counts: Counter[str] = Counter(mark for example in examples for mark in example.marks)
    first = train(examples)
    worth = {m: (max(row) - min(row)) * math.log(1 + counts[m]) for m, row in first.items()}
    best = sorted(worth, key=lambda m: (-worth[m], m))[:MARKS]
    out: Weights = {}
    for mark, row in train(examples, frozenset(best)).items():
        mean = sum(row) / len(row)
        rounded = [round((value - mean) * SCALE) / SCALE for value in row]
        if any(rounded):
            out[mark] = rounded
    return out


def decide(weights: Weights, marks: tuple[str, ...]) -> int:
    """The operation with the highest score."""
    scores = [0.0] * len(OPS)
    for mark in marks:
        row = weights.get(mark)
        if row is not None:
            for k, value in enumerate(row):
                scores[k] += value
    return scores.index(max(scores))


def _held_out(job: tuple[list[Example], list[Example], int]) -> list[tuple[str, int, bool]]:
    examples, ours, fold = job
    weights = fit([*(e for e in examples if e.fold != fold), *ours])
    return [
        (e.source, e.op, decide(weights, e.marks) in e.accept) for e in examples if e.fold == fold and e.core
    ]  # fmt: skip


def check(examples: list[Example], ours: list[Example]) -> None:
    """Recall by operation on fifths that were not trained on."""
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_held_out, [(examples, ours, fold) for fold in range(FOLDS)]))
    table: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for source, op, good in (one for result in results for one in result):
        table[source][op][0] += good
        table[source][op][1] += 1
    for source, ops in sorted(table.items()):
        recalls = {OPS[op]: 100 * a / b for op, (a, b) in sorted(ops.items())}
        listed = ", ".join(f"{name} {value:.1f}" for name, value in recalls.items())
        print(f"{source:18} macro-recall {sum(recalls.values()) / len(recalls):.1f}  ({listed})")


def write(weights: Weights, target: Path) -> None:
    """One mark a line: its text and the weight of each operation in twentieths, sorted."""
    lines = [
        "# Weights of the ranking of operations; made by scripts/train_operations.py, not by hand.",
        "# Derived from CLINC150 (Larson et al. 2019, CC BY 3.0), SLURP (Bastianelli et al. 2020, CC BY 4.0)",
        "# and NLU-Evaluation-Data (Liu et al. 2019, CC BY 4.0), and from sentences of our own.",
        "\t".join(("", *OPS)),
    ]
    for mark in sorted(weights):
        lines.append("\t".join((mark, *(str(round(value * SCALE)) for value in weights[mark]))))
    target.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the ranking of operations.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true", help="measure on held-out fifths, write nothing")
    parser.add_argument("--own", type=int, default=4, help="how often each frame of our own is filled")
    parser.add_argument("--target", type=Path, default=TARGET)
    args = parser.parse_args()
    examples, ours = load(args.data), own(args.own)
    print(f"{len(examples)} sentences of the sets, {len(ours)} of our own")
    if args.check:
        check(examples, ours)
        return 0
    weights = fit([*examples, *ours])
    write(weights, args.target)
    print(f"{len(weights)} marks, {args.target.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long the language engine takes: a sentence, a long text, the worst texts, and the first import."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from statistics import median

from tests.language.hostile import PIECES, repeated
from tests.language.tables import QUICK_ADD, STRETCHES, rows

from behflow.language import Settings, parse_command, parse_quick_add, parse_when
from bench.client import percentile
from bench.report import Figure

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ZONE = "Europe/Berlin"
MEDIAN, P99, WORST = 0.5, 5.0, 50.0
IMPORT = 300.0
IMPORTS = 10
LENGTH = 10_000
PARAGRAPH = 1_000
DOORS: dict[str, Callable[[str, dt.datetime, str, Settings], object]] = {
    "quick add": parse_quick_add,
    "command": parse_command,
    "when": parse_when,
}

Texts = list[tuple[str, Settings]]


def sentences() -> Texts:
    """Every sentence of the tables with its settings."""
    return [(row.sentence, row.settings) for row in rows(*QUICK_ADD, STRETCHES)]


def paragraphs() -> Texts:
    """The same sentences as texts of about a thousand characters, as notes and mails have them."""
    texts: Texts = []
    piece, settings = "", Settings()
    for sentence, chosen in sentences():
        if piece and (len(piece) > PARAGRAPH or chosen != settings):
            texts.append((piece, settings))
            piece = ""
        piece, settings = f"{piece}{sentence}. ", chosen
    return [*texts, (piece, settings)]


def _milliseconds(run: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    run()
    return (clock() - began) * 1000


def _each(texts: Texts, parse: Callable[[str, dt.datetime, str, Settings], object], turns: int) -> list[float]:
    """The usual time of every text: its median over the turns, so that the machine's own pauses do not count."""
    return [
        median(_milliseconds(lambda t=text, s=settings: parse(t, NOW, ZONE, s)) for _ in range(turns))  # type: ignore[misc]
        for text, settings in texts
    ]


def _door(name: str, texts: Texts, turns: int) -> list[Figure]:
    _each(texts[:50], DOORS[name], 1)  # the dictionaries are built at the first reading
    taken = _each(texts, DOORS[name], turns)
    middle = median(taken)
    slowest = max(range(len(taken)), key=taken.__getitem__)
    return [
        Figure("language", f"{name}, median", middle, "ms", at_most=MEDIAN, note=f"n={len(taken)} sentences"),
        Figure("language", f"{name}, p99", percentile(taken, 0.99), "ms", at_most=P99),
        Figure(
            "language",
            f"{name}, max",
            taken[slowest],
            "ms",
            against=middle,
            ratio=taken[slowest] / middle,
            note=repr(texts[slowest][0])[:60],
        ),
        Figure("language", f"{name}, throughput", 1000 * len(taken) / sum(taken), "sentences/s", note="one core"),
    ]


def _long(turns: int) -> list[Figure]:
    texts = paragraphs()
    taken = _each(texts, parse_quick_add, turns)
    characters = sum(len(text) for text, _ in texts)
    return [
        Figure("language", "a paragraph, median", median(taken), "ms", note=f"n={len(texts)}, about {PARAGRAPH} chars"),
        Figure("language", "a paragraph, max", max(taken), "ms", at_most=WORST),
        Figure("language", "paragraphs, throughput", characters / sum(taken), "kchars/s", note="one core"),
    ]


def _work(door: str, text: str) -> float:
    """Processor time: growth is compared, which must not hang on what else the machine does."""
    return _milliseconds(lambda: DOORS[door](text, NOW, ZONE, Settings()), time.thread_time)


def _worst(turns: int) -> list[Figure]:
    """The slowest of the hostile texts, and the largest growth when a text is four times as long (4 is in step)."""
    slowest, growth = (0.0, ""), (0.0, "", 0.0, 0.0)
    for door, (name, piece) in product(DOORS, PIECES.items()):
        small, large, longest = (
            min(_work(door, text) for _ in range(turns))
            for text in (repeated(piece, size) for size in (250, 1_000, LENGTH))
        )
        slowest = max(slowest, (longest, f"{door}: {name}"))
        growth = max(growth, (large / small, f"{door}: {name}", large, small))
    return [
        Figure("language", f"{LENGTH:,} hostile characters, slowest", slowest[0], "ms CPU", at_most=WORST,
               note=f"{slowest[1]}, n={len(DOORS) * len(PIECES)}"),
        Figure("language", "1,000 hostile characters against 250, worst", growth[2], "ms CPU", against=growth[3],
               ratio=growth[0], at_most=8.0, note=growth[1]),
    ]  # fmt: skip


def _imports() -> list[Figure]:
    """A whole fresh process that imports the engine, against one that does nothing; compiled, as it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def fresh(code: str) -> float:
            return _milliseconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, env=environment))

        fresh("import behflow.language")
        loaded = median(fresh("import behflow.language") for _ in range(IMPORTS))
        bare = median(fresh("pass") for _ in range(IMPORTS))
    return [
        Figure("language", "import, fresh process, median", loaded - bare, "ms", at_most=IMPORT, note=f"n={IMPORTS}"),
        Figure("language", "process with it, against a bare one", loaded, "ms", against=bare, ratio=loaded / bare),
    ]


def measure(*, quick: bool) -> list[Figure]:
    """Sentences through every door, paragraphs, hostile texts, imports."""
    turns = 3 if quick else 11
    texts = sentences()
    figures = [figure for name in DOORS for figure in _door(name, texts, turns)]
    return [*figures, *_long(turns), *_worst(5), *_imports()]

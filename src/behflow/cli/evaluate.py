"""``behflow eval``: how well the chat does what people ask, measured on dialogues in plain files."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
from pathlib import Path
from typing import Any

from behflow.config import load_settings


def add_parser(commands: Any) -> None:
    """Register the command."""
    command = commands.add_parser("eval", help="measure the chat on dialogues, on a throw-away database")
    command.add_argument("--llm", metavar="NAME", help="built-in, or provider:model (BEHFLOW_LLM)")
    command.add_argument("--suite", type=Path, metavar="DIR", help="dialogues of your own instead of ours")
    command.add_argument("--language", choices=("en", "fa"), help="only this language")
    command.add_argument("--json", type=Path, metavar="FILE", help="write the figures into a file, too")
    command.add_argument("--show-misses", action="store_true", help="show every dialogue that did not end as it should")
    command.add_argument("--minimum", type=float, metavar="SHARE", help="exit with 1 when end states are below (0..1)")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the suite and print its table."""
    from behflow.evaluation import report, running, suite

    settings = load_settings(**({"llm": arguments.llm} if arguments.llm else {}))
    logging.getLogger("behflow").setLevel(logging.ERROR)
    dialogues = suite.load(arguments.suite or suite.DIALOGUES, arguments.language)

    async def measure() -> tuple[list[Any], list[Any]]:
        async with running.throw_away() as database:
            return await running.run(database, settings, dialogues), await running.baseline(database, dialogues)

    verdicts, nothing = asyncio.run(measure())
    if arguments.show_misses:
        print(report.misses(verdicts), end="\n\n")
    print(report.table(settings.llm, verdicts, nothing))
    found = report.figures(verdicts)
    if arguments.json:
        whole = {"llm": settings.llm, "all": found, "doing nothing": report.figures(nothing)}
        arguments.json.write_text(json.dumps(whole | {"parts": report.parts(verdicts)}, indent=2) + "\n")
    return int(arguments.minimum is not None and found["end_state"] < arguments.minimum)

"""The command line: ``behflow serve``, ``behflow config``, ``behflow parse``, ``behflow eval``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from behflow import __version__
from behflow.cli import config, evaluate, parse, serve
from behflow.errors import BehflowError


def parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    top = argparse.ArgumentParser(prog="behflow", description="A self-hosted task manager that you talk to.")
    top.add_argument("--version", action="version", version=f"behflow {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (serve, config, parse, evaluate):
        module.add_parser(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, or 1 after one line that says what is wrong."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except BehflowError as error:
        print(f"behflow: {error.detail}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130

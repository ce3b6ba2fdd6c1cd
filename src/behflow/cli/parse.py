"""``behflow parse``: what the language engine reads in a text."""

from __future__ import annotations

import argparse
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Register ``behflow parse``."""
    parser = subparsers.add_parser("parse", help="show what is read in a text")
    parser.add_argument("text", nargs="*", help="the text, as typed into quick add")
    parser.add_argument("--jsonl", action="store_true", help="read cases from stdin, write predictions")
    parser.add_argument("--zone", default="UTC", help="time zone (default UTC)")
    parser.add_argument("--now", default=None, help="pretend it is this local time (ISO)")
    parser.set_defaults(run=run_parse)


def run_parse(args: argparse.Namespace) -> int:
    """Print a table for one text, or predictions for cases on stdin."""
    return 0

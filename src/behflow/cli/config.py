"""``behflow config``: the settings in force, secrets hidden."""

from __future__ import annotations

import argparse
from typing import Any

from pydantic import SecretStr

from behflow.config import PREFIX, Settings, load_settings


def add_parser(commands: Any) -> None:
    """Register the command."""
    command = commands.add_parser("config", help="print the settings in force, secrets hidden")
    command.set_defaults(run=run)


def shown(value: object) -> str:
    """A setting's value as a person may see it."""
    if isinstance(value, SecretStr):
        return "(set, hidden)"
    if value is None:
        return "(unset)"
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or "(none)"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def run(_: argparse.Namespace) -> int:
    """Print one line a setting."""
    settings = load_settings()
    for name in Settings.model_fields:
        print(f"{PREFIX}{name.upper()}={shown(getattr(settings, name))}")
    return 0

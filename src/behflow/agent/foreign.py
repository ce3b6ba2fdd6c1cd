"""Whose words a task is made of. What others wrote is data that may try to give orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from behflow.actor import Actor


def foreign(tasks: Iterable[Mapping[str, Any]], actor: Actor) -> bool:
    """True when one of these tasks lies in a workspace with others or was made by somebody else or by an import.

    What the user added by hand to their own list is their own word.
    """
    own, user = str(actor.personal_workspace), str(actor.user_id)
    return any(task["workspace_id"] != own or task["creator_id"] != user for task in tasks)

"""Dialogues as files: the world before, what the user says, and only what is different afterwards."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError

from behflow.errors import ConfigurationError
from behflow.schemas import Schema
from behflow.tasks.schemas import Priority, Status

DIALOGUES = Path(__file__).parent / "dialogues"
"""The suite that comes with the program."""

T = TypeVar("T", bound=Schema)

ANY = "any"
NONE = "none"


class TaskBefore(Schema):
    """A task of a world. ``due`` is a date, or a date and a time, where the user is."""

    title: str
    due: str | None = None
    priority: Priority = "low"
    project: str | None = None
    tags: list[str] = []
    status: Status = "not_started"
    repeat: str | None = None


class WorldBefore(Schema):
    """A named world before."""

    language: Literal["en", "fa"]
    zone: str
    projects: list[str]
    tasks: list[TaskBefore]


class Difference(Schema):
    """One thing that is different afterwards: a task of the world, a new one, something remembered, a rule.

    Fields that are not said are as before, in a new task as nobody said anything. ``"any"`` allows whatever is there,
    ``"none"`` asks for nothing. Several titles are equally right.
    """

    task: str | None = None
    new: str | list[str] | None = None
    under: str | None = None
    remembered: str | None = None
    automation: Literal["new"] | None = None
    gone: bool = False
    title: str | list[str] | None = None
    due: str | None = None
    deadline: str | None = None
    priority: Priority | None = None
    project: str | None = None
    tags: list[str] | None = None
    status: Status | None = None
    repeat: str | None = None
    duration: int | None = None
    description: str | None = None


class Pick(Schema):
    """The user answers "which one?" with the number that stands before this title."""

    pick: str


class Told(Schema):
    """One dialogue as it stands in a file."""

    say: Annotated[list[str | Pick], Field(min_length=1, max_length=4)]
    after: list[Difference]
    must_ask: list[int] = []
    says: list[str] = []
    note: str = ""


class _File(Schema):
    kind: str
    world: str
    dialogue: list[Told]


@dataclass(frozen=True)
class Dialogue:
    """A dialogue with its world. ``name`` is its file and its place in it."""

    name: str
    kind: str
    world: WorldBefore
    told: Told


def load(folder: Path = DIALOGUES, language: str | None = None) -> list[Dialogue]:
    """Every dialogue of a folder. Raises ConfigurationError when a file is not what it should be."""
    worlds = {name: _checked(WorldBefore, world, folder) for name, world in _toml(folder / "worlds.toml").items()}
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == "worlds.toml":
            continue
        file = _checked(_File, _toml(path), path)
        if file.world not in worlds:
            raise ConfigurationError(f"{path}: there is no world {file.world!r}.")
        world = worlds[file.world]
        if language in (None, world.language):
            found += [
                Dialogue(f"{path.stem}:{number}", file.kind, world, told)
                for number, told in enumerate(file.dialogue, 1)
            ]
    if not found:
        raise ConfigurationError(f"There are no dialogues in {folder}.")
    return found


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error


def _checked(kind: type[T], value: Mapping[str, Any], path: Path) -> T:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigurationError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error

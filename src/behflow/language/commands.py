"""Chat sentences to operations. What is not clearly about tasks is "none"."""

from __future__ import annotations

from datetime import datetime

from behflow.language import command_words as cw
from behflow.language.courtesy import strip_polite
from behflow.language.dues import local_now
from behflow.language.grammar import NONE, Reader
from behflow.language.guess import weigh
from behflow.language.models import Command
from behflow.language.patterns import split
from behflow.language.settings import Settings
from behflow.language.spans import Context
from behflow.language.tokens import readable

DEFAULT = Settings()
_SEPARATORS = (";", "\n", " and then ", " then also ", " سپس ")


def parse_commands(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> tuple[Command, ...]:
    """Every command of a message that names several; one that cannot be split is read whole."""
    parts = [text]
    for separator in _SEPARATORS:
        if len(parts) < 20:
            parts = [p for part in parts for p in part.split(separator)]
    parts = [p for p in parts if p.strip()][:20]
    if len(parts) > 1:
        found = tuple(parse_command(part.strip().removeprefix("and "), now, zone, settings) for part in parts)
        if all(c.op != "none" for c in found):
            return found
    return (parse_command(text, now, zone, settings),)


def parse_command(text: str, now: datetime, zone: str, settings: Settings = DEFAULT) -> Command:
    """The one operation that ``text`` asks for."""
    ctx = Context(local_now(now, zone), settings)
    said = readable(text)
    words = split(said)
    whole = " ".join(w.norm for w in words if w.norm not in (":", "-"))
    short = _fixed(whole)
    if short is not None:
        return short
    words, question = strip_polite(words), text.rstrip().endswith(("?", "؟"))
    if not words:
        return NONE
    short = _fixed(" ".join(w.norm for w in words))
    if short is not None:
        return short
    reader = Reader(text, now, zone, settings, ctx, question)
    return weigh(reader, words, reader.read(words))


def _fixed(said: str) -> Command | None:
    if said in cw.CONFIRM:
        return Command("confirm", confidence=1.0)
    if said in cw.UNDO:
        return Command("undo_last", confidence=1.0)
    if said in cw.REJECT:
        return Command("reject", confidence=1.0)
    if said in cw.HELP:
        return Command("help", confidence=1.0)
    return None

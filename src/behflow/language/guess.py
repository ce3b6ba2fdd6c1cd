"""Commands for sentences that no pattern fits for certain: the operation is ranked, the arguments are what is left.

Nothing here acts on a guess alone: what is changed or deleted must be named, and whoever carries a command out looks
the name up and asks when it is not clear.
"""

from __future__ import annotations

from dataclasses import replace

from behflow.language import command_words as cw
from behflow.language.changes import moved, split_tail
from behflow.language.filters import parse_filter
from behflow.language.grammar import NONE, Found, Reader
from behflow.language.listing import counts
from behflow.language.models import Changes, Command, Reference
from behflow.language.patterns import Word
from behflow.language.ranking import rank
from behflow.language.references import parse_reference
from behflow.language.titles import cleaned
from behflow.language.words import kinds_en as kinds
from behflow.language.words import words

_LEAN = 0.8  # how much better the ranking must be than a pattern that fits
_FAMILY = {"reopen_task": "complete_task", "reschedule_task": "update_task"}
_BEFORE = words("the my our that this from off of out about")
_WHOSE = words("my the our to do shopping grocery your")
_FROM = words("from off on of in to")
_CONNECT = words("from off of out on in to the a an my our all that this")
# Words of a question that are never what a task is searched by.
_ASKED = kinds.SHOW | kinds.PLAN | words(
    "i'm i've i'll i'd you your free busy available happening planned scheduled coming attend attending "
    "invited start starts end ends last begin begins time times happen happens going doing go events "
    "plans anything something everything supposed called titled named long many much need want like "
    "whether if not no where who when"
)  # fmt: skip


def weigh(reader: Reader, said: list[Word], found: Found) -> Command:
    """The pattern's command, another one that is far more probable, or "none"."""
    norms = {word.norm for word in said}
    scores = rank([word.norm for word in said])
    if not scores or found.sure:
        return found.command
    own = _FAMILY.get(found.command.op, found.command.op)
    if own in scores and found.command.op != "none":
        scores[own] += _LEAN
    best = max(scores, key=lambda op: scores[op])
    if best == own:
        return found.command
    media = norms & (cw.MEDIA - kinds.EVENT - {"music"}) and not norms & (cw.TASK_WORDS | kinds.PLAN)
    if best == "none" or media:  # "add this song to my playlist" is for a player
        return NONE
    return _ARGUMENTS[best](reader, said) or found.command


def _add(reader: Reader, said: list[Word]) -> Command | None:
    text, start = reader.tail(said, (0, len(said)))
    found = cleaned(reader.quick_add(text, start))
    return Command("add_task", add=found, confidence=0.6) if found.title else None


def _list(reader: Reader, said: list[Word]) -> Command:
    norms = [word.norm for word in said]
    kept = [word for word in said if word.norm not in _ASKED]
    text = " ".join(reader.text[word.start : word.end] for word in kept)
    return Command("list_tasks", filter=parse_filter(text, reader.ctx), confidence=0.6, count=counts(norms))


def _named(reader: Reader, said: list[Word]) -> Reference | None:
    """The tasks that are spoken of: by words of their title, narrowed by their day."""
    low, high = 0, len(said)
    while low < high - 1 and said[low].norm in (
        "the",
        "my",
        "our",
        "that",
        "this",
        "from",
        "off",
        "of",
        "out",
        "about",
    ):
        low += 1
    said = said[low:high]
    said = _without_list(said)
    low, high = 0, len(said)
    while high > low + 1 and said[high - 1].norm in _CONNECT:
        high -= 1
    if low >= high:
        return None
    piece = " ".join(reader.text[word.start : word.end] for word in said[low:high])
    narrowed = parse_filter(piece, reader.ctx)
    if narrowed is not None and narrowed.text and (narrowed.due_from or narrowed.due_to):
        return Reference(filter=replace(narrowed, status="open"))
    found = parse_reference(piece, reader.ctx)
    if found is not None and found.all and found.filter is None:
        return None  # everything at once is not for guessing
    return found


def _without_list(said: list[Word]) -> list[Word]:
    """ "the picnic from my calendar on friday" without "from my calendar"."""
    for k in range(len(said) - 1, 1, -1):
        if said[k].norm in kinds.PLAN | kinds.LIST:
            back = k
            while back > 1 and said[back - 1].norm in _WHOSE:
                back -= 1
            if said[back - 1].norm in _FROM:
                return said[: back - 1] + said[k + 1 :]
            break
    return said


def _after(said: list[Word], verbs: frozenset[str]) -> list[Word]:
    """The words behind the last verb of the kind, or before it when only "it" stands behind."""
    for k in range(len(said) - 1, -1, -1):
        if said[k].norm in verbs and k + 1 < len(said):
            rest = said[k + 1 :]
            if rest[0].norm in ("it", "that", "this", "them") and k > 2:
                return said[:k]
            return rest
    return said


def _unwanted(reader: Reader, said: list[Word]) -> list[Word]:
    """ "I no longer need milk, so forget that": milk."""
    for k, word in enumerate(said[:-1]):
        if word.norm in _WANTING and {w.norm for w in said[:k]} & _NO_MORE:
            rest = said[k + 1 :]
            for n, other in enumerate(rest):
                if other.norm in ("so", "and", "anymore", "please") or reader.text[other.end : other.end + 1] in ",.;":
                    return rest[: n + (other.norm not in ("so", "and", "anymore", "please"))]
            return rest
    return []


_WANTING = words("need want have attend attending make going do")
_NO_MORE = words("longer not don't dont can't won't cannot no")


def _delete(reader: Reader, said: list[Word]) -> Command | None:
    verbs = kinds.REMOVE | {"off", "rid", "out", "take", "get"}
    reference = _named(reader, _unwanted(reader, said) or _after(said, verbs))
    return Command("delete_task", reference=reference, confidence=0.6) if reference is not None else None


def _complete(reader: Reader, said: list[Word]) -> Command | None:
    rest = [word for word in said if word.norm not in _DONE]
    reference = _named(reader, rest) if rest else None
    return Command("complete_task", reference=reference, confidence=0.6) if reference is not None else None


_DONE = words("mark check cross tick off done finished completed complete as i i've have just already so and with am")


def _update(reader: Reader, said: list[Word]) -> Command | None:
    rest = _after(said, kinds.CHANGE | {"make", "set", "back"})
    text = reader.text[rest[0].start : rest[-1].end]
    head, tail = split_tail(text, reader.ctx)
    changes = moved(tail, "", reader.now, reader.zone, reader.settings) if tail else None
    kept = [word for word in rest if word.start < rest[0].start + len(head)] if changes is not None else rest
    while len(kept) > 1 and kept[-1].norm in ("to", "until", "till", "for", "by", "at", "on", "from"):
        kept = kept[:-1]
    reference = _named(reader, kept)
    if reference is None:
        return None
    if changes is None:  # what is to change was not understood: the caller asks
        return Command("update_task", reference=reference, changes=Changes(), confidence=0.4)
    return Command("reschedule_task", reference=reference, changes=changes, confidence=0.6)


_ARGUMENTS = {
    "add_task": _add,
    "list_tasks": _list,
    "delete_task": _delete,
    "complete_task": _complete,
    "update_task": _update,
}

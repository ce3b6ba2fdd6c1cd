"""What is said about a turn, rendered from what was committed. No model writes any of this."""

from __future__ import annotations

from collections.abc import Sequence

from behflow.agent.state import Applied, Change, Json, Outcome
from behflow.agent.texts import Words
from behflow.chat.schemas import Op

LINES = 10
_INVERSE: dict[str, Op] = {
    "added": "deleted",
    "deleted": "restored",
    "restored": "deleted",
    "completed": "reopened",
    "reopened": "completed",
    "updated": "updated",
}


def sentences(outcome: Outcome, words: Words) -> list[str]:
    """One outcome in words. Waiting ones are said once for all of them, with their proposal."""
    said = list(outcome.notes)
    if outcome.applied:
        said += _applied(outcome, words)
    if outcome.kind == "undo" and outcome.conflicts:
        parts = [words.say("conflict", name=words.quote(c["name"]), reason=c["reason"]) for c in outcome.conflicts]
        said.append(words.say("not_undone" if outcome.applied else "undo_failed", parts=words.join(parts)))
    elif outcome.conflicts:
        said.append(words.say("left_out", names=words.names([c["name"] for c in outcome.conflicts])))
    if outcome.code == "listed":
        said.append(listing(outcome, words))
    elif outcome.code == "counted":
        said.append(words.say("counted" if outcome.count else "listed_none", count=outcome.count, label=outcome.label))
    elif outcome.code == "too_many":
        said.append(words.say("too_many", count=outcome.args["count"], limit=outcome.args["limit"]))
    elif outcome.code in ("duplicate", "timeout", "unknown_tool", "fault"):
        said.append(words.say(outcome.code))
    elif outcome.code not in ("done", "waiting", "recalled"):
        said.append(_refused(outcome, words))
    return said


def line(outcome: Outcome, words: Words) -> str:
    """One quiet sentence about one call, for the list of steps beside the answer."""
    if outcome.code == "listed" and outcome.tasks:
        return words.say("found", count=outcome.count or len(outcome.tasks), label=outcome.label)
    if outcome.code == "waiting" and outcome.planned:
        return words.say("prepared", title=title(outcome.planned, words))
    said = sentences(outcome, words) or [words.say("nothing_changed")]
    return said[0].partition("\n")[0]


def _refused(outcome: Outcome, words: Words) -> str:
    said = words.quote(outcome.said) if outcome.said else ""
    if outcome.code == "invalid" and outcome.label == "invalid":
        said = outcome.said
    sentence = words.say(outcome.label or "nothing_changed", said=said, name=said)
    if outcome.code == "not_found" and outcome.candidates:
        sentence += " " + words.say("perhaps")
    return sentence


def _applied(outcome: Outcome, words: Words) -> list[str]:
    if outcome.redoes:
        parts = [words.quote(applied.task["name"]) for applied in outcome.applied[:LINES]]
        if len(outcome.applied) > LINES:
            parts.append(words.say("more", count=len(outcome.applied) - LINES))
        return [words.say("redone", parts=words.join(parts))]
    if outcome.kind == "undo":
        parts = [words.say(f"undone_{a.op}", name=words.quote(a.task["name"])) for a in outcome.applied]
        if len(parts) > LINES:
            parts = [*parts[:LINES], words.say("more", count=len(parts) - LINES)]
        return [words.say("undone", parts=words.join(parts))]
    said = []
    for subject, op in dict.fromkeys((applied.subject, applied.op) for applied in outcome.applied):
        group = [applied for applied in outcome.applied if (applied.subject, applied.op) == (subject, op)]
        if len(group) == 1 or subject != "task":
            said += [one(applied, words) for applied in group]
        else:
            names = words.names([applied.task["name"] for applied in group])
            said.append(words.say(f"many_{op}", count=len(group), names=names))
    return said


def one(applied: Applied, words: Words) -> str:
    """One change that was made: 'Added "pay rent", due Tue 24 Nov, 17:00, in Home.'"""
    if applied.subject != "task":
        key = f"{applied.subject}_{applied.op}"
        return words.say(
            key, name=words.quote(applied.task["name"]), rest=words.rest([applied.detail]), detail=applied.detail
        )
    parts = []
    if applied.old_name:
        parts.append(words.say("renamed", name=words.quote(applied.old_name)))
    if applied.detail:
        parts.append(applied.detail)
    rest = words.rest(parts)
    if applied.next is not None and applied.next["due"]:
        rest += words.say("next", when=words.due(applied.next["due"]))
    return words.say(applied.op, name=words.quote(applied.task["name"]), rest=rest)


def listing(outcome: Outcome, words: Words) -> str:
    """A list: how many of what, then one numbered line each."""
    count = outcome.count or len(outcome.tasks)
    if not count:
        return words.say("listed_none", label=outcome.label)
    first = outcome.more and not outcome.count
    lines = [words.say("listed_more" if first else "listed", count=count, label=outcome.label)]
    for number, task in enumerate(outcome.tasks[:LINES], 1):
        parts = [words.due(task["due"])] if task["due"] else []
        if task["priority"] != "low":
            parts.append(words.priority(task["priority"]))
        lines.append(words.say("line", number=number, name=task["name"], rest=words.rest(parts)))
    if count > LINES:
        lines.append(words.say("more", count=count - LINES))
    return "\n".join(lines)


def title(changes: Sequence[Change], words: Words) -> str:
    """What a proposal would do, in a few words."""
    ops = {(change.subject, change.op) for change in changes}
    count = len(changes)
    if len(ops) > 1:
        return words.say("proposal_mixed", count=count)
    ((subject, op),) = ops
    if subject != "task":
        return words.say(f"proposal_{subject}_{op}{'_one' if count == 1 else ''}", count=count)
    return words.say(f"proposal_{op}", count=count, tasks=words.tasks(count))


def waiting(changes: Sequence[Change], words: Words, dropped: int = 0) -> str:
    """What is asked of the user before a proposal runs."""
    said = words.say("waiting", title=f"{title(changes, words)} ({words.names([c.name for c in changes], 5)})")
    return said + " " + words.say("waiting_more", count=len(changes)) if dropped else said


def changes_of(outcomes: Sequence[Outcome]) -> list[Json]:
    """The receipt: what was done to which task, process or memory."""
    return [
        {"op": applied.op, "task_id": applied.task["id"], "name": applied.task["name"]}
        | ({"subject": applied.subject} if applied.subject != "task" else {})
        for outcome in outcomes
        for applied in outcome.applied
    ]


def inverse(op: str) -> Op:
    """What undoing an operation does to its task."""
    return _INVERSE.get(op, "updated")

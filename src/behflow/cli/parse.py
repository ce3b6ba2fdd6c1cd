"""``behflow parse``: what the language engine reads in a text, as a table or as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from behflow.language import Settings, parse_command, parse_quick_add
from behflow.language.calendars import add_days, to_jalali
from behflow.language.labels import due_label
from behflow.language.parsers.offsets import from_now
from behflow.language.policies import clock_on, settle
from behflow.language.reader import read
from behflow.language.refine import borrow_days
from behflow.language.rules import Rule, day_text
from behflow.language.spans import Context, Span
from behflow.timing.occurrences import first

_LEVELS = {"urgent": 1, "high": 2, "medium": 3, "low": 4}


def add_parser(subparsers: Any) -> None:
    """Register ``behflow parse``."""
    parser = subparsers.add_parser("parse", help="show what is read in a text")
    parser.add_argument("text", nargs="*", help="the text, as typed into quick add or chat")
    parser.add_argument("--jsonl", action="store_true", help="read cases from stdin, write predictions to stdout")
    parser.add_argument("--zone", default=None, help="time zone (default: the machine's offset)")
    parser.add_argument("--now", default=None, help="pretend it is this local time (ISO)")
    parser.add_argument("--locale", default="en", help="language of the text (default en)")
    parser.add_argument("--calendar", default="gregorian", choices=("gregorian", "jalali"))
    parser.set_defaults(run=run_parse)


def run_parse(args: argparse.Namespace) -> int:
    """Print a table for one text, or predictions for the cases on stdin."""
    if args.jsonl:
        return _jsonl(sys.stdin, sys.stdout)
    text = " ".join(args.text).strip()
    if not text:
        print("behflow parse: give a text, or --jsonl", file=sys.stderr)
        return 2
    zone = args.zone or "UTC"
    try:
        ZoneInfo(zone)
        pretended = datetime.fromisoformat(args.now) if args.now else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        print(f"behflow parse: {error.args[0]}", file=sys.stderr)
        return 2
    if pretended is not None:
        now = pretended
        now = now if now.tzinfo else now.replace(tzinfo=_zone(zone))
    else:
        now = datetime.now(UTC) if args.zone else datetime.now(UTC).astimezone()
        zone = args.zone or "local"
    settings = Settings(locale=args.locale, calendar=args.calendar)
    for line in _table(text, now, zone, settings):
        print(line)
    return 0


def _zone(name: str) -> Any:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _table(text: str, now: datetime, zone: str, settings: Settings) -> list[str]:
    found = parse_quick_add(text, now, zone, settings)
    command = parse_command(text, now, zone, settings)
    rows = [("title", found.title)]
    rows += [(chip.kind, f"{chip.label}    <- {chip.text!r} [{chip.start}:{chip.end}]") for chip in found.chips]
    if found.due is not None and not any(chip.kind == "due" for chip in found.chips):
        rows.append(("first", due_label(found.due, now.date(), settings)))
    rows.append(("in chat", f"{command.op} ({command.confidence:.1f})"))
    if command.reference is not None:
        rows.append(("  about", str(command.reference.text or command.reference)))
    if command.filter is not None:
        rows.append(("  showing", command.filter.label))
    return [f"{name:12} {value}" for name, value in rows]


def _jsonl(source: IO[str], target: IO[str]) -> int:
    for line in source:
        if line.strip():
            target.write(json.dumps(predict(json.loads(line)), ensure_ascii=False) + "\n")
    target.flush()
    return 0


def predict(case: dict[str, Any]) -> dict[str, Any]:
    """One prediction for one case."""
    text = str(case.get("text") or "")
    out: dict[str, Any] = {"id": case.get("id")}
    if case.get("kind") == "jalali":
        year, month, day = to_jalali(date.fromisoformat(text))
        return {**out, "jalali": f"{year:04d}-{month:02d}-{day:02d}"}
    local = datetime.fromisoformat(case.get("reference") or "2026-01-14T09:00:00").replace(tzinfo=None)
    zone = case.get("timezone")
    name = zone if isinstance(zone, str) else "UTC"
    now = local.replace(tzinfo=_zone(name))
    settings = Settings(locale=str(case.get("lang") or "en"))
    spans, ctx = read(text, local, settings)
    dates: list[dict[str, Any]] = []
    for span in borrow_days(spans):
        if span.kind == "recurrence":
            if "recurrence" not in out:
                rule = span.value.rule
                out["recurrence"] = rule_json(rule, span.value.moment, ctx)
                if case.get("kind") == "next_occurrence":
                    out["next_due"] = _next_due(rule, case)
        elif span.kind in ("date", "time"):
            point = settle(span.value, ctx)
            if point is not None:
                start, end = ctx.tokens[span.i].start, ctx.tokens[span.j - 1].end
                mention = {
                    "text": text[start:end],
                    "index": start,
                    "start": _iso(point.start, point.has_time),
                }
                mention["end"] = None if point.end is None else _iso(point.end, point.has_time)
                offset = point.offset if point.offset is not None else _offset(zone, point.start)
                mention["tz"] = offset if point.has_time else None
                if point.offset is not None:  # the same instant in the case's own zone
                    moved = point.start + timedelta(minutes=_offset(zone, point.start) - point.offset)
                    mention["local"] = _iso(moved, True)
                dates.append(mention)
    if not spans[1:]:
        dates += [_length(text, span, ctx) for span in spans if span.kind == "duration" and _waits(span, ctx)]
    out["dates"] = dates
    command = parse_command(text, now, name, settings)
    quick = parse_quick_add(text, now, name, settings)
    out["op"] = "update_task" if command.op == "reschedule_task" else command.op
    if command.op in ("reopen_task",):
        out["op"] = "update_task"
    elif command.op in ("undo_last", "help", "confirm", "reject", "leave"):
        out["op"] = "none"
    out["title"] = command.add.title if command.add is not None else quick.title
    _signs(out, quick)
    return out


def _waits(span: Span, ctx: Context) -> bool:
    """ "for 5 minutes" begins now."""
    return span.i > 0 and "for" in ctx.tokens[span.i - 1].cats


def _length(text: str, span: Span, ctx: Context) -> dict[str, Any]:
    """A length that is all that a text says of time, as the moment when it is over."""
    moment = from_now(span.value, 1, ctx)
    point = settle(moment, ctx) if moment is not None else None
    start, end = ctx.tokens[span.i].start, ctx.tokens[span.j - 1].end
    found = None if point is None else _iso(point.start, point.has_time)
    return {"text": text[start:end], "index": start, "start": found, "end": None, "tz": None, "kind": "duration"}


def _offset(zone: Any, moment: datetime) -> int:
    """Minutes east of UTC of the case's own zone at that wall time."""
    if isinstance(zone, int):
        return zone
    offset = moment.replace(tzinfo=_zone(zone or "UTC")).utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def _iso(value: datetime, timed: bool) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%S") if timed else value.strftime("%Y-%m-%d")


def _signs(out: dict[str, Any], quick: Any) -> None:
    if quick.priority is not None:
        out["priority"] = _LEVELS[quick.priority]
    if quick.tags:
        out["tags"] = list(quick.tags)
    if quick.uncompletable:
        out["uncompletable"] = True
    if quick.reminders:
        out["reminders"] = [
            {"minutes_before": one.before}
            if one.at is None
            else {"at": datetime.combine(one.at.date, one.at.time).isoformat(timespec="minutes")}
            for one in quick.reminders
        ]
    for name in ("project", "section", "assignee", "description"):
        if getattr(quick, name) is not None:
            out[name] = getattr(quick, name)
    if quick.deadline is not None:
        out["deadline"] = quick.deadline.isoformat()
    if quick.duration_minutes is not None:
        out["duration_min"] = quick.duration_minutes
    if quick.recurrence is not None:
        out["repeat_from"] = quick.recurrence.counted_from


def rule_json(rule: Rule, moment: Any, ctx: Context) -> dict[str, Any]:
    """A rule as the fields of RFC 5545, with the time of day said with it."""
    out: dict[str, Any] = {"freq": rule.freq, "interval": rule.interval}
    if rule.byday:
        out["byday"] = [day_text(n, d) for n, d in rule.byday]
    for name in ("bymonthday", "bymonth", "bysetpos", "byyearday", "byweekno"):
        if getattr(rule, name):
            out[name] = list(getattr(rule, name))
    if rule.count is not None:
        out["count"] = rule.count
    if rule.until is not None:
        out["until"] = rule.until.isoformat()
    if rule.start is not None:
        out["dtstart"] = rule.start.isoformat()
    times = rule.times
    if not times and moment is not None and moment.clock is not None and moment.clock.hour is not None:
        clock = clock_on(moment.clock, add_days(ctx.today, 1), ctx)
        times = ((clock.hour, clock.minute),) if clock is not None else ()
    if times:
        out["byhour"] = sorted({h for h, _ in times})
        out["byminute"] = sorted({m for _, m in times})
    return out


def _next_due(rule: Rule, case: dict[str, Any]) -> str | None:
    done = case.get("completed_on") if rule.completion else None
    start = datetime.fromisoformat(done or case["due"])
    found = first(rule.timed(), start, start)
    return found[0].date().isoformat() if found and (rule.until is None or found[0].date() <= rule.until) else None

"""Text to settled spans: tokenizer, span parsers, refiners, policies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from behflow.language.days import Fields
from behflow.language.festivals import Yearly
from behflow.language.parsers.find import span_at
from behflow.language.parsers.recurrence import recurrence_at
from behflow.language.refine import add_lead, merge
from behflow.language.settings import Settings
from behflow.language.spans import Context, Span
from behflow.language.tokens import Token, hide, readable, tokenize
from behflow.language.words import words

_JOINABLE = words("weekday month jmonth num part ord relday weekdays")
_YEAR_LEADS = words("in since after before by until from due around")
_BINDERS = frozenset("-_/.@#$€£:+'&%!\\=")


def read(
    text: str, now: datetime, settings: Settings, hidden: Sequence[tuple[int, int]] = ()
) -> tuple[list[Span], Context]:
    """All spans of the text, in order, merged and without doubtful words; ``now`` is the user's wall time."""
    tokens = tokenize(readable(text), settings.locale)
    hide(tokens, hidden)
    ctx = Context(now, settings, tokens)
    return read_tokens(ctx), ctx


def read_tokens(ctx: Context) -> list[Span]:
    """The same for tokens that are at hand."""
    t = ctx.tokens
    ctx.read.clear()
    spans: list[Span] = []
    i = floor = 0
    while t[i].kind != "e":
        token = t[i]
        if token.kind == "x" or (token.kind != "n" and not token.cats and token.norm not in ("+", "~", "'")):
            i += 1
            continue
        if i and (
            ("honorific" in t[i - 1].cats and token.text[:1].isupper())
            or (token.kind == "n" and "numbered" in t[i - 1].cats)
        ):
            i += 1  # Mr Friday, page 10
            continue
        span: Span | None = None
        if starts_clean(t, i) or (i == floor + 1 and spans and t[floor].norm == "-" and token.kind == "w"):
            span = recurrence_at(t, i, ctx)
            if span is None or not ends_clean(t, span.j):
                span = span_at(t, i, ctx)
                if span is not None and not ends_clean(t, span.j):
                    span = None
        if span is None:
            i += 1
            continue
        if span.kind != "duration":
            add_lead(t, span, floor)
            if (span.lead == "since" and span.kind == "date") or _told(t, span):
                span.value.past = True
        spans.append(span)
        i = floor = span.j
    return [
        span
        for span in merge(t, spans, ctx)
        if not _stub(t, span) and not _doubtful(t, span) and not _excepted(t, span)
    ]


def _told(t: list[Token], span: Span) -> bool:
    """ "was friday", "ended at noon": said of the past."""
    return span.kind == "date" and span.i > 0 and "tense" in t[span.i - 1].cats


def starts_clean(t: list[Token], i: int) -> bool:
    """A span never starts inside a word, a number or a name made of several."""
    token = t[i]
    if i == 0 or token.gap:
        return True
    before = t[i - 1]
    if before.norm[-1:] == "'":
        return True  # l'an prochain
    if before.kind in "wn":
        return not token.text.isascii() and before.kind == "n"
    if before.norm in _BINDERS:
        if before.norm in "$€£#\\%!":
            return False
        if before.norm == "@":
            return i < 2 or before.gap
        if before.norm in "-:" and i >= 2 and not before.gap and (t[i - 2].cats or t[i - 2].kind == "w" != before.norm):
            return before.norm == ":" or bool(t[i - 2].cats)
        return before.gap or i < 2 or t[i - 2].kind not in "wnx"
    return True


def ends_clean(t: list[Token], j: int) -> bool:
    """... and never ends inside one."""
    after = t[j]
    if after.gap or after.kind == "e":
        return True
    if after.kind in "wn":
        return False
    nxt = t[j + 1]
    if after.norm in "-_/@%:\\°$€£#'" and not nxt.gap and nxt.kind in "wn":
        if after.norm != "-" or (t[j - 1].kind == "n" and "num" in nxt.cats):
            return False  # 7-Eleven
        return nxt.kind == "n" or bool(_JOINABLE & nxt.cats.keys())
    if after.norm in ".," and t[j - 1].kind == "n" and nxt.kind == "n" and not nxt.gap:
        return False
    return after.norm not in "%°€$£"


def _excepted(t: list[Token], span: Span) -> bool:
    return span.i > 0 and "except" in t[span.i - 1].cats


def _stub(t: list[Token], span: Span) -> bool:
    """so, mer, mar: everyday words that are days or months only beside a date or a time, or alone."""
    if span.kind not in ("date", "time") or "stub" not in t[span.core].cats or span.j > span.core + 1:
        return False
    if span.lead and "capital" in t[span.core].cats:
        return False
    return not (all(x.kind == "s" for x in t[: span.i]) and all(x.kind in "es" for x in t[span.j :]))


def _topic(span: Span) -> bool:
    """A quarter, half or season that says what something is about: "sales for last quarter"."""
    if span.lead in ("for", "around") or span.value.to is not None:
        return True
    return isinstance(span.value.days, Yearly) and span.lead in ("", "the", "from")


def _doubtful(t: list[Token], span: Span) -> bool:
    """Everyday words (may, sun, morning, 27th) need support: a preposition, a neighbour, or the text to themselves."""
    value = span.value
    if span.kind == "duration" or span.kind == "recurrence":
        return False
    alone = all(x.kind == "s" for x in t[: span.i]) and all(x.kind in "es" for x in t[span.j :])
    if value.grain in ("quarter", "half") and not alone and _topic(span):
        return True
    if not value.shy:
        return False
    if value.grain == "year":
        return span.lead not in _YEAR_LEADS or (span.lead == "from" and value.to is None)
    if span.lead and span.lead != "the":
        return False
    if alone:
        return False
    after = t[span.j]
    ends = after.kind in "ex" or after.norm in (".", ",", "!", "?", ")", "//", ":", ";", "،")
    day = isinstance(value.days, Fields) and value.days.month is None
    return not (day and ends)

"""What looks like a time and is a price."""

from __future__ import annotations

from behflow.language.parsers.find import span_at
from behflow.language.spans import Context

_CLOCK = ("am", "pm", "a", "p", "o'clock", "h", "clock")


def prices(ctx: Context) -> list[tuple[int, int]]:
    """ "5 @ 3" is a number of things at a price: neither is a time. "27 nov @ 3" and "5 @ 3pm" are."""
    t = ctx.tokens
    found = []
    for k in range(1, len(t) - 3):
        if t[k].norm != "@" or t[k - 1].kind != "n" or t[k + 1].kind != "n" or not t[k + 1].gap:
            continue
        after = t[k + 2]
        if after.norm in (":", ".", *_CLOCK) or not (after.gap or after.kind == "e"):
            continue
        spans = (span_at(t, i, ctx) for i in range(max(0, k - 4), k))
        if not any(span is not None and span.j >= k and span.kind == "date" for span in spans):
            found.append((t[k].start, t[k + 1].end))
    return found

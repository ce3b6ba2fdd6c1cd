"""The engine's own words, and characters that break careless programs: what generated texts are made of."""

from __future__ import annotations

import re

from behflow.language.words import commands_en, commands_fa, en, fa


def _dictionary() -> set[str]:
    tables = (en.WORDS, en.PHRASES, fa.WORDS, fa.PHRASES)
    return {word for table in tables for words in table.values() for word in words}


def _commands() -> set[str]:
    patterns = " ".join(p[2] for p in (*commands_en.PATTERNS, *commands_fa.PATTERNS))
    return set(re.findall(r"[^\s|{}?]+", patterns))


# Typos stand for the words they mean; one of a kind is enough.
WORDS = tuple(sorted(w for w in _dictionary() | _commands() if w))
SIGNS = (
    "p1", "!high", "!فوری", "#home", '#"Two words"', "#کار", "@errand", "@خرید", "+ana", "{friday}", "{", "}", "//",
    "// note", '"', "“", "”", "«", "»", "(", ")", ",", ";", "،", "؛", "!", "?", "؟", ".", ":", "-", "–", "/", "&",
    "~", "every!", "for 45min", "https://example.com/today", "a@b.org", "\n", "\n  ", "- [ ] ", "* ",
)  # fmt: skip
NUMBERS = (
    "0", "00", "1", "5", "12", "13", "24", "25", "27th", "1st", "31", "32", "99", "1900", "2026", "5pm", "17:00",
    "9:5", "24:00", "25:61", "5-7", "1/2", "13/13", "31.12.2026", "2026-02-30", "2026-11-24T10:00", "1405/09/15",
    "1405/13/45", "0000-00-00", "9999-12-31", "99999999999", "1" * 400, "9" * 40 + "th", "1.5h", "1h30m", "۱۵", "٣",
    "۱۴۰۵/۹/۱", "१२", "②", "½", "10^9", "-5", "+5", "1e9", "1,000", "$5", "5%", "3x", "in 99999999999 years",
    "every 0 days", "every 99999999999 weeks", "in 10000000 hours", "999 years before 1 jan 1900",
)  # fmt: skip
NOISE = (
    "\x00", "\x1b[31m", "\u200c", "\u200d", "\u200e", "\u200f", "\u202e", "\u202c", "\u2066", "\ufeff", "\u00a0",
    "\u2028", "\u0301", "e\u0301", "\u0651", "\u0640", "ـــ", "👩\u200d👩\u200d👧", "🇮🇷", "🗓️", "İ", "ı", "ß", "ﬁ", "Ǆ",
    "ﷺ", "\ud800", "\udfff", "\U0010ffff", "\u3000", "\t", "\r\n", "\x85", "a" * 300, "שלום", "ي", "ك", "ة",
)  # fmt: skip
EVERYTHING = WORDS + SIGNS + NUMBERS + NOISE

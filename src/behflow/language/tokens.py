"""Text to tokens: runs of digits, runs of letters, single signs; each with its dictionary categories."""

from __future__ import annotations

import re
from collections.abc import Iterable

from behflow.language.lexicon import NO_CATS, Cats, Lexicon, Phrases, fold, lexicon

# One alternative per character class and no nesting that can overlap: linear in the text.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0655])*"  # Arabic vowel signs are no letters of their own
_TOKEN = re.compile(rf"\d+|{_LETTERS}(?:['’‘\u200c]{_LETTERS})*|[^\w\s]|_|\w")
_NOUNS = frozenset(("weekday", "unit", "month", "jmonth", "holiday", "weekendword"))
_PAD = 8
MAX_READ = 1200


class Token:
    """``kind``: n(umber), w(ord), s(ign), x (hidden from the grammar), e (beyond the end)."""

    __slots__ = ("cats", "end", "gap", "kind", "norm", "num", "start", "text")

    def __init__(self, text: str, norm: str, start: int, end: int, kind: str, gap: bool) -> None:
        self.text = text
        self.norm = norm
        self.start = start
        self.end = end
        self.kind = kind
        self.gap = gap
        self.num = -1
        self.cats: Cats = NO_CATS

    def __repr__(self) -> str:
        return f"<{self.kind} {self.text!r} {','.join(self.cats)}>"


def split_words(text: str) -> list[str]:
    """The token texts alone."""
    return _TOKEN.findall(text)


def tokenize(text: str, locale: str = "en") -> list[Token]:
    """Tokens of ``text`` followed by a few end marks, so that looking ahead never leaves the list."""
    lex = lexicon(locale, split_words)
    words = lex.words
    tokens: list[Token] = []
    last, tied = 0, False
    for match in _TOKEN.finditer(text):
        piece = match.group()
        start, end = match.span()
        first = piece[0]
        if first.isdigit() and piece.isdecimal():
            token = Token(piece, piece, start, end, "n", start > last)
            if len(piece) <= 9:
                token.num = int(piece)
        else:
            norm = fold(piece)
            token = Token(piece, norm, start, end, "w" if first.isalpha() else "s", start > last)
            token.cats = words.get(norm, NO_CATS)
            tied = tied or ("'" in norm and not token.cats)
        tokens.append(token)
        last = end
    out = _join_phrases(text, tokens, lex.phrases)
    if tied:
        apart = [piece for token in out for piece in _apart(token, lex)]
        out = _join_phrases(text, apart, lex.phrases) if len(apart) > len(out) else out
    size = len(text)
    out.extend(Token("", "", size, size, "e", True) for _ in range(_PAD))
    return out


def _apart(token: Token, lex: Lexicon) -> list[Token]:
    """friday's, tomorrow's, d'avril: a word that is known with what is tied to it."""
    if token.cats or "'" not in token.norm or token.kind != "w":
        return [token]
    cut = token.norm.index("'")
    head, tail = token.norm[:cut], token.norm[cut:]
    if len(token.norm) != len(token.text):
        return [token]
    if head in lex.elisions and tail[1:] in lex.words:
        cut += 1
    elif head not in lex.words or tail not in ("'s", "'"):
        return [token]
    pieces = []
    for a, b, gap in ((0, cut, token.gap), (cut, len(token.text), False)):
        piece = Token(token.text[a:b], token.norm[a:b], token.start + a, token.start + b, "w", gap)
        piece.cats = lex.words.get(piece.norm if a else head, NO_CATS)
        pieces.append(piece)
    if pieces[1].norm == "'s":
        pieces[1].kind = "s"
    return pieces


def _join_phrases(text: str, tokens: list[Token], phrases: Phrases) -> list[Token]:
    out: list[Token] = []
    i, count = 0, len(tokens)
    while i < count:
        token = tokens[i]
        for rest, cats, together in phrases.get(token.norm, ()):
            size = len(rest)
            if i + size >= count or any(tokens[i + 1 + k].norm != word for k, word in enumerate(rest)):
                continue
            if together and any(tokens[i + 1 + k].gap for k in range(size)):
                continue
            if tokens[i + size].text[-1].isalnum() and _glued(tokens, i + size + 1):
                continue
            if "relday" in cats and out and (out[-1].kind == "n" or "num" in out[-1].cats):
                continue  # "2 days after tomorrow" counts from tomorrow
            if "relpost" in cats and i + size + 1 < count and _NOUNS & tokens[i + size + 1].cats.keys():
                continue  # "4 days after next monday" counts from next monday
            end = tokens[i + size].end
            joined = Token(text[token.start : end], " ".join((token.norm, *rest)), token.start, end, "w", token.gap)
            joined.cats = cats
            out.append(joined)
            i += size + 1
            break
        else:
            out.append(token)
            i += 1
    return out


def _glued(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and not tokens[i].gap and tokens[i].kind in "wn"


def hide(tokens: list[Token], stretches: Iterable[tuple[int, int]]) -> None:
    """Take the tokens that touch any ``start:end`` away from the grammar; they stay as barriers."""
    k = 0
    for start, end in sorted(stretches):
        while k and tokens[k - 1].end > start:
            k -= 1
        while tokens[k].end <= start and tokens[k].kind != "e":
            k += 1
        while tokens[k].start < end and tokens[k].kind != "e":
            token = tokens[k]
            token.kind, token.cats, token.norm, token.num = "x", NO_CATS, "", -1
            k += 1


def readable(text: str) -> str:
    """The part of a text that the grammar reads: a long one only in its first characters, cut between words."""
    if len(text) <= MAX_READ:
        return text
    cut = max(text.rfind(" ", 0, MAX_READ), text.rfind("\n", 0, MAX_READ))
    return text[: cut if cut > MAX_READ // 2 else MAX_READ]

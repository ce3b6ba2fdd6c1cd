"""Span parsers: each looks at the tokens from one position and gives a partial value or nothing."""

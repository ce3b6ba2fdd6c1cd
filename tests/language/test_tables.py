"""Every sentence of the tables is read as the tables say."""

from __future__ import annotations

import pytest

from behflow.language import parse_quick_add, parse_when
from tests.language.samples import NOW, ZONE
from tests.language.tables import QUICK_ADD, STRETCHES, Row, described, rows


@pytest.mark.parametrize("row", rows(*QUICK_ADD), ids=str)
def test_a_sentence_is_read_as_its_row_says(row: Row) -> None:
    found = parse_quick_add(row.sentence, NOW, ZONE, row.settings)
    assert (described(found), found.title) == (row.read, row.title)


@pytest.mark.parametrize("row", rows(STRETCHES), ids=str)
def test_words_for_a_stretch_mean_its_days(row: Row) -> None:
    when = parse_when(row.sentence, NOW, ZONE, row.settings)
    assert when is not None
    assert f"days {when.first}..{when.last}" == row.read


def test_no_sentence_stands_in_the_tables_twice() -> None:
    seen = [(row.sentence, row.settings) for row in rows(*QUICK_ADD, STRETCHES)]
    assert len(seen) == len(set(seen))

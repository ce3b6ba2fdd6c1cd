"""Search: every word as a beginning, whatever the script and whatever else was typed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.backend.tasks.cases import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A user today: a search begins at what is newest now."""
    desk.now = dt.datetime.now(dt.UTC)
    return desk


@pytest.fixture
async def library(desk: Desk) -> Desk:
    """A user with tasks in three scripts."""
    await desk.create("Pay the rent", description="by bank transfer, account 1234-56")
    await desk.create("خرید کتاب برای مدرسه")
    await desk.create("می‌خواهم فردا به بازار بروم")
    await desk.create("Ärger mit der Übung")
    await desk.create('Ask O\'Brien about C++ & "quotes"')
    await desk.create("Mail anna@example.org http://example.org/path")
    return desk


@pytest.mark.parametrize(
    ("q", "beginning"),
    [
        ("rent", "Pay"), ("re", "Pay"), ("RENT pay", "Pay"), ("tran", "Pay"), ("1234", "Pay"), ("pay acc", "Pay"),
        ("کتا", "خرید"), ("مدرسه خرید", "خرید"), ("می‌خوا", "می"), ("بازا", "می"),
        ("ärg", "Ärger"), ("ÜBUNG", "Ärger"),
        ("o'br", "Ask"), ("O'Brien", "Ask"), ("\"quotes\"", "Ask"), ("c++", "Ask"), ("quot \\", "Ask"), ("& ask",
        "Ask"),
        ("anna@example.org", "Mail"), ("http://example.org/path", "Mail"), ("exam", "Mail"),
    ],
)  # fmt: skip
async def test_a_word_is_found_by_its_beginning(library: Desk, q: str, beginning: str) -> None:
    names = await library.names(q=q)
    assert len(names) == 1
    assert names[0].startswith(beginning)


@pytest.mark.parametrize(
    "q", ["", "   ", "!", "'", "''", "\\", "&|!():*<->", "\"", "- - -", "%", "_", "'; DROP TABLE tasks; --", "…", "🎉",
          "rent:*", "rent & !pay", "a" * 500, "' " * 250, "پ" * 500, "\\'" * 250, "<->", "1" * 500, "$1", "{x}",
          "\u200c"],
)  # fmt: skip
async def test_no_text_breaks_the_search(library: Desk, q: str) -> None:
    assert isinstance(await library.names(q=q), list)


async def test_every_word_must_be_there(library: Desk) -> None:
    assert await library.names(q="pay book") == []


async def test_operators_are_only_words(library: Desk) -> None:
    assert await library.names(q="rent | book") == []


async def test_only_punctuation_finds_nothing(library: Desk) -> None:
    assert await library.names(q="!!! ---") == []


async def test_a_changed_name_is_found_by_its_new_words(library: Desk) -> None:
    task = (await library.list(q="rent"))[0]
    await library.update(task, name="Buy flowers")
    assert await library.names(q="flow") == ["Buy flowers"]
    assert await library.names(q="rent") == []


async def test_results_come_page_by_page(desk: Desk) -> None:
    for number in range(7):
        await desk.create(f"report {number}")
    assert sorted(await desk.every_page(q="rep", limit=2)) == [f"report {n}" for n in range(7)]

"""Titles of tasks that are asked for in sentences: without the words that ask, and with nothing lost."""

from __future__ import annotations

import pytest

from behflow.language import QuickAdd, parse_command
from tests.language.samples import NOW, ZONE


def added(text: str) -> QuickAdd:
    command = parse_command(text, NOW, ZONE)
    assert command.op == "add_task"
    assert command.add is not None
    return command.add


TITLES = [
    ("add plan the party tomorrow", "plan the party"),
    ("add set up the tent on friday", "set up the tent"),
    ("add make dinner tonight", "make dinner"),
    ("create an event called Lantern Parade on saturday at 6", "Lantern Parade"),
    ('add an event named "Open Air Opera" on friday', "Open Air Opera"),
    ("put grocery run on my calendar for tomorrow", "grocery run"),
    ("add quarterly review to my schedule on monday at 9", "quarterly review"),
    ("please set up a new meeting for next week to compare offers", "compare offers"),
    ("make an appointment for new glasses on tuesday", "new glasses"),
    ("block two hours tomorrow for the tax papers", "the tax papers"),
    ("we have a pottery class on sunday at 10", "pottery class"),
    ("i have a pottery class on sunday, add it to my calendar", "pottery class"),
    ("remind me that i have a fitting on friday", "fitting"),
    ("remind me i need to descale the kettle tomorrow", "descale the kettle"),
    ("remind me ten minutes before the webinar", "the webinar"),
    ("remind me an hour before my fitting on friday", "fitting"),
    ("set a reminder in 20 minutes to turn the compost", "turn the compost"),
    ("remind to sweep the porch tonight", "sweep the porch"),
    ("i don't want to forget to return the drill", "return the drill"),
    ("make sure to remind me about the recital on friday", "the recital"),
    ("i have a fitting tomorrow remind me", "fitting"),
    ("remind me to send the invoice tomorrow", "send the invoice"),
    ("i need to book the hall by friday", "book the hall"),
    ("set a reminder to make the phone call", "make the phone call"),
    ("add a reminder for the 11th for the recital", "the recital"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_frame_is_not_a_part_of_the_title(text: str, title: str) -> None:
    assert added(text).title == title


def test_who_comes_and_where_it_is_stand_beside_a_name_that_says_enough() -> None:
    add = added("schedule a budget meeting with Noor at Harbour Hall on friday at 9")
    assert add.title == "a budget meeting"
    assert add.description == "with Noor at Harbour Hall"


def test_a_name_of_one_word_keeps_its_company() -> None:
    add = added("schedule coffee with Noor on friday")
    assert (add.title, add.description) == ("coffee with Noor", None)


def test_what_is_said_about_a_reminder_stays_whole() -> None:
    assert added("remind me to prepare the budget meeting with Noor on friday").title == (
        "prepare the budget meeting with Noor"
    )


def test_a_second_sentence_becomes_the_description() -> None:
    add = added("Add a board meeting on friday at 9. Bring the signed copies.")
    assert add.title == "a board meeting"
    assert add.description == "Bring the signed copies"


def test_where_one_will_be_when_reminded_is_kept() -> None:
    add = added("when i get home remind me to start the dishwasher")
    assert (add.title, add.description) == ("start the dishwasher", "when i get home")

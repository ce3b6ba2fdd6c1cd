"""Texts that only look like dates, repeats or signs: nothing may be read, no word may be lost."""

from __future__ import annotations

import pytest

from behflow.language import parse_quick_add
from tests.language.samples import NOW, ZONE

PLAIN = [
    "Renew domain 6 weeks before launch",
    "Create monthly report",
    "Write weekly review",
    "Prepare the daily standup notes",
    "Yearly budget planning",
    "Unimportant paperwork cleanup",
    "Read the 9/11 Report",
    "March for science poster",
    "Sun cream and hats",
    "Learn Saturday Night Fever dance",
    "Buy Friday Night Lights DVD",
    "Sat phone batteries",
    "Mon ami gift card",
    "May flowers seeds",
    "Call April about the invoice",
    "Email June",
    "Ask August Schmidt for the keys",
    "Second opinion from the doctor",
    "Watch the second season",
    "First draft of the novel",
    "24/7 support contract",
    "Boy scout meeting",
    "Buy Christmas presents",
    "Dye easter eggs",
    "Deliver to 12 Oak Street",
    "Send it at 12 oak street",
    "Lunch w/ Tom",
    "Lunch with Tom and Ana",
    "Ask May about June",
    "Plan the budget for next quarter",
    "Sales for last quarter",
    "Add 1/2 cup sugar to the recipe",
    "Fix bug #134",
    "Upgrade to Python 3.11",
    "Deploy version 1.1.30",
    "Check 192.168.1.10",
    "Reply to ana@example.com",
    "Open https://example.com/2026-01-27/today",
    "Call +49 30 1234567",
    "Schedule a 1:1 with Leo",
    "Buy 2 pairs of shoes",
    "Pay $500 to Leo",
    "Spend 20% less",
    "Order 12 eggs",
    "Meet the team of 5",
    "Room 1900 needs a key",
    "Read 1984",
    "Deliver 2000 pieces",
    "Clean the afternoon tea set",
    "Morning run playlist",
    "Fix the todayview component",
    "Rename lastmonthly.csv",
    "Replace the non-friday banner",
    "Do it now-ish or never",
    "Review C++ code",
    "Save as p5 sketch",
    "Group p1p2 results",
    "Say hi! low effort",
    "Compare A/B test",
    "Print the word every",
    "Every Breath You Take tabs",
    "Blink every 5 minutes",
    "Notes about last week",
    "Write down what happened yesterday",
    "Half the apples",
    "Order one of those lamps",
    "Quarter pounder recipe",
    "Invite a few people",
    "In a nutshell chapter",
    "At the museum tickets",
    "The end of an era",
    "Middle school play",
    "Night shift schedule",
    "Minute taking template",
    "Hour of code",
    "Summary of the meeting",
    "To be or not to be",
    "Secondary school forms",
    "Marching band",
    "Wedding planning",
    "Thunderstorm checklist",
    "Satellite dish",
    "Sunscreen",
    "Monkey bars",
    "Decide on curtains",
    "Januaryjones fan mail",
    "p1nk paint",
    "a@b",
    "#",
    "@ # + !",
    "{not a date}",
    "!important",
    "//",
    "نامه به مهری",
    "خرید شیر و نان",
    "کتاب هزار و یک شب را بخوان",
]


@pytest.mark.parametrize("text", PLAIN)
def test_nothing_is_read_in_a_plain_title(text: str) -> None:
    found = parse_quick_add(text, NOW, ZONE)
    assert [(chip.kind, chip.text) for chip in found.chips] == []
    assert found.title == text
    assert found.due is None


def test_a_quoted_title_is_not_parsed_and_loses_its_quotes() -> None:
    found = parse_quick_add('"Buy milk tomorrow !high #home"', NOW, ZONE)
    assert (found.title, found.chips) == ("Buy milk tomorrow !high #home", ())


def test_quotes_inside_a_title_protect_their_words_and_stay() -> None:
    found = parse_quick_add('Watch "Tomorrow Never Dies" friday', NOW, ZONE)
    assert found.title == 'Watch "Tomorrow Never Dies"'
    assert [chip.text for chip in found.chips] == ["friday"]


def test_persian_quotes_protect_too() -> None:
    assert parse_quick_add("دیدن «فردا» جمعه", NOW, ZONE).title == "دیدن «فردا»"


def test_a_rejected_chip_is_title_text_again() -> None:
    text = "Watch Friday the 13th"
    chip = parse_quick_add(text, NOW, ZONE).chips[0]
    again = parse_quick_add(text, NOW, ZONE, skip=[(chip.start, chip.end)])
    assert (again.title, again.due, again.chips) == (text, None, ())


def test_rejecting_one_chip_keeps_the_others() -> None:
    text = "Create report friday !high #home"
    kept = parse_quick_add(text, NOW, ZONE, skip=[(14, 20)])
    assert kept.title == "Create report friday"
    assert [chip.kind for chip in kept.chips] == ["priority", "project"]


def test_a_text_longer_than_the_grammar_reads_keeps_every_word() -> None:
    text = "word " * 3000 + "tomorrow"
    assert parse_quick_add(text, NOW, ZONE).title == text.strip()

"""German: dates, times, ranges, distances and repeats."""

from __future__ import annotations

import pytest

from behflow.language import Settings, parse_quick_add
from tests.language.samples import NOW, ZONE

GERMAN = Settings(locale="de")
TITLE = "Ana anrufen"

DUES = {
    "um fünf vor acht": "2026-11-23T19:55",
    "um dreiviertel acht": "2026-11-23T19:45",
    "um vierzehn Uhr": "2026-11-23T14:00",
    "am Freitagmorgen": "2026-11-27T09:00",
    "am Freitagabend": "2026-11-27T19:00",
    "Dienstag Morgen": "2026-11-24T09:00",
    "nächsten Montagabend": "2026-11-30T19:00",
    "am Wochenende": "2026-11-28",
    "heute": "2026-11-23",
    "morgen": "2026-11-24",
    "übermorgen": "2026-11-25",
    "morgen früh": "2026-11-24T09:00",
    "morgen Abend": "2026-11-24T19:00",
    "heute Abend": "2026-11-23T19:00",
    "heute Abend um 8": "2026-11-23T20:00",
    "heute Nacht": "2026-11-23T22:00",
    "morgen um 15 Uhr": "2026-11-24T15:00",
    "morgen um 9 Uhr 30": "2026-11-24T09:30",
    "um halb fünf": "2026-11-23T16:30",
    "um Viertel nach acht": "2026-11-23T20:15",
    "um Viertel vor 6": "2026-11-23T17:45",
    "um 10 nach 3": "2026-11-23T15:10",
    "um 14h": "2026-11-23T14:00",
    "um 16h30": "2026-11-23T16:30",
    "gegen 18 Uhr": "2026-11-23T18:00",
    "um 7 Uhr morgens": "2026-11-24T07:00",
    "um 8 Uhr abends": "2026-11-23T20:00",
    "um Mitternacht": "2026-11-24T00:00",
    "Dienstagnachmittag um 4": "2026-11-24T16:00",
    "am Mittwoch Nachmittag": "2026-11-25T12:00",
    "am Freitag": "2026-11-27",
    "Freitag": "2026-11-27",
    "nächsten Freitag": "2026-12-04",
    "kommenden Freitag": "2026-11-27",
    "diesen Donnerstag": "2026-11-26",
    "Do um 15 Uhr": "2026-11-26T15:00",
    "am Sa": "2026-11-28",
    "am Samstag um 11": "2026-11-28T11:00",
    "am Freitag nächster Woche": "2026-12-04",
    "nächste Woche": "2026-11-30",
    "übernächste Woche": "2026-12-07",
    "nächsten Monat": "2026-12-01",
    "nächstes Jahr": "2027-01-01",
    "nächstes Wochenende": "2026-12-05",
    "diese Woche Donnerstag": "2026-11-26",
    "in 3 Tagen": "2026-11-26",
    "in zwei Wochen": "2026-12-07",
    "in einer Stunde": "2026-11-23T11:00",
    "in einer halben Stunde": "2026-11-23T10:30",
    "in anderthalb Stunden": "2026-11-23T11:30",
    "in einer Viertelstunde": "2026-11-23T10:15",
    "in 2 Stunden und 15 Minuten": "2026-11-23T12:15",
    "in einem Monat": "2026-12-23",
    "in 5 Werktagen": "2026-11-30",
    "in einundzwanzig Tagen": "2026-12-14",
    "in ein paar Tagen": "2026-11-26",
    "am 24.12.": "2026-12-24",
    "am 24.12.2026": "2026-12-24",
    "24.12.26": "2026-12-24",
    "am 24. Dezember": "2026-12-24",
    "24. Dez. 2026": "2026-12-24",
    "am 3. März": "2027-03-03",
    "am 3. Maerz 2027": "2027-03-03",
    "am dritten März": "2027-03-03",
    "am ersten Mai": "2027-05-01",
    "Montag, den 30. November": "2026-11-30",
    "am 15.": "2026-12-15",
    "bis zum 30.": "2026-11-30",
    "am 1.2. um 9 Uhr": "2027-02-01T09:00",
    "am Dienstag, 1. Dezember, um 10:30 Uhr": "2026-12-01T10:30",
    "Ende des Monats": "2026-11-30",
    "Ende nächster Woche": "2026-12-04",
    "Mitte Januar": "2027-01-15",
    "am letzten Freitag im Monat": "2026-11-27",
    "am ersten Montag im Dezember": "2026-12-07",
    "am 2. Montag im Januar": "2027-01-11",
    "an Heiligabend": "2026-12-24",
    "zu Weihnachten": "2026-12-25",
    "an Silvester": "2026-12-31",
    "am Ostermontag": "2027-03-29",
    "bis Freitag": "2026-11-27",
    "vor Freitag": "2026-11-27",
    "spätestens am Donnerstag": "2026-11-26",
    "ab Montag": "2026-11-30",
    "von 14 bis 16 Uhr": "2026-11-23T14:00",
    "morgen von 9 bis 11 Uhr": "2026-11-24T09:00",
    "zwischen 14 und 16 Uhr": "2026-11-23T14:00",
    "am Freitag von 18:30 bis 20:00": "2026-11-27T18:30",
    "am Dienstag von 8:30 bis 17:00 Uhr": "2026-11-24T08:30",
    "in KW 50": "2026-12-07",
    "tomorrow": "2026-11-24",
    "friday 5pm": "2026-11-27T17:00",
    "friday 8am": "2026-11-27T08:00",
    "zwei Wochen nach Ostern": "2027-04-11",
    "3 Tage vor Weihnachten": "2026-12-22",
}


@pytest.mark.parametrize(("words", "due"), DUES.items())
def test_german_dates(words: str, due: str) -> None:
    found = parse_quick_add(f"{TITLE} {words}", NOW, ZONE, GERMAN)
    assert found.title == TITLE
    assert found.due is not None
    assert found.due.date.isoformat() + (f"T{found.due.time:%H:%M}" if found.due.time else "") == due


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("am 15. jedes Monats", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("jeden Tag", "FREQ=DAILY"),
        ("täglich", "FREQ=DAILY"),
        ("täglich um 8 Uhr", "FREQ=DAILY"),
        ("alle 2 Tage", "FREQ=DAILY;INTERVAL=2"),
        ("alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2"),
        ("jede Woche", "FREQ=WEEKLY"),
        ("wöchentlich", "FREQ=WEEKLY"),
        ("jeden Montag", "FREQ=WEEKLY;BYDAY=MO"),
        ("jeden Montag und Mittwoch", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("jeden Dienstag um 18 Uhr", "FREQ=WEEKLY;BYDAY=TU"),
        ("montags", "FREQ=WEEKLY;BYDAY=MO"),
        ("jeden Freitagabend", "FREQ=WEEKLY;BYDAY=FR"),
        ("jeden Monat", "FREQ=MONTHLY"),
        ("monatlich", "FREQ=MONTHLY"),
        ("alle drei Monate", "FREQ=MONTHLY;INTERVAL=3"),
        ("jedes Jahr", "FREQ=YEARLY"),
        ("jährlich", "FREQ=YEARLY"),
        ("jeden Werktag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("jeden zweiten Tag", "FREQ=DAILY;INTERVAL=2"),
        ("jeden ersten Montag im Monat", "FREQ=MONTHLY;BYDAY=1MO"),
        ("jeden 15. des Monats", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("jeden letzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("stündlich", "FREQ=HOURLY"),
        ("jedes Wochenende", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("alle 6 Stunden", "FREQ=HOURLY;INTERVAL=6"),
        ("einmal pro Woche", "FREQ=WEEKLY"),
        ("jeden 3. März", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3"),
    ],
)
def test_german_repeats(words: str, rule: str) -> None:
    found = parse_quick_add(f"{TITLE} {words}", NOW, ZONE, GERMAN)
    assert found.title == TITLE
    assert found.recurrence is not None
    assert found.recurrence.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "Mein To Do",
        "Drucker im 3. Stock",
        "Kapitel 5.",
        "Auto und so",
        "Das war so",
        "Wer kommt mit",
        "Milch und Brot kaufen",
        "Buch über den Fall lesen",
        "Film: Der Tod",
        "Punkt 3 besprechen",
        "7 Zwerge einladen",
        "Alle Fenster putzen",
        "Jan anrufen",
        "Es war einmal",
        "Version 2.4 testen",
        "Zimmer 12 reinigen",
        "1. Klasse buchen",
    ],
)
def test_german_words_without_a_date(text: str) -> None:
    found = parse_quick_add(text, NOW, ZONE, GERMAN)
    assert found.due is None
    assert found.recurrence is None
    assert found.title == text

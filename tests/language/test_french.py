"""French: dates, times, ranges, distances and repeats."""

from __future__ import annotations

import pytest

from behflow.language import Settings, parse_quick_add
from tests.language.samples import NOW, ZONE

FRENCH = Settings(locale="fr")
TITLE = "Appeler Ana"

DUES = {
    "à huit heures moins le quart": "2026-11-23T19:45",
    "à vingt heures": "2026-11-23T20:00",
    "l'année prochaine": "2027-01-01",
    "l'an prochain": "2027-01-01",
    "le week-end": "2026-11-28",
    "dans un quart d'heure": "2026-11-23T10:15",
    "dans trois quarts d'heure": "2026-11-23T10:45",
    "le 15": "2026-12-15",
    "le 3 d'avril": "2027-04-03",
    "aujourd'hui": "2026-11-23",
    "demain": "2026-11-24",
    "après-demain": "2026-11-25",
    "après demain": "2026-11-25",
    "demain matin": "2026-11-24T09:00",
    "demain après-midi": "2026-11-24T12:00",
    "demain soir": "2026-11-24T19:00",
    "ce soir": "2026-11-23T19:00",
    "ce soir à 8h": "2026-11-23T20:00",
    "cet après-midi": "2026-11-23T12:00",
    "demain à 15h": "2026-11-24T15:00",
    "demain à 8h30": "2026-11-24T08:30",
    "à 8 heures et demie": "2026-11-23T20:30",
    "à 7 heures et quart": "2026-11-23T19:15",
    "à 18 heures": "2026-11-23T18:00",
    "à midi": "2026-11-23T12:00",
    "à minuit": "2026-11-24T00:00",
    "demain à 9 heures du matin": "2026-11-24T09:00",
    "à 5 heures de l'après-midi": "2026-11-23T17:00",
    "vers 17h": "2026-11-23T17:00",
    "à 3h": "2026-11-23T15:00",
    "à 14 h 30": "2026-11-23T14:30",
    "vendredi": "2026-11-27",
    "vendredi prochain": "2026-12-04",
    "ce jeudi": "2026-11-26",
    "le vendredi 27 novembre": "2026-11-27",
    "samedi matin": "2026-11-28T09:00",
    "mardi à 10h": "2026-11-24T10:00",
    "mercredi soir à 7h": "2026-11-25T19:00",
    "mar 15h": "2026-11-24T15:00",
    "le mardi 24": "2026-11-24",
    "la semaine prochaine": "2026-11-30",
    "le mois prochain": "2026-12-01",
    "ce week-end": "2026-11-28",
    "le week-end prochain": "2026-12-05",
    "vendredi de la semaine prochaine": "2026-12-04",
    "dans 3 jours": "2026-11-26",
    "dans deux semaines": "2026-12-07",
    "dans une heure": "2026-11-23T11:00",
    "dans une demi-heure": "2026-11-23T10:30",
    "dans une heure et demie": "2026-11-23T11:30",
    "dans un mois": "2026-12-23",
    "d'ici 3 jours": "2026-11-26",
    "dans quelques jours": "2026-11-26",
    "sous 5 jours ouvrés": "2026-11-30",
    "dans vingt et un jours": "2026-12-14",
    "dans 2h": "2026-11-23T12:00",
    "dans un an": "2027-11-23",
    "le 3 mars": "2027-03-03",
    "le 1er mars": "2027-03-01",
    "le premier mai": "2027-05-01",
    "24 décembre 2026": "2026-12-24",
    "le 24 déc.": "2026-12-24",
    "le 3 avril 2027": "2027-04-03",
    "le 24/12": "2026-12-24",
    "le 3/4/2027": "2027-04-03",
    "24-12-2026": "2026-12-24",
    "le trois mars": "2027-03-03",
    "le 15 août": "2027-08-15",
    "le 5 janvier à 10h15": "2027-01-05T10:15",
    "le 12 févr. 2027": "2027-02-12",
    "le 15 sept 2027": "2027-09-15",
    "fin du mois": "2026-11-30",
    "à la fin du mois": "2026-11-30",
    "mi-janvier": "2027-01-15",
    "fin janvier": "2027-01-31",
    "le dernier vendredi du mois": "2026-11-27",
    "le premier lundi de décembre": "2026-12-07",
    "à Noël": "2026-12-25",
    "le lundi de Pâques": "2027-03-29",
    "le jour de l'an": "2027-01-01",
    "la veille de Noël": "2026-12-24",
    "avant vendredi": "2026-11-27",
    "jusqu'à jeudi": "2026-11-26",
    "d'ici vendredi": "2026-11-27",
    "à partir de lundi": "2026-11-30",
    "avant 17h": "2026-11-23T17:00",
    "pour le 30 novembre": "2026-11-30",
    "au plus tard jeudi": "2026-11-26",
    "de 14h à 16h": "2026-11-23T14:00",
    "demain de 9 à 11 h": "2026-11-24T09:00",
    "entre 14h et 16h": "2026-11-23T14:00",
    "mardi de 8h30 à 17h": "2026-11-24T08:30",
    "du 3 au 5 mars": "2027-03-03",
    "vendredi de 18h30 à 20h00": "2026-11-27T18:30",
    "tomorrow": "2026-11-24",
    "friday 5pm": "2026-11-27T17:00",
    "trois jours avant Noël": "2026-12-22",
}


@pytest.mark.parametrize(("words", "due"), DUES.items())
def test_french_dates(words: str, due: str) -> None:
    found = parse_quick_add(f"{TITLE} {words}", NOW, ZONE, FRENCH)
    assert found.title == TITLE
    assert found.due is not None
    assert found.due.date.isoformat() + (f"T{found.due.time:%H:%M}" if found.due.time else "") == due


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("le 15 de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("toutes les 6 heures", "FREQ=HOURLY;INTERVAL=6"),
        ("chaque jour", "FREQ=DAILY"),
        ("tous les jours", "FREQ=DAILY"),
        ("quotidiennement", "FREQ=DAILY"),
        ("tous les 2 jours", "FREQ=DAILY;INTERVAL=2"),
        ("toutes les deux semaines", "FREQ=WEEKLY;INTERVAL=2"),
        ("chaque semaine", "FREQ=WEEKLY"),
        ("toutes les semaines", "FREQ=WEEKLY"),
        ("chaque lundi", "FREQ=WEEKLY;BYDAY=MO"),
        ("tous les lundis", "FREQ=WEEKLY;BYDAY=MO"),
        ("les lundis", "FREQ=WEEKLY;BYDAY=MO"),
        ("tous les lundis et mercredis", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("tous les mardis à 18h", "FREQ=WEEKLY;BYDAY=TU"),
        ("chaque mois", "FREQ=MONTHLY"),
        ("tous les mois", "FREQ=MONTHLY"),
        ("mensuellement", "FREQ=MONTHLY"),
        ("tous les trois mois", "FREQ=MONTHLY;INTERVAL=3"),
        ("chaque année", "FREQ=YEARLY"),
        ("tous les ans", "FREQ=YEARLY"),
        ("chaque jour ouvré", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("le 1er de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("le premier lundi de chaque mois", "FREQ=MONTHLY;BYDAY=1MO"),
        ("le dernier vendredi de chaque mois", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("chaque week-end", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("une fois par semaine", "FREQ=WEEKLY"),
        ("un jour sur deux", "FREQ=DAILY;INTERVAL=2"),
        ("chaque vendredi soir", "FREQ=WEEKLY;BYDAY=FR"),
        ("chaque 3 mars", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3"),
        ("tous les matins", "FREQ=DAILY"),
    ],
)
def test_french_repeats(words: str, rule: str) -> None:
    found = parse_quick_add(f"{TITLE} {words}", NOW, ZONE, FRENCH)
    assert found.title == TITLE
    assert found.recurrence is not None
    assert found.recurrence.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "Voir la mer",
        "Marie a 3 enfants",
        "Acheter du lait",
        "Les sept nains",
        "Planète Mars",
        "Mon dossier",
        "La réunion est annulée",
        "Version 2.4",
        "Chapitre 5",
        "Il est parti",
        "Acheter 12 oeufs",
        "Un an de garantie",
        "Les quatre saisons",
        "Aller à l'est",
        "C'est ça",
        "Deux cafés et un thé",
        "Parler à mon chef",
    ],
)
def test_french_words_without_a_date(text: str) -> None:
    found = parse_quick_add(text, NOW, ZONE, FRENCH)
    assert found.due is None
    assert found.recurrence is None
    assert found.title == text

"""Spanish: dates, times, ranges, distances and repeats."""

from __future__ import annotations

import pytest

from behflow.language import Settings, parse_quick_add
from tests.language.samples import NOW, ZONE

SPANISH = Settings(locale="es")
TITLE = "Llamar Ana"

DUES = {
    "a las veinte horas": "2026-11-23T20:00",
    "el fin de semana": "2026-11-28",
    "el 15": "2026-12-15",
    "el día 15": "2026-12-15",
    "antes de las 5": "2026-11-23T17:00",
    "alrededor de las 6": "2026-11-23T18:00",
    "hasta las 8 de la tarde": "2026-11-23T20:00",
    "de las 3 a las 5": "2026-11-23T15:00",
    "hoy": "2026-11-23",
    "mañana": "2026-11-24",
    "pasado mañana": "2026-11-25",
    "mañana por la mañana": "2026-11-24T09:00",
    "mañana por la tarde": "2026-11-24T12:00",
    "mañana a las 5": "2026-11-24T17:00",
    "mañana a las 9:30": "2026-11-24T09:30",
    "esta noche": "2026-11-23T22:00",
    "esta tarde a las 6": "2026-11-23T18:00",
    "a las 7 y media": "2026-11-23T19:30",
    "a las siete y cuarto": "2026-11-23T19:15",
    "a las ocho menos cuarto": "2026-11-23T19:45",
    "a las 5 de la tarde": "2026-11-23T17:00",
    "a las 11 de la noche": "2026-11-23T23:00",
    "mañana a las 8 de la mañana": "2026-11-24T08:00",
    "a la una": "2026-11-23T13:00",
    "a las 20 horas": "2026-11-23T20:00",
    "a las 18h": "2026-11-23T18:00",
    "al mediodía": "2026-11-23T12:00",
    "a medianoche": "2026-11-24T00:00",
    "el viernes": "2026-11-27",
    "viernes": "2026-11-27",
    "el próximo viernes": "2026-12-04",
    "este jueves": "2026-11-26",
    "el viernes que viene": "2026-12-04",
    "el lunes próximo": "2026-11-30",
    "el viernes a las 10": "2026-11-27T10:00",
    "el sábado por la mañana": "2026-11-28T09:00",
    "el martes 24": "2026-11-24",
    "el miércoles 25 de noviembre": "2026-11-25",
    "la próxima semana": "2026-11-30",
    "la semana que viene": "2026-11-30",
    "el mes que viene": "2026-12-01",
    "el próximo mes": "2026-12-01",
    "el año que viene": "2027-01-01",
    "el próximo fin de semana": "2026-12-05",
    "este fin de semana": "2026-11-28",
    "este finde": "2026-11-28",
    "en 3 días": "2026-11-26",
    "en tres días": "2026-11-26",
    "dentro de dos semanas": "2026-12-07",
    "en una hora": "2026-11-23T11:00",
    "en media hora": "2026-11-23T10:30",
    "en una hora y media": "2026-11-23T11:30",
    "dentro de un mes": "2026-12-23",
    "en unos días": "2026-11-26",
    "en 5 días hábiles": "2026-11-30",
    "dentro de treinta y un días": "2026-12-24",
    "en 5 h": "2026-11-23T15:00",
    "el 3 de marzo": "2027-03-03",
    "el 24 de diciembre de 2026": "2026-12-24",
    "3 marzo 2027": "2027-03-03",
    "24 dic": "2026-12-24",
    "el 1º de mayo": "2027-05-01",
    "el primero de enero": "2027-01-01",
    "el 24/12": "2026-12-24",
    "el 3/4/2027": "2027-04-03",
    "24-12-2026": "2026-12-24",
    "el tres de marzo": "2027-03-03",
    "para el 30 de noviembre": "2026-11-30",
    "el 5 de enero a las 10:15": "2027-01-05T10:15",
    "el veintinueve de mayo": "2027-05-29",
    "el 10 mar 2027": "2027-03-10",
    "a fin de mes": "2026-11-30",
    "a finales de mes": "2026-11-30",
    "a mediados de enero": "2027-01-15",
    "el último viernes del mes": "2026-11-27",
    "el primer lunes de diciembre": "2026-12-07",
    "en Nochebuena": "2026-12-24",
    "en Navidad": "2026-12-25",
    "el Viernes Santo": "2027-03-26",
    "en Nochevieja": "2026-12-31",
    "antes del viernes": "2026-11-27",
    "hasta el jueves": "2026-11-26",
    "a partir del lunes": "2026-11-30",
    "a más tardar el jueves": "2026-11-26",
    "de 2 a 4 de la tarde": "2026-11-23T14:00",
    "mañana de 9 a 11": "2026-11-24T09:00",
    "entre las 2 y las 4": "2026-11-23T14:00",
    "el viernes de 16:00 a 18:00": "2026-11-27T16:00",
    "el martes de 8:30 a 17:00": "2026-11-24T08:30",
    "del 3 al 5 de marzo": "2027-03-03",
    "tomorrow": "2026-11-24",
    "friday 5pm": "2026-11-27T17:00",
    "tres días antes de Navidad": "2026-12-22",
}


@pytest.mark.parametrize(("words", "due"), DUES.items())
def test_spanish_dates(words: str, due: str) -> None:
    found = parse_quick_add(f"{TITLE} {words}", NOW, ZONE, SPANISH)
    assert found.title == TITLE
    assert found.due is not None
    assert found.due.date.isoformat() + (f"T{found.due.time:%H:%M}" if found.due.time else "") == due


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("el 15 de cada mes", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("cada 6 horas", "FREQ=HOURLY;INTERVAL=6"),
        ("cada 3 de marzo", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3"),
        ("cada día", "FREQ=DAILY"),
        ("todos los días", "FREQ=DAILY"),
        ("diariamente", "FREQ=DAILY"),
        ("cada 2 días", "FREQ=DAILY;INTERVAL=2"),
        ("cada dos semanas", "FREQ=WEEKLY;INTERVAL=2"),
        ("cada semana", "FREQ=WEEKLY"),
        ("todas las semanas", "FREQ=WEEKLY"),
        ("semanalmente", "FREQ=WEEKLY"),
        ("cada lunes", "FREQ=WEEKLY;BYDAY=MO"),
        ("todos los lunes", "FREQ=WEEKLY;BYDAY=MO"),
        ("los lunes", "FREQ=WEEKLY;BYDAY=MO"),
        ("los lunes y miércoles", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("todos los martes a las 6 de la tarde", "FREQ=WEEKLY;BYDAY=TU"),
        ("cada mes", "FREQ=MONTHLY"),
        ("mensualmente", "FREQ=MONTHLY"),
        ("cada tres meses", "FREQ=MONTHLY;INTERVAL=3"),
        ("cada año", "FREQ=YEARLY"),
        ("todos los años", "FREQ=YEARLY"),
        ("cada día laborable", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("el primer lunes de cada mes", "FREQ=MONTHLY;BYDAY=1MO"),
        ("el último viernes de cada mes", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("cada fin de semana", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("una vez por semana", "FREQ=WEEKLY"),
        ("cada viernes por la noche", "FREQ=WEEKLY;BYDAY=FR"),
        ("todas las mañanas", "FREQ=DAILY"),
    ],
)
def test_spanish_repeats(words: str, rule: str) -> None:
    found = parse_quick_add(f"{TITLE} {words}", NOW, ZONE, SPANISH)
    assert found.title == TITLE
    assert found.recurrence is not None
    assert found.recurrence.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "Nadar en el mar",
        "Comprar leche",
        "Ir al sol",
        "Ver las 3 tareas",
        "Llamar a don Juan",
        "Ya está hecho",
        "Leer Cien años de soledad",
        "Esta es la lista",
        "Versión 2.4",
        "Capítulo 5",
        "Once personas",
        "Comprar 12 huevos",
        "Dos cafés y un té",
    ],
)
def test_spanish_words_without_a_date(text: str) -> None:
    found = parse_quick_add(text, NOW, ZONE, SPANISH)
    assert found.due is None
    assert found.recurrence is None
    assert found.title == text

"""German words."""

from __future__ import annotations

from typing import Any

from behflow.language.words import count, same, typos

_ENDINGS = ("e", "en", "er", "es", "em")
_DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonntag"
_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember"
_ONES = "ein zwei drei vier fünf sechs sieben acht neun"
_TENS = {w: 20 + 10 * n for w, n in count("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 0).items()}
_PARTS = {
    "früh": "morning", "morgen": "morning", "vormittag": "morning", "mittag": "noon", "nachmittag": "afternoon",
    "abend": "evening", "nacht": "night",
}  # fmt: skip
_RELDAYS = {"heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2, "gestern": -1, "vorgestern": -2}
_ORDS = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt"  # noqa: E501

_UNITS = (("woche", "week"), ("monat", "month"), ("monats", "month"), ("jahr", "year"), ("jahres", "year"))


def _bent(text: str, value: Any = True) -> dict[str, Any]:
    """Adjectives with all their endings."""
    return {stem + ending: value for stem in text.split() for ending in _ENDINGS}


def _plain(names: dict[str, Any]) -> dict[str, Any]:
    """Also written without umlauts: fuenf, Maerz."""
    spelt = {w.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"): v for w, v in names.items()}
    return {**spelt, **names}


def _numbers() -> dict[str, int]:
    out = {one + "und" + ten: n + k for ten, n in _TENS.items() for k, one in enumerate(_ONES.split(), 1)}
    return {**out, **_TENS, **count("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn", 0)}


def _ordinals() -> dict[str, int]:
    tens = {word + "st" + ending: n for word, n in _numbers().items() if n >= 20 for ending in _ENDINGS}
    return {**tens, **{stem + ending: n for n, stem in enumerate(_ORDS.split(), 1) for ending in _ENDINGS}}


WORDS: dict[str, dict[str, Any]] = {
    "num": {
        **_plain(_numbers()),
        **count("vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 14),
        **same("eins", 1),
        **{"zwo": 2, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "dutzend": 12},
        **same("einige einigen ein_paar", 3),
        **same("mehrere mehreren", 7),
    },
    "scale": {"hundert": 100, "tausend": 1000},
    "article": same("ein eine einen einem einer eines"),
    "some": same("einige einigen mehrere mehreren paar"),
    "zero": same("null"),
    "half": {**same("halb"), **_bent("halb")},
    "halfto": {"halb": 30, "dreiviertel": 15},
    "fraction": {"viertel": 0.25, "drittel": 1 / 3},
    "quarter": same("viertel"),
    "quarterword": same("quartal quartals"),
    "ord": {**_plain(_ordinals()), **_bent("letzt", -1), **_bent("vorletzt", -2)},
    "ordsuffix": same("te ten ter tes ."),
    "dot": same("."),
    "unit": {
        **same("sekunde sekunden sek", ("second", 1)),
        **same("minute minuten min", ("minute", 1)),
        **same("viertelstunde viertelstunden", ("minute", 15)),
        **same("dreiviertelstunde", ("minute", 45)),
        **same("stunde stunden std", ("hour", 1)),
        **same("tag tage tagen tages", ("day", 1)),
        **same("woche wochen", ("week", 1)),
        **same("monat monate monaten monats", ("month", 1)),
        **same("quartal quartale quartalen quartals", ("month", 3)),
        **same("halbjahr halbjahre halbjahres", ("month", 6)),
        **same("jahr jahre jahren jahres", ("year", 1)),
        **same("jahrzehnt jahrzehnte jahrzehnten", ("year", 10)),
        **same("werktag werktage werktagen arbeitstag arbeitstage arbeitstagen", ("workday", 1)),
        **same("wochenende wochenenden", ("weekend", 1)),
    },
    "weekday": {
        **typos(count(_DAYS, 0)),
        **count("mo di mi do fr sa so", 0),
        **{"don": 3, "sonnabend": 5},
        **{day + part: i for i, day in enumerate(_DAYS.split()) for part in _PARTS},
    },
    "weekdays": {**{day + "s": i for i, day in enumerate(_DAYS.split())}, "sonnabends": 5},
    "month": {
        **_plain(typos(count(_MONTHS, 1))),
        **count("jan feb mär apr mai jun jul aug sep okt nov dez", 1),
        **{"jänner": 1, "feber": 2, "mrz": 3, "mar": 3, "maerz": 3, "sept": 9, "juno": 6},
    },
    "dayofmonth": _plain(same(_MONTHS + " jan feb mrz apr jun jul aug sep sept okt nov dez jänner feber")),
    "shy": same("mo di mi do fr sa so don jan mar mai april august jun jul"),
    # everyday words that are days only beside a date or a time, written with a capital
    "stub": same("mo di mi do fr sa so don mar"),
    "capital": same("mo di mi do fr sa so don"),
    "relday": _RELDAYS,
    "dayword": same("heute morgen"),
    "part": {
        **_PARTS,
        **{part + "s": value for part, value in _PARTS.items() if part != "früh"},
        **same("morgengrauen sonnenaufgang", "dawn"),
        **same("abenddämmerung sonnenuntergang", "dusk"),
        **same("feierabend büroschluss dienstschluss", "eod"),
        **same("mitternacht", "midnight"),
        **same("mittagszeit", "noon"),
        **same("frühmorgens morgenfrüh", "earlymorning"),
        **same("vormittagszeit", "morning"),
        **same("spätabends", "latenight"),
        **same("mittagspause", "lunch"),
    },
    # the part of the day in a weekday that names both: Freitagabend
    "weekdaypart": {day + part: value for day in _DAYS.split() for part, value in _PARTS.items()},
    "meal": {"frühstück": "breakfast", "mittagessen": "lunch", "abendessen": "dinner", "abendbrot": "dinner"},
    "rel": {
        **_bent("nächst naechst folgend", 1),
        **_bent("übernächst uebernaechst", 3),
        **_bent("dies laufend aktuell heutig", 0),
        **_bent("kommend", 2),
        **_bent("letzt vergangen vorig vorherig", -1),
        **_bent("vorletzt", -2),
    },
    "agopre": same("vor"),
    "hence": same("später danach"),
    "later": {"später": 1, "früher": -1},
    "before": same("vor"),
    "after": same("nach"),
    "from": same("von ab"),
    "in": same("in innerhalb binnen"),
    "at": same("um gegen"),
    "ampm": {"am": 0},
    "oclock": {"uhr": "minutes"},
    "hours": same("uhr std"),
    "past": same("nach"),
    "pastonly": same("nach"),
    "toward": same("vor"),
    "toonly": same("vor"),
    "counted": same("von oder leute personen mal"),
    "partlead": same("am in der dem den die im zum zur vor nach bis gegen um ab an"),
    "of": same("des vom von im der"),
    "the": same("der die das den dem"),
    "thedate": same("am den dem zum vom"),
    "to": same("bis - – — ~"),
    "and": same("und &"),
    "between": same("zwischen"),
    "on": same("am an den"),
    "edge": {**same("mitte", "mid"), **same("anfang anfangs beginn", "start"), **same("ende", "end")},
    "edgeof": same("mitte anfang anfangs beginn ende"),
    "approx": same("etwa circa ca ungefähr gegen rund genau punkt spätestens"),
    "now": same("jetzt sofort gerade"),
    "monthword": same("monat monats"),
    "weekword": same("woche kw kalenderwoche"),
    "weeknumber": same("kw kalenderwoche"),
    "yearword": same("jahr jahre jahres"),
    "weekendword": same("wochenende wochenendes"),
    "lead": {
        "am": "on", "an": "on", "den": "on", "der": "the", "die": "the", "das": "the", "dem": "the", "um": "at",
        "gegen": "around", "etwa": "around", "circa": "around", "ca": "around", "ungefähr": "around",
        "in": "in", "im": "in", "innerhalb": "in", "binnen": "in", "während": "in", "ab": "from", "seit": "since",
        "von": "from", "vom": "from", "bis": "until", "vor": "before", "nach": "after", "für": "for",
        "spätestens": "by", "fällig": "due", "zum": "by", "zu": "on", "punkt": "at", "über": "in", "beginnend": "from",
    },
    "every": same("jeder jede jedes jeden jedem alle aller"),
    "other": same("zweiten zweite zweites zweiter"),
    "freq": {
        **same("täglich alltäglich", ("day", 1)),
        **same("wöchentlich", ("week", 1)),
        **same("zweiwöchentlich vierzehntäglich zweiwöchig", ("week", 2)),
        **same("monatlich", ("month", 1)),
        **same("zweimonatlich", ("month", 2)),
        **same("vierteljährlich quartalsweise", ("month", 3)),
        **same("halbjährlich", ("month", 6)),
        **same("jährlich alljährlich", ("year", 1)),
        **same("stündlich", ("hour", 1)),
    },
    "workdays": same("werktag werktage werktagen werktags wochentags arbeitstag arbeitstage arbeitstagen"),
    "allworkdays": same("werktags wochentags"),
    "days": same("tag tage tages"),
    "behindrepeat": same("mit bitte"),
    "starting": same("ab seit beginnend"),
    "ending": same("bis endend"),
    "for": same("für"),
    "times": same("mal male"),
    "once": {"einmal": 1, "zweimal": 2, "dreimal": 3},
    "per": same("pro die im je jede jeden am"),
    "done": same("erledigung abschluss fertigstellung"),
    "when": same("nach"),
    "except": same("außer ausgenommen"),
    "possessive": {**_bent("mein dein sein ihr unser euer"), **same("mein dein sein ihr unser euer")},
    "tense": same("war waren hatte hatten wurde wurden"),
    "season": {
        **same("frühling frühjahr frühlings frühjahrs", (3, 20)),
        **same("sommer sommers", (6, 21)),
        **same("herbst herbstes", (9, 23)),
        **same("winter winters", (12, 21)),
    },
    "seasonword": same("jahreszeit"),
    "holiday": {
        **same("weihnachten weihnachtstag weihnachtsfeiertag", (12, 25)),
        **same("heiligabend weihnachtsabend", (12, 24)),
        **same("silvester sylvester", (12, 31)),
        **same("neujahr neujahrstag", (1, 1)),
        **same("dreikönig dreikönigstag", (1, 6)),
        **same("valentinstag", (2, 14)),
        **same("frauentag weltfrauentag", (3, 8)),
        **same("maifeiertag", (5, 1)),
        **same("muttertag", (5, 2, 6)),
        **same("nikolaus nikolaustag", (12, 6)),
        **same("reformationstag", (10, 31)),
        **same("allerheiligen", (11, 1)),
        **same("allerseelen", (11, 2)),
        **same("martinstag", (11, 11)),
        **same("weltkindertag kindertag", (6, 1)),
        **same("erntedank erntedankfest", (10, 1, 6)),
        **same("ostern ostersonntag osterfest", ("easter", 0)),
        **same("ostermontag", ("easter", 1)),
        **same("ostersamstag karsamstag", ("easter", -1)),
        **same("karfreitag", ("easter", -2)),
        **same("gründonnerstag", ("easter", -3)),
        **same("palmsonntag", ("easter", -7)),
        **same("aschermittwoch", ("easter", -46)),
        **same("fastnacht faschingsdienstag", ("easter", -47)),
        **same("rosenmontag", ("easter", -48)),
        **same("himmelfahrt vatertag", ("easter", 39)),
        **same("pfingsten pfingstsonntag", ("easter", 49)),
        **same("pfingstmontag", ("easter", 50)),
        **same("fronleichnam", ("easter", 60)),
    },
    # no words of time here, whatever they are in English
    "plain": same("fall falls tod tom ev was will west wet man quarter sun sat wed"),
}  # fmt: skip

PHRASES: dict[str, dict[str, Any]] = {
    "num": same("ein_paar", 3),
    "relday": {"über morgen": 2, "am heutigen tag": 0},
    "glued": {
        f"{day}{gap}{part}": (n, value)
        for day, n in _RELDAYS.items()
        for part, value in _PARTS.items()
        for gap in (" ", " am ")
        if (day, part) != ("morgen", "morgen") or gap == " "
    },
    "part": {
        "am morgen": "morning", "am frühen morgen": "earlymorning", "in der früh": "morning", "in der frühe": "morning",
        "in aller frühe": "earlymorning", "am späten abend": "latenight", "am frühen abend": "evening",
        "am späten nachmittag": "lateafternoon", "am frühen nachmittag": "afternoon", "ende des tages": "eod",
        "am ende des tages": "eod", "nach der arbeit": "after work", "vor der arbeit": "before work",
        "nach dem mittagessen": "after lunch", "vor dem mittagessen": "before lunch",
        "nach dem frühstück": "after breakfast", "vor dem frühstück": "before breakfast",
        "nach dem abendessen": "after dinner", "vor dem abendessen": "before dinner", "nach der schule": "after school",
        "vor der schule": "before school",
    },
    "together": {f"{word} {unit[0]}": (unit[1], 2) for unit in _UNITS for word in _bent("übernächst uebernaechst")},
    "approx": same("so_um so_gegen so_ab"),
    "at": same("so_um so_gegen"),
    "fromnow": same("von_jetzt_an ab_jetzt von_heute_an ab_heute"),
    "orlater": {"oder später": 1, "oder danach": 1, "oder früher": -1, "oder vorher": -1},
    "lead": {
        "bis zum": "until", "bis zur": "until", "bis spätestens": "by", "bis vor": "until", "spätestens am": "by",
        "spätestens bis": "by", "spätestens um": "by", "nicht später als": "by", "ab dem": "from", "bis in": "until",
        "fällig am": "due", "fällig bis": "due",
    },
    "to": same("bis_zum bis_zur"),
    "thedate": same("bis_zum ab_dem"),
    "ending": same("bis_zum bis_zur"),
    "starting": same("ab_dem"),
    "from": same("ab_dem"),
    "dayafter": {
        "am nächsten tag": 1, "am tag darauf": 1, "tags darauf": 1, "am tag danach": 1, "der tag nach": 1,
        "der tag vor": -1, "am tag nach": 1, "am tag vor": -1,
    },
    "every": same("an_jedem"),
    "workdays": same("unter_der_woche"),
    "workweek": same("arbeitswoche"),
    "now": same("im_moment jetzt_gleich jetzt_sofort so_bald_wie_möglich"),
    "holiday": {
        "tag der arbeit": (5, 1), "erster mai": (5, 1), "erster weihnachtstag": (12, 25),
        "erster weihnachtsfeiertag": (12, 25), "ersten weihnachtsfeiertag": (12, 25), "ersten weihnachtstag": (12, 25),
        "zweiter weihnachtstag": (12, 26), "zweiter weihnachtsfeiertag": (12, 26), "zweiten weihnachtstag": (12, 26),
        "zweiten weihnachtsfeiertag": (12, 26), "heiliger abend": (12, 24), "heilige drei könige": (1, 6),
        "heiligen drei könige": (1, 6), "tag der deutschen einheit": (10, 3), "christi himmelfahrt": ("easter", 39),
        "mariä himmelfahrt": (8, 15), "internationaler frauentag": (3, 8),
    },
}  # fmt: skip

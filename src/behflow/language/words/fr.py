"""French words."""

from __future__ import annotations

from typing import Any

from behflow.language.words import count, same, typos, words

_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_NUMBERS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_ORDS = "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième"
_PARTS = {"matin": "morning", "midi": "noon", "après-midi": "afternoon", "soir": "evening", "nuit": "night"}
_RELDAYS = {"aujourd'hui": 0, "demain": 1, "hier": -1, "après-demain": 2, "avant-hier": -2}


def _bent(text: str, value: Any = True) -> dict[str, Any]:
    """Adjectives with all their endings."""
    return {stem + ending: value for stem in text.split() for ending in ("", "e", "s", "es")}


WORDS: dict[str, dict[str, Any]] = {
    "num": {
        **count(_NUMBERS, 0),
        **{"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "nonante": 90},
        **{"une": 1, "quelques": 3, "plusieurs": 7, "douzaine": 12},
    },
    "numjoin": same("et"),
    "scale": {"cent": 100, "mille": 1000},
    "article": same("un une a an"),
    "some": same("quelques plusieurs"),
    "zero": same("zéro"),
    "half": same("demi demie"),
    "fraction": {"quart": 0.25, "quarts": 0.25, "tiers": 1 / 3},
    "quarter": same("quart"),
    "quarterword": same("trimestre"),
    "quartersign": same("t q"),
    "ord": {
        **count(_ORDS, 2),
        **same("premier première premiers premières", 1),
        **same("second seconde", 2),
        **same("dernier dernière derniers dernières", -1),
        **{"avant-dernier": -2, "treizième": 13, "quatorzième": 14, "quinzième": 15, "vingtième": 20, "trentième": 30},
    },
    "ordsuffix": same("er ère ere re e eme ème nd nde"),
    "unit": {
        **same("seconde secondes sec secs", ("second", 1)),
        **same("minute minutes min mins", ("minute", 1)),
        **same("heure heures", ("hour", 1)),
        **same("jour jours journée journées", ("day", 1)),
        **same("semaine semaines sem", ("week", 1)),
        **same("quinzaine quinzaines", ("week", 2)),
        **same("mois", ("month", 1)),
        **same("trimestre trimestres", ("month", 3)),
        **same("semestre semestres", ("month", 6)),
        **same("an ans année années", ("year", 1)),
        **same("décennie décennies", ("year", 10)),
        **same("weekend weekends", ("weekend", 1)),
    },
    "abbr": {"h": ("hour", 1), "j": ("day", 1), "d": ("day", 1)},
    "spacedabbr": {"h": ("hour", 1), "j": ("day", 1)},
    "weekday": {
        **typos(count(_DAYS, 0)),
        **count("lun mar mer jeu ven sam dim", 0),
        **{day + "s": i for i, day in enumerate(_DAYS.split())},
        **{"merc": 2, "jeud": 3, "vend": 4},
    },
    "weekdays": {day + "s": i for i, day in enumerate(_DAYS.split())},
    "month": {
        **typos(count(_MONTHS, 1)),
        **count("janv févr mars avr mai juin juil août sept oct nov déc", 1),
        **{"jan": 1, "fév": 2, "fev": 2, "aou": 8, "sep": 9, "jul": 7, "jui": 6},
    },
    "dayofmonth": same(_MONTHS + " janv févr avr juin juil sept oct nov déc"),
    "shy": same("lun mar mer jeu ven sam dim mai sept mars jan jul jui seconde"),
    # everyday words that are days or months only beside a number or a time
    "stub": same("lun mar mer jeu ven sam dim sept jui"),
    "relday": {"aujourd'hui": 0, "aujourdhui": 0, "ajd": 0, "auj": 0, "demain": 1, "hier": -1},
    "dayword": same("aujourd'hui demain"),
    "part": {
        **{"matin": "morning", "matinée": "morning", "matins": "morning", "midi": "noon", "soir": "evening"},
        **{"soirée": "evening", "soirs": "evening", "nuit": "night", "minuit": "midnight", "aube": "dawn"},
        **{"crépuscule": "dusk", "aprem": "afternoon", "apm": "afternoon"},
    },
    "meal": {"déjeuner": "lunch", "dîner": "dinner", "petit-déjeuner": "breakfast", "souper": "dinner"},
    "rel": {
        **_bent("prochain suivant", 1),
        **same("ce cet cette ces", 0),
        **same("dernier dernière derniers dernières", -1),
        **_bent("passé précédent", -1),
    },
    "relpost": {
        **_bent("prochain suivant", 1),
        **same("dernier dernière derniers dernières", -1),
        **_bent("passé précédent", -1),
    },
    "hence": same("après"),
    "ago": same("plus_tôt"),
    "before": same("avant"),
    "after": same("après"),
    "from": same("de du dès depuis"),
    "in": same("dans en sous d'ici"),
    "at": same("à vers"),
    "accent": same("a"),
    "oclock": {"heure": "minutes", "heures": "minutes", "h": "minutes"},
    "hsign": same("h"),
    "hours": same("h heures heure"),
    "plus": same("et"),
    "minus": same("moins"),
    "counted": same("ou personnes fois"),
    "partlead": same("le la les l du de au dans en vers à d avant après pour"),
    "plural": same("jours semaines mois années ans"),
    "the": same("le la les l"),
    "thedate": same("le au du"),
    "of": same("de du d des en"),
    "to": same("à au jusque jusqu'à jusqu'au - – — ~"),
    "and": same("et &"),
    "between": same("entre"),
    "on": same("le les au"),
    "edge": {**same("début", "start"), **same("mi", "mid"), **same("fin", "end"), **same("milieu", "mid")},
    "edgeof": same("début mi fin"),
    "approx": same("environ vers approximativement pile"),
    "sharp": same("pile précises précise"),
    "now": same("maintenant"),
    "weekword": same("semaine"),
    "yearword": same("an année"),
    "monthword": same("mois"),
    "weekendword": same("weekend weekends"),
    "lead": {
        "le": "on", "la": "the", "les": "the", "l": "the", "à": "at", "vers": "around", "environ": "around",
        "avant": "before", "après": "after", "dès": "from", "depuis": "since", "jusqu'à": "until", "jusqu'au": "until",
        "jusqu'en": "until", "pour": "for", "en": "in", "dans": "in", "pendant": "in", "durant": "in", "d'ici": "by",
        "courant": "in", "du": "from", "au": "on", "sous": "in",
    },
    "every": same("chaque"),
    "freq": {
        **same("quotidiennement", ("day", 1)),
        **same("hebdomadairement", ("week", 1)),
        **same("mensuellement", ("month", 1)),
        **same("trimestriellement", ("month", 3)),
        **same("semestriellement", ("month", 6)),
        **same("annuellement", ("year", 1)),
    },
    "days": same("jour jours"),
    "behindrepeat": same("avec svp"),
    "starting": same("dès depuis"),
    "ending": same("jusqu'à jusqu'au jusqu'en"),
    "for": same("pendant pour durant"),
    "times": same("fois"),
    "per": same("par a chaque"),
    "done": same("achèvement terminé"),
    "when": same("après"),
    "except": same("sauf excepté"),
    "possessive": same("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs"),
    "tense": same("était étaient fut avait"),
    "season": {"printemps": (3, 20), "été": (6, 21), "automne": (9, 23), "hiver": (12, 21)},
    "seasonword": same("saison"),
    "holiday": {
        **same("noël noel", (12, 25)),
        **same("pâques", ("easter", 0)),
        **same("pentecôte", ("easter", 49)),
        **same("toussaint", (11, 1)),
        **same("épiphanie", (1, 6)),
        **same("chandeleur", (2, 2)),
        **same("assomption", (8, 15)),
        **same("ascension", ("easter", 39)),
        **same("armistice", (11, 11)),
        **same("saint-sylvestre", (12, 31)),
        **same("saint-valentin", (2, 14)),
    },
    # no words of time here, whatever they are in English
    "plain": same("est sun sat wed west on or"),
}  # fmt: skip
ELISIONS = words("d l qu j n s")

_EDGES = {"début": "start", "milieu": "mid", "mi": "mid", "fin": "end", "courant": "mid"}
_EDGE_PHRASES = {
    f"{a}{word}{of}": side
    for word, side in _EDGES.items()
    for a in ("", "au ", "à la ", "en ", "à ")
    for of in (" de", " du", " d", "")
    if a or of
}

PHRASES: dict[str, dict[str, Any]] = {
    "num": {
        **{"dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt-et-un": 21, "vingt-et-une": 21, "trente-et-un": 31},
        **{"soixante-dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90, "quarante-et-un": 41},
        **{"cinquante-et-un": 51, "une paire de": 2, "une demi": 0.5, "un demi": 0.5, "une douzaine de": 12},
    },
    "ord": {"dix-septième": 17, "dix-huitième": 18, "dix-neuvième": 19, "avant-dernier": -2, "avant-dernière": -2},
    "relday": {
        "après-demain": 2, "après demain": 2, "avant-hier": -2, "avant hier": -2, "le jour même": 0, "ce jour": 0,
    },
    "dayafter": {"le lendemain": 1, "le jour suivant": 1, "le lendemain de": 1, "la veille": -1, "la veille de": -1},
    "glued": {
        **{f"{day} {part}": (n, value) for day, n in _RELDAYS.items() for part, value in _PARTS.items()},
        **{"demain dans la matinée": (1, "morning"), "demain en soirée": (1, "evening")},
    },
    "part": {
        "après-midi": "afternoon", "après midi": "afternoon", "l'après-midi": "afternoon", "l'après midi": "afternoon",
        "dans l'après-midi": "afternoon", "de l'après-midi": "afternoon", "cette après-midi": "afternoon",
        "fin de journée": "eod", "en fin de journée": "eod", "fin d'après-midi": "lateafternoon",
        "en fin d'après-midi": "lateafternoon", "début d'après-midi": "afternoon", "en début d'après-midi": "afternoon",
        "en début de matinée": "earlymorning", "en fin de matinée": "latemorning", "début de matinée": "earlymorning",
        "fin de matinée": "latemorning", "en milieu de matinée": "midmorning", "milieu d'après-midi": "midafternoon",
        "tôt le matin": "earlymorning", "de bonne heure": "earlymorning", "tard le soir": "latenight",
        "en début de soirée": "evening", "en fin de soirée": "latenight", "après le travail": "after work",
        "avant le travail": "before work", "après le déjeuner": "after lunch", "avant le déjeuner": "before lunch",
        "après le dîner": "after dinner", "avant le dîner": "before dinner", "après l'école": "after school",
        "avant l'école": "before school", "après le petit-déjeuner": "after breakfast", "à l'aube": "dawn",
        "avant de dormir": "before bed", "lever du soleil": "dawn", "coucher du soleil": "dusk",
    },
    "weekdays": {f"les {day}s": i for i, day in enumerate(_DAYS.split())},
    "rel": {"la prochaine": 1},
    "relpost": {"qui vient": 1, "à venir": 1, "en cours": 0, "d'après": 1, "en huit": 1},
    "agopre": same("il_y_a ça_fait voilà y_a"),
    "hence": same("plus_tard"),
    "ago": same("plus_tôt auparavant"),
    "later": {"plus tard": 1, "plus tôt": -1},
    "orlater": {"ou plus tard": 1, "ou plus tôt": -1},
    "fromnow": same("à_partir_de_maintenant à_partir_d'aujourd'hui"),
    "in": same("dans_les dans_les_prochains dans_les_prochaines au_cours_des_prochains d'ici_à"),
    "at": same("aux_alentours_de aux_environs_de"),
    "approx": same("aux_alentours_de aux_environs_de à_peu_près"),
    "lead": {
        "à partir de": "from", "à partir du": "from", "à partir d": "from", "au plus tard": "by",
        "au plus tard le": "by", "aux alentours de": "around", "aux environs de": "around", "aux environs du": "around",
        "d'ici le": "by", "d'ici la": "by", "pour le": "for", "pour la": "for", "avant le": "before",
        "avant la": "before", "après le": "after", "après la": "after", "depuis le": "since", "dès le": "from",
        "au cours de": "in", "dans les": "in", "au mois de": "in", "au mois d": "in", "du mois de": "in",
        "à compter de": "from", "à compter du": "from",
        "jusqu'à la": "until", "pas plus tard que": "by", "à échéance du": "due",
    },
    "thedate": same("avant_le après_le pour_le depuis_le dès_le à_partir_du d'ici_le au_plus_tard_le"),
    "on": same("pour_le"),
    "before": same("avant_le"),
    "after": same("après_le"),
    "starting": same("à_partir_de à_partir_du à_compter_du à_compter_de"),
    "edge": _EDGE_PHRASES,
    "edgeof": dict.fromkeys(_EDGE_PHRASES, True),
    "weekendword": same("week-end week_end fin_de_semaine week-ends"),
    "unit": {
        **same("week-end week_end week-ends", ("weekend", 1)),
        **same("jour_ouvré jours_ouvrés jour_ouvrable jours_ouvrables", ("workday", 1)),
    },
    "workdays": same("jour_ouvré jours_ouvrés jour_ouvrable jours_ouvrables jour_de_semaine en_semaine"),
    "allworkdays": same("en_semaine"),
    "every": same("tous_les toutes_les tout_les"),
    "freq": {
        "un jour sur deux": ("day", 2), "une semaine sur deux": ("week", 2), "un mois sur deux": ("month", 2),
        "une fois par jour": ("day", 1), "une fois par semaine": ("week", 1), "une fois par mois": ("month", 1),
        "une fois par an": ("year", 1), "une année sur deux": ("year", 2), "par jour": ("day", 1),
    },
    "now": same("tout_de_suite dès_maintenant dès_que_possible en_ce_moment le_plus_tôt_possible"),
    "ampm": {"a.m.": 0, "p.m.": 12, "a.m": 0, "p.m": 12},
    "holiday": {
        "nouvel an": (1, 1), "jour de l'an": (1, 1), "le jour de l'an": (1, 1), "veille de noël": (12, 24),
        "réveillon de noël": (12, 24), "saint-sylvestre": (12, 31), "saint sylvestre": (12, 31),
        "saint-valentin": (2, 14), "saint valentin": (2, 14), "fête du travail": (5, 1), "fête nationale": (7, 14),
        "quatorze juillet": (7, 14), "lundi de pâques": ("easter", 1), "vendredi saint": ("easter", -2),
        "jeudi saint": ("easter", -3), "samedi saint": ("easter", -1), "dimanche de pâques": ("easter", 0),
        "lundi de pentecôte": ("easter", 50), "jeudi de l'ascension": ("easter", 39), "mardi gras": ("easter", -47),
        "mercredi des cendres": ("easter", -46), "dimanche des rameaux": ("easter", -7), "fête des mères": (5, -1, 6),
        "fête des pères": (6, 3, 6), "fête de la musique": (6, 21), "saint-nicolas": (12, 6), "saint nicolas": (12, 6),
    },
}  # fmt: skip

"""Persian words; always read beside the user's language, the scripts cannot be confused."""

from __future__ import annotations

from typing import Any

_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_LATIN = "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand"


def _same(words: str, value: Any = True) -> dict[str, Any]:
    return dict.fromkeys(words.split(), value)


def _count(words: str, start: int) -> dict[str, int]:
    return {word: start + i for i, word in enumerate(words.split())}


WORDS: dict[str, dict[str, Any]] = {
    "num": {
        **_count(
            "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
            0,
        ),
        **{w: 10 * i for i, w in enumerate(["بیست", "سی", "چهل", "پنجاه", "شصت"], 2)},
        "شیش": 6,
        "چند": 3,
    },
    "half": _same("نیم"),
    "ord": {
        **_count("اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم", 1),
        **_count("شانزدهم هفدهم هجدهم نوزدهم بیستم", 16),
        "یکم": 1,
        "سیام": 30,
        "آخرین": -1,
        "آخر": -1,
        "اولین": 1,
        "دومین": 2,
        "سومین": 3,
    },
    "ordsuffix": _same("ام م اُم"),
    "unit": {
        **_same("ثانیه", ("second", 1)),
        **_same("دقیقه", ("minute", 1)),
        **_same("ساعت", ("hour", 1)),
        **_same("روز", ("day", 1)),
        **_same("هفته", ("week", 1)),
        **_same("ماه", ("month", 1)),
        **_same("سال", ("year", 1)),
    },
    "days": _same("روز"),
    "weekday": {
        **_count("دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه", 0),
        "پنشنبه": 3,
        "آدینه": 4,
    },
    "weekdays": {
        "دوشنبهها": 0,
        "سهشنبهها": 1,
        "چهارشنبهها": 2,
        "پنجشنبهها": 3,
        "جمعهها": 4,
        "شنبهها": 5,
        "یکشنبهها": 6,
    },
    "jmonth": {**_count(_MONTHS, 1), **_count(_LATIN, 1), "امرداد": 5},
    "month": {
        **_count("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر", 1),
        "جولای": 7,
        "آگوست": 8,
        "می": 5,
    },
    "shy": _same("می مه دی مهر تیر آذر mehr tir azar dey aban bahman"),
    "relday": {"امروز": 0, "فردا": 1, "دیروز": -1, "پسفردا": 2, "پریروز": -2},
    "tonight": _same("امشب"),
    "part": {
        "صبح": "morning",
        "ظهر": "noon",
        "عصر": "evening",
        "غروب": "dusk",
        "شب": "night",
        "نیمهشب": "midnight",
    },
    "rel": {"این": 0, "همین": 0},
    "relpost": {
        "بعد": 1,
        "بعدی": 1,
        "آینده": 1,
        "دیگه": 1,
        "دیگر": 1,
        "قبل": -1,
        "گذشته": -1,
        "پیش": -1,
        "جاری": 0,
    },
    "ago": _same("پیش قبل"),
    "hence": _same("دیگر دیگه بعد"),
    "at": _same("ساعت"),
    "lead": _same("در تا از برای روز ساعت", 1),
    "to": _same("تا"),
    "and": _same("و"),
    "comma": _same("،"),
    "every": _same("هر"),
    "freq": {
        "روزانه": ("day", 1),
        "هفتگی": ("week", 1),
        "ماهانه": ("month", 1),
        "ماهیانه": ("month", 1),
        "سالانه": ("year", 1),
        "سالیانه": ("year", 1),
    },
    "workdays": _same("روزکاری"),
    "starting": _same("از"),
    "ending": _same("تا"),
    "for": _same("برای"),
}

PHRASES: dict[str, dict[str, Any]] = {
    "weekday": {
        "سه شنبه": 1,
        "چهار شنبه": 2,
        "پنج شنبه": 3,
        "یک شنبه": 6,
        "دو شنبه": 0,
    },
    "relday": {"پس فردا": 2, "پس‌فردا": 2},
    "part": {"بعد از ظهر": "afternoon", "بعدازظهر": "afternoon", "نیمه شب": "midnight"},
    "end": {"آخر": 1, "پایان": 1},
    "workdays": {"روز کاری": True, "روزهای کاری": True},
    "glued": {
        "فردا صبح": (1, "morning"),
        "فردا شب": (1, "night"),
        "امروز صبح": (0, "morning"),
        "امروز عصر": (0, "evening"),
    },
}

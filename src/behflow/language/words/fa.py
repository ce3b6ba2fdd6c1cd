"""Persian words; always read beside the user's language, the scripts cannot be confused."""

from __future__ import annotations

from typing import Any

from behflow.language.words import count, same

_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_LATIN = "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand"
_DAYS = "دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه"
_TENS = "بیست سی چهل پنجاه شصت هفتاد هشتاد نود"

WORDS: dict[str, dict[str, Any]] = {
    "num": {
        **count("صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده", 0),
        **{word: 10 * n for n, word in enumerate(_TENS.split(), 2)},
        **{"شیش": 6, "چند": 3, "پونزده": 15, "شونزده": 16, "یه": 1, "هیفده": 17, "هیجده": 18, "هژده": 18},
    },
    "numjoin": same("و"),
    "scale": {"صد": 100, "هزار": 1000},
    "half": same("نیم"),
    "quarter": same("ربع"),
    "fraction": {"ربع": 0.25},
    "ord": {
        **count("اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم", 1),
        **count("شانزدهم هفدهم هجدهم نوزدهم بیستم", 16),
        **{"یکم": 1, "سیام": 30, "سیوم": 30, "آخرین": -1, "آخر": -1, "اولین": 1, "دومین": 2, "سومین": 3},
        **{"چهارمین": 4, "پنجمین": 5, "نخستین": 1},
    },
    "ordsuffix": same("ام م اُم مین"),
    "unit": {
        **same("ثانیه", ("second", 1)),
        **same("دقیقه دیقه", ("minute", 1)),
        **same("ساعت", ("hour", 1)),
        **same("روز", ("day", 1)),
        **same("هفته هفتهی", ("week", 1)),
        **same("ماه", ("month", 1)),
        **same("فصل", ("month", 3)),
        **same("سال", ("year", 1)),
    },
    "junit": same("ماه سال"),
    "yearword": same("سال"),
    "monthword": same("ماه"),
    "weekword": same("هفته هفتهی"),
    "days": same("روز"),
    "weekday": {**count(_DAYS, 0), "پنشنبه": 3, "آدینه": 4, "سشنبه": 1},
    "weekdays": {day + "ها": i for i, day in enumerate(_DAYS.split())},
    "jmonth": {
        **count(_MONTHS, 1),
        **count(_LATIN, 1),
        **{month + "ماه": n for n, month in enumerate(_MONTHS.split(), 1)},
        "امرداد": 5,
    },
    "month": {
        **count("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر", 1),
        **{"جولای": 7, "آگوست": 8, "می": 5, "آپریل": 4, "ژانویهی": 1, "اگوست": 8, "جون": 6, "اوریل": 4, "اپریل": 4},
    },
    "shy": same("می مه دی مهر تیر آذر بهمن مرداد جون mehr tir azar dey aban bahman"),
    "relday": {
        **{"امروز": 0, "فردا": 1, "دیروز": -1, "پسفردا": 2, "پریروز": -2, "پریشب": -2, "پسونفردا": 3},
    },
    "glued": {"امشب": (0, "night"), "دیشب": (-1, "night"), "فرداشب": (1, "night"), "فرداصبح": (1, "morning")},
    "dayword": same("فردا امروز"),
    "part": {
        **{"صبح": "morning", "ظهر": "noon", "عصر": "evening", "غروب": "dusk", "شب": "night", "نیمهشب": "midnight"},
        **{"بامداد": "earlymorning", "سحر": "dawn", "بعدازظهر": "afternoon", "صبحها": "morning", "شبها": "night"},
    },
    "partlead": same("در"),
    "rel": {"این": 0, "همین": 0},
    "relpost": {
        **{"بعد": 1, "بعدی": 1, "آینده": 1, "دیگه": 1, "دیگر": 1, "آتی": 1, "پیشرو": 1},
        **{"قبل": -1, "گذشته": -1, "پیش": -1, "قبلی": -1, "جاری": 0},
    },
    "ago": same("پیش قبل"),
    "hence": same("دیگر دیگه بعد"),
    "before": same("قبل پیش"),
    "after": same("بعد پس"),
    "at": same("ساعت"),
    "plus": same("و"),
    "lead": {
        **{"در": "in", "تا": "until", "از": "from", "برای": "for", "روز": "the", "ساعت": "at", "تاریخ": "the"},
        **{"بعد": "after", "قبل": "before", "پیش": "before", "پس": "after"},
    },
    "in": same("در"),
    "from": same("از"),
    "of": same("از"),
    "on": same("در روز"),
    "the": same("روز"),
    "to": same("تا"),
    "and": same("و"),
    "comma": same("،"),
    "edge": {
        **same("اوایل اول ابتدای شروع", "start"),
        **same("اواسط وسط نیمه میانه", "mid"),
        **same("اواخر آخر پایان انتهای", "end"),
    },
    "edgeof": same("اوایل اول ابتدای اواسط وسط اواخر آخر پایان انتهای"),
    "weekendword": same("آخرهفته"),
    "now": same("الان اکنون الآن"),
    "every": same("هر"),
    "other": same("یک‌درمیان"),
    "freq": {
        **same("روزانه هرروز", ("day", 1)),
        **same("هفتگی هرهفته", ("week", 1)),
        **same("ماهانه ماهیانه هرماه", ("month", 1)),
        **same("سالانه سالیانه هرسال", ("year", 1)),
    },
    "workdays": same("روزکاری"),
    "starting": same("از"),
    "ending": same("تا"),
    "for": same("برای"),
    "times": same("بار مرتبه دفعه"),
    "done": same("انجام تکمیل"),
    "when": same("بعدازانجام پسازانجام"),
    "approx": same("حدود حدودای تقریبا دور"),
    "season": {"بهار": (3, 20), "تابستان": (6, 21), "پاییز": (9, 23), "زمستان": (12, 21)},
    "holiday": {"نوروز": ("jalali", 1, 1), "یلدا": ("jalali", 9, 30), "مهرگان": ("jalali", 7, 16)},
}

PHRASES: dict[str, dict[str, Any]] = {
    "weekday": {"سه شنبه": 1, "چهار شنبه": 2, "پنج شنبه": 3, "یک شنبه": 6, "دو شنبه": 0},
    "weekdays": {
        **{"سه شنبه ها": 1, "چهار شنبه ها": 2, "پنج شنبه ها": 3, "یک شنبه ها": 6, "دو شنبه ها": 0},
        **{f"{day} ها": i for i, day in enumerate(_DAYS.split())},
    },
    "relday": {"پس فردا": 2, "پسون فردا": 3, "پس پریروز": -3},
    "glued": {
        **{"فردا صبح": (1, "morning"), "فردا شب": (1, "night"), "فردا عصر": (1, "evening")},
        **{"امروز صبح": (0, "morning"), "امروز عصر": (0, "evening"), "فردا ظهر": (1, "noon")},
        **{"دیروز صبح": (-1, "morning"), "دیروز عصر": (-1, "evening")},
    },
    "part": {"بعد از ظهر": "afternoon", "نیمه شب": "midnight", "قبل از ظهر": "latemorning", "اول صبح": "earlymorning"},
    "weekendword": {"آخر هفته": True, "آخر هفتهی": True, "پایان هفته": True},
    "lead": {"پس از": "after", "بعد از": "after", "قبل از": "before", "پیش از": "before", "تا قبل از": "before"},
    "before": {"قبل از": True, "پیش از": True},
    "after": {"بعد از": True, "پس از": True},
    "workdays": {"روز کاری": True, "روزهای کاری": True},
    "for": {"به مدت": True, "به مدّت": True},
    "freq": {
        **{"یک روز در میان": ("day", 2), "یه روز در میان": ("day", 2), "روز در میان": ("day", 2)},
        **{"یک هفته در میان": ("week", 2), "یه هفته در میان": ("week", 2), "یک ماه در میان": ("month", 2)},
    },
    "surefreq": same("یک_روز_در_میان یه_روز_در_میان روز_در_میان یک_هفته_در_میان یه_هفته_در_میان یک_ماه_در_میان"),
    "oncefiller": {"یک بار": True, "یه بار": True, "یکبار": True},
    "unit": {"روز کاری": ("workday", 1)},
    "other": {"یک در میان": True, "یه در میان": True},
    "holiday": {
        "عید نوروز": ("jalali", 1, 1),
        "شب یلدا": ("jalali", 9, 30),
        "سیزده بدر": ("jalali", 1, 13),
        "سیزده به در": ("jalali", 1, 13),
    },
}

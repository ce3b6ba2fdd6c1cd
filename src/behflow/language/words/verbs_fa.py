"""Forms of Persian verbs, spoken and written, as they tell a sentence from the name of a task."""

from __future__ import annotations

from behflow.language.lexicon import fold
from behflow.language.words import words

_ENDS = ("م", "ی", "ه", "د", "یم", "ید", "ین", "ند", "ن")
_PAST = words(
    "کرد شد زد رفت گرفت داد فرستاد نوشت خواند خوند شست پخت دید گفت آورد برد افتاد انداخت گذاشت ذاشت خورد بود داشت ریخت "
    "خواست تونست توانست دونست موند ماند اومد آمد رسوند فهمید پرسید پوشید فروخت کشید شنید خوابید بست چید"
)
# Their third person is also a noun: "خرید", "پرداخت".
_PAST_NOUNS = words("خرید پرداخت ساخت دوخت شکست گذشت برداشت سپرد کاشت رسید برگشت")
_PRESENT = words(
    "کن ش شو ا خوا خواه تون توان دون دان ر گ گیر زن د ده خور خر بر یا آ ذار زار گذار نداز انداز کش پرس نویس "
    "خون خوان بین شین مون مان فرست ساز پز شور فهم رس خواب بند ریز دار ترس آور یار گرد چین پوش"
)
_BE = words(
    "است هست هستم هستی هستیم هستید هستین هستن هستند نیست نیستم نیستی نیستیم نیستن نیستند باشد باشم باشی باشیم باشن "
    "داری داره دارد دارید دارین دارن دارند ندارم نداری نداره ندارد نداریم ندارید ندارن ندارند"
)


def _past() -> frozenset[str]:
    # "کردن" is also "to do", which titles are made of.
    forms = {stem + end for stem in _PAST | _PAST_NOUNS for end in _ENDS if end not in ("د", "ن")} | _PAST
    forms |= {stem + "ه" + end for stem in _PAST | _PAST_NOUNS for end in ("ام", "ای", "ایم", "اند", "م", "ن")}
    forms |= {form + owned for form in tuple(forms) if form[-1] in "مین" for owned in ("ش", "شون", "شان")}
    return frozenset(map(fold, forms | {"ن" + form for form in forms if form[0] != "آ"} - words("بسته نشسته")))


def _present() -> frozenset[str]:
    forms = {before + stem + end for before in ("می", "نمی") for stem in _PRESENT for end in _ENDS}
    forms |= {form + whom for form in forms for whom in ("ت", "تون", "ش", "شون")}
    return frozenset(map(fold, forms - words("میان میانه میاه میات میاش")))


PAST = _past()
PRESENT = _present()
FINITE = PAST | PRESENT | frozenset(map(fold, _BE))
"""Said of somebody: what has one of these is a statement or a question."""

DO = words("کن کنید کنین بکن بکنید بکنین فرمایید بفرمایید نمایید بنمایید")
WOULD = words("کنی بکنی")
HIT = words("بزن بزنید بزنین")
GIVE = words("بده بدید بدین بدهید")
PUT = words(
    "بنداز بندازید بندازین بینداز بیانداز بذار بزار بگذار بذارید بزارید بذارین بگذارید ببر ببرید ببرین بیار بیارید "
    "بیاور بکن بکنید بکنین بفرست بفرستید"
)
"""What a task is moved with."""
PASSIVE = words("شود بشود بشه شه گردد کند کنه")
OUT = words("دربیار دربیارید")
STAY = words("بمونه بماند بمونن باشه باشد بشه بشود بره برود بیفته بیفتد افتاد افتاده موند شد")
"""The task stays, is or goes on another day."""
TAKE = words("بردار بردارید بردارین وردار بندازدور")
WRITE = words("بنویس بنویسید بنویسین")
RETURN = words("برگردون برگردان برگردانید برگردونید بازگردان")
# The noun of a verb of two words -> what the verb does with a task, when it is with "کن", "بزن" or "بده".
NOUNS = {
    **dict.fromkeys(("پاک", "حذف", "دیلیت"), "delete"),
    **dict.fromkeys(
        ("کامل", "تمام", "تموم", "تکمیل", "تیک", "خط", "انجامشده", "تمامشده", "تمومشده", "دان"), "complete"
    ),
    **dict.fromkeys(("باز", "ناتمام", "انجامنشده"), "reopen"),
    **dict.fromkeys(("اضافه", "اد", "ثبت", "یادداشت", "وارد", "ایجاد"), "add"),
    **dict.fromkeys(("منتقل", "موکول", "انتقال", "جابجا", "شیفت"), "move"),
    **dict.fromkeys(("عوض", "تغییر"), "change"),
    **dict.fromkeys(("فوری", "اورژانسی"), "priority"),
    **dict.fromkeys(("لغو", "کنسل"), "delete"),
    "تکرار": "repeat",
    **dict.fromkeys(("طول", "وقت", "زمان"), "length"),
    "مهم": "important",
    "خارج": "out",
}
CLITICS = ("شون", "شان", "ش")
NOT = words(
    "نکن نکنید نکنین نکنی ننداز نندازی نینداز نذار نذاری نزار نگذار نبر نبری نزن نزنی ننویس نده ندی نیار "
    "برندار برنگردون برنگردان نفرست نکنش نندازش نذارش نبرش نزنش نشه نکنیا"
)
"""Said not to do something."""

_SUBJUNCTIVE_ROOTS = words(
    "ر خر گیر زن د ده خور بر یار نویس خون خوان بین پرس فرست ساز پز شور ش شو کش گذار ذار زار نداز انداز ردار "
    "گرد خواب پوش دوز فروش ریز بند رس رسون شین گم گ کن مون پرداز سپار یا"
)
SUBJUNCTIVE = frozenset(
    map(
        fold,
        {f"ب{root}{end}" for root in _SUBJUNCTIVE_ROOTS for end in ("م", "یم")} | words("کنم کنیم شم شیم بگم بگیم برم"),
    )
)
"""What the user is to do: "بخرم", "زنگ بزنم"."""
LET = frozenset(
    map(fold, {f"ب{root}{end}" for root in _SUBJUNCTIVE_ROOTS for end in ("ه", "د", "ن")} | words("بیاد بیان"))
)
"""What somebody else is to do: "بیاد", "بره"."""
ADVISE = words("بگی بندازی بگو بیاری")

AS_ORDERED = {
    **dict.fromkeys(("کنم", "کنی", "بکنم", "بکنی", "کنیم", "کنیم"), "کن"),
    **dict.fromkeys(("بزنم", "بزنی"), "بزن"),
    **dict.fromkeys(("بندازم", "بندازی"), "بنداز"),
    **dict.fromkeys(("بذارم", "بذاری", "بزارم", "بزاری", "بگذارم", "بگذاری"), "بذار"),
    **dict.fromkeys(("ببرم", "ببری"), "ببر"),
    **dict.fromkeys(("بیارم", "بیاری"), "بیار"),
    **dict.fromkeys(("بدم", "بدی", "بدهی"), "بده"),
    **dict.fromkeys(("بنویسم", "بنویسی"), "بنویس"),
    **dict.fromkeys(("بردارم", "برداری"), "بردار"),
    **dict.fromkeys(("برگردونم", "برگردونی", "برگردانی"), "برگردون"),
}
"""Wished or asked for politely, and the order that it stands for."""

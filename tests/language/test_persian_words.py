"""Colloquial Persian words in their usual form."""

from __future__ import annotations

import pytest

from behflow.language.lexicon import fold
from behflow.language.persian import forms, usual

SPOKEN = {
    "گلا": "گل‌ها", "درختا": "درخت‌ها", "لباسارو": "لباس‌ها", "قبضا": "قبض‌ها", "نامه‌هارو": "نامه‌ها",
    "کارام": "کارهایم", "کارامو": "کارهایم", "قرصاش": "قرص‌هایش", "کارهامون": "کارهایمان", "كتاب‌هاي": "کتاب‌های",
    "نون": "نان", "خونه‌ی": "خانه", "کتابخونه": "کتابخانه", "مهمونی": "مهمانی", "بیمارستون": "بیمارستان",
    "مامانم": "مامان", "مامانمو": "مامان", "ماشینت": "ماشین", "گربه‌م": "گربه", "دفترشون": "دفتر",
    "فاکتورو": "فاکتور", "نونو": "نان", "شيرو": "شیر",
}  # fmt: skip
AS_THEY_ARE = (
    "رضا", "سارا", "فردا", "پیتزا", "غذا", "دعا", "تنها", "لوبیا", "پیام", "سلام", "وام", "شام", "حرام", "چشم", "فیلم",
    "پتو", "جارو", "ویدیو", "مترو", "رادیو", "شیر", "اجاره", "پاسپورت", "milk",
)  # fmt: skip


@pytest.mark.parametrize(("spoken", "written"), SPOKEN.items())
def test_spoken_words_have_a_usual_form(spoken: str, written: str) -> None:
    assert fold(usual(spoken)) == fold(written)


@pytest.mark.parametrize("word", AS_THEY_ARE)
def test_words_that_only_look_spoken_stay(word: str) -> None:
    assert usual(word) == fold(word)


def test_plurals_can_be_compared_with_one_of_them() -> None:
    assert forms("درختا") == ("درخت‌ها", "درخت", "درختا")
    assert forms("نان") == ("نان",)

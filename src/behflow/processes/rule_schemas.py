"""What a person's own process does: which tasks, and what with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from behflow.schemas import Schema
from behflow.tasks.schemas import ListName, Priority, Tags

WORDS_LENGTH = 500
FEWEST_MINUTES = 15
"""Between two runs of a person's own process."""

Op = Literal["reschedule", "update", "complete", "delete", "add"]
Fault = Literal["no_schedule", "has_end", "too_often", "no_action", "not_offered", "which", "when"]
FilterText = Annotated[str, Field(min_length=1, max_length=1_000)]
DayWords = Annotated[str, Field(min_length=1, max_length=100)]
Line = Annotated[str, Field(min_length=1, max_length=WORDS_LENGTH)]

PROBLEMS: dict[Fault, tuple[str, str]] = {
    "no_schedule": (
        "says no repeating time; begin with one, such as “every friday at 4 pm”",
        "زمان تکراری ندارد؛ با زمانی مانند «هر جمعه ساعت ۴» شروع کنید",
    ),
    "has_end": (
        "has an end; a process runs until it is switched off",
        "پایان دارد؛ یک فرایند تا وقتی خاموش نشود اجرا می‌شود",
    ),
    "too_often": (
        f"would run more often than every {FEWEST_MINUTES} minutes",
        "بیشتر از هر ۱۵ دقیقه یک بار اجرا می‌شود",
    ),
    "no_action": (
        "does not say clearly which tasks, and what to do with them",
        "روشن نمی‌گوید با کدام کارها چه باید کرد",
    ),
    "not_offered": (
        "asks for something that a process does not do by itself; it can move, change, complete, delete or add tasks",
        "چیزی می‌خواهد که یک فرایند خودش انجام نمی‌دهد؛ فقط می‌تواند کارها را جابه‌جا، ویرایش، کامل، حذف یا اضافه کند",
    ),
    "which": (
        "says which tasks in a way that does not hold on other days; give a filter instead",
        "کارها را طوری نام می‌برد که روزهای دیگر درست نیست؛ به جای آن یک فیلتر بدهید",
    ),
    "when": (
        "moves to a day that does not come again; say one such as “monday” or “tomorrow”",
        "به روزی می‌برد که دوباره نمی‌آید؛ روزی مانند «دوشنبه» یا «فردا» بگویید",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why words are no process."""

    code: Fault

    def text(self, locale: str = "en") -> str:
        """The reason, as the end of a sentence about the words."""
        return PROBLEMS[self.code][locale[:2] == "fa"]


class Then(Schema):
    """What is done: the op with its values. ``due`` is words, read anew at every run; ``line`` a line of quick add."""

    op: Op
    due: DayWords | None = None
    priority: Priority | None = None
    tags_add: Tags = []
    tags_remove: Tags = []
    project: ListName | None = None
    line: Line | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        changes = bool(self.priority or self.tags_add or self.tags_remove or self.project)
        if (self.due is not None) != (self.op == "reschedule"):
            raise ValueError("'due' goes with the op 'reschedule', and only with it")
        if (self.line is not None) != (self.op == "add"):
            raise ValueError("'line' goes with the op 'add', and only with it")
        if changes != (self.op == "update"):
            raise ValueError("priority, tags and project go with the op 'update', which needs one of them")
        return self


class Rule(Schema):
    """Which tasks (a filter of the filter language; None to add one) and what then. ``words`` are what was said."""

    words: Annotated[str, Field(max_length=WORDS_LENGTH)] | None = None
    filter: FilterText | None = None
    then: Then

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.filter is None) != (self.then.op == "add"):
            raise ValueError("every op but 'add' needs a filter, and 'add' has none")
        return self

    @property
    def destructive(self) -> bool:
        """Whether tasks leave the list by themselves."""
        return self.then.op in ("complete", "delete")

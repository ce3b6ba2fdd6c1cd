"""The one base of every input model: nothing unknown, nothing that PostgreSQL or JSON cannot hold."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from behflow.timing.years import YEARS

D = TypeVar("D", dt.date, dt.datetime)

_ZONES = frozenset(available_timezones()) - {"localtime"}  # a file of this machine, unknown to the database
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(?!\d)", re.ASCII)


def text_fault(value: str) -> str | None:
    """Why a text cannot be stored, or None: NUL is refused by PostgreSQL, lone surrogates by UTF-8."""
    if "\x00" in value:
        return "must not contain NUL characters"
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return "must not contain lone surrogates"
    return None


def _check_text(value: Any, where: tuple[str, ...] = ()) -> None:
    if isinstance(value, str):
        fault = text_fault(value)
        if fault:
            raise PydanticCustomError("text_fault", "{reason}", {"reason": fault, "field": ".".join(where)})
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(key, (*where, "a key"))
            _check_text(item, (*where, str(key)))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            _check_text(item, (*where, str(number)))


class Schema(BaseModel):
    """Base of every input: extra fields refused, text clean, NaN and infinity refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, data: Any) -> Any:
        _check_text(data)
        return data


def _bounded(value: D) -> D:
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise ValueError(f"the year must be between {YEARS[0]} and {YEARS[1]}")
    return value


def zone_name(value: str) -> str:
    """An IANA time zone name. Raises ValueError for anything else."""
    if value not in _ZONES:
        raise ValueError("must be an IANA time zone such as Europe/Berlin or Asia/Tehran")
    return value


def _date_text(value: Any) -> Any:
    # Numbers would be read as seconds since 1970.
    if isinstance(value, dt.date) or (isinstance(value, str) and _DATE.match(value)):
        return value
    raise ValueError("must be written as 2026-11-24")


def _time_text(value: Any) -> Any:
    if isinstance(value, dt.time) or (isinstance(value, str) and _TIME.match(value)):
        return value
    raise ValueError("must be a time of day such as 17:00")


SafeDate = Annotated[dt.date, AfterValidator(_bounded), BeforeValidator(_date_text)]
SafeDatetime = Annotated[dt.datetime, AfterValidator(_bounded), BeforeValidator(_date_text)]
TimeOfDay = Annotated[dt.time, BeforeValidator(_time_text)]
ZoneName = Annotated[str, Field(max_length=64), AfterValidator(zone_name)]

"""Repeats: every 3rd friday, ev mon, fri at 20:00, monthly on the 24th, after 10 days, with bounds."""

from __future__ import annotations

from dataclasses import dataclass

from behflow.language.parsers import repeat_body as body
from behflow.language.parsers import repeat_lists as lists
from behflow.language.parsers.numbers import number_at, ordinal_at
from behflow.language.parsers.repeat_tail import read_tail, together
from behflow.language.parsers.several import jalali_unit
from behflow.language.rules import Rule
from behflow.language.spans import Clock, Context, Moment, Span
from behflow.language.tokens import Token


@dataclass(slots=True, repr=False, eq=False)
class Repeat:
    """A rule, and the time of day said with it."""

    rule: Rule
    moment: Moment | None = None


def recurrence_at(t: list[Token], i: int, ctx: Context) -> Span | None:
    """The repeat that starts at ``i``."""
    cats = t[i].cats
    found: tuple[Rule, Moment | None, int] | None = None
    if "every" in cats:
        found = _every(t, i, ctx)
    elif "freq" in cats:
        found = _adverb(t, i, ctx)
    elif "weekday" in cats and "daily" in t[i + 1].cats:  # friday mornings
        part = Moment(clock=Clock(part=t[i + 1].cats["part"]))
        found = (Rule("weekly", byday=((0, cats["weekday"]),)), part, i + 2)
    elif "weekdays" in cats:
        days, j = lists.weekday_list(t, i, plural=True)
        found = (Rule("weekly", byday=days), None, j) if days else None
    elif "workdays" in cats and "allworkdays" in cats:
        found = (body.workdays(), None, i + 1)
    elif "weekendword" in cats and "plural" in cats:
        found = (Rule("weekly", byday=((0, 5), (0, 6))), None, i + 1)
    elif "delay" in cats:
        return _after(t, i)
    if found is None and ("once" in cats or "ord" in cats or t[i].kind == "n" or "edge" in cats):
        found = _of_every(t, i, ctx)
    if found is None:
        return None
    rule, moment, j = found
    j, tail_moment = read_tail(t, j, rule, ctx)
    if rule.freq == "monthly" and rule.bymonthday and any(jalali_unit(x, ctx) for x in t[i:j]):
        rule.jalali = True
    if moment is None or tail_moment is None or together(moment, (tail_moment, j)) is None:
        moment = tail_moment or moment  # "every evening at 8" is one time, "every day at 8" has only one
    return Span("recurrence", i, j, Repeat(rule, moment))


def _every(t: list[Token], i: int, ctx: Context) -> tuple[Rule, Moment | None, int] | None:
    j, completion = i + 1, False
    if t[j].norm == "!" and not t[j].gap:
        j, completion = j + 1, True
    if "the" in t[j].cats and "unit" not in t[j].cats:
        j += 1
    found = body.body_at(t, j, ctx)
    if found is None:
        return None
    rule, moment, k = found
    rule.completion = completion
    return rule, moment, k


def _adverb(t: list[Token], i: int, ctx: Context) -> tuple[Rule, Moment | None, int] | None:
    """daily, monthly...: alone only where it cannot belong to the noun after it ("monthly report")."""
    unit, multiple = t[i].cats["freq"]
    after = t[i + 1]
    if i and {"article", "the", "possessive", "rel"} & t[i - 1].cats.keys():
        return None
    if i and not t[i].gap:
        return None
    fits = (
        after.kind in "ex"
        or "surefreq" in t[i].cats
        or (after.kind == "s" and after.norm not in ("-", "/", "'", "&", '"'))
        or bool({"lead", "part", "starting", "ending", "for", "relday", "weekdays", "once", "at"} & after.cats.keys())
        or bool({"except", "when", "and", "behindrepeat"} & after.cats.keys())
        or (after.kind == "n" and "ampm" in t[i + 2].cats)
    )
    if not fits or ("and" in after.cats and "freq" in t[i + 2].cats):
        return None
    rule = body.unit_rule(unit, multiple)
    moment = Moment(clock=Clock(part="night")) if "nightly" in t[i].cats else None
    return None if rule is None else (rule, moment, i + 1)


def _after(t: list[Token], i: int) -> Span | None:
    """after 10 days (nothing else): counted from completion."""
    number = number_at(t, i + 1)
    if number is None or t[i + 1].kind != "n" or number[0] != int(number[0]) or not 0 < number[0] <= 1000:
        return None
    k = number[1]
    unit = t[k].cats.get("unit")
    if unit is None or t[k + 1].kind == "w":
        return None
    rule = body.unit_rule(unit[0], unit[1] * int(number[0]))
    if rule is None:
        return None
    rule.completion = True
    return Span("recurrence", i, k + 1, Repeat(rule))


def _of_every(t: list[Token], i: int, ctx: Context) -> tuple[Rule, Moment | None, int] | None:
    """the 4th of every month, first friday of each quarter, once a week, end of every month."""
    cats = t[i].cats
    if "once" in cats:
        if cats["once"] == 1 and "per" in t[i + 1].cats:
            found = body.body_at(t, i + 2, ctx)
            return found if (found is not None and "unit" in t[i + 2].cats) or "every" in t[i + 1].cats else None
        if cats["once"] == 1 and "freq" in t[i + 1].cats:
            return _adverb(t, i + 1, ctx)
        return None
    edge = cats.get("edge")
    if edge in ("start", "end") and "ord" not in cats:
        j = i + 1
        while "of" in t[j].cats or "the" in t[j].cats:
            j += 1
        if "every" not in t[j].cats:
            return None
        found = body.body_at(t, j + 1, ctx)
        if found is None or found[0].freq != "monthly" or found[0].byday or found[0].bymonthday:
            return None
        found[0].bymonthday = (1,) if edge == "start" else (-1,)
        return found
    ordinal = ordinal_at(t, i)
    if ordinal is None and i and "thedate" in t[i - 1].cats and 1 <= t[i].num <= 31:
        ordinal = t[i].num, i + 1  # le 15 de chaque mois
    if ordinal is None and 1 <= t[i].num <= 31 and "every" in t[i + 1].cats and not t[i + 1].text.isascii():
        ordinal = t[i].num, i + 1
    if ordinal is None:
        return None
    k = ordinal[1]
    for _ in range(12):  # the list of ordinals or days before "of every"
        if "every" in t[k].cats or t[k].kind in "ex":
            break
        k += 1
    if "every" not in t[k].cats or not ({"of", "on"} & t[k - 1].cats.keys() or k == ordinal[1]):
        return None
    period = body.body_at(t, k + 1, ctx)
    if period is None or period[0].freq not in ("monthly", "yearly"):
        return None
    picks = lists.month_picks(t, i, k if k == ordinal[1] else k - 1)
    if picks is None:
        return None
    rule = period[0]
    if rule.freq == "yearly" and picks.bymonthday and not rule.bymonth:
        rule.byyearday, picks.bymonthday = picks.bymonthday, ()
    rule.byday, rule.bymonthday, rule.bysetpos = picks.byday, picks.bymonthday, picks.bysetpos
    return rule, None, period[2]

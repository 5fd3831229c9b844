"""Who counts you as a care leaver: the status in law, the other definitions, and doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import url_for

from entitlements.care.conflicts import conflicts
from entitlements.derive import CARE_ANSWERS, CARE_DATES, care_answers
from entitlements.evaluate import Evaluation
from web.i18n import gettext as _
from web.told.items import Item
from web.wording import answer_text, choice_text, day, fact_text

STATUS, TOLD, NOT_TOLD = "leaving_care_status", "status_told_by_council", "not_told"
NO_DEFINITION = (None, STATUS)
#: Which plain answer each name of `entitlements.care` stands for.
ANSWERED_BY = {name: fact for fact, name in (CARE_ANSWERS | CARE_DATES).items()}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer read back, with where to change it."""

    question: str
    answer: str
    change: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the answers make of the care history."""

    item: Item | None
    status: str  #: in words; "" while not known
    days: int | None
    borderline: bool
    dates: tuple[tuple[str, str], ...]
    told: str  #: what the council said, where it differs
    clashes: tuple[tuple[Answered, Answered], ...]
    definitions: tuple[tuple[str, Item], ...]
    others: tuple[Item, ...]


def standing(found: Evaluation, items: list[Item]) -> Standing:
    """Everything the status section shows."""
    own = [item for item in items if item.table.decides == STATUS]
    return Standing(
        item=own[0] if own else None,
        status=_status(found),
        days=_days(found),
        borderline=found.value("status_borderline") is True,
        dates=tuple(_dates(found)),
        told=_told(found),
        clashes=tuple(_clashes(found)),
        definitions=tuple(
            (_sentence(found, i), i) for i in items if i.table.decides not in NO_DEFINITION
        ),
        others=tuple(item for item in items if item.table.decides is None),
    )


def _status(found: Evaluation) -> str:
    value = found.value(STATUS)
    return choice_text(found.book.catalogue.facts[STATUS], str(value)) if value else ""


def _days(found: Evaluation) -> int | None:
    return cast("int | None", found.value("days_looked_after_since_14"))


def _dates(found: Evaluation) -> Iterator[tuple[str, str]]:
    for name in ("came_into_care_on", "last_left_care_on", "turned_18_on"):
        value = found.value(name)
        if isinstance(value, int) and value < date.max.toordinal():
            label = fact_text(found.book.catalogue.facts[name], "label")
            yield label[:1].upper() + label[1:], day(date.fromordinal(value))


def _told(found: Evaluation) -> str:
    told, ours = found.facts.get(TOLD), found.value(STATUS)
    if told in (None, NOT_TOLD, ours) or ours is None:
        return ""
    return choice_text(found.book.catalogue.facts[TOLD], str(told))


def _clashes(found: Evaluation) -> Iterator[tuple[Answered, Answered]]:
    for clash in conflicts(care_answers(found.facts), found.as_at):
        one, other = (ANSWERED_BY.get(said.source) for said in (clash.one, clash.other))
        if one in found.facts and other in found.facts:
            yield _answered(found, str(one)), _answered(found, str(other))


def _answered(found: Evaluation, fact_id: str) -> Answered:
    fact = found.book.catalogue.facts[fact_id]
    change = url_for("check.question", fact_id=fact_id, then="results")
    return Answered(fact_text(fact, "question"), answer_text(fact, found.facts[fact_id]), change)


def _sentence(found: Evaluation, item: Item) -> str:
    """What a definition comes to: its yes, its no, or that it is not known."""
    fact = found.book.catalogue.facts.get(item.table.decides or "")
    value = found.value(item.table.decides) if item.table.decides else None
    if fact is None or not fact.yes:
        return item.title
    if value is None:
        return _("Not known yet: %(what)s", what=fact_text(fact, "label"))
    words = fact_text(fact, "yes" if value else "no")
    return words[:1].upper() + words[1:]

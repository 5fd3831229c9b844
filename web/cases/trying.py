"""What if: the form of facts that would be other, and another day. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wtforms import Form

from entitlements.dates import Duration, add_duration
from entitlements.explain.nearest import HISTORY
from entitlements.facts import Facts, Value
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from web.asked.contradictions import contradictions
from web.fields import AnswerField, Passed, field_for
from web.fields.answer import BadAnswer
from web.i18n import gettext as _

#: Facts with a page of their own; to change the past is to mend it there.
NOT_HERE = (FactType.PERIODS, FactType.AWARDS)
MOST_FACTS = 12  #: changed at once; more than these are hard to read side by side
FURTHEST = Duration(20, "year")
NAME = "f-"  #: what the names of the fields of facts begin with


@dataclass(slots=True)
class Box:
    """One fact that would be other: its field, and what is wrong with it."""

    fact: FactDef
    field: AnswerField
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Trying:
    """What would be other. `changes` has None for a fact that would not be known."""

    boxes: list[Box]
    day_typed: str
    on: date | None
    changes: dict[str, Value | None] = field(default_factory=dict)
    day_problem: str = ""

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of the input to go to."""
        found = [(box.field.focus, one) for box in self.boxes for one in box.problems]
        return [*([("day", self.day_problem)] if self.day_problem else []), *found]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be other."""
        return not self.changes and self.on is None


def can_be_tried(catalogue: Catalogue) -> list[FactDef]:
    """The facts that can be other one day: not who somebody is, nor what has been."""
    return [fact for fact in catalogue.facts.values() if _can_be_tried(fact)]


def _can_be_tried(fact: FactDef) -> bool:
    is_history = fact.section in HISTORY and fact.id != "lives_in" and not fact.changeable
    return not (fact.is_derived or is_history or fact.type in NOT_HERE)


def shown(catalogue: Catalogue, changes: Mapping[str, Value | None], on: date | None) -> Trying:
    """The form filled with changes."""
    data = {NAME + f: Passed.NOT_SURE if v is None else v for f, v in changes.items()}
    boxes = _boxes(catalogue, changes, None, data)
    return Trying(boxes, on.isoformat() if on else "", on, dict(changes))


def sent(catalogue: Catalogue, known: Facts, as_at: date, form: Any) -> Trying:
    """The form as it was sent, with what is wrong; an empty field changes nothing."""
    named = [name for name in form.getlist("fact") if name in catalogue.facts]
    if form.get("add") is not None and form.get("more") in catalogue.facts:
        named.append(form["more"])
    boxes = _boxes(catalogue, dict.fromkeys(named), form, {})
    typed = form.get("day", "").strip()
    trying = Trying(boxes, typed, None)
    trying.on, trying.day_problem = _day(typed, as_at)
    trying.changes = dict(_read(boxes))
    _hold_together(trying, known, catalogue, trying.on or as_at)
    return trying


def _boxes(
    catalogue: Catalogue, named: Iterable[str], form: Any, data: Mapping[str, Any]
) -> list[Box]:
    facts = [catalogue.facts[name] for name in named if _can_be_tried(catalogue.facts[name])]
    facts = facts[:MOST_FACTS]
    fields = {NAME + fact.id: field_for(fact)(fact=fact) for fact in facts}
    made = type("Trying", (Form,), fields)(form, data=data)
    return [Box(fact, made[NAME + fact.id]) for fact in facts]


def _read(boxes: Iterable[Box]) -> Iterator[tuple[str, Value | None]]:
    for box in boxes:
        if not (any(box.field.typed.values()) or box.field.ticked):
            continue  # left as it is
        try:
            box.field.pre_validate(None)
        except BadAnswer as problem:
            box.field.bad_part = problem.part
            box.problems.append(str(problem))
            continue
        yield box.fact.id, None if isinstance(box.field.data, Passed) else box.field.data


def _day(typed: str, as_at: date) -> tuple[date | None, str]:
    if not typed:
        return None, ""
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        return None, _("Write a day that there is, for example 2027-04-01.")
    if on < as_at:
        return None, _("Choose a day to come. The facts of this case are those of today.")
    if on > add_duration(as_at, FURTHEST):
        return None, _("Choose a day within 20 years.")
    return (None, "") if on == as_at else (on, "")


def _hold_together(trying: Trying, known: Facts, catalogue: Catalogue, on: date) -> None:
    """Say which of the changes cannot stand beside the rest."""
    told = Facts({f: v for f, v in trying.changes.items() if v is not None})
    beside = Facts({**known.forgetting(*trying.changes), **told})
    for box in trying.boxes:
        if box.fact.id in told:
            others = beside.forgetting(box.fact.id)
            found = contradictions(box.fact, told[box.fact.id], others, catalogue, on)
            box.problems += found
            box.field.bad_part = box.field.parts[0] if found else box.field.bad_part

"""The form of several facts on one page: a value, a state, who said so, the source, the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wtforms import Form

from entitlements.facts import Value
from entitlements.rulebook.catalogue import Catalogue, FactDef
from web.cases.saying import data_of, differs, value_of
from web.cases.words import SAID_BY
from web.fields import AnswerField, Passed, field_for
from web.fields.answer import BadAnswer
from web.i18n import gettext as _
from web.store.cases.facts import Said, State

LONGEST_SOURCE = 200  # characters
STATE, SAID, SOURCE, ON = "state", "said-by", "source", "on"  #: the inputs beside a value


@dataclass(slots=True)
class Box:
    """One fact of the form: its field, what was said before, and what is wrong with it now."""

    fact: FactDef
    field: AnswerField
    before: Said | None
    state: str = ""
    said_by: str = ""
    source: str = ""
    known_on: str = ""
    was_sent: bool = False  #: False for what the form that was sent did not have
    problems: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What the names of its inputs begin with."""
        return self.fact.id

    @property
    def focus(self) -> str:
        """The id of the input that a problem is about."""
        return f"{self.id}-{STATE}" if not self.field.bad_part else self.field.focus


@dataclass(frozen=True, slots=True)
class Heard:
    """Who said what is changed on a page, where, and on which day, as it was typed."""

    said_by: str = ""
    source: str = ""
    known_on: str = ""


@dataclass(frozen=True, slots=True)
class FactForm:
    """Several facts, as they stand or as they were sent."""

    boxes: tuple[Box, ...]
    catalogue: Catalogue
    as_at: date
    heard: Heard  #: for each fact that is changed, and says nothing else of its own

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of the input to go to."""
        return [(box.focus, one) for box in self.boxes for one in box.problems]

    def said(self) -> dict[str, Said]:
        """What is said now that was not said before. Problems go to the boxes."""
        read = {box.id: _said(box, self) for box in self.boxes if box.was_sent}
        before = {box.id: box.before for box in self.boxes}
        return {f: said for f, said in read.items() if said and differs(before[f], said)}

    def refuse(self, found: Mapping[str, Iterable[str]]) -> None:
        """Add problems that come of holding one fact against another."""
        for box in self.boxes:
            box.problems += found.get(box.id, ())


def fact_form(
    facts: Iterable[FactDef],
    says: Mapping[str, Said],
    catalogue: Catalogue,
    as_at: date,
    sent: Any = None,
) -> FactForm:
    """The form of these facts: what stands, or (`sent`) what was typed."""
    facts = list(facts)
    values = {fact.id: _shown(says.get(fact.id), catalogue) for fact in facts}
    fields = {fact.id: field_for(fact)(fact=fact) for fact in facts}
    made = type("Facts", (Form,), fields)(sent, data=values)
    boxes = tuple(_box(fact, made[fact.id], says.get(fact.id), sent) for fact in facts)
    return FactForm(boxes, catalogue, as_at, _heard(sent, as_at))


def _heard(sent: Any, as_at: date) -> Heard:
    if sent is None:
        return Heard(known_on=as_at.isoformat())
    return Heard(*(sent.get(f"all-{part}", "").strip() for part in (SAID, SOURCE, ON)))


def _shown(said: Said | None, catalogue: Catalogue) -> Value | None:
    return value_of(said, catalogue) if said else None


def _box(fact: FactDef, found: AnswerField, before: Said | None, sent: Any) -> Box:
    if sent is not None:
        told = [sent.get(f"{fact.id}-{part}", "").strip() for part in (STATE, SAID, SOURCE, ON)]
        was_sent = any(name.partition("-")[0] == fact.id for name in sent)
        return Box(fact, found, before, *told, was_sent)
    if before is None:
        return Box(fact, found, before)
    on = before.known_on.isoformat() if before.known_on else ""
    return Box(fact, found, before, str(before.state), before.said_by, before.source, on)


def _said(box: Box, form: FactForm) -> Said | None:
    """What one box says; None where nothing is said, or what is said cannot be used."""
    catalogue = form.catalogue
    typed = any(box.field.typed.values()) or bool(box.field.ticked)
    if not box.state and not typed:
        return _unsaid(box)
    state = State(box.state) if box.state in set(State) else State.KNOWN
    if state is State.NOT_KNOWN and typed and not _as_before(box, catalogue):
        box.problems.append(_("Give an answer, or say it is not known, not both."))
        return None
    value = None
    if typed and state is not State.NOT_KNOWN:
        value = _value(box)
    elif state is State.KNOWN:
        box.problems.append(_("Give an answer, or say that it is not known."))
    if box.problems:
        return None
    data = None if value is None else data_of(box.fact, value, catalogue)
    heard = _heard_of(box, form.heard, (state, data))
    known_on = _day(heard.known_on, form.as_at, box)
    said = Said(box.id, state, data, heard.said_by, heard.source[:LONGEST_SOURCE], known_on)
    return None if box.problems else said


def _heard_of(box: Box, page: Heard, now: tuple[State, Any]) -> Heard:
    """Who said it: as the box has it, or as the page has it for what is changed."""
    before = box.before
    own = Heard(
        box.said_by if box.said_by in SAID_BY or _kept(box) else "", box.source, box.known_on
    )
    if before is None:
        return own if own != Heard() else page
    on = before.known_on.isoformat() if before.known_on else ""
    changed = (before.state, before.value) != now
    return page if changed and own == Heard(before.said_by, before.source, on) else own


def _unsaid(box: Box) -> Said | None:
    """What was said before is never taken back by leaving it empty: say "not known"."""
    if box.before is not None:
        box.problems.append(_("This was answered before. If that is wrong, say “Not known”."))
    return None


def _as_before(box: Box, catalogue: Catalogue) -> bool:
    """Whether what stands in the field is only what stood there when the page was shown."""
    return box.before is not None and box.before.value is not None and _same(box, catalogue)


def _same(box: Box, catalogue: Catalogue) -> bool:
    try:
        found = box.field.read()
    except BadAnswer:
        return False
    before = box.before.value if box.before else None
    return not isinstance(found, Passed) and data_of(box.fact, found, catalogue) == before


def _kept(box: Box) -> bool:
    return box.before is not None and box.before.said_by == box.said_by


def _value(box: Box) -> Value | None:
    form = None
    try:
        box.field.pre_validate(form)
    except BadAnswer as problem:
        box.field.bad_part = problem.part
        box.problems.append(str(problem))
        return None
    found = box.field.data
    if isinstance(found, Passed):
        box.problems.append(_("Give an answer, or say that it is not known."))
        return None
    return found  # type: ignore[no-any-return]


def _day(text: str, as_at: date, box: Box) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        box.problems.append(_("Write a day that there is, for example 2027-04-01."))
        return None
    if found > as_at:
        box.problems.append(_("The day you heard it must not be in the future."))
    return found

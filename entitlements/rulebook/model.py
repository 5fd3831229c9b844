"""The rule book as frozen objects: tables, versions, rows and what they cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from entitlements.rulebook.amounts import Amount, Moment
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.conditions import ALWAYS, Condition
from entitlements.rulebook.kept import Kept


class Outcome(StrEnum):
    """What a decision comes to. "Eligible" is a legal status, so no outcome is called that."""

    ENTITLED = "entitled"
    MAY_GET = "may_get"
    ELSEWHERE = "elsewhere"
    NOT_ENTITLED = "not_entitled"
    NOT_PROVIDED = "not_provided"
    NOT_PUBLISHED = "not_published"
    UNDECIDED = "undecided"
    NOT_IN_FORCE = "not_in_force"


#: The outcomes a row may state; the other two are only ever worked out.
STATED = tuple(o for o in Outcome if o not in (Outcome.UNDECIDED, Outcome.NOT_IN_FORCE))


class Force(StrEnum):
    """How binding an answer is, apart from what the answer is."""

    DUTY = "duty"
    DUTY_TO_ASSESS = "duty_to_assess"
    GUIDANCE = "guidance"
    POLICY = "policy"
    DISCRETION = "discretion"
    NATIONAL_SCHEME = "national_scheme"
    SIGNPOST = "signpost"


class Match(StrEnum):
    """How the rows of a table combine."""

    FIRST = "first"
    ALL = "all"


class Status(StrEnum):
    """Whether a version binds, or is announced and not commenced."""

    IN_FORCE = "in_force"
    PENDING = "pending"


class Confidence(StrEnum):
    """Whether a person has confirmed a version against its live source."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class Citation(Kept):
    """A source by id, and the place in it."""

    source: str
    place: str = ""


@dataclass(frozen=True)
class Todo(Kept):
    """What a person must confirm, and whom to ask."""

    confirm: str
    ask: str


@dataclass(frozen=True)
class Approval(Kept):
    """Whose agreement is needed, up to which sum (pence)."""

    by: str
    up_to: int | None = None
    per: str | None = None


@dataclass(frozen=True)
class Ambiguous(Kept):
    """Two published texts disagree: this row's reading, and the other one."""

    reading: str
    other: str
    source: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Approved(Kept):
    """Who approved a version, when, and the minute."""

    body: str
    on: date | None = None
    minute: str | None = None


@dataclass(frozen=True)
class Row(Kept):
    """One line of a table: when it holds, what follows, and on what authority."""

    id: str
    outcome: Outcome
    says: str
    when: Condition = ALWAYS
    force: Force | None = None
    amount: Amount | None = None
    source: tuple[Citation, ...] = ()
    elsewhere: str | None = None
    value: str | None = None
    evidence: tuple[str, ...] = ()
    approval: tuple[Approval, ...] = ()
    paid_by: str | None = None
    lead_time: str | None = None
    also_needs: tuple[str, ...] = ()
    todo: Todo | None = None
    ambiguous: Ambiguous | None = None
    ends: tuple[Moment, ...] = ()
    ask_by: tuple[Moment, ...] = ()
    note: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Example(Kept):
    """A worked example: facts in the words of a person's file, and what must come out."""

    name: str
    as_at: date
    facts: object
    expect: Mapping[str, object]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Version(Kept):
    """One text of a table and the days it is in force, half-open."""

    effective_from: date | None = None
    effective_to: date | None = None
    status: Status = Status.IN_FORCE
    approved: Approved | None = None
    checked_on: date | None = None
    confidence: Confidence = Confidence.UNCONFIRMED
    dates_note: str | None = None
    note: str | None = None
    says: str | None = None
    source: tuple[Citation, ...] = ()
    todo: tuple[Todo, ...] = ()
    rows: tuple[Row, ...] = ()
    otherwise: Row | None = None
    examples: tuple[Example, ...] = ()
    line: int = field(default=0, compare=False)

    def in_force(self, as_at: date) -> bool:
        """Whether this version binds on a day."""
        started = self.effective_from is not None and self.effective_from <= as_at
        ended = self.effective_to is not None and self.effective_to <= as_at
        return self.status is Status.IN_FORCE and started and not ended


@dataclass(frozen=True)
class RuleTable(Kept):
    """Rows that decide one entitlement, in every version."""

    id: str
    title: str
    area: str
    summary: str
    payer: str
    ask: str
    how_to_get: str
    match: Match
    versions: tuple[Version, ...]
    also_called: tuple[str, ...] = ()
    dated_by: str | None = None
    decides: str | None = None
    place: str = ""

    @property
    def authority(self) -> str | None:
        """The council whose offer this is part of, None for the whole of England."""
        area, _, _ = self.id.partition("/")
        return None if area == "england" else area


@dataclass(frozen=True)
class Source(Kept):
    """A text that rules rest on."""

    id: str
    title: str
    kind: str
    url: str | None = None
    dated: str | None = None
    seen: date | None = None
    read: bool = True
    note: str | None = None


@dataclass(frozen=True)
class DatedValue(Kept):
    """A parameter's value from a day until the next value, or until `to`."""

    start: date
    value: int
    source: tuple[Citation, ...]
    to: date | None = None
    confidence: Confidence = Confidence.UNCONFIRMED
    note: str | None = None


@dataclass(frozen=True)
class Parameter(Kept):
    """A rate that changes by date. Unit: pence for money, else a whole number."""

    id: str
    title: str
    type: str
    values: tuple[DatedValue, ...] = ()
    per: str | None = None
    note: str | None = None

    def on(self, day: date) -> DatedValue | None:
        """The value in force on a day; None where none is published, which is not zero."""
        held = [value for value in self.values if value.start <= day]
        if not held or (held[-1].to is not None and held[-1].to <= day):
            return None
        return held[-1]


class FloorKind(StrEnum):
    """What a national floor rests on: they do not bind alike."""

    LAW = "law"
    GUIDANCE = "guidance"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True)
class Floor(Kept):
    """The least that a local table should give: what a national one gives the same person.

    `local` holds the ids of the tables that are held to it.
    """

    id: str
    title: str
    kind: FloorKind
    national: str
    local: tuple[str, ...]
    source: tuple[Citation, ...]
    confidence: Confidence = Confidence.UNCONFIRMED
    note: str | None = None


@dataclass(frozen=True)
class Persona(Kept):
    """An invented person whom every change is tried on; `facts` as in a person's file."""

    id: str
    name: str
    says: str
    facts: object
    authority: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class RuleBook:
    """Every table, every version, and the digest of the text they were read from."""

    catalogue: Catalogue
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, RuleTable]
    digest: str
    floors: Mapping[str, Floor] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)

    def tables_for(self, authority: str | None) -> tuple[RuleTable, ...]:
        """England's tables, and those of one council."""
        return tuple(t for t in self.tables.values() if t.authority in (None, authority))

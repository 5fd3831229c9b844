"""What a case is to whoever reads it: plain frozen values, opened and in their own types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from web.store.cases.sealing import Seal


class SafeContact(StrEnum):
    """Whether it is safe to write to the young person."""

    SAFE = "safe"
    ASK_FIRST = "ask_first"
    NOT_SAFE = "not_safe"
    NOT_ASKED = "not_asked"


class Contact(StrEnum):
    """How the council and the young person are in touch."""

    ACTIVE = "active"
    YEARLY = "yearly"
    OUT_OF_TOUCH = "out_of_touch"
    NONE_WANTED = "none"


class ClosedWhy(StrEnum):
    """Why a case was closed."""

    MOVED_ON = "moved_on"
    REACHED_26 = "reached_26"
    ANOTHER_COUNCIL = "another_council"
    OPENED_IN_ERROR = "opened_in_error"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Details:
    """Who a case is about, in as few words as it takes."""

    reference: str = field(repr=False)
    name: str = field(default="", repr=False)
    language: str = "en"
    safe_contact: SafeContact = SafeContact.NOT_ASKED
    safe_contact_note: str = field(default="", repr=False)
    contact: Contact = Contact.ACTIVE


@dataclass(frozen=True, slots=True)
class Summary:
    """What the caseload shows of the last working-out; `money_left` in pence."""

    next_day: date | None = field(repr=False)
    next_what: str = field(repr=False)
    money_left: int | None = field(repr=False)
    open_actions: int
    checked_on: date | None
    publication: int | None
    entitled: int
    may_get: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Case:
    """One young person's case. `number` counts its saves; times are seconds since 1970.

    Of a purged case the details are empty, and its seal opens nothing.
    """

    id: int
    number: int
    details: Details
    team_id: int
    adviser_id: int
    opened_at: int
    changed_at: int
    closed_at: int | None
    closed_why: ClosedWhy | None
    purge_at: int | None
    purged_at: int | None
    summary: Summary | None
    seal: Seal = field(repr=False, compare=False)

    @property
    def reference(self) -> str:
        """What the council calls this young person."""
        return self.details.reference

    @property
    def name(self) -> str:
        """What to call them; may be empty."""
        return self.details.name

    @property
    def language(self) -> str:
        """The language they read, as a two-letter code."""
        return self.details.language

    @property
    def contact(self) -> Contact:
        """How the council and they are in touch."""
        return self.details.contact


class State(StrEnum):
    """How well a fact is known. What is to check may have a value, and is never known."""

    KNOWN = "known"
    NOT_KNOWN = "not_known"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one fact. `value` is plain JSON, as `entitlements.person_file` writes it.

    `by`, `at` and `number` (the save it came with) are filled when it is read.
    """

    fact: str
    state: State
    value: Any = field(default=None, repr=False)
    said_by: str = ""
    source: str = field(default="", repr=False)
    known_on: date | None = field(default=None, repr=False)
    by: str = ""
    at: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """One fact that two people changed to different things at once."""

    fact: str
    mine: Said | None
    theirs: Said


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save was not taken, as somebody saved since; nothing was written.

    `number` is what to save over next, once the person has chosen; `by` and `at` say
    who saved last, and when. `facts` clash, or `details` are what they wrote.
    """

    number: int
    by: str
    at: int
    facts: tuple[Clash, ...] = ()
    details: Details | None = None


class ReferenceTaken(Exception):
    """There is a case with this reference already. The message names no reference."""

    def __init__(self) -> None:
        super().__init__("There is a case with this reference already.")

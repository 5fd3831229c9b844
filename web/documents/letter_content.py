"""What stands in a letter, before it has a look: parts, sections and entries of plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entitlements.rulebook.model import Outcome


@dataclass(frozen=True, slots=True)
class Override:
    """What an adviser puts beside what the rules say. Unit: `amount` in pence, None: no figure."""

    entitlement: str
    instead: Outcome
    amount: int | None
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter is made for. `name` may be ""; `withheld` counts the answers left out.

    `short`: about four pages, with every answer by name and the rest left to the long letter.
    """

    code: str
    name: str = ""
    adviser: str = ""
    council: str = ""
    overrides: tuple[Override, ...] = ()
    withheld: int = 0
    short: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to get: how much, why, and doubts.

    `lines` are in groups, each a paragraph: what a line is about, and what it says.
    `items` is a list of a name and a few words.
    """

    title: str
    amount: str = ""
    why: str = ""
    lines: tuple[tuple[tuple[str, str], ...], ...] = ()
    marks: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, in this order.

    `dates` is a table of two columns (when, what), `short` a list of a name and a few
    words, `links` a list of a text and its address, which may be "". `close` comes last.
    """

    heading: str
    lead: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    close: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where there is nothing below the heading."""
        return not (self.lead or self.entries or self.dates or self.short or self.links)


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words around the content."""

    code: str
    page: str  #: with {page} and {of}
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Part:
    """The letter in one language: what matters most, and the rest.

    `apart`: what matters most has a page of its own.
    """

    language: str
    direction: str  #: "ltr" or "rtl"
    title: str
    opening: tuple[str, ...]
    front: tuple[Section, ...]
    rest: tuple[Section, ...]
    words: Words
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. The same letter always gives the same bytes."""

    as_at: date
    code: str
    council: str
    parts: tuple[Part, ...]

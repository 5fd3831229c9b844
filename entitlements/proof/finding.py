"""Findings: what a proof of a rule book, or of a change to one, has to say.

A finding says what was shown, how much it weighs, and where. Where something is
not so, it names a person it is not so for: facts that can be evaluated, and the
same facts in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.facts import Facts


class Shown(StrEnum):
    """How far a proof got: so for everyone, not so (and for whom), or not known."""

    PROVED = "proved"
    DISPROVED = "disproved"
    NOT_ATTEMPTED = "not_attempted"
    OUT_OF_TIME = "out_of_time"


class Weight(StrEnum):
    """What a finding asks: to be mended, a tick and a reason, or only to be read."""

    STOPS = "stops"
    ASKS = "asks"
    TELLS = "tells"


#: Every kind of finding there is.
KINDS = (
    "text",
    "example",
    "gap",
    "clash",
    "dead_row",
    "less",
    "more",
    "changed",
    "floor",
    "cliff",
    "law",
    "history",
    "unused_fact",
    "source",
    "plain_english",
    "untranslated",
)


@dataclass(frozen=True)
class InventedPerson:
    """A person made up to show something: no one real. `facts` hold the authority."""

    facts: Facts
    as_at: date
    words: str


@dataclass(frozen=True)
class Finding:
    """One thing shown of a table or a text. `id` is the same from run to run.

    `axioms` are the ids of the axioms and impossibles it rests on; `days` the first
    and last day it is shown for; `method` is cells, solver, text or examples;
    `before` and `after` what the person gets, in words.
    """

    id: str
    kind: str
    shown: Shown
    weight: Weight
    what: str
    fix: str = ""
    table: str = ""
    version: str = ""
    rows: tuple[str, ...] = ()
    person: InventedPerson | None = None
    axioms: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    method: str = ""
    before: str = ""
    after: str = ""

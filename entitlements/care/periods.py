"""One spell in care, and counting days over several.

Source: Children Act 1989, s.22(1); Schedule 2, paragraph 19B
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from entitlements.dates import NEVER_DAY, DateProblem, Window

SHORT_BREAKS = "short_breaks"
CARE_ORDERS = frozenset({"care_order", "interim_care_order"})
"""Bases under which a child is under a care order: it "includes" an interim one, s.31(11)."""

BASES = (
    "care_order",
    "interim_care_order",
    "section_20",
    "placement_order",
    "remand",
    "emergency",
    SHORT_BREAKS,
)
"""Every legal basis of a care period.

Source: Children Act 1989 s.20, s.21, s.31, s.38; Adoption and Children Act 2002 s.21;
        Legal Aid, Sentencing and Punishment of Offenders Act 2012 s.104 (remand)
"""

COUNTED_BASES = frozenset(BASES) - {SHORT_BREAKS}
"""Bases whose days count towards the 13 weeks: all but a series of planned short breaks.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 40
"""

Spell = tuple[int, int]
"""Day numbers: the first day in care, the first day out."""


class ImpossiblePeriod(ValueError):
    """A care period that cannot have been; the message says what, and how to fix it."""


@dataclass(frozen=True, slots=True)
class CarePeriod:
    """One spell of being looked after by a local authority, on one legal basis.

    Half-open: `start` is the first day in care, `end` the first day out;
    `end` is None while care continues.

    Unit:   calendar days
    Source: Children Act 1989, s.22(1)
    Raises: ImpossiblePeriod, if it ends on or before the day it starts, or its
            basis is not one of `BASES`
    """

    start: date
    end: date | None
    basis: str
    authority: str | None = None
    placement: str | None = None
    #: The same two days as numbers; one that continues ends on `NEVER_DAY`.
    spell: Spell = field(init=False, repr=False, compare=False)
    #: Whether its days count towards the 13 weeks.
    counts: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ImpossiblePeriod(
                f"care from {self.start} ends on {self.end}: the end is the first day out "
                "of care, so give a later day, or leave it out while care continues"
            )
        if self.basis not in BASES:
            raise ImpossiblePeriod(f"{self.basis!r} is not a basis of care: use {', '.join(BASES)}")
        out = NEVER_DAY if self.end is None else self.end.toordinal()
        object.__setattr__(self, "spell", (self.start.toordinal(), out))
        object.__setattr__(self, "counts", self.basis in COUNTED_BASES)


def days_looked_after(periods: Iterable[CarePeriod], window: Window) -> int:
    """Count the days of `window` spent looked after, each day once, short breaks left out.

    Periods may touch, overlap or come in any order; one that continues runs to
    the end of the window.

    Unit:   calendar days
    Source: Children Act 1989, Schedule 2, paragraph 19B; 2010/959 reg 40
    Raises: DateProblem, when care and the window both go on without an end

    >>> january = Window(date(2024, 1, 1), date(2024, 2, 1))
    >>> days_looked_after([
    ...     CarePeriod(date(2024, 1, 10), None, "care_order"),
    ...     CarePeriod(date(2023, 12, 1), date(2024, 1, 15), "section_20"),
    ... ], january)
    31
    """
    until = NEVER_DAY if window.end is None else window.end.toordinal()
    spells = unbroken_spells([period.spell for period in periods if period.counts], until)
    if spells and spells[-1][1] == NEVER_DAY:
        raise DateProblem("care that continues has no number of days: give the window an end")
    return days_between(spells, window.start.toordinal(), until)


def unbroken_spells(spells: Iterable[Spell], until: int) -> list[Spell]:
    """Join spells that touch or overlap, in order, cut off at day `until`."""
    joined: list[Spell] = []
    for first, out in sorted(spells):
        if first >= until:
            break
        last_out = out if out < until else until
        if not joined or first > joined[-1][1]:
            joined.append((first, last_out))
        elif last_out > joined[-1][1]:
            joined[-1] = (joined[-1][0], last_out)
    return joined


def days_between(spells: Sequence[Spell], first_day: int, day_out: int) -> int:
    """Count the days of joined spells from `first_day` up to, not with, `day_out`."""
    total = 0
    for first, out in spells:
        last_out = out if out < day_out else day_out
        first_in = first if first > first_day else first_day
        if last_out > first_in:
            total += last_out - first_in
    return total

"""How long the solver takes over the shipped book. Figures to watch, for `bench`.

Unit: milliseconds, taken by the caller: these are only the work
"""

from __future__ import annotations

from datetime import date

from entitlements.evaluate import Engine
from entitlements.proof.solver_change import Change
from entitlements.proof.solver_sides import councils, sides
from entitlements.proof.solver_tables import OneTable
from entitlements.rulebook.model import RuleBook

MILLISECONDS = 10_000


def solver_gaps(book: RuleBook, as_at: date) -> int:
    """Ask of every table of the first council for gaps, clashes and dead rows.

    Gives the number of tables asked about.
    """
    council = councils((book,))[0]
    one = sides((Engine(book),), council, as_at, MILLISECONDS, alone=True)
    reading = one.readings[0]
    for table in reading.plan.tables:
        asked = OneTable(one.asking, reading, reading.table(table.id))
        asked.gap()
        asked.alive()
        list(asked.clashes())
    return len(reading.plan.tables)


def solver_compare(before: RuleBook, after: RuleBook, as_at: date) -> int:
    """Compare every table of two books for the first council. Gives the number of findings."""
    council = councils((before, after))[0]
    both = sides((Engine(before), Engine(after)), council, as_at, MILLISECONDS)
    names = tuple(table.id for table in both.readings[1].plan.tables)
    return len(list(Change(both, names).findings()))

"""How long the solver takes over the shipped book. Figures to watch, for `bench`.

Unit: milliseconds, taken by the caller: these are only the work
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entitlements.evaluate import Engine
from entitlements.proof.solver.change import Change
from entitlements.proof.solver.sides import councils, sides
from entitlements.proof.solver.tables import OneTable
from entitlements.rulebook.model import RuleBook

MILLISECONDS = 10_000
STATUS = "england/leaving-care-status"


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


def solver_compare(before: RuleBook, as_at: date) -> int:
    """Compare a book with one whose status table is turned round, which most tables rest on.

    Gives the number of findings.
    """
    after = _turned(before)
    council = councils((before, after))[0]
    both = sides((Engine(before), Engine(after)), council, as_at, MILLISECONDS)
    names = tuple(table.id for table in both.readings[1].plan.tables)
    return len(list(Change(both, names).findings()))


def _turned(book: RuleBook) -> RuleBook:
    """The same book, the rows of the status table in the opposite order."""
    table = book.tables[STATUS]
    *earlier, last = table.versions
    turned = replace(last, rows=tuple(reversed(last.rows)))
    return replace(
        book, tables={**book.tables, STATUS: replace(table, versions=(*earlier, turned))}
    )

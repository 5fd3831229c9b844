"""Rows as conditions: when each row of a table wins, and when it still could.

A row is read twice, as when it holds and as when it fails. The two are opposites except
where a bound is not published or a fact cannot be worked out: then a row is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entitlements.plan.build import PlanTable
from entitlements.plan.terms import Term, Terms
from entitlements.plan.verdicts import STRENGTH
from entitlements.rulebook.model import Match, Outcome


@dataclass(frozen=True)
class Read:
    """When a condition holds, and when it fails."""

    holds: Term
    fails: Term


@dataclass(frozen=True)
class TableRead:
    """A table as conditions, one for each row.

    `wins` is when a row settles the outcome (under `all`, the strongest that holds);
    `could` when it still may; `outcomes` when each outcome is still possible.
    """

    table: PlanTable
    rows: tuple[Read, ...]
    wins: tuple[Term, ...]
    could: tuple[Term, ...]
    outcomes: dict[Outcome, Term]


def table_of(table: PlanTable, rows: tuple[Read, ...], terms: Terms) -> TableRead:
    """A table from its rows."""
    wins, could = dict[int, Term](), dict[int, Term]()
    all_failed: Term = True
    none_held: Term = True
    for place in order(table):
        row = rows[place]
        wins[place] = terms.every((all_failed, row.holds))
        could[place] = terms.every((none_held, terms.opposite(row.fails)))
        all_failed = terms.every((all_failed, row.fails))
        none_held = terms.every((none_held, terms.opposite(row.holds)))
    return TableRead(
        *(table, rows),
        wins=tuple(wins[n] for n in range(len(rows))),
        could=tuple(could[n] for n in range(len(rows))),
        outcomes=_outcomes(table, could, terms),
    )


def order(table: PlanTable) -> Sequence[int]:
    """The rows in the order in which they decide: the first that holds leads.

    Under `all` that is the strongest, and last the row for when no other holds.
    """
    places = range(len(table.rows))
    if table.table.match is Match.FIRST:
        return places
    rest = sorted(places[:-1], key=lambda n: (STRENGTH.index(table.rows[n].row.outcome), n))
    return (*rest, *places[-1:])


def _outcomes(table: PlanTable, could: dict[int, Term], terms: Terms) -> dict[Outcome, Term]:
    found: dict[Outcome, Term] = {}
    for place, term in could.items():
        outcome = table.rows[place].row.outcome
        found[outcome] = terms.some((found.get(outcome, False), term))
    return found or {Outcome.NOT_IN_FORCE: True}

"""The report for the Corporate Parenting Board, from plain inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entitlements.board.cells import Cell, Table
from entitlements.board.hiding import LEAST_THRESHOLD
from entitlements.board.overrides import overrides_table
from entitlements.board.payments import payments_tables
from entitlements.board.savings import savings_tables
from entitlements.board.scope import Scope
from entitlements.board.turning import turning_tables
from entitlements.board.unclaimed import unclaimed_table
from entitlements.board.young import AwardStep, Young

TITLE = "Money and savings of young people in care and care leavers"


@dataclass(frozen=True, slots=True)
class BoardReport:
    """The tables of one report, in the order in which a board reads them."""

    title: str
    as_at: date
    people: Cell
    threshold: int
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """One table by its id. Raises KeyError for none of that id."""
        return {table.id: table for table in self.tables}[name]


def board_report(
    young: Sequence[Young],
    as_at: date,
    *,
    quarters: int = 4,
    threshold: int = 6,
    looked_at: int | None = None,
    overridden: int | None = None,
    names: Mapping[str, str] | None = None,
    closed: Sequence[Sequence[AwardStep]] = (),
) -> BoardReport:
    """Make the report. Counts from 1 to `threshold` less 1 are hidden, and what would tell them.

    Within one report, no hidden number follows from all that is printed. Between two
    reports that cannot be promised: over n people, and then over the same n and one more,
    the difference is that one person. So publish on fixed days, a quarter apart or more,
    for the whole council and for no part of it, and never a corrected report beside the
    first. What somebody knows already, as of themselves, protects nobody either.

    A threshold of 1 or less hides nothing: for checking, and never to be published.
    `names` gives words for kinds of savings and for what is due at 18. `closed` has the
    awards of each person whose case is closed: what was paid counts, whoever has left.

    Raises: ValueError, for a threshold of 2 to 4, which cannot protect; for less than one
            quarter; for fewer decisions looked at than changed
    """
    if 1 < threshold < LEAST_THRESHOLD:
        raise ValueError(
            f"a threshold of {threshold} protects nobody: use {LEAST_THRESHOLD} or more"
        )
    if quarters < 1:
        raise ValueError(f"{quarters} quarters are none: give 1 or more")
    scope = Scope(tuple(young), as_at, threshold, names or {}, tuple(map(tuple, closed)))
    tables = (
        *savings_tables(scope),
        *turning_tables(scope),
        *payments_tables(scope, quarters),
        unclaimed_table(scope),
        overrides_table(scope, looked_at, overridden),
    )
    return BoardReport(TITLE, as_at, scope.people, threshold, tables)

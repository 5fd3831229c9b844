"""The rows of a decision, each with its tests and their values in the trace."""

from __future__ import annotations

from collections.abc import Sequence

from entitlements.evaluate import Decision
from entitlements.explain.pairs import Paired, paired
from entitlements.plan.build import PlanTable
from entitlements.plan.leaves import Every, Tree
from entitlements.plan.sums import truth
from entitlements.rulebook.model import Outcome

BETTER = (Outcome.ENTITLED, Outcome.MAY_GET, Outcome.ELSEWHERE)
NO = (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED)
#: The row of a table dated by a fact, for a date that no version covers.
OUTSIDE = "outside"


def wanted(decision: Decision) -> tuple[Outcome, ...]:
    """The outcomes that would be better than a no: help, or failing that "nothing is published"."""
    outcomes = {planned.row.outcome for planned in decision.plan_table.rows}
    return BETTER if outcomes & set(BETTER) else (Outcome.NOT_PUBLISHED,)


def pair_of(decision: Decision, place: int) -> Paired:
    """The tests of one row with their values."""
    table = decision.plan_table
    row = table.rows[place].row
    return paired(row.when, row_tree(table, place), decision.evaluation.leaves)


def value_of(decision: Decision, place: int) -> int:
    """Whether a row holds, its version's dates included: 3 yes, 1 not known, 0 no."""
    return truth(decision.plan_table.trees[place], decision.evaluation.leaves)


def row_tree(table: PlanTable, place: int) -> Tree:
    """The tree of a row's own tests, without the window of its version."""
    tree = table.trees[place]
    if table.table.dated_by and table.rows[place].row.id != OUTSIDE:
        assert isinstance(tree, Every)
        return tree.parts[1]
    return tree


def window_value(decision: Decision, place: int) -> int:
    """Whether the version a row stands in applies: 3 yes, 1 not known, 0 no."""
    table = decision.plan_table
    tree = table.trees[place]
    if not table.table.dated_by or table.rows[place].row.id == OUTSIDE:
        return 3
    assert isinstance(tree, Every)
    return truth(tree.parts[0], decision.evaluation.leaves)


def deciding(decision: Decision) -> Sequence[int]:
    """The places of the rows that decided, or of those that agree."""
    return decision.verdict.winners or decision.verdict.open

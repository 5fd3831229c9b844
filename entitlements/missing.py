"""Missing facts: what would settle a decision, in facts that a person can be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from entitlements.derive import CARE_INPUTS, LEDGER
from entitlements.plan.leaves import OutcomeIn, leaves_of
from entitlements.plan.tree import BORN, fact_ids
from entitlements.plan.verdicts import UNKNOWN, Verdict
from entitlements.rulebook.model import Outcome

if TYPE_CHECKING:
    from entitlements.evaluate import Evaluation
    from entitlements.plan.build import PlanTable

#: Which answers about care bear on each fact about care, when it is not known.
_ALWAYS = (BORN, "in_care_now")
_THIRTEEN = (*_ALWAYS, "in_care_at_16_or_17", "in_care_13_weeks_since_14")
CARE_NEEDS = {
    "days_looked_after_since_14": (BORN, "care_periods"),
    "thirteen_weeks_since_14": (BORN, "in_care_13_weeks_since_14"),
    "status_borderline": (BORN, "care_periods"),
    "looked_after_now": _ALWAYS,
    "looked_after_on_or_after_16": (*_ALWAYS, "in_care_at_16_or_17"),
    "was_eligible_child": _THIRTEEN,
    "looked_after_at_18": (*_ALWAYS, "left_care_on"),
    "eligible_when_last_looked_after": (*_THIRTEEN, "left_care_on"),
    "home_six_months": (BORN, "returned_home_on", "home_broke_down_on"),
    "home_broke_down_after_18": (BORN, "returned_home_on", "home_broke_down_on"),
    "home_time_in_dispute": (BORN, "returned_home_on", "home_broke_down_on"),
    "thirteen_weeks_before_16": (BORN, "in_care_13_weeks_since_14"),
    "thirteen_weeks_ending_after_16": _THIRTEEN,
    "months_in_care_unbroken": ("months_continuously_in_care",),
    "care_order_now": ("care_periods",),
    "left_care_before_16": (*_ALWAYS, "in_care_at_16_or_17", "left_care_on"),
    "ever_in_care": _ALWAYS,
    "turned_18_on": (BORN,),
    "came_into_care_on": ("care_periods",),
    "last_left_care_on": (*_ALWAYS, "left_care_on"),
}


def missing_facts(evaluation: Evaluation, table: PlanTable, verdict: Verdict) -> tuple[str, ...]:
    """The unknown facts that the rows which could still win depend on."""
    found: dict[str, None] = {}
    waiting = [(table, verdict)]
    met = {table.id}
    while waiting:
        table, verdict = waiting.pop(0)
        for fact in _unsettled(evaluation, table, verdict, waiting, met):
            found[fact] = None
    return tuple(found)


def _unsettled(
    evaluation: Evaluation,
    table: PlanTable,
    verdict: Verdict,
    waiting: list[tuple[PlanTable, Verdict]],
    met: set[str],
) -> Iterable[str]:
    plan = evaluation.plan
    for number in _open_leaves(evaluation, table, verdict):
        leaf = plan.leaves[number]
        if isinstance(leaf, OutcomeIn):
            _follow(evaluation, leaf.table, waiting, met)
        for fact in fact_ids(leaf):
            if fact in plan.deciding and fact not in evaluation.facts:
                _follow(evaluation, plan.deciding[fact], waiting, met)
            else:
                yield from askable(evaluation, fact)


def unknown_facts(evaluation: Evaluation, table: PlanTable, verdict: Verdict) -> Iterable[str]:
    """The facts that the undecided tests of a table read, derived ones as they are."""
    leaves = [evaluation.plan.leaves[n] for n in _open_leaves(evaluation, table, verdict)]
    return dict.fromkeys(fact for leaf in leaves for fact in fact_ids(leaf))


def _open_leaves(evaluation: Evaluation, table: PlanTable, verdict: Verdict) -> Iterable[int]:
    for place in verdict.open:
        for number in leaves_of(table.trees[place]):
            if evaluation.leaves[number] == UNKNOWN:
                yield number


def _follow(
    evaluation: Evaluation,
    entitlement: str,
    waiting: list[tuple[PlanTable, Verdict]],
    met: set[str],
) -> None:
    table = evaluation.plan.by_id.get(entitlement)
    if table is not None and entitlement not in met:
        met.add(entitlement)
        waiting.append((table, evaluation.verdicts[table.number]))


def askable(evaluation: Evaluation, fact: str) -> tuple[str, ...]:
    """The facts to ask for, so that this one is known: itself, or what it is derived from."""
    definition = evaluation.book.catalogue.facts.get(fact)
    if definition is None:  # a question of the ledger
        return (LEDGER,)
    derivation = definition.derivation
    if derivation is None:
        return () if fact in evaluation.facts else (fact,)
    needs: tuple[str, ...] = derivation.of
    if derivation.kind == "care":
        needs = CARE_NEEDS.get(derivation.of[0], CARE_INPUTS)
    elif derivation.kind.startswith("age_on"):
        needs = (*derivation.of, BORN)
    return tuple(need for need in needs if need not in evaluation.facts)


def is_open(verdict: Verdict) -> bool:
    """Whether a table is still undecided."""
    return verdict.outcome is Outcome.UNDECIDED

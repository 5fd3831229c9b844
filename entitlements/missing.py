"""Missing facts: what would settle a decision, in facts that a person can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from entitlements.derive import CARE_INPUTS, LEDGER
from entitlements.plan.build import parts_of
from entitlements.plan.leaves import Every, LeafRef, Opposite, OutcomeIn, Tree
from entitlements.plan.sums import truth
from entitlements.plan.tree import BORN, fact_ids
from entitlements.plan.verdicts import NO, UNKNOWN, Verdict
from entitlements.rulebook.amounts import Amount, FactCount, FactValue, Steps

if TYPE_CHECKING:
    from entitlements.evaluate import Decision, Evaluation
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
    "looked_after_at_18": (*_ALWAYS, "left_care_on", "in_care_at_16_or_17"),
    "eligible_when_last_looked_after": (*_THIRTEEN, "left_care_on"),
    "home_six_months": (BORN, "returned_home_on", "home_broke_down_on", "left_care_on"),
    "home_broke_down_after_18": (BORN, "returned_home_on", "home_broke_down_on", "left_care_on"),
    "home_time_in_dispute": (BORN, "returned_home_on", "home_broke_down_on", "left_care_on"),
    "thirteen_weeks_before_16": (BORN, "in_care_13_weeks_since_14", "in_care_at_16_or_17"),
    "thirteen_weeks_ending_after_16": _THIRTEEN,
    "months_in_care_unbroken": ("months_continuously_in_care",),
    "care_order_now": (*_ALWAYS, "care_periods"),
    "left_care_before_16": (*_ALWAYS, "in_care_at_16_or_17", "left_care_on"),
    "ever_in_care": (*_ALWAYS, "in_care_at_16_or_17", "left_care_on"),
    "turned_18_on": (BORN,),
    "came_into_care_on": ("care_periods",),
    "last_left_care_on": (*_ALWAYS, "left_care_on"),
}


def missing_facts(evaluation: Evaluation, *tables: tuple[PlanTable, Verdict]) -> tuple[str, ...]:
    """The unknown facts that the rows which could still win depend on, each once."""
    found: dict[str, None] = {}
    waiting, met = list(tables), {table.id for table, _ in tables}
    seen: set[int] = set()
    while waiting:
        table, verdict = waiting.pop(0)
        for number in _open_leaves(evaluation, table, verdict):
            if number not in seen:
                seen.add(number)
                found |= dict.fromkeys(_asked_for(evaluation, number, waiting, met))
    return tuple(fact for fact in found if is_asked(evaluation, fact))


def is_asked(evaluation: Evaluation, fact: str) -> bool:
    """Whether it may make sense to ask: not where what must hold first does not."""
    gate = evaluation.plan.gates.get(fact)
    return gate is None or truth(gate, evaluation.leaves) != NO


def _asked_for(
    evaluation: Evaluation,
    number: int,
    waiting: list[tuple[PlanTable, Verdict]],
    met: set[str],
) -> Iterable[str]:
    """The facts that would settle one test. A table it rests on is followed in turn."""
    plan = evaluation.plan
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
        yield from unsettled(table.trees[place], evaluation.leaves)


def unsettled(tree: Tree, leaves: Sequence[int]) -> Iterator[int]:
    """The tests, not known, on which a condition still turns."""
    if isinstance(tree, LeafRef):
        if leaves[tree.leaf] == UNKNOWN:
            yield tree.leaf
    elif isinstance(tree, Every) or truth(tree, leaves) == UNKNOWN:
        for part in (tree.part,) if isinstance(tree, Opposite) else tree.parts:
            yield from unsettled(part, leaves)


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
    if definition is None or fact == LEDGER:  # a question of the ledger
        return () if LEDGER in evaluation.facts else (LEDGER,)
    derivation = definition.derivation
    if derivation is None:
        return () if fact in evaluation.facts else (fact,)
    needs: tuple[str, ...] = derivation.of
    if derivation.kind == "care":
        needs = CARE_NEEDS.get(derivation.of[0], CARE_INPUTS)
    elif derivation.kind.startswith("age_on"):
        needs = (*derivation.of, BORN)
    return tuple(need for need in needs if need not in evaluation.facts)


def amount_facts(decision: Decision) -> tuple[str, ...]:
    """The unknown facts that the amount of a decision depends on, as facts to ask for."""
    rows = decision.rows or decision.open_rows
    found = dict.fromkeys(decision.missing if amount_turns_on_the_row(decision) else ())
    for row in rows:
        for fact in _read_by_amount(decision, row.amount):
            found |= dict.fromkeys(askable(decision.evaluation, fact))
    return tuple(fact for fact in found if is_asked(decision.evaluation, fact))


def amount_turns_on_the_row(decision: Decision) -> bool:
    """Whether the rows that could still win come to different sums."""
    amounts = [row.amount for row in decision.open_rows]
    sums = {amount if amount is not None and amount.value else None for amount in amounts}
    return len(sums) > 1 or (bool(decision.rows) and bool(sums - {None}))


def _read_by_amount(decision: Decision, amount: Amount | None) -> Iterable[str]:
    """The unknown facts that an amount's expressions and steps read."""
    evaluation = decision.evaluation
    for part in parts_of(amount):
        if isinstance(part, FactValue | FactCount):
            yield part.fact
        elif isinstance(part, Steps):
            for step in part.steps:
                for number in unsettled(decision.plan_table.steps[step.when], evaluation.leaves):
                    yield from fact_ids(evaluation.plan.leaves[number])
    if amount is not None and (amount.pot or amount.draws_on or amount.overall):
        yield LEDGER

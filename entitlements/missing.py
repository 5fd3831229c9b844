"""Missing facts: what would settle a decision, in facts that a person can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from entitlements.derive import CARE_INPUTS
from entitlements.plan.build import PlanTable, parts_of
from entitlements.plan.leaves import Every, LeafRef, Opposite, OutcomeIn, Tree
from entitlements.plan.ledger import LEDGER, is_whole
from entitlements.plan.sums import truth
from entitlements.plan.trace import Trace
from entitlements.plan.tree import BORN, fact_ids
from entitlements.plan.verdicts import NO, UNKNOWN, Verdict
from entitlements.rulebook.amounts import Amount, FactCount, FactValue, Steps

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


def missing_facts(trace: Trace, *tables: tuple[PlanTable, Verdict]) -> tuple[str, ...]:
    """The unknown facts that the rows which could still win depend on, each once."""
    found: dict[str, None] = {}
    waiting, met = list(tables), {table.id for table, _ in tables}
    seen: set[int] = set()
    while waiting:
        table, verdict = waiting.pop(0)
        for number in _open_leaves(trace, table, verdict):
            if number not in seen:
                seen.add(number)
                found |= dict.fromkeys(_asked_for(trace, number, waiting, met))
    return tuple(fact for fact in found if is_asked(trace, fact))


def is_asked(trace: Trace, fact: str) -> bool:
    """Whether it may make sense to ask: not where what must hold first does not."""
    gate = trace.plan.gates.get(fact)
    return gate is None or truth(gate, trace.leaves) != NO


def _asked_for(
    trace: Trace,
    number: int,
    waiting: list[tuple[PlanTable, Verdict]],
    met: set[str],
) -> Iterable[str]:
    """The facts that would settle one test. A table it rests on is followed in turn."""
    plan = trace.plan
    leaf = plan.leaves[number]
    if isinstance(leaf, OutcomeIn):
        _follow(trace, leaf.table, waiting, met)
    for fact in fact_ids(leaf):
        if fact in plan.deciding and fact not in trace.facts:
            _follow(trace, plan.deciding[fact], waiting, met)
        else:
            yield from askable(trace, fact)


def unknown_facts(trace: Trace, table: PlanTable, verdict: Verdict) -> Iterable[str]:
    """The facts that the undecided tests of a table read, derived ones as they are."""
    leaves = [trace.plan.leaves[n] for n in _open_leaves(trace, table, verdict)]
    return dict.fromkeys(fact for leaf in leaves for fact in fact_ids(leaf))


def _open_leaves(trace: Trace, table: PlanTable, verdict: Verdict) -> Iterable[int]:
    for place in verdict.open:
        yield from unsettled(table.trees[place], trace.leaves)


def unsettled(tree: Tree, leaves: Sequence[int]) -> Iterator[int]:
    """The tests, not known, on which a condition still turns."""
    if isinstance(tree, LeafRef):
        if leaves[tree.leaf] == UNKNOWN:
            yield tree.leaf
    elif isinstance(tree, Every) or truth(tree, leaves) == UNKNOWN:
        for part in (tree.part,) if isinstance(tree, Opposite) else tree.parts:
            yield from unsettled(part, leaves)


def _follow(
    trace: Trace,
    entitlement: str,
    waiting: list[tuple[PlanTable, Verdict]],
    met: set[str],
) -> None:
    table = trace.plan.by_id.get(entitlement)
    if table is not None and entitlement not in met:
        met.add(entitlement)
        waiting.append((table, trace.verdicts[table.number]))


def askable(trace: Trace, fact: str) -> tuple[str, ...]:
    """The facts to ask for, so that this one is known: itself, or what it is derived from."""
    definition = trace.book.catalogue.facts.get(fact)
    if definition is None or fact == LEDGER:  # a question of the ledger
        return () if is_whole(trace.facts) else (LEDGER,)
    derivation = definition.derivation
    if derivation is None:
        return () if fact in trace.facts else (fact,)
    needs: tuple[str, ...] = derivation.of
    if derivation.kind == "care":
        needs = CARE_NEEDS.get(derivation.of[0], CARE_INPUTS)
    elif derivation.kind.startswith("age_on"):
        needs = (*derivation.of, BORN)
    return tuple(need for need in needs if need not in trace.facts)


def amount_facts(trace: Trace, table: PlanTable, verdict: Verdict) -> tuple[str, ...]:
    """The unknown facts that the amount of a decision depends on, as facts to ask for."""
    found: dict[str, None] = {}
    if amount_turns_on_the_row(table, verdict):
        found |= dict.fromkeys(missing_facts(trace, (table, verdict)))
    for place in verdict.winners or verdict.open:
        for fact in _read_by_amount(trace, table, table.rows[place].row.amount):
            found |= dict.fromkeys(askable(trace, fact))
    return tuple(fact for fact in found if is_asked(trace, fact))


def amount_turns_on_the_row(table: PlanTable, verdict: Verdict) -> bool:
    """Whether the rows that could still win come to different sums."""
    amounts = [table.rows[place].row.amount for place in verdict.open]
    sums = {amount if amount is not None and amount.value else None for amount in amounts}
    return len(sums) > 1 or (bool(verdict.winners) and bool(sums - {None}))


def _read_by_amount(trace: Trace, table: PlanTable, amount: Amount | None) -> Iterable[str]:
    """The unknown facts that an amount's expressions and steps read."""
    for part in parts_of(amount):
        if isinstance(part, FactValue | FactCount):
            yield part.fact
        elif isinstance(part, Steps):
            for step in part.steps:
                for number in unsettled(table.steps[step.when], trace.leaves):
                    yield from fact_ids(trace.plan.leaves[number])
    if amount is not None and (amount.pot or amount.draws_on or amount.overall):
        yield LEDGER

"""The next question: the unknown fact that settles most for the least trouble.

Nothing here is a route. For each fact that could still settle something, and for
each class of answer that the rules can tell apart, the tables it touches are
decided again, and what would become settled is counted. A fact's score is that,
averaged over the classes, over what it costs to answer. When no answer could
change any outcome there is nothing left to ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from entitlements.classes import answer_classes
from entitlements.derive import derive
from entitlements.evaluate import Decision, Evaluation
from entitlements.facts import Facts, Value
from entitlements.missing import amount_turns_on_the_row, askable, missing_facts
from entitlements.plan.build import parts_of
from entitlements.plan.leaves import Tree, leaves_of
from entitlements.plan.slots import Vector
from entitlements.plan.sums import truth
from entitlements.plan.tree import BORN, fact_ids
from entitlements.plan.verdicts import Verdict
from entitlements.reach import reach, worked_out_from
from entitlements.rulebook.amounts import FactCount
from entitlements.rulebook.catalogue import Asked, FactDef, FactType, Sensitivity
from entitlements.rulebook.model import Outcome

#: The fact that says whose tables apply: nothing local can be decided before it.
COUNCIL = "authority"
#: What asking costs beside the effort of answering.
_PRIVATE = {Sensitivity.ORDINARY: 2, Sensitivity.PERSONAL: 3, Sensitivity.SENSITIVE: 5}
#: How much a settled decision counts, in eighths: an outcome, and an amount alone.
_OUTCOME, _STATUS, _AMOUNT, _NARROWER = 8, 4, 3, 1

#: How many of the largest sums are weighed by what else they wait for.
_WEIGHED = 16


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """What to ask next, and why.

    `decides` are the entitlements that an answer can settle, most at stake first;
    `entitlement` is the first of them, `most` what it can come to (pence; None: no
    figure), `others` how many more there are.
    """

    fact: FactDef
    decides: tuple[str, ...]
    entitlement: str | None
    most: int | None
    others: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What asking for one fact is worth: its score, and the tables it settles."""

    fact: FactDef
    score: Fraction
    settles: tuple[int, ...]


def next_question(evaluation: Evaluation, passed: Collection[str] = ()) -> NextQuestion | None:
    """The fact to ask for next; None when no answer left can change any outcome.

    `passed` are the facts that the person was asked and does not know, or would
    rather not say: they are not asked again.
    """
    catalogue = evaluation.book.catalogue.facts
    if COUNCIL in catalogue and COUNCIL not in evaluation.facts and COUNCIL not in passed:
        return NextQuestion(catalogue[COUNCIL], (), None, None, 0)
    open_ = {d.plan_table.number: d for d in evaluation if _is_open(d)}
    best = _best(evaluation, candidates(evaluation, open_, passed), open_)
    return None if best is None else _explained(evaluation, best, open_)


def _best(
    evaluation: Evaluation, facts: Sequence[FactDef], open_: dict[int, Decision]
) -> _Look | None:
    """The fact with the highest score; between equals, the one the catalogue has first.

    The most promising is looked at first, and a fact that could not reach the best
    score found even if it settled all it touches is not looked at.
    """
    promises = [(_promise(evaluation, fact, open_), -place) for place, fact in enumerate(facts)]
    best: _Look | None = None
    first = 0
    for promise, place in sorted(promises, reverse=True):
        if best is not None and promise < best.score:
            break
        look = _look(evaluation, facts[-place], open_)
        if best is None or (look.score, place) > (best.score, first):
            best, first = look, place
    return best


def _promise(evaluation: Evaluation, fact: FactDef, open_: dict[int, Decision]) -> Fraction:
    """The most that a fact's score can be."""
    touched = sum(number in open_ for number in reach(evaluation.plan, fact.id))
    amounts = sum(_turns_on(decision, fact.id) for decision in open_.values())
    return Fraction(2 * _OUTCOME * touched + _AMOUNT * amounts, _cost(fact))


def _cost(fact: FactDef) -> int:
    return fact.effort * _PRIVATE[fact.sensitivity]


def _is_open(decision: Decision) -> bool:
    if decision.outcome is Outcome.UNDECIDED:
        return True
    figure = decision.figure
    return figure is not None and (
        not figure.is_settled or amount_turns_on_the_row(decision.plan_table, decision.verdict)
    )


def candidates(
    evaluation: Evaluation, open_: dict[int, Decision], passed: Collection[str]
) -> list[FactDef]:
    """The facts that could settle something and may be asked now, or open the way to one."""
    catalogue = evaluation.book.catalogue.facts
    wanted = _wanted(evaluation, open_.values())
    found: dict[str, FactDef] = {}
    waiting, met = list(wanted), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in met or name in evaluation.facts or name in passed:
            continue
        met.add(name)
        definition = catalogue[name]
        gate = evaluation.plan.gates[name]
        allowed = truth(gate, _as_if_of_age(evaluation, passed))
        if allowed == 3 and definition.asked is Asked.SELF_CHECK:
            found[name] = definition
        elif allowed == 1:
            behind = list(_of_gate(evaluation, gate))
            waiting += behind
            if all(fact in passed and _may_go_round(catalogue[fact]) for fact in behind):
                found[name] = definition
    return [catalogue[name] for name in catalogue if name in found]


def _wanted(evaluation: Evaluation, open_: Iterable[Decision]) -> Iterable[str]:
    """The facts that would settle an outcome or, where that is settled, an amount."""
    undecided = [d for d in open_ if d.outcome is Outcome.UNDECIDED]
    tables = [(decision.plan_table, decision.verdict) for decision in undecided]
    amounts = [d.amount_facts for d in open_ if d.outcome is not Outcome.UNDECIDED]
    return dict.fromkeys((*missing_facts(evaluation, *tables), *chain(*amounts)))


def _as_if_of_age(evaluation: Evaluation, passed: Collection[str]) -> Sequence[int]:
    """The tests, as a gate reads them: somebody who cannot give an age is still asked."""
    if BORN not in passed:
        return evaluation.leaves
    return [
        3 if BORN in fact_ids(leaf) else value
        for leaf, value in zip(evaluation.plan.leaves, evaluation.leaves, strict=True)
    ]


def _may_go_round(fact: FactDef) -> bool:
    """Whether "not sure" of a gate leaves the question behind it worth asking.

    Not where it was private (nobody who would rather not say that they are pregnant is
    asked how many months), nor where it chose between many things.
    """
    return fact.type is FactType.YES_NO and fact.sensitivity is not Sensitivity.SENSITIVE


def _of_gate(evaluation: Evaluation, gate: Tree) -> Iterable[str]:
    for number in leaves_of(gate):
        if evaluation.leaves[number] == 1:
            for fact in fact_ids(evaluation.plan.leaves[number]):
                yield from askable(evaluation, fact)


def _look(evaluation: Evaluation, fact: FactDef, open_: dict[int, Decision]) -> _Look:
    """Ask ahead: what would each class of answer settle?"""
    touched = reach(evaluation.plan, fact.id)
    worth, settles, classes = 0, dict[int, None](), 0
    for value in answer_classes(evaluation, fact):
        classes += 1
        for number, gain in _settled_by(evaluation, fact, value, touched, open_):
            worth += gain
            settles[number] = None
    amounts = [n for n, d in open_.items() if _turns_on(d, fact.id)]
    worth = worth * 2 // max(classes, 1) + _AMOUNT * len(amounts)
    return _Look(fact, Fraction(worth, _cost(fact)), tuple(settles) or tuple(amounts))


def _turns_on(decision: Decision, fact: str) -> bool:
    """Whether only an amount, and not the outcome, waits for this fact."""
    return decision.outcome is not Outcome.UNDECIDED and fact in decision.amount_facts


def _settled_by(
    evaluation: Evaluation,
    fact: FactDef,
    value: Value,
    touched: Iterable[int],
    open_: dict[int, Decision],
) -> Iterator[tuple[int, int]]:
    """The open tables that one answer settles or narrows, and what that is worth."""
    vector = answered(evaluation, fact.id, value)
    verdicts = list(evaluation.verdicts)
    plan, decide = evaluation.plan, evaluation.compiled.evaluator.table
    for number in touched:
        table = plan.tables[number]
        before = verdicts[number]
        if before.outcome is not Outcome.UNDECIDED and not table.table.decides:
            continue
        after = verdicts[number] = decide[number](vector, evaluation.thresholds, verdicts)
        if table.table.decides and table.table.decides not in evaluation.facts:
            vector[plan.slots[table.table.decides].at] = after.values
        if number in open_:
            yield number, _gain(before, after, table.table.area == "status")


def _gain(before: Verdict, after: Verdict, status: bool) -> int:
    if before.outcome is not Outcome.UNDECIDED:
        return 0
    if after.outcome is not Outcome.UNDECIDED:
        return _STATUS if status else _OUTCOME
    return _NARROWER if len(after.open) < len(before.open) else 0


def answered(evaluation: Evaluation, fact: str, value: Value) -> Vector:
    """The vector as it would be with one more answer."""
    plan, vector = evaluation.plan, list(evaluation.vector)
    slot = plan.slots.get(fact)
    if slot is not None:
        slot.put(vector, slot.encode(value))
    if len(worked_out_from(plan, fact)) > 1:
        facts = evaluation.facts.knowing(fact, value)
        _forget_decided(evaluation, facts, vector)
        derive(plan, facts, vector, evaluation.as_at)
        evaluation.compiled.evaluator.axioms(vector, evaluation.thresholds)
    return vector


def _forget_decided(evaluation: Evaluation, facts: Facts, vector: Vector) -> None:
    """What tables decide is decided again; until then it is not known."""
    for name in evaluation.plan.deciding:
        if name not in facts:
            slot = evaluation.plan.slots[name]
            slot.put(vector, slot.unknown)


def _explained(evaluation: Evaluation, look: _Look, open_: dict[int, Decision]) -> NextQuestion:
    """Say what an answer decides: what waits for least else, and of those the largest sum."""
    decisions = [open_[number] for number in look.settles if number in open_]
    decisions = [d for d in decisions if d.table.area != "status"] or decisions
    decisions.sort(key=_stake, reverse=True)
    waits = {d.entitlement: _open_tests(d) for d in decisions[:_WEIGHED] if _stake(d) > (0, True)}
    near = min(waits.values(), default=0) + 1
    decisions.sort(key=lambda d: waits.get(d.entitlement, near + 1) > near)
    first = decisions[0] if decisions else None
    most = _at_stake(first) if first is not None else None
    names = tuple(decision.entitlement for decision in decisions)
    return NextQuestion(look.fact, names, names[0] if names else None, most, max(len(names) - 1, 0))


def _open_tests(decision: Decision) -> int:
    """How many tests are not known in the rows that could still win."""
    table, leaves = decision.plan_table, decision.evaluation.leaves
    rows = [table.row_leaves[place] for place in decision.verdict.open]
    return len({number for row in rows for number in row if leaves[number] == 1})


def _stake(decision: Decision) -> tuple[int, bool]:
    return (_at_stake(decision) or 0, decision.table.authority is not None)


def _at_stake(decision: Decision) -> int | None:
    """The most it can come to, in pence; none where that hangs on a count nobody gave.

    "Up to £2,340 a week" is true of a childcare grant for twelve children, and of no use.
    """
    figure = decision.figure
    if figure is None or any(isinstance(part, FactCount) for part in parts_of(figure.amount)):
        return None
    return figure.most

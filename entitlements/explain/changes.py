"""The nearest change: facts that a person may change, tried out before they are named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from entitlements.evaluate import Decision, evaluate
from entitlements.explain.nearest import Near, singles_to_change
from entitlements.explain.pairs import ValuedTest
from entitlements.explain.rows import BETTER
from entitlements.facts import Facts, Value
from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.conditions import (
    Between,
    Check,
    Holds,
    IsTrue,
    Literal,
    OneOfThese,
    Test,
)
from entitlements.rulebook.model import Outcome

#: Answers that nobody is told to bring about, though another answer to the question may be.
NOT_TO_CHOOSE = frozenset({"ill_or_disabled", "caring", "nothing", "refused"})


def nearest_change(decision: Decision, near: Iterable[Near]) -> tuple[ValuedTest, ...]:
    """The tests to meet that would alter the decision, of the nearest row that has such."""
    catalogue = decision.evaluation.book.catalogue
    for row in near:
        tests = singles_to_change(row.failing, catalogue)
        if tests and _would_alter(decision, tests):
            return tests
    return ()


def _would_alter(decision: Decision, tests: tuple[ValuedTest, ...]) -> bool:
    """Whether the decision is no longer a no, once these tests hold."""
    evaluation = decision.evaluation
    facts: Facts | None = evaluation.facts
    for tested in tests:
        facts = None if facts is None else _meeting(tested, facts, decision)
    if facts is None:
        return False
    outcome = evaluate(evaluation.engine, facts, evaluation.as_at)[decision.entitlement].outcome
    return outcome in BETTER or outcome is Outcome.UNDECIDED


def _meeting(tested: ValuedTest, facts: Facts, decision: Decision) -> Facts | None:
    """Facts with which a test holds; None where they cannot be named."""
    test = cast(Test, tested.condition)
    definition = decision.evaluation.book.catalogue.facts[test.fact]
    value = _value(test.check, tested.negated, definition, facts.get(test.fact))
    return None if value is None else facts.knowing(test.fact, value)


def _value(check: Check, negated: bool, definition: FactDef, had: object) -> Value | None:
    if isinstance(check, IsTrue):
        return check.value != negated
    if isinstance(check, OneOfThese):
        good = [v for v in definition.values if (v in check.values) != (check.negated != negated)]
        return next((value for value in good if value not in NOT_TO_CHOOSE), None)
    if isinstance(check, Holds):
        return _set(check, negated, cast("frozenset[str]", had or frozenset()))
    return _number(check, negated) if isinstance(check, Between) else None


def _set(check: Holds, negated: bool, had: frozenset[str]) -> frozenset[str] | None:
    if (check.how == "none") != negated:
        return (had - set(check.values)) or None
    if NOT_TO_CHOOSE & set(check.values):
        return None
    return had | (set(check.values) if check.how == "all" else {check.values[0]})


def _number(check: Between, negated: bool) -> int | None:
    if negated:
        return None
    if isinstance(check.low, Literal):
        return check.low.value + check.low_open
    return check.high.value - check.high_open if isinstance(check.high, Literal) else None

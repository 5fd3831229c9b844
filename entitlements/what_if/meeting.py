"""Meeting tests: the facts with which what failed would hold, by what a person may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import cast

from entitlements.evaluate import Evaluation
from entitlements.explain.changes import NOT_TO_CHOOSE
from entitlements.explain.forms import straight
from entitlements.explain.pairs import Group, Paired, ValuedTest
from entitlements.explain.standing import Standing
from entitlements.facts import Facts, Value
from entitlements.plan.verdicts import YES
from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.conditions import Between, Holds, IsTrue, OneOfThese, Test

#: More than these ways of meeting one row are not tried.
MOST = 24
#: An answer that ends when any other is given.
_IDLE = frozenset({"nothing"})


class Meeting:
    """Finds facts that meet tests, for the person of one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.catalogue = evaluation.book.catalogue
        self.standing = Standing(evaluation.book, evaluation)

    def meet(self, parts: Sequence[Paired]) -> tuple[list[Facts], bool]:
        """The facts that meet every part one may change, and whether other parts are left."""
        states, left = [self.evaluation.facts], False
        for part in parts:
            found = [facts for state in states for facts in self._met(part, state)][:MOST]
            states, left = (found, left) if found else (states, True)
        return states, left

    def _met(self, part: Paired, facts: Facts) -> Iterator[Facts]:
        if part.value == YES:
            yield facts
        elif isinstance(part, Group):
            yield from self._group(part, facts)
        elif isinstance(part.condition, Test):
            definition = self.catalogue.facts.get(part.condition.fact)
            if definition is not None and definition.changeable:
                for value in self._values(part, definition, facts):
                    yield facts.knowing(definition.id, value)

    def _group(self, group: Group, facts: Facts) -> Iterator[Facts]:
        """Enough of the parts that do not hold yet, in every combination."""
        open_ = [part for part in group.parts if part.value != YES]
        wanted = group.number - (len(group.parts) - len(open_))
        for chosen in combinations(open_, max(wanted, 0)):
            states = [facts]
            for part in chosen:
                states = [met for state in states for met in self._met(part, state)][:MOST]
            yield from states

    def _values(self, tested: ValuedTest, fact: FactDef, facts: Facts) -> Iterator[Value]:
        check, negated = cast(Test, tested.condition).check, tested.negated
        if isinstance(check, IsTrue):
            yield check.value != negated
        elif isinstance(check, OneOfThese):
            wanted = check.negated != negated
            good = (value for value in fact.values if (value in check.values) != wanted)
            yield from (value for value in good if value not in NOT_TO_CHOOSE)
        elif isinstance(check, Holds):
            yield from _sets(
                check, negated, cast("frozenset[str]", facts.get(fact.id, frozenset()))
            )
        elif isinstance(check, Between):
            yield from self._number(check, negated, fact)

    def _number(self, check: Between, negated: bool, fact: FactDef) -> Iterator[int]:
        """The nearest number in a range: its least, or failing that its most."""
        check, negated = straight(check, negated)
        end = check.low or check.high
        value = None if negated or end is None else self.standing.bound(end).value
        if value is None:
            return
        value += check.low_open if check.low else -int(check.high_open)
        if (fact.least or 0) <= value and (fact.most is None or value <= fact.most):
            yield value


def _sets(check: Holds, negated: bool, had: frozenset[str]) -> Iterator[frozenset[str]]:
    """What is done now and one thing more, or all of them; or without what stands in the way."""
    if (check.how == "none") != negated:
        left = had - set(check.values)
        yield from (left,) if left else ()
    elif check.how == "all":
        if not NOT_TO_CHOOSE & set(check.values):
            yield (had - _IDLE) | set(check.values)
    else:
        good = (value for value in check.values if value not in NOT_TO_CHOOSE)
        yield from ((had - _IDLE) | {value} for value in good)

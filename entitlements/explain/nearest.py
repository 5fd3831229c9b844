"""The nearest better row: for a "no", what came closest, and what of it failed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from entitlements.evaluate import Decision
from entitlements.explain.kinds import Describer
from entitlements.explain.pairs import Group, Paired, ValuedTest, flat, turned
from entitlements.explain.rows import pair_of, value_of, wanted, window_value
from entitlements.explain.standing import Standing
from entitlements.plan.verdicts import NO, YES
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.conditions import AGE, BIRTHDAY, HadTest, OutcomeTest, Test
from entitlements.rulebook.model import Match, Outcome, Row

#: How far a failing test is from holding: what a person may change, what time does,
#: what may come to be, what another answer decides, and what can never change.
BY_CHOICE, BY_TIME, BY_CHANCE, BY_ANOTHER, NEVER = 1, 1, 3, 8, 40
#: Questions whose answers are history, or who somebody is.
HISTORY = ("care", "about_you")


@dataclass(frozen=True, slots=True)
class Near:
    """A better row, what fails of it, and how far off it is."""

    row: Row
    failing: tuple[Paired, ...]
    cost: int


def better_rows(decision: Decision) -> list[Near]:
    """Every row that would have been better, nearest first; the first written leads a tie."""
    catalogue, ages = decision.evaluation.book.catalogue, _Ages(decision)
    better, found = wanted(decision), []
    for place, planned in enumerate(decision.plan_table.rows):
        if planned.row.outcome in better and window_value(decision, place) != NO:
            failing = tuple(_failing(decision, place, better))
            if failing:
                cost = sum(_cost(part, catalogue, ages) for part in failing)
                cost += BY_ANOTHER if planned.row.outcome is Outcome.ELSEWHERE else 0
                found.append(Near(planned.row, failing, cost))
    return sorted(found, key=lambda near: near.cost)


def _failing(decision: Decision, place: int, better: Collection[Outcome]) -> Iterator[Paired]:
    """What fails of a row, and what would have to fail of the rows that come before it."""
    own = [part for part in flat(pair_of(decision, place)) if part.value == NO]
    yield from own
    if decision.table.match is not Match.FIRST:
        return
    said = {_fact(part) for part in own} - {None}
    for above in range(place):
        row = decision.plan_table.rows[above].row
        if row.outcome not in better and value_of(decision, above) == YES:
            for part in flat(turned(pair_of(decision, above))):
                if _fact(part) not in said:
                    yield part


def _fact(part: Paired) -> str | None:
    """The fact of a single test on one."""
    is_test = isinstance(part, ValuedTest) and isinstance(part.condition, Test)
    return part.condition.fact if is_test else None  # type: ignore[union-attr]


class _Ages:
    """Whether a failing age test is one that time will meet."""

    def __init__(self, decision: Decision) -> None:
        evaluation = decision.evaluation
        self.describer = Describer(Standing(evaluation.book, evaluation))

    def will_come(self, tested: ValuedTest) -> bool:
        """Whether the person is too young, and not too old."""
        return self.describer.kind(tested).fails.startswith(("age.fails_young", "birthday"))


def _cost(part: Paired, catalogue: Catalogue, ages: _Ages) -> int:
    if isinstance(part, Group):
        costs = sorted(_cost(one, catalogue, ages) for one in part.parts)
        return sum(costs[: part.number]) if len(costs) >= part.number else NEVER * 2
    if part.value != NO:
        return 0
    return _cost_of_test(part, catalogue, ages)


def _cost_of_test(tested: ValuedTest, catalogue: Catalogue, ages: _Ages) -> int:
    condition = tested.condition
    if isinstance(condition, OutcomeTest):
        return BY_ANOTHER
    if isinstance(condition, HadTest):
        return NEVER
    if condition.fact in (AGE, BIRTHDAY):
        return BY_TIME if ages.will_come(tested) else NEVER
    definition = catalogue.facts[condition.fact]
    if definition.changeable:
        return BY_CHOICE
    if definition.derivation is not None:
        care = definition.derivation.kind == "care"
        return NEVER if care else BY_ANOTHER
    return NEVER if definition.section in HISTORY and condition.fact != "lives_in" else BY_CHANCE


def singles_to_change(
    parts: Iterable[Paired], catalogue: Catalogue
) -> tuple[ValuedTest, ...] | None:
    """The tests to meet so that all of these hold, if every one is on a fact one may change."""
    found: list[ValuedTest] = []
    for part in parts:
        if part.value == YES:
            continue
        if isinstance(part, Group):
            chosen = _some_to_change(part, catalogue)
            if chosen is None:
                return None
            found += chosen
        elif isinstance(part.condition, Test) and _is_changeable(part.condition.fact, catalogue):
            found.append(part)
        else:
            return None
    return tuple(found)


def _some_to_change(group: Group, catalogue: Catalogue) -> list[ValuedTest] | None:
    """Enough parts of a group, the first that can be changed."""
    ways = [singles_to_change([part], catalogue) for part in group.parts]
    good = [way for way in ways if way is not None][: group.number]
    return [tested for way in good for tested in way] if len(good) == group.number else None


def _is_changeable(fact: str, catalogue: Catalogue) -> bool:
    definition = catalogue.facts.get(fact)
    return definition is not None and definition.changeable

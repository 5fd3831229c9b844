"""Walking over conditions and amounts: every test, expression and bound in them.

Nothing here calls itself: what is still to be looked into waits in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entitlements.rulebook.amounts import (
    Amount,
    Combined,
    Count,
    Expression,
    FactCount,
    Moment,
    ParameterValue,
    Percent,
    PeriodCount,
    Split,
    Steps,
    Times,
)
from entitlements.rulebook.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Bound,
    Condition,
    FactBound,
    HadTest,
    Not,
    OutcomeTest,
    ParameterBound,
    Test,
)
from entitlements.rulebook.model import Row, RuleTable, Version

Leaf = Test | OutcomeTest | HadTest


def rows_of(table: RuleTable) -> Iterator[tuple[Version, Row]]:
    """Every row of every version, `otherwise` too."""
    for version in table.versions:
        for row in with_otherwise(version):
            yield version, row


def with_otherwise(version: Version) -> tuple[Row, ...]:
    """The rows of a version, and last the one for everybody else."""
    return (*version.rows, version.otherwise) if version.otherwise else version.rows


def leaves_of(*conditions: Condition) -> Iterator[Leaf]:
    """Every single test in some conditions."""
    waiting = list(conditions)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Not):
            waiting.insert(0, part.part)
        elif isinstance(part, AllOf | AnyOf | AtLeast):
            waiting[0:0] = part.parts
        else:
            yield part


def expressions_of(amount: Amount) -> Iterator[Expression]:
    """Every expression in an amount, those inside others too."""
    waiting = [amount.value, amount.overall]
    waiting += [part.value for part in amount.parts]
    waiting += [instalment.value for instalment in amount.instalments]
    while waiting:
        part = waiting.pop(0)
        if part is None:
            continue
        yield part
        waiting[0:0] = _inside(part)


def _inside(part: Expression) -> tuple[Expression | None, ...]:
    if isinstance(part, Combined):
        return part.parts
    if isinstance(part, Percent):
        return (part.of,)
    if isinstance(part, Times | Split):
        return (part.part,)
    if isinstance(part, Steps):
        return (*(step.value for step in part.steps), part.otherwise)
    return ()


def counts_of(amount: Amount) -> Iterator[Count]:
    """Every count in an amount."""
    if amount.times is not None:
        yield amount.times
    for part in expressions_of(amount):
        if isinstance(part, Times | Split):
            yield part.by if isinstance(part, Times) else part.between


def tests_of(row: Row) -> Iterator[Leaf]:
    """Every test of a row: those of `when`, and those of the steps of its amount."""
    yield from leaves_of(row.when)
    if row.amount:
        for part in expressions_of(row.amount):
            if isinstance(part, Steps):
                yield from leaves_of(*(step.when for step in part.steps))


def bounds_of(leaf: Leaf) -> Iterator[Bound]:
    """What a test is held against, where that is a range."""
    checks = (leaf.times, leaf.amount) if isinstance(leaf, HadTest) else ()
    if isinstance(leaf, Test) and isinstance(leaf.check, Between):
        checks = (leaf.check, None)
    for check in checks:
        if check is not None:
            yield from (bound for bound in (check.low, check.high) if bound is not None)


def rates_of_row(row: Row) -> Iterator[str]:
    """The parameters that a row reads, in its tests or its amount."""
    for leaf in tests_of(row):
        yield from (b.parameter for b in bounds_of(leaf) if isinstance(b, ParameterBound))
    for part in expressions_of(row.amount) if row.amount else ():
        if isinstance(part, ParameterValue):
            yield part.parameter


def moments_of(row: Row) -> Iterator[Moment]:
    """The days to come that a row names."""
    yield from (*row.ends, *row.ask_by)
    for instalment in row.amount.instalments if row.amount else ():
        if instalment.on is not None:
            yield instalment.on


def facts_of_leaf(leaf: Leaf) -> Iterator[str]:
    """The facts a test names."""
    if isinstance(leaf, Test):
        yield leaf.fact
    yield from _facts_in(bounds_of(leaf))


def facts_of_row(row: Row) -> Iterator[str]:
    """The facts a row names, anywhere in it."""
    for leaf in tests_of(row):
        yield from facts_of_leaf(leaf)
    yield from (moment.fact for moment in moments_of(row) if moment.fact)
    if row.amount:
        yield from _facts_of_amount(row.amount)


def _facts_of_amount(amount: Amount) -> Iterator[str]:
    yield from (getattr(part, "fact", "") for part in expressions_of(amount))
    for count in counts_of(amount):
        if isinstance(count, FactCount):
            yield count.fact
        elif isinstance(count, PeriodCount):
            yield from _facts_in((count.start, count.end))


def _facts_in(bounds: Iterable[Bound]) -> Iterator[str]:
    return (bound.fact for bound in bounds if isinstance(bound, FactBound))

"""Conditions: the tests of a row, as a closed and typed tree.

Every test is on one fact (or on two, where a bound is another fact), so that
each reading of the rules can treat a test as one column of a table.
"""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.dates import Duration
from entitlements.rulebook.kept import Kept

#: Facts that a test may name although no one is asked for them: both are tests
#: on the date of birth.
AGE, BIRTHDAY = "age", "birthday"


@dataclass(frozen=True)
class Literal(Kept):
    """A fixed bound: a whole number, pence, or a day number (`date.toordinal`)."""

    value: int


@dataclass(frozen=True)
class ParameterBound(Kept):
    """The value of a parameter on the as-at date."""

    parameter: str


@dataclass(frozen=True)
class FactBound(Kept):
    """Another fact, moved by a duration (`sign` is 1 for later, -1 for earlier)."""

    fact: str
    duration: Duration | None = None
    sign: int = 1


@dataclass(frozen=True)
class AsAtBound(Kept):
    """The as-at date, moved by a duration."""

    duration: Duration | None = None
    sign: int = 1


Bound = Literal | ParameterBound | FactBound | AsAtBound


@dataclass(frozen=True)
class IsTrue(Kept):
    """A yes-or-no fact is this."""

    value: bool


@dataclass(frozen=True)
class OneOfThese(Kept):
    """A choice is one of these, or (`negated`) none of them."""

    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class Holds(Kept):
    """A set of choices holds `any` of these, `all` of them, or `none`."""

    values: tuple[str, ...]
    how: str = "any"


@dataclass(frozen=True)
class Between(Kept):
    """An ordered fact lies between bounds.

    `low_open` makes the lower bound strict (>), `high_open` the upper one (<).
    `type` says what the bounds are: number, money (pence) or date (day numbers).
    """

    low: Bound | None = None
    high: Bound | None = None
    low_open: bool = False
    high_open: bool = True
    type: str = "number"


@dataclass(frozen=True)
class NextBirthday(Kept):
    """The next birthday, counting the as-at date, is one of these."""

    years: tuple[int, ...]


Check = IsTrue | OneOfThese | Holds | Between | NextBirthday


@dataclass(frozen=True)
class Test(Kept):
    """One fact and what it is held against."""

    fact: str
    check: Check


@dataclass(frozen=True)
class OutcomeTest(Kept):
    """Another table's outcome is one of these (empty: the table has a `value` true)."""

    table: str
    outcomes: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class HadTest(Kept):
    """How often, or how much of, an entitlement was already had."""

    entitlement: str
    part: str | None = None
    times: Between | None = None
    amount: Between | None = None
    within: Duration | None = None


@dataclass(frozen=True)
class AllOf(Kept):
    """Every one of these holds. With none, it always holds."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class AnyOf(Kept):
    """At least one of these holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(Kept):
    """A condition that must not hold."""

    part: Condition


@dataclass(frozen=True)
class AtLeast(Kept):
    """At least `number` of these hold."""

    number: int
    parts: tuple[Condition, ...]


Condition = Test | OutcomeTest | HadTest | AllOf | AnyOf | Not | AtLeast
ALWAYS = AllOf(())

"""Amounts: how much, as a closed tree of expressions in whole pence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from entitlements.dates import Duration
from entitlements.money import Per
from entitlements.rulebook.conditions import Bound, Condition
from entitlements.rulebook.kept import Kept


class Kind(StrEnum):
    """What sort of help an amount is; kinds are never added together."""

    CASH = "cash"
    LOAN = "loan"
    OFF_BILL = "off_bill"
    IN_KIND = "in_kind"
    SAVED = "saved"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True)
class Pence(Kept):
    """A fixed sum, in pence."""

    pence: int


@dataclass(frozen=True)
class ParameterValue(Kept):
    """The rate in force on the as-at date."""

    parameter: str


@dataclass(frozen=True)
class FactValue(Kept):
    """A money fact."""

    fact: str


@dataclass(frozen=True)
class Combined(Kept):
    """`plus`, `less` (never below zero), `least` or `most` of some expressions."""

    how: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Percent(Kept):
    """A per cent of an expression, rounded to the penny. `percent` may be "12.5"."""

    percent: str
    of: Expression
    rounding: str = "nearest"


@dataclass(frozen=True)
class WholeCount(Kept):
    """A fixed whole number."""

    number: int


@dataclass(frozen=True)
class FactCount(Kept):
    """A number fact, at most so many, with so many added."""

    fact: str
    at_most: int | None = None
    plus: int = 0


@dataclass(frozen=True)
class PeriodCount(Kept):
    """Whole periods between two dates."""

    unit: str  #: days, weeks, months, years
    start: Bound
    end: Bound


Count = WholeCount | FactCount | PeriodCount


@dataclass(frozen=True)
class Times(Kept):
    """An expression so many times over."""

    part: Expression
    by: Count


@dataclass(frozen=True)
class Split(Kept):
    """An equal share of an expression, rounded down to the penny."""

    part: Expression
    between: Count


@dataclass(frozen=True)
class Step(Kept):
    """One line of a stepped amount. `value` is None for "no figure"."""

    when: Condition
    value: Expression | None


@dataclass(frozen=True)
class Steps(Kept):
    """The first step that holds gives the amount."""

    steps: tuple[Step, ...]
    otherwise: Expression | None


@dataclass(frozen=True)
class Balance(Kept):
    """What is left of a pot, or of one of its parts."""

    table: str
    part: str | None = None


@dataclass(frozen=True)
class AmountOf(Kept):
    """The amount that another table decided."""

    table: str


Expression = (
    Pence
    | ParameterValue
    | FactValue
    | Combined
    | Percent
    | Times
    | Split
    | Steps
    | Balance
    | AmountOf
)


@dataclass(frozen=True)
class Part(Kept):
    """A named part of a pot, with a cap of its own."""

    id: str
    title: str
    value: Expression


@dataclass(frozen=True)
class Limit(Kept):
    """At most so many of something, in all or in each period."""

    number: int
    of: str
    per: Per | None = None


@dataclass(frozen=True)
class Moment(Kept):
    """A day to come: a birthday, or another date fact, moved by a duration."""

    birthday: int | None = None
    fact: str | None = None
    duration: Duration | None = None
    sign: int = 1


@dataclass(frozen=True)
class Instalment(Kept):
    """One payment of a plan. `when` is in words; `on` a date, where one follows."""

    value: Expression
    when: str
    on: Moment | None = None


@dataclass(frozen=True)
class OneUse(Kept):
    """The most that may go on a single use: a per cent of the value."""

    percent: str


@dataclass(frozen=True)
class Amount(Kept):
    """How much, how often, in what form, and within which limits.

    `value` is None where there is no set figure, which is not zero.
    """

    value: Expression | None = None
    per: Per | None = None
    up_to: bool = False
    times: Count | None = None
    kind: Kind = Kind.CASH
    repay: bool = False
    pot: bool = False
    parts: tuple[Part, ...] = ()
    draws_on: str | None = None
    cost: bool = False
    share: str | None = None
    matched: bool = False
    limit: Limit | None = None
    in_kind: str | None = None
    overall: Expression | None = None
    overall_times: int | None = None
    one_use_at_most: OneUse | None = None
    instalments: tuple[Instalment, ...] = ()
    agreed_by: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def is_moving(self) -> bool:
        """Whether it can change while the same row wins: all but a fixed sum can."""
        return not (self.value is None or isinstance(self.value, Pence))


NO_FIGURE = Amount()

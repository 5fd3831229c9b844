"""The catalogue: which facts a rule may test, how each is asked, and what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from entitlements.rulebook.conditions import ALWAYS, Condition
from entitlements.rulebook.kept import Kept


class FactType(StrEnum):
    """What a fact's value is."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERIODS = "periods"
    AWARDS = "awards"


#: Types whose values are in order, held as whole numbers: a count, pence, a day number.
ORDERED = (FactType.NUMBER, FactType.MONEY, FactType.DATE)


class Sensitivity(StrEnum):
    """How private an answer is; sensitive questions can be declined."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class Asked(StrEnum):
    """Who can be asked for a fact."""

    SELF_CHECK = "self_check"
    ADVISER = "adviser"


@dataclass(frozen=True)
class Choice(Kept):
    """One value of a choice, and how it reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Derivation(Kept):
    """How a derived fact is worked out, and from which facts or table.

    `kind` is table, care, age_on, age_on_31_august, academic_year or less.
    """

    kind: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class FactDef(Kept):
    """One fact: its type, how to ask for it, and how it reads in a sentence."""

    id: str
    type: FactType
    label: str
    section: str = "help"
    question: str = ""
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    effort: int = 1
    changeable: bool = False
    asked: Asked = Asked.SELF_CHECK
    asked_when: Condition = ALWAYS
    least: int | None = None
    most: int | None = None
    unit: str | None = None
    per: str | None = None
    never: str | None = None
    yes: str | None = None
    no: str | None = None
    derivation: Derivation | None = None
    note: str | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The words a choice can take."""
        return tuple(choice.value for choice in self.choices)

    @property
    def is_derived(self) -> bool:
        """Worked out, never asked."""
        return self.derivation is not None


@dataclass(frozen=True)
class Axiom(Kept):
    """Something that cannot be otherwise: if one thing holds, so does another."""

    id: str
    condition: Condition
    then: Condition
    why: str


@dataclass(frozen=True)
class Impossible(Kept):
    """A combination of facts that nobody can have, and why.

    For proofs only: it leaves people out who cannot be, and narrows no answer.
    """

    id: str
    when: Condition
    why: str


@dataclass(frozen=True)
class Catalogue:
    """Every fact by id, in the order they are written, the axioms, and who cannot be."""

    facts: Mapping[str, FactDef] = field(default_factory=dict)
    axioms: tuple[Axiom, ...] = ()
    impossible: tuple[Impossible, ...] = ()

    def asked(self) -> tuple[FactDef, ...]:
        """The facts that a person can be asked for."""
        return tuple(fact for fact in self.facts.values() if not fact.is_derived)

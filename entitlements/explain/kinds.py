"""What each kind of test says: a message id for it, one for its failing, and its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from entitlements.explain.forms import age_form, ages, had_form, straight
from entitlements.explain.pairs import ValuedTest
from entitlements.explain.standing import Standing
from entitlements.plan.tree import BORN
from entitlements.rulebook.conditions import (
    AGE,
    Between,
    HadTest,
    Holds,
    IsTrue,
    NextBirthday,
    OneOfThese,
    OutcomeTest,
)
from entitlements.rulebook.model import RuleBook

#: More answers than this are not read out; "a different answer" is.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """One test in message ids: `clause` states it, `fails` says why it does not hold.

    `holds` is how it reads when it does hold.
    """

    clause: str
    fails: str
    holds: str
    values: dict[str, object]
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes tests in the terms of a book, and of a person where there is one."""

    person: Standing

    @property
    def book(self) -> RuleBook:
        """The rule book whose words are used."""
        return self.person.book

    def kind(self, tested: ValuedTest) -> Kind:
        """What a test says."""
        condition, negated = tested.condition, tested.negated
        if isinstance(condition, OutcomeTest):
            return self._outcome(condition, negated)
        if isinstance(condition, HadTest):
            return self._had(condition, negated)
        check = condition.check
        if isinstance(check, IsTrue):
            return self._yes_no(condition.fact, check.value != negated)
        if isinstance(check, OneOfThese):
            return self._choice(condition.fact, check, check.negated != negated)
        if isinstance(check, Holds):
            return self._choices(condition.fact, check, negated)
        if isinstance(check, NextBirthday):
            return self._birthday(check, negated)
        if condition.fact == AGE:
            return self._age(check, negated)
        return self._range(condition.fact, check, negated)

    # One kind of test each.

    def _yes_no(self, fact: str, needed: bool) -> Kind:
        values = {"fact": fact, "needed": needed, "has": self.person.value(fact)}
        return Kind("yes_no.clause", "yes_no.fails", "yes_no.holds", values, fact)

    def _choice(self, fact: str, check: OneOfThese, negated: bool) -> Kind:
        end = "_not" if negated else ""
        fails = "choice.fails" + ("_not" if negated or len(check.values) > MOST_NAMED else "")
        has = self.person.possible(fact)
        holds = "choice.holds" if has else "choice.holds_unsure"
        values = self._decided(fact) | {"fact": fact, "needed": check.values, "has": has}
        return Kind(f"choice.clause{end}", fails if has else fails + "_unsure", holds, values, fact)

    def _choices(self, fact: str, check: Holds, negated: bool) -> Kind:
        how = check.how
        if negated:
            how = {"any": "none", "none": "any", "all": "not_all"}[how]
        has = cast("frozenset[str] | None", self.person.value(fact))
        known = None if has is None else self.person.in_order(fact, has)
        values: dict[str, object] = {"fact": fact, "needed": check.values, "has": known}
        holds = "choices.holds" if known else "choices.holds_unsure"
        fails = f"choices.fails_{how}" + ("" if known is not None else "_unsure")
        return Kind(f"choices.clause_{how}", fails, holds, values, fact)

    def _age(self, check: Between, negated: bool) -> Kind:
        low, high = ages(check)
        if negated and (low is None or high is None):
            low, high, negated = high, low, False
        age = self.person.age()
        values: dict[str, object] = {"fact": BORN, "low": low, "high": high, "has": age}
        fails = self._age_failing(low, high, negated) + ("" if age is not None else "_unsure")
        clause = f"age.clause_{age_form(low, high, negated)}"
        return Kind(clause, f"age.fails_{fails}", "age.holds", values, BORN)

    def _age_failing(self, low: int | None, high: int | None, negated: bool) -> str:
        if negated:
            return "inside"
        return "young" if low is not None and self.person.is_under(low) else "old"

    def _birthday(self, check: NextBirthday, negated: bool) -> Kind:
        has = self.person.next_birthday()
        unsure = "" if has is not None else "_unsure"
        values: dict[str, object] = {"fact": BORN, "needed": check.years, "has": has}
        end = "_not" if negated else ""
        return Kind(
            f"birthday.clause{end}", f"birthday.fails{end}{unsure}", "birthday.holds", values, BORN
        )

    def _range(self, fact: str, check: Between, negated: bool) -> Kind:
        check, negated = straight(check, negated)
        has = cast("int | None", self.person.value(fact))
        end, unsure = "_not" if negated else "", "" if has is not None else "_unsure"
        values = self.person.ends(check) | {"fact": fact, "has": has}
        kind = check.type
        return Kind(
            f"{kind}.clause{end}",
            f"{kind}.fails{end}{unsure}",
            f"{kind}.holds{unsure}",
            values,
            fact,
        )

    def _outcome(self, test: OutcomeTest, negated: bool) -> Kind:
        end = "_not" if negated != test.negated else ""
        has = None
        evaluation = self.person.evaluation
        if evaluation is not None and test.table in evaluation.plan.by_id:
            has = evaluation[test.table].outcome.value
        values = self._titled(test.table) | {"needed": test.outcomes, "has": has}
        unsure = "" if has is not None else "_unsure"
        return Kind(f"outcome.clause{end}", f"outcome.fails{end}{unsure}", "outcome.holds", values)

    def _had(self, test: HadTest, negated: bool) -> Kind:
        check, negated = straight(test.times or test.amount or Between(), negated)
        values = self._titled(test.entitlement) | self.person.ends(check)
        within, had = str(test.within or ""), self.person.had(test)
        values |= {"part": test.part, "duration": within, "has": had}
        form = had_form(test, check, negated) + ("_within" if test.within else "")
        return Kind(f"had.clause_{form}", f"had.fails_{form}", "had.holds", values, "already_had")

    # What the rule names.

    def _titled(self, table: str) -> dict[str, object]:
        held = self.book.tables.get(table)
        return {"table": table, "title": held.title if held else table}

    def _decided(self, fact: str) -> dict[str, object]:
        """For a fact that a table decides, which one: the reasons for it are there."""
        derivation = self.book.catalogue.facts[fact].derivation
        if derivation is None or derivation.kind != "table":
            return {}
        return self._titled(derivation.of[0])

"""Telling tests as reasons: that one holds, that it fails, that it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from entitlements.evaluate import Evaluation
from entitlements.explain.kinds import Describer
from entitlements.explain.pairs import Group, Paired, Single, ValuedTest, singles
from entitlements.explain.reason import Reason
from entitlements.explain.standing import Standing
from entitlements.missing import askable
from entitlements.plan.tree import BORN
from entitlements.plan.verdicts import UNKNOWN, YES
from entitlements.rulebook.conditions import AGE, BIRTHDAY, HadTest, OutcomeTest
from entitlements.rulebook.model import RuleBook

#: The counts of days behind these facts about care are worth saying.
COUNTED = {"thirteen_weeks_since_14", "was_eligible_child", "eligible_when_last_looked_after"}
DAYS = "days_looked_after_since_14"
HOLDS = {0: False, 1: None, 3: True}


class Teller:
    """Tells tests in the terms of a book, and of a person where there is one."""

    def __init__(self, book: RuleBook, evaluation: Evaluation | None = None) -> None:
        self.book, self.evaluation = book, evaluation
        self.describer = Describer(Standing(book, evaluation))

    def clause(self, pair: Paired) -> Reason:
        """State a test: "you are 18 or over"."""
        if isinstance(pair, Group):
            parts = tuple(self.clause(part) for part in pair.parts)
            values = {"number": pair.number, "parts": parts}
            return Reason(f"group.clause_{_form(pair)}", values, None, HOLDS[pair.value])
        kind = self.describer.kind(pair)
        return Reason(kind.clause, kind.values, kind.fact, HOLDS[pair.value])

    def held(self, pairs: Iterable[Paired]) -> tuple[Reason, ...]:
        """Say what holds; of a group, those of its tests that do."""
        found: dict[tuple[Single, bool], Reason] = {}
        for pair in pairs:
            for tested in singles(pair, YES):
                found.setdefault((tested.condition, tested.negated), self.holds(tested))
        return tuple(reason for held in found.values() for reason in self._with_count(held))

    def holds(self, tested: ValuedTest) -> Reason:
        """Say that a test holds."""
        kind = self.describer.kind(tested)
        return Reason(kind.holds, kind.values | {"clause": kind.clause}, kind.fact, True)

    def fails(self, pair: Paired) -> Reason:
        """Say that a test fails, with what the person has and what is needed."""
        if isinstance(pair, Group):
            return replace(self.clause(pair), message=f"group.fails_{_form(pair)}")
        kind = self.describer.kind(pair)
        return Reason(kind.fails, kind.values | {"clause": kind.clause}, kind.fact, False)

    def change(self, pair: Paired) -> Reason:
        """Say what would have to be so."""
        clause = self.clause(pair)
        values = {"clause": clause.message, **clause.values}
        return Reason("change", values, clause.fact, False)

    def unknown(self, pairs: Iterable[Paired]) -> tuple[Reason, ...]:
        """Say what is not known, and which facts to ask for; each fact once."""
        found: dict[str, Reason] = {}
        for pair in pairs:
            for tested in singles(pair, UNKNOWN):
                subject, reason = self._not_known(tested)
                found.setdefault(subject, reason)
        return tuple(found.values())

    def _not_known(self, tested: ValuedTest) -> tuple[str, Reason]:
        condition = tested.condition
        if isinstance(condition, OutcomeTest):
            kind = self.describer.kind(tested)
            return self._asking(condition.table, "unknown.outcome", kind.values, condition.table)
        if isinstance(condition, HadTest):
            return "already_had", Reason("unknown.had", {"fact": "already_had"}, "already_had")
        fact = BORN if condition.fact in (AGE, BIRTHDAY) else condition.fact
        derivation = self.book.catalogue.facts[fact].derivation
        if derivation is None:
            return fact, Reason("unknown.fact", {"fact": fact, "asks": (fact,)}, fact)
        table = derivation.of[0] if derivation.kind == "table" else None
        return self._asking(fact, "unknown.derived", {"fact": fact}, table)

    def _asking(
        self, subject: str, message: str, values: dict[str, object], table: str | None
    ) -> tuple[str, Reason]:
        asks = self._asks(subject, table)
        if not asks and message == "unknown.derived":
            message = "unknown.fact"
        return subject, Reason(message, values | {"asks": asks}, asks[0] if asks else None)

    def _asks(self, fact: str, table: str | None) -> tuple[str, ...]:
        """The facts a person can be asked for, so that this one is known."""
        evaluation = self.evaluation
        if evaluation is None:
            return ()
        if table is None:
            return askable(evaluation, fact)
        return evaluation[table].missing if table in evaluation.plan.by_id else ()

    def _with_count(self, reason: Reason) -> Iterable[Reason]:
        yield reason
        if reason.fact in COUNTED and self.evaluation is not None:
            days = self.evaluation.value(DAYS)
            if days is not None:
                yield Reason("care.days", {"days": days}, DAYS, True)


def _form(group: Group) -> str:
    if group.is_all:
        return "all"
    return "any" if group.number == 1 else "at_least"

"""Amounts of a rule in words, with no person: how a sum is worked out."""

from __future__ import annotations

from collections.abc import Callable

from entitlements.evaluate import Figure
from entitlements.explain.pairs import unpaired
from entitlements.explain.standing import Standing
from entitlements.explain.tell import Teller
from entitlements.messages.amounts import Wording
from entitlements.messages.ranges import bound_words
from entitlements.messages.speech import N_, Speech
from entitlements.messages.words import sentence
from entitlements.money import format_money
from entitlements.rulebook.amounts import (
    Amount,
    AmountOf,
    Balance,
    Combined,
    Count,
    Expression,
    FactCount,
    FactValue,
    ParameterValue,
    Pence,
    Percent,
    Split,
    Steps,
    Times,
    WholeCount,
)
from entitlements.rulebook.model import RuleBook

EXPRESSIONS = {
    "expression.plus": N_("{first} plus {last}"),
    "expression.less": N_("{first} less {last}"),
    "expression.least": N_("the smaller of {first} and {last}"),
    "expression.most": N_("the larger of {first} and {last}"),
    "expression.percent": N_("{percent}% of {of}"),
    "expression.times": N_("{part} times {count}"),
    "expression.split": N_("{part} split between {count}"),
    "expression.step": N_("{value} if {clause}"),
    "expression.otherwise": N_("otherwise {value}"),
    "expression.left": N_("what is left of “{title}”"),
    "expression.amount_of": N_("the amount of “{title}”"),
    "expression.no_figure": N_("no set amount"),
    "count.at_most": N_("{count}, at most {most}"),
    "count.plus": N_("{count} plus {plus}"),
    "count.whole_days": N_("the whole days from {start} to {end}"),
    "count.whole_weeks": N_("the whole weeks from {start} to {end}"),
    "count.whole_months": N_("the whole months from {start} to {end}"),
    "count.whole_years": N_("the whole years from {start} to {end}"),
}


def rule_amount(amount: Amount, book: RuleBook, speech: Speech) -> str:
    """An amount as the rule has it."""
    return _RuleWording(amount, book, speech).text()


class _RuleWording(Wording):
    """The wording of an amount whose sum is told as it is worked out."""

    def __init__(self, amount: Amount, book: RuleBook, speech: Speech) -> None:
        super().__init__(Figure(amount, None, None), speech)
        self.book = book

    def sum_(self) -> str | None:
        """The sum, told as an expression."""
        if self.amount.value is None or self.amount.cost:
            return None
        words = Expressions(self.book, self.speech).words(self.amount.value)
        return self.per(self.up_to(words) if self.amount.up_to else words)


class Expressions:
    """Tells expressions in the words of a book. Their depth is bounded by the reader."""

    def __init__(self, book: RuleBook, speech: Speech) -> None:
        self.book, self.speech = book, speech

    def words(self, expression: Expression | None) -> str:
        """One expression."""
        if expression is None:
            return self._say("expression.no_figure")
        tell: Callable[..., str] = _TELL[type(expression)]
        return tell(self, expression)

    def _pence(self, expression: Pence) -> str:
        return format_money(expression.pence)

    def _parameter(self, expression: ParameterValue) -> str:
        held = self.book.parameters.get(expression.parameter)
        return held.title if held else expression.parameter

    def _fact(self, expression: FactValue) -> str:
        return self.speech.label(expression.fact)

    def _combined(self, expression: Combined) -> str:
        parts = [self.words(part) for part in expression.parts]
        if len(parts) == 1:
            return parts[0]
        first, last = ", ".join(parts[:-1]), parts[-1]
        return self._say(f"expression.{expression.how}", first=first, last=last)

    def _percent(self, expression: Percent) -> str:
        percent, of = expression.percent, self.words(expression.of)
        return self._say("expression.percent", percent=percent, of=of)

    def _times(self, expression: Times) -> str:
        words = {"part": self.words(expression.part), "count": self._count(expression.by)}
        return self._say("expression.times", **words)

    def _split(self, expression: Split) -> str:
        words = {"part": self.words(expression.part), "count": self._count(expression.between)}
        return self._say("expression.split", **words)

    def _steps(self, expression: Steps) -> str:
        teller = Teller(self.book)
        found = []
        for step in expression.steps:
            clause = sentence(teller.clause(unpaired(step.when)), self.speech)
            value = self.words(step.value)
            found.append(self._say("expression.step", value=value, clause=clause))
        value = self.words(expression.otherwise)
        return "; ".join([*found, self._say("expression.otherwise", value=value)])

    def _balance(self, expression: Balance) -> str:
        return self._say("expression.left", title=self._title(expression.table))

    def _amount_of(self, expression: AmountOf) -> str:
        return self._say("expression.amount_of", title=self._title(expression.table))

    def _title(self, table: str) -> str:
        held = self.book.tables.get(table)
        return self.speech.title(table, held.title if held else table)

    def _count(self, count: Count) -> str:
        if isinstance(count, WholeCount):
            return str(count.number)
        if isinstance(count, FactCount):
            return self._fact_count(count)
        person = Standing(self.book)
        ends = {
            name: bound_words(person.bound(bound), "date", "", self.speech)
            for name, bound in (("start", count.start), ("end", count.end))
        }
        return self._say(f"count.whole_{count.unit}", **ends)

    def _fact_count(self, count: FactCount) -> str:
        words = self.speech.label(count.fact)
        if count.plus:
            words = self._say("count.plus", count=words, plus=count.plus)
        if count.at_most is not None:
            words = self._say("count.at_most", count=words, most=count.at_most)
        return words

    def _say(self, message: str, **words: object) -> str:
        return self.speech.translate(EXPRESSIONS[message]).format(**words)


_TELL: dict[type, Callable[..., str]] = {
    Pence: Expressions._pence,
    ParameterValue: Expressions._parameter,
    FactValue: Expressions._fact,
    Combined: Expressions._combined,
    Percent: Expressions._percent,
    Times: Expressions._times,
    Split: Expressions._split,
    Steps: Expressions._steps,
    Balance: Expressions._balance,
    AmountOf: Expressions._amount_of,
}

"""Values of the rules in words, as a redline quotes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from entitlements.dates import NEVER
from entitlements.evaluate import Figure
from entitlements.messages import FORCES, OUTCOMES
from entitlements.messages.amounts import Wording
from entitlements.messages.expressions import Expressions
from entitlements.messages.speech import MONTHS, Speech
from entitlements.money import format_money
from entitlements.redline.columns import CALLED
from entitlements.rulebook.amounts import Amount, Moment
from entitlements.rulebook.catalogue import Choice, Derivation
from entitlements.rulebook.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    HadTest,
    Not,
    OutcomeTest,
    Test,
)
from entitlements.rulebook.model import (
    Ambiguous,
    Approval,
    Approved,
    Citation,
    Force,
    Outcome,
    Row,
    RuleBook,
    Todo,
)
from entitlements.sentences import amount_of_row, clause_of

NOTHING = "nothing"
ANYBODY = "anybody"
WHOLE = "whole"  #: the place of a citation of a whole text
_CONDITIONS = (Test, OutcomeTest, HadTest, AllOf, AnyOf, Not, AtLeast)


@dataclass(frozen=True)
class Telling:
    """Tells values in the terms of one book: its titles, labels and rates."""

    book: RuleBook

    @cached_property
    def speech(self) -> Speech:
        """The language of the paper, with the labels of this book."""
        return Speech(self.book.catalogue)

    def value(self, value: object) -> str:
        """Any value of a rule file, in words; `nothing` where there is none."""
        if value is None or value == () or value == "":
            return NOTHING
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return "; ".join(self.value(one) for one in value)
        if isinstance(value, Mapping):
            return "; ".join(self.fact(str(name), held) for name, held in value.items())
        tell = _TELL.get(type(value))
        if tell is not None:
            return tell(self, value)
        return self._condition(value) if isinstance(value, _CONDITIONS) else _plain(value)

    def amount(self, row: Row) -> str:
        """The sum of a row; without one, whether that is because none is published."""
        if row.amount is not None:
            return amount_of_row(row, self.book)
        return "no published figure" if row.outcome is Outcome.NOT_PUBLISHED else "no sum"

    def beside(self, amount: Amount | None) -> str:
        """What goes with a sum: its parts, payments, uses and limits."""
        if amount is None:
            return NOTHING
        tell = Expressions(self.book, self.speech)
        parts = [f"{part.title}: {tell.words(part.value)}" for part in amount.parts]
        lines = Wording(Figure(amount, None, None), self.speech).lines(self.book.tables)
        return "; ".join((*parts, *(line.rstrip(".") for line in lines))) or NOTHING

    def column(self, name: str) -> str:
        """What a column of tests is about: "where you live"."""
        if name in CALLED:
            return CALLED[name]
        if name in self.book.tables:
            return f"the answer on “{self.book.tables[name].title}”"
        return self.speech.label(name)

    def choice(self, fact: str, value: str) -> str:
        """One answer, in the words it is offered in."""
        return self.speech.choice(fact, value)

    def fact(self, name: str, held: object) -> str:
        """A fact of a person's file and its value."""
        return f"{self.speech.label(name)}: {self.fact_value(name, held)}"

    def fact_value(self, name: str, held: object) -> str:
        """The value of a fact in a person's file."""
        if isinstance(held, list | tuple):
            return ", ".join(self.fact_value(name, one) for one in held) or NOTHING
        if isinstance(held, Mapping):
            return ", ".join(f"{word} {self.fact_value('', one)}" for word, one in held.items())
        definition = self.speech.fact(name)
        labels = {c.value: c.label for c in definition.choices} if definition else {}
        return labels.get(str(held)) or _read_day(str(held)) or _YES_NO.get(str(held), str(held))

    def place_in(self, cited: Citation) -> str:
        """A source by its title, and the place in it."""
        source = self.book.sources.get(cited.source)
        place = "" if cited.place == WHOLE else cited.place
        return ", ".join(filter(None, (source.title if source else cited.source, place)))

    def moment(self, moment: Moment) -> str:
        """A day to come."""
        if moment.birthday is not None:
            day = f"the birthday on which you are {moment.birthday}"
        else:
            day = self.speech.label(moment.fact or "")
        if moment.duration is None:
            return day
        length = self.speech.duration(str(moment.duration))
        return f"{length} {'after' if moment.sign > 0 else 'before'} {day}"

    def _condition(self, condition: Condition) -> str:
        return clause_of(condition, self.book) or ANYBODY

    def _derivation(self, found: Derivation) -> str:
        named = ", ".join(self.column(name) for name in found.of)
        return f"worked out by {found.kind.replace('_', ' ')} from {named}"


def day(when: date) -> str:
    """A day as people write it: 1 April 2027."""
    return "never" if when == NEVER else f"{when.day} {MONTHS[when.month - 1]} {when.year}"


_YES_NO = {"true": "yes", "false": "no", "never": "it has not happened"}


def _read_day(text: str) -> str | None:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return None


def _plain(value: object) -> str:
    return str(value).replace("_", " ")


def _todo(_: Telling, todo: Todo) -> str:
    return f"“{todo.confirm}” (ask {todo.ask})"


def _approval(_: Telling, one: Approval) -> str:
    up_to = f" up to {format_money(one.up_to)}" if one.up_to is not None else ""
    return f"{one.by}{up_to}{f' a {one.per}' if one.per else ''}"


def _ambiguous(telling: Telling, one: Ambiguous) -> str:
    rest = f" ({telling.value(one.source)})" if one.source else ""
    return f"“{one.reading}” and also “{one.other}”{rest}"


def _approved(_: Telling, one: Approved) -> str:
    on = f" on {day(one.on)}" if one.on else ""
    return f"{one.body}{on}{f', minute {one.minute}' if one.minute else ''}"


_TELL: dict[type, Callable[..., str]] = {
    str: lambda _, text: f"“{text}”",
    date: lambda _, when: day(when),
    Outcome: lambda _, outcome: f"“{OUTCOMES[outcome]}”",
    Force: lambda _, force: f"“{FORCES[force].rstrip('.')}”",
    Citation: Telling.place_in,
    Moment: Telling.moment,
    Todo: _todo,
    Approval: _approval,
    Ambiguous: _ambiguous,
    Approved: _approved,
    Choice: lambda _, choice: f"“{choice.label}”",
    Derivation: Telling._derivation,
}

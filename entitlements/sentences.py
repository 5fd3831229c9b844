"""Each row of a table as one English sentence: for editors, redlines and papers."""

from __future__ import annotations

from entitlements.explain.pairs import flat, unpaired
from entitlements.explain.tell import Teller
from entitlements.messages import FORCES, OUTCOMES, say
from entitlements.messages.expressions import rule_amount
from entitlements.messages.speech import Speech, capital
from entitlements.rulebook.conditions import Condition
from entitlements.rulebook.model import Row, RuleBook

ANYBODY = "nothing else applies"


def clause_of(condition: Condition, book: RuleBook) -> str:
    """A condition as one clause: "you are 18 or over, and you live in Dorset"; "" for none."""
    teller = Teller(book)
    return ", and ".join(say(teller.clause(p), book.catalogue) for p in flat(unpaired(condition)))


def condition_of(row: Row, book: RuleBook) -> str:
    """The tests of a row as one clause."""
    return clause_of(row.when, book) or ANYBODY


def amount_of_row(row: Row, book: RuleBook) -> str:
    """How much a row gives, in words; "" where it is not a matter of money."""
    return rule_amount(row.amount, book, Speech(book.catalogue)) if row.amount else ""


def consequence_of(row: Row, book: RuleBook) -> str:
    """What follows from a row: outcome, sum and how binding it is."""
    said = OUTCOMES[row.outcome]
    amount = amount_of_row(row, book)
    force = FORCES[row.force] if row.force else ""
    return ". ".join(part.rstrip(".") for part in (capital(said), capital(amount), force) if part)


def row_sentence(row: Row, book: RuleBook) -> str:
    """A row as a sentence: "If you are 18 or over: You will get this. £3,000. …"."""
    head = "Otherwise" if row.id == "otherwise" else f"If {condition_of(row, book)}"
    return f"{head}: {consequence_of(row, book)}."

"""Amounts: parts and instalments add up, and kinds of help are what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entitlements.money import format_exact
from entitlements.problems import Problem
from entitlements.rulebook.amounts import Amount, Expression, Kind, Pence
from entitlements.rulebook.model import Match, Row, RuleBook, RuleTable
from entitlements.rulebook.walk import rows_of


def check_amounts(book: RuleBook) -> Iterator[Problem]:
    """Amounts whose words or figures contradict one another."""
    for table in book.tables.values():
        for _, row in rows_of(table):
            if row.amount is not None:
                for what, fix in (*_sums(row.amount), *_kinds(row.amount), *_words(row.amount)):
                    what = f"In the row {row.id!r}, {what}"
                    yield Problem(table.place, row.line, what, fix)
        if table.match is Match.ALL:
            yield from _one_kind(table)


def _sums(amount: Amount) -> Iterator[tuple[str, str]]:
    value = amount.value
    if amount.parts and value is None:
        yield "the parts have no whole.", "Add 'value: …', the sum of the parts."
    for name, sums in (
        ("parts", [part.value for part in amount.parts]),
        ("instalments", [instalment.value for instalment in amount.instalments]),
    ):
        total = _total(sums)
        if isinstance(value, Pence) and total is not None and total != value.pence:
            found, wanted = format_exact(total), format_exact(value.pence)
            yield f"the {name} add up to {found}, not {wanted}.", "Mend one or the other."
    ids = [part.id for part in amount.parts]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"two parts are called {name!r}.", "Give each an id of its own."


def _total(sums: Iterable[Expression]) -> int | None:
    """The sum of fixed sums; None where there are none, or one is worked out."""
    held = list(sums)
    fixed = [part.pence for part in held if isinstance(part, Pence)]
    return sum(fixed) if fixed and len(fixed) == len(held) else None


def _kinds(amount: Amount) -> Iterator[tuple[str, str]]:
    if (amount.kind is Kind.LOAN) != amount.repay:
        if amount.repay:
            yield "what has to be paid back is not a loan.", "Write 'kind: loan'."
        else:
            yield "a loan does not have to be paid back.", "Write 'repay: true'."
    if amount.in_kind and amount.kind is Kind.CASH and amount.value is None:
        yield "help in kind is called cash.", "Write 'kind: in_kind'."


def _words(amount: Amount) -> Iterator[tuple[str, str]]:
    if amount.share and not (amount.cost or amount.value is not None):
        yield "a share is given of nothing.", "Write 'cost: full', or 'percent' in 'value'."
    if amount.cost and amount.value is not None and not amount.up_to:
        yield "both the actual cost and a sum are given.", "Write 'up_to: true' for a ceiling."
    if amount.one_use_at_most and amount.value is None:
        yield "a limit on one use has nothing to be a share of.", "Add 'value: …'."
    if amount.pot and amount.value is None:
        yield "a pot has no sum to draw down.", "Add 'value: …'."


def _one_kind(table: RuleTable) -> Iterator[Problem]:
    """Rows that add up are of one kind, paid by one period: unlike things have no sum."""
    for version in table.versions:
        paid = [row for row in version.rows if row.amount and row.amount.value is not None]
        for row in paid[1:]:
            if _paid_as(row) != _paid_as(paid[0]):
                what = f"The rows {paid[0].id!r} and {row.id!r} add up, but are unlike sums."
                fix = "Give them the same 'kind' and 'per', or a table each."
                yield Problem(table.place, row.line, what, fix)


def _paid_as(row: Row) -> tuple[Kind, str | None]:
    assert row.amount is not None
    return (row.amount.kind, row.amount.per)

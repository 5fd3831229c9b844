"""The board report from the cases in the store: counts of everybody, and nobody by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from flask import g

from entitlements.awards import Entry, already_had, committed
from entitlements.board import AwardStep, BoardReport, Saving, Unclaimed, Young, board_report
from entitlements.dates import add_months, attains_age
from entitlements.evaluate import Evaluation
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import Force, Row, RuleBook, RuleTable
from entitlements.savings import KINDS, TASKS, Account, Found, actions, expected
from entitlements.totals import GOT
from web.asked.asking import applying
from web.book import book, engine
from web.cases.award_words import title_of
from web.cases.knowing import known_among, with_awards
from web.cases.ledger import entries_among
from web.cases.savings_page import looked_for
from web.clock import LONDON
from web.i18n import gettext as _
from web.store.cases.counting import Counted, counted, entries_of_closed
from web.store.cases.notes import override_rate
from web.vault import vault

#: What no award of the council is made for: others pay it, or it is only pointed to.
NOT_OURS = (Force.NATIONAL_SCHEME, Force.SIGNPOST)
STATUS = "leaving_care_status"
QUARTERS = 4
MONTHS = 13  #: a year from the end of this month, and a little more


def report_of_today() -> BoardReport:
    """The report as at the day of the page, over every open case."""
    claimable = claimable_tables(book())
    young = [young_of(one, claimable) for one in counted(vault())]
    since, until = _seconds(add_months(g.as_at, -12)), _seconds(g.as_at + timedelta(days=1))
    overridden, looked_at = override_rate(vault().store, since, until)
    known = overridden <= looked_at  # an override without a kept check has nothing to be a share of
    return board_report(
        young,
        g.as_at,
        quarters=QUARTERS,
        looked_at=looked_at if known else None,
        overridden=overridden if known else None,
        names=_names(),
        closed=[tuple(_steps(entries)) for entries in entries_of_closed(vault().store)],
    )


def young_of(one: Counted, claimable: frozenset[str]) -> Young:
    """One case as the report sees it: no name, no reference."""
    known = known_among(one.says, True).facts
    accounts = [line.account for line in one.savings]
    evaluation = applying(
        engine(), with_awards(known, entries_among(one.entries, one.says)), g.as_at
    )
    born, status = known.get(BORN), evaluation.value(STATUS)
    return Young(
        date.fromordinal(born) if isinstance(born, int) else None,
        status if isinstance(status, str) else None,
        tuple(Saving(a.kind.value, _is_known(a), a.balance_on) for a in accounts),
        _has_looked(one, evaluation, accounts),
        tuple(_steps(one.entries)),
        tuple(_unclaimed(one, evaluation, claimable)),
        tuple(_at_18(one, evaluation, accounts)),
    )


def _is_known(account: Account) -> bool:
    """Whether its balance is known; an estimate is not knowing."""
    return account.balance is not None and not account.estimated


def _has_looked(one: Counted, evaluation: Evaluation, accounts: list[Account]) -> bool:
    """Whether somebody looked for each account that there may be."""
    looked = looked_for(one.steps)
    to_find = (Found.MISSING, Found.NOT_KNOWN, Found.NOT_CHECKED)
    kinds = [each.kind for each in expected(evaluation, accounts, looked) if each.found in to_find]
    return bool(looked) and all(kind in looked for kind in kinds)


def _steps(entries: Iterable[Entry]) -> Iterator[AwardStep]:
    for entry in entries:
        title = title_of(entry.entitlement)
        yield AwardStep(entry.entitlement, title, entry.step.value, entry.amount, entry.on)


def _unclaimed(
    one: Counted, evaluation: Evaluation, claimable: frozenset[str]
) -> Iterator[Unclaimed]:
    """What the council gives, or may give, and has neither paid nor agreed.

    What no award can be of is left out: a status, a right, a duty to keep in touch.
    """
    awards = (*already_had(one.entries), *committed(one.entries))
    claimed = {award.entitlement for award in awards}
    for table in evaluation.plan.tables:
        if table.id not in claimable or table.id in claimed:
            continue
        if evaluation.verdict(table).outcome in GOT:
            decision = evaluation[table.id]
            if decision.figure is not None and decision.force not in NOT_OURS:
                yield Unclaimed(table.id, title_of(table.id))


def claimable_tables(book: RuleBook) -> frozenset[str]:
    """The tables with a row that an award of the council can be of; no other is worked out."""
    return frozenset(
        table.id for table in book.tables.values() if any(map(_is_ours, _rows_of(table)))
    )


def _rows_of(table: RuleTable) -> Iterator[Row]:
    for version in table.versions:
        yield from version.rows
        yield from filter(None, [version.otherwise])


def _is_ours(row: Row) -> bool:
    return row.outcome in GOT and row.amount is not None and row.force not in NOT_OURS


def _at_18(one: Counted, evaluation: Evaluation, accounts: list[Account]) -> Iterator[str]:
    """What is due on an 18th birthday of the year to come and not done, once each.

    Nobody else is counted by it, and each day that people are looked at on costs time.
    """
    born = evaluation.facts.get(BORN)
    if not isinstance(born, int):
        return
    birthday = attains_age(date.fromordinal(born), 18)
    if not g.as_at < birthday <= add_months(g.as_at, MONTHS):
        return
    due = (each for each in actions(evaluation, accounts) if each.due == birthday)
    yield from dict.fromkeys(each.id for each in due if not each.done)


def _names() -> dict[str, str]:
    """Words for kinds of savings and for what is due at 18."""
    kinds = {kind.value: _(words) for kind, words in KINDS.items()}
    return {**kinds, **{task.id: _(task.sentence) for task in TASKS}}


def _seconds(day: date) -> int:
    """The first moment of a day, by the clock in England."""
    return int(datetime.combine(day, time(), LONDON).timestamp())

"""What the caseload list shows of a case: worked out after each save, and stored.

The list is for the whole team, so it is worked out without the sensitive facts, whoever
saved. The case's own page says more to those who may read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from flask import g

from entitlements.awards import Balance, Drawn, Entry, balances
from entitlements.evaluate import Evaluation
from entitlements.facts import Facts
from entitlements.futures import Futures
from entitlements.key_dates import key_dates
from entitlements.rulebook.model import Outcome
from entitlements.savings import Action
from entitlements.savings import actions as savings_actions
from entitlements.timeline import along
from entitlements.totals import GOT
from web.asked.asking import applying
from web.book import engine, publication
from web.cases.date_words import date_words
from web.cases.knowing import entries_beside, known_among, with_awards
from web.cases.savings_steps import numbered, step_of
from web.store.cases import actions, approvals, checks, facts, records, savings
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Summary
from web.vault import vault

#: What `knowing` holds for a page; a save makes it out of date.
HELD = ("known_facts", "case_entries", "case_evaluation")


def refresh_summary(case: Case) -> None:
    """Work out and store what the list shows of a case. Call it after each save."""
    for name in HELD:
        g.pop(name, None)
    records.set_summary(vault(), case.id, summary_of(case))


def summary_of(case: Case, seen: Facts | None = None) -> Summary:
    """What the list shows of a case on the day of the page.

    `seen` are the facts that whoever is here may see, for the case's own page.
    """
    says = facts.current(vault(), case)
    known, entries = seen or known_among(says, False).facts, entries_beside(case, says)
    found = applying(engine(), with_awards(known, entries), g.as_at)
    futures = Futures(found)
    coming = next(iter(key_dates(along(futures), found, on=futures.on)), None)
    outcomes = Counter(found.verdict(table).outcome for table in found.plan.tables)
    kept = checks.of_case(vault(), case)
    return Summary(
        next_day=coming.day if coming else None,
        next_what=date_words(coming, found.book) if coming else "",
        money_left=money_left(balances_of(known, entries)),
        open_actions=open_actions(case, found, says),
        checked_on=max((one.as_at for one in kept), default=None),
        publication=publication(),
        entitled=outcomes[Outcome.ENTITLED],
        may_get=outcomes[Outcome.MAY_GET],
        undecided=outcomes[Outcome.UNDECIDED],
    )


def balances_of(known: Facts, entries: tuple[Entry, ...] | None) -> tuple[Balance, ...]:
    """The balances of somebody on the day of the page."""
    return balances(engine(), known, entries, g.as_at)


def money_left(found: Iterable[Balance]) -> int | None:
    """What is left of the pots that somebody can get, where all of it is known to the penny.

    Unit: pence. None where there is no pot, or of one nobody knows what is left: that is not
    nothing, and what is left of the others is not the whole. None too where some is theirs
    and some is for somebody to decide: the two are never one sum
    """
    pots = [one for one in found if _is_a_pot_of_theirs(one)]
    if len({one.outcome for one in pots}) > 1:
        return None
    left = [one.left.settled if one.left else None for one in pots]
    known = [pence for pence in left if pence is not None]
    return sum(known) if known and len(known) == len(left) else None


def _is_a_pot_of_theirs(one: Balance) -> bool:
    return one.drawn is Drawn.POT and one.outcome in GOT and one.draws_on is None


def open_actions(case: Case, found: Evaluation, says: Mapping[str, Said]) -> int:
    """How much there is to do: actions, facts to check, approvals waiting, savings steps due."""
    meant = sum(one.done_at is None for one in actions.of_case(vault(), case))
    waiting = sum(one.answer is None for one in approvals.of_case(vault(), case))
    to_check = sum(said.state is State.TO_CHECK for said in says.values())
    return meant + waiting + to_check + len(savings_due(case, found))


def savings_due(case: Case, found: Evaluation) -> list[Action]:
    """The steps of the savings checklist whose day has come, and that nobody has ticked."""
    held = numbered(savings.of_case(vault(), case))
    ticked = savings.steps(vault(), case)
    due = savings_actions(found, [account for _number, account in held])
    return [one for one in due if one.is_due(g.as_at) and step_of(one, held) not in ticked]

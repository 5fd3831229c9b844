"""What is to be done about savings at 16, at 17 and a half and at 18, and the tables it rests on.

The ages of 16 and 18 are the tables' own. Seventeen and a half is this register's
reminder, so that there is time before the birthday; no source sets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.dates import Duration, add_duration, attains_age
from entitlements.evaluate import Decision, Evaluation, evaluate
from entitlements.messages.speech import N_
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import Outcome
from entitlements.savings.accounts import Account, Kind, of_kind, with_accounts
from entitlements.savings.expected import Expected, Found, expected
from entitlements.totals import GOT


class When(StrEnum):
    """The days things fall due."""

    AT_16 = "at_16"
    AT_17_AND_A_HALF = "at_17_and_a_half"
    AT_18 = "at_18"


@dataclass(frozen=True, slots=True)
class Task:
    """A thing to do, before it is anybody's. `kinds` empty: about no one account.

    `passes` is true of what is pointless after 18; `sure` of what is shown only where
    the table is certain; `to_find` of what is done only while an account is not found.
    """

    id: str
    when: When
    table: str
    sentence: str
    kinds: tuple[Kind, ...] = ()
    passes: bool = False
    sure: bool = False
    to_find: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A thing to do for one person: when, why, and for which account.

    `sentence` is what to do; `says` what the table says to the young person on that
    day, None while it is undecided. `account` is None where none is on record, or it is
    about them all. `done` is true once the account was given over.
    """

    id: str
    due: date
    sentence: str
    table: str
    title: str
    says: str | None
    kind: Kind | None = None
    account: Account | None = None
    done: bool = False

    def is_due(self, as_at: date) -> bool:
        """Whether its day has come and it is not done."""
        return self.due <= as_at and not self.done


TASKS = (
    Task(
        *("trust-fund-at-16", When.AT_16, "england/child-trust-fund"),
        N_("Tell the young person that they can take charge of their Child Trust Fund now."),
        (Kind.CHILD_TRUST_FUND,),
        passes=True,
    ),
    Task(
        *("junior-isa-at-16", When.AT_16, "england/junior-isa-at-16-and-18"),
        N_("Tell the young person that they can ask to look after their Junior ISA, or move it."),
        (Kind.JUNIOR_ISA,),
        passes=True,
    ),
    Task(
        *("search", When.AT_16, "england/lost-savings-account"),
        N_("Search for accounts that nobody has recorded. It is free. Never pay a company."),
        to_find=True,
    ),
    Task(
        *("list-of-accounts", When.AT_17_AND_A_HALF, "england/savings-at-18"),
        N_("Ask in writing for every account: who holds it, how much is in it, how to get it."),
    ),
    Task(
        *("proof-of-who-they-are", When.AT_17_AND_A_HALF, "england/documents-passport"),
        N_("Check that the young person has proof of who they are. It is better before 18."),
    ),
    Task(
        *("somebody-to-manage-it", When.AT_17_AND_A_HALF, "england/savings-and-lack-of-capacity"),
        N_("If the young person cannot make choices about money, ask for help now."),
        sure=True,
    ),
    Task(
        *("trust-fund-at-18", When.AT_18, "england/child-trust-fund"),
        N_("Help the young person to their Child Trust Fund. Only they can take the money out."),
        (Kind.CHILD_TRUST_FUND,),
    ),
    Task(
        *("junior-isa-at-18", When.AT_18, "england/junior-isa-at-16-and-18"),
        N_("Help the young person to their Junior ISA. Only they can take the money out."),
        (Kind.JUNIOR_ISA,),
    ),
    Task(
        *("give-over", When.AT_18, "england/savings-at-18"),
        N_("Give the young person the details of this account. The savings are theirs."),
        (Kind.CARER_SAVINGS, Kind.OTHER),
    ),
    Task(
        *("universal-credit", When.AT_18, "england/universal-credit-capital-warning"),
        N_("Add up the savings. They count for Universal Credit from 18."),
    ),
)


def day_of(when: When, born: date) -> date:
    """The day something falls due; 17 and a half is six months after the 17th birthday."""
    if when is When.AT_17_AND_A_HALF:
        return add_duration(attains_age(born, 17), Duration(6, "month"))
    return attains_age(born, 16 if when is When.AT_16 else 18)


def actions(evaluation: Evaluation, accounts: Sequence[Account]) -> tuple[Action, ...]:
    """What is to be done, by day; none where the date of birth is not known.

    Each rests on what its table decides on its own day (today, for a day gone by), and
    is left out where that is a no. Undecided is not a no.
    """
    born = evaluation.facts.get(BORN)
    if not isinstance(born, int):
        return ()
    found = list(_Sittings(evaluation, accounts, date.fromordinal(born)).actions())
    return tuple(sorted(found, key=lambda action: action.due))


class _Sittings:
    """The same person on the days that things fall due."""

    def __init__(self, evaluation: Evaluation, accounts: Sequence[Account], born: date) -> None:
        self.engine, self.as_at, self.born = evaluation.engine, evaluation.as_at, born
        self.accounts = accounts
        self.facts = with_accounts(evaluation.facts, accounts)
        self.expected = {each.kind: each for each in expected(evaluation, accounts)}
        self.held: dict[date, Evaluation] = {}

    def actions(self) -> Iterator[Action]:
        grown_up = self.as_at >= day_of(When.AT_18, self.born)
        for task in TASKS:
            if not (task.passes and grown_up):
                yield from self._actions(task)

    def _actions(self, task: Task) -> Iterator[Action]:
        due = day_of(task.when, self.born)
        decision = self._decision(task.table, max(due, self.as_at))
        outcomes = GOT if task.sure else (*GOT, Outcome.UNDECIDED)
        if decision is None or decision.outcome not in outcomes:
            return
        if task.to_find and not any(_is_to_be_found(each) for each in self.expected.values()):
            return
        for kind, account in self._for(task):
            yield _action(task, due, decision, kind, account)

    def _for(self, task: Task) -> Iterator[tuple[Kind | None, Account | None]]:
        """Each account of a task's kinds; of a kind with none on record, that there may be one."""
        if not task.kinds:
            yield None, None
        for kind in task.kinds:
            held = of_kind(self.accounts, kind)
            yield from ((kind, account) for account in held)
            if not held and kind in self.expected and _is_to_be_found(self.expected[kind]):
                yield kind, None

    def _decision(self, table: str, day: date) -> Decision | None:
        if day not in self.held:
            self.held[day] = evaluate(self.engine, self.facts, day)
        sitting = self.held[day]
        return sitting[table] if table in sitting.plan.by_id else None


def _is_to_be_found(each: Expected) -> bool:
    return each.found in (Found.MISSING, Found.NOT_KNOWN, Found.NOT_CHECKED)


def _action(
    task: Task, due: date, decision: Decision, kind: Kind | None, account: Account | None
) -> Action:
    return Action(
        *(task.id, due, task.sentence, task.table, decision.table.title),
        decision.row.says if decision.row else None,
        *(kind, account, account is not None and account.given_over_on is not None),
    )

"""What the savings page of a case shows: accounts, what there should be, what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import g

from entitlements.plan.tree import BORN
from entitlements.savings import (
    FOUND,
    KINDS,
    Action,
    Expected,
    Found,
    Kind,
    actions,
    balance_words,
    expected,
    handover,
)
from web.cases.answering import evaluation_of, known_facts
from web.cases.savings_steps import Numbered, number_of, numbered, step_of
from web.clock import LONDON
from web.i18n import gettext as _
from web.store.cases import savings
from web.store.cases.records import Case
from web.store.cases.savings import How, SavingsLine, StepDone
from web.vault import vault
from web.wording import day

LOOKED = "looked"  #: begins the step that says that somebody looked for a kind
HANDOVER = "handover"  #: begins a step of the checklist at 18


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account on record, in words. An estimate says that it is one."""

    savings: int
    kind: str
    provider: str
    holder: str
    balance: str
    given_over: str
    written: SavingsLine


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """One kind of account that a rule table speaks of, and what the register knows of it."""

    kind: str
    table: str
    title: str
    says: str
    found: str
    contradicts: bool
    looked: StepDone | None
    step: str  #: the step that says that somebody looked; "" where there is nothing to look for


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to do, by which day, for which account, and whether it is done."""

    step: str
    sentence: str
    due: date
    table: str
    account: str
    done: StepDone | None
    is_over: bool  #: the account was given over, so there is nothing left to do

    @property
    def is_late(self) -> bool:
        """Whether its day has come and it is not done."""
        return self.due <= g.as_at and self.done is None and not self.is_over


@dataclass(frozen=True, slots=True)
class SavingsPage:
    """Everything on the page. `born` false: the date of birth is not known."""

    accounts: tuple[AccountLine, ...]
    expected: tuple[ExpectedLine, ...]
    to_do: tuple[ToDo, ...]
    handover: tuple[ToDo, ...]
    born: bool

    @property
    def steps(self) -> set[str]:
        """Every step that may be marked."""
        looked = {one.step for one in self.expected if one.step}
        return looked | {one.step for one in (*self.to_do, *self.handover)}


def savings_page(case: Case) -> SavingsPage:
    """What is known of the savings of a case, and what to do, on the day of the page."""
    lines, marks = savings.of_case(vault(), case), savings.steps(vault(), case)
    held = numbered(lines)
    accounts = [account for _number, account in held]
    evaluation = evaluation_of(case)
    known = expected(evaluation, accounts, looked_for(marks))
    born = known_facts(case).facts.get(BORN)
    day_of_birth = date.fromordinal(born) if isinstance(born, int) else None
    at_18 = _handover(day_of_birth, lines, held, known, marks) if day_of_birth else ()
    return SavingsPage(
        tuple(account_line(line) for line in lines),
        tuple(_expected(one, marks) for one in known),
        tuple(_to_do(one, lines, held, marks) for one in actions(evaluation, accounts)),
        at_18,
        day_of_birth is not None,
    )


def looked_for(marks: dict[str, StepDone]) -> dict[Kind, date]:
    """The day on which somebody last looked for each kind of account."""
    return {
        kind: datetime.fromtimestamp(marks[step].at, LONDON).date()
        for kind in Kind
        if (step := f"{LOOKED} {kind.value}") in marks and marks[step].how is How.DONE
    }


def account_line(line: SavingsLine) -> AccountLine:
    """One account in words."""
    given = line.given_over_on
    return AccountLine(
        *(line.savings, _(KINDS[line.kind]), line.provider or "", line.holder or ""),
        balance_words(line.account, g.as_at, _),
        day(given) if given else "",
        line,
    )


def _expected(one: Expected, marks: dict[str, StepDone]) -> ExpectedLine:
    step = f"{LOOKED} {one.kind.value}"
    to_find = one.found in (Found.MISSING, Found.NOT_KNOWN, Found.NOT_CHECKED)
    return ExpectedLine(
        *(_(KINDS[one.kind]), one.table, one.title, one.says or "", _(FOUND[one.found])),
        *(one.contradicts, marks.get(step), step if to_find else ""),
    )


def _to_do(
    one: Action, lines: Sequence[SavingsLine], held: Numbered, marks: dict[str, StepDone]
) -> ToDo:
    step, number = step_of(one, held), number_of(one.account, held)
    name = _name_of(number, lines) or (_(KINDS[one.kind]) if one.kind else "")
    return ToDo(step, _(one.sentence), one.due, one.table, name, marks.get(step), one.done)


def _name_of(number: int | None, lines: Sequence[SavingsLine]) -> str:
    line = next((line for line in lines if line.savings == number), None)
    if line is None:
        return ""
    return ", ".join(filter(None, (_(KINDS[line.kind]), line.provider)))


def _handover(
    born: date,
    lines: Sequence[SavingsLine],
    held: Numbered,
    known: Sequence[Expected],
    marks: dict[str, StepDone],
) -> tuple[ToDo, ...]:
    found = handover(born, [account for _number, account in held], known)
    to_do = []
    for one in found:
        step = f"{HANDOVER} {one.id}"
        names = dict.fromkeys(_name_of(number_of(a, held), lines) for a in one.open)
        to_do.append(
            ToDo(
                *(step, _(one.sentence), one.due, one.tables[0], "; ".join(filter(None, names))),
                *(marks.get(step), False),
            )
        )
    return tuple(to_do)

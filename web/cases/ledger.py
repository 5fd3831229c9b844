"""What the ledger of a case shows: what is left, each award with its steps, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import g

from entitlements.awards import (
    Balance,
    Entry,
    Fault,
    Step,
    TopUp,
    already_had,
    balances,
    committed,
    impossible_steps,
    problem_words,
    top_ups,
)
from entitlements.evaluate import Evaluation
from entitlements.money import format_money
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import Outcome
from entitlements.totals import GOT
from web.book import engine
from web.cases.answering import entries_of, facts_with_awards, known_facts
from web.cases.award_words import in_words, part_title, title_of
from web.cases.knowing import all_had
from web.i18n import gettext as _
from web.store.cases import approvals, awards
from web.store.cases.approvals import Answer, Approval
from web.store.cases.awards import Line
from web.store.cases.facts import Said
from web.store.cases.records import Case
from web.vault import vault
from web.wording import day


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """What is left of one thing, in words. `can_ask`: the rules give it, or somebody decides."""

    entitlement: str
    title: str
    words: str
    can_ask: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One award: its steps in the order of their days, and what can be done about it."""

    number: int
    title: str
    part: str
    steps: tuple[Line, ...]
    to_pay: int | None
    can_pay: bool
    can_return: bool
    can_stop: bool
    problems: tuple[str, ...]
    waits: Approval | None

    def over(self, pence: int, but: int | None = None) -> int:
        """How much of a payment nobody agreed to, beside all lines `but` its own. Unit: pence"""
        lines = [line for line in self.steps if line.id != but]
        to_come = committed(awards.entries(lines))
        left = to_come[0].amount if to_come else 0
        return 0 if left is None else max(pence - left, 0)

    def can(self, step: Step) -> bool:
        """Whether a step can be written down of it now."""
        open_ = {Step.PAID: self.can_pay, Step.RETURNED: self.can_return}
        return open_.get(step, self.can_stop)

    @property
    def newest(self) -> tuple[date, int]:
        """What it is sorted by: its last day, then its number."""
        return max(line.on for line in self.steps), self.number

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the kept checks that it rests on, each once."""
        return tuple(dict.fromkeys(line.code for line in self.steps if line.code))


def entries_in(lines: Sequence[Line], says: Mapping[str, Said]) -> tuple[Entry, ...] | None:
    """The ledger of any case; None where nobody has written down what was had."""
    return entries_among(awards.entries(lines), says)


def entries_among(entries: tuple[Entry, ...], says: Mapping[str, Said]) -> tuple[Entry, ...] | None:
    """Entries with what nobody wrote down, as any page takes them."""
    return all_had(entries, says)


def own_balances(case: Case) -> tuple[Balance, ...]:
    """Every balance of a case on the day of the page."""
    return balances(engine(), known_facts(case).facts, entries_of(case), g.as_at)


def balance_lines(found: Iterable[Balance], evaluation: Evaluation) -> list[BalanceLine]:
    """What is left in words: what was drawn on first, then what may be had."""
    kept = [one for one in found if was_drawn_on(one) or one.outcome in GOT]
    kept.sort(key=lambda one: not was_drawn_on(one))
    return [_line(one, evaluation) for one in kept]


def not_known_lines(found: Iterable[Balance], evaluation: Evaluation) -> list[BalanceLine]:
    """What there would be, of things nobody can say yet whether they can get."""
    unknown = (one for one in found if one.outcome is Outcome.UNDECIDED and not was_drawn_on(one))
    return [_line(one, evaluation) for one in unknown]


def was_drawn_on(one: Balance) -> bool:
    """Whether something of it was certainly had, or is agreed."""
    agreed = one.committed.least > 0 or one.committed.most is None
    return one.paid.least > 0 or agreed or one.times > 0


def _line(one: Balance, evaluation: Evaluation) -> BalanceLine:
    words = in_words(one, evaluation[one.entitlement])
    return BalanceLine(one.entitlement, title_of(one.entitlement), words, one.outcome in GOT)


def shown_awards(case: Case, oldest_first: bool) -> list[Shown]:
    """Every award of a case with its steps, the newest award first unless asked otherwise."""
    lines = awards.lines(vault(), case)
    asked = approvals.of_case(vault(), case)
    waiting = {one.award: one for one in asked if one.is_open}
    refused = (Answer.REFUSED, Answer.TAKEN_BACK)
    afterwards = {one.award for one in asked if one.crisis and one.answer not in refused}
    not_agreed = {one.award for one in asked if one.crisis and one.answer is Answer.REFUSED}
    problems = _problems(case, lines, afterwards)
    numbers = dict.fromkeys(line.award for line in lines)
    found = [
        _shown([line for line in lines if line.award == number], problems, waiting, not_agreed)
        for number in numbers
    ]
    return sorted(found, key=lambda one: one.newest, reverse=not oldest_first)


def _shown(
    lines: list[Line],
    problems: dict[int, tuple[str, ...]],
    waiting: dict[int | None, Approval],
    not_agreed: set[int | None],
) -> Shown:
    lines.sort(key=lambda line: (line.on, line.id))
    first, entries = lines[0], awards.entries(lines)
    to_come, had = committed(entries), already_had(entries)
    steps, waits = {line.step for line in lines}, waiting.get(first.award)
    return Shown(
        *(first.award, title_of(first.entitlement), part_title(first.entitlement, first.part)),
        tuple(lines),
        to_come[0].amount if to_come else None,
        waits is None
        and (bool(to_come) or not (Step.REFUSED in steps or first.award in not_agreed)),
        bool(had),
        bool(to_come) or (Step.AGREED in steps and not had and Step.REFUSED not in steps),
        problems.get(first.award, ()),
        waits,
    )


def _problems(
    case: Case, lines: list[Line], afterwards: set[int | None]
) -> dict[int, tuple[str, ...]]:
    """What does not add up, by award, in words."""
    born = known_facts(case).facts.get(BORN)
    birth = date.fromordinal(born) if isinstance(born, int) else None
    found: dict[int, tuple[str, ...]] = {}
    for one in impossible_steps(awards.entries(lines), g.as_at, birth):
        if one.fault is Fault.PAID_UNAGREED and one.award in afterwards:
            continue  # it was paid in an emergency, and is agreed afterwards
        what, fix = problem_words(one, _, day)
        found[one.award] = (*found.get(one.award, ()), f"{what} {fix}")
    return found


def own_top_ups(case: Case) -> tuple[TopUp, ...]:
    """What was paid under an older figure, and can be asked for again."""
    entries = entries_of(case) or ()
    return top_ups(engine(), facts_with_awards(case), entries, g.as_at) if entries else ()


def top_up_words(found: TopUp) -> str:
    """A top-up as a sentence: something to ask for, and never a promise."""
    words = {
        "title": title_of(found.entitlement),
        "day": day(found.first_paid),
        "sum": format_money(found.difference.most or 0),
    }
    if found.difference.most is None:
        return _("%(title)s: the figure is higher now than on %(day)s. Ask for the rest.") % words
    return (
        _("%(title)s: the figure is higher now than on %(day)s. Up to %(sum)s more to ask for.")
        % words
    )


def award_or_none(case: Case, number: int) -> Shown | None:
    """One award of a case."""
    return next((one for one in shown_awards(case, False) if one.number == number), None)

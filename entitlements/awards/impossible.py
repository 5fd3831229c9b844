"""What cannot be in the entries: each as an award, what is wrong and how to put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from entitlements.awards.entries import PERHAPS_MORE, Entry, Step, by_award, days_of, total
from entitlements.messages.speech import N_, Translate, in_english
from entitlements.money import format_money


class Fault(StrEnum):
    """One thing that cannot be, or is hard to believe."""

    NEGATIVE = "negative"
    TWO_ENTITLEMENTS = "two_entitlements"
    TWO_PARTS = "two_parts"
    PAID_UNAGREED = "paid_unagreed"
    PAID_BEFORE_AGREED = "paid_before_agreed"
    PAID_AFTER_REFUSED = "paid_after_refused"
    PAID_MORE_THAN_AGREED = "paid_more_than_agreed"
    RETURNED_BEFORE_PAID = "returned_before_paid"
    RETURNED_MORE = "returned_more"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_BIRTH = "before_birth"
    AFTER_DEATH = "after_death"


#: Worth a look, and possible.
WARNINGS = {Fault.PAID_UNAGREED, Fault.PAID_MORE_THAN_AGREED, Fault.TWO_PARTS, Fault.AFTER_DEATH}

#: What is wrong, and how to put it right.
FAULTS: dict[Fault, tuple[str, str]] = {
    Fault.NEGATIVE: (
        N_("A sum is less than nothing: {sum}."),
        N_("Write money that came back as returned, without a minus sign."),
    ),
    Fault.TWO_ENTITLEMENTS: (
        N_("One award is for more than one kind of help."),
        N_("Give each kind of help an award of its own."),
    ),
    Fault.TWO_PARTS: (
        N_("One award names more than one part."),
        N_("Give each part an award of its own, so that what is left of it can be worked out."),
    ),
    Fault.PAID_UNAGREED: (
        N_("It was paid, and nobody wrote down that it was agreed."),
        N_("Add the day it was agreed, and the sum."),
    ),
    Fault.PAID_BEFORE_AGREED: (
        N_("It was paid on {on}, before it was agreed on {other}."),
        N_("Check both days."),
    ),
    Fault.PAID_AFTER_REFUSED: (
        N_("It was paid on {on}, after it was refused on {other}."),
        N_("If it was agreed after all, add the day it was agreed. If not, check the payment."),
    ),
    Fault.PAID_MORE_THAN_AGREED: (
        N_("{sum} was paid, and {limit} was agreed."),
        N_("Check the payments. If more was agreed later, add that."),
    ),
    Fault.RETURNED_BEFORE_PAID: (
        N_("Money came back on {on}, before any was paid."),
        N_("Check the day, or add the payment."),
    ),
    Fault.RETURNED_MORE: (
        N_("{sum} came back, and {limit} was paid."),
        N_("Check the sums that came back, or add the missing payment."),
    ),
    Fault.IN_THE_FUTURE: (
        N_("The day {on} has not come yet."),
        N_("Check the day. Write what is planned as agreed, on the day it was agreed."),
    ),
    Fault.BEFORE_BIRTH: (
        N_("The day {on} is before the person was born, on {other}."),
        N_("Check the day and the date of birth."),
    ),
    Fault.AFTER_DEATH: (
        N_("The day {on} is after the person died, on {other}."),
        N_("Check the day. A payment made after a death needs a note that says why."),
    ),
}


@dataclass(frozen=True, slots=True)
class StepProblem:
    """A finding in one award. Values are pence (`sum`, `limit`) and days (`on`, `other`)."""

    award: int
    fault: Fault
    values: Mapping[str, int | date] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it cannot be; otherwise it is a warning."""
        return self.fault not in WARNINGS

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return problem_words(self)[0]

    @property
    def fix(self) -> str:
        """How to put it right, in English."""
        return problem_words(self)[1]


def problem_words(
    problem: StepProblem,
    translate: Translate = in_english,
    day: Callable[[date], str] = date.isoformat,
) -> tuple[str, str]:
    """What is wrong and how to put it right; `day` writes a day in the reader's language."""
    words = {
        name: day(value) if isinstance(value, date) else format_money(value)
        for name, value in problem.values.items()
    }
    what, fix = FAULTS[problem.fault]
    return translate(what).format(**words), translate(fix)


def impossible_steps(
    entries: Iterable[Entry],
    as_at: date,
    born: date | None = None,
    died: date | None = None,
) -> tuple[StepProblem, ...]:
    """Everything in the entries that cannot be, by award, and what is only hard to believe."""
    held = tuple(entry for entry in entries if entry != PERHAPS_MORE)
    found = list(_mixed(held))
    for award in by_award(held):
        for entry in award:
            found += _entry(entry, as_at, born, died)
        found += [*_order(award), *_sums(award)]
    return tuple(sorted(found, key=lambda problem: problem.award))


def _mixed(entries: tuple[Entry, ...]) -> Iterator[StepProblem]:
    for number in sorted({entry.award for entry in entries}):
        award = [entry for entry in entries if entry.award == number]
        if len({entry.entitlement for entry in award}) > 1:
            yield StepProblem(number, Fault.TWO_ENTITLEMENTS)
        elif len({entry.part for entry in award if entry.part is not None}) > 1:
            yield StepProblem(number, Fault.TWO_PARTS)


def _entry(
    entry: Entry, as_at: date, born: date | None, died: date | None
) -> Iterator[StepProblem]:
    if entry.amount is not None and entry.amount < 0:
        yield StepProblem(entry.award, Fault.NEGATIVE, {"sum": entry.amount})
    if entry.on > as_at:
        yield StepProblem(entry.award, Fault.IN_THE_FUTURE, {"on": entry.on})
    if born is not None and entry.on < born:
        yield StepProblem(entry.award, Fault.BEFORE_BIRTH, {"on": entry.on, "other": born})
    if died is not None and entry.on > died and entry.step in (Step.AGREED, Step.PAID):
        yield StepProblem(entry.award, Fault.AFTER_DEATH, {"on": entry.on, "other": died})


def _order(award: tuple[Entry, ...]) -> Iterator[StepProblem]:
    number = award[0].award
    paid, agreed = days_of(award, Step.PAID), days_of(award, Step.AGREED)
    returned = days_of(award, Step.RETURNED)
    if paid and not agreed:
        yield StepProblem(number, Fault.PAID_UNAGREED)
    if paid and agreed and paid[0] < agreed[0]:
        yield StepProblem(number, Fault.PAID_BEFORE_AGREED, {"on": paid[0], "other": agreed[0]})
    if returned and (not paid or returned[0] < paid[0]):
        yield StepProblem(number, Fault.RETURNED_BEFORE_PAID, {"on": returned[0]})
    yield from _paid_after_refused(award)


def _paid_after_refused(award: tuple[Entry, ...]) -> Iterator[StepProblem]:
    """A payment whose last word before it was no."""
    agreed, refused = days_of(award, Step.AGREED), days_of(award, Step.REFUSED)
    for on in days_of(award, Step.PAID):
        no = [day for day in refused if day <= on]
        if no and not any(no[-1] <= day <= on for day in agreed):
            values = {"on": on, "other": no[-1]}
            yield StepProblem(award[0].award, Fault.PAID_AFTER_REFUSED, values)
            return


def _sums(award: tuple[Entry, ...]) -> Iterator[StepProblem]:
    number, paid = award[0].award, total(award, Step.PAID)
    agreed, returned = total(award, Step.AGREED), total(award, Step.RETURNED)
    if paid is not None and returned is not None and returned > paid:
        yield StepProblem(number, Fault.RETURNED_MORE, {"sum": returned, "limit": paid})
    both = days_of(award, Step.AGREED) and days_of(award, Step.PAID)
    if not both or None in (paid, agreed, returned):
        return
    had = (paid or 0) - (returned or 0)
    if had > (agreed or 0):
        values = {"sum": had, "limit": agreed or 0}
        yield StepProblem(number, Fault.PAID_MORE_THAN_AGREED, values)

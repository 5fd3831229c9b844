"""The schedule of one person: what they can get and what was paid, as rows to export.

A row is plain text, whole numbers and days; COLUMNS names its columns in plain
English, in their order. No figure and not known are None: never nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from entitlements.awards.entries import Entry
from entitlements.evaluate import Decision, Evaluation
from entitlements.futures import Futures
from entitlements.messages import FORCES, OUTCOMES, amount_of
from entitlements.messages.amount_templates import PER
from entitlements.messages.speech import N_
from entitlements.rulebook.model import Citation, Outcome, RuleBook
from entitlements.since import held_since
from entitlements.timeline import Span, along, ends_of


@dataclass(frozen=True, slots=True)
class Payment:
    """A step of an award, with how it was paid: to whom, by which route, and the receipt kept."""

    entry: Entry
    payee: str | None = None
    route: str | None = None
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What one table decides: the part of a row that is the same for each of its awards.

    Unit: `least` and `most` are pence; a ceiling begins at nothing
    """

    entitlement: str
    title: str
    outcome: str
    force: str | None
    legal_basis: str
    version: date | None
    amount: str | None
    least: int | None
    most: int | None
    per: str | None
    start: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ScheduleRow(Answered):
    """One line: a decision, and one step of one award of it, if there was any.

    Unit: `least`, `most` and `sum` are pence; `until` is the first day it no longer holds
    """

    award: int | None = None
    step: str | None = None
    part: str | None = None
    sum: int | None = None
    on: date | None = None
    payee: str | None = None
    route: str | None = None
    receipt: str | None = None

    @property
    def cells(self) -> tuple[str | int | date | None, ...]:
        """The row in the order of COLUMNS, sums in pounds as a spreadsheet takes them: 57.90."""
        return tuple(
            _pounds(getattr(self, name)) if name in SUMS else getattr(self, name)
            for name in COLUMNS
        )


def _pounds(pence: int | None) -> str | None:
    """No figure stays none: never nothing."""
    return None if pence is None else f"{pence // 100}.{pence % 100:02}"


SUMS = ("least", "most", "sum")
#: What each column of a row is called.
COLUMNS: dict[str, str] = {
    "entitlement": N_("Rule table"),
    "title": N_("What it is"),
    "outcome": N_("Answer"),
    "force": N_("How binding it is"),
    "legal_basis": N_("What it rests on"),
    "version": N_("Rule in force from"),
    "amount": N_("How much"),
    "least": N_("At least (£)"),
    "most": N_("At most (£)"),
    "per": N_("How often"),
    "start": N_("From"),
    "until": N_("Until (first day after)"),
    "award": N_("Award number"),
    "step": N_("Step"),
    "part": N_("Part"),
    "sum": N_("Sum (£)"),
    "on": N_("Date"),
    "payee": N_("Paid to"),
    "route": N_("How it was paid"),
    "receipt": N_("Receipt"),
}
STEPS = {
    "agreed": N_("Agreed"),
    "paid": N_("Paid"),
    "refused": N_("Refused"),
    "returned": N_("Returned"),
}


def schedule(
    evaluation: Evaluation, payments: Sequence[Payment] = (), futures: Futures | None = None
) -> tuple[ScheduleRow, ...]:
    """The schedule of one person: every decision in the order of the book, with its awards.

    Steps are in the order of their days. Those of a table that is not in the book come
    last, with what is known of them: nothing that was paid is left out.
    """
    spans = _spans(futures or Futures(evaluation))
    since = held_since(evaluation)
    rows = [
        row
        for decision in evaluation
        for row in _rows(_answered(decision, spans, since[decision.entitlement]), payments)
    ]
    known = {row.entitlement for row in rows}
    others = sorted({p.entry.entitlement for p in payments} - known)
    return (*rows, *(row for name in others for row in _rows(_unknown(name), payments)))


def _rows(answered: Answered, payments: Iterable[Payment]) -> Iterator[ScheduleRow]:
    same = [getattr(answered, field.name) for field in fields(answered)]
    found = [p for p in payments if p.entry.entitlement == answered.entitlement]
    if not found:
        yield ScheduleRow(*same)
    for payment in sorted(found, key=lambda p: (p.entry.on, p.entry.award)):
        yield ScheduleRow(*same, *_paid(payment))


def _paid(payment: Payment) -> tuple[int | str | date | None, ...]:
    entry = payment.entry
    step = STEPS[entry.step]
    how = (payment.payee, payment.route, payment.receipt)
    return (entry.award, step, entry.part, entry.amount, entry.on, *how)


def _answered(decision: Decision, spans: dict[str, Span | None], since: date) -> Answered:
    figure, version = decision.figure, decision.version
    ceiling = figure is not None and figure.amount.up_to and figure.least is not None
    per = figure.amount.per if figure else None
    least = figure.least if figure else None
    return Answered(
        *(decision.entitlement, decision.table.title, OUTCOMES[decision.outcome]),
        FORCES[decision.force] if decision.force else None,
        legal_basis(decision.sources, decision.evaluation.book),
        version.effective_from if version else None,
        amount_of(decision),
        *(0 if ceiling else least, figure.most if figure else None),
        PER[per].format(sum="").strip(" ,") if per else None,
        *_days(decision, spans[decision.entitlement], since),
    )


def legal_basis(citations: Iterable[Citation], book: RuleBook) -> str:
    """The sources by title and place: "Children Act 1989, s.23C; Dorset's page"."""
    return "; ".join(_cited(citation, book) for citation in citations)


def _cited(citation: Citation, book: RuleBook) -> str:
    source = book.sources.get(citation.source)
    title = source.title if source else citation.source
    return f"{title}, {citation.place}" if citation.place else title


def _unknown(entitlement: str) -> Answered:
    nothing = (None, None, None, None, None, None, None)
    return Answered(entitlement, entitlement, "not in this rule book", None, "", *nothing)


def _spans(futures: Futures) -> dict[str, Span | None]:
    """The stretch each answer stands in; None where its end is only that of the looking."""
    ahead = along(futures)
    now = (span for span in ahead.spans if span.start <= ahead.as_at)
    return {span.entitlement: None if span.end == ahead.until else span for span in now}


def _days(decision: Decision, span: Span | None, since: date) -> tuple[date | None, date | None]:
    """The day it holds from, and the first day it no longer does, where one is known."""
    if decision.outcome in (Outcome.UNDECIDED, Outcome.NOT_IN_FORCE):
        return None, None
    as_at = decision.evaluation.as_at
    days = [span.end if span else None, ends_of(decision)]
    ahead = [day for day in days if day is not None and day > as_at]
    return (None if since == date.min else since), min(ahead, default=None)

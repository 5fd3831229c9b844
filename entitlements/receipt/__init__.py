"""The receipt of an evaluation: every answer as plain data, for a program or a file.

The keys are a contract (design, section 5). Sums are whole pence, days are written
year first, and what is not known is null: never zero, never false.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from entitlements.dates import NEVER_DAY, format_day
from entitlements.evaluate import Decision, Evaluation
from entitlements.explain import Explanation, Reason, explain
from entitlements.futures import Futures
from entitlements.messages import amount_of, say, why_asked
from entitlements.questions import NextQuestion, next_question
from entitlements.receipt.conflicts import conflicts_of
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import Citation, Outcome, RuleBook
from entitlements.since import held_since
from entitlements.timeline import Span, Timeline, along, ends_of

Json = dict[str, Any]


def receipt(evaluation: Evaluation) -> Json:
    """Everything that was decided, and on what, as JSON data."""
    book, as_at = evaluation.book, evaluation.as_at
    futures = Futures(evaluation)
    spans, since = _spans(along(futures)), held_since(evaluation)
    return {
        "as_at": as_at.isoformat(),
        "rule_book": book.digest,
        "derived": derived_of(evaluation) | {"conflicts": conflicts_of(evaluation)},
        "decisions": [
            decision_of(decision, explain(decision, futures), spans[name], since[name])
            for name, decision in ((d.entitlement, d) for d in evaluation)
        ],
        "next_question": question_of(next_question(evaluation), book),
    }


def _spans(ahead: Timeline) -> dict[str, tuple[Span, bool]]:
    """The stretch each decision stands in now, and whether it ends within what was looked at."""
    now = (span for span in ahead.spans if span.start <= ahead.as_at)
    return {span.entitlement: (span, span.end != ahead.until) for span in now}


def derived_of(evaluation: Evaluation) -> Json:
    """Each fact that is worked out, with its value; null while it is not known."""
    facts = evaluation.book.catalogue.facts.values()
    return {fact.id: _plain(evaluation, fact.id, fact.type) for fact in facts if fact.is_derived}


def _plain(evaluation: Evaluation, fact: str, kind: FactType) -> Any:
    value = evaluation.value(fact)
    if kind is FactType.DATE and isinstance(value, int):
        return format_day(date.fromordinal(min(value, NEVER_DAY)))
    return sorted(value) if isinstance(value, frozenset) else value


def decision_of(
    decision: Decision, explained: Explanation, stretch: tuple[Span, bool], since: date
) -> Json:
    """One decision as plain data."""
    version, start = decision.version, None
    if version is not None and version.effective_from is not None:
        start = version.effective_from.isoformat()
    begins, ends = _days(decision, stretch, since)
    return {
        "entitlement": decision.entitlement,
        "title": decision.table.title,
        "outcome": decision.outcome.value,
        "force": decision.force.value if decision.force else None,
        "amount": _amount(decision),
        "row": decision.row.id if decision.row else None,
        "version": start,
        "missing": list(decision.missing),
        "reasons": list(_reasons(decision, explained)),
        "sources": [_source(citation, decision.evaluation.book) for citation in decision.sources],
        "also_needs": list(decision.also_needs),
        "from": begins,
        "until": ends,
    }


def _amount(decision: Decision) -> Json | None:
    """How much; null where it is not a matter of money. A ceiling begins at nothing."""
    figure = decision.figure
    if figure is None:
        return None
    amount = figure.amount
    ceiling = amount.up_to and figure.least is not None
    return {
        "least": 0 if ceiling else figure.least,
        "most": figure.most,
        "per": amount.per.value if amount.per else None,
        "text": amount_of(decision),
        "up_to": amount.up_to,
        "kind": amount.kind.value,
    }


def _reasons(decision: Decision, explained: Explanation) -> list[Json]:
    """What the row says, what holds or is not known, what failed, and what would alter it."""
    says = [{"kind": "says", "text": row.says} for row in decision.rows if row.says]
    found = [_reason("because", reason, decision) for reason in explained.reasons]
    found += [_reason("unmet", reason, decision) for reason in explained.failing]
    found += [_reason("change", reason, decision) for reason in explained.change]
    if explained.on is not None:
        found.append(_reason("time", Reason("on", {"day": explained.on}), decision))
    return [*says, *found]


def _reason(kind: str, reason: Reason, decision: Decision) -> Json:
    return {
        "kind": "unknown" if kind == "because" and reason.holds is None else kind,
        "text": say(reason, decision.evaluation.book.catalogue),
        "message": reason.message,
        "fact": reason.fact,
    }


def _source(citation: Citation, book: RuleBook) -> Json:
    source = book.sources.get(citation.source)
    return {
        "source": citation.source,
        "place": citation.place,
        "title": source.title if source else None,
        "url": source.url if source else None,
    }


def _days(
    decision: Decision, stretch: tuple[Span, bool], since: date
) -> tuple[str | None, str | None]:
    """The day the answer holds from, and the first day it no longer does, where one is known."""
    if decision.outcome in (Outcome.UNDECIDED, Outcome.NOT_IN_FORCE):
        return None, None
    span, ends_in_sight = stretch
    days = [span.end if ends_in_sight else None, ends_of(decision)]
    ahead = [day for day in days if day is not None and day > span.start]
    began = None if since == date.min else since.isoformat()
    return began, min(ahead).isoformat() if ahead else None


def question_of(question: NextQuestion | None, book: RuleBook) -> Json | None:
    """The next question as plain data; null when nothing left can change any outcome."""
    if question is None:
        return None
    return {
        "fact": question.fact.id,
        "question": question.fact.question,
        "type": question.fact.type.value,
        "why": why_asked(question, book.tables),
        "decides": list(question.decides),
        "entitlement": question.entitlement,
        "most": question.most,
        "others": question.others,
    }

"""The answers of `check` in plain English, grouped as a person would use them."""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.commands.printing import bullet, heading, paragraph
from entitlements.evaluate import Decision, Evaluation
from entitlements.explain import Explanation, Reason, explain
from entitlements.futures import Futures
from entitlements.messages import amount_of, say, why_asked
from entitlements.questions import next_question
from entitlements.receipt.conflicts import conflicts_of
from entitlements.rulebook.model import Confidence, Outcome

GROUPS = {
    "You should get this": (Outcome.ENTITLED,),
    "Ask for this: someone decides": (Outcome.MAY_GET,),
    "Someone else pays or decides": (Outcome.ELSEWHERE,),
    "We need to know more": (Outcome.UNDECIDED,),
    "Not for you right now": (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED),
    "Not published by your council": (Outcome.NOT_PUBLISHED,),
    "Not in force on this day": (Outcome.NOT_IN_FORCE,),
}
#: For these, who to ask is worth a line.
TO_ASK = (Outcome.ENTITLED, Outcome.MAY_GET, Outcome.ELSEWHERE, Outcome.NOT_PUBLISHED)
STATUS_AREA = "status"


def print_check(evaluation: Evaluation) -> None:
    """Print every decision, those about status first."""
    futures, decisions = Futures(evaluation), list(evaluation)
    paragraph(f"As at {evaluation.as_at.isoformat()}. Rules {evaluation.book.digest[:12]}.")
    _print_group("Your status", [d for d in decisions if _is_status(d)], futures)
    _print_conflicts(evaluation)
    rest = [decision for decision in decisions if not _is_status(decision)]
    for title, outcomes in GROUPS.items():
        _print_group(title, [d for d in rest if d.outcome in outcomes], futures)
    _print_question(evaluation)


def _is_status(decision: Decision) -> bool:
    return decision.table.area == STATUS_AREA or decision.table.decides is not None


def _print_group(title: str, decisions: list[Decision], futures: Futures) -> None:
    if decisions:
        heading(f"{title} ({len(decisions)})")
    for decision in decisions:
        amount = amount_of(decision)
        name = decision.table.title
        paragraph(f"{name}: {amount}" if amount else name, 0, 2)
        for line in _lines(decision, explain(decision, futures)):
            bullet(line)


def _lines(decision: Decision, explained: Explanation) -> Iterator[str]:
    """Why, what failed, what would alter it, whom to ask, and what is not sure."""
    yield from dict.fromkeys(row.says for row in decision.rows if row.says)
    told = [*explained.reasons] if decision.row is None else []
    told += [*explained.failing, *explained.change]
    if explained.on is not None:
        told.append(Reason("on", {"day": explained.on}))
    yield from (say(reason, decision.evaluation.book.catalogue) for reason in told)
    if decision.outcome in TO_ASK:
        yield f"Ask: {decision.table.ask}"
        yield from (f"We cannot check: {need}" for need in decision.also_needs)
    for row in decision.rows:
        if row.ambiguous:
            yield f"Two texts disagree. Here: {row.ambiguous.reading} Other: {row.ambiguous.other}"
    version = decision.version
    if version is not None and version.confidence is Confidence.UNCONFIRMED:
        yield "Not confirmed yet with those who wrote the rule."


def _print_conflicts(evaluation: Evaluation) -> None:
    found = conflicts_of(evaluation)
    if found:
        heading("These answers do not fit together")
    for conflict in found:
        one, other = conflict["one"], conflict["other"]
        bullet(f"{one['fact']} says {one['value']}; {other['fact']} says {other['value']}.")


def _print_question(evaluation: Evaluation) -> None:
    question = next_question(evaluation)
    heading("Next question")
    if question is None:
        paragraph("Nothing left to ask could change any outcome.")
        return
    paragraph(question.fact.question)
    paragraph(f"{why_asked(question, evaluation.book.tables)} (fact: {question.fact.id})")

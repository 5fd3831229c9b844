"""What the answers so far come to, and which question comes next."""

from __future__ import annotations

from datetime import date

from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.plan.sums import truth
from entitlements.plan.verdicts import NO, YES
from entitlements.questions import NextQuestion, next_question
from entitlements.rulebook.catalogue import Asked, FactDef
from web.answers import Answers
from web.book import book, engine


def evaluation_of(answers: Answers, as_at: date) -> Evaluation:
    """Decide on the answers, leaving out those to questions that no longer apply.

    They stay in the session: an answer that is changed back finds them again.
    """
    return applying(engine(), answers.given(), as_at)


def applying(engine: Engine, facts: Facts, as_at: date) -> Evaluation:
    """Decide on facts, leaving out those that the other facts rule out."""
    while True:
        found = evaluate(engine, facts, as_at)
        stale = [fact for fact in facts if not may_apply(found, fact)]
        if not stale:
            return found
        facts = facts.forgetting(*stale)


def may_apply(found: Evaluation, fact_id: str) -> bool:
    """False if the other answers rule the question out."""
    gate = found.plan.gates.get(fact_id)
    return gate is None or truth(gate, found.leaves) != NO


def applies(found: Evaluation, fact_id: str) -> bool:
    """True if the other answers open the question."""
    gate = found.plan.gates.get(fact_id)
    return gate is None or truth(gate, found.leaves) == YES


def can_be_asked(fact_id: str) -> FactDef | None:
    """The fact of this id, if the self-check asks for it."""
    found = book().catalogue.facts.get(fact_id)
    ours = found is not None and not found.is_derived and found.asked is Asked.SELF_CHECK
    return found if ours else None


def asked_next(answers: Answers, found: Evaluation) -> NextQuestion | None:
    """The question to ask now; None when no answer could change anything more."""
    return next_question(found, answers.passed)

"""The form of one question, made from the definition of its fact."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm

from entitlements.evaluate import Decision, Evaluation
from entitlements.facts import Facts
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from entitlements.rulebook.model import RuleTable
from web.answers import Answers
from web.asked.contradictions import contradictions
from web.fields import AnswerField, Passed, field_for


class QuestionForm(FlaskForm):
    """One question. The field is added by `form_for`."""

    answer: AnswerField

    def validate_with(self, others: Facts, catalogue: Catalogue, as_at: date) -> bool:
        """Check the answer by itself, then beside the other answers."""
        if not self.validate_on_submit():
            return False
        fact, answer = self.answer.fact, self.answer.data
        if isinstance(answer, Passed):
            return True
        for problem in contradictions(fact, answer, others, catalogue, as_at):
            self.answer.refuse(problem)
        return not self.answer.errors


def form_for(fact: FactDef, answers: Answers, found: Evaluation) -> QuestionForm:
    """Make the form that asks for a fact, filled with the earlier answer."""
    more = {"pots": pots(found)} if fact.type is FactType.AWARDS else {}
    field = field_for(fact)(fact=fact, **more)
    made = type("OneQuestion", (QuestionForm,), {"answer": field})
    return made(data={"answer": answers[fact.id]})  # type: ignore[no-any-return]


def pots(found: Evaluation) -> list[RuleTable]:
    """The tables that may still pay out of one sum, off which comes what was already had."""
    return [decision.table for decision in found if _is_pot(decision)]


def _is_pot(decision: Decision) -> bool:
    rows = decision.rows or decision.open_rows
    return any(row.amount is not None and row.amount.pot for row in rows)

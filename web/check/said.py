"""The answers so far, as they are read back on "Check your answers"."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from entitlements.evaluate import Evaluation
from entitlements.facts import Value
from entitlements.rulebook.catalogue import FactDef
from web.answers import Answers
from web.asked.asking import can_be_asked, may_apply
from web.fields import Passed
from web.i18n import gettext as _
from web.wording import answer_text, fact_text


@dataclass(frozen=True, slots=True)
class Said:
    """One question, the answer to it, and where to change it.

    `counts` is False for an answer to a question that another answer rules out.
    """

    fact: str
    question: str
    answer: str
    change: str
    counts: bool


def said(answers: Answers, found: Evaluation) -> list[Said]:
    """Every answer in the order it was given."""
    facts = [(can_be_asked(fact), answers[fact]) for fact in answers.order]
    return [_said(f, a, found) for f, a in facts if f is not None and a is not None]


def words_of(fact: FactDef, answer: Value | Passed) -> str:
    """An answer in words."""
    if answer is Passed.NOT_SURE:
        return _("I’m not sure")
    if answer is Passed.RATHER_NOT_SAY:
        return _("I’d rather not say")
    return answer_text(fact, answer)


def _said(fact: FactDef, answer: Value | Passed, found: Evaluation) -> Said:
    change = url_for("check.question", fact_id=fact.id, then="answers")
    question = fact_text(fact, "question")
    return Said(fact.id, question, words_of(fact, answer), change, may_apply(found, fact.id))

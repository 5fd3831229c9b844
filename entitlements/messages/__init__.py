"""Plain English for reasons, outcomes and amounts: message id to sentence.

Sentences are written in English, marked with `N_` for translation and translated
where they are said: `translate` takes the English sentence, `rule_text` a context
and a text of the rules.
"""

from __future__ import annotations

from entitlements.explain.reason import Reason
from entitlements.messages.amount_templates import AMOUNTS
from entitlements.messages.amounts import amount_lines, amount_of, amount_text
from entitlements.messages.expressions import EXPRESSIONS
from entitlements.messages.outcomes import FORCES, OUTCOMES
from entitlements.messages.questions import WHY, why_asked
from entitlements.messages.ranges import RANGE_WORDS
from entitlements.messages.reasons import REASONS
from entitlements.messages.speech import (
    RuleText,
    Speech,
    Translate,
    in_english,
    rules_in_english,
)
from entitlements.messages.words import Words, sentence
from entitlements.rulebook.catalogue import Catalogue

__all__ = [
    "FORCES",
    "MESSAGES",
    "OUTCOMES",
    "amount_lines",
    "amount_of",
    "amount_text",
    "answer",
    "say",
    "why_asked",
]

#: Every message id and its English.
MESSAGES: dict[str, str] = {
    **REASONS,
    **RANGE_WORDS,
    **AMOUNTS,
    **EXPRESSIONS,
    **WHY,
    **{f"outcome.{outcome}": text for outcome, text in OUTCOMES.items()},
    **{f"force.{force}": text for force, text in FORCES.items()},
}


def say(
    reason: Reason,
    catalogue: Catalogue,
    translate: Translate = in_english,
    rule_text: RuleText = rules_in_english,
) -> str:
    """Say a reason as a sentence (a clause, for a message id that is one)."""
    return sentence(reason, Speech(catalogue, translate, rule_text))


def answer(
    reason: Reason,
    catalogue: Catalogue,
    translate: Translate = in_english,
    rule_text: RuleText = rules_in_english,
) -> str | None:
    """What the person has, in words; None where that is not known."""
    if reason.values.get("has") in (None, ()):
        return None
    return Words(reason, Speech(catalogue, translate, rule_text))["has"]

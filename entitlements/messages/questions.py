"""Why a question is asked, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from entitlements.messages.speech import (
    N_,
    RuleText,
    Translate,
    capital,
    in_english,
    rules_in_english,
)
from entitlements.money import format_money
from entitlements.questions import NextQuestion
from entitlements.rulebook.model import RuleTable

WHY = {
    "why.council": N_("this decides whose rules we use"),
    "why.other": N_("this opens other questions"),
    "why.sum": N_("this decides up to {sum} of “{title}”"),
    "why.title": N_("this decides “{title}”"),
    "why.and_one": N_("{text}, and 1 other thing"),
    "why.and_more": N_("{text}, and {others} other things"),
    "why.sentence": N_("{Text}."),
}


def why_asked(
    question: NextQuestion,
    tables: Mapping[str, RuleTable],
    translate: Translate = in_english,
    rule_text: RuleText = rules_in_english,
) -> str:
    """Say what an answer decides: "This decides up to £2,000 of “…”, and 3 other things."."""
    text = translate(WHY[_first(question)])
    if question.entitlement is not None:
        title = rule_text(f"{question.entitlement}.title", tables[question.entitlement].title)
        text = text.format(title=title, sum=format_money(question.most or 0))
    if question.others:
        more = WHY["why.and_one" if question.others == 1 else "why.and_more"]
        text = translate(more).format(text=text, others=question.others)
    return translate(WHY["why.sentence"]).format(Text=capital(text))


def _first(question: NextQuestion) -> str:
    if question.entitlement is None:
        return "why.council" if question.fact.id == "authority" else "why.other"
    return "why.sum" if question.most else "why.title"

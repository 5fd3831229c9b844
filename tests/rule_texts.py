"""Every text of the rule files that a person reads, with its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entitlements.plain_english.scoring import Text
from entitlements.plain_english.texts import texts_of

RULES = Path(__file__).resolve().parent.parent / "rules"


@cache
def rule_texts() -> tuple[Text, ...]:
    """The texts of every table, fact and axiom, and the names of the rates."""
    paths = [RULES / "facts.yaml", RULES / "parameters.yaml", *sorted(RULES.glob("*/*.yaml"))]
    named = [(str(path.relative_to(RULES.parent)), path.read_text()) for path in paths]
    return tuple(text for name, words in named for text in texts_of(name, words))

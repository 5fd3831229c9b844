"""What the pages of one case answer from: its facts, its evaluation, and its summary."""

from web.cases.knowing import (
    KnownFacts,
    entries_of,
    evaluation_of,
    facts_with_awards,
    is_sensitive,
    known_facts,
)
from web.cases.summing import refresh_summary, summary_of

__all__ = [
    "KnownFacts",
    "entries_of",
    "evaluation_of",
    "facts_with_awards",
    "is_sensitive",
    "known_facts",
    "refresh_summary",
    "summary_of",
]

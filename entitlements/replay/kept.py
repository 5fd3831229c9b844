"""The kept answer: everything that somebody was told, and what is needed to work it out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from entitlements.evaluate import Evaluation
from entitlements.person_file import facts_as_data
from entitlements.receipt import receipt
from entitlements.replay.digests import digest_of, trace_digest


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One evaluation as it is kept.

    `rule_book` is the digest of the text of the rules; `facts` are plain data in the
    forms of a person's file; `receipt` is what was decided, as JSON data. The digests
    are SHA-256 in hexadecimal: of how it was worked out, and of the receipt.
    """

    as_at: date
    rule_book: str
    facts: Mapping[str, Any] = field(repr=False)
    receipt: Mapping[str, Any] = field(repr=False)
    trace_digest: str
    receipt_digest: str


def keep(evaluation: Evaluation) -> KeptAnswer:
    """Make the record of an evaluation."""
    book, told = evaluation.book, receipt(evaluation)
    facts = facts_as_data(evaluation.facts, book.catalogue)
    digests = trace_digest(evaluation), digest_of(told)
    return KeptAnswer(evaluation.as_at, book.digest, facts, told, *digests)

"""What a pack is made from, besides the two books: the proposal and its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from entitlements.pack.content import Block


@dataclass(frozen=True)
class Given:
    """A reason that somebody gave to a finding that asks for one."""

    reason: str
    by: str
    on: date | None = None


@dataclass(frozen=True)
class Proposal:
    """What is proposed, by whom, and the digests that are signed.

    `answers` are by finding id; `cost` is what a run over a caseload found, empty
    while nobody has run one; digests are SHA-256, hexadecimal.
    """

    title: str
    reason: str
    authors: tuple[str, ...]
    prepared_on: date
    text_digest: str = ""
    proof_digest: str = ""
    audit_head: str = ""
    answers: Mapping[str, Given] = field(default_factory=dict)
    cost: tuple[Block, ...] = ()

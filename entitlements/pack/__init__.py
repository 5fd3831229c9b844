"""The Cabinet pack: what a change is signed on, as content that any renderer can print.

    make_pack(before, after, proposal, findings, as_at) -> Pack

Nothing in it is invented: what was not worked out says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from entitlements.pack.basis import Basis, basis_of
from entitlements.pack.changes import full_text, line_by_line, what_and_why
from entitlements.pack.content import Pack, as_data, as_text, texts_of
from entitlements.pack.cost import cost
from entitlements.pack.equality import equality
from entitlements.pack.examples import examples
from entitlements.pack.people import people
from entitlements.pack.proofs import cliffs, floors, proofs
from entitlements.pack.proposal import Given, Proposal
from entitlements.pack.record import record, signatures, sources, unconfirmed
from entitlements.pack.summary import summary
from entitlements.proof.finding import Finding
from entitlements.rulebook.model import RuleBook

__all__ = ["Given", "Pack", "Proposal", "as_data", "as_text", "make_pack", "pack_of", "texts_of"]

#: The sections in the order of a Cabinet paper.
SECTIONS = (
    *(summary, what_and_why, people, cost, equality, floors, unconfirmed),
    *(line_by_line, full_text, proofs, cliffs, examples, sources, record, signatures),
)


def make_pack(
    before: RuleBook,
    after: RuleBook,
    proposal: Proposal,
    findings: Iterable[Finding],
    as_at: date,
) -> Pack:
    """The pack of a change from one book to another.

    `findings` are those of `prove_change` and of the checks; `as_at` is the day of
    the paper. People are tried on the days on which the change bites.
    """
    return pack_of(basis_of(before, after, proposal, tuple(findings), as_at))


def pack_of(basis: Basis) -> Pack:
    """The pack of what was worked out already."""
    made = tuple(section(basis) for section in SECTIONS)
    return Pack(basis.proposal.title, basis.council, basis.proposal.prepared_on, made)

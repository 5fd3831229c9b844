"""A change of rules for the walks: £3,000 to set up home, in parts, agreed to by tiers."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import cache

from flask import Flask

from entitlements.rulebook.amounts import Amount, Part, Pence
from entitlements.rulebook.model import Approval, Row
from entitlements.rulebook.write import write_table
from entitlements.signoff import Digests
from tests.changed_books import RAISED, WIN_FOR_NOBODY, raised_table
from tests.rulebooks import shipped
from tests.staff import new_account
from web.access import Role
from web.store import changes

TITLE = "Setting up home money"
MANAGER, HEAD_OF_SERVICE = "Team manager", "Head of service"
PARTS = (
    Part("starter", "Starter pack", Pence(15_000)),
    Part("licence", "TV licence", Pence(18_000)),
    Part("rest", "Everything else", Pence(267_000)),
)
AMOUNT = Amount(Pence(300_000), up_to=True, pot=True, parts=PARTS)
TIERS = (Approval(MANAGER, 100_000), Approval(HEAD_OF_SERVICE))


@cache
def table(begins: date) -> bytes:
    """The table of Dorset's setting up home money, with the sum from a day on."""
    raised = raised_table(shipped())
    *earlier, ended, begun = raised.versions
    rows = tuple(_row(row) for row in begun.rows if row.id not in WIN_FOR_NOBODY)
    ended = replace(ended, effective_to=begins)
    begun = replace(begun, effective_from=begins, rows=rows, examples=())
    return write_table(replace(raised, versions=(*earlier, ended, begun))).encode()


def _row(row: Row) -> Row:
    return replace(row, amount=AMOUNT, approval=TIERS) if row.id == "moving" else row


def publish(app: Flask, begins: date, at: int) -> None:
    """Put the change into the register: written by one person, signed by another."""
    store, at = app.extensions["entitlements.store"], max(at, int(time.time()))
    lead, signer = (new_account(app, role).id for role in (Role.POLICY_LEAD, Role.APPROVER))
    change = changes.begin(store, "More to set up home", "Prices rose.", lead, at)
    changes.save(store, change.id, f"{RAISED}.yaml", table(begins), 0, lead, at)
    written = changes.get(store, change.id)
    assert written is not None
    digests = Digests(written.text_digest, "b" * 64, "c" * 64)
    papers = {"pack.pdf": b"%PDF", "proof.json": b"[]"}
    changes.propose(store, change.id, lead, digests, papers, at)
    changes.sign(store, change.id, signer, digests, at)
    changes.publish(store, change.id, signer, at)

"""A small rule book as files, people to change it, and a change at each state."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from entitlements.signoff import Digests
from web.store import Store, changes

ADA, BEN, CAT = 1, 2, 3  #: a policy lead, an approver, and another of each
AT = 1_795_692_000  #: 26 November 2026
DAY = 86_400
HELP, OTHER = "dorset/help.yaml", "dorset/other.yaml"
CATALOGUE = """facts:
  - id: home
    label: home
    type: choice
    question: Where do you live?
    choices: [{value: flat, label: a flat}, {value: custody, label: custody}]
"""
TABLE = """id: dorset/{name}
title: {name}
area: money
summary: {name}
payer: Dorset Council
ask: The council
how_to_get: Ask.
match: first
versions:
  - effective_from: 2020-04-01
    status: in_force
    checked_on: 2026-11-22
    confidence: confirmed
    rows:
      - id: in-a-flat
        when: {{home: flat}}
        outcome: entitled
        force: policy
        amount: "£{pounds}.00"
        says: You have a flat. – Ja, schön.
        source: act
    otherwise:
      outcome: not_entitled
      says: "No."
"""


def table(pounds: int, name: str = "help") -> bytes:
    """The text of a table that gives so many pounds."""
    return TABLE.format(name=name, pounds=pounds).encode()


FILES = [
    (HELP, table(10)),
    (OTHER, table(10, "other")),
    ("facts.yaml", CATALOGUE.encode()),
    ("parameters.yaml", b"parameters: []\n"),
    ("sources.yaml", b"sources: [{id: act, title: An Act, kind: statute}]\r\n# as it was\n"),
]
ACCOUNT = text(
    "INSERT INTO account (id, email, name, roles, active, demo, created_at)"
    " VALUES (:id, :email, :name, :roles, :yes, :no, 0)"
)


def add_people(store: Store) -> None:
    """Ada leads on policy, Ben approves, Cat does both."""
    both = "approver,policy_lead"
    for number, name, roles in (
        (ADA, "Ada", "policy_lead"),
        (BEN, "Ben", "approver"),
        (CAT, "Cat", both),
    ):
        row = {"id": number, "email": f"{name.lower()}@council.example", "name": name}
        with store.begin() as connection:
            connection.execute(ACCOUNT, {**row, "roles": roles, "yes": True, "no": False})


@dataclass(frozen=True)
class Office:
    """A store with people at work in it."""

    store: Store

    def draft(self, pounds: int = 20, path: str = HELP, at: int = AT, by: int = ADA) -> int:
        """Ada's draft of one table."""
        change = changes.begin(self.store, f"Pay £{pounds}", "Prices rose.", by, at)
        name = path.removeprefix("dorset/").removesuffix(".yaml")
        changes.save(self.store, change.id, path, table(pounds, name), 0, by, at)
        return change.id

    def digests(self, change: int) -> Digests:
        """What Ben is to sign."""
        found = changes.get(self.store, change)
        assert found is not None
        return Digests(found.text_digest, "b" * 64, "c" * 64)

    def proposed(self, pounds: int = 20, path: str = HELP, at: int = AT) -> int:
        """The same, proposed by Ada with its documents."""
        change = self.draft(pounds, path, at)
        papers = {"pack.pdf": b"%PDF", "proof.json": b"[]"}
        changes.propose(self.store, change, ADA, self.digests(change), papers, at)
        return change

    def signed(self, pounds: int = 20, path: str = HELP, at: int = AT) -> int:
        """The same, signed by Ben."""
        change = self.proposed(pounds, path, at)
        changes.sign(self.store, change, BEN, self.digests(change), at)
        return change

    def published(self, pounds: int = 20, path: str = HELP, at: int = AT) -> int:
        """The same, published by Ben."""
        change = self.signed(pounds, path, at)
        changes.publish(self.store, change, BEN, at)
        return change

    def emergency(self, pounds: int = 20, path: str = HELP, at: int = AT, days: int = 14) -> int:
        """Ada's draft, in force on her word alone."""
        change = self.draft(pounds, path, at)
        until = at + days * DAY
        changes.publish_in_emergency(self.store, change, ADA, "Letters are out.", until, at)
        return change

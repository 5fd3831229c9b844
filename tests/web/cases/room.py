"""A team at work in an application: an adviser, a colleague and a manager, each signed in."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from flask import Flask

from entitlements.signoff import Digests
from tests.changed_books import RAISED, ready
from tests.staff import StaffVisit, new_account
from web.access import Role
from web.store import changes
from web.store.cases import records, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Details, SafeContact
from web.store.cases.sealing import Vault
from web.vault import VAULT

NOW = int(time.time()) - 60  #: a minute ago: the record refuses a clock set back
#: Nineteen, with a first flat, and known well enough for most answers.
SAM: dict[str, Any] = {
    "date_of_birth": "2007-02-10",
    "authority": "dorset",
    "lives_in": "dorset",
    "care_periods": [
        {"start": "2019-05-01", "end": "2025-02-10", "basis": "care_order", "authority": "dorset"}
    ],
    "home": "own_tenancy",
    "moving_into_own_home": True,
    "pregnant": False,
}


@dataclass(frozen=True)
class Room:
    """The team, its vault and its people."""

    app: Flask
    vault: Vault
    team: int
    adviser: StaffVisit
    colleague: StaffVisit
    manager: StaffVisit

    @classmethod
    def of(cls, app: Flask) -> Room:
        """Make the team in an application."""
        vault: Vault = app.extensions[VAULT]
        people = [
            StaffVisit(app, new_account(app, role, name=name))
            for role, name in (
                (Role.ADVISER, "Pat Lee"),
                (Role.ADVISER, "Col League"),
                (Role.MANAGER, "Mana Ger"),
            )
        ]
        by = people[0].account.id
        team = teams.add(vault.store, "North", by, NOW)
        for visit in people:
            manages = Role.MANAGER in visit.account.roles
            teams.put(vault.store, team.id, visit.account.id, manages, by, NOW)
        return cls(app, vault, team.id, *people)

    def open(
        self,
        name: str = "Sam",
        safe: SafeContact = SafeContact.SAFE,
        language: str = "en",
        **more: Any,
    ) -> Case:
        """A case of the adviser's: Sam's facts, and more."""
        me, known = self.adviser.account.id, {**SAM, **more}
        says = {fact: Said(fact, State.KNOWN, v, said_by="them") for fact, v in known.items()}
        details = Details(f"R-{name}-{safe}", name, language, safe)
        return records.open_case(self.vault, details, self.team, me, says, me, NOW)

    def publish(self) -> None:
        """A publication that gives £3,000 to set up home from 1 April 2027."""
        path, store, at = f"{RAISED}.yaml", self.vault.store, int(time.time())
        lead, signer = (
            new_account(self.app, role).id for role in (Role.POLICY_LEAD, Role.APPROVER)
        )
        change = changes.begin(store, "More to set up home", "Prices rose.", lead, at)
        changes.save(store, change.id, path, dict(ready()[1])[path], 0, lead, at)
        found = changes.get(store, change.id)
        assert found is not None
        digests = Digests(found.text_digest, "b" * 64, "c" * 64)
        papers = {"pack.pdf": b"%PDF", "proof.json": b"[]"}
        changes.propose(store, change.id, lead, digests, papers, at)
        changes.sign(store, change.id, signer, digests, at)
        changes.publish(store, change.id, signer, at)

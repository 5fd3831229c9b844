"""Cases in tests: `case_of(home="own_tenancy")` is a case with its team, and who works it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from flask import Flask

from tests.staff import StaffVisit, new_account
from web.access import Role
from web.store.cases import records, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Details
from web.store.cases.sealing import Vault
from web.vault import VAULT

OPENED = 1_795_000_000  #: 18 November 2026
_numbers = count(1)


@dataclass(frozen=True)
class AtWork:
    """One case, and visitors: its adviser, a colleague of the team, its manager."""

    vault: Vault
    team: int
    case: Case
    adviser: StaffVisit
    colleague: StaffVisit
    manager: StaffVisit

    @property
    def at(self) -> str:
        """The address of the case."""
        return f"/cases/{self.case.id}"

    @property
    def now(self) -> Case:
        """The case as it is now."""
        found = records.get(self.vault, self.case.id)
        assert found is not None
        return found


def says(**values: Any) -> dict[str, Said]:
    """Known facts in the forms of a person's file, by fact id."""
    return {f: Said(f, State.KNOWN, value, "young_person") for f, value in values.items()}


@pytest.fixture
def case_of(app: Flask) -> Callable[..., AtWork]:
    """Make a case with a team of its own: `case_of(name="Sam", home="own_tenancy")`."""

    def make(reference: str = "", name: str = "", **values: Any) -> AtWork:
        vault: Vault = app.extensions[VAULT]
        number = next(_numbers)
        adviser, colleague = new_account(app, Role.ADVISER), new_account(app, Role.ADVISER)
        manager = new_account(app, Role.MANAGER)
        team = teams.add(vault.store, f"Team {number}", adviser.id, OPENED)
        for account in (adviser, colleague, manager):
            teams.put(vault.store, team.id, account.id, account is manager, adviser.id, OPENED)
        details = Details(reference or f"REF-{number}", name)
        case = records.open_case(
            vault, details, team.id, adviser.id, says(**values), adviser.id, OPENED
        )
        visits = [StaffVisit(app, account) for account in (adviser, colleague, manager)]
        return AtWork(vault, team.id, case, *visits)

    return make

"""What the tests of the editor share: a small book, a policy lead, a draft of one table."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from entitlements.signoff import Digests
from tests.staff import StaffVisit, new_account
from tests.web.editor.desk import begin, change_of, small_rules, store_of
from web.access import Role
from web.store import changes


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few of the shipped rule files."""
    return small_rules(tmp_path_factory.mktemp("rules"))


@pytest.fixture
def app(make_app: Callable[..., Flask], rules: Path) -> Flask:
    """An application with the small book in its register."""
    return make_app(rules_dir=rules)


@pytest.fixture
def lead(signed_in: Callable[..., StaffVisit]) -> StaffVisit:
    """A policy lead."""
    return signed_in(Role.POLICY_LEAD, name="Ada Lead")


@pytest.fixture
def draft(lead: StaffVisit) -> StaffVisit:
    """A policy lead who has begun change 1: SIM cards, from 1 April 2027."""
    begin(lead)
    return lead


@pytest.fixture
def publish(app: Flask) -> Callable[..., None]:
    """Put a draft through sign-off and into the register, past the pages."""

    def through(number: int) -> None:
        store, now = store_of(app), int(time.time())
        found = change_of(app, number)
        digests = Digests(found.text_digest, "b" * 64, "c" * 64)
        signer = new_account(app, Role.APPROVER).id
        changes.propose(store, number, found.author.id, digests, {"proof.json": b"{}"}, now)
        changes.sign(store, number, signer, digests, now)
        changes.publish(store, number, signer, now)

    return through

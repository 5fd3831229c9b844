"""An emergency is marked on every page until a second person signs."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from tests.staff import StaffVisit, new_account
from tests.visits import Visit
from web.access import Role
from web.store import changes, register
from web.store.changes import Change

PATH = "dorset/sim.yaml"
A_DAY = 86_400


@pytest.fixture
def hurried(app: Flask) -> Change:
    """A change in service on one signature."""
    store, at = app.extensions["entitlements.store"], int(time.time())
    text = dict(register.files(store))[PATH]
    author = new_account(app, Role.POLICY_LEAD).id
    change = changes.begin(store, "A new phone card", "The old one ended.", author, at)
    changes.save(store, change.id, PATH, text + b"\n# mended\n", 0, author, at)
    changes.publish_in_emergency(store, change.id, author, "It is out now.", at + A_DAY, at)
    return change


def test_a_young_person_is_told_on_every_page(hurried: Change, visit: Visit) -> None:
    for page in ("/", "/help-today", "/privacy"):
        assert "changed in a hurry" in visit(page).text


def test_staff_are_told_which_change_it_is(app: Flask, hurried: Change) -> None:
    visit = StaffVisit(app, new_account(app, Role.APPROVER))
    page = visit("/editor/audit")

    assert "A new phone card: in service on one signature" in page.text
    assert page.links()["A new phone card"] == f"/editor/changes/{hurried.id}"


def test_nothing_is_said_once_a_second_person_has_signed(
    app: Flask, hurried: Change, visit: Visit
) -> None:
    store, second = app.extensions["entitlements.store"], new_account(app, Role.APPROVER)
    changes.countersign(store, hurried.id, second.id, int(time.time()))

    assert "in a hurry" not in visit("/").text


def test_nothing_is_said_where_there_is_no_emergency(visit: Visit) -> None:
    assert "in a hurry" not in visit("/").text

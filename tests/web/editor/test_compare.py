"""Any two published books, and any two versions of a table, told apart in English."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from tests.changed_books import ready
from tests.staff import StaffVisit, new_account
from web.access import Role
from web.store import changes

PATH = "dorset/setting-up-home.yaml"


@pytest.fixture(scope="module")
def raised(make_app) -> Flask:
    """A register in which the sum was raised, as publication 2."""
    app: Flask = make_app()
    store, at = app.extensions["entitlements.store"], int(time.time())
    author, signer = (new_account(app, Role.POLICY_LEAD).id, new_account(app, Role.APPROVER).id)
    change = changes.begin(store, "£3,000 to set up home", "Cabinet.", author, at)
    changes.save(store, change.id, PATH, dict(ready()[1])[PATH], 0, author, at)
    found = changes.get(store, change.id)
    assert found is not None
    digests = changes.Digests(found.text_digest)
    changes.propose(store, change.id, author, digests, {}, at)
    changes.sign(store, change.id, signer, digests, at)
    changes.publish(store, change.id, signer, at)
    return app


@pytest.fixture
def visit(raised: Flask) -> StaffVisit:
    return StaffVisit(raised, new_account(raised, Role.AUDITOR))


def test_two_publications_are_told_apart_sums_first(visit: StaffVisit) -> None:
    page = visit("/editor/compare?old=1&new=2")

    assert "from no published figure to £3,000" in page.text
    assert "Setting up home money" in [h.text for h in page.all("h2")]


def test_the_other_way_round_the_sum_goes_back(visit: StaffVisit) -> None:
    assert "is taken out" in visit("/editor/compare?old=2&new=1").text


def test_a_publication_and_itself_do_not_differ(visit: StaffVisit) -> None:
    assert "Nothing differs." in visit("/editor/compare?old=2&new=2").text


def test_one_table_can_be_asked_for_alone(visit: StaffVisit) -> None:
    assert "£3,000" in visit("/editor/compare?old=1&new=2&table=dorset/setting-up-home").text
    assert "Nothing differs." in visit("/editor/compare?old=1&new=2&table=dorset/sim").text


def test_two_versions_of_a_table_are_told_in_sentences_and_cell_by_cell(visit: StaffVisit) -> None:
    page = visit("/editor/table/dorset/setting-up-home/compare?old=1&new=2")

    assert "the sum goes from no published figure to £3,000" in page.text
    assert "amount" in [cell.text for cell in page.all("td")]


@pytest.mark.parametrize(
    "path",
    [
        "/editor/compare?old=1&new=9",
        "/editor/compare?old=0&new=1",
        "/editor/table/dorset/setting-up-home/compare?old=0&new=7",
        "/editor/table/dorset/nothing/compare",
    ],
)
def test_what_was_never_published_is_not_found(visit: StaffVisit, path: str) -> None:
    visit(path, status=404)

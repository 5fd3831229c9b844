"""A closed case is not changed by accident: whatever is sent to it is refused, and held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import IntegerConverter

from tests.inspection import Page
from tests.web.cases.room import NOW, Room
from web.cases.face import OF_A_CLOSED_CASE
from web.store.audit import events
from web.store.case_guards import OF_A_CASE
from web.store.cases import facts, records, retention
from web.store.cases.records import Case, ClosedWhy
from web.store.models import Base

DAY = 86_400
PURGE = 1_860_000_000  #: 9 December 2028
SENTENCE = "This case is closed. Open it again before you change it."
#: What a path may need besides the number of a case.
PARTS = {"section": "home", "fact_id": "home", "entitlement": "dorset/personal-budget"}
#: What each form needs to be taken, where an empty one is only shown again.
TYPED = {"number": "1", "home": "custody", "home-state": "known", "why": "Because", "do": "save"}


@pytest.fixture(scope="module")
def room(make_app: Callable[..., Flask]) -> Room:
    """A team at work, the same for all of these tests."""
    return Room.of(make_app())


@pytest.fixture
def closed(room: Room) -> Case:
    """A case that was closed, to be purged in 2028."""
    return close(room, room.open(f"Sam {len(events(room.vault.store))}"))


def close(room: Room, case: Case) -> Case:
    """The same, closed."""
    me = room.adviser.account.id
    return retention.close(room.vault, case.id, ClosedWhy.MOVED_ON, me, NOW + 1, PURGE)


def sent_to_a_case(app: Flask) -> dict[str, str]:
    """The address of every page of a case that something can be sent to, by endpoint."""
    return {
        rule.endpoint: rule.rule
        for rule in app.url_map.iter_rules()
        if "case_id" in rule.arguments and "POST" in (rule.methods or ())
    }


def address(app: Flask, case: Case, endpoint: str) -> str:
    """Where something is sent to: numbers that nothing has, words that there are."""
    (rule,) = (one for one in app.url_map.iter_rules(endpoint) if "POST" in (one.methods or ()))
    kinds = rule._converters.items()
    values = {n: 1 if isinstance(k, IntegerConverter) else PARTS.get(n, "x") for n, k in kinds}
    bound = app.url_map.bind("localhost")
    return bound.build(endpoint, {**values, "case_id": case.id}, method="POST")


def stored(room: Room, case: Case) -> dict[str, list[Any]]:
    """All that is kept of a case, but who looked."""
    tables = [Base.metadata.tables[name] for name in OF_A_CASE if name != "case_view"]
    with room.vault.store.connect() as connection:
        found = {
            table.name: list(connection.execute(select(table).where(table.c.case_id == case.id)))
            for table in tables
        }
        file = Base.metadata.tables["case_file"]
        found["case_file"] = list(connection.execute(select(file).where(file.c.id == case.id)))
    return found


def send(room: Room, case: Case, endpoint: str, **typed: str) -> Page:
    """Send a form to a page as the team manager, who may open all of them."""
    path = address(room.app, case, endpoint)
    room.manager("/staff/account")
    page = room.manager.last
    assert page is not None
    told = {"csrf_token": page.csrf_token, **TYPED, **typed}
    return Page(path, room.manager.client.post(path, data=told))


def endpoints() -> Iterator[str]:
    """Every endpoint that something of a case is sent to, new ones too."""
    from web.cases import bp

    app = Flask(__name__)
    app.register_blueprint(bp)
    yield from sorted(sent_to_a_case(app))


@pytest.mark.parametrize("endpoint", [one for one in endpoints() if one not in OF_A_CLOSED_CASE])
def test_what_is_sent_to_a_closed_case_is_refused_and_held(
    room: Room, closed: Case, endpoint: str
) -> None:
    before, done = stored(room, closed), len(events(room.vault.store))

    page = send(room, closed, endpoint, note="Half a sentence")

    assert page.response.status_code == 409
    assert SENTENCE in page.text
    assert "Nothing you typed is lost" in page.text
    assert any(one.get("value") == "Half a sentence" for one in page.all("input"))
    assert (stored(room, closed), len(events(room.vault.store))) == (before, done)


def test_there_is_something_to_refuse_and_no_name_is_left_over(room: Room) -> None:
    found = sent_to_a_case(room.app).keys()
    assert len(found) > 20
    assert found > OF_A_CLOSED_CASE


#: What may become other of a closed case: what somebody typed, what was told, and marks.
MAY_BE_ADDED = {"held_form", "kept_check", "case_change", "case_file"}


@pytest.mark.parametrize("endpoint", sorted(OF_A_CLOSED_CASE))
def test_what_is_let_through_changes_nothing_of_what_was_said_and_done(
    room: Room, closed: Case, endpoint: str
) -> None:
    before = stored(room, closed)

    page = send(room, closed, endpoint, paper="short", size="ordinary", tongue="theirs", why="died")

    assert page.response.status_code < 400, page.text
    after = stored(room, closed)
    assert {name for name in after if after[name] != before[name]} <= MAY_BE_ADDED
    now = records.get(room.vault, closed.id)
    assert now is not None
    if endpoint != "cases.reopen_case":
        assert (now.number, now.closed_at, now.closed_why) == (
            *(closed.number, closed.closed_at, closed.closed_why),
        )


def test_an_open_case_takes_what_is_sent(room: Room) -> None:
    case = room.open("Opal")
    page = send(room, case, "cases.change_facts")
    assert page.response.status_code == 303
    assert facts.current(room.vault, case)["home"].value == "custody"


def test_opened_again_it_takes_what_was_held(room: Room, closed: Case) -> None:
    page = send(room, closed, "cases.change_facts")
    assert page.links()["Open the case again on its overview (opens in a new tab)"] == (
        f"/cases/{closed.id}"
    )
    held = {e.get("name"): e.get("value") or "" for e in page.all("input")}

    room.manager(f"/cases/{closed.id}")
    room.manager.post(f"/cases/{closed.id}/reopen", {})
    room.manager.post(address(room.app, closed, "cases.change_facts"), held)

    assert facts.current(room.vault, closed)["home"].value == "custody"


def test_where_nothing_was_typed_it_leads_to_the_button(room: Room, closed: Case) -> None:
    path = f"/cases/{closed.id}/facts/had-nothing"
    room.manager("/staff/account")
    page = room.manager.post(path, {}, status=409)
    assert SENTENCE in page.text
    assert page.links()["Open the case again on its overview"] == f"/cases/{closed.id}"


def test_a_form_from_another_site_is_not_held(room: Room, closed: Case) -> None:
    room.manager("/staff/account")
    last = room.manager.last
    assert last is not None
    page = Page(
        "",
        room.manager.client.post(
            f"/cases/{closed.id}/facts/home",
            data={"csrf_token": last.csrf_token, **TYPED},
            headers={"Sec-Fetch-Site": "cross-site"},
        ),
    )
    assert "Send it again" not in page.text


def test_a_file_has_to_be_chosen_again(room: Room, closed: Case) -> None:
    from io import BytesIO

    room.manager("/staff/account")
    last = room.manager.last
    assert last is not None
    sent = {"csrf_token": last.csrf_token, "number": "1", "file": (BytesIO(b"{}"), "a.json")}
    page = Page("", room.manager.client.post(f"/cases/{closed.id}/bring", data=sent))
    assert "A file cannot be held." in page.text


PAGES = ("/facts", "/care", "/answers", "/dates", "/awards", "/savings", "/letter", "/checks")


@pytest.mark.parametrize("at", PAGES)
def test_each_page_says_that_it_is_closed_and_until_when_it_is_kept(
    room: Room, closed: Case, at: str
) -> None:
    page = room.adviser(f"/cases/{closed.id}{at}")
    text = " ".join(page.text.split())
    assert "This case is closed. On 9 December 2028 what is about them is deleted for good." in text
    assert page.links()["Open it again before you change it"] == f"/cases/{closed.id}"


def test_pages_of_an_open_case_say_nothing_of_it(room: Room) -> None:
    case = room.open("Nell")
    assert "This case is closed" not in room.adviser(f"/cases/{case.id}/facts").text


def test_a_colleague_outside_still_finds_nothing(room: Room, closed: Case) -> None:
    """That it is closed is told to nobody whom it is not for."""
    from tests.staff import StaffVisit, new_account
    from web.access import Role

    stranger = StaffVisit(room.app, new_account(room.app, Role.ADVISER))
    stranger("/staff/account")
    page = stranger.post(f"/cases/{closed.id}/facts/home", dict(TYPED), status=404)
    assert "closed" not in page.text

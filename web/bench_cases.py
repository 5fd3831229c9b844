"""How fast cases are: a team's list, the pages of one case, a letter, and a recheck of all.

Made-up people in a store of their own, forgotten afterwards. Figures to watch, not tests.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from entitlements.awards import Step
from entitlements.evaluate import Engine
from web import create_app
from web.access import Role
from web.cases.rechecking import books_of, go_on
from web.cases.summing import refresh_summary
from web.live_book import book_of
from web.prepare import prepare
from web.settings import Settings
from web.staff import STAFF
from web.store import account_changes, register
from web.store.accounts import Account
from web.store.cases import awards, rechecks, records, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Details
from web.store.cases.sealing import Vault
from web.vault import VAULT

LISTED, ALL = 500, 5_000  #: cases of one team; cases of the council
ROUNDS = 15
MEMORY = Path("/dev/shm")  #: where the machine has it: the disk is not what is measured
CHANGED, WAS, IS = "dorset/personal-budget.yaml", "£700.00", "£750.00"
PAID = "dorset/personal-budget"


#: A store and a key of its own, whatever the settings name.
_OWN: dict[str, Any] = {"database_url": "", "case_key": "", "fixed_date": date(2026, 11, 26)}
TODAY: date = _OWN["fixed_date"]


@dataclass(frozen=True)
class Office:
    """A made-up team at work."""

    app: Flask
    vault: Vault
    adviser: Account
    team: int
    client: FlaskClient


def figures(cases: int = ALL) -> dict[str, Any]:
    """Measure cases over a new store with so many of them.

    Unit: milliseconds of server time, warm; seconds for the recheck
    """
    with _office() as office:
        first = _fill(office, 0, min(LISTED, cases))
        found = _pages(office, first)
        _fill(office, LISTED, cases)
        return found | {"recheck_cases": max(cases, LISTED), "recheck_s": _recheck(office)}


@contextmanager
def _office() -> Iterator[Office]:
    room = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=room) as folder:
        settings = replace(Settings.from_environment(), **_OWN, instance_dir=Path(folder))
        prepare(settings)
        app = create_app(settings)
        yield _at_work(app)
        app.extensions["entitlements.store"].dispose()


def _at_work(app: Flask) -> Office:
    vault: Vault = app.extensions[VAULT]
    at, by = int(time.time()), "the bench"
    email = "adviser@bench.example"
    adviser = account_changes.add(vault.store, email, "Bench", [Role.ADVISER], at, by)
    team = teams.add(vault.store, "Bench", adviser.id, at)
    teams.put(vault.store, team.id, adviser.id, False, adviser.id, at)
    client = app.test_client()
    sessions = app.extensions[STAFF]
    client.set_cookie(sessions.cookie, sessions.begin(adviser.id, "bench"))
    return Office(app, vault, adviser, team.id, client)


def _fill(office: Office, start: int, end: int) -> Case | None:
    """Open made-up cases, and return the first."""
    first = None
    for number in range(start, end):
        made = records.open_case(
            office.vault,
            Details(f"BENCH-{number}", f"Person {number}"),
            office.team,
            office.adviser.id,
            _said(number),
            office.adviser.id,
            int(time.time()),
        )
        first = first or made
    return first


def _said(number: int) -> dict[str, Said]:
    """Somebody of 16 to 24, in care from 14; every third in a first flat, every fourth studies."""
    born = TODAY - timedelta(days=365 * 16 + number * 13 % (365 * 8))
    came, left = date(born.year + 14, 3, 1), date(born.year + 18, born.month, min(born.day, 28))
    period = {"start": came.isoformat(), "basis": "care_order", "authority": "dorset"}
    if left < TODAY:
        period["end"] = left.isoformat()
    values: dict[str, Any] = {
        "authority": "dorset",
        "date_of_birth": born.isoformat(),
        "care_periods": [period],
        "lives_in": "dorset",
        "home": "own_tenancy" if number % 3 else "foster_care",
        "moving_into_own_home": not number % 5,
        "doing": ["university"] if not number % 4 else ["looking_for_work"],
        "children": number % 2,
        "already_had": [],
    }
    return {f: Said(f, State.KNOWN, value, "council_record") for f, value in values.items()}


def _pages(office: Office, case: Case | None) -> dict[str, Any]:
    assert case is not None
    _pay(office, case)
    for one in records.listed(office.vault, office.adviser.id):
        _summed(office, one)
    at = f"/cases/{case.id}"
    paths = {"team_list": "/cases/", "case": at, "answers": f"{at}/answers"}
    paths |= {"dates": f"{at}/dates", "awards": f"{at}/awards", "facts": f"{at}/facts"}
    found = {f"case_{name}_ms": _median(_get(office, path)) for name, path in paths.items()}
    found["case_what_if_ms"] = _median(_what_if(office, at))
    found["letter_pdf_ms"] = _median(_letter(office, at))
    return found


def _pay(office: Office, case: Case) -> None:
    for step, pence in ((Step.AGREED, 40_000), (Step.PAID, 15_000), (Step.PAID, 25_000)):
        lines = awards.lines(office.vault, case)
        award = lines[0].award if lines else None
        awards.add(
            office.vault,
            case,
            entitlement=PAID,
            step=step,
            amount=pence,
            on=TODAY,
            award=award,
            by=office.adviser.id,
            at=int(time.time()),
        )


def _summed(office: Office, case: Case) -> None:
    with office.app.test_request_context("/cases/"):
        office.app.preprocess_request()
        refresh_summary(case)


def _get(office: Office, path: str) -> Callable[[], None]:
    def visit() -> None:
        assert office.client.get(path).status_code == 200, path

    return visit


def _what_if(office: Office, at: str) -> Callable[[], None]:
    sent = {"csrf_token": _token(office, f"{at}/what-if"), "ready": "college"}

    def post() -> None:
        assert office.client.post(f"{at}/what-if", data=sent).status_code == 200

    return post


def _letter(office: Office, at: str) -> Callable[[], None]:
    token = _token(office, f"{at}/letter")
    sent = {
        "csrf_token": token,
        "paper": "short",
        "size": "ordinary",
        "tongue": "english",
        "asked": "y",
    }
    made = office.client.post(f"{at}/letter", data=sent)
    assert made.status_code == 303, made.status_code
    return _get(office, made.headers["Location"])


def _token(office: Office, path: str) -> str:
    page = office.client.get(path).text
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def _recheck(office: Office) -> float:
    """Go through every case as after a publication that raises one sum."""
    before, now = _books(office)
    store, at = office.vault.store, int(time.time())
    rechecks.begin(store, 2, 1, at)
    books = books_of(before, now, TODAY)
    began = time.perf_counter()
    while go_on(office.vault, 2, books, at).ended_at is None:
        pass
    return round(time.perf_counter() - began, 2)


def _books(office: Office) -> tuple[Engine, Engine]:
    files = register.files(office.vault.store, 1)
    changed = [(p, t.replace(WAS.encode(), IS.encode()) if p == CHANGED else t) for p, t in files]
    assert changed != files
    return Engine(book_of(files)), Engine(book_of(changed))


def _median(visit: Callable[[], None]) -> float:
    visit()
    return round(statistics.median(_one(visit) for _ in range(ROUNDS)), 1)


def _one(visit: Callable[[], None]) -> float:
    began = time.perf_counter()
    visit()
    return (time.perf_counter() - began) * 1000

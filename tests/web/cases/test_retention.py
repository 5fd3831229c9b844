"""Closing starts a clock, opening again stops it, and a purge leaves nobody to be found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

from entitlements.dates import add_months
from tests.conftest import TODAY
from tests.inspection import Page
from tests.staff import StaffVisit, new_account
from tests.web.cases.canaries import CANARIES, WORDS, Full, addresses, full_case, of_a_case, team_of
from web.__main__ import main
from web.access import Role
from web.clock import LONDON
from web.settings import Settings
from web.store.cases import records
from web.wording import day


@pytest.fixture
def full(app: Flask) -> Full:
    """A case with something in each of its tables."""
    return full_case(team_of(app))


def close(full: Full) -> Page:
    """Close it as its adviser does."""
    at = f"/cases/{full.case.id}/close"
    full.team.adviser(at)
    return full.team.adviser.post(at, {"why": "reached_26"})


def purge_day(full: Full) -> int:
    found = records.get(full.team.room.vault, full.case.id)
    assert found is not None
    assert found.purge_at is not None
    return found.purge_at


def run(monkeypatch: pytest.MonkeyPatch, full: Full, at: int, *args: str) -> int:
    """Run a command on the store, at a time."""
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", full.team.app.instance_path)
    monkeypatch.setattr("web.commands.cases.time", SimpleNamespace(time=lambda: at))
    return main(list(args))


def purged(full: Full, monkeypatch: pytest.MonkeyPatch) -> Full:
    """Close it, let its time come, and purge what is due."""
    close(full)
    assert run(monkeypatch, full, purge_day(full), "cases", "purge") == 0
    return full


def raw(full: Full) -> bytes:
    """The store as it lies on the disk, with whatever lies beside it."""
    files = Path(full.team.app.instance_path).glob("store.sqlite3*")
    return b"".join(one.read_bytes() for one in files)


def sealed(full: Full) -> list[bytes]:
    """Everything that is sealed of any case, and the keys."""
    found: list[bytes] = []
    with closing(sqlite3.connect(Path(full.team.app.instance_path) / "store.sqlite3")) as store:
        tables = [r[0] for r in store.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for table in tables:
            columns = [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')]
            for column in columns:
                if column in {"sealed", "sealed_answer", "summary", "data_key"}:
                    rows = store.execute(f'SELECT "{column}" FROM "{table}"')
                    found += [row[0] for row in rows if row[0] is not None]
    return found


def test_closing_says_when_it_is_deleted_and_opening_again_stops_that(
    full: Full, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = close(full)
    settings: Settings = full.team.app.extensions["entitlements.settings"]
    until = add_months(TODAY, settings.case_keep_months)
    due = purge_day(full)

    assert datetime.fromtimestamp(due, LONDON).date() == until
    with full.team.app.test_request_context():
        assert day(until) in page.text
    assert WORDS["name"] not in full.team.adviser("/cases/").text
    assert WORDS["name"] in full.team.adviser("/cases/?show=closed").text

    run(monkeypatch, full, due - 1, "cases", "purge")
    assert capsys.readouterr().out == "Purged: 0\n"
    full.team.adviser(f"/cases/{full.case.id}")
    full.team.adviser.post(f"/cases/{full.case.id}/reopen")
    run(monkeypatch, full, due + 1, "cases", "purge")
    assert capsys.readouterr().out == "Purged: 0\n"
    assert WORDS["name"] in full.team.adviser("/cases/").text


def test_after_a_purge_no_page_shows_the_case(full: Full, monkeypatch: pytest.MonkeyPatch) -> None:
    purged(full, monkeypatch)
    app, code = full.team.app, full.parts["code"]
    for visit in (full.team.adviser, full.team.manager, full.team.colleague):
        for method, path, endpoint in addresses(app, full):
            answer = visit.client.open(path, method=method)
            text = answer.data.decode(errors="replace")
            if method == "GET" and endpoint in of_a_case(app):
                assert answer.status_code in {403, 404}, path
            assert answer.status_code < 500, path
            assert not [word for word in CANARIES if word in text], path
            assert not endpoint.endswith("caseload") or f"/cases/{full.case.id}" not in text
        told = Page("/", visit.client.get(f"/cases/find-check?code={code}"))
        assert "No check of your cases has this code" in told.text


def test_after_a_purge_the_file_holds_nothing_that_was_sealed(
    full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the key, not one sealed text, not even in pages that the file no longer uses."""
    before = sealed(full)
    assert len(before) > 20
    assert all(one in raw(full) for one in before if len(one) < 400)
    purged(full, monkeypatch)

    assert not sealed(full)
    after = raw(full)
    assert not [one for one in before if one[:200] in after]
    assert not [word for word in CANARIES if word.encode() in after]


def test_after_a_purge_the_record_verifies_and_a_print_can_be_shown_to_be_ours(
    full: Full, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    purged(full, monkeypatch)
    capsys.readouterr()

    assert run(monkeypatch, full, 0, "audit", "verify") == 0
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        raise SystemExit(run(monkeypatch, full, 0, "replay", full.parts["code"]))
    told = capsys.readouterr()
    assert stopped.value.code
    assert "its case was purged" in told.out + told.err
    assert not [word for word in CANARIES if word in told.out + told.err]


def test_after_a_purge_money_is_still_counted_and_names_nobody(
    full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an audit of money needs stays: amounts, days, who agreed."""
    purged(full, monkeypatch)
    with closing(sqlite3.connect(Path(full.team.app.instance_path) / "store.sqlite3")) as store:
        rows = store.execute("SELECT step, amount, on_day, account_id, sealed FROM award_entry")
        lines = [row for row in rows if row[0] == "paid"]
        agreed = store.execute("SELECT answered_by FROM award_approval WHERE answer = 'agreed'")
        assert agreed.fetchone()[0] == full.team.manager.account.id
    assert [(row[1], row[2], row[4]) for row in lines] == [(5_000, "2026-11-21", None)]

    auditor = StaffVisit(full.team.app, new_account(full.team.app, Role.AUDITOR))
    for visit in (auditor, full.team.manager):
        page = visit("/cases/board")
        assert not [word for word in CANARIES if word in page.text]
        for kind in ("csv", "docx"):
            sent = {"csrf_token": page.csrf_token}
            file = visit.client.post(f"/cases/board.{kind}", data=sent)
            assert file.status_code == 200
            assert not [word for word in CANARIES if word.encode() in file.data]


def test_a_purge_leaves_the_case_beside_it_whole(
    full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = full_case(full.team)
    purged(full, monkeypatch)

    for method, path, endpoint in addresses(full.team.app, other):
        if method == "GET" and endpoint in of_a_case(full.team.app):
            status = full.team.manager.client.get(path).status_code
            assert status in {200, 303}, path
    assert WORDS["name"] in full.team.adviser(f"/cases/{other.case.id}").text

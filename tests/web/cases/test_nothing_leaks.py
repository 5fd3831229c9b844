"""What a case holds stands on its own pages and in its sealed columns, and nowhere else.

A case full of words that stand nowhere else; a long day's work at it, with mistakes; then
every log, header, address, title, cookie, error page, backup and command is searched.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from entitlements.replay import KeptAnswer
from tests.inspection import Page
from tests.staff import StaffVisit
from tests.web.cases.canaries import CANARIES, WORDS, Full, addresses, full_case, team_of
from tests.web.cases.forms import forms_of
from web.__main__ import main
from web.store.cases import actions, approvals, awards, checks, facts, notes, records, savings
from web.vault import VAULT

ADDRESS = re.compile(r'(?:href|action|src|data-keep)="([^"]*)"')
DEBUG = 10
#: Errors that name no case: what is on them is read whole.
ERRORS = {400, 403, 404, 405, 413, 500}


@dataclass
class Seen:
    """Everything that a day's work gave back, but for the words of the case's own pages."""

    addresses: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    headers: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    pages: int = 0

    def note(self, path: str, answer: TestResponse) -> None:
        self.pages += 1
        self.statuses.add(answer.status_code)
        self.headers |= {f"{name}: {value}" for name, value in answer.headers.items()}
        self.addresses |= {path, answer.headers.get("Location", "")}
        text = answer.data.decode(errors="replace")
        if answer.mimetype == "text/html":
            self.titles.add(Page(path, answer).title)
            self.addresses |= set(ADDRESS.findall(text))
        if answer.status_code in ERRORS:
            self.errors.append(text)


def leaks(text: str) -> list[str]:
    """The canaries in a text."""
    return [word for word in CANARIES if word.casefold() in text.casefold()]


@dataclass
class Day:
    """A day's work that is over, and all that was logged in it."""

    full: Full
    seen: Seen
    logged: list[str]
    instance: Path


class Catch(logging.Handler):
    """Keeps every record as it would be written, with its traceback and its values."""

    def __init__(self) -> None:
        super().__init__(DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {self.format(record)}")


@pytest.fixture(scope="module")
def day(make_app: Callable[..., Flask]) -> Iterator[Day]:
    app = make_app()
    catch = Catch()
    loggers = [logging.getLogger(), *map(logging.getLogger, ("entitlements.staff", "waitress"))]
    before = [(log, log.level) for log in loggers]
    for log, _ in before:
        log.setLevel(DEBUG)
        log.addHandler(catch)
    full, seen = full_case(team_of(app)), Seen()
    _work(full, seen)
    yield Day(full, seen, catch.lines, Path(app.instance_path))
    for log, level in before:
        log.removeHandler(catch)
        log.setLevel(level)


def _work(full: Full, seen: Seen) -> None:
    """Open every page; send every form as it stands, then with what cannot be."""
    team = full.team
    _fail_once(full, seen)
    for visit in (team.adviser, team.manager, team.colleague):
        token = Page("/", visit.client.get("/staff/account")).csrf_token or ""
        sent: dict[str, dict[str, Any]] = {}
        for method, path, _ in addresses(team.app, full):
            if method == "GET":
                answer = visit.client.get(path)
                seen.note(path, answer)
                if answer.mimetype == "text/html":
                    sent |= {one.action: one.data for one in forms_of(Page(path, answer))}
            else:
                sent.setdefault(path, {})
        for action, data in sent.items():
            if not action.startswith("/cases/") or action.endswith(("/close", "/assign")):
                continue
            wrong = {name: [WORDS["name"] + " " + WORDS["payee"]] for name in data}
            old = {**data, "number": ["0"], "csrf_token": [token], "name": [WORDS["name"]]}
            for told in (wrong, {**wrong, "csrf_token": [token]}, old):
                seen.note(action, visit.client.post(action, data=told))
    big = {"csrf_token": token, "text": WORDS["note"] + "x" * 300_000}
    seen.note("/", team.adviser.client.post(f"/cases/{full.case.id}/actions", data=big))
    seen.note("/", team.adviser.client.delete(f"/cases/{full.case.id}"))
    seen.note("/", team.adviser.client.get(f"/cases/{full.case.id}/none"))


def _fail_once(full: Full, seen: Seen) -> None:
    """A fault of ours in the middle of a page that has the case in hand."""
    app, at = full.team.app, f"/cases/{full.case.id}/answers"
    whole = app.view_functions["cases.answers"]

    def broken() -> str:
        from web.cases.answering import known_facts
        from web.cases.face import case

        held = (case(), known_facts(case()), facts.current(full.team.room.vault, case()))
        raise RuntimeError(f"a fault, with {held!r}")

    app.view_functions["cases.answers"] = broken
    answer = full.team.adviser.client.get(at)
    app.view_functions["cases.answers"] = whole
    assert answer.status_code == 500
    seen.note(at, answer)


def test_the_day_was_long_and_full_of_mistakes(day: Day) -> None:
    assert day.seen.pages > 200
    assert {200, 303, 400, 403, 404, 405, 409, 413, 422, 500} <= day.seen.statuses
    assert WORDS["name"] in day.full.team.adviser(f"/cases/{day.full.case.id}").text


@pytest.mark.parametrize("what", ["addresses", "titles", "headers", "errors"])
def test_no_canary_is_in(day: Day, what: str) -> None:
    found = {one for one in getattr(day.seen, what) if leaks(one)}

    assert not [(leaks(one), one[:300]) for one in found if not _is_held(one)]


def _is_held(page: str) -> bool:
    """A post without its proof comes back on the page, for whoever typed it and nobody else."""
    return "Send it again" in page or ('type="hidden"' in page and "<title>You" in page)


def test_no_canary_is_in_a_log(day: Day) -> None:
    assert any("a fault" in line for line in day.logged)
    assert not [(leaks(line), line[:400]) for line in day.logged if leaks(line)]


def test_no_canary_is_in_the_store_or_its_audit_chain(day: Day) -> None:
    raw = (day.instance / "store.sqlite3").read_bytes().decode("latin-1")
    assert not leaks(raw)
    with closing(sqlite3.connect(day.instance / "store.sqlite3")) as store:
        told = "\n".join(str(row) for row in store.execute("SELECT * FROM audit_event"))
    assert "case opened" in told
    assert not leaks(told)


def test_no_cookie_holds_anything(day: Day) -> None:
    cookies = [one for one in day.seen.headers if one.startswith("Set-Cookie")]

    assert not leaks("\n".join(cookies))


def commands(day: Day) -> list[list[str]]:
    """Every command that touches cases."""
    code = day.full.parts["code"]
    return [
        ["replay", code],
        ["replay", code, "--since"],
        ["replay", "AAAA-AAAA-AAA"],
        ["cases", "status"],
        ["cases", "purge"],
        ["cases", "recheck"],
        ["audit", "verify"],
        ["audit", "list"],
        ["users", "list"],
    ]


def run(monkeypatch: pytest.MonkeyPatch, day: Day, args: list[str]) -> None:
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", str(day.instance))
    with suppress(SystemExit):
        main(args)


def test_no_command_prints_a_canary(
    day: Day, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for args in commands(day):
        run(monkeypatch, day, args)
        told = capfd.readouterr()
        assert not leaks(told.out + told.err), args


def test_no_backup_holds_a_canary(
    day: Day, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(monkeypatch, day, ["backup", str(tmp_path / "kept")])
    files = [one for one in tmp_path.rglob("*") if one.is_file()]

    assert files
    for one in files:
        assert not leaks(one.read_bytes().decode("latin-1")), one.name
        assert not leaks(one.name)


def test_a_check_that_was_tampered_with_is_told_without_its_facts(
    day: Day, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, path = day.full.parts["code"], day.instance / "store.sqlite3"
    with closing(sqlite3.connect(path)) as store:
        row = store.execute("SELECT sealed FROM kept_check WHERE code = ?", (code,)).fetchone()
        # The laws of the store keep a check as it is; whoever holds the file can drop a law.
        for (name,) in store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'kept_check'"
        ).fetchall():
            store.execute(f'DROP TRIGGER "{name}"')
        bad = row[0][:-4] + b"\x00\x00\x00\x00"
        store.execute("UPDATE kept_check SET sealed = ? WHERE code = ?", (bad, code))
        store.commit()
    run(monkeypatch, day, ["replay", code])
    told = capfd.readouterr()

    assert "cannot be opened" in told.out + told.err
    assert not leaks(told.out + told.err)
    answer = day.full.team.adviser.client.get(f"/cases/{day.full.case.id}/checks/{code}")
    assert answer.status_code < 500
    assert not [word for word in WORDS.values() if word in answer.text and word != WORDS["name"]]


def test_what_is_printed_by_mistake_names_nobody(make_app: Callable[..., Flask]) -> None:
    """The repr of what the pages hold: a log, a traceback, a debugger would show it."""
    full = full_case(team_of(make_app()))
    vault, case = full.team.room.vault, records.get(full.team.room.vault, full.case.id)
    assert case is not None
    says = facts.current(vault, case)
    kept = checks.get(vault, full.parts["code"])
    assert kept is not None
    assert isinstance(kept.answer, KeptAnswer)
    held = [case, case.details, says, list(says.values()), kept, kept.answer]
    held += [actions.of_case(vault, case), approvals.of_case(vault, case)]
    held += [awards.lines(vault, case), notes.of_case(vault, case)]
    held += [savings.history(vault, case), savings.steps(vault, case), vault, vault.keys]
    known, _ = facts.known(says, _catalogue(full))
    told = {type(one).__name__: leaks(repr(one)) for one in [*held, known]}

    assert not {name: found for name, found in told.items() if found}
    assert vault.keys.master.hex() not in repr(held)


def _catalogue(full: Full) -> Any:
    from web.live_book import LiveBook

    return LiveBook(full.team.room.vault.store).now().engine.book.catalogue


def test_a_name_with_markup_is_text_on_every_page(app: Flask) -> None:
    team = team_of(app)
    full, vault = full_case(team), app.extensions[VAULT]
    told = records.get(vault, full.case.id)
    assert told is not None
    visit: StaffVisit = team.adviser
    name = "<b id=evil>O'Neil</b> & ‏<script>x</script>"
    token = Page("/", visit.client.get("/staff/account")).csrf_token
    data = {"csrf_token": token, "number": told.number, "reference": "R-1", "name": name}
    data |= {"language": "en", "safe_contact": "safe", "contact": "active"}
    assert visit.client.post(f"/cases/{full.case.id}/details", data=data).status_code == 303
    for method, path, _ in addresses(app, full):
        answer = visit.client.get(path) if method == "GET" else None
        if answer is not None and answer.mimetype == "text/html":
            page = Page(path, answer)
            assert not [e for e in page.all() if e.get("id") == "evil"], path
            assert not [e for e in page.all("script") if (e.text or "").strip() == "x"], path

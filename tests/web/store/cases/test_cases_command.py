"""`python -m web cases`: counts, and what is due is forgotten. It names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.store.cases.desk import DAY, KEYS, NAME, Desk
from tests.web.store.small_rules import ADA, AT
from web.__main__ import main
from web.store.cases import held
from web.store.cases.records import Details


@pytest.fixture
def here(file_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """The store of the command is the one of the test, and the day is long past AT."""
    monkeypatch.setenv("ENTITLEMENTS_STORE_URL", str(file_desk.store.url))
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", str(tmp_path))
    monkeypatch.setenv("ENTITLEMENTS_CASE_KEY", KEYS.master.hex())
    monkeypatch.setattr("web.commands.cases.time.time", lambda: AT + 9 * DAY)
    return file_desk


def test_it_counts_and_forgets(here: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    due, kept = here.full(), here.full(Details("R-2", NAME))
    here.closed(due), here.closed(kept, AT + 99 * DAY)
    here.case("R-3")
    assert main(["cases", "status"]) == 0
    assert capsys.readouterr().out == "open: 1\nclosed: 2\ndue: 1\npurged: 0\n"
    assert main(["cases", "purge"]) == 0
    assert capsys.readouterr().out == "Purged: 1\n"
    assert main(["cases", "status"]) == 0
    assert capsys.readouterr().out == "open: 1\nclosed: 1\ndue: 0\npurged: 1\n"
    assert here.now(due).purged_at == AT + 9 * DAY


def test_it_forgets_what_was_typed_a_month_ago(here: Desk) -> None:
    case = here.full()
    held.keep(here.vault, case, ADA, "cases.edit", {"a": "b"}, 1, AT - 22 * DAY)
    assert main(["cases", "purge"]) == 0
    assert held.read(here.vault, case, ADA, "cases.edit") is None
    assert held.read(here.vault, case, ADA, "cases.facts") is not None

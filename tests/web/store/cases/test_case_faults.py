"""Killed at any moment of working on a case: it is as before, or as it was to be."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.web.store.cases.desk import Desk
from web.settings import ROOT
from web.store import case_guards
from web.store.cases import retention


def attempts(url: str, case: int, deed: str) -> list[dict[str, Any]]:
    """Run a process that is killed again and again; what each attempt left behind."""
    words = ["-m", "tests.web.store.cases.faulty_case", url, str(case), deed]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("deed", ["open", "save", "purge"])
def test_killed_at_any_moment_nothing_is_half_done(desk: Desk, url: str, deed: str) -> None:
    case = desk.full()
    if deed == "purge":
        desk.closed(case)
    desk.store.dispose()
    *killed, last = attempts(url, case.id, deed)
    assert len(killed) > 5
    before = killed[0]["left"]
    assert before["faults"] == []
    assert [one["left"] for one in killed] == [before] * len(killed)
    after = last["left"]
    assert (last["code"], after["faults"]) == (0, [])
    assert after["audit_event"][0] == before["audit_event"][0] + 1
    if deed == "purge":
        gone = {model.__tablename__ for model in retention.DELETED}
        assert {table for table in case_guards.OF_A_CASE if after[table][0] == 0} == gone
        assert {table for table in after if table != "faults" and after[table][1]} == set()
    else:
        assert after["case_fact"][0] == before["case_fact"][0] + (1 if deed == "open" else 2)

"""Answers saved to a file in the self-check, and brought into a case by an adviser."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.inspection import Page
from tests.visits import Visit
from tests.web.cases.conftest import AtWork
from web.store.cases import facts

CaseOf = Callable[..., AtWork]
FILE = {
    "as_at": "2026-11-20",
    "facts": {
        "authority": "dorset",
        "date_of_birth": "2007-02-10",
        "home": "custody",
        "doing": ["college"],
        "already_had": [{"entitlement": "dorset/setting-up-home", "amount": "£500.00"}],
    },
}


def bring(work: AtWork, raw: bytes, status: int = 200) -> Page:
    """Send a file."""
    work.adviser(f"{work.at}/bring")
    sent: Any = {"file": (BytesIO(raw), "answers.json")}
    content = "multipart/form-data"
    return work.adviser.post(f"{work.at}/bring", sent, status=status, content_type=content)


def take(work: AtWork, page: Page, *ticked: str) -> Page:
    """Take what is ticked."""
    found = (e for e in page.all("input") if e.get("type") == "hidden")
    sent: dict[str, Any] = {e.get("name", ""): e.get("value", "") for e in found}
    return work.adviser.post(f"{work.at}/bring", {**sent, "take": list(ticked)})


def ticked(page: Page) -> set[str]:
    boxes = [e for e in page.all("input") if e.get("name") == "take"]
    return {e.get("value", "") for e in boxes if e.get("checked") is not None}


def test_each_answer_stands_beside_what_the_case_holds(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10", home="own_tenancy")
    page = bring(work, json.dumps(FILE).encode())

    assert "the same" in page.text
    assert "differs" in page.text
    assert "Write each sum down under Awards" in page.text
    assert ticked(page) == {"authority", "doing"}
    assert "authority" not in facts.current(work.vault, work.now)


def test_what_is_ticked_is_taken_as_the_young_persons(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10", home="own_tenancy")
    page = bring(work, json.dumps(FILE).encode())
    take(work, page, "doing", "home", "already_had")

    now = facts.current(work.vault, work.now)
    assert now["home"].value == "custody"
    assert (now["doing"].value, now["doing"].said_by) == (["college"], "young_person")
    assert str(now["doing"].known_on) == "2026-11-20"
    assert "authority" not in now
    assert "already_had" not in now


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "Choose the file first"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not a file of the self-check"),
        (b"{", "not a file of the self-check"),
        (b"[" * 90_000, "not a file of the self-check"),
        (b"[1, 2]", "cannot be read"),
        (b'{"facts": {"date_of_birth": "31 February"}}', "cannot be read"),
        (b'{"facts": {"nonsense": true}}', "cannot be read"),
        (b" " * 200_000, "too large"),
        (b'{"facts": {}}', "There are no answers in this file"),
    ],
    ids=[
        "empty",
        "picture",
        "broken",
        "deep",
        "list",
        "no such day",
        "no such fact",
        "huge",
        "none",
    ],
)
def test_other_files_are_told_apart(case_of: CaseOf, raw: bytes, says: str) -> None:
    work = case_of()
    page = bring(work, raw, 200 if says.startswith("There") else 422)

    assert says in page.text


def test_sensitive_answers_are_not_for_a_colleague(case_of: CaseOf) -> None:
    work = case_of()
    work.colleague(f"{work.at}/bring")
    raw = json.dumps({"facts": {"pregnant": True, "home": "custody"}}).encode()
    sent: Any = {"file": (BytesIO(raw), "answers.json")}
    page = work.colleague.post(f"{work.at}/bring", sent, content_type="multipart/form-data")

    assert "1 answer is left out" in page.text
    assert "pregnant" not in page.response.text


def test_from_the_self_check_to_the_case(case_of: CaseOf, visit: Visit) -> None:
    visit("/question/authority")
    visit.post("/question/authority", {"answer": "dorset"})
    visit("/question/home")
    visit.post("/question/home", {"answer": "own_tenancy"})
    assert "Save my answers to a file" in visit("/your-answers").links()
    page = visit("/save")
    assert "Anyone who has the file can read your answers" in page.text
    answer = visit.client.post("/save", data={"csrf_token": page.csrf_token})
    assert answer.headers["Content-Disposition"] == "attachment; filename=answers.json"
    assert answer.headers["Cache-Control"] == "no-store"

    work = case_of()
    take(work, bring(work, answer.data), "authority", "home")
    now = facts.current(work.vault, work.now)
    assert {fact: said.value for fact, said in now.items()} == {
        "authority": "dorset",
        "home": "own_tenancy",
    }


def test_without_answers_there_is_nothing_to_save(visit: Visit) -> None:
    assert visit("/save", status=302).response.headers["Location"] == "/"

"""python -m web replay CODE: the same, what differs, or why it cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from entitlements.replay import KeptAnswer
from entitlements.replay.digests import digest_of
from tests.web.store.cases.room import DEE, TODAY, Room
from tests.web.store.databases import add_people
from tests.web.store.small_rules import AT, FILES
from web.__main__ import main
from web.settings import Settings
from web.store import open_store
from web.store.cases import checks
from web.vault import vault_of

CANARIES = ("Sam Canary", "CL-0001", "custody", "flat")


@pytest.fixture
def room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Room]:
    """An installation with two teams, and a rule for all of England."""
    for path, text_ in FILES:
        (tmp_path / "rules" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "rules" / path).write_bytes(text_)
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", str(tmp_path / "instance"))
    monkeypatch.setenv("ENTITLEMENTS_RULES_DIR", str(tmp_path / "rules"))
    monkeypatch.setenv("ENTITLEMENTS_FIXED_DATE", TODAY.isoformat())
    assert main(["migrate"]) == 0
    settings = Settings.from_environment()
    store = open_store(settings.store_url)
    add_people(store)
    room = Room.with_people(store)
    room.vault = vault_of(settings, store)
    room.publish(10)
    capsys.readouterr()
    yield room
    store.dispose()


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run it; its exit code and everything it said, in which nobody is named."""
    code = main(["replay", *words])
    out = capsys.readouterr()
    told = out.out + out.err
    assert not [canary for canary in CANARIES if canary in told]
    return code, told


def kept(room: Room, answer: KeptAnswer | None = None) -> str:
    """A check kept with the second publication."""
    answer = answer or room.answer(publication=2)
    return checks.keep(room.vault, room.case(), answer, 2, DEE, AT, withheld=False)


def told_otherwise(answer: KeptAnswer, **parts: Any) -> KeptAnswer:
    """The answer, as if something else had been told then."""
    decision = {**answer.receipt["decisions"][0], **parts}
    receipt = {**answer.receipt, "decisions": [decision]}
    return replace(answer, receipt=receipt, receipt_digest=digest_of(receipt))


def test_what_was_kept_comes_out_the_same_however_the_code_is_typed(room, capsys) -> None:
    code = kept(room)
    assert said(capsys, code) == (0, "same\n")
    assert said(capsys, code.lower().replace("-", " ")) == (0, "same\n")


def test_years_and_publications_later_it_is_still_the_same(room, capsys) -> None:
    code = kept(room)
    assert room.publish(20) == 3
    assert said(capsys, code) == (0, "same\n")


def test_what_differs_is_named_by_its_outcome(room, capsys) -> None:
    answer = told_otherwise(room.answer(publication=2), outcome="not_entitled", amount=None)
    assert said(capsys, kept(room, answer)) == (
        1,
        "differs\n"
        "england/help: was not_entitled, is entitled\n"
        "england/help: amount is not the same\n",
    )


def test_a_derived_fact_that_differs_is_named_without_what_it_was(room, capsys) -> None:
    answer = room.answer(publication=2)
    receipt = {**answer.receipt, "derived": {**answer.receipt["derived"], "status": "flat"}}
    answer = replace(answer, receipt=receipt, receipt_digest=digest_of(receipt))
    assert said(capsys, kept(room, answer)) == (
        1,
        "differs\nthe person: derived status is not the same\n",
    )


def test_other_words_and_other_workings_are_the_same_and_told(room, capsys) -> None:
    answer = told_otherwise(room.answer(publication=2), title="Help")
    answer = replace(answer, trace_digest="0" * 64)
    assert said(capsys, kept(room, answer)) == (
        0,
        "same\ntold in other words now: england/help\nworked out in another way\n",
    )


def test_since_then_nothing_has_changed_until_the_rules_do(room, capsys) -> None:
    code = kept(room)
    assert said(capsys, code, "--since") == (0, "nothing has changed since\n")
    room.publish(20)
    assert said(capsys, code, "--since") == (
        1,
        "changed since\nengland/help: entitled still, force or sum differs\n",
    )


def test_since_then_an_outcome_has_changed(room, capsys) -> None:
    answer = told_otherwise(room.answer(publication=2), outcome="not_entitled", amount=None)
    assert said(capsys, kept(room, answer), "--since") == (
        1,
        "changed since\nengland/help: was not_entitled, is entitled\n",
    )


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("K7QM", "This has 4 letters and digits. A code has 11.\n"),
        ("K7QM-3XRD-9TU", "No code has the sign 'U'."),
        (
            "0000-0000-001",
            "One letter or digit of this code is wrong. Check it against the print.\n",
        ),
        ("0000-0000-000", "No check was kept under 0000-0000-000 in this store.\n"),
    ],
)
def test_a_code_that_is_none_or_not_here_is_told_in_one_line(room, capsys, code, says) -> None:
    exit_code, told = said(capsys, code)
    assert exit_code == 2
    assert told.startswith(says)
    assert told.count("\n") == 1


def test_of_a_purged_case_it_is_told_what_can_still_be_said(room, capsys) -> None:
    case, answer = room.case(), room.answer(publication=2)
    code = checks.keep(room.vault, case, answer, 2, DEE, AT, withheld=False)
    room.purged(case)
    for words in ((code,), (code, "--since")):
        exit_code, told = said(capsys, *words)
        assert exit_code == 2
        assert told.startswith(f"{code}: its case was purged")
        for what in ("kept on 2026-11-26", "as at 2026-11-26", answer.rule_book):
            assert what in told
        assert told.count("\n") == 1


def test_a_seal_that_does_not_open_is_told(room, capsys) -> None:
    code = kept(room)
    changed(room, "kept_check", "sealed = zeroblob(99)")
    exit_code, told = said(capsys, code)
    assert (exit_code, told.count("\n")) == (2, 1)
    assert "cannot be opened. It was changed, or this is not the key" in told


def test_another_key_is_told(room, capsys, monkeypatch) -> None:
    code = kept(room)
    monkeypatch.setenv("ENTITLEMENTS_CASE_KEY", "ab" * 32)
    exit_code, told = said(capsys, code)
    assert (exit_code, told.count("\n")) == (2, 1)
    assert "this is not the key" in told


def test_a_row_that_was_changed_is_told(room, capsys) -> None:
    code = kept(room)
    changed(room, "kept_check", "publication = 1")
    exit_code, told = said(capsys, code)
    assert exit_code == 2
    assert told == f"{code}: The kept check {code} is not as it was kept: it was changed.\n"


def test_rules_of_another_digest_are_told(room, capsys) -> None:
    """As where a check was brought here with a case, and the register is another."""
    code = checks.keep(room.vault, room.case(), room.answer(), 2, DEE, AT, withheld=False)
    exit_code, told = said(capsys, code)
    assert (exit_code, told.count("\n")) == (2, 1)
    assert "the rules of publication 2 are not the ones it was done with" in told


def test_a_register_that_was_changed_is_told(room, capsys) -> None:
    code = kept(room)
    changed(room, "published_text", "text = 'other'")
    exit_code, told = said(capsys, code)
    assert exit_code == 2
    assert "Not the text that was published" in told


def test_facts_that_cannot_be_read_are_not_quoted(room, capsys) -> None:
    answer = replace(room.answer(publication=2), facts={"home": "a custody canary"})
    code = kept(room, answer)
    for words, rules in (((code,), "it was done with"), ((code, "--since"), "in force now")):
        assert said(capsys, *words) == (
            2,
            f"{code}: the facts in it cannot be read by the rules {rules}.\n",
        )


def changed(room: Room, table: str, change: str) -> None:
    """What somebody with the file in hand can do."""
    with room.store.begin() as connection:
        names = connection.execute(
            text(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'")
        ).scalars()
        for name in list(names):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(f"UPDATE {table} SET {change}"))

"""`python -m web users`: the first administrator comes from here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from web.__main__ import main
from web.passwords import Passwords
from web.store import accounts, open_store, sign_in_failures

ADD = ["users", "add", "ann@council.example", "--name", "Ann", "--role", "policy_lead"]


@pytest.fixture
def store(tmp_path: Path, migrated_store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", str(tmp_path))
    shutil.copy(migrated_store, tmp_path / "store.sqlite3")
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield store
    store.dispose()


def test_add_prints_a_password_that_must_be_changed(store, capsys) -> None:
    assert main([*ADD, "--role", "approver"]) == 0

    secret = re.search(r"password is (\S+)", capsys.readouterr().out)[1]
    made = accounts.credential(store, "ann@council.example")
    assert made.account.roles == {"policy_lead", "approver"}
    assert made.account.must_change
    assert Passwords().is_right(secret, made.password_hash)


def test_every_one_time_password_is_new_and_long(store, capsys) -> None:
    main(ADD)
    main(["users", "reset", "ann@council.example"])

    one, other = re.findall(r"password is (\S+)", capsys.readouterr().out)
    assert one != other
    assert re.fullmatch(r"(\w{5}-){3}\w{5}", one)


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (ADD, "ann@council.example: there is an account with this email already"),
        ([*ADD[:2], "ANN@council.example", *ADD[3:]], "there is an account with this email"),
        ([*ADD, "--role", "boss"], "'boss' is not a role. The roles are: adviser, manager"),
        ([*ADD[:2], "ann", *ADD[3:]], "'ann', 'Ann': Type an email"),
        (["users", "disable", "nobody@council.example"], "there is no account with this email"),
        (["users", "roles", "nobody@council.example", "--role", "auditor"], "there is no account"),
        (["users", "disable", "max@council.example"], "This is the last administrator."),
        (["users", "roles", "max@council.example", "--role", "auditor"], "the last administrator"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(store, capsys, argv: list, says: str) -> None:
    main(ADD)
    main(["users", "add", "max@council.example", "--name", "Max", "--role", "administrator"])
    capsys.readouterr()

    assert main(argv) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_disable_enable_roles_and_list(store, capsys) -> None:
    main(ADD)
    for argv in (["disable"], ["roles", "--role", "auditor"]):
        assert main(["users", argv[0], "ann@council.example", *argv[1:]]) == 0
    capsys.readouterr()
    main(["users", "list"])
    assert capsys.readouterr().out == "ann@council.example\tAnn\tauditor\toff\n"

    main(["users", "enable", "ann@council.example"])
    assert accounts.by_email(store, "ann@council.example").active


def test_unlock_forgets_wrong_passwords(store) -> None:
    main(ADD)
    for _ in range(5):
        sign_in_failures.count_one(store, "ann@council.example", 1_000)
    main(["users", "unlock", "ann@council.example"])

    assert sign_in_failures.seconds_locked(store, "ann@council.example", 1_000) == 0


def test_a_store_that_was_never_migrated_says_what_to_run(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", str(tmp_path / "new"))

    assert main(["users", "list"]) == 2
    assert "python -m web migrate" in capsys.readouterr().err

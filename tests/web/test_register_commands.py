"""What an operator types: migrate, rules status | import | export, audit head | verify."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from entitlements.rulebook.files import rule_files
from tests.web.store.databases import add_people
from tests.web.store.small_rules import FILES, HELP, OTHER, Office, table
from web.__main__ import main
from web.store import Store, changes, open_store, register, sessions, verify


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rules folder of an installation that was never started."""
    for path, text_ in FILES:
        (tmp_path / "rules" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "rules" / path).write_bytes(text_)
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", str(tmp_path / "instance"))
    monkeypatch.setenv("ENTITLEMENTS_RULES_DIR", str(tmp_path / "rules"))
    return tmp_path / "rules"


@pytest.fixture
def store(folder: Path, capsys: pytest.CaptureFixture[str]) -> Store:
    """Its store, once it was started and people have accounts."""
    assert main(["migrate"]) == 0
    capsys.readouterr()
    store = open_store(f"sqlite:///{folder.parent / 'instance' / 'store.sqlite3'}")
    add_people(store)
    yield store
    store.dispose()


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run a command; its exit code and everything it said."""
    code = main(list(words))
    out = capsys.readouterr()
    return code, out.out + out.err


def test_the_first_start_imports_and_says_so_and_the_next_says_nothing(folder, capsys) -> None:
    code, told = said(capsys, "rules", "status")
    assert (code, told) == (2, "The store is not up to date. Run: python -m web migrate\n")
    assert said(capsys, "migrate") == (0, "Imported 5 rule files as the first publication.\n")
    assert said(capsys, "migrate") == (0, "")
    assert said(capsys, "rules", "status") == (0, "The rules folder is what is in service.\n")


def test_a_first_import_that_cannot_be_read_is_refused_with_its_problems(folder, capsys) -> None:
    (folder / HELP).write_text("id: other\n")
    code, told = said(capsys, "migrate")
    assert code == 2
    assert f"{HELP}:1:" in told


def test_a_folder_that_differs_is_named_and_the_register_is_served(folder, store, capsys) -> None:
    (folder / HELP).write_bytes(table(99))
    (folder / OTHER).unlink()
    code, told = said(capsys, "migrate")
    assert code == 0
    assert f"is not what is in service: {HELP}, {OTHER} (not in the folder).\n" in told
    assert "python -m web rules import --as EMAIL --title TITLE" in told
    assert "python -m web rules export" in told
    assert dict(register.files(store)) == dict(FILES)
    assert said(capsys, "rules", "status") == (
        1,
        f"differs: {HELP}\nnot in the folder: {OTHER}\n",
    )


def test_many_files_that_differ_do_not_fill_the_screen(folder, store, capsys) -> None:
    for number in range(12):
        (folder / "dorset" / f"new-{number:02}.yaml").write_bytes(table(1, f"new-{number:02}"))
    assert "new-09.yaml and 2 more." in said(capsys, "migrate")[1]


def test_what_differs_becomes_a_draft_for_the_usual_sign_off(folder, store, capsys) -> None:
    (folder / HELP).write_bytes(table(99))
    (folder / "dorset/new.yaml").write_bytes(table(1, "new"))
    words = ("rules", "import", "--as", "ada@council.example", "--title", "New rates")
    code, told = said(capsys, *words)
    assert code == 0
    assert told.startswith(f"Change 1 is a draft of 2 files: {HELP}, dorset/new.yaml\n")
    change = changes.get(store, 1)
    assert change is not None
    assert (change.title, change.author.name, change.state) == ("New rates", "Ada", "draft")
    assert dict(change.files) == {HELP: table(99), "dorset/new.yaml": table(1, "new")}
    assert register.latest(store) == 1


@pytest.mark.parametrize(
    ("who", "text_", "told"),
    [
        ("ada@council.example", b"id: dorset/help\n", f"{HELP}:"),
        ("ada@council.example", b"\xff", "UTF-8"),
        ("ben@council.example", table(99), "not the account of a policy lead"),
        ("nobody@council.example", table(99), "not the account of a policy lead"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_whole(folder, store, capsys, who, text_, told) -> None:
    (folder / HELP).write_bytes(text_)
    code, said_ = said(capsys, "rules", "import", "--as", who, "--title", "New")
    assert code == 2
    assert told in said_
    assert changes.all_changes(store) == []


def test_nothing_to_import_is_said(folder, store, capsys) -> None:
    words = ("rules", "import", "--as", "ada@council.example", "--title", "New")
    assert "nothing to import" in said(capsys, *words)[1]


def test_an_export_puts_the_folder_right_and_says_what_it_wrote(folder, store, capsys) -> None:
    (folder / HELP).write_bytes(table(99))
    code, told = said(capsys, "rules", "export")
    assert (code, told.splitlines()[0]) == (0, f"wrote {folder / HELP}")
    assert "1 files written" in told
    assert sorted(rule_files(folder)) == sorted(FILES)
    said(capsys, "rules", "export", "--to", str(folder.parent / "out"))
    assert sorted(rule_files(folder.parent / "out")) == sorted(FILES)


def test_status_tells_of_emergencies(folder, store, capsys) -> None:
    Office(store).emergency(days=10_000)
    said(capsys, "rules", "export")
    assert said(capsys, "rules", "status") == (
        1,
        "waits for a second signature: change 1, Pay £20.\n",
    )


def test_a_head_is_printed_and_verified_later(folder, store, capsys) -> None:
    code, head = said(capsys, "audit", "head")
    assert code == 0
    count, hash_ = head.split()
    assert (count, len(hash_)) == ("1", 64)
    Office(store).published()
    code, told = said(capsys, "audit", "verify", "--head", head.strip())
    assert code == 0
    assert told.startswith("All is as it was written, up to event 6 ")
    code, told = said(capsys, "audit", "verify", "--head", "f" * 64)
    assert code == 1
    assert "The saved head is not in the record" in told


def test_a_tampered_text_is_named_by_status_verify_and_start(folder, store, capsys) -> None:
    with store.begin() as connection:
        connection.execute(text("DROP TRIGGER published_text_never_rewritten"))
        connection.execute(
            text("UPDATE published_text SET text = 'x' WHERE path = :p"), {"p": HELP}
        )
    for words in (("rules", "status"), ("audit", "verify")):
        code, told = said(capsys, *words)
        assert code == 1
        assert HELP in told
    assert HELP in said(capsys, "migrate")[1]
    code, told = said(capsys, "rules", "export")
    assert code == 2, "a wrong text is never written out"
    assert HELP in told


def test_a_store_that_is_none_is_said_in_one_line(folder, store, capsys) -> None:
    store.dispose()
    (folder.parent / "instance" / "store.sqlite3").write_bytes(b"not a database at all" * 99)
    code, told = said(capsys, "audit", "verify")
    assert (code, told) == (2, "The store: file is not a database\n")


def test_a_backup_holds_the_register_and_nobodys_answers(folder, store, capsys) -> None:
    number = Office(store).published()
    sessions.add(store, "d" * 64, '{"answers": "canary"}', 1)
    to = folder.parent / "kept" / "backup.sqlite3"
    head = said(capsys, "audit", "head")[1].strip()
    assert said(capsys, "backup", str(to)) == (
        0,
        f"{to} is a verified copy, up to event {head}\n",
    )
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert b"canary" not in to.read_bytes()
    copy = open_store(f"sqlite:///{to}")
    assert verify.everything(copy, head) == []
    assert register.files(copy) == register.files(store)
    assert changes.get(copy, number) == changes.get(store, number)
    copy.dispose()
    assert sessions.read(store, "d" * 64) is not None, "the store itself keeps them"
    code, told = said(capsys, "backup", str(to))
    assert (code, told) == (2, f"{to} is there already. Name a new file.\n")


def test_a_backup_of_a_damaged_store_is_told(folder, store, capsys) -> None:
    with store.begin() as connection:
        connection.execute(text("DROP TRIGGER change_never_deleted"))
    code, told = said(capsys, "backup", str(folder.parent / "backup.sqlite3"))
    assert code == 2
    assert "not as it was written: law change_never_deleted" in told

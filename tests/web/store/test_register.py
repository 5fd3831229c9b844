"""The register: first import, what is in service, what differs, and back into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from entitlements.problems import DataProblems
from entitlements.rulebook.files import rule_files
from entitlements.signoff import NotAllowed
from tests.rulebooks import RULES, shipped_files
from tests.web.store.small_rules import AT, BEN, FILES, HELP, OTHER, Office, table
from web.store import Store, audit, changes, open_store, publishing, register, verify
from web.store.migrate import migrate


@pytest.fixture
def empty(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    migrate(store)
    yield store
    store.dispose()


def written(folder: Path, files: list[tuple[str, bytes]]) -> Path:
    for path, text_ in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text_)
    return folder


def test_an_empty_register_has_no_publication(empty: Store) -> None:
    assert register.latest(empty) == 0
    assert register.files(empty) == []


def test_the_first_start_imports_every_file_and_the_next_none(empty: Store) -> None:
    first = register.import_folder(empty, RULES, AT)
    again = register.import_folder(empty, RULES, AT)
    assert set(first.added) == set(dict(shipped_files()))
    assert (again.added, again.different, again.missing) == ((), (), ())
    assert set(again.same) == set(first.added)
    assert register.latest(empty) == 1


def test_import_then_export_is_byte_for_byte(empty: Store, tmp_path: Path) -> None:
    register.import_folder(empty, RULES, AT)
    written_paths = register.export_folder(empty, tmp_path / "out")
    assert dict(rule_files(tmp_path / "out")) == dict(shipped_files())
    assert set(written_paths) == set(dict(shipped_files()))
    assert register.export_folder(empty, tmp_path / "out") == []


@settings(max_examples=20)
@given(note=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
def test_whatever_a_comment_holds_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, note: str
) -> None:
    folder = tmp_path_factory.mktemp("round")
    files = [(path, b"# " + note.encode() + b"\r\n" + text_) for path, text_ in FILES]
    store = open_store(f"sqlite:///{folder / 's.sqlite3'}")
    assume(not publishing.problems_of(sorted(files)))
    migrate(store)
    register.import_folder(store, written(folder / "in", files), AT)
    register.export_folder(store, folder / "out")
    store.dispose()
    assert sorted(rule_files(folder / "out")) == sorted(files)


def test_a_first_import_that_is_no_rule_book_is_refused_whole(empty: Store, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", [*FILES, (HELP, b"id: nothing like it\n")])
    with pytest.raises(DataProblems, match=r"dorset/help\.yaml"):
        register.import_folder(empty, folder, AT)
    assert register.latest(empty) == 0
    assert audit.head(empty).count == 0


def test_a_folder_that_differs_is_told_and_not_taken(store: Store, tmp_path: Path) -> None:
    files = {**dict(FILES), HELP: table(99), "dorset/new.yaml": table(1, "new")}
    del files[OTHER]
    found = register.import_folder(store, written(tmp_path / "in", list(files.items())), AT)
    assert found.added == ()
    assert found.different == (HELP, "dorset/new.yaml")
    assert found.missing == (OTHER,)
    assert register.files(store) == sorted(FILES)


def test_what_is_in_service_is_the_newest_text_of_each_file(office: Office) -> None:
    office.published(20)
    office.published(30, OTHER)
    assert dict(register.files(office.store))[HELP] == table(20)
    assert dict(register.files(office.store))[OTHER] == table(30, "other")
    assert dict(register.files(office.store, 2))[OTHER] == table(10, "other")
    assert register.files(office.store, 1) == sorted(FILES)
    assert register.files(office.store, 0) == []


def test_every_text_a_file_ever_had_is_kept(office: Office) -> None:
    change = office.published(20)
    newest, first = register.revisions(office.store, HELP)
    assert (newest.text, newest.by, newest.change_id) == (table(20), "Ben", change)
    assert (first.text, first.by, first.publication) == (table(10), "first import", 1)
    assert register.revisions(office.store, "dorset/none.yaml") == []


@pytest.mark.parametrize(
    "path",
    ["../up.yaml", "/etc/passwd", "a/b/c.yaml", "Help.yaml", "help.txt", "dorset/.yaml", ""],
)
def test_no_path_leads_out_of_the_folder(office: Office, path: str) -> None:
    change = office.draft()
    with pytest.raises(NotAllowed, match="not the name of a rule file"):
        changes.save(office.store, change, path, b"", 0, 1, AT)


def test_an_export_is_on_record_and_leaves_other_files_alone(
    office: Office, tmp_path: Path
) -> None:
    written(tmp_path, [("README.txt", b"mine"), (HELP, b"old")])
    assert HELP in register.export_folder(office.store, tmp_path, AT, "Ben (account 2)")
    (event,) = audit.events(office.store, limit=1)
    assert (event.action, event.actor, event.at) == ("export", "Ben (account 2)", AT)
    assert (tmp_path / "README.txt").read_bytes() == b"mine"
    assert (tmp_path / HELP).read_bytes() == table(10)
    assert not list(tmp_path.rglob(".*")), "no half-written file is left"


def without_guards(store: Store, statement: str, **values: object) -> None:
    """What only somebody who owns the database can do: take a law down, then write."""
    with store.begin() as connection:
        connection.execute(text("DROP TRIGGER published_text_never_rewritten" + ON[store]))
        connection.execute(text(statement), values)


class _On:
    def __getitem__(self, store: Store) -> str:
        return " ON published_text" if store.dialect.name == "postgresql" else ""


ON = _On()


@pytest.mark.parametrize("also", ["", ", sha256 = :sha"])
def test_a_text_that_was_tampered_with_is_refused_and_named(store: Store, also: str) -> None:
    sha = audit.text_sha(table(999))
    change = f"UPDATE published_text SET text = :text{also} WHERE path = :path"
    without_guards(store, change, text=table(999), sha=sha, path=HELP)
    with pytest.raises(register.RegisterTampered, match=HELP):
        register.files(store)
    assert HELP in " ".join(fault.where for fault in verify.everything(store))


def test_publishing_tells_who_changed_a_file_first(office: Office) -> None:
    mine, theirs = office.signed(20), office.signed(30)
    changes.publish(office.store, theirs, BEN, AT)
    with pytest.raises(NotAllowed, match=r"help.yaml was changed by Ben since.*new draft"):
        changes.publish(office.store, mine, BEN, AT)
    assert dict(register.files(office.store))[HELP] == table(30)

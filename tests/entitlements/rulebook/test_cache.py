"""A kept book is the book that was read, and nobody else's file is trusted."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from entitlements.problems import DataProblems
from entitlements.rulebook.cache import compile_kept, load_book
from tests.rulebooks import RULES, shipped


class Trap:
    """What a file of somebody else's could hold."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.putenv, ("TRAPPED", "yes"))  # type: ignore[return-value]


def kept_in(folder: Path) -> Path:
    (path,) = folder.glob("*.book")
    return path


def test_a_kept_book_is_the_book_without_its_examples(tmp_path: Path) -> None:
    tables = {
        name: replace(table, versions=tuple(replace(v, examples=()) for v in table.versions))
        for name, table in shipped().tables.items()
    }
    expected = replace(shipped(), tables=tables)

    assert load_book(RULES, tmp_path) == expected
    assert load_book(RULES, tmp_path) == expected  # this time from the file


def test_a_spoilt_file_is_passed_over(tmp_path: Path) -> None:
    book = load_book(RULES, tmp_path)
    for spoilt in (b"", b"rubbish", pickle.dumps(["not a book"])):
        kept_in(tmp_path).write_bytes(spoilt)
        assert load_book(RULES, tmp_path) == book


def test_a_file_that_others_may_write_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pickle runs what it holds, so one that somebody else could have put there stays shut."""
    book = load_book(RULES, tmp_path)
    path = kept_in(tmp_path)
    path.write_bytes(pickle.dumps(Trap()))
    path.chmod(0o666)
    opened: list[bytes] = []
    monkeypatch.setattr(pickle, "loads", opened.append)

    assert load_book(RULES, tmp_path) == book
    assert not opened


def test_another_text_is_another_book(tmp_path: Path) -> None:
    """Changing a rule file is seen at once: the name of a kept book is the digest of its text."""
    rules, cache = tmp_path / "rules", tmp_path / "cache"
    (rules / "england").mkdir(parents=True)
    for name in ("facts.yaml", "sources.yaml", "parameters.yaml"):
        (rules / name).write_bytes((RULES / name).read_bytes())
    first = load_book(rules, cache)
    (rules / "england" / "broken.yaml").write_text("id: england/broken\n")

    assert not first.tables
    with pytest.raises(DataProblems):
        load_book(rules, cache)


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")

    assert load_book(RULES, blocked / "cache").digest == shipped().digest


def test_compiled_source_is_kept_and_does_the_same(tmp_path: Path) -> None:
    source = "def twice(n): return 2 * n\n"
    names: dict[str, object] = {}
    for _ in range(2):
        exec(compile_kept(source, tmp_path), names)
        assert names["twice"](4) == 8  # type: ignore[operator]
    assert len(list(tmp_path.glob("*.code"))) == 1

"""What a change leaves in English is found, language by language."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.rulebooks import shipped_files
from web.editor.translated import untranslated_in

BEFORE = tuple(sorted(shipped_files()))
PATH = "dorset/sim.yaml"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def with_title(title: str) -> tuple[tuple[str, bytes], ...]:
    texts = dict(BEFORE)
    lines = texts[PATH].decode().splitlines(keepends=True)
    lines = [f"title: {title}\n" if line.startswith("title: ") else line for line in lines]
    return tuple(sorted({**texts, PATH: "".join(lines).encode()}.items()))


@pytest.fixture
def albanian(tmp_path: Path) -> Path:
    """A folder of translations with a catalogue that knows one text."""
    folder = tmp_path / "sq" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    known = 'msgctxt "dorset/sim.title"\nmsgid "A free SIM card"\nmsgstr "Kartë SIM falas"\n'
    (folder / "messages.po").write_text(PO + known)
    return tmp_path


def test_where_there_is_no_other_language_nothing_is_missing(make_app, tmp_path: Path) -> None:
    app: Flask = make_app(translations_dir=tmp_path)
    with app.app_context():
        assert list(untranslated_in(BEFORE, with_title("A SIM"))) == []


def test_a_changed_file_is_held_to_each_catalogue(make_app, albanian: Path) -> None:
    app: Flask = make_app(translations_dir=albanian)
    with app.app_context():
        found = list(untranslated_in(BEFORE, with_title("A free SIM card")))
        unchanged = list(untranslated_in(BEFORE, BEFORE))

    assert unchanged == []
    assert [finding.kind for finding in found] == ["untranslated"]
    assert "sq" in found[0].what
    assert "A free SIM card" not in found[0].what

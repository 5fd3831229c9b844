"""Every sentence can be said in another language, and English is what is left."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from flask import g

from web import i18n
from web.i18n_extract import extract_rules
from web.settings import ROOT

WELSH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: cy\\n"

msgid "Privacy"
msgstr "Preifatrwydd"

msgctxt "england/suha.title"
msgid "Setting up home"
msgstr "Sefydlu cartref"
"""


@pytest.fixture
def welsh(make_app, tmp_path: Path, monkeypatch):
    """An application that knows two phrases of Welsh."""
    monkeypatch.setattr(i18n, "_CATALOGUES", dict(i18n._CATALOGUES))
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(WELSH)
    app = make_app(translations_dir=tmp_path)
    with app.test_request_context():
        g.locale = "cy"
        yield app


def test_a_translated_sentence_is_used(welsh) -> None:
    assert i18n.gettext("Privacy") == "Preifatrwydd"
    assert i18n.pgettext("england/suha.title", "Setting up home") == "Sefydlu cartref"


def test_an_untranslated_sentence_stays_english(welsh) -> None:
    assert i18n.gettext("Cookies") == "Cookies"
    assert i18n.pgettext("elsewhere", "Setting up home") == "Setting up home"
    assert i18n.ngettext("%(num)s day", "%(num)s days", 3) == "3 days"


def test_sentences_take_values() -> None:
    assert i18n.gettext("after %(minutes)s minutes", minutes=30) == "after 30 minutes"


def test_one_command_collects_every_sentence(tmp_path: Path) -> None:
    pot = tmp_path / "messages.pot"
    command = "-m babel.messages.frontend -q extract -F pyproject.toml -k pgettext:1c,2 -o"
    subprocess.run(
        [sys.executable, *command.split(), str(pot), "."],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
        check=True,
    )
    collected = pot.read_text()

    assert '"Exit this page"' in collected  # a template
    assert '"Page not found"' in collected  # Python
    assert 'msgctxt "england/' in collected  # a rule file


def test_rule_files_give_their_sentences_with_line_and_context() -> None:
    text = b"""\
id: england/suha
title: Setting up home
payer: Your council
versions:
  - effective_from: 2026-01-01
    rows:
      - id: first
        outcome: entitled
        says: You can get it.
        evidence: [A tenancy]
    examples:
      - {name: Nobody, text: not for people}
"""
    assert [(line, *pair) for line, _, pair, _ in extract_rules(BytesIO(text), [], [], {})] == [
        (2, "england/suha.title", "Setting up home"),
        (3, "england/suha.payer", "Your council"),
        (9, "england/suha.versions.2026-01-01.rows.first.says", "You can get it."),
        (10, "england/suha.versions.2026-01-01.rows.first.evidence.0", "A tenancy"),
    ]

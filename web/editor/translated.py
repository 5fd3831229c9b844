"""Which texts of a change have no translation yet, in each language there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from flask import current_app

from entitlements.proof import Finding
from entitlements.proof.texts import untranslated
from web.editor.drafted import Files
from web.i18n_extract import extract_rules

Texts = set[tuple[str, str]]  #: a context, and the English


def untranslated_in(before: Files, after: Files) -> Iterator[Finding]:
    """What a change leaves in English; one finding a file and language."""
    folder = current_app.extensions["entitlements.settings"].translations_dir
    known = _translated(folder)
    if known:
        held = dict(before)
        changed = [text for path, text in after if held.get(path) != text]
        yield from untranslated(_texts(changed), known)


def _texts(files: list[bytes]) -> Iterator[tuple[str, str]]:
    """Every text that a person reads, named as the extractor names it."""
    for text in files:
        for _line, _function, message, _comments in extract_rules(BytesIO(text), None, None, None):
            yield message


@lru_cache(maxsize=2)
def _translated(folder: Path) -> dict[str, Texts]:
    """What each catalogue translates. Catalogues change with the service, not under it."""
    found = {path.parent.parent.name: path for path in folder.glob("*/LC_MESSAGES/*.po")}
    return {name: _of_catalogue(path) for name, path in found.items()}


def _of_catalogue(path: Path) -> Texts:
    with path.open("rb") as file:
        return {
            (message.context, str(message.id))
            for message in read_po(file)
            if message.context and message.string
        }

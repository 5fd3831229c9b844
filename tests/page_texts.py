"""Every sentence of the pages and messages, found as `make messages` finds them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from entitlements.plain_english.scoring import Text

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "-m babel.messages.frontend -q extract -F pyproject.toml -k pgettext:1c,2 -o"
#: Files of one folder explain each other's words: they make one page, or one set of messages.
PIECES = (
    *("entitlements/messages/", "web/asked/", "web/check/", "web/told/", "web/templates/check/"),
    *("web/cases/", "web/templates/cases/"),
)


@cache
def page_texts() -> tuple[Text, ...]:
    """The texts that no rule file holds."""
    with TemporaryDirectory() as folder:
        pot = Path(folder, "messages.pot")
        environment = {**os.environ, "PYTHONPATH": "."}
        command = [sys.executable, *COMMAND.split(), str(pot), "."]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        with pot.open("rb") as written:
            return tuple(text for message in read_po(written) for text in _texts_of(message))


def _texts_of(message: Message) -> Iterator[Text]:
    forms = (message.id,) if isinstance(message.id, str) else message.id
    for file, line in message.locations:
        if not file.startswith("rules/"):
            group = next((piece for piece in PIECES if file.startswith(piece)), file)
            yield from (Text(f"{file}:{line}", form, group) for form in forms if form)

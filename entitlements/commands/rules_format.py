"""`rules format`: rule files as they would be written."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from entitlements.commands.loading import refused
from entitlements.problems import nearest
from entitlements.rulebook.read import read_book
from entitlements.rulebook.write import write_book


def run(arguments: Namespace) -> int:
    """Print the canonical text of one file, or the names of those that differ from theirs."""
    texts = write_book(read_book(arguments.rules))
    if arguments.table is None:
        _print_different(texts, arguments.rules)
        return 0
    text = texts.get(f"{arguments.table.removesuffix('.yaml')}.yaml")
    if text is None:
        names = [name.removesuffix(".yaml") for name in texts]
        raise refused(arguments.table, "There is no such file.", nearest(arguments.table, names))
    print(text, end="")
    return 0


def _print_different(texts: dict[str, str], folder: Path) -> None:
    for name, text in texts.items():
        if (folder / name).read_text("utf-8") != text:
            print(name)

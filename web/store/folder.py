"""The rules folder and the register: the first import, what differs, and the export."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from entitlements.problems import DataProblems
from entitlements.rulebook.files import rule_files
from web.store.audit import BY_ITSELF, record
from web.store.engine import Store, writing
from web.store.published import Files, files, files_in, latest, latest_in, texts_digests
from web.store.publishing import check_path, problems_of, put_in_register


@dataclass(frozen=True, slots=True)
class Imported:
    """How a folder stands to the register, by path.

    `added` were taken in now; `different` were not: the folder holds another text
    than the register, or a file the register has not; `missing` are in the
    register and not in the folder.
    """

    added: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def import_folder(store: Store, folder: Path, at: int) -> Imported:
    """Take every file into an empty register; into one that is not, none.

    Raises: DataProblems, where the first import is not a rule book
    """
    found = rule_files(folder)
    if latest(store) == 0 and _import_first(store, found, at):
        return Imported(added=tuple(path for path, _ in found))
    return compare(store, found)


def _import_first(store: Store, found: Files, at: int) -> bool:
    """False if somebody else was first."""
    for path, _ in found:
        check_path(path)
    problems = problems_of(found)
    if problems:
        raise DataProblems(problems)
    with writing(store) as connection:
        if latest_in(connection):
            return False
        put_in_register(connection, found, at, "import", {})
    return True


def compare(store: Store, found: Files) -> Imported:
    """Say how files stand to those in service; nothing is written."""
    held, there = dict(files(store)), dict(found)
    return Imported(
        same=tuple(path for path in there if held.get(path) == there[path]),
        different=tuple(path for path in there if held.get(path) != there[path]),
        missing=tuple(path for path in held if path not in there),
    )


def export_folder(
    store: Store, folder: Path, at: int | None = None, actor: str = BY_ITSELF
) -> list[str]:
    """Write the files in service into a folder, byte for byte, and return those that changed.

    Each file is replaced whole or not at all. Files of other names are left alone.
    """
    with writing(store) as connection:
        held = files_in(connection)
        what = {"publication": latest_in(connection), "texts": texts_digests(held)}
        record(connection, actor, "export", what, int(time.time()) if at is None else at)
    return [path for path, text in held if _write(folder, path, text)]


def _write(folder: Path, path: str, text: bytes) -> bool:
    check_path(path)
    place = folder / path
    if place.is_file() and place.read_bytes() == text:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    os.replace(file.name, place)
    return True

"""The files of a rule book, and the digest of the text used."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def rule_files(folder: Path) -> list[tuple[str, bytes]]:
    """Every rule file of a folder, and of the folders in it, as (path from the folder, text).

    Raises: OSError, for a folder or a file that cannot be read
    """
    found: list[tuple[str, bytes]] = []
    for below in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        names = sorted(entry.name for entry in os.scandir(below) if entry.name.endswith(".yaml"))
        prefix = "" if below == folder else f"{below.name}/"
        found += [(prefix + name, (below / name).read_bytes()) for name in names]
    return found


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 of the text used: each path and its bytes, in path order."""
    sum_ = sha256()
    for name, text in sorted(files):
        sum_.update(f"{name}\0{len(text)}\0".encode() + text)
    return sum_.hexdigest()

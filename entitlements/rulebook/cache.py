"""A rule book kept ready, by the digest of its text, and the code made from it.

Reading and checking the text takes a tenth of a second; a command or a worker
that starts with the same text need not do it again. The file is named after the
digest of the text and of the classes it holds, so neither can be out of date,
and it lies in a folder that only its owner may write.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import CodeType

from entitlements.problems import DataProblems
from entitlements.rulebook.files import digest, rule_files
from entitlements.rulebook.model import RuleBook

_HERE = Path(__file__).parent
#: The files whose classes a kept book holds.
_CLASSES = ("amounts.py", "catalogue.py", "conditions.py", "kept.py", "model.py", "../dates.py")


def cache_folder() -> Path:
    """Where kept books lie: `ENTITLEMENTS_CACHE`, else the user's own cache folder."""
    named = os.environ.get("ENTITLEMENTS_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "care-leaver-entitlements"


def load_book(folder: Path, cache: Path | None = None) -> RuleBook:
    """Load a rule book, from the cache when the same text was read before.

    Worked examples are left out: they are for checking a book, not for using it.
    Raises: DataProblems, with every problem in the text
    """
    files = rule_files(folder)
    path = (cache or cache_folder()) / f"{digest(files)[:32]}-{_classes()}.book"
    return _kept(path) or _read(files, path)


@lru_cache(maxsize=1)
def _classes() -> str:
    sum_ = sha256(sys.version.encode())
    for name in _CLASSES:
        sum_.update((_HERE / name).read_bytes())
    return sum_.hexdigest()[:16]


def _kept(path: Path) -> RuleBook | None:
    """The kept book; None where there is none, or where it is not our own file."""
    try:
        if not _is_ours(path):
            return None
        book = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError):
        return None
    return book if isinstance(book, RuleBook) else None


def _read(files: list[tuple[str, bytes]], path: Path) -> RuleBook:
    from entitlements.rulebook.read import read_files

    book, problems = read_files(files)
    if problems or book is None:
        raise DataProblems(problems)
    book = _without_examples(book)
    with suppress(OSError):  # a cache that cannot be written is only slower
        _keep(pickle.dumps(book, pickle.HIGHEST_PROTOCOL), path)
    return book


def compile_kept(source: str, cache: Path | None = None) -> CodeType:
    """Compile generated source, or take what was compiled from the same source before."""
    name = sha256(f"{sys.version}\0{source}".encode()).hexdigest()[:32]
    path = (cache or cache_folder()) / f"{name}.code"
    with suppress(OSError, ValueError, EOFError, TypeError):
        if _is_ours(path):
            code = marshal.loads(path.read_bytes())
            if isinstance(code, CodeType):
                return code
    code = compile(source, "<rule book>", "exec")
    with suppress(OSError):
        _keep(marshal.dumps(code), path)
    return code


def _keep(data: bytes, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.replace(file.name, path)


def _is_ours(path: Path) -> bool:
    """Whether a file is ours and nobody else may write it. Raises OSError if there is none."""
    status = path.stat()
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & 0o022
    )


def _without_examples(book: RuleBook) -> RuleBook:
    tables = {
        name: replace(table, versions=tuple(replace(v, examples=()) for v in table.versions))
        for name, table in book.tables.items()
    }
    return replace(book, tables=tables)

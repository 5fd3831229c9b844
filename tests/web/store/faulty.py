"""A process that is killed, raced or left without room while it publishes.

    python -m tests.web.store.faulty kill URL CHANGE DEED
    python -m tests.web.store.faulty race URL CHANGE CHANGE
    python -m tests.web.store.faulty full URL CHANGE

Each attempt is one line of JSON on standard output. A copy of the process (fork)
makes each attempt, so that the parent can look at what it left behind.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event

from entitlements.signoff import NotAllowed
from tests.web.store.small_rules import ADA, AT, BEN, DAY, HELP, Office, table
from web.store import Store, StoreError, changes, open_store, register, verify

PAGE = 4096  # bytes
#: Where a process is killed: before each statement, and before the commit.
MOMENTS = ("before_cursor_execute", "commit")
PUBLISHED, REFUSED, NO_ROOM = 0, 3, 4


DEEDS: dict[str, Callable[[Store, int], Any]] = {
    "publish": lambda store, change: changes.publish(store, change, BEN, AT),
    "save": lambda store, change: changes.save(store, change, HELP, table(21), 1, ADA, AT),
    "sign": lambda store, change: changes.sign(
        store, change, BEN, Office(store).digests(change), AT
    ),
    "emergency": lambda store, change: changes.publish_in_emergency(
        store, change, ADA, "Letters are out.", AT + DAY, AT
    ),
    "expire": lambda store, change: changes.expire_emergencies(store, AT + 15 * DAY),
}


def kill(url: str, change: str, deed: str) -> None:
    """Do it, killed at the first moment, at the second, and so on until it is done."""
    for moment in range(1, 500):
        code = in_a_copy(lambda n=moment: done(killing(open_store(url), n), int(change), deed))
        tell(url, change, moment=moment, code=code)
        if code != -signal.SIGKILL:
            return


def done(store: Store, change: int, deed: str) -> int:
    """Do a deed to the end."""
    DEEDS[deed](store, change)
    return PUBLISHED


def killing(store: Store, moment: int) -> Store:
    """The store with a hook that kills the process when its turn has come."""
    left = [moment]

    def count_down(*_: Any) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in MOMENTS:
        event.listen(store, name, count_down)
    return store


def publish(store: Store, change: int) -> int:
    """Publish, and say by a number how it went."""
    try:
        changes.publish(store, change, BEN, AT)
    except NotAllowed as refusal:
        print(json.dumps({"refused": refusal.message}), flush=True)
        return REFUSED
    except StoreError:
        return NO_ROOM
    return PUBLISHED


def race(url: str, *numbers: str) -> None:
    """Publish each from a process of its own, all let go at once."""
    ready, go = os.pipe()
    children = [
        begin(lambda n=number: os.read(ready, 1) and publish(open_store(url), int(n)))
        for number in numbers
    ]
    os.write(go, b"x" * len(children))
    tell(url, numbers[0], codes=[ended(child) for child in children])


def full(url: str, change: str) -> None:
    """Publish with room for so many pages of a file and no more, until there is enough."""
    size = Path(url.removeprefix("sqlite:///")).stat().st_size
    for room in (*range(0, size, 8 * PAGE), *range(size, size + 100 * PAGE, PAGE)):
        code = in_a_copy(lambda room=room: publish(narrowed(open_store(url), room), int(change)))
        tell(url, change, room=room, code=code)
        if code == PUBLISHED:
            return


def narrowed(store: Store, room: int) -> Store:
    """Let no file grow past so many bytes: what a full disk does, without filling one."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    return store


def in_a_copy(work: Callable[[], int]) -> int:
    """Work in a copy of this process; its exit code, or minus the signal that ended it."""
    return ended(begin(work))


def begin(work: Callable[[], int]) -> int:
    """Set a copy to work, and return its process number."""
    child = os.fork()
    if not child:
        try:
            os._exit(work())
        finally:
            os._exit(1)
    return child


def ended(child: int) -> int:
    """Wait for a copy to end."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def tell(url: str, change: str, **found: object) -> None:
    """Print what an attempt left behind."""
    print(json.dumps(found | dict(left_behind(url, int(change)))), flush=True)


def left_behind(url: str, change: int) -> Iterator[tuple[str, object]]:
    """What the store is now, as whoever opens it next finds it."""
    store = open_store(url)
    found = changes.get(store, change)
    assert found is not None
    yield "state", found.state
    yield "publication", found.publication
    yield "latest", register.latest(store)
    yield "texts", len(register.files(store))
    yield "saves", len(changes.saves(store, change, HELP))
    yield "faults", [str(fault) for fault in verify.everything(store)]
    store.dispose()


if __name__ == "__main__":
    {"kill": kill, "race": race, "full": full}[sys.argv[1]](*sys.argv[2:])

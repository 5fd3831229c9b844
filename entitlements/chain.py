"""A chain of events: each holds the hash of the one before, so none can be changed unseen.

The hash of an event is SHA-256 of the byte 0x00 and its canonical JSON, the way a
leaf is hashed in RFC 6962: inclusion proofs can be added without hashing again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

LEAF = b"\x00"
#: What stands for the hash before the first event.
NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One link. `at` is in seconds since 1970; `object` is canonical JSON as text."""

    sequence: int
    at: int
    actor: str
    action: str
    object: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How many events there are, and the hash of the last; `0` and zeros for none."""

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count} {self.hash}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the record that is not as it was written: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def canonical(value: Any) -> str:
    """Write data as JSON in the one way: sorted keys, no spaces, no fractions.

    Raises: TypeError, for a number that is not whole
    """
    _refuse_fractions(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r}: a fraction has more than one way to be written")
    if isinstance(value, dict):
        value = list(value.values())
    for item in value if isinstance(value, list | tuple) else ():
        _refuse_fractions(item)


def link(head: Head, at: int, actor: str, action: str, what: dict[str, Any]) -> Event:
    """Return the event that follows `head`."""
    event = Event(head.count + 1, at, actor, action, canonical(what), head.hash, "")
    return Event(*_parts(event), hash_of(event))


def _parts(event: Event) -> tuple[int, int, str, str, str, str]:
    return event.sequence, event.at, event.actor, event.action, event.object, event.previous


def hash_of(event: Event) -> str:
    """The hash an event should have. Bytes that are not text count as they are."""
    text = (
        f'{{"action":{_text(event.action)},"actor":{_text(event.actor)}'
        f',"at":{_text(utc(event.at))},"object":{event.object}'
        f',"previous":{_text(event.previous)},"sequence":{event.sequence}}}'
    )
    return sha256(LEAF + text.encode("utf-8", "surrogateescape")).hexdigest()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=repr)


def utc(at: int) -> str:
    """Write a moment as `2026-11-26T11:20:00Z`; one that is on no calendar as it is."""
    try:
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, TypeError, ValueError):
        return str(at)


def faults(events: Iterable[Event], saved: str | None = None) -> Iterator[Fault]:
    """Find every event that was changed, dropped or moved; with a saved head, also a cut.

    `saved` is a head as it was printed: a count and a hash, or the hash alone.
    """
    head, seen = Head(0, NOTHING), {NOTHING: 0}
    for event in events:
        yield from _link_faults(head, event)
        head = Head(event.sequence, event.hash)
        seen.setdefault(event.hash, event.sequence)
    if saved is not None:
        yield from _cut_faults(saved, head, seen)


def _link_faults(head: Head, event: Event) -> Iterator[Fault]:
    where = f"event {event.sequence}"
    if event.sequence != head.count + 1:
        yield Fault(where, f"It follows event {head.count}: events are missing or moved.")
    elif event.previous != head.hash:
        yield Fault(where, "It does not follow from the event before it: one of them was changed.")
    if event.hash != hash_of(event):
        yield Fault(where, "It was changed after it was written.")


def _cut_faults(saved: str, head: Head, seen: dict[str, int]) -> Iterator[Fault]:
    *count, wanted = saved.replace(":", " ").split() or [""]
    if wanted not in seen:
        what = f"The saved head is not in the record, which ends at event {head.count}."
        yield Fault("head", f"{what} Events were cut off or written anew.")
    elif count and str(seen[wanted]) != count[0]:
        yield Fault("head", f"The saved head is event {seen[wanted]}, not event {count[0]}.")

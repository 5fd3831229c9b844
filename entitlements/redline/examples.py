"""What differs between the worked examples of two versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entitlements.redline.difference import Concerns, Difference, How
from entitlements.redline.pairing import pair
from entitlements.redline.telling import Telling, day
from entitlements.redline.versions import Around
from entitlements.rulebook.model import Example, Version

_WHAT = {
    How.ADDED: "is new",
    How.REMOVED: "is taken out",
    How.CHANGED: "changes",
    How.MOVED: "stands in another place",
}


def between_examples(
    before: Version, after: Version, old: Telling, new: Telling, around: Around
) -> Iterator[Difference]:
    """Every worked example that is new, gone, changed or moved."""
    pairs = pair(before.examples, after.examples, lambda example: example.name)
    found: list[tuple[How, Example | None, Example | None]] = [
        *((How.ADDED, None, now) for now in pairs.added),
        *((How.REMOVED, was, None) for was in pairs.removed),
        *((How.CHANGED, was, now) for was, now in pairs.same if was != now),
        *((How.MOVED, was, now) for was, now in pairs.moved),
    ]
    for how, was, now in found:
        name = min(example.name for example in (was, now) if example)
        says = f"The worked example “{name}” {_WHAT[how]}{around.when}."
        place = replace(around.place, row=name, column="examples")
        sides = (_told(was, old), _told(now, new))
        yield Difference(place, how, Concerns.WORDS, around.heading, says, *sides)


def examples_of_its_own(version: Version, how: How, around: Around) -> Iterator[Difference]:
    """How many worked examples come, or go, with a whole version."""
    number = len(version.examples)
    if number:
        examples = "1 worked example" if number == 1 else f"{number} worked examples"
        says = f"The version has {examples} of its own."
        place = replace(around.place, column="examples")
        yield Difference(place, how, Concerns.WORDS, around.heading, says)


def _told(example: Example | None, telling: Telling) -> str:
    if example is None:
        return ""
    facts, expected = telling.value(example.facts), telling.value(example.expect)
    return f"On {day(example.as_at)}: {facts}. Expected: {expected}"

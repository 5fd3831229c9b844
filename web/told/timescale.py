"""From when until when: the timeline as stretches of days, alike ones told together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.in_short import GOOD
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Span, Timeline

#: Outcomes that say nothing about the days they cover, which is not a no.
SILENT = (Outcome.NOT_IN_FORCE, Outcome.NOT_PUBLISHED, Outcome.UNDECIDED)


class Then(StrEnum):
    """What follows a stretch of days."""

    STOPS = "stops"
    NOT_KNOWN = "not_known"
    GOES_ON = "goes_on"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, half-open, with something to get, and what follows them."""

    start: date
    end: date
    then: Then


def stretches(spans: Iterable[Span], until: date) -> Iterator[Stretch]:
    """The stretches of one entitlement with something to get, joined where they meet."""
    start: date | None = None
    for span in spans:
        if span.outcome in GOOD:
            start = start or span.start
        elif start is not None:
            then = Then.NOT_KNOWN if span.outcome in SILENT else Then.STOPS
            yield Stretch(start, span.start, then)
            start = None
    if start is not None:
        yield Stretch(start, until, Then.GOES_ON)


def by_stretch(timeline: Timeline, wanted: Iterable[str]) -> dict[Stretch, list[str]]:
    """The entitlements that start and stop on the same days, first to stop first."""
    spans: dict[str, list[Span]] = {name: [] for name in wanted}
    for span in timeline.spans:
        if span.entitlement in spans:
            spans[span.entitlement].append(span)
    found: dict[Stretch, list[str]] = {}
    for name, its in spans.items():
        for stretch in stretches(its, timeline.until):
            found.setdefault(stretch, []).append(name)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].start, pair[0].end, pair[0].then)))

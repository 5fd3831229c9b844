"""What has become of a published version: worked out from dates and later publications."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Whether a published version binds on a day, and if not, why not."""

    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of one version, half-open, and what tells its text from another's.

    `starts` is None for a version that waits for a day to be named; `text` may be
    any text that differs when the version differs, such as a digest.
    """

    starts: date | None
    ends: date | None = None
    text: str = ""


def standing(
    version: Dated, beside: Sequence[Dated], later: Iterable[Sequence[Dated]], as_at: date
) -> Standing:
    """Say how a version stands on a day.

    `beside` are the versions published in the same text; `later` what each later
    publication of that text holds, oldest first. A later text that leaves the
    version out withdraws it; one that words it differently supersedes it; so does
    a version that begins after it, from its first day.
    """
    held = beside
    for versions in later:
        same = next((other for other in versions if other.starts == version.starts), None)
        if same is None:
            return Standing.WITHDRAWN
        if same != version:
            return Standing.SUPERSEDED
        held = versions
    if version.starts is None or as_at < version.starts:
        return Standing.SCHEDULED
    ended = version.ends is not None and version.ends <= as_at
    followed = any(o.starts is not None and version.starts < o.starts <= as_at for o in held)
    return Standing.SUPERSEDED if ended or followed else Standing.IN_FORCE

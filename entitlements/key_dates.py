"""Key dates: the days ahead that somebody should know of, each with a name that stays.

    key_dates(ahead, evaluation) -> KeyDate, by day

A `key` says what a date is and never when, so that an entry in a calendar stays the
same entry when its date moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from entitlements.dates import NEVER_DAY, add_months, attains_age
from entitlements.evaluate import Decision, Evaluation, evaluate
from entitlements.figures import Figure
from entitlements.in_short import GOOD
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Change, Timeline, ends_of

COURSE_END = "course_end"
#: Ages in years and months that rules turn on, and how a key names them.
BIRTHDAYS = (
    (16, 0, "16"),
    (17, 0, "17"),
    (17, 6, "17-and-a-half"),
    (18, 0, "18"),
    (21, 0, "21"),
    (25, 0, "25"),
)


class DateKind(StrEnum):
    """What happens on a key date."""

    BIRTHDAY = "birthday"
    COURSE_END = "course_end"
    LAST_DAY = "last_day"  #: the last day to ask
    STARTS = "starts"
    STOPS = "stops"  #: the first day it can no longer be had
    ENDS = "ends"  #: the day its row says that it stops, whatever the tests say
    CHANGES = "changes"
    OPENS = "opens"  #: from that day it depends on something that is not known


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One day ahead. `entitlements` are those it is about: for a birthday, all that move then.

    `key` is the kind, the entitlement or the age, and which of its kind it is,
    counted from the as-at date. Outcomes and figures are those on either side;
    None where the day is not about one entitlement.
    """

    day: date
    kind: DateKind
    key: str
    entitlements: tuple[str, ...] = ()
    before: Outcome | None = None
    after: Outcome | None = None
    figure_before: Figure | None = None
    figure_after: Figure | None = None


def key_dates(
    ahead: Timeline,
    evaluation: Evaluation,
    until: date | None = None,
    on: Callable[[date], Evaluation] | None = None,
) -> tuple[KeyDate, ...]:
    """The key dates after the as-at date and before `until`, by day.

    Nothing is known past the end of the timeline, which is also the end without `until`.
    `on` is the same person on a day to come, where somebody has evaluated it already.
    """
    later = on or partial(evaluate, evaluation.engine, evaluation.facts)
    found = (*_birthdays(ahead, evaluation), *_course_end(ahead, evaluation))
    found += (*_last_days(ahead, evaluation), *_ends(ahead, evaluation, later), *_changes(ahead))
    end = ahead.until if until is None else min(until, ahead.until)
    within = (one for one in found if ahead.as_at < one.day < end)
    return tuple(sorted(within, key=lambda one: (one.day, [*DateKind].index(one.kind), one.key)))


def _birthdays(ahead: Timeline, evaluation: Evaluation) -> Iterator[KeyDate]:
    born = evaluation.facts.get(BORN)
    if not isinstance(born, int):
        return
    for years, months, name in BIRTHDAYS:
        day = attains_age(date.fromordinal(born), years)
        day = add_months(day, months) if months else day
        yield KeyDate(day, DateKind.BIRTHDAY, f"birthday {name}", _moving_on(ahead, day))


def _course_end(ahead: Timeline, evaluation: Evaluation) -> Iterator[KeyDate]:
    """The last day of a course, with what moves on the day after it."""
    end = evaluation.facts.get(COURSE_END)
    if isinstance(end, int) and end < NEVER_DAY:
        moving = _moving_on(ahead, date.fromordinal(end + 1))
        yield KeyDate(date.fromordinal(end), DateKind.COURSE_END, COURSE_END, moving)


def _moving_on(ahead: Timeline, day: date) -> tuple[str, ...]:
    """What starts, stops, changes or opens on a day."""
    found = (change for change in ahead.changes if change.on == day and _kind(change))
    return tuple(dict.fromkeys(change.entitlement for change in found))


def _last_days(ahead: Timeline, evaluation: Evaluation) -> Iterator[KeyDate]:
    """The last day to ask: of several for one entitlement, the first, and then the rest."""
    count: dict[str, int] = {}
    for last in sorted(set(ahead.last_days), key=lambda one: (one.on, one.entitlement)):
        outcome = evaluation[last.entitlement].outcome
        key = _key(DateKind.LAST_DAY, last.entitlement, count)
        yield KeyDate(last.on, DateKind.LAST_DAY, key, (last.entitlement,), outcome, outcome)


def _ends(
    ahead: Timeline, evaluation: Evaluation, later: Callable[[date], Evaluation]
) -> Iterator[KeyDate]:
    """The day a row says that it stops, where time alone does not stop it sooner.

    No end where another row gives it from that day on: a plan under 21, then one from 21.
    """
    first = {span.entitlement: span.end for span in reversed(ahead.spans)}
    for decision in evaluation:
        name, outcome = decision.entitlement, decision.outcome
        day = ends_of(decision) if outcome in GOOD else None
        if day is None or not ahead.as_at < day < min(first[name] or date.max, ahead.until):
            continue
        if not _goes_on(decision, later(day).as_found(name)):
            yield KeyDate(day, DateKind.ENDS, f"{DateKind.ENDS.value} {name} 1", (name,), outcome)


def _goes_on(before: Decision, after: Decision) -> bool:
    """Whether another row gives it now."""
    return after.outcome in GOOD and after.rows != before.rows


def _changes(ahead: Timeline) -> Iterator[KeyDate]:
    count: dict[str, int] = {}
    for change in ahead.changes:
        kind = _kind(change)
        if kind is not None:
            key = _key(kind, change.entitlement, count)
            outcomes = (change.before, change.after)
            figures = (change.figure_before, change.figure_after)
            yield KeyDate(change.on, kind, key, (change.entitlement,), *outcomes, *figures)


def _key(kind: DateKind, entitlement: str, count: dict[str, int]) -> str:
    """A name with no date in it: the first of its kind, the second, and so on."""
    name = f"{kind.value} {entitlement}"
    count[name] = count.get(name, 0) + 1
    return f"{name} {count[name]}"


def _kind(change: Change) -> DateKind | None:
    """How a change matters to somebody; None where it could be had on neither side."""
    if change.after in GOOD:
        return DateKind.CHANGES if change.before in GOOD else DateKind.STARTS
    if change.before not in GOOD:
        return None
    return DateKind.OPENS if change.after is Outcome.UNDECIDED else DateKind.STOPS

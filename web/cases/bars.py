"""The years ahead as bars, one for each thing there is to get: places in hundredths, no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from entitlements.dates import attains_age
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Span, Timeline
from web.cases.found import Found
from web.i18n import N_
from web.i18n import gettext as _
from web.told.heaps import AREAS
from web.wording import day

ONE_DAY = timedelta(days=1)
TOLD_BIRTHDAYS = (18, 21, 25)


class Mark(StrEnum):
    """What a stretch of a bar stands for. Days that are a no are left blank."""

    GET = "get"
    ASK = "ask"
    UNKNOWN = "unknown"


MARKS = {
    Outcome.ENTITLED: Mark.GET,
    Outcome.MAY_GET: Mark.ASK,
    Outcome.ELSEWHERE: Mark.ASK,
    Outcome.UNDECIDED: Mark.UNKNOWN,
    Outcome.NOT_PUBLISHED: Mark.UNKNOWN,
    Outcome.NOT_IN_FORCE: Mark.UNKNOWN,
}
WORDS = {
    Mark.GET: N_("they get it"),
    Mark.ASK: N_("somebody decides or somebody else pays"),
    Mark.UNKNOWN: N_("not known yet"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days of one kind: its place, its days and its words."""

    mark: Mark
    start: date
    end: date
    x: str
    width: str
    days: str

    @property
    def words(self) -> str:
        """What it says: "Now until 9 February 2029: they get it"."""
        return f"{self.days}: {_(WORDS[self.mark])}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing there is to get, and its stretches."""

    id: str
    anchor: str
    title: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """All of it in a sentence, for whoever does not see the bar."""
        return "; ".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the line of years, with its words."""

    x: str
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars under their areas, the years and the birthdays."""

    areas: dict[str, list[Bar]]
    years: tuple[Tick, ...]
    birthdays: tuple[Tick, ...]
    until: date


def bars_of(found: Found) -> Bars:
    """A bar for each thing that can be got or asked for on some day ahead."""
    ahead, areas = found.ahead, dict[str, list[Bar]]()
    spans: dict[str, list[Span]] = {}
    for span in ahead.spans:
        spans.setdefault(span.entitlement, []).append(span)
    for item in sorted(found.items.values(), key=lambda item: AREAS.index(item.table.area)):
        pieces = tuple(_pieces(spans.get(item.id, ()), ahead))
        if any(piece.mark is not Mark.UNKNOWN for piece in pieces):
            bar = Bar(item.id, item.anchor, item.title, pieces)
            areas.setdefault(item.table.area, []).append(bar)
    return Bars(areas, _years(ahead), _birthdays(found), ahead.until)


def _pieces(spans: Iterable[Span], ahead: Timeline) -> Iterator[Piece]:
    held: tuple[Mark, date, date] | None = None
    for span in spans:
        mark, end = MARKS.get(span.outcome), span.end or ahead.until
        if held and mark is held[0]:
            held = (held[0], held[1], end)
            continue
        if held:
            yield _piece(*held, ahead)
        held = (mark, span.start, end) if mark else None
    if held:
        yield _piece(*held, ahead)


def _piece(mark: Mark, start: date, end: date, ahead: Timeline) -> Piece:
    x, right = _place(start, ahead), _place(end, ahead)
    words = _days(start, end, ahead)
    return Piece(mark, start, end, _percent(x), _percent(max(right - x, 5)), words)


def _place(when: date, ahead: Timeline) -> int:
    """How far along the line a day is, in thousandths of it."""
    return (when - ahead.as_at).days * 1000 // (ahead.until - ahead.as_at).days


def _percent(thousandths: int) -> str:
    return f"{thousandths // 10}.{thousandths % 10}%"


def _days(start: date, end: date, ahead: Timeline) -> str:
    words = {"start": day(start), "end": day(end - ONE_DAY)}
    if start == ahead.as_at:
        return (
            _("Now and all the time shown")
            if end >= ahead.until
            else _("Now until %(end)s") % words
        )
    return (_("From %(start)s on") if end >= ahead.until else _("%(start)s until %(end)s")) % words


def _years(ahead: Timeline) -> tuple[Tick, ...]:
    years = range(ahead.as_at.year + 1, ahead.until.year + 1)
    every = years[:: 1 if len(years) <= 6 else 2]
    places = ((year, _place(date(year, 1, 1), ahead)) for year in every)
    return tuple(Tick(_percent(at), str(year)) for year, at in places if 40 <= at <= 960)


def _birthdays(found: Found) -> tuple[Tick, ...]:
    born = found.evaluation.facts.get(BORN)
    if not isinstance(born, int):
        return ()
    days = ((age, attains_age(date.fromordinal(born), age)) for age in TOLD_BIRTHDAYS)
    within = ((age, on) for age, on in days if found.ahead.as_at < on < found.ahead.until)
    return tuple(
        Tick(_percent(_place(on, found.ahead)), _("age %(age)s", age=age)) for age, on in within
    )

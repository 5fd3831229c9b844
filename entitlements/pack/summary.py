"""The summary of a pack: five plain sentences, and what Cabinet is asked to do."""

from __future__ import annotations

from entitlements.pack.basis import Basis
from entitlements.pack.content import Bullets, Paragraph, Section
from entitlements.personas import Direction
from entitlements.proof.finding import Shown, Weight
from entitlements.redline import Place
from entitlements.redline.telling import day


def summary(basis: Basis) -> Section:
    """What a reader who stops here has to know."""
    sentences = (_what(basis), _when(basis), _chief(basis), _who(basis), _shown(basis))
    ask = "Cabinet is asked to agree this change, or to send it back with reasons."
    return Section("summary", "Summary", (Bullets(sentences), Paragraph(ask, strong=True)))


def _what(basis: Basis) -> str:
    titles = [f"“{t.title}”" for t in (*basis.touched.tables, *basis.touched.removed)]
    if not titles:
        return "This paper changes rates, facts or sources, and no rule table."
    if len(titles) > 3:
        return f"This paper changes {len(titles)} rule tables. They are named below."
    return f"This paper changes the rules for {basis.telling.speech.all_of(titles)}."


def _when(basis: Basis) -> str:
    days = [when for when in basis.touched.days if when > basis.as_at]
    if not days:
        return "The change is in force as soon as it is published."
    if len(days) == 1 == len(basis.touched.days):
        return f"The change is in force from {day(days[0])}."
    words = basis.telling.speech.all_of(day(when) for when in basis.touched.days)
    return f"Parts of the change are in force on {words}."


def _chief(basis: Basis) -> str:
    """The sum that changes soonest to come; failing that, the first difference there is."""
    days = {when.isoformat() for when in basis.touched.days}
    every = basis.differences
    sums = [one for one in every if one.place.column in ("amount", "values")]
    to_come = [one for one in sums if one.place.version in days]
    whole = [one for one in every if one.place == Place(one.place.of)]
    found = [*to_come, *whole, *sums, *(one for one in every if one.place.row), *every]
    if not found:
        return "No rule changes: the two rule books read the same."
    several = len({one.heading for one in every}) > 1
    return f"“{found[0].heading}”: {found[0].says}" if several else found[0].says


def _who(basis: Basis) -> str:
    """How many invented people move, on the first day that is tried."""
    when, results = basis.people[0]
    if not results:
        return "The rules have no invented people to try this on."
    more = sum(1 for result in results if result.moves(Direction.MORE))
    less = sum(1 for result in results if result.moves(Direction.LESS))
    told = (Direction.MORE, Direction.LESS)
    other = sum(1 for r in results if r.effects and not any(map(r.moves, told)))
    counted = f"{_number(more)} {'gets' if more < 2 else 'get'} more, {_number(less)} less"
    others = f"{_number(other)} {'sees' if other < 2 else 'see'} another change"
    return f"Of {len(results)} invented people on {day(when)}, {counted}, and {others}."


def _shown(basis: Basis) -> str:
    if not basis.findings:
        return "No proof is attached to this paper."
    stops = sum(1 for finding in basis.findings if finding.weight is Weight.STOPS)
    asks = sum(1 for finding in basis.findings if finding.weight is Weight.ASKS)
    open_ = sum(1 for f in basis.findings if f.shown in (Shown.NOT_ATTEMPTED, Shown.OUT_OF_TIME))
    counted = f"{_number(stops)} to mend, {_number(asks)} to give a reason for"
    return f"The checks leave {counted}, and {_number(open_)} not shown."


def _number(count: int) -> str:
    return str(count) if count else "none"

"""The short letter: about four pages to take home. The rest is in the long letter.

Every answer is named in it. What is dropped is how to ask for each, what would change a no,
the dates further off and the list of sources, and the letter says that they are there to see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from entitlements.rulebook.model import Force
from web.documents.letter_content import Asked, Entry, Section
from web.documents.letter_dates import Coming, as_rows
from web.documents.letter_end import about, unknown
from web.documents.letter_entries import closed, first_thing, on_one_line, title
from web.documents.telling import Told
from web.i18n import gettext as _
from web.told.heaps import HEAPS, Heap
from web.told.items import Item
from web.wording import day

A_GROUP = 3  #: things to ask one person about that stand under their name
MOST_QUESTIONS = 7  #: written out under what is not known; the rest is named below them
MOST_DATES = 5  #: rows of dates; the long letter has them all


def first_in_short(item: Item) -> Entry:
    """One of the few things that matter most, with what to do, as no other page tells it."""
    told = first_thing(item)
    amount = f"{closed(told.amount)} {told.why}" if told.amount else ""
    to_do = [(_("What to do:"), closed(text))] if (text := item.text("how_to_get")) else []
    lines = (*to_do, *(line for group in told.lines for line in group))
    return Entry(told.title, amount, "" if amount else told.why, (lines,))


def dates(found: list[Coming]) -> Section:
    """The first of the dates to come, and where the others are."""
    rows = as_rows(found)
    lead = (_("Later dates are in the long letter. Ask to see it."),) if rows[MOST_DATES:] else ()
    return Section(_("The next dates"), dates=rows[:MOST_DATES], close=lead)


def rest(
    told: Told, heaps: dict[Heap, list[Item]], first: Collection[Item], asked: Asked
) -> Iterator[Section]:
    """Everything after the `first` things: names and sums under whom to ask, then names."""
    told_above = {item.id for item in first}
    for heap in (Heap.GET, Heap.ASK):
        own = [item for item in heaps[heap] if item.force is not Force.SIGNPOST]
        yield _by_whom(_(HEAPS[heap]), [item for item in own if item.id not in told_above])
    pointed = [item for item in heaps[Heap.ASK] if item.force is Force.SIGNPOST]
    whom = _("Whom to ask about each is in the long letter. Ask to see it.")
    yield _by_name(_("You can ask others for this too"), pointed, whom)
    yield _by_whom(_(HEAPS[Heap.ELSEWHERE]), heaps[Heap.ELSEWHERE])
    yield Section(_(HEAPS[Heap.COMING]), short=tuple(_later(i) for i in heaps[Heap.COMING]))
    yield unknown(told, heaps[Heap.NEED], MOST_QUESTIONS)
    change = _("What would change these is in the long letter. Ask to see it.")
    yield _by_name(_(HEAPS[Heap.NOT_NOW]), heaps[Heap.NOT_NOW], change)
    not_a_no = _("This is not a no. Ask them.")
    yield _by_name(_(HEAPS[Heap.NOT_PUBLISHED]), heaps[Heap.NOT_PUBLISHED], not_a_no)
    yield _disagree(told)
    yield _about(told, asked)


def _by_whom(heading: str, items: list[Item]) -> Section:
    """Names and sums. Whom to ask is written once above the most, and at the end of the rest."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.text("ask"), []).append(item)
    large = {whom: its for whom, its in groups.items() if whom and len(its) >= A_GROUP}
    single = [item for item in items if item.text("ask") not in large]
    entries = tuple(_group(whom, its) for whom, its in large.items())
    if entries and single:
        entries += (Entry(_("Ask others about these"), items=_on_lines(single)),)
        return Section(heading, entries=entries)
    return Section(heading, entries=entries, short=_on_lines(single))


def _group(whom: str, items: Iterable[Item]) -> Entry:
    named = tuple((title(item), _sum(item)) for item in items)
    return Entry(_("Ask: %(whom)s", whom=whom), items=named)


def _on_lines(items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    return tuple(on_one_line(item) for item in items)


def _sum(item: Item) -> str:
    last = _("Last day to ask: %(day)s.", day=item.ask_by) if item.ask_by else ""
    return " ".join(part for part in (closed(item.amount), last) if part)


def _later(item: Item) -> tuple[str, str]:
    when = _("From %(day)s.", day=day(item.starts)) if item.starts else _("No date yet.")
    return item.title, when


def _by_name(heading: str, items: Iterable[Item], more: str) -> Section:
    names = "; ".join(item.title for item in items)
    return Section(heading, (f"{names}. {more}",) if names else ())


def _disagree(told: Told) -> Section:
    lead = (
        _("A no is not always the end. You can ask why, and you can ask again."),
        _("Ask for the reason in writing. Ask who decided, and what rule they used."),
    )
    found = tuple((item.title, _how_and_whom(item)) for item in told.disagree())
    return Section(_("If you disagree"), lead, short=found)


def _how_and_whom(item: Item) -> str:
    ask = item.text("ask")
    words = (item.text("how_to_get"), _("Ask: %(whom)s", whom=ask) if ask else "")
    return " ".join(closed(part) for part in words if part)


def _about(told: Told, asked: Asked) -> Section:
    full = about(told, asked)
    more = _("The long letter has every reason and every text that this rests on. Ask to see it.")
    return Section(full.heading, (" ".join(closed(words) for words in (*full.lead, more)),))

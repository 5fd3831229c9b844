"""The part of a letter in the language of the page: what matters most first, then all of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from entitlements.money import Per
from entitlements.rulebook.model import Force
from entitlements.totals import Sort, sort_of
from web.documents.letter_content import Asked, Entry, Part, Section, Words
from web.documents.letter_dates import Coming, as_rows, coming
from web.documents.letter_end import about, disagree, sources, unknown
from web.documents.letter_entries import beside, entry, first_thing, grouped, on_one_line
from web.documents.letter_short import dates as dates_in_short
from web.documents.letter_short import first_in_short
from web.documents.letter_short import rest as rest_in_short
from web.documents.telling import Telling, Told
from web.i18n import N_, language, locale, ngettext
from web.i18n import gettext as _
from web.told.heaps import HEAPS, Heap
from web.told.items import Item
from web.wording import day

MOST_THINGS, MOST_DATES = 4, 5  #: on the first page
MONEY = (Sort.CERTAIN, Sort.UP_TO, Sort.OFF_BILL)
TIMES_A_YEAR = {Per.DAY: 365, Per.WEEK: 52, Per.FORTNIGHT: 26, Per.MONTH: 12, Per.TERM: 3}
STAR = N_("A star (*): nobody has checked this text with its source yet.")
SOON = 183  #: days: a last day to ask within so many is one for the first page


def part(told_of: Telling, asked: Asked) -> Part:
    """The letter in the language of the page."""
    told = Told(told_of)
    beside_rules = frozenset(one.entitlement for one in asked.overrides)
    heaps = told.heaps(beside_rules & told.items.keys())
    dates = coming(told, heaps)
    return Part(
        language=language(),
        direction=locale().text_direction,
        title=_("What you can get"),
        opening=_opening(told, asked),
        front=_filled(_front(told, heaps, dates, asked)),
        rest=_filled(_rest(told, heaps, dates, asked)),
        words=Words(_("Code:"), _("Page {page} of {of}"), _("When"), _("What")),
        apart=not asked.short,
    )


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if not section.is_empty)


def _opening(told: Told, asked: Asked) -> tuple[str, ...]:
    name = _("For %(name)s", name=asked.name) if asked.name else ""
    when = _("As things are on %(day)s", day=day(told.telling.found.as_at))
    return tuple(words for words in (name, when) if words)


def _front(
    told: Told, heaps: dict[Heap, list[Item]], dates: list[Coming], asked: Asked
) -> Iterable[Section]:
    not_a_decision = _("This is not a decision. A person decides. If they say no, ask why.")
    star = (_(STAR),) if asked.short else ()
    yield Section("", lead=(not_a_decision, *_left_out(asked), *star))
    as_told = first_in_short if asked.short else first_thing
    first = [as_told(item) for item in first_things(told, heaps)]
    yield Section(_("Do these first"), entries=tuple(first))
    yield (
        dates_in_short(dates)
        if asked.short
        else Section(_("The next dates"), dates=as_rows(dates)[:MOST_DATES])
    )
    yield Section(_("Who to ask"), lead=(_who(asked),))


def _left_out(asked: Asked) -> Iterable[str]:
    if asked.withheld:
        yield ngettext(
            "%(num)s answer is left out here, and what it would change.",
            "%(num)s answers are left out here, and what they would change.",
            asked.withheld,
        )


def _who(asked: Asked) -> str:
    if asked.adviser:
        return _("%(name)s, your leaving care worker (personal adviser).", name=asked.adviser)
    return _("Your leaving care worker (personal adviser), or the leaving care team.")


def first_things(told: Told, heaps: dict[Heap, list[Item]]) -> list[Item]:
    """The few things that matter most: with a last day soon, then by how much money it is."""
    as_at, sure, ask = told.telling.found.as_at, heaps[Heap.GET], heaps[Heap.ASK]
    by_day = sorted(told.telling.ahead.last_days, key=lambda last: last.on)
    soon = [told.items[last.entitlement] for last in by_day if (last.on - as_at).days <= SOON]
    mine = [item for item in soon if item in sure or item in ask]
    wanted = dict.fromkeys((*mine[:2], *_largest(sure)[:2], *_largest(ask)[:2], *_largest(sure)))
    return list(islice(wanted, MOST_THINGS))


def _largest(items: list[Item]) -> list[Item]:
    """What gives money that is not paid back, the largest in a year first."""
    money = [item for item in items if sort_of(item.decision) in MONEY and in_a_year(item)]
    return sorted(money, key=lambda item: -in_a_year(item))


def in_a_year(item: Item) -> int:
    """How much at most in a year, only to put things in order. Unit: pence, 0 for no figure."""
    figure = item.decision.figure
    if figure is None or figure.most is None:
        return 0
    return figure.most * TIMES_A_YEAR.get(figure.amount.per or Per.ONCE, 1)


def _rest(
    told: Told, heaps: dict[Heap, list[Item]], dates: list[Coming], asked: Asked
) -> Iterable[Section]:
    yield Section(_("Where your adviser sees it another way"), entries=_overridden(told, asked))
    yield from (
        rest_in_short(told, heaps, first_things(told, heaps), asked)
        if asked.short
        else _in_full(told, heaps, dates, asked)
    )


def _in_full(
    told: Told, heaps: dict[Heap, list[Item]], dates: list[Coming], asked: Asked
) -> Iterable[Section]:
    yield _to_have(heaps, Heap.GET)
    yield _to_have(heaps, Heap.ASK)
    pointed = tuple(on_one_line(i) for i in heaps[Heap.ASK] if i.force is Force.SIGNPOST)
    yield Section(_("You can ask others for this too"), short=pointed)
    yield _to_have(heaps, Heap.ELSEWHERE)
    yield Section(_("Dates to come"), dates=as_rows(dates))
    yield Section(_(HEAPS[Heap.COMING]), short=tuple(_later(i) for i in heaps[Heap.COMING]))
    yield unknown(told, heaps[Heap.NEED])
    yield Section(_(HEAPS[Heap.NOT_NOW]), short=grouped(heaps[Heap.NOT_NOW]))
    silent = "; ".join(item.title for item in heaps[Heap.NOT_PUBLISHED])
    yield Section(_(HEAPS[Heap.NOT_PUBLISHED]), lead=(f"{silent}.",) if silent else ())
    yield disagree(told)
    yield about(told, asked)
    told_in_full = (Heap.GET, Heap.ASK, Heap.ELSEWHERE, Heap.COMING)
    yield sources([*told.disagree(), *(i for heap in told_in_full for i in heaps[heap])])


def _to_have(heaps: dict[Heap, list[Item]], heap: Heap) -> Section:
    mine = [item for item in heaps[heap] if item.force is not Force.SIGNPOST]
    starred = any(item.is_unconfirmed for item in mine)
    lead = (_(STAR),) if starred else ()
    return Section(_(HEAPS[heap]), lead, tuple(entry(item) for item in mine))


def _later(item: Item) -> tuple[str, str]:
    if item.starts is not None:
        return item.title, _("From %(day)s.", day=day(item.starts))
    return item.title, item.says


def _overridden(told: Told, asked: Asked) -> tuple[Entry, ...]:
    there = [one for one in asked.overrides if one.entitlement in told.items]
    return tuple(beside(told.items[one.entitlement], one) for one in there)

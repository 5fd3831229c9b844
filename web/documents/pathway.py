"""One page for the plan for leaving care (pathway plan): what, how much, who, by when. A4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import chain
from pathlib import Path

from entitlements.evaluate import Evaluation
from entitlements.rulebook.model import Force
from web.documents.letter_parts import first_things
from web.documents.printing import as_pdf
from web.documents.telling import Told, telling
from web.i18n import gettext as _
from web.i18n import language, locale
from web.told.heaps import Heap
from web.told.items import Item
from web.wording import day

TEMPLATE = Path(__file__).with_name("pathway.typ")
MOST_ROWS = 8  #: what fits on one page with room to write


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that was agreed to: its title, how much in words, and the day."""

    entitlement: str
    how_much: str
    on: date


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the page. `agreed` is "" where there is nothing yet: it can be written in."""

    what: str
    how_much: str
    who: str
    by_when: str
    agreed: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The page. The same page always gives the same bytes."""

    as_at: date
    code: str
    council: str
    language: str
    direction: str
    title: str
    opening: tuple[str, ...]
    head: PlanRow
    rows: tuple[PlanRow, ...]
    more: str  #: what did not fit, "" for nothing
    boxes: tuple[str, ...]
    signed: tuple[str, ...]
    day: str
    code_words: str


def plan_page(
    found: Evaluation, code: str, name: str, council: str, agreed: Iterable[Agreed] = ()
) -> PlanPage:
    """The content of the page: what was agreed, then what matters most, then the rest."""
    told = Told(telling(found))
    every = list(_rows(told, list(agreed)))
    left = len(every) - MOST_ROWS
    more = _("There is more than fits here: see the letter with the same code.") if left > 0 else ""
    when = _("As things are on %(day)s", day=day(found.as_at))
    named = _("For %(name)s", name=name) if name else ""
    return PlanPage(
        *(found.as_at, code, council, language(), locale().text_direction),
        title=_("My plan for leaving care (pathway plan)"),
        opening=tuple(words for words in (named, when) if words),
        head=PlanRow(_("What"), _("How much"), _("Who to ask"), _("By when"), _("Agreed")),
        rows=tuple(every[:MOST_ROWS]),
        more=more,
        boxes=(_("In my own words"), _("What my leaving care worker (personal adviser) says")),
        signed=(_("My name and sign"), _("Leaving care worker (personal adviser)")),
        day=_("Day"),
        code_words=_("Code:"),
    )


def _rows(told: Told, agreed: list[Agreed]) -> Iterable[PlanRow]:
    heaps, had = told.heaps(), {one.entitlement for one in agreed}
    for one in agreed:
        if one.entitlement in told.items:
            yield _row(told.items[one.entitlement], one.how_much, day(one.on))
    every = chain(first_things(told, heaps), heaps[Heap.GET], heaps[Heap.ASK])
    wanted = dict.fromkeys(i for i in every if i.id not in had and _has_a_sum(i))
    yield from (_row(item, item.amount, "") for item in wanted)


def _has_a_sum(item: Item) -> bool:
    return bool(item.amount) and item.force is not Force.SIGNPOST


def _row(item: Item, how_much: str, agreed: str) -> PlanRow:
    return PlanRow(item.title, how_much, item.text("ask"), item.ask_by, agreed)


def plan_pdf(
    page: PlanPage, assets_dir: Path, colour: str = "#0b5d5e", *, large: bool = False
) -> bytes:
    """The bytes of the page as PDF; the same bytes for the same page.

    `large` prints in 18 points, on as many pages as that takes.
    Raises: FontsMissing, where the fonts were not copied at set-up
    """
    data = {**asdict(page), "as_at": page.as_at.isoformat(), "colour": colour, "large": large}
    data["columns"] = [field.name for field in fields(PlanRow)]
    return as_pdf(TEMPLATE, data, page.as_at, assets_dir)

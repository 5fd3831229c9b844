"""The answers of a case as a list: every decision in its group, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from entitlements.evaluate import Decision
from entitlements.rulebook.model import Outcome
from web.areas import area_name
from web.cases.beside import NOTHING, OUTCOMES, PutBeside
from web.cases.found import Found
from web.i18n import N_
from web.i18n import gettext as _
from web.told.heaps import AREAS, Heap, heaped, is_about_status
from web.told.items import Item
from web.wording import fact_text

STATUS = "status"
#: The groups in words for staff, by the name they have in an address.
GROUPS: dict[str, str] = {
    Heap.GET: N_("They get this"),
    Heap.ASK: N_("They can ask: somebody decides"),
    Heap.ELSEWHERE: N_("Somebody else pays"),
    Heap.COMING: N_("Coming up"),
    Heap.NEED: N_("Not known yet"),
    Heap.NOT_NOW: N_("Not right now"),
    Heap.NOT_PUBLISHED: N_("Nothing is published"),
    STATUS: N_("Who counts them as a care leaver"),
}
MOST_NAMED = 3  #: unknown facts that a line names; the decision's own page has all


@dataclass(frozen=True, slots=True)
class Line:
    """One decision of the list."""

    item: Item
    beside: PutBeside
    unknown: str  #: in words, what is not known; "" where nothing is missing
    words: str  #: what it comes to, where the group does not say so


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the list: its lines under their areas."""

    name: str
    title: str
    areas: Mapping[str, list[Line]]
    count: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; "" is everything. A name that is none is everything too."""

    area: str = ""
    group: str = ""

    @classmethod
    def of(cls, area: str, group: str) -> Wanted:
        """What an address asks for."""
        return cls(area if area in AREAS else "", group if group in GROUPS else "")

    def has(self, item: Item, group: str) -> bool:
        """Whether an item of a group is wanted."""
        return self.area in ("", item.table.area) and self.group in ("", group)


def groups_of(found: Found, put: Mapping[str, PutBeside], wanted: Wanted) -> list[Group]:
    """The groups with something wanted in them, in the order of a reader's need."""
    own = [item for item in found.items.values() if not is_about_status(item.table)]
    status = [item for item in found.items.values() if is_about_status(item.table)]
    sorted_out = [*heaped(own).items(), (STATUS, status)]
    groups = (_group(name, items, put, wanted) for name, items in sorted_out)
    return [group for group in groups if group.count]


def _group(name: str, items: list[Item], put: Mapping[str, PutBeside], wanted: Wanted) -> Group:
    areas: dict[str, list[Line]] = {}
    kept = [item for item in items if wanted.has(item, name)]
    for item in kept:
        line = _line(item, put.get(item.id, NOTHING), says=name == STATUS)
        areas.setdefault(item.table.area, []).append(line)
    return Group(name, _(GROUPS[name]), areas, len(kept))


def _line(item: Item, its: PutBeside, says: bool) -> Line:
    words = _(OUTCOMES[item.outcome]) if says else ""
    return Line(item, its, unknown_words(item.decision), words)


def unknown_words(decision: Decision) -> str:
    """What is not known, in a phrase: "the landlord, savings and 2 more"."""
    if decision.outcome is not Outcome.UNDECIDED:
        return ""
    facts = decision.evaluation.book.catalogue.facts
    names = [fact_text(facts[fact], "label") for fact in decision.missing]
    if len(names) > MOST_NAMED:
        more = _("%(number)s more", number=len(names) - MOST_NAMED)
        names = [*names[:MOST_NAMED], more]
    return "; ".join(names)


def area_choices(found: Found) -> list[tuple[str, str]]:
    """The areas that there is something of, in the order of a page, with their names."""
    there = {item.table.area for item in found.items.values()}
    return [(area, area_name(area)) for area in AREAS if area in there]

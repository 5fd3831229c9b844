"""Two answers to the same question beside each other: what starts, stops and changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entitlements.evaluate import Decision, Evaluation
from entitlements.in_short import GOOD
from entitlements.moves import Move
from entitlements.rulebook.model import Outcome
from entitlements.totals import GOT
from entitlements.what_if import Beside, Way, WhatIf
from web.cases.beside import OUTCOMES
from web.i18n import N_
from web.i18n import gettext as _
from web.told.items import Item
from web.told.totals import totals
from web.wording import answer_text, day, fact_text, table_text

KINDS = {
    Move.STARTS: N_("Starts"),
    Move.STOPS: N_("Stops"),
    Move.CHANGES: N_("Changes"),
    Move.OPENS: N_("Becomes not known"),
    Move.SETTLES: N_("Becomes a no"),
    Move.SILENT: N_("No rule that we know of: not a no"),
}
#: What is a no. What is not published, or not in force, is silence.
NOES = (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED)
SUMS = {Move.MORE: N_("More"), Move.LESS: N_("Less")}


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing that differs: what it comes to now, and what it would come to."""

    id: str
    title: str
    now: str
    then: str
    sums: str


@dataclass(frozen=True, slots=True)
class Sides:
    """What differs, by kind, and the sums on both sides."""

    kinds: list[tuple[str, list[Pair]]]
    sums: tuple[list[str], list[str]]
    same: int


@dataclass(frozen=True, slots=True)
class WayTold:
    """One way to a yes in words: what would have to be so, what it comes to, what else stops."""

    needs: list[str]
    comes_to: str
    also_stops: list[str]


def sides_of(compared: WhatIf) -> Sides:
    """Two evaluations in words."""
    kinds = [(_(words), [_pair(one) for one in compared.of(kind)]) for kind, words in KINDS.items()]
    sums = (sums_of(compared.before), sums_of(compared.after))
    every = len(compared.before.plan.tables)
    return Sides([k for k in kinds if k[1]], sums, every - len(compared.differences))


def _pair(one: Beside) -> Pair:
    there = one.after or one.before
    title = table_text(there.table, "title") if there else ""
    sums = _(SUMS[one.sums]) if one.sums else ""
    return Pair(one.entitlement, title, comes_to(one.before), comes_to(one.after), sums)


def comes_to(decision: Decision | None) -> str:
    """A decision in a phrase: "They get it. £20 a year"."""
    if decision is None:
        return _("Not a rule of that council")
    words = _(OUTCOMES[decision.outcome])
    amount = Item(decision).amount if decision.outcome in GOOD else ""
    return f"{words}. {amount}" if amount else words


def sums_of(found: Evaluation) -> list[str]:
    """What it comes to in money that is certain, and what stands beside it."""
    told = totals(Item(decision) for decision in _got(found))
    says = [words for words, _items in told.lines]
    rest = (
        (told.up_to, N_("%(number)s more, each up to a sum")),
        (told.no_figure, N_("%(number)s with no set amount")),
        (told.off_bills, N_("%(number)s off bills")),
        (told.loans, N_("%(number)s to pay back")),
    )
    return says + [_(words) % {"number": len(its)} for its, words in rest if its]


def _got(found: Iterable[Decision]) -> list[Decision]:
    return [decision for decision in found if decision.outcome in GOT]


def way_told(way: Way) -> WayTold:
    """One way to a yes, as what would have to be so."""
    facts = way.decision.evaluation.book.catalogue.facts
    needs = [
        f"{_start(fact_text(facts[name], 'label'))}: {answer_text(facts[name], value)}"
        for name, value in way.changes.items()
    ]
    if way.day is not None:
        needs.append(_("It is %(day)s or later", day=day(way.day)))
    stops = [f"{table_title(one)}: {comes_to(one.after)}" for one in way.also_stops]
    return WayTold(needs, comes_to(way.decision), stops)


def table_title(one: Beside) -> str:
    """The title of what differs."""
    there = one.after or one.before
    return table_text(there.table, "title") if there else ""


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def noes(found: Evaluation) -> list[tuple[str, str]]:
    """What is a no now, with its title, for asking what would have to be so."""
    named = [(d.entitlement, table_text(d.table, "title")) for d in found if d.outcome in NOES]
    return sorted(named, key=lambda one: one[1])

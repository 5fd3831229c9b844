"""Decision receipts: a kept check as it was told, worked out again, and held against today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from entitlements.evaluate import Engine
from entitlements.facts import Facts
from entitlements.in_short import InShort
from entitlements.moves import Move
from entitlements.person_file import facts_of
from entitlements.problems import DataProblems
from entitlements.replay import Changed, Differs, KeptAnswer, Replay, changed_since, replay
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.model import Force, Outcome
from web.cases.beside import OUTCOMES
from web.i18n import N_
from web.i18n import gettext as _
from web.wording import answer_text, fact_text

OTHER_RULES = N_(
    "The rules in the register are not those it was kept with. Tell who runs the service."
)
ONE_DAY = timedelta(days=1)
MOVES = {
    Move.STARTS: N_("Starts"),
    Move.STOPS: N_("Stops"),
    Move.MORE: N_("More"),
    Move.LESS: N_("Less"),
    Move.CHANGES: N_("Changes"),
    Move.APPEARS: N_("New in the rules"),
    Move.GONE: N_("No longer in the rules"),
    Move.OPENS: N_("Becomes not known"),
    Move.SETTLES: N_("Becomes a no"),
    Move.SILENT: N_("Nothing is published now"),
}
#: The parts of a receipt in words; what is not here is named as it is kept.
PARTS = {
    "outcome": N_("what it comes to"),
    "force": N_("how binding it is"),
    "amount": N_("how much"),
    "row": N_("the rule that decides"),
    "version": N_("the version of the rule"),
    "missing": N_("what is not known"),
    "sources": N_("where it comes from"),
    "from": N_("the first day"),
    "until": N_("the last day"),
    "title": N_("its title"),
    "reasons": N_("the reasons"),
    "also_needs": N_("what cannot be checked"),
    "next_question": N_("the next question"),
}


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One decision as it was told then, with its first and its last day where it has them."""

    title: str
    amount: str
    force: Force | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that is other now: what was told then, and what it comes to now."""

    entitlement: str
    title: str
    kind: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed: by the rules and the day alone, and by the facts of the case besides."""

    by_rules: list[Moved]
    by_facts: list[Moved]


@dataclass(frozen=True, slots=True)
class Again:
    """A check that was worked out again. `problem` says why it could not be."""

    found: Replay | None
    differs: list[str]
    words: list[str]
    problem: str = ""


def told_then(kept: KeptAnswer) -> list[tuple[str, list[KeptLine]]]:
    """What was said then, read from what was kept and not worked out again."""
    groups: dict[Outcome, list[KeptLine]] = {outcome: [] for outcome in OUTCOMES}
    for decision in kept.receipt["decisions"]:
        groups[Outcome(decision["outcome"])].append(_line(decision))
    return [(_(OUTCOMES[outcome]), lines) for outcome, lines in groups.items() if lines]


def _line(told: Mapping[str, Any]) -> KeptLine:
    force = Force(told["force"]) if told["force"] else None
    amount = (told["amount"]["text"] or "") if told["amount"] else ""
    amount = amount[:1].upper() + amount[1:]
    start, end = _day(told["from"]), _day(told["until"])
    return KeptLine(told["title"], amount, force, start, end - ONE_DAY if end else None)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def facts_then(kept: KeptAnswer, catalogue: Catalogue) -> list[tuple[str, str]]:
    """The facts it rests on, in words; what the rules of today cannot read is named only."""
    return [(_label(name, catalogue), _answer(name, kept, catalogue)) for name in kept.facts]


def _label(name: str, catalogue: Catalogue) -> str:
    fact = catalogue.facts.get(name)
    words = fact_text(fact, "label") if fact else name
    return words[:1].upper() + words[1:]


def _answer(name: str, kept: KeptAnswer, catalogue: Catalogue) -> str:
    told = kept.facts[name]
    try:
        value = facts_of({name: told}, catalogue)[name]
    except (DataProblems, KeyError):
        return _("The rules of today cannot read it")
    if isinstance(told, list) and told and isinstance(told[0], Mapping):
        return _("%(count)s entries", count=len(told))
    return answer_text(catalogue.facts[name], value)


def again(kept: KeptAnswer, engine: Engine) -> Again:
    """Work a check out again with the rules that it was kept with."""
    try:
        found = replay(kept, engine)
    except ValueError as error:  # other rules than those it was kept with, or unreadable facts
        return Again(None, [], [], _why_not(error))
    titles = {told["entitlement"]: told["title"] for told in kept.receipt["decisions"]}
    differs = [_differs(one, titles) for one in found.differences]
    return Again(found, differs, sorted({_differs(one, titles) for one in found.words}))


def _why_not(error: ValueError) -> str:
    if isinstance(error, DataProblems):
        return _("The rules of that day cannot read some of the facts that were kept.")
    return _(OTHER_RULES)


def _differs(one: Differs, titles: Mapping[str, str]) -> str:
    part = _(PARTS[one.part]) if one.part in PARTS else one.part
    if one.entitlement is None:
        return part
    return f"{titles.get(one.entitlement, one.entitlement)}: {part}"


def since(kept: KeptAnswer, now: Engine, as_at: date, facts: Facts) -> Since | None:
    """What has changed since, with the facts of then and with those of now, told apart.

    None where the rules of today cannot read the facts that were kept.
    """
    try:
        by_rules = changed_since(kept, now, as_at)
    except DataProblems:
        return None
    seen = {(one.entitlement, one.kind, one.now) for one in by_rules}
    both = changed_since(kept, now, as_at, facts)
    by_facts = [one for one in both if (one.entitlement, one.kind, one.now) not in seen]
    return Since([_moved(one) for one in by_rules], [_moved(one) for one in by_facts])


def _moved(one: Changed) -> Moved:
    then, now = _short(one.before), _short(one.now)
    return Moved(one.entitlement, one.title, _(MOVES[one.kind]), then, now)


def _short(short: InShort | None) -> str:
    if short is None:
        return _("Not in the rules")
    words = _(OUTCOMES[short.outcome])
    return f"{words}. {short.text}" if short.text else words

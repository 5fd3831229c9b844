"""From a case to its answers: the one place where what was said becomes an evaluation.

What was said and is known -> facts -> with what was had -> an evaluation. Whoever may not
see the sensitive facts of a case gets answers worked out without them, and is told how
many were left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g

from entitlements.awards import PERHAPS_MORE, Entry, already_had
from entitlements.evaluate import Evaluation
from entitlements.facts import Facts
from entitlements.plan.ledger import LEDGER
from entitlements.problems import Problem
from entitlements.rulebook.catalogue import Catalogue, Sensitivity
from web.asked.asking import applying
from web.book import book, engine
from web.cases.face import sees_sensitive
from web.store.cases import awards, facts
from web.store.cases.facts import Said, State
from web.store.cases.records import Case
from web.vault import vault


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What is known of a case by whoever is here.

    `facts` are without what was had, which comes of the ledger. `says` holds what was said
    of each fact that they may see; `withheld` the ids of those said that they may not see;
    `problems` what is written in a form that the book in force cannot read.
    """

    facts: Facts
    says: dict[str, Said]
    withheld: tuple[str, ...]
    problems: tuple[Problem, ...]


def known_facts(case: Case) -> KnownFacts:
    """What is known of a case, once a page."""
    if "known_facts" not in g or g.known_facts[0] != (case.id, case.number):
        says = facts.current(vault(), case)
        g.known_facts = ((case.id, case.number), known_among(says, sees_sensitive()))
    found: KnownFacts = g.known_facts[1]
    return found


def known_among(says: dict[str, Said], sees: bool) -> KnownFacts:
    """What is known by somebody who may, or may not, see what is sensitive."""
    catalogue = book().catalogue
    withheld = () if sees else tuple(fact for fact in says if is_sensitive(catalogue, fact))
    seen = {fact: said for fact, said in says.items() if fact not in withheld}
    known, problems = facts.known(seen, catalogue)
    return KnownFacts(known.forgetting(LEDGER), seen, withheld, tuple(problems))


def is_sensitive(catalogue: Catalogue, fact_id: str) -> bool:
    """True for a sensitive fact, and for one that the book no longer knows."""
    fact = catalogue.facts.get(fact_id)
    return fact is None or fact.sensitivity is Sensitivity.SENSITIVE


def entries_of(case: Case) -> tuple[Entry, ...] | None:
    """The ledger of a case; None where nobody has written down what was had.

    A young person may have had much before the case was opened. Until somebody has said
    that nothing was, a ledger is what was had at least, and one without a line says nothing.
    """
    if "case_entries" not in g or g.case_entries[0] != (case.id, case.number):
        found = entries_beside(case, known_facts(case).says)
        g.case_entries = ((case.id, case.number), found)
    entries: tuple[Entry, ...] | None = g.case_entries[1]
    return entries


def entries_beside(case: Case, says: Mapping[str, Said]) -> tuple[Entry, ...] | None:
    """The same, read afresh beside what is said of the case."""
    return all_had(awards.entries(awards.lines(vault(), case)), says)


def all_had(entries: tuple[Entry, ...], says: Mapping[str, Said]) -> tuple[Entry, ...] | None:
    """The entries of a ledger with what nobody wrote down; None where there is nothing at all."""
    if had_nothing_before(says):
        return entries
    return (*entries, PERHAPS_MORE) if entries else None


def had_nothing_before(says: Mapping[str, Said]) -> bool:
    """Whether somebody said that nothing was had before; a list of sums says no such thing."""
    said = says.get(LEDGER)
    return said is not None and said.state is State.KNOWN and said.value == []


def with_awards(known: Facts, entries: tuple[Entry, ...] | None) -> Facts:
    """Facts with what was had; without it where nobody has written it down."""
    return known if entries is None else known.knowing(LEDGER, already_had(entries))


def facts_with_awards(case: Case) -> Facts:
    """What is known of a case, with what was had as the ledger has it."""
    return with_awards(known_facts(case).facts, entries_of(case))


def evaluation_of(case: Case) -> Evaluation:
    """The answers of a case on the day of the page, worked out once."""
    if "case_evaluation" not in g or g.case_evaluation[0] != (case.id, case.number):
        found = applying(engine(), facts_with_awards(case), g.as_at)
        g.case_evaluation = ((case.id, case.number), found)
    evaluation: Evaluation = g.case_evaluation[1]
    return evaluation

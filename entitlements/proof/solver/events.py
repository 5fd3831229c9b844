"""Events: what can happen to a person from one day to the next, and what it changes.

Each event has people before it and after it. They share every fact but those that the
event changes; what it does to those is said as a condition on both. A birthday passes a
day: the same person is read today and tomorrow. The 16th and the 18th also change what
follows from care, which proofs otherwise leave free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.dates import latest_birth_date
from entitlements.plan.proof_facts import WORKED_OUT, People
from entitlements.plan.terms import Term
from entitlements.plan.tree import BORN
from entitlements.rulebook.catalogue import FactDef

#: The birthdays on which help may start or stop.
BIRTHDAYS = range(16, 27)
CARE_NOW = ("looked_after_now", "care_order_now", "in_care_now")
#: What being in care on the 16th birthday makes true, and what had to be so besides.
FROM_16 = {
    "looked_after_on_or_after_16": None,
    "in_care_at_16_or_17": None,
    "was_eligible_child": "thirteen_weeks_since_14",
    "eligible_when_last_looked_after": "thirteen_weeks_since_14",
    "thirteen_weeks_ending_after_16": "thirteen_weeks_since_14",
}
HOME = (
    *("home", "landlord", "lives_in", "lives_in_london", "foster_carer_with", "first_home"),
    *("moving_into_own_home", "council_tax_liability", "council_tax_bill"),
    *("other_adults_at_home", "other_adults_disregarded"),
)
#: What somebody does on a course, and what may take its place or end with something new.
COURSES = ("school", "college", "university", "training")
INSTEAD = ("looking_for_work", "nothing")


@dataclass(frozen=True)
class Event:
    """Something that happens. `changes` are the facts it may change, `days` how long it takes.

    `so` is what holds of the people before and after it; `words` end "The year's money
    can fall …".
    """

    id: str
    words: str
    changes: frozenset[str]
    so: Callable[[People, People], Iterator[Term]]
    days: int = 0


def events(facts: Mapping[str, FactDef], as_at: date) -> Iterator[Event]:
    """Every event that the facts of a catalogue can tell."""
    if BORN in facts:
        yield from (_birthday(years, facts, as_at) for years in BIRTHDAYS)
    if "doing" in facts and {"work", *INSTEAD} <= set(facts["doing"].values):
        yield Event("job", "when a job starts", _all(facts, "doing", "earnings_weekly"), _job)
    if "doing" in facts and set(COURSES) <= set(facts["doing"].values):
        changes = _all(facts, "doing", "full_time_course", "course_end")
        yield Event("course-end", "when a course ends", changes, _course_end)
    if "home" in facts:
        yield Event("move", "with a move", _all(facts, *HOME), lambda before, after: iter(()))


def _all(facts: Mapping[str, FactDef], *names: str) -> frozenset[str]:
    """Those facts there are, and what arithmetic works out from them."""
    found = {name for name in names if name in facts}
    for name, fact in facts.items():
        if fact.derivation and fact.derivation.kind in WORKED_OUT:
            found |= {name} if found & set(fact.derivation.of) else set()
    return frozenset(found)


def _birthday(years: int, facts: Mapping[str, FactDef], as_at: date) -> Event:
    names: tuple[str, ...] = ()
    if years == 16:
        names = (*FROM_16, "left_care_before_16")
    elif years == 18:
        names = (*CARE_NOW, "looked_after_at_18", "last_left_care_on", "council_tax_liability")
    born = latest_birth_date(as_at + timedelta(days=1), years).toordinal()

    def so(before: People, after: People) -> Iterator[Term]:
        yield before.number(BORN) == born
        if years == 16:
            yield from _sixteen(before, after)
        elif years == 18:
            yield from _eighteen(before, after)

    changes = _all(facts, *names)
    return Event(f"birthday-{years}", f"on the birthday of {years}", changes, so, days=1)


def _is(people: People, fact: str) -> Term:
    return people.bits(fact)["true"] if fact in people.facts else False


def _sixteen(before: People, after: People) -> Iterator[Term]:
    """In care today is in care at 16; what was so stays so."""
    terms, in_care = before.terms, _is(before, "looked_after_now")
    for fact, besides in FROM_16.items():
        if fact in before.facts:
            now = terms.every((in_care, True if besides is None else _is(before, besides)))
            yield _same(before, _is(after, fact), terms.some((_is(before, fact), now)))
    if "left_care_before_16" in before.facts:
        out = terms.every((_is(before, "ever_in_care"), terms.opposite(in_care)))
        yield _same(before, _is(after, "left_care_before_16"), out)


def _eighteen(before: People, after: People) -> Iterator[Term]:
    """Care as a child ends, and who was in it was in it at 18."""
    for fact in CARE_NOW:
        yield before.terms.opposite(_is(after, fact))
    if "looked_after_at_18" in before.facts:
        at_18 = _is(after, "looked_after_at_18")
        yield _same(before, at_18, _is(before, "looked_after_now"))


def _same(people: People, one: Term, other: Term) -> Term:
    """Two conditions hold together or not at all."""
    terms = people.terms
    both = terms.every((one, other))
    return terms.some((both, terms.every((terms.opposite(one), terms.opposite(other)))))


def _job(before: People, after: People) -> Iterator[Term]:
    """Work is new; what it takes the place of may end, and pay only rises."""
    old, new = before.bits("doing"), after.bits("doing")
    yield before.terms.opposite(old["work"])
    yield new["work"]
    yield from (_same(before, old[v], new[v]) for v in old if v not in (*INSTEAD, "work"))
    yield from (before.terms.some((old[v], before.terms.opposite(new[v]))) for v in INSTEAD)
    if "earnings_weekly" in before.facts:
        yield after.number("earnings_weekly") >= before.number("earnings_weekly")


def _course_end(before: People, after: People) -> Iterator[Term]:
    """What somebody does on a course ends; the rest goes on, or looking for work begins."""
    terms, old, new = before.terms, before.bits("doing"), after.bits("doing")
    yield terms.some(old[value] for value in COURSES)
    yield from (terms.opposite(new[value]) for value in COURSES)
    yield from (_same(before, old[v], new[v]) for v in old if v not in (*INSTEAD, *COURSES))
    yield from (terms.some((terms.opposite(old[v]), new[v])) for v in INSTEAD)

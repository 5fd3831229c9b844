"""What differs between two books besides their tables: rates, facts, axioms and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entitlements.money import format_money
from entitlements.redline.difference import Concerns, Difference, How, Place
from entitlements.redline.keys import change_of, changed_keys
from entitlements.redline.pairing import pair_maps
from entitlements.redline.telling import Telling, day
from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.model import DatedValue, Parameter, RuleBook
from entitlements.rulebook.read_catalogue import (
    AXIOM,
    DERIVED,
    FACT,
    IMPOSSIBLE,
    SOURCE,
    parameter_shape,
)
from entitlements.rulebook.read_floors import FLOOR, PERSONA
from entitlements.rulebook.records import Record


@dataclass(frozen=True)
class Listed:
    """A list of a book: its name in a place, its heading, and how to read the things in it."""

    of: str
    heading: str
    what: str
    concerns: Concerns
    items: Callable[[RuleBook], Mapping[str, Any]]
    record: Callable[[Any], Record[Any]]
    name: Callable[[Any], str]


LISTS = (
    Listed(
        *("parameters", "Rates", "rate", Concerns.MONEY, lambda book: book.parameters),
        *(lambda one: parameter_shape(one.type == "money"), lambda one: one.title),
    ),
    Listed(
        *("floors", "National floors", "floor", Concerns.OUTCOME, lambda book: book.floors),
        *(lambda _: FLOOR, lambda one: one.title),
    ),
    Listed(
        *("facts", "Facts", "fact", Concerns.TEST, lambda book: book.catalogue.facts),
        *(lambda fact: _fact_record(fact), lambda one: one.label),
    ),
    Listed(
        *("axioms", "What cannot be otherwise", "axiom", Concerns.TEST),
        *(lambda book: {one.id: one for one in book.catalogue.axioms}, lambda _: AXIOM),
        lambda one: one.id,
    ),
    Listed(
        *("impossible", "People who cannot be", "combination", Concerns.TEST),
        *(lambda book: {one.id: one for one in book.catalogue.impossible}, lambda _: IMPOSSIBLE),
        lambda one: one.id,
    ),
    Listed(
        *("sources", "Sources", "source", Concerns.WORDS, lambda book: book.sources),
        *(lambda _: SOURCE, lambda one: one.title),
    ),
    Listed(
        *("personas", "Invented people", "invented person", Concerns.WORDS),
        *(lambda book: book.personas, lambda _: PERSONA.record, lambda one: one.name),
    ),
)


def between_lists(before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    """Every difference of two books that is not in a table."""
    old, new = Telling(before), Telling(after)
    for listed in LISTS:
        pairs = pair_maps(listed.items(before), listed.items(after))
        yield from (_whole(listed, one, How.ADDED, new) for one in pairs.added)
        yield from (_whole(listed, one, How.REMOVED, old) for one in pairs.removed)
        for was, now in pairs.same:
            yield from _changed(listed, was, now, old, new)


def _whole(listed: Listed, one: Any, how: How, telling: Telling) -> Difference:
    said = _in_words(one, telling)
    verb = "is new" if how is How.ADDED else "is taken out"
    says = f"The {listed.what} “{listed.name(one)}” {verb}.{f' {said}.' if said else ''}"
    sides = ("", said) if how is How.ADDED else (said, "")
    return Difference(
        Place(listed.of, row=one.id), how, listed.concerns, listed.heading, says, *sides
    )


def _changed(
    listed: Listed, was: Any, now: Any, old: Telling, new: Telling
) -> Iterator[Difference]:
    named = f"The {listed.what} “{listed.name(now)}”"
    for key in changed_keys(listed.record(now), was, now, *_TOLD.get(listed.of, ())):
        cell = change_of(key, was, now, old, new)
        place = Place(listed.of, row=now.id, column=key.word)
        says = f"{named}: {cell.says}."
        yield Difference(
            place, cell.how, cell.concerns, listed.heading, says, cell.before, cell.after
        )
    if listed.of == "parameters":
        yield from _rates(was, now, old, new)
    elif listed.of == "personas":
        yield from _known(named, was.facts, now.facts, now.id, old, new)
    elif listed.of == "facts" and was.is_derived != now.is_derived:
        place = Place(listed.of, row=now.id, column="derived")
        sides = ("worked out", "asked") if was.is_derived else ("asked", "worked out")
        says = f"{named} was {sides[0]} and is now {sides[1]}."
        yield Difference(place, How.CHANGED, Concerns.TEST, listed.heading, says, *sides)


_TOLD = {"parameters": ("values",), "personas": ("facts",)}


def _fact_record(fact: FactDef) -> Record[FactDef]:
    return DERIVED if fact.is_derived else FACT


def _in_words(one: Any, telling: Telling) -> str:
    if isinstance(one, Parameter):
        return "; ".join(_rate(one, value) for value in one.values)
    return telling.value(one.says) if hasattr(one, "says") else str(getattr(one, "why", ""))


def _rate(parameter: Parameter, value: DatedValue) -> str:
    until = f" until {day(value.to)}" if value.to else ""
    return f"{_sum(parameter, value)} from {day(value.start)}{until}"


def _sum(parameter: Parameter, value: DatedValue) -> str:
    words = format_money(value.value) if parameter.type == "money" else str(value.value)
    return f"{words} a {parameter.per.replace('_', ' ')}" if parameter.per else words


def _rates(was: Parameter, now: Parameter, old: Telling, new: Telling) -> Iterator[Difference]:
    """Values of a rate that are new, gone or different, by the day from which they hold."""
    held = ({v.start.isoformat(): v for v in one.values} for one in (was, now))
    pairs = pair_maps(*held)
    for value in pairs.added:
        says = f"The rate “{now.title}” is {_sum(now, value)} from {day(value.start)}."
        yield _rate_difference(now, value, How.ADDED, says, "", _rate(now, value))
    for value in pairs.removed:
        says = f"The rate “{now.title}” has no value of its own from {day(value.start)}."
        yield _rate_difference(now, value, How.REMOVED, says, _rate(was, value), "")
    for before, after in pairs.same:
        if before != after:
            sides = (_rate(was, before), _rate(now, after))
            says = f"The rate “{now.title}” goes from {sides[0]} to {sides[1]}."
            if sides[0] == sides[1]:
                cited = (old.value(before.source), new.value(after.source))
                says = f"The rate “{now.title}” of {sides[1]} rests on {cited[1]}, not {cited[0]}."
            if sides[0] == sides[1] and before.source == after.source:
                says = f"The notes on the rate “{now.title}” of {sides[1]} change."
            yield _rate_difference(now, after, How.CHANGED, says, *sides)


def _rate_difference(
    rate: Parameter, value: DatedValue, how: How, says: str, before: str, after: str
) -> Difference:
    place = Place("parameters", value.start.isoformat(), rate.id, "values")
    return Difference(place, how, Concerns.MONEY, "Rates", says, before, after)


def _known(
    named: str, was: Any, now: Any, persona: str, old: Telling, new: Telling
) -> Iterator[Difference]:
    """What is known of an invented person: each fact that differs."""
    for fact in dict.fromkeys((*was, *now)):
        if was.get(fact) != now.get(fact):
            before = old.fact_value(fact, was[fact]) if fact in was else "not known"
            after = new.fact_value(fact, now[fact]) if fact in now else "not known"
            place = Place("personas", row=persona, column=fact)
            says = f"{named}: {new.speech.label(fact)} goes from {before} to {after}."
            how = How.ADDED if fact not in was else How.REMOVED if fact not in now else How.CHANGED
            yield Difference(place, how, Concerns.WORDS, "Invented people", says, before, after)

"""People drawn at random for the shipped rule book: nobody who cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from random import Random

from entitlements.care import BASES, CarePeriod, conflicts
from entitlements.dates import NEVER_DAY, attains_age
from entitlements.derive import care_answers, vector_of
from entitlements.evaluate import Engine
from entitlements.facts import Award, Facts, Value
from entitlements.rulebook.catalogue import FactDef, FactType
from tests.rulebooks import shipped, shipped_engine

TODAY = date(2026, 11, 22)
COUNCILS = ("dorset", "another")
DATES_OF_LIFE = ("left_care_on", "returned_home_on", "home_broke_down_on", "adopted_on")


def is_possible(engine: Engine, facts: Facts, as_at: date) -> bool:
    """Whether no axiom is broken, and no two answers about care contradict each other."""
    compiled, thresholds = engine.on(facts.get("authority"), as_at)  # type: ignore[arg-type]
    vector = vector_of(compiled.plan, facts, as_at)
    told = compiled.evaluator.possible(vector, thresholds)
    return told and not conflicts(care_answers(facts), as_at)


@cache
def asked() -> tuple[FactDef, ...]:
    """Every fact of the shipped book that somebody can be asked for."""
    return shipped().catalogue.asked()


def a_person(chance: Random, known: float = 1.0, as_at: date = TODAY, *also: str) -> Facts:
    """Somebody aged 13 to 26, of whom about so much is known, and certainly those facts."""
    born = as_at - timedelta(days=chance.randrange(13 * 365, 26 * 366))
    facts = Facts({"authority": chance.choice(COUNCILS), "date_of_birth": born.toordinal()})
    rest = [fact for fact in asked() if fact.id not in facts]
    chance.shuffle(rest)
    for fact in rest:
        if fact.id in also or chance.random() < known:
            facts = with_an_answer(chance, facts, fact, as_at)
    return facts


def with_an_answer(chance: Random, facts: Facts, fact: FactDef, as_at: date) -> Facts:
    """The same person with one more answer; without it where every one tried cannot be."""
    for _ in range(6):
        more = facts.knowing(fact.id, answer(chance, facts, fact, as_at))
        if is_possible(shipped_engine(), more, as_at):
            return more
    return facts


def answer(chance: Random, facts: Facts, fact: FactDef, as_at: date) -> Value:
    """Any answer to one question."""
    if fact.type is FactType.YES_NO:
        return chance.random() < 0.5
    if fact.type is FactType.CHOICE:
        return chance.choice(fact.values)
    if fact.type is FactType.CHOICES:
        return frozenset(chance.sample(fact.values, chance.choice((1, 1, 1, 2, 3))))
    if fact.type is FactType.PERIODS:
        return periods(chance, facts)
    if fact.type is FactType.AWARDS:
        return awards(chance, as_at)
    if fact.type is FactType.DATE:
        return _day(chance, facts, fact, as_at)
    least, most = fact.least or 0, fact.most
    return chance.randint(least, 400_000 if most is None else most)


def _day(chance: Random, facts: Facts, fact: FactDef, as_at: date) -> int:
    if fact.never and chance.random() < 0.3:
        return NEVER_DAY
    born = facts.get("date_of_birth")
    if fact.id == "date_of_birth" or not isinstance(born, int):
        return as_at.toordinal() - chance.randrange(13 * 365, 26 * 366)
    if fact.id in DATES_OF_LIFE:
        return chance.randrange(born + 13 * 365, max(as_at.toordinal(), born + 14 * 365))
    return as_at.toordinal() + chance.randrange(-900, 900)


def periods(chance: Random, facts: Facts) -> tuple[CarePeriod, ...]:
    """A few spells in care, mostly about the ages that the law turns on."""
    born = date.fromordinal(int(facts.get("date_of_birth", TODAY.toordinal() - 19 * 365)))  # type: ignore[arg-type]
    found, day = [], attains_age(born, chance.choice((8, 13, 14, 15, 16, 17)))
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        day += timedelta(days=chance.randrange(400))
        end = day + timedelta(days=chance.choice((1, 30, 84, 90, 91, 97, 98, 200, 365, 900)))
        basis = chance.choice(sorted(BASES))
        last = end if chance.random() < 0.8 else None
        found.append(CarePeriod(day, last, basis, chance.choice(COUNCILS)))
        day = end
    return tuple(found)


def awards(chance: Random, as_at: date) -> tuple[Award, ...]:
    """A few things already had, some without a sum or a date."""
    names = sorted(shipped().tables)
    return tuple(
        Award(
            chance.choice(names),
            chance.choice((None, 0, 5_000, 100_000)),
            on=chance.choice((None, as_at - timedelta(days=chance.randrange(800)))),
        )
        for _ in range(chance.randrange(4))
    )


def some(seed: str, number: int, known: float = 1.0, as_at: date = TODAY) -> Iterable[Facts]:
    """So many people, always the same ones for a seed."""
    for place in range(number):
        yield a_person(Random(f"{seed} {place}"), known, as_at)

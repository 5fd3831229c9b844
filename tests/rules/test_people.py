"""Whole people: a person's file, and beside it what the law and the council's pages say.

`people/NAME.yaml` is a file that `python -m entitlements check` reads.
`people/NAME.expect.yaml` says, table by table, what must come out, in the words of a
worked example. The expectations were read from the law, not from the engine.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from entitlements.answers import read_person
from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.examples import check_example
from entitlements.rulebook.files import rule_files
from entitlements.rulebook.model import Example, Outcome
from entitlements.rulebook.read import read_files

PEOPLE = Path(__file__).parent / "people"
RULES = Path(__file__).parents[2] / "rules"
NAMES = sorted(path.stem for path in PEOPLE.glob("*.yaml") if not path.stem.endswith(".expect"))
#: What a person may be told who knows nothing of themselves. Nobody is covered yet by the
#: law on intentional homelessness, so that "no" rests on no fact.
NOT_A_NO = {"england/intentional-homelessness"}


@pytest.fixture(scope="module")
def engine() -> Engine:
    book, problems = read_files(rule_files(RULES))
    assert book is not None, problems
    return Engine(book)


def _text(name: str) -> str:
    return (PEOPLE / name).read_text(encoding="utf-8")


def _read(name: str) -> dict[str, dict[str, object]]:
    return yaml.load(_text(name), yaml.BaseLoader) or {}


def _asked(engine: Engine, name: str) -> Evaluation:
    person = read_person(_text(f"{name}.yaml"), engine.book.catalogue, name)
    assert person.as_at is not None
    return evaluate(engine, person.facts, person.as_at)


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_out_as_the_law_says(engine: Engine, name: str) -> None:
    person = _read(f"{name}.yaml")
    facts = {**person["facts"], "authority": person["authority"]}
    as_at = date.fromisoformat(str(person["as_at"]))
    wrong = [
        f"{table}: {what}"
        for table, expect in _read(f"{name}.expect.yaml").items()
        for what in check_example(
            engine, engine.book.tables[table], Example(name, as_at, facts, expect, 0)
        )
    ]
    assert not wrong, "\n".join(wrong)


def test_knowing_nothing_is_never_a_no(engine: Engine) -> None:
    noes = {
        decision.entitlement
        for decision in _asked(engine, "not-sure-of-anything")
        if decision.outcome in (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED)
    }
    assert noes <= NOT_A_NO


def test_the_2020_card_had_20_gigabytes_and_todays_has_10(engine: Engine) -> None:
    then = _asked(engine, "november-2020-19")["dorset/sim"].figure
    now = _asked(engine, "first-flat-19")["dorset/sim"].figure
    assert then
    assert "20GB" in str(then.amount.in_kind)
    assert now
    assert "10GB" in str(now.amount.in_kind)


def test_in_2020_two_social_workers_agreed_what_is_saved(engine: Engine) -> None:
    saved = _asked(engine, "november-2020-in-care-15")["dorset/savings-for-a-child-in-care"].figure
    assert saved is not None
    assert len(saved.amount.agreed_by) == 2

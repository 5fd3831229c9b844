"""What if: only what differs, and no way to a yes that was not tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entitlements.answers import read_person
from entitlements.dates import attains_age
from entitlements.evaluate import Evaluation, evaluate
from entitlements.explain.changes import NOT_TO_CHOOSE
from entitlements.facts import Facts
from entitlements.in_short import GOOD
from entitlements.moves import Move
from entitlements.rulebook.model import Outcome
from entitlements.what_if import Beside, Way, WhatIf, changed, nearest_yes, what_if
from tests.entitlements.people import TODAY, some
from tests.entitlements.tiny import Tiny, tiny_book
from tests.rulebooks import shipped, shipped_engine

FOLDER = Path(__file__).parent.parent / "journeys" / "people"
PEOPLE = [path for path in sorted(FOLDER.glob("*.yaml")) if ".expect" not in path.name]


def person(name: str) -> Facts:
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    return read_person(text, shipped().catalogue, name).facts


def now(facts: Facts) -> Evaluation:
    return evaluate(shipped_engine(), facts, TODAY)


# Side by side.

BOOK = """
facts:
  home: [flat, hostel, custody]
  hours: number
  savings: money
tables:
  rent:
    - {id: flat, when: {home: flat}, outcome: entitled, amount: "£10.00"}
    - {id: hostel, when: {home: hostel}, outcome: entitled, amount: "£7.00"}
  busy:
    - {id: few, when: {hours: {under: 10}}, outcome: may_get}
    - {id: more, when: {hours: {from: 10, under: 20}}, outcome: may_get}
  poor:
    - {when: {savings: {under: "£100.00"}}, outcome: entitled}
"""


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Move]:
    tiny = tiny_book(BOOK)
    found = what_if(tiny.ask(**before), tiny.ask(**after))
    return {one.entitlement.removeprefix("england/"): one.kind for one in found.differences}


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        ({"home": "custody"}, {"home": "flat"}, {"rent": Move.STARTS}),
        ({}, {"home": "flat"}, {"rent": Move.STARTS}),
        ({"home": "flat"}, {"home": "custody"}, {"rent": Move.STOPS}),
        ({"home": "flat"}, {"home": "hostel"}, {"rent": Move.CHANGES}),
        ({"home": "flat"}, {}, {"rent": Move.OPENS}),
        ({"home": "custody"}, {}, {"rent": Move.OPENS}),
        ({}, {"home": "custody"}, {"rent": Move.SETTLES}),
        ({"hours": 5}, {"hours": 15}, {"busy": Move.CHANGES}),
        ({"hours": 5}, {"hours": 6}, {}),
        ({"hours": 25}, {"hours": 30}, {}),
        ({"home": "flat", "hours": 5}, {"home": "flat"}, {"busy": Move.OPENS}),
    ],
)
def test_each_way_an_answer_can_go(
    before: dict[str, Any], after: dict[str, Any], moves: dict[str, Move]
) -> None:
    assert moved(before, after) == moves


def test_less_is_a_loss_and_more_is_not() -> None:
    tiny = tiny_book(BOOK)
    flat, hostel = tiny.ask(home="flat"), tiny.ask(home="hostel")
    (less,), (more,) = what_if(flat, hostel).losses, what_if(hostel, flat).differences
    assert (less.kind, less.sums, less.title) == (Move.CHANGES, Move.LESS, "rent")
    assert (more.sums, more.is_loss) == (Move.MORE, False)
    assert what_if(flat, tiny.ask()).losses
    assert not what_if(tiny.ask(), flat).losses


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_nothing_differs_from_oneself(path: Path) -> None:
    facts = read_person(path.read_text("utf-8"), shipped().catalogue, path.name).facts
    assert what_if(now(facts), now(facts)).differences == ()


def test_what_starts_one_way_stops_the_other() -> None:
    people = list(some("side by side", 8, 0.8))
    for one, other in zip(people[::2], people[1::2], strict=True):
        there, back = what_if(now(one), now(other)), what_if(now(other), now(one))
        stops = {d.entitlement for d in (*back.of(Move.STOPS), *_had(back.of(Move.SILENT)))}
        settled = {d.entitlement for d in there.of(Move.STARTS) if _was_settled(d.before)}
        assert settled == stops


def _had(silent: Iterable[Beside]) -> list[Beside]:
    return [one for one in silent if one.before is not None and one.before.outcome in GOOD]


def _was_settled(decision: object) -> bool:
    return getattr(decision, "outcome", None) is not Outcome.UNDECIDED


def test_facts_are_replaced_or_no_longer_known_and_the_day_may_be_another() -> None:
    tiny = tiny_book(BOOK)
    facts, on = tiny.facts(home="flat", hours=5), date(2027, 1, 1)
    other = changed(tiny.engine, facts, TODAY, {"home": "hostel", "hours": None}, on)
    assert dict(other.facts) == {"home": "hostel"}
    assert other.as_at == on
    assert changed(tiny.engine, facts, TODAY, {}).as_at == TODAY


def test_turning_21_starts_and_stops_things() -> None:
    facts = person("first-flat-19")
    day = attains_age(date.fromordinal(int(facts["date_of_birth"])), 21)  # type: ignore[arg-type]
    found: WhatIf = what_if(now(facts), changed(shipped_engine(), facts, TODAY, {}, day))
    assert found.of(Move.STOPS)


def test_a_move_to_another_council_takes_the_help_of_this_one_away() -> None:
    facts = person("first-flat-19")
    found = what_if(now(facts), now(facts.knowing("authority", "another")))
    lost = [one for one in found.of(Move.STOPS) if one.entitlement.startswith("dorset/")]
    assert lost
    assert all(one.after is None and one.is_loss and one.title for one in lost)


# The nearest yes.

WAYS = """
facts:
  date_of_birth: date
  home: [flat, custody]
  doing: {choices: [work, college, caring, nothing], changeable: true}
  hours: {type: number, changeable: true, most: 40, asked_when: {doing: [work, college]}}
  told: {type: yes_no, changeable: true}
tables:
  learner:
    - {when: {doing: college}, outcome: entitled}
  busy:
    - {when: {doing: [work, college], hours: {over: 15}}, outcome: may_get}
  carer:
    - {when: {doing: caring}, outcome: entitled}
  flat:
    - {when: {home: flat}, outcome: entitled}
  adult:
    - {when: {age: {from: 18}, told: true}, outcome: entitled}
  child:
    - {when: {age: {under: 16}}, outcome: entitled}
  idle:
    - {when: {doing: {not: college}}, outcome: entitled, amount: "£5.00"}
  barred:
    - {id: not-told, when: {told: false}, outcome: not_entitled}
    - {when: {home: custody}, outcome: may_get}
"""
KNOWN: dict[str, Any] = {
    "date_of_birth": date(2009, 3, 15),
    "home": "custody",
    "doing": {"nothing"},
    "hours": 0,
    "told": False,
}


def ways(entitlement: str, **other: Any) -> list[tuple[dict[str, Any], date | None]]:
    tiny: Tiny = tiny_book(WAYS)
    found = nearest_yes(tiny.ask(**KNOWN | other), f"england/{entitlement}")
    return [(dict(way.changes), way.day) for way in found]


def test_an_answer_one_may_change_is_changed() -> None:
    assert ways("learner") == [({"doing": frozenset({"college"})}, None)]


def test_two_changes_are_named_together_each_choice_apart() -> None:
    assert ways("busy") == [
        ({"doing": frozenset({"work"}), "hours": 16}, None),
        ({"doing": frozenset({"college"}), "hours": 16}, None),
    ]


def test_what_is_not_needed_is_not_asked() -> None:
    assert ways("busy", doing={"work"}, hours=3) == [({"hours": 16}, None)]


def test_time_is_waited_for_and_what_must_be_changed_meanwhile() -> None:
    assert ways("adult") == [({"told": True}, date(2027, 3, 15))]
    assert ways("adult", told=True) == [({}, date(2027, 3, 15))]


def test_what_stood_in_the_way_is_taken_away() -> None:
    assert ways("barred") == [({"told": True}, None)]


@pytest.mark.parametrize("entitlement", ["carer", "flat", "child"])
def test_nobody_is_told_to_be_somebody_else(entitlement: str) -> None:
    """Not to care for somebody, not to live elsewhere, not to be younger."""
    assert ways(entitlement) == []


def test_a_yes_or_what_is_not_known_has_no_ways() -> None:
    tiny = tiny_book(WAYS)
    assert nearest_yes(tiny.ask(**KNOWN), "england/idle") == ()
    assert nearest_yes(tiny.ask(), "england/learner") == ()


def test_what_else_it_stops_is_said() -> None:
    tiny = tiny_book(WAYS)
    (way,) = nearest_yes(tiny.ask(**KNOWN), "england/learner")
    assert [one.entitlement for one in way.also_stops] == ["england/idle"]


def test_no_more_ways_than_asked_for() -> None:
    tiny = tiny_book(WAYS)
    assert len(nearest_yes(tiny.ask(**KNOWN), "england/busy", 1)) == 1


def every_way(facts: Facts) -> list[tuple[str, Way]]:
    evaluation = now(facts)
    return [
        (d.entitlement, way) for d in evaluation for way in nearest_yes(evaluation, d.entitlement)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_every_way_turns_it_by_what_may_be_changed_and_is_needed(seed: int) -> None:
    catalogue = shipped().catalogue.facts
    for facts in some(f"ways {seed}", 1, 0.9):
        for name, way in every_way(facts):
            day = way.day or TODAY
            then = changed(shipped_engine(), facts, TODAY, way.changes, day)
            assert then[name].outcome in GOOD
            assert then[name].outcome is way.decision.outcome
            assert all(catalogue[fact].changeable for fact in way.changes)
            assert way.changes or way.day
            for fact, value in way.changes.items():
                chosen = value if isinstance(value, frozenset) else frozenset({value})
                had = facts.get(fact, frozenset())
                assert not (chosen - (had if isinstance(had, frozenset) else set())) & NOT_TO_CHOOSE


def test_a_way_names_the_whole_loss() -> None:
    for facts in some("losses", 1, 0.9):
        for name, way in every_way(facts):
            losses = what_if(now(facts), way.decision.evaluation).losses
            assert {one.entitlement for one in way.also_stops} == {
                one.entitlement for one in losses
            } - {name}


def test_somebody_out_of_work_is_shown_an_apprenticeship() -> None:
    evaluation = now(person("custody-19"))
    (way,) = nearest_yes(evaluation, "england/apprenticeship-bursary")
    assert way.changes == {"doing": frozenset({"apprenticeship"})}
    assert way.decision.outcome is Outcome.MAY_GET


def test_an_18th_birthday_is_waited_for() -> None:
    evaluation = now(person("parent-17"))
    (way,) = nearest_yes(evaluation, "dorset/emergency-local-assistance")
    assert (dict(way.changes), way.day) == ({}, date(2027, 1, 15))
    assert "england/accommodation-and-maintenance-16-17" in {
        one.entitlement for one in way.also_stops
    }


def test_what_is_not_published_is_silence_and_never_a_no() -> None:
    """Dorset has not published how much setting up home money is."""
    known = {"authority": "dorset", "leaving_care_status": "former_relevant"}
    before = evaluate(shipped_engine(), Facts(known), TODAY)
    after = changed(shipped_engine(), Facts(known), TODAY, {"moving_into_own_home": True})

    found = {one.entitlement: one.kind for one in what_if(before, after).differences}
    assert found["dorset/setting-up-home"] is Move.SILENT


def test_rules_of_a_later_day_that_nobody_has_written_stop_nothing() -> None:
    known = Facts({"authority": "dorset", "date_of_birth": date(2007, 2, 10).toordinal()})
    before = evaluate(shipped_engine(), known, TODAY)
    after = changed(shipped_engine(), known, TODAY, {}, on=date(2028, 2, 10))

    for one in what_if(before, after).differences:
        silent = one.after is not None and one.after.outcome is Outcome.NOT_IN_FORCE
        assert not silent or one.kind is Move.SILENT, one.entitlement

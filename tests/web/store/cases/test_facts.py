"""What is said of facts: every save is kept, and nobody's is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from entitlements.rulebook.read import read_catalogue
from tests.web.store.cases.desk import Desk, said, says
from tests.web.store.small_rules import ADA, AT, BEN, FILES
from web.store import audit, verify
from web.store.cases import facts
from web.store.cases.facts import FACTS, Said, State
from web.store.cases.records import Case, Clash, Conflict

HEARD = Said("home", State.TO_CHECK, "flat", "Zoë", "on the phone", date(2026, 11, 2))


def test_what_was_said_comes_back_with_who_and_when(desk: Desk) -> None:
    case = desk.case()
    facts.save(desk.vault, case.id, 1, {"home": HEARD}, BEN, AT + 5)
    found = facts.current(desk.vault, case)
    assert found == {"home": replace(HEARD, by="Ben", at=AT + 5, number=2)}


@pytest.mark.parametrize(
    "value",
    [True, "flat", 12, "£1,000.00", ["school", "work"], [{"start": "2019-05-01", "end": "never"}]],
)
def test_every_form_of_value_comes_back(desk: Desk, value: object) -> None:
    assert desk.known(desk.case(home=value)) == {"home": value}


def test_the_newest_counts_and_all_are_kept(desk: Desk) -> None:
    case = desk.case(home="flat")
    for number, value in ((1, "custody"), (2, "flat")):
        facts.save(desk.vault, case.id, number, says(home=value), ADA, AT + number)
    assert desk.known(case) == {"home": "flat"}
    told = [(one.value, one.number) for one in facts.history(desk.vault, case, "home")]
    assert told == [("flat", 3), ("custody", 2), ("flat", 1)]
    assert facts.history(desk.vault, case, "doing") == []


def test_a_fact_can_become_unknown_again(desk: Desk) -> None:
    case = desk.case(home="flat")
    gone = {"home": said("home", None, State.NOT_KNOWN)}
    facts.save(desk.vault, case.id, 1, gone, ADA, AT)
    assert facts.current(desk.vault, case)["home"].state is State.NOT_KNOWN


def test_two_people_save_different_facts_from_the_same_page(desk: Desk) -> None:
    case = desk.case()
    first = facts.save(desk.vault, case.id, 1, says(home="flat"), ADA, AT)
    second = facts.save(desk.vault, case.id, 1, says(doing=["work"]), BEN, AT)
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert (first.number, second.number) == (2, 3)
    assert desk.known(case) == {"home": "flat", "doing": ["work"]}


def test_two_people_save_the_same_fact_and_nothing_is_lost(desk: Desk) -> None:
    case = desk.case(home="hospital")
    facts.save(desk.vault, case.id, 1, says(home="flat"), BEN, AT + 1)
    mine = says(home="custody", doing=["work"])
    found = facts.save(desk.vault, case.id, 1, mine, ADA, AT + 2)
    theirs = said("home", "flat", by="Ben", at=AT + 1, number=2)
    assert found == Conflict(2, "Ben", AT + 1, (Clash("home", mine["home"], theirs),))
    assert desk.known(case) == {"home": "flat"}, "nothing of a save with a conflict is written"
    after = facts.save(desk.vault, case.id, found.number, mine, ADA, AT + 3)
    assert isinstance(after, Case)
    assert desk.known(case) == {"home": "custody", "doing": ["work"]}


def test_what_a_form_did_not_touch_is_no_conflict_and_takes_nothing_back(desk: Desk) -> None:
    case = desk.case(home="hospital", doing=["work"])
    facts.save(desk.vault, case.id, 1, says(home="flat"), BEN, AT)
    whole_form = says(home="hospital", doing=["school"])
    assert isinstance(facts.save(desk.vault, case.id, 1, whole_form, ADA, AT), Case)
    assert desk.known(case) == {"home": "flat", "doing": ["school"]}


def test_two_people_who_say_the_same_agree(desk: Desk) -> None:
    case = desk.case()
    facts.save(desk.vault, case.id, 1, {"home": replace(HEARD, said_by="her aunt")}, BEN, AT)
    assert isinstance(facts.save(desk.vault, case.id, 1, {"home": HEARD}, ADA, AT), Case)
    assert [one.said_by for one in facts.history(desk.vault, case, "home")] == ["Zoë", "her aunt"]


def test_the_same_save_twice_is_one(desk: Desk) -> None:
    case, answers = desk.case(), says(home="flat")
    after = [facts.save(desk.vault, case.id, 1, answers, ADA, AT) for _ in range(2)]
    assert after[0] == after[1]
    assert len(facts.history(desk.vault, case, "home")) == 1


def test_the_facts_of_many_cases_come_at_once(desk: Desk) -> None:
    cases = [desk.case(f"R-{n}", home=f"home {n}") for n in range(3)]
    empty = desk.case("R-9")
    found = facts.current_of_all(desk.vault, [*cases, empty])
    assert found == {c.id: facts.current(desk.vault, c) for c in (*cases, empty)}
    assert facts.current_of_all(desk.vault, []) == {}


def test_an_event_names_the_rows_and_no_value(desk: Desk) -> None:
    case = desk.case()
    facts.save(desk.vault, case.id, 1, says(home="Rapunzel's tower"), ADA, AT)
    event = audit.events(desk.store)[0]
    assert event.action == "case facts saved"
    assert '"facts":[1]' in event.object
    assert "Rapunzel" not in event.object
    assert "home" not in event.object
    assert verify.everything(desk.store) == []


def test_no_number_of_a_row_comes_twice(desk: Desk) -> None:
    """The chain names rows by number, so those of a purged case must not come again."""
    desk.purged(desk.case("R-1", home="flat"))
    desk.case("R-2", home="flat")
    with desk.store.connect() as connection:
        assert connection.execute(select(func.min(FACTS.c.id))).scalar() == 2


CATALOGUE = read_catalogue(dict(FILES)["facts.yaml"], [])


def test_only_what_is_known_counts() -> None:
    told = {
        "home": said("home", "flat"),
        "b": said("b", True, State.TO_CHECK),
        "c": said("c", None, State.NOT_KNOWN),
        "d": said("d", None),
        "already_had": said("already_had", []),
    }
    found, problems = facts.known(told, CATALOGUE)
    assert dict(found) == {"home": "flat"}
    assert problems == []


def test_what_does_not_read_is_told_and_the_rest_counts() -> None:
    told = says(home="flat", was_asked_once="yes")
    found, problems = facts.known(told, CATALOGUE)
    assert dict(found) == {"home": "flat"}
    assert ["was_asked_once" in one.what for one in problems] == [True]

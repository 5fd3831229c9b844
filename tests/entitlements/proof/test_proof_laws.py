"""Floors, cliffs and laws in tiny books, each with a person where it is broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entitlements.money import Per
from entitlements.proof.cliffs import cliffs
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.floors import floors
from entitlements.proof.ground import Ground
from entitlements.proof.laws import answering, more_care, unsettled
from entitlements.proof.space import Axis, Space
from entitlements.proof.stands import who_cannot_be
from entitlements.proof.yearly import yearly
from entitlements.rulebook.amounts import Amount, Limit, Pence, WholeCount
from entitlements.rulebook.model import Citation, Floor, FloorKind, Outcome, RuleBook
from tests.entitlements.proof.shown import decided
from tests.entitlements.tiny import TODAY, Tiny, tiny_book
from tests.rulebooks import shipped


@pytest.mark.parametrize(
    ("amount", "worth"),
    [
        (Amount(Pence(1), Per.ONCE), 1),
        (Amount(Pence(1), Per.WEEK), 52),
        (Amount(Pence(1), Per.MONTH), 12),
        (Amount(Pence(1), Per.FORTNIGHT), 26),
        (Amount(Pence(1), Per.TERM), 3),
        (Amount(Pence(1), Per.WEEK, times=WholeCount(5)), 5),
        (Amount(Pence(1), Per.MONTH, overall_times=3), 3),
        (Amount(Pence(1), Per.WEEK, overall=Pence(20)), 20),
        (Amount(Pence(1), Per.LESSON, limit=Limit(6, "lessons")), 6),
        (Amount(Pence(1), Per.VISIT), None),
    ],
)
def test_what_a_penny_comes_to_in_a_year(amount: Amount, worth: int | None) -> None:
    assert yearly(amount, 1) == worth


FLOOR = """
facts:
  date_of_birth: date
  home: [flat, custody]
tables:
  national:
    - {when: {age: {from: 18, under: 25}}, outcome: may_get, amount: "£3,000.00"}
  local: [{when: %s, outcome: %s, amount: %s}]
"""


def floored(when: str, outcome: str, amount: str, kind: FloorKind = FloorKind.LAW) -> RuleBook:
    book = tiny_book(FLOOR % (when, outcome, amount)).book
    source = (Citation("act"),)
    floor = Floor("home", "Money for a home", kind, "england/national", ("england/local",), source)
    return replace(book, floors={"home": floor})


def of_floors(book: RuleBook) -> list[Finding]:
    return list(floors(Ground(book), TODAY))


@pytest.mark.parametrize(
    ("kind", "words", "weight"),
    [
        (FloorKind.LAW, "the law", Weight.ASKS),
        (FloorKind.GUIDANCE, "government guidance", Weight.ASKS),
        (FloorKind.RECOMMENDATION, "a recommendation", Weight.TELLS),
    ],
)
def test_less_than_a_floor_asks_for_a_reason_that_is_printed(
    kind: FloorKind, words: str, weight: Weight
) -> None:
    book = floored("{age: {under: 25}}", "may_get", '"£2,000.00"', kind)
    (found,) = of_floors(book)
    assert (found.shown, found.weight) == (Shown.DISPROVED, weight)
    assert f"Below {words}: £2,000 where Money for a home is £3,000" in found.what
    assert "a reason that is printed" in found.fix
    assert decided(found, book).figure.least == 200_000  # type: ignore[union-attr]


def test_as_much_as_the_floor_is_proved() -> None:
    (found,) = of_floors(floored("{}", "may_get", '"£3,000.00"'))
    assert (found.shown, found.weight) == (Shown.PROVED, Weight.TELLS)


@pytest.mark.parametrize(
    ("outcome", "amount"), [("not_published", "no_figure"), ("may_get", "no_figure")]
)
def test_where_no_figure_is_published_there_is_nothing_to_compare(
    outcome: str, amount: str
) -> None:
    (found,) = of_floors(floored("{}", outcome, amount))
    assert (found.shown, found.weight) == (Shown.NOT_ATTEMPTED, Weight.TELLS)
    assert found.what.startswith("There is no figure to compare with the law")


def test_a_local_table_that_leaves_some_out_is_told_of() -> None:
    (found,) = of_floors(floored("{home: flat}", "may_get", '"£3,000.00"'))
    assert (found.shown, found.weight) == (Shown.DISPROVED, Weight.TELLS)
    assert found.person is not None
    assert found.person.facts["home"] == "custody"


def test_the_shipped_floors_are_below_nothing_that_is_published() -> None:
    found = of_floors(shipped())
    assert {f.table for f in found} == {t for f in shipped().floors.values() for t in f.local}
    assert [f.id for f in found if f.weight is not Weight.TELLS] == []
    no_figure = [f for f in found if f.id.endswith(":no_figure")]
    assert "dorset/setting-up-home" in {f.table for f in no_figure}


CLIFF = """
facts:
  date_of_birth: date
  doing: {choices: [work, college, university, nothing]}
  pregnant: yes_no
  children: {type: number, least: 0, most: 4}
tables:
  help: %s
"""


def of_cliffs(rows: str, most: int = 100_000) -> tuple[Tiny, list[Finding]]:
    tiny = tiny_book(CLIFF % rows)
    return tiny, list(cliffs(Ground(tiny.book), tiny.book.tables["england/help"], TODAY, most))


def test_a_birthday_on_which_too_much_is_lost_is_found_with_a_person() -> None:
    tiny, found = of_cliffs('[{when: {age: {under: 21}}, amount: {value: "£60.00", per: week}}]')
    (cliff,) = found
    assert cliff.id == "cliff:england/help:turns-21"
    assert "somebody loses £3,120 a year" in cliff.what
    assert cliff.person is not None
    born = date.fromordinal(cliff.person.facts["date_of_birth"])  # type: ignore[arg-type]
    assert (born, cliff.person.as_at) == (date(2005, 11, 22), date(2026, 11, 21))
    eve, day = (
        tiny.ask(on, date_of_birth=born)["england/help"] for on in (cliff.person.as_at, TODAY)
    )
    assert (eve.outcome, day.outcome) == (Outcome.ENTITLED, Outcome.NOT_ENTITLED)


def test_a_gentle_step_is_proved_to_be_one() -> None:
    _, (found,) = of_cliffs(
        """
    - {when: {age: {under: 21}}, amount: {value: "£60.00", per: week}}
    - {amount: {value: "£50.00", per: week}}"""
    )
    assert found.shown is Shown.PROVED
    assert "The most is £520, on the birthday of turning 21." in found.what


@pytest.mark.parametrize(
    ("when", "event"),
    [
        ("{doing: {not: [work]}}", "starts-a-job"),
        ("{doing: university}", "course-ends"),
        ("{children: 0, pregnant: true}", "has-a-baby"),
    ],
)
def test_an_event_that_takes_too_much_is_named(when: str, event: str) -> None:
    _, found = of_cliffs(f'[{{when: {when}, amount: "£2,000.00"}}]')
    assert f"cliff:england/help:{event}" in {f.id for f in found if f.shown is Shown.DISPROVED}


def test_no_figure_and_loans_are_not_counted() -> None:
    loan = '{value: "£9,000.00", kind: loan, repay: true}'
    _, lent = of_cliffs(f"[{{when: {{age: {{under: 21}}}}, amount: {loan}}}]")
    assert {f.shown for f in lent} == {Shown.PROVED}
    _, open_ = of_cliffs(
        """
    - {when: {age: {under: 21}}, amount: "£9,000.00"}
    - {outcome: not_published}"""
    )
    assert {f.shown for f in open_} == {Shown.PROVED}


def test_small_sums_need_no_proof() -> None:
    assert of_cliffs('[{when: {age: {under: 21}}, amount: "£1.00"}]')[1] == []


CARE = """
facts:
  date_of_birth: date
derived:
  was_eligible_child: {type: yes_no, from: {care: was_eligible_child}}
  months_in_care_unbroken: {type: number, from: {care: months_in_care_unbroken}}
tables:
  help: %s
"""


def of_care(rows: str) -> list[Finding]:
    tiny = tiny_book(CARE % rows)
    return list(more_care(Ground(tiny.book), tiny.book.tables["england/help"], TODAY))


def test_more_care_that_loses_nothing_is_proved() -> None:
    (found,) = of_care("[{when: {months_in_care_unbroken: {from: 12}}}]")
    assert (found.kind, found.shown) == ("law", Shown.PROVED)


@pytest.mark.parametrize(
    ("fact", "test"), [("was_eligible_child", "false"), ("months_in_care_unbroken", "{under: 12}")]
)
def test_somebody_who_would_get_less_for_more_care_is_shown(fact: str, test: str) -> None:
    (found,) = of_care(f"[{{when: {{{fact}: {test}}}}}]")
    assert (found.shown, found.weight) == (Shown.DISPROVED, Weight.TELLS)
    assert found.id.endswith(f":{fact}")
    assert found.person is not None


def test_an_answer_that_unsettles_is_seen() -> None:
    axis = Axis("a", (0, 1, None))
    space = Space([axis])
    assert unsettled(space, axis, space.where("a", (0, 1, 2))) == 0
    assert unsettled(space, axis, space.where("a", (0, 2))) == space.where("a", (1,))


@pytest.mark.parametrize(
    "name", ["dorset/council-tax", "england/junior-isa", "england/health-costs"]
)
def test_an_answer_never_changes_what_was_settled(name: str) -> None:
    (found,) = answering(Ground(shipped()), shipped().tables[name], TODAY)
    assert found.shown is Shown.PROVED


DECIDES = """
facts:
  date_of_birth: date
derived:
  counts: {{type: yes_no, from: {{table: england/help}}}}
impossible:
  - {{counts: true, age: {{from: 21}}}}
tables:
  help:
    decides: counts
    rows: [{{when: {{age: {{under: {0}}}}}, value: "true"}}]
    otherwise: {{value: "false"}}
"""


@pytest.mark.parametrize(("years", "shown"), [(21, Shown.PROVED), (22, Shown.DISPROVED)])
def test_a_table_that_makes_somebody_who_cannot_be_stops(years: int, shown: Shown) -> None:
    tiny = tiny_book(DECIDES.format(years))
    (found,) = who_cannot_be(Ground(tiny.book), tiny.book.tables["england/help"], TODAY)
    assert found.shown is shown
    if shown is Shown.DISPROVED:
        assert (found.weight, found.rows) == (Weight.STOPS, ("row-1",))
        assert found.person is not None
        assert found.person.words == "21, counts: yes"


def test_the_shipped_tables_make_nobody_who_cannot_be() -> None:
    ground = Ground(shipped())
    found = [f for t in shipped().tables.values() for f in who_cannot_be(ground, t, TODAY)]
    assert {f.shown for f in found} == {Shown.PROVED}
    assert "england/leaving-care-status" in {f.table for f in found}

"""One event, and the most it can take off a year's money."""

from __future__ import annotations

from entitlements.proof.finding import Shown
from tests.entitlements.solver.books import changed, of_book, of_change
from tests.entitlements.tiny import tiny_book

NONE = "Nobody's money for a year falls by more than £500"


def test_a_birthday_takes_from_two_tables_at_once() -> None:
    """Each table alone takes £300; together they take £600.

    facts:
      date_of_birth: date
    tables:
      one:
        - {when: {age: {under: 21}}, outcome: entitled, amount: "£300.00"}
      two:
        - {when: {age: {under: 21}}, outcome: entitled, amount: {value: "£25.00", per: month}}
    """
    found = of_book(tiny_book(test_a_birthday_takes_from_two_tables_at_once.__doc__))
    cliff = found["cliff:england:birthday-21"]
    assert cliff.shown is Shown.DISPROVED
    assert "fall by £600 on the birthday of 21, the most that anybody can lose" in cliff.what
    assert (cliff.before, cliff.after) == ("£600 in a year", "£0 in a year")
    assert cliff.rows == ("england/one", "england/two")
    assert found["cliff:england:birthday-22"].what == f"{NONE} on the birthday of 22."


def test_what_starts_makes_up_for_what_stops() -> None:
    """At 21 one table stops and another begins: the fall is what is not made up.

    facts:
      date_of_birth: date
    tables:
      young:
        - {when: {age: {under: 21}}, outcome: entitled, amount: "£900.00"}
      older:
        - {when: {age: {from: 21}}, outcome: entitled, amount: "£700.00"}
    """
    book = tiny_book(test_what_starts_makes_up_for_what_stops.__doc__)
    assert of_book(book)["cliff:england:birthday-21"].shown is Shown.PROVED
    steep = of_book(book, most_fall=10_000)["cliff:england:birthday-21"]
    assert "fall by £200" in steep.what
    assert (steep.before, steep.after) == ("£900 in a year", "£700 in a year")


def test_a_job_and_a_move() -> None:
    """Work and home are changed by an event; nothing else of the person is.

    facts:
      home: [flat, custody]
      pregnant: yes_no
      doing: {choices: [school, college, university, training, work, looking_for_work, nothing]}
    tables:
      seeker:
        - {when: {doing: looking_for_work, pregnant: "true"}, outcome: entitled, amount: "£600.00"}
      prison:
        - {when: {home: custody}, outcome: entitled, amount: {value: "£10.00", per: week}}
      mother:
        - {when: {pregnant: "true"}, outcome: entitled, amount: "£5,000.00"}
    """
    found = of_book(tiny_book(test_a_job_and_a_move.__doc__))
    assert "fall by £600 when a job starts" in found["cliff:england:job"].what
    assert "fall by £520 with a move" in found["cliff:england:move"].what
    assert found["cliff:england:course-end"].what == f"{NONE} when a course ends."


def test_a_change_is_asked_only_for_cliffs_that_it_makes_steeper() -> None:
    """The cliff at 25 was there before.

    facts:
      date_of_birth: date
    tables:
      one:
        - {when: {age: {under: 25}}, outcome: entitled, amount: "£700.00"}
      two:
        - {when: {age: {under: 21}}, outcome: entitled, amount: "£100.00"}
    """
    doc = test_a_change_is_asked_only_for_cliffs_that_it_makes_steeper.__doc__
    found = of_change(changed(doc, "£100.00", "£800.00"))
    assert [name for name in found if name.startswith("cliff")] == ["cliff:england:birthday-21"]
    found = of_change(changed(doc, "£700.00", "£750.00"))
    assert [name for name in found if name.startswith("cliff")] == ["cliff:england:birthday-25"]
    found = of_change(changed(doc, "£700.00", "£650.00"))
    assert not [name for name in found if name.startswith("cliff")]

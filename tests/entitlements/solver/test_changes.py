"""A change, over the whole book: what it does through other tables, and to a year's money."""

from __future__ import annotations

from entitlements.proof.finding import Shown, Weight
from tests.entitlements.solver.books import changed, disproved, of_change


def test_less_through_another_table() -> None:
    """Who counts as a leaver is changed; the grant is not, and somebody loses it.

    facts:
      date_of_birth: date
    derived:
      leaver: {type: yes_no, from: {table: england/status}}
    tables:
      status:
        decides: leaver
        rows: [{when: {age: {under: 25}}, outcome: entitled, value: "true"}]
        otherwise: {outcome: not_entitled, value: "false"}
      grant:
        - {when: {leaver: "true"}, outcome: entitled, amount: "£100.00"}
    """
    found = of_change(changed(test_less_through_another_table.__doc__, "25", "24"))
    less = found["less:england/grant:whole_book"]
    assert less.weight is Weight.ASKS, "its own text is not changed, so only the solver sees it"
    assert less.person is not None
    assert less.person.words.startswith("24")
    assert set(less.person.facts) == {"date_of_birth"}
    assert found["less:england/status:whole_book"].weight is Weight.TELLS
    assert found["less:year:england"].before == "£100 in a year"
    assert found["less:year:england"].after == "£0 in a year"


def test_what_decides_the_same_ends_the_question() -> None:
    """The tests of the first table are written otherwise, and mean the same.

    facts:
      a: yes_no
      b: yes_no
    derived:
      leaver: {type: yes_no, from: {table: england/status}}
    tables:
      status:
        decides: leaver
        rows: [{when: {any: [{a: "true"}, {b: "true"}]}, outcome: entitled, value: "true"}]
        otherwise: {outcome: not_entitled, value: "false"}
      grant:
        - {when: {leaver: "true"}, outcome: entitled, amount: "£100.00"}
    """
    one, other = '{any: [{a: "true"}, {b: "true"}]}', '{not: {a: "false", b: "false"}}'
    found = of_change(changed(test_what_decides_the_same_ends_the_question.__doc__, one, other))
    assert found["changed:england/status:whole_book"].shown is Shown.PROVED
    assert found["changed:whole_book"].what.startswith("1 tables, and all they rest on")
    assert not disproved(found)


def test_an_axiom_leaves_a_person_out_and_is_named() -> None:
    """Only those who cannot be would lose.

    facts:
      home: [flat, custody]
      bill: yes_no
    axioms:
      - {if: {home: custody}, then: {bill: "false"}}
    tables:
      help:
        - {when: {bill: "true", home: [flat, custody]}, outcome: entitled, amount: "£10.00"}
    """
    doc = test_an_axiom_leaves_a_person_out_and_is_named.__doc__
    found = of_change(changed(doc, "home: [flat, custody]}, outcome", "home: flat}, outcome"))
    same = found["changed:england/help:whole_book"]
    assert (same.shown, same.axioms) == (Shown.PROVED, ("axiom-0",))


def test_sums_that_turn_on_a_fact() -> None:
    """Half of a bill and at most £50, then a third of it: less for large bills, and for small.

    facts:
      bill: money
    tables:
      help:
        - {when: {bill: {from: "£1.00"}}, outcome: entitled,
           amount: {value: {least: [{percent: 50, of: {fact: bill}}, "£50.00"]}}}
    """
    found = of_change(changed(test_sums_that_turn_on_a_fact.__doc__, '"£50.00"', '"£60.00"'))
    assert found["less:england/help:whole_book"].shown is Shown.PROVED
    more = found["more:england/help:whole_book"].person
    assert more is not None
    assert more.facts["bill"] > 10_000  # type: ignore[operator]
    found = of_change(changed(test_sums_that_turn_on_a_fact.__doc__, "percent: 50", "percent: 40"))
    assert "more:england/help:whole_book" not in found
    assert found["less:england/help:whole_book"].shown is Shown.DISPROVED


def test_who_loses_most_in_a_year() -> None:
    """Twelve payments a year weigh more than one, and the two rows are never one person's.

    facts:
      home: [flat, custody]
    tables:
      weekly:
        - {when: {home: custody}, outcome: entitled, amount: {value: "£10.00", per: month}}
      single:
        - {when: {home: flat}, outcome: entitled, amount: "£40.00"}
    """
    doc = test_who_loses_most_in_a_year.__doc__
    assert doc is not None
    books = changed(doc.replace("£40.00", "£41.00"), "£41.00", "£10.00")
    year = of_change(books)["less:year:england"]
    assert "falls by £31, the most that anybody can lose" in year.what
    after = changed(doc, "£10.00", "£5.00")
    year = of_change(after)["less:year:england"]
    assert "falls by £60, the most that anybody can lose" in year.what
    assert year.person is not None
    assert dict(year.person.facts) == {"home": "custody"}
    assert year.weight is Weight.ASKS


def test_help_with_no_set_sum_is_counted_apart() -> None:
    """The sum rises; what has no figure is said to be left out.

    facts:
      a: yes_no
    tables:
      help:
        - {when: {a: "true"}, outcome: entitled, amount: "£10.00"}
      other:
        - {when: {a: "true"}, outcome: entitled, amount: no_figure}
    """
    doc = test_help_with_no_set_sum_is_counted_apart.__doc__
    year = of_change(changed(doc, "£10.00", "£20.00"))["less:year:england"]
    assert year.shown is Shown.PROVED
    assert year.what == (
        "Nobody's money for a year falls. "
        "Rows not counted, such as help with no set sum or in kind: 1."
    )

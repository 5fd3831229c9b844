"""Two tiny books held against each other: who gets less, who more, and what is proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entitlements.evaluate import Engine
from entitlements.proof.differing import differing
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.rulebook.model import Outcome, RuleBook
from tests.entitlements.drawn_books import drawn
from tests.entitlements.proof.faults import with_table
from tests.entitlements.proof.shown import compared, decided, what
from tests.entitlements.tiny import Tiny, tiny_book

FACTS = """
facts:
  date_of_birth: date
  home: [flat, custody]
  bill: money
  children: {type: number, least: 0, most: 4}
"""


def book(rows: str, rest: str = "", facts: str = FACTS) -> Tiny:
    """A tiny book with one table, `help`, of some rows."""
    return tiny_book(f"{facts}\n{rest}\ntables:\n  help: {rows}")


def kinds(found: list[Finding]) -> dict[str, Shown]:
    return {finding.kind: finding.shown for finding in found}


def between(before: str, after: str, rest: str = "") -> list[Finding]:
    return compared(book(before, rest).book, book(after, rest).book)


def test_the_same_rows_in_other_words_are_proved_equal() -> None:
    found = between(
        '[{when: {any: [{home: flat}, {home: custody}]}, amount: "£1.00"}]',
        '[{when: {home: {not: []}}, amount: "£1.00"}]'.replace("{not: []}", "[flat, custody]"),
    )
    assert [(f.shown, f.what) for f in found] == [
        (Shown.PROVED, "Everybody gets the same as before.")
    ]


def test_a_smaller_sum_is_less_for_somebody_real() -> None:
    rows = '[{when: {home: flat}, amount: "£%s"}]'
    before, after = book(rows % "500.00"), book(rows % "499.99")
    (found,) = compared(before.book, after.book)
    assert (found.kind, found.weight, found.rows) == ("less", Weight.ASKS, ("row-1",))
    assert "£500" in found.before
    assert "£499.99" in found.after
    assert decided(found, before.book).figure.least == 50_000  # type: ignore[union-attr]
    assert decided(found, after.book).figure.least == 49_999  # type: ignore[union-attr]


def test_an_edge_a_day_wider_gives_more_to_those_of_that_day_alone() -> None:
    found = between("[{when: {age: {under: 25}}}]", "[{when: {age: {under: 26}}}]")
    assert kinds(found) == {"more": Shown.DISPROVED, "less": Shown.PROVED}
    person = next(f.person for f in found if f.kind == "more")
    assert person is not None
    assert person.words.startswith("25")


def test_some_get_less_and_some_more() -> None:
    found = between(
        '[{when: {home: flat}, amount: "£1.00"}, {amount: "£2.00"}]',
        '[{when: {home: flat}, amount: "£2.00"}, {amount: "£1.00"}]',
    )
    assert kinds(found) == {"less": Shown.DISPROVED, "more": Shown.DISPROVED}


OUTCOMES = ("entitled", "may_get", "elsewhere", "not_published", "not_provided", "not_entitled")


@pytest.mark.parametrize("stronger", OUTCOMES[:-1])
def test_a_weaker_outcome_is_less_and_a_stronger_one_more(stronger: str) -> None:
    weaker = OUTCOMES[OUTCOMES.index(stronger) + 1]
    rows = "[{when: {home: flat}, outcome: %s, elsewhere: A charity}]"
    assert kinds(between(rows % stronger, rows % weaker)) == {"less": Shown.DISPROVED}
    up = kinds(between(rows % weaker, rows % stronger))
    assert up == {"more": Shown.DISPROVED, "less": Shown.PROVED}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ('amount: "£500.00"', "amount: no_figure", "changed"),
        ("amount: no_figure", 'amount: "£500.00"', "changed"),
        ("outcome: not_published", 'outcome: may_get, amount: "£3,000.00"', "more"),
        ('outcome: may_get, amount: "£3,000.00"', "outcome: not_published", "less"),
        ('amount: {value: "£5.00", per: week}', 'amount: {value: "£5.00", per: month}', "less"),
        ('amount: {value: "£10.00", per: week}', 'amount: {value: "£60.00", per: month}', "more"),
        ('amount: {value: "£5.00", up_to: true}', 'amount: "£5.00"', "changed"),
        ("force: duty", "force: policy", "changed"),
        ('outcome: may_get, amount: "£9.00"', 'outcome: entitled, amount: "£1.00"', "changed"),
    ],
)
def test_no_figure_is_never_zero_and_unlike_things_are_not_compared(
    before: str, after: str, kind: str
) -> None:
    rows = "[{when: {home: flat}, %s}]"
    if not kind:
        before, after = (
            text.replace("amount: {", "amount: {value: {") + "}" for text in (before, after)
        )
    found = kinds(between(rows % before, rows % after))
    if kind:
        assert found[kind] is Shown.DISPROVED
        assert Shown.NOT_ATTEMPTED not in found.values()
    else:
        assert found["less"] in (Shown.DISPROVED, Shown.NOT_ATTEMPTED)


def test_a_sum_that_turns_on_a_fact_is_weighed_and_never_proved() -> None:
    rows = "[{when: {home: flat}, amount: {value: {percent: %s, of: {fact: bill}}}}]"
    found = between(rows % 50, rows % 40)
    assert [f.kind for f in found if f.shown is Shown.DISPROVED] == ["less"]
    assert [f.shown for f in found if f.shown is not Shown.DISPROVED] == [Shown.NOT_ATTEMPTED]
    alike = '[{when: {home: flat}, amount: {value: {%s: ["£5.00", {fact: bill}]}}}]'
    assert Shown.PROVED not in kinds(between(alike % "least", alike % "most")).values()


def test_the_same_sum_of_a_fact_is_proved_equal() -> None:
    rows = "[{when: %s, amount: {value: {percent: 50, of: {fact: bill}}}}]"
    found = between(rows % "{home: flat}", rows % "{home: [flat]}")
    assert {f.shown for f in found} <= {Shown.PROVED}


STEPS = """
  - when: {home: flat}
    amount:
      per: once
      value: {steps: [{when: {children: {from: %s}}, value: "£20.00"}], otherwise: "£10.00"}"""


def test_steps_are_cut_up_by_whom_each_is_for() -> None:
    found = between(STEPS % 1, STEPS % 2)
    assert kinds(found) == {"less": Shown.DISPROVED}
    assert found[0].person is not None
    assert found[0].person.facts["children"] == 1


def test_steps_and_rows_that_come_to_the_same_are_proved_equal() -> None:
    rows = """
  - {when: {home: flat, children: {from: 1}}, amount: "£20.00"}
  - {when: {home: flat}, amount: "£10.00"}"""
    assert kinds(between(STEPS % 1, rows)) == {"changed": Shown.PROVED}


def test_a_rate_is_put_in_before_sums_are_compared() -> None:
    rows = "[{when: {home: flat}, amount: {value: {parameter: rate}, per: once}}]"
    before = book(rows, 'parameters: {rate: {2020-01-01: "£10.00", 2027-04-01: "£11.00"}}')
    after = book(rows, 'parameters: {rate: {2020-01-01: "£10.00", 2027-04-01: "£10.50"}}')
    assert differing(before.book, after.book) == {"england/help": ("a rate",)}
    (found,) = compared(before.book, after.book)
    assert found.kind == "less"
    assert found.person is not None
    assert found.person.as_at == date(2027, 4, 1)
    fixed = '[{when: {home: flat}, amount: "£10.00"}]'
    rate = 'parameters: {rate: {%s: "£10.00"}}'
    assert kinds(between(fixed, rows, rate % "2000-01-01")) == {"changed": Shown.PROVED}
    late = between(fixed, rows, rate % "2020-01-01")
    assert kinds(late)["changed"] is Shown.DISPROVED  # until 2020 there is no figure


def test_rows_that_add_up_are_compared_by_their_sum() -> None:
    rows = """
    match: all
    rows:
      - {when: {home: flat}, amount: %s}
      - {when: {children: {from: 1}}, amount: %s}"""
    found = between(rows % ('"£1.00"', '"£2.00"'), rows % ('"£2.00"', '"£1.00"'))
    assert kinds(found) == {"less": Shown.DISPROVED, "more": Shown.DISPROVED}
    person = next(f.person for f in found if f.kind == "less")
    assert person is not None
    assert person.facts["children"] == 1
    assert person.facts["home"] == "custody"


def test_a_person_who_only_reads_another_text_is_told_of() -> None:
    found = between(
        "[{when: {home: flat}, says: Yes.}]", "[{when: {home: flat}, says: Of course.}]"
    )
    assert [(f.kind, f.weight, f.shown) for f in found] == [
        ("changed", Weight.TELLS, Shown.DISPROVED),
        ("changed", Weight.TELLS, Shown.PROVED),
    ]


def test_a_version_to_come_is_compared_on_the_day_it_starts() -> None:
    versions = """
    versions:
      - effective_from: 2020-01-01
        effective_to: 2027-04-01
        rows: [{when: {home: flat}, amount: "£5.00"}]
      - {effective_from: 2027-04-01, rows: [{when: {home: flat}, amount: "£4.00"}]}"""
    first = '{effective_from: 2020-01-01, rows: [{when: {home: flat}, amount: "£5.00"}]}'
    before = book(f"{{versions: [{first}]}}")
    (found,) = compared(before.book, book(versions).book)
    assert (found.kind, found.version) == ("less", "2027-04-01")
    assert found.days == (date(2027, 4, 1), date(2037, 4, 1))
    assert found.person is not None
    assert found.person.as_at == date(2027, 4, 1)


def test_a_table_that_is_new_or_gone_is_more_or_less() -> None:
    whole = book("[{when: {home: flat}}]").book
    none: RuleBook = replace(whole, tables={})
    assert kinds(compared(none, whole))["more"] is Shown.DISPROVED
    gone = compared(whole, none)
    assert kinds(gone) == {"less": Shown.DISPROVED}
    assert gone[0].after == "There is no rule."


def test_another_tables_outcome_is_read_through() -> None:
    """A table that did not change pays less, because the one it asks did."""
    tables = "{first: [{when: {age: {under: %s}}}], help: [{when: {england/first: entitled}}]}"
    before, after = (tiny_book(f"{FACTS}\ntables: {tables % age}") for age in (25, 24))
    reasons = differing(before.book, after.book)
    assert reasons == {"england/first": ("its text",), "england/help": ("another table",)}
    found = [f for f in compared(before.book, after.book) if f.table == "england/help"]
    assert kinds(found) == {"less": Shown.DISPROVED}
    assert decided(found[0], before.book).outcome is Outcome.ENTITLED
    assert decided(found[0], after.book).outcome is Outcome.NOT_ENTITLED


def test_a_pot_that_another_table_draws_on_is_weighed() -> None:
    tables = """
  pot: [{when: {home: flat}, amount: {value: "£%s", pot: true}}]
  help: [{when: {home: flat}, amount: {value: "£300.00", draws_on: england/pot}}]"""
    before, after = (tiny_book(f"{FACTS}\ntables:{tables % sum_}") for sum_ in ("500.00", "200.00"))
    found = [f for f in compared(before.book, after.book) if f.table == "england/help"]
    assert [(f.kind, f.shown) for f in found] == [
        ("less", Shown.DISPROVED),
        ("less", Shown.NOT_ATTEMPTED),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_drawn_books_are_compared_as_everybody_in_them_is_decided(seed: int) -> None:
    """One row of a drawn book dropped: less and more are found exactly where somebody is."""
    drawn_book = drawn(seed)
    table = next(iter(drawn_book.tiny.book.tables.values()))
    version = table.versions[0]
    short = replace(table, versions=(replace(version, rows=version.rows[1:]),))
    after = with_table(drawn_book.tiny.book, short)
    found = [f for f in compared(drawn_book.tiny.book, after) if f.table == table.id]
    for finding in found:
        if finding.person is not None and not finding.id.endswith(":words"):
            one, other = decided(finding, drawn_book.tiny.book), decided(finding, after)
            assert what(one) != what(other), finding.id
    if kinds(found) == {"changed": Shown.PROVED}:
        engine = Tiny(after, Engine(after))
        for facts, was in drawn_book.everybody:
            now = engine.ask(**dict(facts))[table.id]
            figure = now.figure
            sums = (figure.least, figure.most) if figure else None
            assert (now.outcome, sums) == was[table.id]


def test_tables_that_go_round_in_a_circle_come_to_an_end() -> None:
    """The checks refuse them; a draft on its way may still hold them."""
    tables = """
  one: [{when: {england/two: entitled}}]
  two: [{when: {england/one: entitled, home: %s}}]"""
    before, after = (tiny_book(f"{FACTS}\ntables:{tables % home}") for home in ("flat", "custody"))
    assert compared(before.book, after.book)


def test_a_table_differs_through_what_it_reads() -> None:
    facts = "facts:\n  home: %s\n  work: yes_no\n"
    tables = "tables:\n  help: [{when: {home: flat, work: true}}]\n  rest: [{when: {work: true}}]"
    one = tiny_book(f"{facts % '[flat, custody]'}{tables}").book
    more = tiny_book(f"{facts % '[flat, custody, hostel]'}{tables}").book
    axioms = "impossible: [{home: custody, work: true}]\n"
    bound = tiny_book(f"{facts % '[flat, custody]'}{axioms}{tables}").book
    assert differing(one, one) == {}
    assert differing(one, more) == {"england/help": ("a fact",)}
    assert differing(one, bound) == {"england/help": ("a rule on who cannot be",)}
    (found,) = compared(one, more)
    assert found.what == "Everybody gets the same as before. It reads a fact that differs."

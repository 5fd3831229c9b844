"""Amounts in words: one tiny amount for each shape, and never £0 for what has no figure."""

from __future__ import annotations

import pytest

from entitlements.answers import read_person
from entitlements.evaluate import Figure, evaluate
from entitlements.messages import amount_lines, amount_of, amount_text
from entitlements.messages.expressions import rule_amount
from entitlements.messages.speech import Speech
from entitlements.rulebook.amounts import NO_FIGURE
from tests.entitlements.small_book import AS_AT, decide, rule, small_book
from tests.rulebooks import shipped, shipped_engine

BORN = "date_of_birth: 2007-02-10"  # 19 on 22 November 2026


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ('"£2,000.00"', "£2,000, once"),
        ("no_figure", "no set amount"),
        ('{value: "£25.00", per: birthday}', "£25 for each birthday"),
        (
            '{value: {steps: [{when: {birthday: 20}, value: "£50.00"}], otherwise: "£25.00"}, '
            "per: birthday}",
            "£50 for your next birthday",
        ),
        (
            '{value: "£20.00", per: year, limit: {number: 1, of: festivals, per: year}}',
            "£20 a year",
        ),
        (
            '{value: "£700.00", up_to: true, pot: true}',
            "up to £700 in all, less anything you have already had",
        ),
        ('{value: "£75.00", per: year, up_to: true}', "up to £75 a year"),
        ('{value: "£2,000.00", per: once, up_to: true}', "up to £2,000 in all"),
        ('{value: "£10.00", per: week}', "£10 a week"),
        ('{value: "£57.90", per: week, times: 5}', "£57.90 a week for 5 weeks"),
        ("{value: {parameter: wage}, per: week}", "£8 a week"),
        ("{value: {parameter: unset}, per: week}", "no set amount"),
        ("{cost: full}", "the full cost"),
        ("{cost: full, share: 50}", "half of the cost (50%)"),
        ("{cost: full, share: 30}", "30% of the cost"),
        ("{cost: full, limit: {number: 10, of: lessons}}", "the full cost, for up to 10 lessons"),
        ("{cost: full, kind: off_bill, per: year}", "100% off your bill"),
        (
            "{value: {percent: 100, of: {fact: savings}}, per: year, kind: off_bill}",
            "100% off your bill",
        ),
        (
            "{matched: true, limit: {number: 6, of: lessons}}",
            "the council adds as much as you put in, for up to 6 lessons",
        ),
        ('{value: "£500.00", per: child}', "£500 for each child"),
        ("{in_kind: SIM card with 10GB}", "SIM card with 10GB"),
        ('{in_kind: An air fryer, kind: in_kind, value: "£40.00"}', "An air fryer (worth £40)"),
        ('{value: "£9.30", per: week, kind: in_kind}', "£9.30 a week, not as cash"),
        ('{value: "£7.00", per: week, kind: saved}', "£7 a week, saved for you"),
        ('{value: "£12.50", up_to: true, kind: third_party}', "up to £12.50, paid for you"),
        ('{value: "£200.00", per: month, overall_times: 12}', "£200 a month, for up to 12 months"),
        (
            '{value: "£50.00", per: week, overall: "£300.00"}',
            "up to £50 a week, and no more than £300 in all, less anything you have already had",
        ),
        (
            '{value: "£9,000.00", per: academic_year, up_to: true, kind: loan, repay: true}',
            "a loan of up to £9,000 for each year of your course. You have to pay it back",
        ),
        (
            "{kind: loan, repay: true, uses: [rent]}",
            "a loan, with no set amount. You have to pay it back",
        ),
        (
            "{agreed_by: [your social worker, your carer's social worker]}",
            "agreed by your social worker and your carer's social worker",
        ),
        (
            '{value: {steps: [{when: {pregnant: true}, value: "£141.35"}], otherwise: "£91.18"}}',
            "between £91.18 and £141.35, depending on your answers",
        ),
        (
            '{value: {steps: [{when: {pregnant: true}, value: "£5.00"}], otherwise: no_figure}}',
            "no set amount",
        ),
    ],
)
def test_how_much_in_words(amount: str, words: str) -> None:
    decision = decide(small_book(rule("{}", rest=f", amount: {amount}")), BORN)
    assert decision.figure is not None
    assert amount_text(decision.figure) == words


def test_a_known_bill_is_a_sum() -> None:
    amount = "{value: {percent: 100, of: {fact: savings}}, per: year, kind: off_bill}"
    decision = decide(small_book(rule("{}", rest=f", amount: {amount}")), 'savings: "£1,200.00"')
    assert amount_of(decision) == "£1,200 a year off your bill"


def test_what_is_left_of_a_pot_once_some_was_had() -> None:
    amount = (
        '{value: "£3,000.00", up_to: true, pot: true, '
        'parts: [{id: pack, title: Starter pack, value: "£150.00"}], uses: [beds, pans], '
        "one_use_at_most: {percent: 50}, draws_on: england/status}"
    )
    book = small_book(rule("{}", rest=f", amount: {amount}"))
    had = (
        'already_had: [{entitlement: england/thing, part: pack, amount: "£50.00", on: 2026-01-01}]'
    )
    figure = decide(book, f"{BORN}, {had}").figure

    assert figure is not None
    assert amount_text(figure) == "£2,950 of £3,000 left"
    assert amount_lines(figure, book.tables) == [
        "Starter pack: £100 of £150 left",
        "You can use it for beds and pans.",
        "It comes out of “Your status in law”.",
        "No more than 50% can go on one thing.",
    ]


def test_instalments_are_listed() -> None:
    amount = (
        '{value: "£3,000.00", instalments: [{value: "£1,000.00", when: After 60 days}, '
        "{value: {fact: savings}, when: At the end}], agreed_by: [your adviser]}"
    )
    figure = decide(small_book(rule("{}", rest=f", amount: {amount}")), "").figure

    assert figure is not None
    assert amount_lines(figure) == [
        "£1,000 after 60 days",
        "a payment at the end",
        "These people agree it: your adviser.",
    ]


def test_no_figure_is_never_said_as_nothing() -> None:
    assert "£0" not in amount_text(Figure(NO_FIGURE, None, None))


def test_while_undecided_an_amount_is_what_it_could_be() -> None:
    book = small_book(rule("{pregnant: true}", rest=", amount: {cost: full}"))
    assert amount_of(decide(book, "")) == "it could be the full cost"
    assert amount_of(decide(book, "pregnant: false")) is None


def test_an_amount_of_a_rule_is_told_as_it_is_worked_out() -> None:
    steps = '{steps: [{when: {birthday: 21}, value: "£50.00"}], otherwise: {parameter: wage}}'
    expression = f"{{less: [{steps}, {{times: {{percent: 50, of: {{fact: savings}}}}, by: 3}}]}}"
    book = small_book(rule("{}", rest=f", amount: {{value: {expression}, per: week}}"))
    amount = book.tables["england/thing"].versions[0].rows[0].amount

    assert amount is not None
    assert rule_amount(amount, book, Speech(book.catalogue)) == (
        "£50 if you turn 21 on your next birthday; otherwise the minimum wage "
        "less 50% of your savings times 3 a week"
    )


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("{plus: [{fact: savings}, {parameter: wage}]}", "your savings plus the minimum wage"),
        ('{least: [{fact: savings}, "£5.00"]}', "the smaller of your savings and £5"),
        ('{most: [{fact: savings}, "£5.00"]}', "the larger of your savings and £5"),
        ('{split: "£9.00", between: 3}', "£9 split between 3"),
        (
            '{times: "£9.00", by: {fact: hours, at_most: 3, plus: 1}}',
            "£9 times how many hours you do plus 1, at most 3",
        ),
        (
            '{times: "£9.00", by: {whole: weeks, from: {fact: course_start}, to: as_at}}',
            "£9 times the whole weeks from the day your course starts to today",
        ),
        ("{balance: england/status}", "what is left of “Your status in law”"),
        ("{amount_of: england/status}", "the amount of “Your status in law”"),
        (
            '{steps: [{when: {pregnant: true}, value: "£9.00"}], otherwise: no_figure}',
            "£9 if you are pregnant; otherwise no set amount",
        ),
    ],
)
def test_each_expression_of_a_rule_has_words(amount: str, words: str) -> None:
    book = small_book(rule("{}", rest=f", amount: {{value: {amount}}}"))
    held = book.tables["england/thing"].versions[0].rows[0].amount

    assert held is not None
    assert rule_amount(held, book, Speech(book.catalogue)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("{value: {fact: savings}}", "an amount that depends on your answers"),
        ('{value: {plus: ["£5.00", {fact: savings}]}}', "at least £5"),
        (
            '{value: {times: "£5.00", by: {fact: hours}}, per: week}',
            "up to £500 a week, depending on your answers",
        ),
        (
            '{value: "£5.00", per: week, times: {fact: hours}}',
            "£5 a week, for a time that depends on your answers",
        ),
        (
            "{cost: full, limit: {number: 3, of: visits, per: year}}",
            "the full cost, for up to 3 visits a year",
        ),
        ("{cost: full, up_to: true}", "up to the full cost"),
        ("{cost: full, share: 25}", "a quarter of the cost (25%)"),
        ("{balance: england/status}", "no set amount"),
    ],
)
def test_what_is_not_known_is_said_to_depend(amount: str, words: str) -> None:
    if not amount.startswith(("{value", "{cost")):
        amount = f"{{value: {amount}}}"
    decision = decide(small_book(rule("{}", rest=f", amount: {amount}")), "")
    assert decision.figure is not None
    assert amount_text(decision.figure) == words


def test_every_amount_of_the_shipped_book_can_be_told() -> None:
    book = shipped()
    for shipped_table in book.tables.values():
        for version in shipped_table.versions:
            for row in version.rows:
                if row.amount:
                    assert rule_amount(row.amount, book, Speech(book.catalogue))


def test_a_sum_that_guidance_names_says_so() -> None:
    """£3,000 to set up home is what the government says, not what anybody owes."""
    book = shipped()
    facts = (
        f"{BORN}, leaving_care_status: former_relevant, "
        "home: own_tenancy, moving_into_own_home: true"
    )
    person = read_person(f"facts: {{{facts}}}", book.catalogue, "sam.yaml").facts
    decision = evaluate(shipped_engine(), person, AS_AT)["england/setting-up-home-guidance"]

    assert amount_of(decision) == "£3,000, once, in government guidance"

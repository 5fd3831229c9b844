"""What people type, and what it is taken to mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from entitlements.dates import NEVER_DAY
from entitlements.facts import Award, Value
from entitlements.rulebook.catalogue import Choice, FactDef, FactType, Sensitivity
from entitlements.rulebook.model import Match, RuleTable
from web.fields import AnswerField, Passed, field_for
from web.fields.sums import pence

TYPES = [t for t in FactType if t is not FactType.PERIODS]
CHOICES = (Choice("flat", "A flat"), Choice("halls", "Halls"), Choice("nothing", "None of these"))
POT = RuleTable("dorset/pot", "Pot", "money", "", "", "", "", Match.FIRST, ())


def fact_of(kind: FactType, **more: Any) -> FactDef:
    given = {"label": "the thing", "question": "What?", "choices": CHOICES, **more}
    return FactDef("thing", kind, **given)


def asked(fact: FactDef, typed: dict[str, Any], data: Any = None) -> AnswerField:
    """The field after somebody has sent this."""
    more = {"pots": [POT]} if fact.type is FactType.AWARDS else {}
    form = type("F", (Form,), {"answer": field_for(fact)(fact=fact, **more)})(
        MultiDict(typed) if typed else None, data={"answer": data}
    )
    if typed:
        form.validate()
    return form.answer


def read(fact: FactDef, **typed: Any) -> Value | Passed | None:
    field = asked(fact, {name.replace("_", "-"): value for name, value in typed.items()})
    assert not field.errors, field.errors
    return field.data


def refused(fact: FactDef, **typed: Any) -> tuple[str, str]:
    """The error, and the input it leads to."""
    field = asked(fact, {name.replace("_", "-"): value for name, value in typed.items()})
    assert field.errors
    return field.errors[0], field.focus


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *[("57.90", 5790), ("£57.90", 5790), ("1,200", 120000), ("£1,200.5", 120050)],
        *[("0", 0), (" 7 ", 700), ("12,34", None), ("1.234", None), ("-5", None), ("ten", None)],
        *[("£", None), ("1e5", None), ("5..0", None), ("", None), ("٣", None)],
    ],
)
def test_money_is_read_as_people_write_it(text: str, amount: int | None) -> None:
    assert pence(text) == amount


@pytest.mark.parametrize("month", ["2", "02", "Feb", "february", "FEBRUARY", "febr."])
def test_a_month_is_a_number_or_a_name(month: str) -> None:
    day = read(fact_of(FactType.DATE), answer_day="9", answer_month=month, answer_year="2007")

    assert day == date(2007, 2, 9).toordinal()


@pytest.mark.parametrize(
    ("day", "month", "year", "says", "part"),
    [
        ("31", "2", "2007", "no such day", "day"),
        ("29", "2", "2007", "no such day", "day"),
        ("9", "13", "2007", "from 1 to 12", "month"),
        ("9", "Ju", "2007", "from 1 to 12", "month"),
        ("9", "2", "07", "4 numbers", "year"),
        ("9", "2", "1899", "1900 or later", "year"),
        ("9", "2", "9999", "too far away", "year"),
        ("9", "", "2007", "must include a month", "month"),
        ("9", "2", "", "must include a year", "year"),
        ("", "2", "2007", "must include a day", "day"),
        ("x", "2", "2007", "from 1 to 31", "day"),
    ],
)
def test_a_date_that_cannot_be_names_the_field_and_the_part(
    day: str, month: str, year: str, says: str, part: str
) -> None:
    error, focus = refused(
        fact_of(FactType.DATE), answer_day=day, answer_month=month, answer_year=year
    )

    assert "The thing" in error
    assert says in error
    assert focus == f"answer-{part}"


def test_it_has_not_happened_is_an_answer() -> None:
    fact = fact_of(FactType.DATE, never="It has not happened")

    assert read(fact, answer_instead="never") == NEVER_DAY


def test_a_box_and_a_date_cannot_both_be() -> None:
    error, focus = refused(fact_of(FactType.DATE), answer_day="9", answer_instead="not_sure")

    assert "not both" in error
    assert focus == "answer-day"


@pytest.mark.parametrize("kind", TYPES)
def test_not_sure_is_an_answer_to_everything(kind: FactType) -> None:
    name = "answer" if "choice" in kind or kind == "yes_no" else "answer_instead"

    assert read(fact_of(kind), **{name: "not_sure"}) is Passed.NOT_SURE


@pytest.mark.parametrize("kind", TYPES)
def test_rather_not_say_is_for_sensitive_questions_only(kind: FactType) -> None:
    name = "answer" if "choice" in kind or kind == "yes_no" else "answer-instead"
    sensitive = fact_of(kind, sensitivity=Sensitivity.SENSITIVE)

    assert asked(sensitive, {name: "rather_not_say"}).data is Passed.RATHER_NOT_SAY
    assert asked(fact_of(kind), {name: "rather_not_say"}).errors


@pytest.mark.parametrize("kind", TYPES)
def test_an_empty_answer_says_what_to_do(kind: FactType) -> None:
    error, focus = refused(fact_of(kind), csrf_token="x")

    assert "the thing" in error or "what you have had" in error
    assert focus.startswith("answer")


def test_none_of_these_stands_alone() -> None:
    fact = fact_of(FactType.CHOICES)

    assert read(fact, answer=["flat", "halls"]) == frozenset({"flat", "halls"})
    assert "on its own" in refused(fact, answer=["flat", "nothing"])[0]
    assert "on its own" in refused(fact, answer=["flat", "not_sure"])[0]


def test_a_number_is_held_to_its_bounds() -> None:
    fact = fact_of(FactType.NUMBER, least=1, most=12)

    assert read(fact, answer="12") == 12
    assert "12 or less" in refused(fact, answer="13")[0]
    assert "1 or more" in refused(fact, answer="0")[0]
    assert "whole number" in refused(fact, answer="1.5")[0]
    assert "too long" in refused(fact, answer="9" * 5000)[0]


def test_what_was_already_had_is_one_amount_for_each_pot() -> None:
    fact = fact_of(FactType.AWARDS)

    assert read(fact, answer_dorset_pot="£250") == (Award("dorset/pot", 25000),)
    assert read(fact, answer_instead="none") == ()
    error, focus = refused(fact, answer_dorset_pot="lots")
    assert "Pot" in error
    assert focus == "answer-dorset-pot"


@pytest.mark.parametrize("kind", TYPES)
def test_an_earlier_answer_is_shown_again(kind: FactType) -> None:
    values = {
        FactType.YES_NO: (True, {"": "yes"}),
        FactType.CHOICE: ("flat", {"": "flat"}),
        FactType.NUMBER: (3, {"": "3"}),
        FactType.MONEY: (5790, {"": "57.90"}),
        FactType.DATE: (
            date(2007, 2, 9).toordinal(),
            {"day": "9", "month": "2", "year": "2007"},
        ),
        FactType.CHOICES: (frozenset({"flat"}), {}),
        FactType.AWARDS: ((Award("dorset/pot", 25000),), {"dorset-pot": "250"}),
    }
    value, typed = values[kind]

    assert asked(fact_of(kind), {}, value).typed == typed


@given(
    kind=st.sampled_from(TYPES),
    typed=st.dictionaries(
        st.sampled_from(
            [f"answer{part}" for part in ("", "-day", "-month", "-year", "-instead", "-dorset-pot")]
        ),
        st.text(max_size=300) | st.sampled_from(["not_sure", "never", "²", "٣", "９"]),
        min_size=1,
    ),
)
def test_whatever_is_typed_is_a_value_or_an_error(
    app_for_fields: Flask, kind: FactType, typed: dict[str, str]
) -> None:
    field = asked(fact_of(kind, never="Never"), typed)

    assert field.errors or field.data is not None


@pytest.fixture(scope="module")
def app_for_fields(make_app: Any) -> Any:
    app = make_app()
    with app.app_context():
        yield app

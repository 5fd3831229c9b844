"""A draft that names what is not there: it is told so, and no proof falls over it."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.checks import check_text, unsound
from entitlements.proof import prove_change
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_files
from tests.rulebooks import shipped, shipped_files

PATH, AS_AT = "dorset/setting-up-home.yaml", date(2026, 11, 26)
WHEN = "{leaving_care_status: [relevant, former_relevant], moving_into_own_home: true}"
SAYS = "says: Dorset gives a setting"


def with_text(old: str, new: str) -> RuleBook:
    files = dict(shipped_files())
    text = files[PATH].decode()
    assert old in text
    return book_of({**files, PATH: text.replace(old, new).encode()})


def book_of(files: dict[str, bytes]) -> RuleBook:
    book, problems = read_files(sorted(files.items()))
    assert book is not None
    assert not problems
    return book


def new_problems(book: RuleBook) -> list[str]:
    was = set(check_text(shipped()))
    return [str(problem) for problem in check_text(book) if problem not in was]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (WHEN, WHEN[:-1] + ", dorset/nothing: entitled}", "dorset/nothing"),
        ("source: dorset-p7 setting up home grant", "source: nosource x", "nosource"),
        (SAYS, "amount: {value: {parameter: none-such}, per: once}\n        " + SAYS, "none-such"),
        (
            SAYS,
            "amount: {value: {balance: dorset/none}, per: once}\n        " + SAYS,
            "dorset/none",
        ),
        (
            WHEN,
            "{already_had: {entitlement: dorset/none, times: {under: 1}}}",
            "dorset/none",
        ),
    ],
)
def test_what_is_not_there_is_named_and_the_rest_is_proved(old: str, new: str, named: str) -> None:
    book = with_text(old, new)

    assert any(named in problem for problem in new_problems(book))
    assert not unsound(book)
    assert prove_change(shipped(), book, AS_AT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (WHEN, "{dorset/setting-up-home: entitled}"),
        ("match: first", "match: first\ndecides: no_such_fact"),
        ("match: first", "match: first\ndecides: leaving_care_status"),
        ("match: first", "match: first\ndated_by: home"),
    ],
)
def test_what_makes_no_sense_at_all_is_not_asked(old: str, new: str) -> None:
    book = with_text(old, new)

    assert new_problems(book)
    assert unsound(book)


def test_a_table_of_a_council_that_nobody_can_have_is_named() -> None:
    files = dict(shipped_files())
    text = files[PATH].replace(b"id: dorset/setting-up-home", b"id: dorse/setting-up-home")
    book = book_of({**files, "dorse/setting-up-home.yaml": text})

    assert any("'dorse'" in one and "'dorset'" in one for one in new_problems(book))
    assert unsound(book)

"""Codes of kept checks: read aloud and typed again, and no slip goes unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.store.cases.checks import NotACode, new_code, tidy
from web.store.cases.codes import LENGTH, SIGNS

codes = st.builds(lambda _: new_code(), st.integers(0, 99))
quick = settings(max_examples=60, deadline=None)


def test_a_code_looks_as_it_should_and_is_read_as_itself() -> None:
    code = new_code()
    assert [len(part) for part in code.split("-")] == [4, 4, 3]
    assert set(code) <= {*SIGNS, "-"}
    assert tidy(code) == code


def test_codes_are_not_given_twice() -> None:
    assert len({new_code() for _ in range(500)}) == 500


def test_no_sign_is_one_that_people_mix_up() -> None:
    assert not set("ILOU") & set(SIGNS)
    assert len(SIGNS) == 32


@quick
@given(codes)
def test_it_is_read_however_it_is_typed(code: str) -> None:
    loose = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert tidy(f" {loose}\n") == tidy(loose.upper().replace("L", "I")) == code
    assert tidy(code.replace("-", "\u2013")) == tidy(code.replace("-", "")) == code


@quick
@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_noticed(code: str, place: int, sign: str) -> None:
    signs = code.replace("-", "")
    typed = signs[:place] + sign + signs[place + 1 :]
    if typed == signs:
        assert tidy(typed) == code
    else:
        with pytest.raises(NotACode, match="One letter or digit of this code is wrong"):
            tidy(typed)


@quick
@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_that_changed_places_are_always_noticed(code: str, one: int, two: int) -> None:
    signs = list(code.replace("-", ""))
    if signs[one] != signs[two]:
        signs[one], signs[two] = signs[two], signs[one]
        with pytest.raises(NotACode):
            tidy("".join(signs))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type the code. A code looks like"),
        (" - ", "Type the code. A code looks like"),
        ("K7QM-3XRD-9T", "This has 10 letters and digits. A code has 11."),
        ("K7QM-3XRD-9T55", "This has 12 letters and digits. A code has 11."),
        ("K7QM-3XRU-9T5", "No code has the sign 'U'."),
        ("K7QM/3XRD/9T5", "No code has the sign '/'."),
        ("<script>", "No code has the sign '<'."),
        ("K7QM-3XRD-9\u0665\u0665", "No code has the sign"),
        ("x" * 100_000, "This has 100000 letters and digits."),
    ],
)
def test_what_is_no_code_is_told_why(typed: str, says: str) -> None:
    with pytest.raises(NotACode, match=says.split(".")[0].replace("'", "'")):
        tidy(typed)

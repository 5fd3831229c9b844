"""The dialect of YAML: small on purpose, and never a bomb."""

from __future__ import annotations

import pytest

from entitlements.problems import Problem
from entitlements.rulebook.nodes import MOST_CHARACTERS, MOST_DEPTH, Mapping, parse
from entitlements.rulebook.read import read_files
from tests.entitlements.rulebook.test_read import GOOD, read

BOMB = "a: &a [x, x, x]\n" + "\n".join(f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in ["ab", "bc"])


def problems_of(text: str) -> list[Problem]:
    return parse(text, "x.yaml")[1]


REFUSED = {
    "an anchor": ("a: &one 1", 1, "Anchors and aliases are not used here."),
    "an alias": ("a: 1\nb: *one", 2, "Anchors and aliases"),
    "a merge of an alias": ("a: 1\n<<: *one", 2, "Anchors and aliases"),
    "a bomb of aliases": (BOMB, 1, "Anchors and aliases"),
    "a tag": ("a: !!python/object:os.system x", 1, "is not used here"),
    "a key twice": ("a: 1\nb: 2\na: 3", 3, "The key 'a' is here twice."),
    "a list for a key": ("? [a]\n: 1", 1, "A key must be plain text."),
    "a key without end": (f'? "{"k" * 201}"\n: 1', 1, "This key is too long."),
    "two documents": ("a: 1\n---\nb: 2", 2, "A second document begins here."),
    "a bracket left open": ("a: [1, 2", 1, "This is not YAML"),
    "a tab for indent": ("a:\n\tb: 1", 2, "This is not YAML"),
    "a quote left open": ('a: "x', 1, "This is not YAML"),
    "a colon too many": ("a: b: c", 1, "This is not YAML"),
    "a character that cannot be printed": ("a: \x07", 1, "This is not YAML"),
    "deep nesting": ("[" * 500 + "]" * 500, 1, "nested too deeply"),
    "deep blocks": ("\n".join(" " * n + "a:" for n in range(60)), 25, "nested too deeply"),
    "a huge file": ("a: " + "x" * MOST_CHARACTERS, 1, "The file is too large."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_dialect_leaves_out_is_refused_with_its_line(name: str) -> None:
    text, line, said = REFUSED[name]
    problems = problems_of(text)

    assert [problem.line for problem in problems[:1]] in ([line], [line + 1])
    assert said in problems[0].what


def test_deep_enough_is_read() -> None:
    assert not problems_of("[" * MOST_DEPTH + "]" * MOST_DEPTH)


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "...\n", "\ufeff"])
def test_an_empty_file_is_a_problem_and_not_a_fault(text: str) -> None:
    table, problems = read(text)

    assert table is None
    assert problems


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("how_to_get", "# a remark\nhow_to_get").encode(),
    ],
    ids=["lines of Windows", "lines of an old Macintosh", "a byte order mark", "a remark"],
)
def test_how_a_file_was_saved_does_not_matter(text: bytes) -> None:
    table, problems = read(text)

    assert not problems
    assert table == read(GOOD)[0]


@pytest.mark.parametrize("text", [GOOD.encode("utf-16"), GOOD.encode("latin-1"), b"\xff\xfe\x00"])
def test_what_is_not_utf_8_is_said_to_be_so(text: bytes) -> None:
    table, problems = read(text)

    assert table is None
    assert "is not UTF-8" in problems[0].what


def test_a_key_twice_keeps_the_first_and_the_other_problems() -> None:
    table, problems = read(GOOD.replace("area: home", "area: home\narea: hoem\npayr: x"))

    assert table is None
    assert sorted(problem.line for problem in problems) == [4, 5]


def test_lines_of_keys_are_kept() -> None:
    node, _ = parse("a: 1\nb:\n  c: 2\n", "x.yaml")

    assert isinstance(node, Mapping)
    assert node.lines == {"a": 1, "b": 2}


@pytest.mark.parametrize("name", ["facts.yaml", "sources.yaml", "parameters.yaml"])
def test_a_file_that_is_not_there_is_named(name: str) -> None:
    _, problems = read_files([])

    assert Problem(name, 0, "This file is missing.", "Add it to the rules folder.") in problems


@pytest.mark.parametrize("name", ["facts.yaml", "sources.yaml", "parameters.yaml"])
@pytest.mark.parametrize("text", ["[]", "x", "facts: x", "sources: {a: b}", "parameters: [[]]"])
def test_a_shared_file_of_another_form_is_a_problem(name: str, text: str) -> None:
    _, problems = read_files([(name, text.encode())])

    assert any(problem.place == name for problem in problems)

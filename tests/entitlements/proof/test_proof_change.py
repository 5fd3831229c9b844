"""A change proved from end to end, on the shipped rules and on the command line."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from entitlements.proof import Finding, Shown, Weight, as_data, prove_book, prove_change
from entitlements.proof.finding import KINDS
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_files
from entitlements.rulebook.write import write_book
from tests.changed_books import FROM, raised_books
from tests.entitlements.commands import command
from tests.entitlements.tiny import TODAY, tiny_book
from tests.rulebooks import shipped, shipped_files

SUM = ('        amount: "£3,000.00"', '        amount: "£2,500.00"')
PLACE = "england/setting-up-home-guidance.yaml"


def edited(place: str, old: str, new: str) -> RuleBook:
    """The shipped rules with one text changed."""
    files = [
        (name, text.replace(old.encode(), new.encode()) if name == place else text)
        for name, text in shipped_files()
    ]
    assert files != shipped_files()
    book, problems = read_files(files)
    assert book is not None
    assert not problems, problems
    return book


@pytest.fixture(scope="module")
def smaller() -> tuple[Finding, ...]:
    """What is found of a smaller sum."""
    return prove_change(shipped(), edited(PLACE, *SUM), TODAY)


def test_nothing_is_found_of_no_change() -> None:
    assert prove_change(shipped(), shipped(), TODAY) == ()


def test_a_smaller_sum_is_seen_from_every_side(smaller: tuple[Finding, ...]) -> None:
    kinds = Counter((f.kind, f.weight) for f in smaller)
    assert kinds["less", Weight.ASKS] == 1
    assert kinds["history", Weight.ASKS] == 1
    assert kinds["example", Weight.STOPS] == 4
    assert kinds["example", Weight.ASKS] == 6
    assert {f.table for f in smaller if f.kind not in ("floor", "example")} == {
        "england/setting-up-home-guidance"
    }


def test_the_heaviest_come_first_and_no_two_have_one_name(smaller: tuple[Finding, ...]) -> None:
    weights = [list(Weight).index(f.weight) for f in smaller]
    assert weights == sorted(weights)
    assert len({f.id for f in smaller}) == len(smaller)
    assert {f.kind for f in smaller} <= set(KINDS)


def test_a_clash_that_was_there_before_only_tells() -> None:
    place = "england/which-council.yaml"
    text = dict(shipped_files())[place].decode()
    line = next(one for one in text.splitlines() if one.startswith("        says: "))
    found = prove_change(shipped(), edited(place, line, f"{line} Ask us."), TODAY)
    clashes = [f for f in found if f.kind == "clash" and f.shown is Shown.DISPROVED]
    assert clashes
    assert {f.weight for f in clashes} == {Weight.TELLS}


def test_proof_data_is_the_same_from_run_to_run(smaller: tuple[Finding, ...]) -> None:
    again = prove_change(shipped(), edited(PLACE, *SUM), TODAY)
    one, other = (json.dumps(as_data(f), ensure_ascii=False) for f in (smaller, again))
    assert one == other
    assert json.loads(one) == as_data(smaller)
    assert all({"id", "kind", "shown", "weight", "what"} <= set(data) for data in as_data(smaller))


def test_the_shipped_book_has_nothing_to_mend() -> None:
    found = prove_book(shipped(), TODAY)
    assert [f.what for f in found if f.weight is Weight.STOPS] == []
    assert {"gap", "clash", "dead_row", "floor", "cliff", "law", "source"} <= {
        f.kind for f in found
    }


SMALL = """
facts:
  home: [flat, custody]
tables:
  help:
    rows: [{when: {home: flat}, amount: "£%s"}]
    examples:
      - {name: Flat, as_at: 2026-11-22, facts: {home: flat}, expect: {outcome: entitled}}
      - {name: Cell, as_at: 2026-11-22, facts: {home: custody}, expect: {row: otherwise}}
"""


def folder(path: Path, sum_: str) -> Path:
    """A folder of rules that pay a sum."""
    for name, text in write_book(tiny_book(SMALL % sum_).book).items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path


def test_the_command_line_proves_a_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("rules", "check", "--prove", "--rules", folder(tmp_path, "5.00")) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "4 findings: 0 to mend, 0 to answer, 4 to read"


def test_the_command_line_proves_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = folder(tmp_path / "before", "5.00"), folder(tmp_path / "after", "4.00")
    assert command("rules", "check", "--rules", after, "--against", before) == 0
    printed = capsys.readouterr().out
    assert "england/help\n  ASKS example (disproved)" in printed
    assert "  ASKS less (disproved)\n    Somebody gets less: flat.\n" in printed
    assert (
        "    before: You should get this. £5, once. It is your council's own policy.\n" in printed
    )
    assert "    fix: Mend the row, or give the reason why this person gets less.\n" in printed
    assert "0 to mend" in printed.splitlines()[-1]


def test_what_must_be_mended_ends_with_2(tmp_path: Path) -> None:
    path = folder(tmp_path, "5.00")
    table = path / "england/help.yaml"
    table.write_text(table.read_text().replace("outcome: entitled}", 'amount: "£9.00"}'))
    assert command("rules", "check", "--prove", "--rules", path) == 2


def test_a_raise_from_next_april_moves_nobody_today() -> None:
    """The change that the pages of the editor are tried on."""
    found = prove_change(*raised_books(), TODAY)
    more = [f for f in found if f.kind == "more"]
    assert more
    assert all(f.person is not None and f.person.as_at == FROM for f in more)
    assert [f.what for f in found if f.kind == "history"] == []


def test_rows_for_a_change_over_are_dead_in_a_version_years_later() -> None:
    """Copied into a version from 2027, the rows for those who were 21 or over in 2021."""
    found = prove_change(*raised_books(), TODAY)
    dead = [f for f in found if f.kind == "dead_row" and f.weight is Weight.STOPS]
    rows = {row for f in dead for row in f.rows}
    assert rows <= {"aged-21-when-the-rules-began", "over-21-when-the-rules-began"}
    assert {f.version for f in dead} <= {"2027-04-01"}

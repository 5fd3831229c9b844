"""What the solver does when it is not there, has no time, or is asked twice."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from entitlements.proof import solver
from entitlements.proof.finding import Finding, Shown
from entitlements.proof.solver.asking import Answer, Asking, Met
from tests.entitlements.solver.books import changed, of_book
from tests.entitlements.tiny import TODAY, tiny_book
from tests.rulebooks import RULES


def test_without_the_solver_nothing_is_attempted(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    facts:
      a: yes_no
    tables:
      help:
        - {when: {a: "true"}, outcome: entitled, amount: "£10.00"}
    """
    monkeypatch.setattr(solver, "find_spec", lambda name: None)
    before, after = changed(test_without_the_solver_nothing_is_attempted.__doc__, "£10.00", "£9.00")
    for (one,) in (
        solver.solve_book(before.book, TODAY),
        solver.solve_change(before.book, after.book, TODAY),
    ):
        assert one.shown is Shown.NOT_ATTEMPTED
        assert "Install z3-solver" in one.fix


def test_no_time_is_said_and_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    facts:
      date_of_birth: date
    tables:
      help:
        - {when: {age: {under: 25}}, outcome: entitled, amount: "£1,000.00"}
    """
    monkeypatch.setattr(Asking, "ask", lambda *given: Answer(Met.OUT_OF_TIME))
    before, after = changed(test_no_time_is_said_and_proves_nothing.__doc__, "25", "24")
    found = {one.id: one for one in solver.solve_change(before.book, after.book, TODAY)}
    for name in ("less:england/help:whole_book", "less:year:england", "cliff:england:birthday-25"):
        assert found[name].shown is Shown.OUT_OF_TIME
    assert not [one for one in found.values() if one.shown is Shown.DISPROVED]
    assert [one.id for one in found.values() if one.shown is Shown.PROVED] == ["changed:whole_book"]


def test_the_same_books_give_the_same_findings_in_another_process() -> None:
    ask = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from entitlements.evaluate import Engine;"
        "from entitlements.proof.solver.cliffs import Cliffs;"
        "from entitlements.proof.solver.events import events;"
        "from entitlements.proof.solver.sides import councils;"
        "from entitlements.rulebook.read import read_book;"
        "book, day = read_book(Path(sys.argv[1])), date(2026, 11, 22);"
        "cliffs = Cliffs(Engine(book), councils((book,))[0], day, 60_000);"
        "print([(f.id, f.what, f.axioms, dict(f.person.facts) if f.person else 0) for f in"
        " (cliffs.finding(cliffs.fall(e)) for e in events(book.catalogue.facts, day)"
        " if e.id in ('birthday-21', 'birthday-22', 'birthday-25'))])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", ask, str(RULES)],
            capture_output=True,
            text=True,
            check=True,
            cwd=RULES.parent,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    # A set of choices is printed in the order of its hashes; everything else is the same.
    assert re.sub(r"frozenset\([^)]*\)", "", runs[0]) == re.sub(r"frozenset\([^)]*\)", "", runs[1])
    assert "cliff:dorset:birthday-25" in runs[0]
    assert "do not agree" not in runs[0]


def test_a_row_can_be_dead_because_of_another_table() -> None:
    """The first table never gives the value that a row of the second waits for.

    facts:
      a: yes_no
    derived:
      status: {type: choice, choices: [x, y, z], from: {table: england/first}}
    tables:
      first:
        decides: status
        rows: [{when: {a: "true"}, outcome: entitled, value: x}]
        otherwise: {outcome: not_entitled, value: y}
      second:
        - {when: {status: z}, outcome: may_get}
        - {when: {status: x}, outcome: entitled, amount: "£10.00"}
    """
    found = of_book(tiny_book(test_a_row_can_be_dead_because_of_another_table.__doc__))
    dead: list[Finding] = [one for one in found.values() if one.kind == "dead_row"]
    assert [(one.table, one.rows) for one in dead] == [("england/second", ("row-1",))]
    assert dead[0].what == (
        "On this day the row row-1 wins for nobody, because of what other tables decide."
    )

"""The commands about rules: list, show, check, todo, schema, format; and bench."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entitlements.commands import bench
from entitlements.commands.rules_show import print_table
from tests.entitlements.commands import command
from tests.rulebooks import RULES, shipped


def test_rules_can_be_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("rules", "list") == 0
    assert f"{len(shipped().tables)} tables" in capsys.readouterr().out
    assert command("rules", "show", "dorset/birthday", "--version", "2026-11-22") == 0
    out = capsys.readouterr().out
    assert "£50 if you turn 21 on your next birthday; otherwise £25" in out
    assert "2019-04-01 until" not in out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["show", "dorset/birthdya"], "Did you mean 'dorset/birthday'?"),
        (["show", "dorset/birthday", "--version", "2010-01-01"], "from 2021-04-01"),
        (["format", "dorset/birthdya"], "Did you mean 'dorset/birthday'?"),
        (["list", "--rules", "/no/such/folder"], "no such folder"),
        (["check", "--rules", "/no/such/folder"], "no such folder"),
    ],
)
def test_a_table_or_folder_that_is_not_there_is_named(
    words: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("rules", *words) == 2
    assert problem in capsys.readouterr().err


def test_every_table_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for table in shipped().tables.values():
        print_table(table, list(table.versions), shipped())
    assert "{" not in capsys.readouterr().out


def test_what_is_unconfirmed_says_whom_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("rules", "todo") == 0
    out = capsys.readouterr().out
    assert "Dorset Council leaving care team" in out
    assert "to confirm" in out


def test_schemas_and_canonical_text_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("table", "facts", "sources", "parameters"):
        assert command("rules", "schema", file) == 0
        assert json.loads(capsys.readouterr().out)["$schema"]
    assert command("rules", "format", "dorset/birthday") == 0
    assert capsys.readouterr().out.startswith("id: dorset/birthday\n")
    assert command("rules", "format") == 0


def test_the_shipped_rules_have_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    code = command("rules", "check")
    captured = capsys.readouterr()
    assert (code, captured.err) == (0, "")
    assert captured.out.endswith(" examples, 0 problems\n")


def test_rules_that_are_broken_are_named_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("facts.yaml", "sources.yaml", "parameters.yaml"):
        (tmp_path / name).write_bytes((RULES / name).read_bytes())
    (tmp_path / "england").mkdir()
    (tmp_path / "england" / "thing.yaml").write_text("id: england/thing\nwhat: x\n")

    assert command("rules", "check", "--rules", tmp_path) == 2
    assert "england/thing.yaml:2: " in capsys.readouterr().err
    assert command("check", "-", "--rules", tmp_path) == 2


def test_the_bench_measures_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_cold", lambda rules: 0.0)
    monkeypatch.setattr(bench, "_median", lambda work, times, unit: bool(work()) * 1.0)
    assert set(bench.figures(RULES)) == {
        *("check_traced_us", "next_question_ms", "timeline_40_ms"),
        *("load_text_ms", "load_cached_ms", "cli_cold_s"),
        *("prove_rows_s", "prove_whole_change_s", "prove_book_s"),
        *("solver_gaps_ms", "solver_compare_ms"),
    }

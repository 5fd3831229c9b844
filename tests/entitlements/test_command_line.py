"""The command line: its contract of JSON, its exit codes, and what it says to bad input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.entitlements.commands import TODAY, command
from tests.rulebooks import RULES, shipped

EXAMPLE = """
authority: dorset
as_at: 2026-11-22
facts:
  date_of_birth: 2007-02-10
  care_periods:
    - {start: 2019-05-01, end: 2025-02-10, basis: care_order, authority: dorset}
  home: own_tenancy
  lives_in: dorset
"""
OBJECT = {"as_at", "rule_book", "derived", "decisions", "next_question"}
DECISION = {
    *("entitlement", "title", "outcome", "force", "amount", "row", "version", "missing"),
    *("reasons", "sources", "also_needs", "from", "until"),
}


@pytest.fixture
def person(tmp_path: Path) -> Path:
    path = tmp_path / "person.yaml"
    path.write_text(EXAMPLE)
    return path


@pytest.fixture
def checked(person: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert command("check", person, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_the_object_has_the_keys_of_the_contract(checked: dict[str, Any]) -> None:
    assert set(checked) == OBJECT
    assert checked["as_at"] == "2026-11-22"
    assert checked["rule_book"] == shipped().digest
    assert all(set(decision) == DECISION for decision in checked["decisions"])


def test_every_table_of_england_and_the_council_is_decided(checked: dict[str, Any]) -> None:
    decided = [decision["entitlement"] for decision in checked["decisions"]]
    assert decided == [table.id for table in shipped().tables_for("dorset")]


def test_what_is_derived_is_given_or_null(checked: dict[str, Any]) -> None:
    derived = checked["derived"]
    facts = {fact.id for fact in shipped().catalogue.facts.values() if fact.is_derived}

    assert set(derived) == facts | {"conflicts"}
    assert derived["leaving_care_status"] == "former_relevant"
    assert derived["days_looked_after_since_14"] == 1461
    assert derived["status_borderline"] is False
    assert derived["turned_18_on"] == "2025-02-10"
    assert derived["age_at_course_start"] is None


def test_sums_are_pence_and_words(checked: dict[str, Any]) -> None:
    amounts = {d["entitlement"]: d["amount"] for d in checked["decisions"]}

    assert amounts["dorset/personal-budget"] == {
        "least": 0,
        "most": 70_000,
        "per": None,
        "text": "up to £700 in all, less anything you have already had",
        "up_to": True,
        "kind": "cash",
    }
    assert amounts["england/advocacy"] is None
    assert any(amount["least"] is None for amount in amounts.values() if amount)


def test_days_and_reasons_go_with_each_answer(checked: dict[str, Any]) -> None:
    found = {decision["entitlement"]: decision for decision in checked["decisions"]}
    later, now = found["england/support-21-to-25"], found["england/support-to-21"]

    assert (now["from"], now["until"]) == ("2025-02-10", "2028-02-10")
    assert now["version"]
    assert now["sources"][0]["title"]
    assert {"kind": "time", "text": "Time alone changes this, on 10 February 2028."}.items() <= {
        key: value for reason in later["reasons"] for key, value in reason.items()
    }.items()
    undecided = next(d for d in checked["decisions"] if d["outcome"] == "undecided")
    assert undecided["missing"]
    assert {reason["kind"] for reason in undecided["reasons"]} == {"unknown"}


def test_the_next_question_says_why(checked: dict[str, Any]) -> None:
    asked = checked["next_question"]
    assert asked["fact"] in shipped().catalogue.facts
    assert asked["why"].startswith("This decides")


def test_a_json_file_is_read_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "person.json"
    path.write_text(json.dumps({"as_at": "2026-11-22", "facts": {"date_of_birth": "2007-02-10"}}))
    assert command("check", path, "--json") == 0
    decided = json.loads(capsys.readouterr().out)["decisions"]
    assert all(d["entitlement"].startswith("england/") for d in decided)


def test_a_conflict_with_the_council_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "person.yaml"
    path.write_text(
        EXAMPLE + "  status_told_by_council: qualifying\n  in_care_at_16_or_17: false\n"
    )

    assert command("check", path, "--json") == 0
    found = json.loads(capsys.readouterr().out)["derived"]["conflicts"]
    assert command("check", path) == 0

    assert [conflict["id"] for conflict in found] == ["in_care_at_16_or_17", "leaving_care_status"]
    assert "These answers do not fit together" in capsys.readouterr().out


def test_the_text_is_grouped_and_fits_a_terminal(
    person: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("check", person) == 0
    out = capsys.readouterr().out
    for group in ("You should get this", "We need to know more", "Not for you right now"):
        assert group in out
    assert max(map(len, out.splitlines())) <= 80


def test_standard_input_the_day_and_the_council_can_be_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = io.TextIOWrapper(io.BytesIO(b"facts: {}"))
    monkeypatch.setattr(sys, "stdin", text)
    assert command("check", "-", "--json", "--as-at", "2020-11-12", "--authority", "dorset") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["as_at"] == "2020-11-12"
    assert any(d["entitlement"].startswith("dorset/") for d in found["decisions"])


def test_without_a_day_today_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "person.yaml"
    path.write_text("facts: {}")
    assert command("check", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["as_at"] == TODAY.isoformat()


def test_a_council_without_rules_is_noted(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("check", person, "--authority", "leeds") == 0
    captured = capsys.readouterr()
    assert "no rules for 'leeds'" in captured.err
    assert "dorset/" not in captured.out


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("facts: [", ["not YAML"]),
        ("- 1", ["mapping"]),
        ("", ["facts"]),
        ("facts: {homee: x, home: nowhere}", ["'homee'", "'nowhere'"]),
        ("facts: {date_of_birth: 2007-02-30}", ["2007-02-30"]),
        ("facts: {date_of_birth: never}", ["never"]),
        ("as_at: 2020-01-01\nfacts: {date_of_birth: 2021-01-01}", ["after 2020-01-01"]),
        ("as_at: soon\nfacts: {}", ["soon"]),
        (
            "facts: {care_periods: [{start: 2020-01-02, end: 2020-01-01, basis: care_order}]}",
            ["2020-01-02"],
        ),
        (
            "facts: {date_of_birth: 2007-02-10, "
            "care_periods: [{start: 2006-01-02, end: 2020-01-01, basis: care_order}]}",
            ["starts before birth"],
        ),
    ],
)
def test_bad_input_ends_with_2_and_every_problem_by_place(
    text: str, problems: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "person.yaml"
    path.write_text(text)
    assert command("check", path) == 2
    captured = capsys.readouterr()
    assert not captured.out
    assert all(line.startswith(str(path)) for line in captured.err.splitlines())
    assert all(problem in captured.err for problem in problems)


def test_what_is_only_odd_in_a_record_of_care_is_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "person.yaml"
    path.write_text(
        "as_at: 2026-11-22\nfacts: {date_of_birth: 2007-02-10, care_periods: "
        "[{start: 2020-01-02, end: 2026-01-01, basis: care_order}]}"
    )
    assert command("check", path) == 0
    assert "ends after 18" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["check", "/no/such/file"], ["check", "/"], ["check", "a\0b"]])
def test_a_file_that_cannot_be_read_is_named(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(*words) == 2
    assert words[1] in capsys.readouterr().err


def test_a_file_too_large_or_not_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content, problem in ((b"#" * 1_000_001, "too large"), (b"\xff\xfe", "not UTF-8")):
        path = tmp_path / "person.yaml"
        path.write_bytes(content)
        assert command("check", path) == 2
        assert problem in capsys.readouterr().err


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
@example("facts: {date_of_birth: 9999-12-31}")
@example("facts:\n  home: [custody]")
@example("&a [*a]")
@example("facts: {date_of_birth: 2199-12-31}\nas_at: 2199-12-31")
def test_no_text_at_all_ends_in_a_traceback(tmp_path: Path, text: str) -> None:
    path = tmp_path / "person.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    assert command("check", path) in (0, 2)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "person.yaml", "--as-at", "2026-02-30"],
        ["rules", "show"],
        ["nothing"],
        [],
    ],
)
def test_arguments_that_are_not_there_end_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command(*words)
    assert ended.value.code == 2


def test_the_questions_can_be_walked(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("questions", person) == 0
    first = capsys.readouterr().out
    assert command("questions", person, "--all") == 0
    every = capsys.readouterr().out
    assert every.startswith(first)
    assert "\n2. " in every


def test_the_timeline_is_by_date(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("timeline", person, "--until", "2028-03-01") == 0
    out = capsys.readouterr().out
    assert out.startswith("From 2026-11-22 to 2028-03-01.")
    assert "2028-02-10" in out
    assert command("timeline", person, "--until", "2026-11-22") == 2


def test_it_runs_as_a_module(person: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "entitlements", "check", str(person), "--json"],
        capture_output=True,
        cwd=RULES.parent,
        check=True,
    )
    assert set(json.loads(done.stdout)) == OBJECT


def test_a_reader_that_stops_early_is_no_fault(person: Path) -> None:
    words = [sys.executable, "-m", "entitlements", "check", str(person)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=RULES.parent) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait(timeout=60) == 0

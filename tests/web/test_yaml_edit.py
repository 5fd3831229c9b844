"""Editing a rule file as text: only the lines that must change do, and comments stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from entitlements.problems import Problem
from entitlements.rulebook.conditions import ALWAYS
from entitlements.rulebook.model import Row, RuleTable
from entitlements.rulebook.read import read_table
from entitlements.rulebook.read_catalogue import ParameterShape
from tests.rulebooks import shipped, shipped_files
from web.editor.texts import begun_from, table_with
from web.yaml_edit import CannotEdit, edited, edited_data
from web.yaml_write import Known

FILES = dict(shipped_files())
NAMES = sorted(shipped().tables)
HOME = "dorset/setting-up-home"


def begun(table: RuleTable, day: date) -> RuleTable:
    """The table with a version more, a copy of the last that begins before the day."""
    held = [v for v in table.versions if v.effective_from and v.effective_from < day]
    return table_with(table, begun_from(held[-1], day, date(2026, 11, 26)))


def read(text: bytes, name: str) -> RuleTable:
    problems: list[Problem] = []
    table = read_table(text, f"{name}.yaml", shipped().catalogue, problems)
    assert table is not None, problems
    assert not problems
    return table


def edit(text: bytes, after: RuleTable, like: bytes = b"") -> bytes:
    return edited(text, after, shipped().catalogue, like)


def with_version(table: RuleTable, **words: Any) -> RuleTable:
    *earlier, last = table.versions
    return replace(table, versions=(*earlier, replace(last, **words)))


def with_row(table: RuleTable, **words: Any) -> RuleTable:
    *rows, last = table.versions[-1].rows
    return with_version(table, rows=(*rows, replace(last, **words)))


def edits(table: RuleTable) -> Iterator[RuleTable]:
    """What a policy lead may do to a table."""
    last = table.versions[-1]
    words = replace(table, title="Money: a new name", also_called=("one", "two"))
    yield with_version(words, note="A long note. " * 12 + "End.", examples=last.examples[1:])
    if last.effective_from:
        yield begun(table, max(last.effective_from, date(2030, 4, 1)) + timedelta(1))
    if last.rows:
        yield with_row(table, says="Other: words.", amount=None, when=ALWAYS, evidence=("A", "B"))
        yield with_version(table, rows=(replace(last.rows[0], id="copy"), *last.rows[:0:-1]))


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_says_what_it_should_and_its_inverse_gives_every_byte_back(name: str) -> None:
    text, table = FILES[f"{name}.yaml"], shipped().tables[name]

    assert edit(text, table) == text
    for after in edits(table):
        changed = edit(text, after)
        assert read(changed, name) == after
        assert edit(changed, table, text) == text


def lines_changed(before: bytes, after: bytes) -> int:
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return len([line for line in new if line not in old])


def test_a_changed_key_changes_its_line_and_no_other() -> None:
    text, table = FILES[f"{HOME}.yaml"], shipped().tables[HOME]
    changed = edit(text, with_row(table, says="Ask us."))

    assert lines_changed(text, changed) == 1
    assert len(changed.splitlines()) == len(text.splitlines())
    assert b"        says: Ask us.\n" in changed


COMMENTED = b"""\
# About this file.
id: england/thing
title: Thing # the name
area: home
summary: Some thing.
payer: A
ask: B
how_to_get: Ask.
match: first
versions:
  # The first text.
  - effective_from: 2020-04-01
    status: in_force
    checked_on: 2026-01-01
    confidence: confirmed
    rows:
      # Before the first row.
      - id: one
        when: {pregnant: true}   # why
        outcome: entitled
        force: duty
        # Before says.
        says: >-
          Words that
          # are not a comment
          go on.
        source: ca1989 s.1

      # Before the second.
      - id: two
        outcome: may_get
        force: policy
        says: Second.
        source: ca1989 s.2
    otherwise: {outcome: not_entitled, says: No.}
# The end."""
THING = "england/thing"


def rows_of(table: RuleTable) -> tuple[Row, ...]:
    return table.versions[0].rows


def comments(text: bytes) -> list[bytes]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith(b"#")]


def test_comments_stay_where_they_are() -> None:
    table = read(COMMENTED, THING)
    first, second = rows_of(table)
    changed = edit(COMMENTED, with_version(table, rows=(replace(first, says="New."), second)))

    assert b"        # Before says.\n        says: New.\n" in changed or b"says: >-" in changed
    assert comments(changed) == [c for c in comments(COMMENTED) if c != b"# are not a comment"]
    assert changed.endswith(b"\n# The end.")
    assert edit(changed, table, COMMENTED) == COMMENTED


def test_a_moved_row_takes_its_comments_along() -> None:
    table = read(COMMENTED, THING)
    changed = edit(COMMENTED, with_version(table, rows=rows_of(table)[::-1]))

    assert b"      # Before the second.\n      - id: two" in changed
    assert b"      # Before the first row.\n      - id: one" in changed
    assert edit(changed, table) == COMMENTED


def test_a_version_and_a_row_are_taken_out_and_put_back() -> None:
    table = read(COMMENTED, THING)
    without = edit(COMMENTED, with_version(table, rows=rows_of(table)[:1]))

    assert b"id: two" not in without
    assert edit(without, table, COMMENTED) == COMMENTED


def test_the_lines_of_a_file_from_windows_end_as_they_did() -> None:
    text = COMMENTED.replace(b"\n", b"\r\n")
    table = read(text, THING)
    changed = edit(text, with_row(table, says="Long words. " * 12 + "End.", evidence=("A", "B")))

    assert changed.count(b"\r\n") == changed.count(b"\n") > text.count(b"\n")
    assert edit(changed, table, text) == text


def test_a_new_version_ends_the_one_before_and_copies_its_rows() -> None:
    table = shipped().tables[HOME]
    text = edit(FILES[f"{HOME}.yaml"], begun(table, date(2027, 4, 1)))
    *earlier, ended, new = read(text, HOME).versions

    assert tuple(earlier) == table.versions[:-1]
    assert ended.effective_to == date(2027, 4, 1) == new.effective_from
    assert ended.rows == new.rows
    assert (new.effective_to, new.approved) == (None, None)
    assert text.startswith(FILES[f"{HOME}.yaml"][:400])


def test_a_version_begun_inside_another_ends_where_that_one_did() -> None:
    table = shipped().tables[HOME]
    first, new, last = begun(table, date(2020, 4, 1)).versions

    assert first.effective_to == new.effective_from == date(2020, 4, 1)
    assert new.effective_to == last.effective_from == table.versions[1].effective_from


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(CannotEdit, match="not YAML"):
        edit(b"id: [", shipped().tables[HOME])
    with pytest.raises(CannotEdit):
        edit(b"{id: a}", shipped().tables[HOME])


def test_a_rate_is_changed_on_its_own_line() -> None:
    text = FILES["parameters.yaml"]
    rates = {"parameters": [ParameterShape().write(r) for r in shipped().parameters.values()]}
    held = shipped().parameters["uc-standard-under-25"]
    dearer = replace(held, values=(*held.values[:-1], replace(held.values[-1], value=40_000)))
    changed = {"parameters": [ParameterShape().write(dearer), *rates["parameters"][1:]]}
    written = edited_data(text, rates, changed, Known(text.decode(), rates))

    assert lines_changed(text, written) == 1
    assert b'value: "\xc2\xa3400.00"' in written
    assert edited_data(written, changed, rates, Known(text.decode(), rates)) == text

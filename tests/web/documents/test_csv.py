"""Files for spreadsheets: read back they say the same, and nothing in them runs."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.documents.csv import csv_bytes, harmless

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_file_begins_with_its_mark_and_ends_lines_as_the_standard_says() -> None:
    data = csv_bytes(["What", "Sum"], [["Bed, and sheets", 12000], ["Zoë", None]])

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert read(data) == [["What", "Sum"], ["Bed, and sheets", "12000"], ["Zoë", ""]]


def test_days_are_written_for_any_spreadsheet() -> None:
    assert read(csv_bytes(["Day"], [[date(2026, 11, 22)]]))[1] == ["2026-11-22"]


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")',
        "+44 1305 221000",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1",
    ],
)
def test_what_would_run_has_an_apostrophe_in_front(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["Rent", "2026-11-22", "", "a=b", "'tis", "R-12"])
def test_what_cannot_run_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@settings(max_examples=60)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=4), max_size=4))
def test_nothing_that_anybody_wrote_runs_and_nothing_is_lost(rows: list[list[str]]) -> None:
    found = read(csv_bytes(["one"], rows))[1:]

    assert [[harmless(cell) for cell in row] for row in rows] == found
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in found for cell in row)

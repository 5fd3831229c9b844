"""The care history: worked out on every edit, refused where it cannot be, kept as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.cases.conftest import AtWork
from web.cases.care_rows import typed_rows
from web.store.cases import facts

CaseOf = Callable[..., AtWork]
LONG = {"start": "2019-05-01", "end": "2025-02-10", "basis": "care_order", "authority": "dorset"}


@pytest.fixture
def work(case_of: CaseOf) -> AtWork:
    """A case of somebody born on 10 February 2007, with one long spell in care."""
    return case_of(date_of_birth="2007-02-10", authority="dorset", care_periods=[LONG])


def rows(*typed: tuple[str, str, str], number: int = 1, do: str = "save") -> dict[str, str]:
    """The form of the timeline with these rows: start, end, basis."""
    sent = {"rows": str(len(typed)), "number": str(number), "do": do}
    for place, (start, end, basis) in enumerate(typed):
        sent |= {f"start-{place}": start, f"end-{place}": end, f"basis-{place}": basis}
    return sent


def periods(work: AtWork) -> Any:
    said = facts.current(work.vault, work.now).get("care_periods")
    return said.value if said else None


def test_the_count_the_status_and_the_bars_are_shown(work: AtWork) -> None:
    page = work.adviser(f"{work.at}/care")

    assert "1461 days in care since they turned 14" in page.text
    assert "former relevant" in page.text
    assert page.all(css="app-bar")
    assert "From 1 May 2019 to 10 February 2025: Care order" in page.text
    assert "Days before the 14th birthday do not count" in page.text


def test_work_it_out_saves_nothing(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    page = work.adviser.post(
        f"{work.at}/care", rows(("1/3/2021", "1 June 2021", "section_20"), do="count")
    )

    assert "92 days in care since they turned 14" in page.text
    assert "close to 13 weeks" in page.text
    assert periods(work) == [LONG]
    part = work.adviser.client.post(
        f"{work.at}/care/count",
        data={
            **rows(("1/3/2021", "1 June 2021", "section_20")),
            "csrf_token": page.csrf_token or "",
        },
    )
    assert "92 days" in part.text
    assert "<html" not in part.text


def test_saving_changes_the_status_and_says_who_said_so(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    sent = rows(("01/03/2021", "2021-04-01", "section_20"))
    page = work.adviser.post(f"{work.at}/care", {**sent, "care-source": "court bundle"})

    assert "31 days in care since they turned 14" in page.text
    assert periods(work) == [{"start": "2021-03-01", "end": "2021-04-01", "basis": "section_20"}]
    assert "Council record, court bundle" in page.text
    assert work.now.summary is not None


def test_what_cannot_be_is_refused_and_stays_as_it_was_typed(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    bad = (("10/02/2025", "01/05/2019", "care_order"), ("13/25/2020", "soon", ""))
    page = work.adviser.post(f"{work.at}/care", rows(*bad), status=422)

    assert "Row 1: Care ends before it begins" in page.text
    assert "Row 2:" in page.text
    assert "Choose the legal basis" in page.text
    for text in ("13/25/2020", "soon", "01/05/2019"):
        assert f'value="{text}"' in page.response.text
    assert periods(work) == [LONG]
    assert "You typed something here" in work.adviser(f"{work.at}/care").text
    assert 'value="soon"' in work.adviser(f"{work.at}/care?held=1").response.text


def test_what_is_odd_is_said_beside_the_row_and_may_be_saved(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    odd = rows(("01/01/2020", "01/01/2022", "care_order"), ("01/06/2021", "", "section_20"))
    page = work.adviser.post(f"{work.at}/care", {**odd, "do": "count"})

    assert "begins after" in page.text or "also in" in page.text
    work.adviser.post(f"{work.at}/care", odd)
    assert len(periods(work)) == 2


def test_rows_are_added_and_removed_without_saving(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    sent = rows(("01/03/2021", "01/04/2021", "section_20"), ("x", "", ""), do="add")
    page = work.adviser.post(f"{work.at}/care", sent)
    assert len(page.all("fieldset", css="app-care-row")) == 3
    page = work.adviser.post(f"{work.at}/care", {**sent, "remove": "1"})
    assert len(page.all("fieldset", css="app-care-row")) == 1
    assert 'value="x"' not in page.response.text
    assert periods(work) == [LONG]


def test_no_rows_at_all_is_not_known_and_not_never(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    work.adviser.post(f"{work.at}/care", rows())

    said = facts.current(work.vault, work.now)["care_periods"]
    assert (str(said.state), said.value) == ("not_known", None)


def test_the_status_told_by_the_council_is_shown_with_ours(case_of: CaseOf) -> None:
    work = case_of(
        date_of_birth="2007-02-10", care_periods=[LONG], status_told_by_council="qualifying"
    )
    for path in ("", "/care"):
        text = work.adviser(f"{work.at}{path}").text
        assert "The council recorded “Qualifying" in text
        assert "By the dates and answers here it is “" in text


def test_without_a_date_of_birth_nothing_is_counted(case_of: CaseOf) -> None:
    work = case_of(care_periods=[LONG])

    text = work.adviser(f"{work.at}/care").text

    assert "the date of birth is not known" in text
    assert "0 days" not in text


def test_a_paste_is_looked_over_then_kept(work: AtWork) -> None:
    text = "Child name\tDECOM\tDEC\tLS\nZoë\t01/03/2020\t01/09/2020\tC2\nZoë\t01/09/2020\t\tC2\n"
    work.adviser(f"{work.at}/care/paste")
    page = work.adviser.post(f"{work.at}/care/paste", {"text": text, "number": "1"})

    assert "2 rows were read. Joined up, that is 1 period." in page.text
    assert "left out on purpose" in page.text
    assert "Zoë" not in page.all("table")[0].itertext().__str__()
    assert periods(work) == [LONG]
    work.adviser.post(
        f"{work.at}/care/paste", {"text": text, "number": "1", "do": "save", "how": "replace"}
    )
    assert [one["start"] for one in periods(work)] == ["2020-03-01"]


def test_a_paste_may_be_added_to_what_is_kept(work: AtWork) -> None:
    work.adviser(f"{work.at}/care/paste")
    text = "01/05/2017\t01/05/2018\tsection 20"
    sent = {"text": text, "number": "1", "do": "save", "how": "add"}
    work.adviser.post(f"{work.at}/care/paste", sent)

    assert [one["start"] for one in periods(work)] == ["2017-05-01", "2019-05-01"]


def test_five_thousand_rows_are_refused_and_the_text_stays(work: AtWork) -> None:
    text = "01/05/2017\t01/05/2018\tsection 20\n" * 5_000
    work.adviser(f"{work.at}/care/paste")
    page = work.adviser.post(f"{work.at}/care/paste", {"text": text, "number": "1"}, status=422)

    assert "5,000 lines, more than 500" in page.text
    assert page.response.text.count("01/05/2017") >= 5_000
    assert periods(work) == [LONG]


def test_a_form_that_claims_a_million_rows_is_no_work() -> None:
    assert len(typed_rows({"rows": "9999999"})) == 0
    assert len(typed_rows({"rows": "9999"})) == 200


def test_two_histories_typed_at_once_are_shown_in_full(work: AtWork) -> None:
    work.adviser(f"{work.at}/care")
    work.adviser.post(f"{work.at}/care", rows(("01/03/2021", "01/04/2021", "section_20")))
    work.colleague(f"{work.at}/care")
    mine = rows(("05/03/2021", "01/04/2021", "remand"))
    page = work.colleague.post(f"{work.at}/care", mine, status=409)

    assert "Yours: From 5 March 2021 to 1 April 2021 (Remand)" in page.text
    assert "From 1 March 2021 to 1 April 2021 (Section 20)" in page.text

"""Much at once, files that are others, exports in a spreadsheet, and a save that comes too late."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from werkzeug.test import TestResponse

from entitlements.awards import Step
from tests.inspection import Page, findings
from tests.staff import StaffVisit
from tests.web.cases.canaries import Full, addresses, full_case, of_a_case, team_of
from tests.web.cases.forms import forms_of, token_of
from tests.web.cases.room import NOW
from web.store.cases import awards, retention
from web.store.cases.records import ClosedWhy
from web.vault import VAULT


@pytest.fixture(scope="module")
def full(make_app: Callable[..., Flask]) -> Full:
    """A case, whose manager is an administrator too, so that one visitor opens every page."""
    return full_case(team_of(make_app()))


def test_a_paste_of_five_thousand_rows_is_read(full: Full) -> None:
    rows = ["Start\tEnd\tLegal status"]
    rows += [
        f"{1 + n % 28:02}/01/{2010 + n % 10}\t{1 + n % 28:02}/02/{2010 + n % 10}\tC2"
        for n in range(5_000)
    ]
    visit, at = full.team.adviser, f"/cases/{full.case.id}/care/paste"
    data = {"csrf_token": token_of(visit), "text": "\n".join(rows), "do": "read"}
    answer = visit.client.post(at, data=data)

    assert answer.status_code in {200, 422}
    page = Page(at, answer)
    assert not findings(page)
    assert rows[-1] in (page.all("textarea")[0].text or "")


def upload(visit: StaffVisit, at: str, raw: bytes) -> TestResponse:
    """Send a file as a browser does; the body is made here, so that no file is left open."""
    head = b'--cut\r\nContent-Disposition: form-data; name="'
    token = head + b'csrf_token"\r\n\r\n' + token_of(visit).encode()
    file = head + b'file"; filename="answers.json"\r\n\r\n' + raw
    body = b"\r\n".join([token, file, b"--cut--\r\n"])
    return visit.client.post(at, data=body, content_type="multipart/form-data; boundary=cut")


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 3_000_000,
        b'{"facts": {"home": "' + b"x" * 4_000_000 + b'"}}',
        b"\xff\xfe\x00" * 1_000,
        b'{"format": 1, "facts": {"home": "\\ud800"}}',
        b"",
        b"PK\x03\x04" + b"\x00" * 10_000,
    ],
    ids=["brackets", "one long text", "no text", "half a sign", "nothing", "a zip"],
)
def test_a_file_that_is_no_answers_is_told_so(full: Full, raw: bytes) -> None:
    visit, at = full.team.adviser, f"/cases/{full.case.id}/bring"
    answer = upload(visit, at, raw)

    assert answer.status_code in {413, 422}
    assert not findings(Page(at, answer))


def test_a_file_of_five_megabytes_is_refused_whole(full: Full) -> None:
    visit, at = full.team.adviser, f"/cases/{full.case.id}/bring"
    raw = json.dumps({"facts": {"home": "x" * 5_000_000}}).encode()
    answer = upload(visit, at, raw)

    assert answer.status_code == 413
    assert not findings(Page(at, answer))


FORMULAS = ("=1+1", "+44 7700", "-2", "@cmd", "\t=1", '=HYPERLINK("http://x")', " =1")


def test_no_cell_of_an_export_is_a_formula(app: Flask) -> None:
    """Read by a spreadsheet: whoever opens it runs nothing."""
    team = team_of(app)
    one, vault = full_case(team), app.extensions[VAULT]
    for number, text in enumerate(FORMULAS):
        told: dict[str, Any] = {"payee": text, "receipt": text, "note": text, "route": "bank"}
        told |= {"entitlement": "dorset/personal-budget", "step": Step.PAID, "amount": 100}
        told |= {"on": date(2026, 11, 1 + number), "at": NOW + number}
        awards.add(vault, one.case, by=team.adviser.account.id, **told)
    for at in (f"/cases/{one.case.id}/schedule.csv", "/cases/schedule.csv"):
        data = {"csrf_token": token_of(team.adviser)}
        text = team.adviser.client.post(at, data=data).data.decode("utf-8-sig")
        sheet = Workbook().active
        for row in csv.reader(io.StringIO(text)):
            sheet.append(row)
        kinds = [cell.data_type for row in sheet.iter_rows() for cell in row]
        assert "f" not in kinds
        first = {str(c.value).lstrip()[:1] for row in sheet.iter_rows() for c in row if c.value}
        assert not first & set("=+@"), at


def test_a_purge_during_an_edit_loses_what_was_to_go_and_says_so(app: Flask) -> None:
    team = team_of(app)
    full, vault = full_case(team), app.extensions[VAULT]
    at = f"/cases/{full.case.id}/facts/home"
    form = next(f for f in forms_of(team.adviser(at)) if f.typed or "save" in f.action or f.fields)
    me = team.adviser.account.id
    now = NOW + 10
    retention.close(vault, full.case.id, ClosedWhy.MOVED_ON, me, now, now)
    retention.purge(vault, full.case.id, me, now)

    for method, path, endpoint in addresses(app, full):
        if endpoint in of_a_case(app):
            data = form.data if method == "POST" else None
            assert team.adviser.client.open(path, method=method, data=data).status_code in {
                403,
                404,
            }


def test_an_old_save_number_and_a_missing_token_lose_nothing(full: Full) -> None:
    visit, at = full.team.adviser, f"/cases/{full.case.id}/details"
    shown = forms_of(visit(at))
    form = next(one for one in shown if one.action == at)
    token = {"csrf_token": token_of(visit)}
    told = dict(form.fields) | token
    assert visit.client.post(at, data=told | {"safe_contact_note": "Ring first"}).status_code == 303
    late = visit.client.post(at, data=told | {"safe_contact_note": "Never ring"})
    assert late.status_code == 409
    assert "Ring first" in late.text
    assert "Never ring" in late.text

    no_token = visit.client.post(at, data=told | {"csrf_token": "", "safe_contact_note": "Write"})
    assert no_token.status_code == 400
    assert 'value="Write"' in no_token.text

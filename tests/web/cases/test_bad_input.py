"""Whatever is typed, by accident or design: a page that says so, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inspection import Page, findings
from tests.staff import StaffVisit, new_account
from tests.web.cases.canaries import Full, addresses, full_case, team_of
from tests.web.cases.forms import Form, forms_of, token_of
from web.access import Role

HOSTILE: tuple[str, ...] = (
    *("", " ", "\x00", "a\x00b", "\x1b[31m", "\ufffe", "\u202eright to left\u200f", "😀" * 50),
    *("<script>alert(1)</script>", "\"'><b>&amp;", "{{ 7*7 }}", "%(name)s %s", "../../etc"),
    *("9" * 400, "1" * 19, "-1", "1e9", "NaN", "٣", "£1,000.005", "=1+1", "[", "[" * 5_000),
    *("0001-01-01", "9999-12-31", "2027-02-29", "2026-13-40", "//[", "\r\nX: y"),
    *('{"home": ["known", null, "", "", null]}', '{"home": ["known", "\\ud800", "", "", ""]}'),
    '{"care_periods": ["known", [{"start": "2020-01-01", "end": null, "basis": "care_order",'
    ' "authority": "a\\ud800\\u0000"}], "young_person", "\\ud800", null]}',
    '{"children": ["known", 1e999, "", "", "0001-01-01"]}',
)
#: Fields that no page shows as typed: a form has one of them or another.
CARRIED: tuple[str, ...] = (
    "number",
    "mine",
    "told",
    "then",
    "page",
    "take",
    "remove",
    "rows",
    "fact",
    "more",
)
CARRIED += ("ready", "day", "act", "step", "how", "note", "instead", "found", "entry", "over")
ENDS = re.compile("/close$|/assign$|/sign-out")  #: would end the room itself


@pytest.fixture(scope="module")
def full(make_app: Callable[..., Flask]) -> Full:
    """A case, whose manager is an administrator too, so that one visitor opens every page."""
    return full_case(team_of(make_app()))


@pytest.fixture(scope="module")
def visits(full: Full) -> tuple[StaffVisit, StaffVisit]:
    admin = StaffVisit(full.team.app, new_account(full.team.app, Role.ADMINISTRATOR))
    return full.team.manager, admin


@pytest.fixture(scope="module")
def forms(full: Full, visits: tuple[StaffVisit, ...]) -> list[tuple[StaffVisit, Form]]:
    """Every form that a page of cases has, and every post that has none on these pages."""
    found: dict[str, tuple[StaffVisit, Form]] = {}
    for visit in visits:
        posted = []
        for method, path, _ in addresses(full.team.app, full):
            if method == "POST":
                posted.append(path)
                continue
            answer = visit.client.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for form in forms_of(Page(path, answer)):
                    found.setdefault(form.action, (visit, form))
        if visit is visits[0]:
            for path in posted:
                bare = Form(path, path, (("csrf_token", ""),), frozenset(), frozenset())
                found.setdefault(path, (visit, bare))
    return [one for action, one in found.items() if _is_sent(action)]


def _is_sent(action: str) -> bool:
    return action.startswith("/cases/") and not ENDS.search(action)


def send(visit: StaffVisit, form: Form, more: dict[str, str] | None = None) -> Page:
    """Send a form, and look at what comes back: never a 5xx, and sound HTML where it is HTML."""
    data = {**form.data, **{name: [told] for name, told in (more or {}).items()}}
    data["csrf_token"] = [token_of(visit)]
    answer = visit.client.post(form.action, data=data)
    page = Page(form.action, answer)
    assert answer.status_code < 500, f"{form.action}: {answer.status_code}"
    if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
        whole = "<html" in answer.text  # the count of care is part of a page
        assert not whole or not findings(page), f"{form.action}: {findings(page)}"
    return page


@pytest.mark.parametrize("told", HOSTILE, ids=[ascii(told)[:30] for told in HOSTILE])
def test_no_form_fails_whatever_is_typed_in_it(
    forms: list[tuple[StaffVisit, Form]], told: str
) -> None:
    assert len(forms) > 35
    for visit, form in forms:
        send(visit, form.with_(told))


@pytest.mark.parametrize("told", HOSTILE, ids=[ascii(told)[:30] for told in HOSTILE])
def test_no_form_fails_whatever_is_carried_in_it(
    forms: list[tuple[StaffVisit, Form]], told: str
) -> None:
    """Hidden fields, choices and numbers: nobody types them, and anybody can send them."""
    for visit, form in forms:
        names = form.hidden - {"csrf_token"} | {name for name, _ in form.fields} - form.typed
        send(visit, form.with_(told, frozenset(names)), dict.fromkeys(CARRIED, told))
        send(visit, form, {"mine": told, "told": told, "number": "1", "do": "save"})


def test_no_form_fails_when_fields_are_missing_or_sent_twice(
    forms: list[tuple[StaffVisit, Form]],
) -> None:
    for visit, form in forms:
        send(visit, Form(form.page, form.action, (), frozenset(), frozenset()))
        send(visit, Form(form.page, form.action, form.fields * 3, form.typed, form.hidden))
        for name in {name for name, _ in form.fields}:
            rest = tuple(pair for pair in form.fields if pair[0] != name)
            send(visit, Form(form.page, form.action, rest, form.typed, form.hidden))


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_form_fails_for_any_text(
    forms: list[tuple[StaffVisit, Form]], data: st.DataObject
) -> None:
    visit, form = data.draw(st.sampled_from(forms))
    send(visit, form.with_(data.draw(ANY_TEXT)))


def test_bytes_that_are_no_text_are_taken_as_signs(full: Full) -> None:
    """Half of a surrogate pair as bytes, and bytes that are no UTF-8 at all."""
    visit = full.team.adviser
    at, token = f"/cases/{full.case.id}/actions", token_of(visit)
    body = b"csrf_token=" + token.encode() + b"&text=%ED%A0%80%FF%FEcall&due="
    answer = visit.client.post(at, data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 303
    assert "call" in visit(f"/cases/{full.case.id}").text


def test_what_was_typed_comes_back_with_what_is_wrong(
    forms: list[tuple[StaffVisit, Form]],
) -> None:
    """Every form that is refused is filled as it was: markup shown as text, nothing cut."""
    told, seen = '<b>Tilly</b> & "co" ‏ ' + "x" * 2_500, 0
    for visit, form in forms:
        if not form.typed or "keep" in form.action:
            continue
        page = send(visit, form.with_(told))
        assert not page.all("b"), form.action
        if page.status in {409, 422} and (again := _same(page, form)):
            held = dict(again.fields)
            short = {name for name in form.typed if held.get(name, "").strip() != told.strip()}
            assert not short - CUT, f"{form.action}: {sorted(short)} did not come back"
            seen += 1
    assert seen >= 8  # some forms are gone by then: a note taken back, an account taken out


#: Rows of care are cut at 120 signs: no date, order or council is longer.
CUT = frozenset(
    f"{part}-{row}" for part in ("start", "end", "authority", "placement") for row in range(3)
)


def _same(page: Page, form: Form) -> Form | None:
    """The form that was sent; several notes have each a form that goes to one address."""
    about = form.data.get("note")
    found = (one for one in forms_of(page) if one.action == form.action and one.typed)
    return next((one for one in found if one.data.get("note") == about), None)


def test_a_number_that_no_row_can_have_is_not_there(
    full: Full, visits: tuple[StaffVisit, StaffVisit]
) -> None:
    parts = ("case_id", "action_id", "approval_id", "award", "number", "team_id", "account_id")
    for part in parts:
        for method, path, _ in addresses(full.team.app, full, **{part: 10**25}):
            if str(10**25) in path:
                for visit in visits:
                    sent = {"csrf_token": token_of(visit)} if method == "POST" else None
                    status = visit.client.open(path, method=method, data=sent).status_code
                    assert status in {404, 405}, path

"""Every page of cases at 320 and 1280 px with axe, and the main ones without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from entitlements.awards import Step
from entitlements.rulebook.model import Outcome
from entitlements.savings import Kind
from tests.journeys.cases.almanac import Almanac
from tests.journeys.cases.room import ADA, COL, MANA, PAT, Worker
from web.access import RULES, Role
from web.cases.facts_page import SECTIONS
from web.store import accounts
from web.store.cases import actions, approvals, awards, notes, records, savings
from web.store.cases.facts import Said, State
from web.store.cases.records import Details, SafeContact
from web.vault import VAULT

Desks = Callable[..., Worker]
LONG = "Maximiliana-Alexandrina Featherstonehaugh-Cholmondeley-Wriothesley"
FILES = ("cases.letter_pdf", "cases.pathway_pdf", "cases.calendar")  #: no pages
BUDGET, BY_HEAD = "dorset/personal-budget", "Head of service"
CARE = {"start": "2019-05-01", "end": "2025-02-10", "basis": "care_order", "authority": "dorset"}
KNOWN: dict[str, Any] = {
    "date_of_birth": "2007-02-10",
    "authority": "dorset",
    "lives_in": "dorset",
    "home": "own_tenancy",
    "status_told_by_council": "relevant",
    "care_periods": [CARE],
}


@pytest.fixture(scope="module")
def filled(served: Flask, almanac: Almanac, team: int) -> dict[str, list[Any]]:
    """A case with something of everything, and what addresses say of it."""
    vault, at = served.extensions[VAULT], almanac.seconds()
    ids = {one.email: one.id for one in accounts.everyone(vault.store)}
    by = ids[PAT]
    says = {fact: Said(fact, State.KNOWN, v, "young_person") for fact, v in KNOWN.items()}
    says["pregnant"] = Said("pregnant", State.TO_CHECK, None, "carer_or_family", "a call")
    details = Details("LC-0123456789-ABCDEFGHIJ", LONG, safe_contact=SafeContact.ASK_FIRST)
    case = records.open_case(vault, details, team, by, says, by, at)
    actions.add(vault, case, f"Ask {LONG} about the form", almanac.day, by, at)
    beside: Any = (BUDGET, Outcome.MAY_GET, Outcome.ENTITLED, 123_456, LONG * 3, by, at)
    notes.override(vault, case, *beside)
    told: dict[str, Any] = {"entitlement": BUDGET, "part": None, "by": by, "at": at}
    line = awards.add(vault, case, step=Step.AGREED, amount=30_000, on=almanac.day, **told)
    paid: dict[str, Any] = {
        "step": Step.PAID,
        "award": line.award,
        "payee": LONG,
        "route": "bank",
        "note": LONG,
    }
    awards.add(vault, case, amount=10_000, on=almanac.day, receipt="R-1", **paid, **told)
    asked: dict[str, Any] = {
        "amount": 20_000,
        "title": BY_HEAD,
        "from_rule": False,
        "crisis": False,
    }
    open_ = approvals.ask(vault, case, why=LONG * 2, award=None, **asked, **told)
    held: dict[str, Any] = {"provider": LONG, "holder": "a carer", "by": by, "at": at}
    account = savings.record(vault, case, None, kind=Kind.CHILD_TRUST_FUND, **held)
    return {
        "case_id": [case.id],
        "entitlement": [BUDGET, "dorset/setting-up-home", "england/staying-put"],
        "approval_id": [open_.id],
        "award": [line.award],
        "word": ["paid", "came-back", "called-off"],
        "section": list(SECTIONS),
        "fact_id": ["home", "date_of_birth", "doing", "universal_credit"],
        "number": [account.savings],
        "team_id": [team],
        "account_id": [ids[MANA]],
    }


def paths(app: Flask, role: Role, values: dict[str, list[Any]]) -> Iterator[str]:
    """Every page of cases that opens for a role, and for none of those before it."""
    order = (Role.ADVISER, Role.MANAGER, Role.ADMINISTRATOR)
    for rule in app.url_map.iter_rules():
        page = rule.endpoint.startswith("cases.") and "GET" in (rule.methods or ())
        if not page or rule.endpoint in FILES:
            continue
        may = app.extensions[RULES][rule.endpoint].roles
        if next(one for one in order if one in may) is role:
            names = sorted(rule.arguments)
            for one in product(*(values[name] for name in names)):
                built: Any = rule.build(dict(zip(names, one, strict=True)), append_unknown=False)
                yield built[1]


def look(worker: Worker, address: str) -> None:
    worker.open(address)
    worker.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    worker.look(worker.page, "small phone", "desk")


@pytest.mark.parametrize(
    ("email", "role"),
    [(PAT, Role.ADVISER), (MANA, Role.MANAGER), (ADA, Role.ADMINISTRATOR)],
    ids=["adviser", "manager", "administrator"],
)
def test_every_screen(
    served: Flask, filled: dict[str, list[Any]], at_another_desk: Desks, email: str, role: Role
) -> None:
    worker = at_another_desk(email)
    if role is Role.ADVISER:
        worker.case(filled["case_id"][0], "/answers")
        worker.press("Keep these answers")
        filled["code"] = [worker.page.url.rpartition("/")[2]]
    faults = []
    opened = list(paths(served, role, filled))
    for address in opened:
        try:
            look(worker, address)
        except AssertionError as fault:
            faults.append(str(fault).partition("\nassert")[0])
            worker.page.complaints.clear()  # type: ignore[attr-defined]
    assert not faults, "\n".join(faults)


EMPTY = ("", "/facts", "/care", "/answers", "/what-if", "/dates", "/awards", "/savings", "/letter")


def test_a_case_of_which_nothing_is_known(team: int, pat: Worker) -> None:
    """What is not known is said, and nothing is made up."""
    number = pat.open_case("LC-0", council="Not known", safe="Not asked yet")
    for page in EMPTY:
        look(pat, f"/cases/{number}{page}")
    pat.case(number)
    pat.see("Not known yet")


def test_a_colleague_is_told_what_is_left_out(
    filled: dict[str, list[Any]], at_another_desk: Desks
) -> None:
    """Private facts are not shown to a colleague, and each page says that they are left out."""
    col = at_another_desk(COL)
    for page in ("", "/facts", "/answers", "/what-if", "/dates", "/awards", "/letter"):
        look(col, f"/cases/{filled['case_id'][0]}{page}")
        expect(col.page.get_by_role("main")).to_contain_text("private fact")


def test_without_scripts(team: int, at_another_desk: Desks) -> None:
    """Opening, care dates, facts, questions, awards and a kept check: forms like any other."""
    pat = at_another_desk(PAT, java_script_enabled=False)
    pat.open_case("LC-70", "Kim", born="2007-02-10")
    pat.go("Care history")
    pat.press("Add a row")
    for label, typed in (("Start", "1 May 2019"), ("End", "10 February 2025")):
        pat.page.get_by_label(label, exact=True).fill(typed)
    pat.page.get_by_label("Legal basis").select_option("Care order")
    pat.press("Work it out")
    pat.see("1461 days in care since they turned 14.")
    pat.press("Save")
    pat.see("Saved.")
    pat.go("Facts")
    pat.act("Change", "Home")
    pat.page.get_by_label("Where you live", exact=True).select_option("University halls")
    pat.press("Save")
    expect(pat.line("Where you live")).to_contain_text("University halls")
    pat.go("Overview")
    pat.follow("Ask these together")
    pat.answer("Looking for work")
    pat.go("What if")
    pat.press("Turns 21")
    pat.see("What would change by 10 February 2028")
    pat.go("Awards")
    pat.act("Ask", "Personal budget")
    pat.page.get_by_label("How much?").fill("50")
    pat.page.get_by_label("Why?").fill("A coat")
    pat.press("Send")
    pat.see("It waits to be agreed")
    pat.go("Answers")
    pat.press("Keep these answers")
    pat.see("These answers are kept.")

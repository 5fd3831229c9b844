"""A case full of words that stand nowhere else, and the addresses of every page of cases.

Whatever shows one of these words has told something about a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter

from entitlements.awards import Step
from entitlements.evaluate import evaluate
from entitlements.person_file import facts_of
from entitlements.replay import keep
from entitlements.rulebook.model import Outcome
from entitlements.savings import Kind
from tests.staff import StaffVisit, new_account
from tests.web.cases.room import NOW, SAM, Room
from web.access import Role
from web.live_book import LiveBook
from web.store.cases import actions, approvals, awards, checks, held, notes, records, savings, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Details, SafeContact
from web.store.cases.savings import How
from web.vault import VAULT

#: What stands in the sealed columns of the case, one word of each kind.
WORDS = {
    "name": "Quillfeather",
    "reference": "QX-77104",
    "contact note": "Plovermask",
    "source": "Tarnwhistle",
    "action": "Brindlegate",
    "note": "Ochrelantern",
    "reason": "Murkwillow",
    "why it is asked for": "Sedgehollow",
    "why it was answered": "Fernquarry",
    "payee": "Gorsebutcher",
    "receipt": "RCPT-90817",
    "what was said of a payment": "Larkspindle",
    "provider": "Umbermint",
    "holder": "Vetchcarrow",
    "source of a balance": "Wrenmarsh",
    "why an account went": "Yarrowdene",
    "what was typed": "Zinnialoft",
    "placement": "Thistlecombe",
}
BORN, CARE_FROM = date(2007, 3, 17), date(2019, 8, 23)
#: The days of the case, in each way that a page or a file writes one.
DAYS = tuple(
    written
    for day in (BORN, CARE_FROM)
    for written in (
        day.isoformat(),
        f"{day.day} {day:%B %Y}",
        day.strftime("%d/%m/%Y"),
        day.strftime("%Y%m%d"),
    )
)
CANARIES = (*WORDS.values(), *DAYS)

#: What only the case's own adviser and its managers may read.
SENSITIVE: dict[str, Any] = {
    "pregnant": True,
    "months_pregnant": 7,
    "immigration": "leave_without_public_funds",
    "british_citizen": False,
    "limited_capability_for_work": True,
}
PREGNANT_ONLY = "dorset/pregnancy-clothing"  #: hangs on a sensitive fact
BUDGET = "dorset/personal-budget"
_numbers = count(1)


@dataclass(frozen=True)
class Team:
    """A team in an application, and a visitor for each that belongs to it."""

    app: Flask
    id: int
    adviser: StaffVisit
    colleague: StaffVisit
    manager: StaffVisit

    @property
    def room(self) -> Room:
        """The same, as other tests know a team."""
        vault = self.app.extensions[VAULT]
        return Room(self.app, vault, self.id, self.adviser, self.colleague, self.manager)


@dataclass(frozen=True)
class Full:
    """A case with something in each of its tables; `parts` are the numbers of what is its own."""

    team: Team
    case: Case
    parts: Mapping[str, Any] = field(default_factory=dict)


def team_of(app: Flask) -> Team:
    """Make a team of three."""
    vault = app.extensions[VAULT]
    people = [
        StaffVisit(app, new_account(app, role))
        for role in (Role.ADVISER, Role.ADVISER, Role.MANAGER)
    ]
    by = people[0].account.id
    made = teams.add(vault.store, f"Canaries {next(_numbers)}", by, NOW)
    for visit in people:
        manages = Role.MANAGER in visit.account.roles
        teams.put(vault.store, made.id, visit.account.id, manages, by, NOW)
    return Team(app, made.id, *people)


def full_case(team: Team, *, sensitive: bool = True) -> Full:
    """A case of a team with a canary in every sealed column."""
    vault, me = team.app.extensions[VAULT], team.adviser.account.id
    number = next(_numbers)
    care = {"start": CARE_FROM.isoformat(), "end": "2025-03-17", "basis": "care_order"}
    told = {
        **SAM,
        "date_of_birth": BORN.isoformat(),
        "care_periods": [{**care, "authority": "dorset", "placement": WORDS["placement"]}],
        **(SENSITIVE if sensitive else {}),
    }
    if not sensitive:
        told.pop("pregnant")
    says = {f: Said(f, State.KNOWN, v, "young_person", WORDS["source"]) for f, v in told.items()}
    details = Details(
        f"{WORDS['reference']}-{number}",
        f"Sam {WORDS['name']}",
        "en",
        SafeContact.SAFE,
        WORDS["contact note"],
    )
    case = records.open_case(vault, details, team.id, me, says, me, NOW)
    return Full(team, case, _filled(team, case, told))


def _filled(team: Team, case: Case, told: Mapping[str, Any]) -> dict[str, Any]:
    vault, me = team.app.extensions[VAULT], team.adviser.account.id
    manager, found = team.manager.account.id, WORDS
    action = actions.add(vault, case, found["action"], None, me, NOW)
    note = notes.add_note(vault, case, BUDGET, found["note"], me, NOW)
    wrong = (Outcome.UNDECIDED, Outcome.ENTITLED, 12_345, found["reason"])
    override = notes.override(vault, case, PREGNANT_ONLY, *wrong, me, NOW)
    asking: dict[str, Any] = {"title": "", "from_rule": False, "by": me, "at": NOW}
    asking |= {"entitlement": BUDGET, "why": found["why it is asked for"]}
    done = approvals.ask(vault, case, amount=5_000, **asking)
    done = approvals.answer(vault, done.id, True, found["why it was answered"], manager, NOW)
    paid: dict[str, Any] = {
        **{"entitlement": BUDGET, "step": Step.PAID, "amount": 5_000, "award": done.award},
        **{"on": date(2026, 11, 21), "payee": found["payee"], "route": "bank", "by": me},
        **{"receipt": found["receipt"], "note": found["what was said of a payment"], "at": NOW},
    }
    line = awards.add(vault, case, **paid)
    waits = approvals.ask(vault, case, amount=1_500, **asking)
    about: dict[str, Any] = {"kind": Kind.OTHER, "by": me, "at": NOW, "provider": found["provider"]}
    about |= {"holder": found["holder"], "source": found["source of a balance"]}
    about |= {"balance": 734_117, "balance_on": date(2026, 10, 5)}
    account = savings.record(vault, case, None, **about)
    gone = savings.record(vault, case, None, **about)
    savings.remove(vault, case, gone.savings, found["why an account went"], me, NOW)
    savings.mark(vault, case, "ask_trust_fund", How.DONE, found["note"], me, NOW)
    for visit in (team.adviser, team.colleague):
        typed = {"fields": f'[["text", "{found["what was typed"]}"]]'}
        held.keep(vault, case, visit.account.id, "care", typed, case.number, NOW)
    live = LiveBook(vault.store).now()
    answer = evaluate(live.engine, facts_of(dict(told), live.engine.book.catalogue), TODAY)
    code = checks.keep(vault, case, keep(answer), live.publication, me, NOW, False)
    return {
        **{"action_id": action.id, "note": note.id, "override": override.id},
        **{"approval_id": waits.id, "award": line.award, "number": account.savings},
        **{"code": code, "entitlement": PREGNANT_ONLY, "word": "paid", "section": "family"},
        **{"fact_id": "home", "team_id": team.id, "account_id": team.colleague.account.id},
    }


TODAY = date(2026, 11, 22)  #: the day of the tests, as tests/conftest.py has it


def addresses(app: Flask, full: Full, **other: Any) -> Iterator[tuple[str, str, str]]:
    """Each method, path and endpoint of the pages of cases, with the numbers of a case."""
    built = app.url_map.bind("localhost")
    values = {"case_id": full.case.id, **full.parts, **other}
    for route in app.url_map.iter_rules():
        if not route.endpoint.startswith("cases."):
            continue
        given = {name: values.get(name, _any(kind)) for name, kind in route._converters.items()}
        for method in sorted((route.methods or set()) & {"GET", "POST"}):
            yield method, built.build(route.endpoint, given, method=method), route.endpoint


def _any(kind: BaseConverter) -> Any:
    """Something that fits in an address, for a part that we know nothing of."""
    return 1 if isinstance(kind, IntegerConverter) else "home"


def of_a_case(app: Flask) -> set[str]:
    """The endpoints of the pages of one case."""
    return {one.endpoint for one in app.url_map.iter_rules() if "case_id" in one.arguments}

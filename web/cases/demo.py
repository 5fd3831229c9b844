"""Made-up cases, so that somebody who is shown the service sees some. Nobody here is real."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask, g

from web.access import Role
from web.cases.summing import refresh_summary
from web.clock import today
from web.settings import Settings
from web.store import accounts
from web.store.accounts import Account
from web.store.cases import actions, records, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Contact, Details, SafeContact
from web.vault import VAULT

TEAM = "Demonstration team"
ORDER = {"basis": "care_order", "authority": "dorset"}
#: Reference, name, and what is known: a first flat at 19, foster care at 17, a student of 20.
CASES: tuple[tuple[Details, dict[str, Any], str], ...] = (
    (
        Details("DEMO-1", "Sam (made up)", safe_contact=SafeContact.SAFE),
        {
            "date_of_birth": "2007-02-10",
            "authority": "dorset",
            "lives_in": "dorset",
            "home": "own_tenancy",
            "first_home": True,
            "status_told_by_council": "relevant",
            "care_periods": [{"start": "2019-05-01", "end": "2025-02-10", **ORDER}],
        },
        "Ask for the council tax form",
    ),
    (
        Details("DEMO-2", "Ari (made up)", contact=Contact.YEARLY),
        {
            "date_of_birth": "2009-03-01",
            "authority": "dorset",
            "home": "foster_care",
            "care_periods": [{"start": "2021-09-03", **ORDER, "placement": "foster care"}],
        },
        "Find out who holds the Junior ISA",
    ),
    (
        Details("DEMO-3", "Noor (made up)", safe_contact=SafeContact.ASK_FIRST),
        {
            "date_of_birth": "2006-06-20",
            "authority": "dorset",
            "doing": ["university"],
            "course_level": "higher",
            "care_periods": [{"start": "2020-01-06", "end": "2024-06-20", **ORDER}],
        },
        "",
    ),
)


def make_cases(app: Flask, at: int) -> None:
    """Make the team and the cases that are not there yet, for the made-up adviser."""
    with app.app_context():
        settings: Settings = app.extensions["entitlements.settings"]
        g.as_at = today(settings)
        vault = app.extensions[VAULT]
        adviser = _made_up(app, Role.ADVISER)
        if adviser is None or any(team.name == TEAM for team in teams.all_teams(vault.store)):
            return
        team = teams.add(vault.store, TEAM, adviser.id, at)
        teams.put(vault.store, team.id, adviser.id, False, adviser.id, at)
        if manager := _made_up(app, Role.MANAGER):
            teams.put(vault.store, team.id, manager.id, True, adviser.id, at)
        for details, known, to_do in CASES:
            _open(app, team.id, adviser.id, details, known, to_do, at)


def _open(
    app: Flask,
    team_id: int,
    adviser_id: int,
    details: Details,
    known: dict[str, Any],
    to_do: str,
    at: int,
) -> Case:
    vault, on = app.extensions[VAULT], date.fromtimestamp(at)
    says = {
        fact: Said(fact, State.KNOWN, value, "council_record", "", on)
        for fact, value in known.items()
    }
    made = records.open_case(vault, details, team_id, adviser_id, says, adviser_id, at)
    if to_do:
        actions.add(vault, made, to_do, None, adviser_id, at)
    refresh_summary(made)
    return made


def _made_up(app: Flask, role: Role) -> Account | None:
    """The made-up account of a role."""
    found = accounts.everyone(app.extensions["entitlements.store"])
    return next((one for one in found if one.demo and role in one.roles), None)

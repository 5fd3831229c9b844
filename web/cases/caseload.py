"""My cases and my teams': what is next, what is open, what is left, all from stored summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import g, render_template, request

from entitlements.money import format_money
from web.book import publication
from web.cases.face import account, bp, seconds
from web.cases.words import CONTACTS
from web.i18n import N_
from web.i18n import gettext as _
from web.store.cases import looked, rechecks, records, teams
from web.store.cases.records import Case, Contact
from web.store.cases.teams import Membership
from web.vault import vault
from web.wording import day

SOON = timedelta(days=28)
MINE, SOON_DUE, CHANGED, CLOSED = "mine", "due", "changed", "closed"
SHOWN = {
    "": N_("Mine and my teams’"),
    MINE: N_("Mine only"),
    SOON_DUE: N_("Something due in 28 days"),
    CHANGED: N_("Changed by new rules"),
    CLOSED: N_("Closed"),
}
LAST = date.max  #: where a case without a day stands in a list by days


@dataclass(frozen=True, slots=True)
class Line:
    """One case as the list shows it, in words."""

    id: int
    name: str
    reference: str
    adviser: str
    next_day: str
    next_what: str
    due_soon: bool
    open_actions: int
    money_left: str
    checked: str
    contact: str
    closed: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words that many lines share, looked up once."""

    no_figure: str
    not_yet: str
    contacts: dict[Contact, str]


#: How the list may be sorted.
SORTS: dict[str, tuple[str, Callable[[Case], Any]]] = {
    "": (N_("Next date first"), lambda case: (_next_day(case) or LAST, _called(case))),
    "name": (N_("Name"), lambda case: _called(case)),
    "actions": (N_("Most to do"), lambda case: (-_open(case), _called(case))),
    "checked": (N_("Checked longest ago"), lambda case: (_checked(case), _called(case))),
}


@bp.route("/", methods=["GET", "POST"])
def caseload() -> str:
    """List the cases of whoever is here. A search is posted, so that no address holds a name."""
    shown, sort = request.args.get("show", ""), request.args.get("sort", "")
    contact, typed = request.args.get("contact", ""), request.form.get("words", "").strip()
    looked.note(vault().store, account().id, None, request.endpoint or "", seconds())
    mine = teams.of_account(vault().store, account().id)
    every = records.listed(vault(), account().id, closed=shown == CLOSED)
    changed = _changed()
    found = [case for case in every if _is_shown(case, shown, contact, typed, changed)]
    found.sort(key=SORTS.get(sort, SORTS[""])[1])
    words = Words(_("no figure"), _("not yet"), {one: _(label) for one, label in CONTACTS.items()})
    advisers = _advisers(mine)
    return render_template(
        "cases/caseload.html",
        lines=[_line(case, advisers, changed, words) for case in found],
        every=len(every),
        searched=bool(typed),
        chosen={"show": shown, "contact": contact, "sort": sort, "words": typed},
        shown_choices=_shown_choices(mine),
        contacts=CONTACTS,
        sorts={key: label for key, (label, _key) in SORTS.items()},
        changed=len(changed),
        manages=any(one.manages for one in mine),
    )


def _changed() -> set[int]:
    """The cases that the newest rules change and nobody has looked at since."""
    if rechecks.progress(vault().store, publication()) is None:
        return set()
    told = rechecks.of_account(vault(), account().id, publication())
    return {case.id for case, _data, seen in told if not seen}


def _shown_choices(mine: Iterable[Membership]) -> dict[str, str]:
    own = {key: _(label) for key, label in SHOWN.items()}
    return own | {f"team-{one.team_id}": one.name for one in mine}


def _is_shown(case: Case, shown: str, contact: str, words: str, changed: set[int]) -> bool:
    """Whether a case is among what was chosen and searched for."""
    if contact and case.contact != contact:
        return False
    if shown == MINE and case.adviser_id != account().id:
        return False
    if shown.startswith("team-") and shown != f"team-{case.team_id}":
        return False
    if shown == CHANGED and case.id not in changed:
        return False
    if shown == SOON_DUE and not _is_due(case):
        return False
    return _fits(case, words)


def _fits(case: Case, words: str) -> bool:
    """Whether every word is part of the name or the reference."""
    where = f"{case.name} {case.reference}".casefold()
    return all(word in where for word in words.casefold().split())


def _line(case: Case, advisers: dict[int, str], changed: set[int], words: Words) -> Line:
    found, next_day = case.summary, _next_day(case)
    left = found.money_left if found else None
    return Line(
        id=case.id,
        name=case.name,
        reference=case.reference,
        adviser="" if case.adviser_id == account().id else advisers.get(case.adviser_id, ""),
        next_day=day(next_day) if next_day else "",
        next_what=found.next_what if found and next_day else "",
        due_soon=_is_due(case),
        open_actions=_open(case),
        money_left=words.no_figure if left is None else format_money(left),
        checked=day(found.checked_on) if found and found.checked_on else words.not_yet,
        contact=words.contacts[case.contact],
        closed=case.closed_at is not None,
        changed=case.id in changed,
    )


def _advisers(mine: Iterable[Membership]) -> dict[int, str]:
    """The names of whoever is in a team of whoever is here."""
    people = (teams.members(vault().store, one.team_id) for one in mine)
    return {person.id: person.name for found in people for person, _manages in found}


def _next_day(case: Case) -> date | None:
    """The next date of a case, as last worked out; one that has passed says nothing."""
    found = case.summary.next_day if case.summary else None
    return found if found and found >= g.as_at else None


def _is_due(case: Case) -> bool:
    found = _next_day(case)
    return found is not None and found <= g.as_at + SOON


def _called(case: Case) -> str:
    return (case.name or case.reference).casefold()


def _open(case: Case) -> int:
    return case.summary.open_actions if case.summary else 0


def _checked(case: Case) -> date:
    return (case.summary.checked_on if case.summary else None) or date.min

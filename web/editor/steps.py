"""What can be done next with a change that is frozen, and why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.read import read_table
from entitlements.signoff import Dated, Standing, State, standing
from web import book as live
from web.access import may_open
from web.editor.words import moment
from web.i18n import N_
from web.i18n import gettext as _
from web.store import register
from web.store.accounts import Account
from web.store.changes import Change
from web.store.engine import Store
from web.wording import day

STANDINGS = {
    Standing.SCHEDULED: N_("scheduled"),
    Standing.IN_FORCE: N_("in force"),
    Standing.SUPERSEDED: N_("superseded"),
    Standing.WITHDRAWN: N_("withdrawn"),
}


@dataclass(frozen=True)
class Step:
    """One step. `asks` leads to a page first; `blocked` says why it cannot be taken."""

    words: str
    address: str
    asks: bool = False
    blocked: str = ""


def steps(change: Change, who: Account) -> list[Step]:
    """The steps that this account may take with a frozen change."""
    named = {
        State.PROPOSED: ("sign", "send_back"),
        State.SIGNED_OFF: ("publish", "send_back"),
        State.EMERGENCY: ("countersign",),
    }
    found = named.get(change.state, ())
    return [_step(name, change, who) for name in found if may_open(f"editor.{name}")]


def _step(name: str, change: Change, who: Account) -> Step:
    words = {
        "sign": _("Sign this change"),
        "send_back": _("Send it back to its author"),
        "publish": _("Publish"),
        "countersign": _("Give the second signature"),
    }
    wrote = who.id in change.authors and name in ("sign", "countersign")
    blocked = _("You wrote in this change, so somebody else has to sign it.") if wrote else ""
    address = url_for(f"editor.{name}", change_id=change.id)
    return Step(words[name], address, name in ("sign", "send_back"), blocked)


def facts_of(change: Change, store: Store, as_at: date) -> list[tuple[str, str]]:
    """What is known of a frozen change: people, times, digests, and where its versions stand."""
    said = [
        (_("Authors"), ", ".join(dict.fromkeys(t.author for t in change.texts.values()))),
        (_("Proposed"), _by(change.proposed_by, change.proposed_at)),
        (_("Sent back because"), change.returned_reason or ""),
        (_("Signed"), _by(change.signed_by, change.signed_at)),
        (_("Published"), _published(change)),
        (_("Emergency"), change.emergency_reason or ""),
        (_("Second signature before"), _until(change)),
        *standings(change, store, as_at),
    ]
    if change.digests:
        digests = change.digests
        said += [
            (_("Digest of the texts"), digests.text),
            (_("Digest of the proofs"), digests.proof),
        ]
        said += [(_("Digest of the Cabinet pack"), digests.pack)]
    return [(key, value) for key, value in said if value]


def _by(who: object, at: int | None) -> str:
    return f"{who}, {moment(at)}" if who and at else ""


def _published(change: Change) -> str:
    when = _by(change.published_by, change.published_at)
    return _("%(when)s, as number %(number)s", when=when, number=change.publication) if when else ""


def _until(change: Change) -> str:
    waits = change.state is State.EMERGENCY and change.emergency_until
    return moment(change.emergency_until) if waits and change.emergency_until else ""


def standings(change: Change, store: Store, as_at: date) -> list[tuple[str, str]]:
    """Where each version that a published change brought stands on a day."""
    found = []
    for path in sorted(change.texts if change.publication else ()):
        tables = _published_tables(store, path)
        if change.publication not in tables:
            continue
        older = [number for number in tables if number < change.publication]
        before = dated(tables[max(older)]) if older else []
        was = {(version.starts, version.text) for version in before}
        now = dated(tables[max(tables)])
        for version in dated(tables[change.publication]):
            if (version.starts, version.text) not in was and version.starts:
                title, start = tables[change.publication].title, day(version.starts)
                words = _("%(title)s from %(day)s", title=title, day=start)
                found.append((words, _(STANDINGS[stands(version, now, as_at)])))
    return found


def stands(version: Dated, now: list[Dated], as_at: date) -> Standing:
    """How a version stands in the newest text; one that was only ended since is still it."""
    same = next((held for held in now if held.starts == version.starts), None)
    if same is None or same.text != version.text:
        return Standing.WITHDRAWN if same is None else Standing.SUPERSEDED
    return standing(same, now, (), as_at)


def _published_tables(store: Store, path: str) -> dict[int, RuleTable]:
    """Every published text of a table, read, by the number of its publication."""
    catalogue = live.book().catalogue
    revisions = register.revisions(store, path)
    read = {r.publication: read_table(r.text, path, catalogue, []) for r in revisions}
    return {number: table for number, table in read.items() if table is not None}


def dated(table: RuleTable) -> list[Dated]:
    """The days and the text of each version of a table."""
    return [
        Dated(v.effective_from, v.effective_to, repr(replace(v, effective_to=None)))
        for v in table.versions
    ]

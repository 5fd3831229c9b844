"""The words of the editor: states, findings, versions, moments."""

from __future__ import annotations

import json
from datetime import datetime

from babel.dates import format_datetime

from entitlements.chain import Event
from entitlements.personas import Direction
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.redline import How
from entitlements.rulebook.model import Confidence, Status, Version
from entitlements.rulebook.read import CATALOGUE, FLOORS, PARAMETERS, PERSONAS, SOURCES
from entitlements.signoff import State
from web import book as live
from web.clock import LONDON
from web.editor.drafted import Drafted
from web.i18n import N_, language
from web.i18n import gettext as _
from web.store.changes import Change
from web.wording import day

STATES = {
    State.DRAFT: N_("Draft"),
    State.PROPOSED: N_("Proposed"),
    State.SIGNED_OFF: N_("Signed"),
    State.PUBLISHED: N_("Published"),
    State.ABANDONED: N_("Given up"),
    State.EMERGENCY: N_("In service, one signature"),
    State.EXPIRED: N_("Lapsed"),
}
SHOWN = {
    Shown.PROVED: N_("Proved"),
    Shown.DISPROVED: N_("Found"),
    Shown.NOT_ATTEMPTED: N_("Not tried"),
    Shown.OUT_OF_TIME: N_("Out of time"),
}
WEIGHTS = {
    Weight.STOPS: N_("Mend this"),
    Weight.ASKS: N_("Needs a reason"),
    Weight.TELLS: N_("Good to know"),
}
KINDS = {
    "text": N_("A text"),
    "example": N_("A worked example"),
    "gap": N_("A gap"),
    "clash": N_("A clash"),
    "dead_row": N_("A row for nobody"),
    "less": N_("Somebody gets less"),
    "more": N_("Somebody gets more"),
    "same": N_("Nobody gets more or less"),
    "changed": N_("An answer changes"),
    "floor": N_("A national floor"),
    "cliff": N_("A drop at one event"),
    "law": N_("A law of fair rules"),
    "history": N_("The past"),
    "unused_fact": N_("A fact that no rule uses"),
    "source": N_("A source"),
    "plain_english": N_("Plain English"),
    "untranslated": N_("A text not translated"),
}
METHODS = {
    "cells": N_("By going through every kind of person this table can tell apart."),
    "solver": N_("By a solver, over the whole book."),
    "text": N_("By reading the text."),
    "examples": N_("By running the worked examples."),
}
DIRECTIONS = {
    Direction.MORE: N_("more"),
    Direction.LESS: N_("less"),
    Direction.CHANGED: N_("different"),
    Direction.UNDECIDED: N_("not known now"),
}
HOWS = {
    How.ADDED: N_("new row"),
    How.REMOVED: N_("row taken out"),
    How.MOVED: N_("row moved"),
    How.CHANGED: N_("row changed"),
}
SHARED = {
    CATALOGUE: N_("Facts"),
    SOURCES: N_("Sources"),
    PARAMETERS: N_("Rates"),
    FLOORS: N_("National floors"),
    PERSONAS: N_("Saved people"),
}
DOCUMENTS = {
    "pack.docx": N_("Cabinet pack (Word)"),
    "pack.pdf": N_("Cabinet pack (PDF)"),
    "proof.json": N_("Proofs (data)"),
}


def moment(seconds: int) -> str:
    """A time in England, in words."""
    when = datetime.fromtimestamp(seconds, LONDON)
    return str(format_datetime(when, "d MMMM y 'at' HH:mm", locale=language()))


def state_words(change: Change) -> str:
    """Where a change stands."""
    return _(STATES[change.state])


def shown_words(finding: Finding) -> str:
    """Whether a finding is proved, disproved, not tried or out of time."""
    return _(SHOWN[Shown(finding.shown)])


def weight_words(finding: Finding) -> str:
    """What has to be done about a finding."""
    return _(WEIGHTS[Weight(finding.weight)])


def kind_words(finding: Finding) -> str:
    """What a finding is about."""
    return _(KINDS[finding.kind])


def method_words(finding: Finding) -> str:
    """How a finding was shown."""
    return _(METHODS[finding.method])


def axiom_words(name: str) -> str:
    """Why somebody was left out of a proof."""
    catalogue = live.book().catalogue
    held = (*catalogue.axioms, *catalogue.impossible)
    return next((one.why for one in held if one.id == name), name)


def version_words(version: Version) -> str:
    """The days of a version, and whether it is confirmed."""
    doubt = "" if version.confidence is Confidence.CONFIRMED else _(", not confirmed")
    start, end = version.effective_from, version.effective_to
    if version.status is Status.PENDING or start is None:
        return _("announced, not in force") + doubt
    if end is None:
        return _("from %(start)s", start=day(start)) + doubt
    return _("from %(start)s until %(end)s", start=day(start), end=day(end)) + doubt


def title_of(draft: Drafted, path: str) -> str:
    """What a file of a change is called."""
    table = draft.table(path)
    return table.title if table else _(SHARED[path]) if path in SHARED else path


def direction_words(direction: Direction) -> str:
    """Which way a decision moves for a person."""
    return _(DIRECTIONS[direction])


def how_words(how: How) -> str:
    """What became of a row."""
    return _(HOWS[how])


def about(event: Event) -> str:
    """What an event is about, in a line: digests are for the command line that checks them."""
    try:
        held = json.loads(event.object)
    except ValueError:
        return _("This event cannot be read.")
    plain = {key: value for key, value in held.items() if isinstance(value, str | int)}
    shown = (f"{key}: {value}" for key, value in plain.items() if not _is_digest(value))
    return ", ".join(shown).replace("_", " ")


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and not set(value) - set("0123456789abcdef")


def document_words(name: str) -> str:
    """What a frozen document is called."""
    return _(DOCUMENTS[name]) if name in DOCUMENTS else name


FOR_TEMPLATES = {
    "moment": moment,
    "state_words": state_words,
    "shown_words": shown_words,
    "weight_words": weight_words,
    "kind_words": kind_words,
    "method_words": method_words,
    "axiom_words": axiom_words,
    "version_words": version_words,
    "title_of": title_of,
    "about": about,
    "document_words": document_words,
    "direction_words": direction_words,
    "how_words": how_words,
}

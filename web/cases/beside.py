"""What an adviser puts beside the rules' own answers. It never changes what the rules say."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.rulebook.model import Outcome
from web.i18n import N_
from web.store.cases import notes
from web.store.cases.notes import Note
from web.store.cases.records import Case
from web.vault import vault

#: What an adviser may put in the place of an answer, in words for staff.
INSTEAD = {
    Outcome.ENTITLED: N_("They get it"),
    Outcome.MAY_GET: N_("Somebody decides"),
    Outcome.ELSEWHERE: N_("Somebody else pays"),
    Outcome.NOT_ENTITLED: N_("They do not get it"),
}
#: Every outcome, in words for staff.
OUTCOMES = {
    **INSTEAD,
    Outcome.NOT_PROVIDED: N_("The council does not do this"),
    Outcome.NOT_PUBLISHED: N_("Nothing is published"),
    Outcome.UNDECIDED: N_("Not known yet"),
    Outcome.NOT_IN_FORCE: N_("Not in force on this day"),
}


@dataclass(frozen=True, slots=True)
class PutBeside:
    """What stands beside one answer: the override that counts, if there is one, and all notes."""

    override: Note | None = None
    notes: tuple[Note, ...] = ()


NOTHING = PutBeside()


def beside(case: Case) -> dict[str, PutBeside]:
    """What stands beside the answers of a case, by entitlement, newest first."""
    every = notes.of_case(vault(), case)
    standing = notes.standing(every)
    names = dict.fromkeys(note.entitlement for note in every)
    return {
        name: PutBeside(standing.get(name), tuple(n for n in every if n.entitlement == name))
        for name in names
    }


def overrides_of(case: Case) -> dict[str, Note]:
    """The overrides of a case that count, by entitlement; what leaves the room says them too."""
    return notes.standing(notes.of_case(vault(), case))

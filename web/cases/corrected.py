"""Awards that rested on a date of birth which has been corrected since."""

from __future__ import annotations

from entitlements.awards import NoLonger, after_birth_corrected
from entitlements.plan.tree import BORN
from web.book import book, engine
from web.cases.answering import entries_of, known_facts
from web.cases.award_words import title_of
from web.cases.beside import OUTCOMES
from web.cases.saying import value_of
from web.i18n import gettext as _
from web.store.cases import facts
from web.store.cases.facts import State
from web.store.cases.records import Case
from web.vault import vault
from web.wording import day


def corrected_words(case: Case) -> list[str]:
    """What whoever looks at the ledger should look at again; nothing was changed by itself."""
    entries, now = entries_of(case), known_facts(case).facts
    born = now.get(BORN)
    if not entries or not isinstance(born, int):
        return []
    found: dict[int, NoLonger] = {}
    for before in _earlier(case) - {born}:
        for one in after_birth_corrected(engine(), now.knowing(BORN, before), now, entries):
            found[one.award] = one
    return [_words(found[number]) for number in sorted(found)]


def _earlier(case: Case) -> set[int]:
    """Every date of birth that was ever known of them, as a day number."""
    said = facts.history(vault(), case, BORN)
    values = (value_of(one, book().catalogue) for one in said if one.state is State.KNOWN)
    return {value for value in values if isinstance(value, int)}


def _words(one: NoLonger) -> str:
    words = {
        **{"number": one.award, "title": title_of(one.entitlement), "day": day(one.decided_on)},
        **{"before": _(OUTCOMES[one.before]), "after": _(OUTCOMES[one.after])},
    }
    return (
        _(
            "Award %(number)s, %(title)s: with the date of birth as it is now, the answer on"
            " %(day)s would be: %(after)s. Before, it was: %(before)s. Nothing was changed."
        )
        % words
    )

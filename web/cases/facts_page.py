"""All facts on one page, in sections: what is said, by whom, and what hangs on the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from entitlements.evaluate import Evaluation
from entitlements.rulebook.catalogue import FactDef, Sensitivity
from web.asked.asking import may_apply
from web.book import book
from web.cases.answering import evaluation_of, known_facts
from web.cases.face import case, sees_sensitive
from web.cases.fact_form import FactForm
from web.cases.mattering import Hanging, mattering
from web.cases.saying import ELSEWHERE, OWN_PAGE, words_of
from web.cases.words import SAID_BY, STATES, said_by_words
from web.i18n import N_
from web.i18n import gettext as _
from web.store.cases.facts import Said, State
from web.store.cases.held import Held
from web.wording import day, fact_text

SECTIONS = {
    "about_you": N_("About them"),
    "care": N_("Care"),
    "home": N_("Home"),
    "learning": N_("Learning"),
    "work": N_("Work"),
    "money": N_("Money"),
    "family": N_("Family"),
    "health": N_("Health"),
    "help": N_("Help"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as it is read on the page."""

    fact: FactDef
    label: str
    state: str  #: in words; "" where nothing was said
    value: str
    heard: str  #: who said it, where, and when
    hanging: Hanging | None  #: what hangs on it, where it is unknown and matters now
    counts: bool  #: False for what another answer rules out
    elsewhere: str  #: the endpoint of the page it has of its own; "" for most


@dataclass(frozen=True, slots=True)
class Section:
    """The facts of one part of life; `form` where they are being changed."""

    id: str
    title: str
    lines: tuple[Line, ...]
    form: FactForm | None


def facts_of(section: str | None = None) -> list[FactDef]:
    """The facts that whoever is here may see, of one section or all."""
    every = book().catalogue.asked()
    shown = [f for f in every if sees_sensitive() or f.sensitivity is not Sensitivity.SENSITIVE]
    return [fact for fact in shown if section in (None, fact.section)]


def changed_here(section: str) -> list[FactDef]:
    """The facts of a section that its form changes."""
    return [fact for fact in facts_of(section) if fact.type not in ELSEWHERE]


def facts_page(
    form: FactForm | None = None, editing: str = "", number: int = 0, held: Held | None = None
) -> str:
    """The page of facts, with the form of one section if that is being changed."""
    known, found = known_facts(case()), evaluation_of(case())
    matters = mattering(found)
    return render_template(
        "cases/facts.html",
        sections=list(_sections(found, known.says, matters, form, editing)),
        editing=editing,
        form=form,
        number=number or case().number,
        matters=list(matters.values()),
        known=known,
        held=held,
        said_by={code: _(words) for code, words in SAID_BY.items()},
        states={str(code): _(words) for code, words in STATES.items()},
    )


def _sections(
    found: Evaluation,
    says: dict[str, Said],
    matters: dict[str, Hanging],
    form: FactForm | None,
    editing: str,
) -> Iterable[Section]:
    for section, title in SECTIONS.items():
        if editing not in ("", section):
            continue  # what is being changed stands alone, so that a phone shows no more
        lines = tuple(_line(fact, says, matters, found) for fact in facts_of(section))
        if lines:
            yield Section(section, _(title), lines, form if section == editing else None)


def _line(
    fact: FactDef, says: dict[str, Said], matters: dict[str, Hanging], found: Evaluation
) -> Line:
    said = says.get(fact.id)
    label = fact_text(fact, "label")
    elsewhere = OWN_PAGE.get(fact.id, "")
    return Line(
        fact=fact,
        label=label[:1].upper() + label[1:],
        state=_(STATES[said.state]) if said and said.state is not State.KNOWN else "",
        value=words_of(said, book().catalogue),
        heard=heard_words(said) if said else "",
        hanging=None if said and said.state is State.KNOWN else matters.get(fact.id),
        counts=said is None or may_apply(found, fact.id),
        elsewhere=elsewhere,
    )


def heard_words(said: Said) -> str:
    """Who said it, the source, the day, and who wrote it down."""
    parts = [said_by_words(said.said_by), said.source]
    parts.append(day(said.known_on) if said.known_on else "")
    parts.append(_("written down by %(name)s", name=said.by) if said.by else "")
    return ", ".join(part for part in parts if part)

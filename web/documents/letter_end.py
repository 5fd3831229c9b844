"""The end of a letter: what is not known, how to disagree, how to check it, and the sources."""

from __future__ import annotations

from collections.abc import Iterable

from web.asked.asking import applies
from web.documents.letter_content import Asked, Section
from web.documents.letter_entries import entry
from web.documents.telling import Told
from web.i18n import gettext as _
from web.told.heaps import HEAPS, Heap
from web.told.items import Item
from web.wording import day, fact_text

DIGEST_SHOWN = 12  #: signs of the digest of the rules: enough to tell one book from another


def unknown(told: Told, items: Iterable[Item], most: int | None = None) -> Section:
    """What is not known yet, under the question that would help to settle it.

    With `most`, only the questions that settle most are written out; the rest is named.
    """
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(_question(told, item), []).append(item.title)
    lead = (_("Not known is not a no. These answers would settle it."),) if groups else ()
    asked = sorted(groups, key=lambda question: -len(groups[question]))[:most]
    later = [title for question in groups if question not in asked for title in groups[question]]
    written = {question: groups[question] for question in groups if question in asked}
    if later:
        written[_("Other answers would settle these:")] = later
    short = tuple((question, f"{'; '.join(titles)}.") for question, titles in written.items())
    return Section(_(HEAPS[Heap.NEED]), lead, short=short)


def _question(told: Told, item: Item) -> str:
    found = told.telling.found
    facts = (found.book.catalogue.facts.get(name) for name in item.decision.missing)
    asked = [fact for fact in facts if fact is not None and fact.question]
    fitting = [fact for fact in asked if applies(found, fact.id)]
    return fact_text((fitting or asked)[0], "question") if asked else _("Ask about these:")


def disagree(told: Told) -> Section:
    """What to do about a no."""
    lead = (
        _("A no is not always the end. You can ask why, and you can ask again."),
        _("Ask for the reason in writing. Ask who decided, and what rule they used."),
    )
    return Section(_("If you disagree"), lead, tuple(entry(item) for item in told.disagree()))


def about(told: Told, asked: Asked) -> Section:
    """What this letter rests on, and how anybody at the council can work it out again."""
    found = told.telling.found
    lead = (
        _("This letter was worked out by a computer from what you and the council said."),
        _("Its code is %(code)s. With it the council can work it out again.", code=asked.code),
        _("It uses the rules as they were known on %(day)s.", day=day(found.as_at)),
        _("Mark of the rules: %(mark)s", mark=found.book.digest[:DIGEST_SHOWN]),
    )
    return Section(_("About this letter"), lead)


def sources(items: Iterable[Item]) -> Section:
    """Every text that what can be got rests on, once, with its places."""
    places: dict[tuple[str, str], list[str]] = {}
    for item in items:
        for line in item.sources:
            its = places.setdefault((line.title, line.url or ""), [])
            if line.place and line.place not in its:
                its.append(line.place)
    links = tuple(
        (": ".join((title, ", ".join(its))) if its else title, url)
        for (title, url), its in sorted(places.items())
    )
    return Section(_("Where this comes from"), links=links)

"""Items as a letter tells them: in full, on one line, or beside what an adviser says."""

from __future__ import annotations

from collections.abc import Iterable

from entitlements.messages import OUTCOMES
from entitlements.money import format_money
from entitlements.rulebook.model import Outcome
from web.documents.letter_content import Entry, Override
from web.i18n import gettext as _
from web.told.items import Item


def entry(item: Item) -> Entry:
    """One thing in full: how much, why, how to ask, by when and until when."""
    to_do = ((_("What to do:"), item.text("how_to_get")), (_("Ask:"), item.text("ask")))
    more = (
        (_("Who pays or gives it:"), item.row_text("elsewhere")),
        (_("What to show:"), "; ".join(item.row_list("evidence"))),
        (_("Who has to agree:"), ", ".join(item.approvers)),
        (_("Check this too:"), " ".join(item.row_list("also_needs"))),
        (_("Last day to ask:"), item.ask_by),
        (_("How long:"), item.until),
    )
    lines = tuple(tuple(_stopped(group)) for group in (to_do, more))
    return Entry(title(item), item.amount, item.says, lines, tuple(_doubts(item)))


def _stopped(group: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The lines of a group that say something, each closed by a full stop."""
    for lead, text in group:
        if text:
            yield lead, closed(text)


def closed(text: str) -> str:
    """A text with a full stop at its end; nothing stays nothing."""
    return text if not text or text.endswith((".", "?")) else f"{text}."


def title(item: Item) -> str:
    """What people call it, with a star where nobody has checked its text."""
    return f"{item.title} *" if item.is_unconfirmed else item.title


def _doubts(item: Item) -> Iterable[str]:
    readings = item.readings
    if readings:
        yield _("Two texts do not agree. We read it so: %(ours)s", ours=readings.ours)
        yield _("The other text: %(other)s", other=readings.other)


def first_thing(item: Item) -> Entry:
    """One thing for the first page: how much, how sure, whom to ask, by when."""
    lines = ((_("Ask:"), item.text("ask")), (_("Last day to ask:"), item.ask_by))
    sure = item.outcome is Outcome.ENTITLED
    why = _("You should get this.") if sure else _("Somebody decides about this.")
    return Entry(title(item), item.amount, why, (tuple(_stopped(lines)),))


def on_one_line(item: Item) -> tuple[str, str]:
    """One thing on one line: its name, how much, and whom to ask."""
    ask = (_("Ask:"), item.text("ask")), (_("Last day to ask:"), item.ask_by)
    said = [f"{lead} {text}" for lead, text in _stopped(ask)]
    return title(item), " ".join([f"{item.amount}." if item.amount else "", *said]).strip()


def grouped(items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    """What is not for somebody now, under what would alter it; the rest only by name."""
    groups: dict[str, list[str]] = {}
    last = _("These too, as things are now:")
    for item in items:
        change = item.reasons("change")
        groups.setdefault(change[0] if change else last, []).append(item.title)
    told = [(change, titles) for change, titles in groups.items() if change != last]
    if last in groups:
        told.append((last, groups[last]))
    return tuple((lead, f"{'; '.join(titles)}.") for lead, titles in told)


def beside(item: Item, override: Override) -> Entry:
    """What the rules say and what the adviser says, one under the other."""
    rules = " ".join(part for part in (outcome_words(item.outcome), item.amount) if part)
    lines = (
        (_("What the rules say:"), rules),
        (_("What your adviser says:"), _instead(override)),
        (_("Why:"), override.why),
        (_("Who said so:"), override.by),
        (_("Ask:"), item.text("ask")),
    )
    return Entry(title(item), "", "", tuple(((pair,)) for pair in _stopped(lines)))


def _instead(override: Override) -> str:
    words = outcome_words(override.instead)
    if override.amount is None:
        return words
    return f"{words} {format_money(override.amount)}."


def outcome_words(outcome: Outcome) -> str:
    """What a decision comes to, as a sentence."""
    words = _(OUTCOMES[outcome.value])
    return f"{words[:1].upper()}{words[1:]}."

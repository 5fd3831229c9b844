"""One decision as a reader meets it: title, amount, why, how to ask, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from entitlements.evaluate import Decision
from entitlements.rulebook.model import Citation, Confidence, Force, Outcome, Row, Version
from web.i18n import N_, pgettext
from web.i18n import gettext as _
from web.wording import amount_text, day, row_list, row_text, table_text

#: Legal force in plain words.
FORCES = {
    Force.DUTY: N_("The law says your council or the government must do this."),
    Force.DUTY_TO_ASSESS: N_(
        "The law says your council must look at what you need. Then it decides."
    ),
    Force.GUIDANCE: N_("The government tells councils to do this. It is advice, not law."),
    Force.POLICY: N_("Your council says it does this."),
    Force.DISCRETION: N_("Somebody may choose to do this. They do not have to."),
    Force.NATIONAL_SCHEME: N_("This is a national scheme with fixed rules."),
    Force.SIGNPOST: N_("We point you to this. We cannot work it out for you."),
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A text that an answer rests on, and the place in it."""

    title: str
    place: str
    url: str | None


class Item:
    """A decision, in words. Made for each page, in the reader's language."""

    def __init__(self, decision: Decision) -> None:
        self.decision, self.table = decision, decision.table
        self.id, self.outcome, self.force = decision.entitlement, decision.outcome, decision.force

    @property
    def anchor(self) -> str:
        """The id of its heading on a page."""
        return self.id.replace("/", "-")

    @property
    def title(self) -> str:
        """What people call it."""
        return table_text(self.table, "title")

    def text(self, key: str) -> str:
        """A text of the table: summary, payer, ask, how_to_get."""
        return table_text(self.table, key)

    @cached_property
    def amount(self) -> str:
        """How much, in words; "" where it is not a matter of money."""
        return amount_text(self.decision.figure) if self.decision.figure else ""

    @cached_property
    def row(self) -> Row | None:
        """The row that speaks for the decision, if they all say the same."""
        rows = self.decision.rows or self.decision.open_rows
        return rows[0] if len(rows) == 1 or self.decision.rows else None

    @cached_property
    def version(self) -> Version | None:
        """The version that applies; for what has not started, the one to come."""
        if self.decision.version is not None or self.outcome is not Outcome.NOT_IN_FORCE:
            return self.decision.version
        return self.table.versions[-1]

    @property
    def says(self) -> str:
        """Why, in one plain sentence."""
        if self.row and self.version and self.row.says:
            return row_text(self.table, self.version, self.row, "says")
        return self.text("summary")

    def row_text(self, key: str) -> str:
        """A text of the deciding row, or ""."""
        found = self.row and self.version and row_text(self.table, self.version, self.row, key)
        return found or ""

    def row_list(self, key: str) -> list[str]:
        """The texts of a list of the deciding row: evidence, also_needs."""
        if not self.row or not self.version:
            return []
        return row_list(self.table, self.version, self.row, key)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether nobody has checked this text against its live source."""
        return self.version is not None and self.version.confidence is Confidence.UNCONFIRMED

    @property
    def force_words(self) -> str:
        """How binding it is, in plain words."""
        return _(FORCES[self.force]) if self.force else ""

    @property
    def sources(self) -> list[SourceLine]:
        """What it rests on, with links."""
        return source_lines(self.decision, self.decision.sources)

    @property
    def dates(self) -> str:
        """Since when this rule holds, and when it was last checked."""
        version = self.version
        if version is None:
            return ""
        start, checked = version.effective_from, version.checked_on
        says = [_("In force from %(day)s.", day=day(start))] if start else []
        says += [_("Last checked on %(day)s.", day=day(checked))] if checked else []
        return " ".join(says)


def source_lines(decision: Decision, cited: Iterable[Citation]) -> list[SourceLine]:
    """Citations with the titles and addresses of their sources."""
    return [cited_line(decision.evaluation.book.sources, one) for one in cited]


def cited_line(sources: object, one: Citation) -> SourceLine:
    """One citation with the title and address of its source."""
    source = sources[one.source]  # type: ignore[index]
    title = pgettext(f"sources.{source.id}.title", source.title)
    return SourceLine(title, one.place, source.url)

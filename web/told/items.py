"""One decision as a reader meets it: title, amount, why, how to ask, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from entitlements.evaluate import Decision
from entitlements.explain import Explanation
from entitlements.messages import FORCES
from entitlements.rulebook.model import Confidence, Outcome, Row, Source, Version
from web.citations import SourceLine, source_lines
from web.i18n import gettext as _
from web.i18n import pgettext
from web.wording import (
    amount_details,
    amount_words,
    day,
    reason_text,
    row_list,
    row_place,
    row_text,
    table_text,
)


@dataclass(frozen=True, slots=True)
class Readings:
    """Two published texts that disagree: how we read it, and how it can be read."""

    ours: str
    other: str
    sources: tuple[SourceLine, ...]


class Item:
    """A decision in the reader's language. Its words are made when a page asks for them."""

    def __init__(self, decision: Decision, explanation: Explanation | None = None) -> None:
        self.decision, self.table = decision, decision.table
        self.id, self.outcome, self.force = decision.entitlement, decision.outcome, decision.force
        self.anchor = self.id.replace("/", "-")
        self.explanation = explanation or Explanation()
        self.starts: date | None = None  #: the day from which there is something to get
        self.since = ""  #: in words, from when this answer has held
        self.until = ""  #: in words, until when this answer holds
        self.ask_by = ""  #: in words, the last day to ask

    @cached_property
    def title(self) -> str:
        """What people call it."""
        return table_text(self.table, "title")

    def text(self, key: str) -> str:
        """A text of the table: summary, payer, ask, how_to_get."""
        return table_text(self.table, key)

    @cached_property
    def amount(self) -> str:
        """How much, in words; "" where it is not a matter of money."""
        return amount_words(self.decision)

    @property
    def amount_details(self) -> list[str]:
        """What goes with the amount, one line each."""
        return amount_details(self.decision)

    @cached_property
    def row(self) -> Row | None:
        """The row that speaks for the decision; None while several could."""
        rows = self.decision.rows or self.decision.open_rows
        return rows[0] if self.decision.rows or len(rows) == 1 else None

    @cached_property
    def version(self) -> Version | None:
        """The version that applies; for what has not started, the one to come."""
        if self.decision.version is not None or self.outcome is not Outcome.NOT_IN_FORCE:
            return self.decision.version
        return self.table.versions[-1]

    @property
    def says(self) -> str:
        """Why, in one or two plain sentences."""
        if self.version and self.outcome is Outcome.NOT_IN_FORCE and self.version.says:
            return self.version.says
        return self.row_text("says") or self.text("summary")

    def row_text(self, key: str) -> str:
        """A text of the deciding row, or ""."""
        if not self.row or not self.version:
            return ""
        return row_text(self.table, self.version, self.row, key)

    def row_list(self, key: str) -> list[str]:
        """The texts of a list of the deciding row: evidence, also_needs."""
        if not self.row or not self.version:
            return []
        return row_list(self.table, self.version, self.row, key)

    @cached_property
    def readings(self) -> Readings | None:
        """Both readings, where two published texts disagree."""
        if not self.row or not self.version or not self.row.ambiguous:
            return None
        place = row_place(self.table, self.version, self.row)
        said = self.row.ambiguous
        texts = (pgettext(f"{place}.ambiguous.{k}", getattr(said, k)) for k in ("reading", "other"))
        return Readings(*texts, tuple(source_lines(self.book_sources, said.source)))

    @property
    def steps(self) -> list[tuple[str, str]]:
        """How to ask: each line with what it is about. Only lines that say something."""
        lines = (
            (_("What to do:"), self.text("how_to_get")),
            (_("Ask:"), self.text("ask")),
            (_("Who pays or gives it:"), self.row_text("elsewhere") or self.text("payer")),
            (_("What to show:"), "; ".join(self.row_list("evidence"))),
            (_("Who has to agree:"), ", ".join(self.approvers)),
            (_("How long it takes:"), self.row_text("lead_time")),
            (_("How it is paid:"), self.row_text("paid_by")),
            (_("You could get this from:"), self.since),
            (_("Last day to ask:"), self.ask_by),
        )
        return [(lead, text) for lead, text in lines if text]

    @property
    def approvers(self) -> list[str]:
        """Whose agreement is needed."""
        if not self.row or not self.version:
            return []
        place = f"{row_place(self.table, self.version, self.row)}.approval"
        named = (one.by for one in self.row.approval)
        return [pgettext(f"{place}.{number}.by", by) for number, by in enumerate(named)]

    @property
    def is_unconfirmed(self) -> bool:
        """Whether nobody has checked this text with its source."""
        return self.version is not None and self.version.confidence is Confidence.UNCONFIRMED

    @property
    def unconfirmed(self) -> str:
        """What an unchecked text means for the reader."""
        if self.table.authority is None:
            return _("We have not been able to check this fully yet.")
        return _("This has not been checked with the council yet.")

    @property
    def force_words(self) -> str:
        """How binding it is, in plain words."""
        return _(FORCES[self.force.value]) if self.force else ""

    @property
    def book_sources(self) -> Mapping[str, Source]:
        """The sources of the rule book, by id."""
        return self.decision.evaluation.book.sources

    @property
    def sources(self) -> list[SourceLine]:
        """What it rests on, with links."""
        return source_lines(self.book_sources, self.decision.sources)

    @cached_property
    def dates(self) -> str:
        """Since when this rule holds, and when it was last checked."""
        if self.version is None:
            return ""
        start, checked = self.version.effective_from, self.version.checked_on
        says = [_("This rule is in force from %(day)s.", day=day(start))] if start else []
        says += [_("We last looked at it on %(day)s.", day=day(checked))] if checked else []
        return " ".join(says)

    def reasons(self, part: str) -> list[str]:
        """The reasons of one part of the explanation, as sentences."""
        catalogue = self.decision.evaluation.book.catalogue
        return [reason_text(reason, catalogue) for reason in getattr(self.explanation, part)]

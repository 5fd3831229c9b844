"""The first text of a new table: from nothing, or from another table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entitlements.rulebook.model import (
    Citation,
    Confidence,
    Example,
    Force,
    Match,
    Outcome,
    Row,
    RuleBook,
    RuleTable,
    Todo,
    Version,
)
from entitlements.rulebook.write import write_table
from web.editor import listing
from web.editor.new_forms import TableForm
from web.i18n import gettext as _


def blank_table(form: TableForm, book: RuleBook, as_at: date) -> bytes:
    """A table of one row that says nothing is published, for the grid to go on from."""
    cited = (Citation(form.source.data, form.place.data),)
    row = Row(
        "first",
        Outcome.NOT_PUBLISHED,
        says=_("We found no rule for this yet. Ask your leaving care worker (personal adviser)."),
        force=Force.POLICY,
        source=cited,
    )
    otherwise = Row("otherwise", Outcome.NOT_ENTITLED, says=_("This is not for you right now."))
    example = Example(_("Anybody"), form.starts.data, {}, {"row": "first"})
    version = Version(rows=(row,), otherwise=otherwise, examples=(example,))
    return _written(form, Match.FIRST, version, as_at)


def copied_table(form: TableForm, book: RuleBook, as_at: date) -> bytes:
    """The rows of another table, under the new table's words."""
    table = book.tables[form.copy.data]
    version = listing.in_force(table, as_at) or table.versions[-1]
    examples = tuple(
        replace(example, as_at=max(example.as_at, form.starts.data)) for example in version.examples
    )
    return _written(form, table.match, replace(version, examples=examples), as_at)


def _written(form: TableForm, match: Match, version: Version, as_at: date) -> bytes:
    """A new table is not confirmed, whatever it was copied from."""
    todo = (Todo(_("everything in this new table"), form.ask.data),)
    version = replace(
        version,
        effective_from=form.starts.data,
        effective_to=None,
        approved=None,
        checked_on=as_at,
        confidence=Confidence.UNCONFIRMED,
        dates_note=None,
        todo=version.todo or todo,
    )
    table = RuleTable(
        form.table_id.data,
        form.title.data,
        form.area.data,
        form.summary.data,
        form.payer.data,
        form.ask.data,
        form.how_to_get.data,
        match,
        (version,),
    )
    return write_table(table).encode()

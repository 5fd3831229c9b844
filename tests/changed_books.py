"""Changed rule books that several tests use: the shipped one, with one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from entitlements.rulebook.amounts import Amount, Pence
from entitlements.rulebook.model import Example, Force, Outcome, Row, RuleBook, RuleTable, Version
from entitlements.rulebook.read import read_files
from entitlements.rulebook.write import write_table
from tests.rulebooks import shipped, shipped_files

Files = list[tuple[str, bytes]]
RAISED = "dorset/setting-up-home"
FROM = date(2027, 4, 1)
#: They are for people under 25 who were 21 or more in April 2021; by 2027 there are none.
WIN_FOR_NOBODY = ("over-21-when-the-rules-began", "aged-21-when-the-rules-began")
SAYS = "You can ask for £3,000 to set up your first home. Your personal adviser can help you ask."


@cache
def raised() -> tuple[Files, Files]:
    """The shipped files, and the same with £3,000 to set up home from 1 April 2027."""
    return shipped_files(), with_table(shipped_files(), raised_table(shipped()))


@cache
def ready() -> tuple[Files, Files]:
    """The same change without the rows that can never win: nothing in it is to be mended."""
    table = raised_table(shipped())
    *earlier, begun = table.versions
    rows = tuple(row for row in begun.rows if row.id not in WIN_FOR_NOBODY)
    tidied = replace(table, versions=(*earlier, replace(begun, rows=rows)))
    return shipped_files(), with_table(shipped_files(), tidied)


@cache
def raised_books() -> tuple[RuleBook, RuleBook]:
    """Both books of `raised`, read."""
    return shipped(), read(raised()[1])


def read(files: Files) -> RuleBook:
    """A book of files that hold no problem."""
    book, problems = read_files(files)
    assert book is not None
    assert not problems, "\n".join(map(str, problems))
    return book


def with_table(files: Files, table: RuleTable) -> Files:
    """The files with the text of one table changed."""
    return sorted({**dict(files), f"{table.id}.yaml": write_table(table).encode()}.items())


def raised_table(book: RuleBook) -> RuleTable:
    """The setting up home table with one version more."""
    table = book.tables[RAISED]
    *earlier, last = table.versions
    ended = replace(last, effective_to=FROM)
    return replace(table, versions=(*earlier, ended, _begun(last)))


def _begun(last: Version) -> Version:
    """The version of 2027: row "moving" gives a sum; the rest is as it was."""
    rows = tuple(_raised_row(row) if row.id == "moving" else row for row in last.rows)
    return replace(
        last,
        effective_from=FROM,
        effective_to=None,
        dates_note=None,
        todo=(),
        rows=rows,
        examples=EXAMPLES,
    )


def _raised_row(row: Row) -> Row:
    return replace(
        row,
        outcome=Outcome.MAY_GET,
        force=Force.POLICY,
        amount=Amount(Pence(300_000)),
        says=SAYS,
        todo=None,
        note=None,
    )


def _example(name: str, born: str, status: str, row: str, outcome: str, **rest: str) -> Example:
    facts = {"date_of_birth": born, "leaving_care_status": status, "moving_into_own_home": "true"}
    return Example(name, FROM, facts | rest, {"row": row, "outcome": outcome})


_MOVING = ("moving", "may_get")
EXAMPLES = (
    replace(
        _example("First day of the new sum", "2007-02-10", "former_relevant", *_MOVING),
        expect={"row": "moving", "outcome": "may_get", "amount": "£3,000.00"},
    ),
    _example("Left care at 17 and moving", "2009-06-10", "relevant", *_MOVING),
    _example("Qualifying", "2007-02-10", "qualifying", "other-groups", "not_published"),
    _example(
        *("Not moving", "2007-02-10", "former_relevant", "otherwise", "not_entitled"),
        moving_into_own_home="false",
    ),
)

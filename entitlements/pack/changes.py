"""What changes and why; the redline; and the rules as they would read."""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.messages import FORCES, OUTCOMES
from entitlements.messages.speech import capital
from entitlements.pack.basis import Basis
from entitlements.pack.content import Block, Columns, Paragraph, Section, Subheading
from entitlements.pack.touched import TouchedVersion
from entitlements.redline import Difference, How
from entitlements.redline.labels import label_of
from entitlements.redline.rows import called
from entitlements.redline.telling import day
from entitlements.redline.versions import words_of
from entitlements.rulebook.model import Force, Match, Row
from entitlements.rulebook.walk import with_otherwise
from entitlements.sentences import amount_of_row, row_sentence

NAMES = {
    Force.DUTY: "Duty",
    Force.DUTY_TO_ASSESS: "Duty to assess",
    Force.GUIDANCE: "Guidance",
    Force.POLICY: "Policy",
    Force.DISCRETION: "Discretion",
    Force.NATIONAL_SCHEME: "National scheme",
    Force.SIGNPOST: "Signpost",
}
NOBODY = "None. It binds nobody."
READ = {
    Match.FIRST: "The rows are read in order. The first row that fits a person decides.",
    Match.ALL: "Every row that fits a person counts, and sums add up.",
}


def what_and_why(basis: Basis) -> Section:
    """The reason, who wrote it, and each row touched with its day and its legal force."""
    reasons = [line.strip() for line in basis.proposal.reason.splitlines()]
    blocks: list[Block] = [Paragraph(line) for line in reasons if line]
    if basis.proposal.authors:
        writers = basis.telling.speech.all_of(basis.proposal.authors)
        blocks.append(Paragraph(f"Written by {writers}."))
    rows = tuple(line for version in basis.touched.versions for line in _touched(version, basis))
    if rows:
        head = ("Rule", "Row", "In force", "What it gives", "How binding it is")
        caption = "Each row that changes, when it is in force, and its legal force"
        blocks.append(Columns(caption, head, rows, (4, 4, 4, 5, 5)))
    removed = tuple(f"The rules for “{t.title}” are taken out." for t in basis.touched.removed)
    return Section("why", "What changes, and why", (*blocks, *map(Paragraph, removed)))


def _touched(touched: TouchedVersion, basis: Basis) -> Iterator[tuple[str, ...]]:
    title, when = touched.table.title, _in_force(touched)
    for row in touched.rows:
        gives = (OUTCOMES[row.outcome], amount_of_row(row, basis.after))
        force = f"{NAMES[row.force]}. {FORCES[row.force]}" if row.force else NOBODY
        said = ". ".join(capital(part) for part in gives if part)
        yield title, called(row.id), when, said, force
    for row in touched.removed:
        yield title, called(row.id), when, "Taken out", NOBODY


def _in_force(touched: TouchedVersion) -> str:
    start, end = touched.version.effective_from, touched.version.effective_to
    words = f"From {day(start)}" if start else "No day is fixed yet"
    return f"{words} until {day(end)}" if end else words


def line_by_line(basis: Basis) -> Section:
    """The redline: every difference with both sides, sums and dates first."""
    blocks: list[Block] = []
    headings = dict.fromkeys(one.heading for one in basis.differences)
    for heading in headings:
        found = [one for one in basis.differences if one.heading == heading]
        rows = tuple(_line(one, basis) for one in found)
        caption = f"What differs in “{heading}”"
        blocks.append(Columns(caption, ("What changes", "Before", "After"), rows, (3, 5, 5)))
    if not blocks:
        blocks.append(Paragraph("Nothing differs. The two rule books read the same."))
    lead = "Sums and dates come first, then answers, then tests, then words."
    return Section("redline", "The change, line by line", (Paragraph(lead), *blocks))


def _line(one: Difference, basis: Basis) -> tuple[str, str, str]:
    label = label_of(one, basis.telling)
    before, after = one.before, one.after
    if not before and not after:
        before, after = (one.says, "") if one.how is How.REMOVED else ("", one.says)
    return label, capital(before) or "Not there before", capital(after) or "Taken out"


def full_text(basis: Basis) -> Section:
    """Every version that is touched, each row as one sentence."""
    blocks: list[Block] = []
    for touched in basis.touched.versions:
        table, version = touched.table, touched.version
        blocks.append(Subheading(f"{table.title}: {words_of(version)}"))
        blocks.append(Paragraph(table.summary))
        blocks.append(Paragraph(READ[table.match]))
        rows = tuple(_text(row, touched, basis) for row in with_otherwise(version))
        caption = f"The rows of “{table.title}”, {words_of(version)}"
        head = ("Row", "What it says", "What it rests on")
        if rows:
            blocks.append(Columns(caption, head, rows, (3, 8, 4)))
    if not blocks:
        blocks.append(Paragraph("No rule table changes."))
    return Section("rules", "The rules as they would read", tuple(blocks))


def _text(row: Row, touched: TouchedVersion, basis: Basis) -> tuple[str, str, str]:
    changed = any(one is row for one in touched.rows)
    name = f"{called(row.id)} (changed)" if changed else called(row.id)
    sentence = f"{row_sentence(row, basis.after)} The young person reads: “{row.says}”"
    sources = "; ".join(basis.telling.place_in(one) for one in row.source)
    return name, sentence, sources or "No source is named"

"""What is not confirmed, what the change rests on, the digests that are signed, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.pack.basis import Basis
from entitlements.pack.content import Blanks, Columns, Paragraph, Section
from entitlements.pack.touched import TouchedVersion
from entitlements.redline.rows import called
from entitlements.redline.telling import day
from entitlements.redline.versions import words_of
from entitlements.rulebook.model import Citation, Confidence, Source
from entitlements.rulebook.walk import with_otherwise

OWNER = "The policy lead for these rules"
NOT_GIVEN = "Not given to this paper"


def unconfirmed(basis: Basis) -> Section:
    """What a person must still confirm in the versions that change, and whom to ask."""
    rows = tuple(line for touched in basis.touched.versions for line in _open(touched))
    if not rows:
        none = Paragraph("Nothing in the changed rules waits for a person to confirm it.")
        return Section("unconfirmed", "What is not confirmed", (none,))
    head = ("Where", "What to confirm", "Whom to ask")
    columns = Columns("What a person must still confirm", head, rows, (4, 7, 4))
    lead = Paragraph("These points are not settled. The rules say so to everybody who reads them.")
    return Section("unconfirmed", "What is not confirmed", (lead, columns))


def _open(touched: TouchedVersion) -> Iterator[tuple[str, str, str]]:
    table, version = touched.table, touched.version
    if version.confidence is Confidence.UNCONFIRMED:
        what = f"Nobody has confirmed {words_of(version)} with its source."
        yield table.title, what, OWNER
    for todo in version.todo:
        yield table.title, _sentence(todo.confirm), todo.ask
    for row in with_otherwise(version):
        where = f"{table.title}: {called(row.id)}"
        if row.todo:
            yield where, _sentence(row.todo.confirm), row.todo.ask
        if row.ambiguous:
            two = f"Two readings. “{row.ambiguous.reading}” And also: “{row.ambiguous.other}”"
            yield where, two, row.todo.ask if row.todo else OWNER


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def sources(basis: Basis) -> Section:
    """Every source that the changed versions cite, with its date and its address."""
    cited = dict.fromkeys(
        one.source for touched in basis.touched.versions for one in _cited(touched)
    )
    held = [basis.after.sources[name] for name in cited if name in basis.after.sources]
    if not held:
        return Section("sources", "Sources", (Paragraph("The changed rules cite no source."),))
    head = ("Source", "Its date", "Read on", "Address")
    columns = Columns(
        "What the changed rules rest on", head, tuple(map(_source, held)), (5, 3, 3, 5)
    )
    return Section("sources", "Sources", (columns,))


def _cited(touched: TouchedVersion) -> Iterator[Citation]:
    yield from touched.version.source
    for row in with_otherwise(touched.version):
        yield from row.source
        yield from row.ambiguous.source if row.ambiguous else ()


def _source(source: Source) -> tuple[str, ...]:
    seen = day(source.seen) if source.seen else "No day is recorded"
    read = seen if source.read else "Known to the author, not read"
    return source.title, source.dated or "No date is given", read, source.url or "No address"


def record(basis: Basis) -> Section:
    """The digests that a signature is for, and the rule books on either side."""
    proposal = basis.proposal
    rows = (
        ("Text of this change", proposal.text_digest or NOT_GIVEN),
        ("Its proof", proposal.proof_digest or NOT_GIVEN),
        ("Rule book before", basis.before.digest or NOT_GIVEN),
        ("Rule book after", basis.after.digest or NOT_GIVEN),
        ("Audit record, newest entry", proposal.audit_head or NOT_GIVEN),
    )
    lead = Paragraph(
        "A digest is a long number made from a text (SHA-256). If one letter of the text"
        " changes, so does its digest. A signature is for these digests and no others."
    )
    prepared = Paragraph(
        f"This paper was made on {day(proposal.prepared_on)}. It looks at the rules as at"
        f" {day(basis.as_at)}."
    )
    columns = Columns("Digests", ("What", "Digest"), rows, (2, 7))
    return Section("record", "The record", (lead, prepared, columns))


def signatures(basis: Basis) -> Section:
    """Lines to sign on. Whoever signs did not write the change."""
    lead = Paragraph("The person who signs the change off had no hand in writing it.")
    labels = ("Name", "Job", "Signature", "Date")
    titles = ("Written and proposed by", "Signed off by", "Agreed for Cabinet by")
    return Section("signatures", "Signatures", (lead, *(Blanks(t, labels) for t in titles)))

"""What the checks and proofs say: proved, not so (and for whom), not shown; floors and cliffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from entitlements.messages.speech import capital
from entitlements.pack.basis import Basis
from entitlements.pack.content import Block, Bullets, Columns, Paragraph, Section, Subheading
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.redline.telling import day
from entitlements.rulebook.model import Confidence, Floor, FloorKind

KINDS = {
    FloorKind.LAW: "Law. The council must.",
    FloorKind.GUIDANCE: "Government guidance. The council should.",
    FloorKind.RECOMMENDATION: "A recommendation. It binds nobody.",
}
RESULTS = {
    Shown.PROVED: "Proved",
    Shown.DISPROVED: "Found",
    Shown.NOT_ATTEMPTED: "Not tried",
    Shown.OUT_OF_TIME: "Out of time: not known",
}
APART = ("floor", "cliff")
NO_REASON = "No reason is given yet"
NOT_ASKED = "None is asked for"


def proofs(basis: Basis) -> Section:
    """Every finding but floors and cliffs, the gravest first."""
    found = [finding for finding in basis.findings if finding.kind not in APART]
    blocks: list[Block] = []
    open_ = [finding for finding in found if not _is_good_news(finding)]
    if not basis.findings:
        blocks.append(Paragraph("No proof is attached. Ask whether the checks were run."))
    elif not open_:
        blocks.append(Paragraph("Nothing was found against this change."))
    for weight, heading in _WEIGHTS:
        blocks += _group(heading, [f for f in open_ if f.weight is weight], basis)
    proved = [finding for finding in found if _is_good_news(finding)]
    if proved:
        blocks += [Subheading("Proved"), Bullets(tuple(_proved(one, basis) for one in proved))]
    return Section("proofs", "What was proved", tuple(blocks))


def _is_good_news(finding: Finding) -> bool:
    """Whether it is proved that all is well; a fault can be proved too."""
    return finding.shown is Shown.PROVED and finding.weight is Weight.TELLS


def _proved(finding: Finding, basis: Basis) -> str:
    """What is proved, with the table and the version it is proved of."""
    table = basis.after.tables.get(finding.table)
    where = f"“{table.title}”{_from(finding)}: " if table else ""
    return f"{where}{finding.what}"


def _from(finding: Finding) -> str:
    return f", {_version(finding)}" if finding.version else ""


def _version(finding: Finding) -> str:
    """The version a finding is about: "from 1 April 2027"."""
    try:
        return f"from {day(date.fromisoformat(finding.version))}"
    except ValueError:
        return "every version"


_WEIGHTS = (
    (Weight.STOPS, "To be mended before this can be agreed"),
    (Weight.ASKS, "Needs a reason"),
    (Weight.TELLS, "To be read"),
)


def _group(heading: str, found: list[Finding], basis: Basis) -> list[Block]:
    if not found:
        return []
    rows = tuple(
        (_said(one), RESULTS[one.shown], _person(one), _reason(one, basis)) for one in found
    )
    head = ("What was looked at", "Result", "Shown by", "Reason, and who gave it")
    return [Subheading(heading), Columns("What was found", head, rows, (6, 2, 4, 4))]


def _said(finding: Finding) -> str:
    sides = ""
    if finding.before or finding.after:
        before, after = (side.rstrip(".") for side in (finding.before, finding.after))
        sides = f" Before: {before or 'nothing'}. After: {after or 'nothing'}."
    return f"{finding.what}{sides}"


def _person(finding: Finding) -> str:
    if finding.person is None:
        return "No one person"
    return f"{finding.person.words}, as at {day(finding.person.as_at)}"


def _reason(finding: Finding, basis: Basis) -> str:
    given = basis.answer(finding)
    if given is not None:
        on = f" on {day(given.on)}" if given.on else ""
        return f"{given.reason} ({given.by}{on})"
    return NO_REASON if finding.weight is Weight.ASKS else NOT_ASKED


def floors(basis: Basis) -> Section:
    """The national floors that bear on the change: law, guidance, recommendation told apart."""
    named = {table.id for table in basis.touched.tables}
    held = [f for f in basis.after.floors.values() if named & {f.national, *f.local}]
    found = basis.of_kind("floor")
    known = {finding.id for floor in held for finding in _of(floor, found)}
    rest = [one for one in found if one.id not in known]
    blocks = [block for floor in held for block in _floor(floor, _of(floor, found), basis)]
    if rest:
        blocks += [Subheading("Other floors"), _found("Other floors", rest, basis)]
    if not blocks:
        blocks = [Paragraph("None bears on this change.")]
    lead = "A floor is the least that a national text names. Law binds. Guidance should be followed"
    rest_of_it = "unless there is a good reason. A recommendation binds nobody."
    return Section("floors", "National floors", (Paragraph(f"{lead} {rest_of_it}"), *blocks))


def _of(floor: Floor, found: Iterable[Finding]) -> list[Finding]:
    return [one for one in found if floor.id in one.id.split(":")]


def _floor(floor: Floor, found: list[Finding], basis: Basis) -> Iterator[Block]:
    """One floor: what it rests on, what was found, and the reasons given."""
    sources = "; ".join(basis.telling.place_in(one) for one in floor.source)
    unsure = "" if floor.confidence is Confidence.CONFIRMED else " Not confirmed yet."
    yield Subheading(floor.title)
    yield Paragraph(KINDS[floor.kind], strong=True)
    yield Paragraph(f"It rests on: {sources}.{unsure}")
    if found:
        yield _found(f"What was found beside “{floor.title}”", found, basis)
    else:
        yield Paragraph("No finding names it." if basis.findings else "It was not looked at.")


def _found(caption: str, found: list[Finding], basis: Basis) -> Columns:
    head = ("Version", "What was found", "Result", "Reason, and who gave it")
    rows = tuple(
        (capital(_version(one)), one.what, RESULTS[one.shown], _reason(one, basis)) for one in found
    )
    return Columns(caption, head, rows, (3, 8, 2, 4))


def cliffs(basis: Basis) -> Section:
    """Where a small step costs somebody a lot."""
    found = basis.of_kind("cliff")
    lead = Paragraph("A cliff is a place where one small step makes somebody worse off.")
    if not found:
        none = "No cliff is shown for this change."
        return Section("cliffs", "Cliffs", (lead, Paragraph(none)))
    head = ("What was looked at", "Result", "Shown by", "Reason, and who gave it")
    rows = tuple(
        (_said(one), RESULTS[one.shown], _person(one), _reason(one, basis)) for one in found
    )
    return Section("cliffs", "Cliffs", (lead, Columns("Cliffs", head, rows, (6, 2, 4, 4))))

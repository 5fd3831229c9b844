"""What the checks and proofs say: proved, not so (and for whom), not shown; floors and cliffs."""

from __future__ import annotations

from collections.abc import Iterable

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
    Shown.DISPROVED: "Not so",
    Shown.NOT_ATTEMPTED: "Not tried",
    Shown.OUT_OF_TIME: "Out of time: not known",
}
APART = ("floor", "cliff")
NO_REASON = "No reason is given yet"
NOT_ASKED = "None is asked for"
SEE = "See what was found"


def proofs(basis: Basis) -> Section:
    """Every finding but floors and cliffs, the gravest first."""
    found = [finding for finding in basis.findings if finding.kind not in APART]
    blocks: list[Block] = []
    open_ = [finding for finding in found if finding.shown is not Shown.PROVED]
    if not basis.findings:
        blocks.append(Paragraph("No proof is attached. Ask whether the checks were run."))
    elif not open_:
        blocks.append(Paragraph("Nothing was found against this change."))
    for weight, heading in _WEIGHTS:
        blocks += _group(heading, [f for f in open_ if f.weight is weight], basis)
    proved = [finding for finding in found if finding.shown is Shown.PROVED]
    if proved:
        blocks += [Subheading("Proved"), Bullets(tuple(f.what for f in proved))]
    return Section("proofs", "What was proved", tuple(blocks))


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
    return [Subheading(heading), Columns(heading, head, rows, (6, 2, 4, 4))]


def _said(finding: Finding) -> str:
    sides = ""
    if finding.before or finding.after:
        sides = f" Before: {finding.before or 'nothing'}. After: {finding.after or 'nothing'}."
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
    asks = finding.weight is Weight.ASKS and finding.shown is Shown.DISPROVED
    return NO_REASON if asks else NOT_ASKED


def floors(basis: Basis) -> Section:
    """The national floors that bear on the change: law, guidance, recommendation told apart."""
    named = {table.id for table in basis.touched.tables}
    held = [f for f in basis.after.floors.values() if named & {f.national, *f.local}]
    found = basis.of_kind("floor")
    known = {finding.id for floor in held for finding in _of(floor, found)}
    rows = [line for floor in held for line in _floor(floor, _of(floor, found), basis)]
    rest = [one for one in found if one.id not in known]
    rows += [("Another floor", SEE, SEE, one.what, _reason(one, basis)) for one in rest]
    lead = Paragraph(
        "A floor is the least that a national text names. Law binds. Guidance should be"
        " followed unless there is a good reason. A recommendation binds nobody."
    )
    if not rows:
        return Section("floors", "National floors", (lead, Paragraph("None bears on this change.")))
    head = ("Floor", "Kind", "What it rests on", "What was found", "Reason, and who gave it")
    columns = Columns("National floors beside this change", head, tuple(rows), (3, 3, 5, 5, 4))
    return Section("floors", "National floors", (lead, columns))


def _of(floor: Floor, found: Iterable[Finding]) -> list[Finding]:
    return [one for one in found if floor.id in one.id.split(":")]


def _floor(floor: Floor, found: list[Finding], basis: Basis) -> list[tuple[str, ...]]:
    sources = "; ".join(basis.telling.place_in(one) for one in floor.source)
    unsure = "" if floor.confidence is Confidence.CONFIRMED else " Not confirmed yet."
    told = (floor.title, KINDS[floor.kind], f"{sources}.{unsure}")
    if not found:
        found_none = "No finding names it." if basis.findings else "It was not looked at."
        return [(*told, found_none, NOT_ASKED)]
    return [(*told, one.what, _reason(one, basis)) for one in found]


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

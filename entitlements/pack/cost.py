"""What a change costs: what a run over a caseload found, or plainly that none was made."""

from __future__ import annotations

from entitlements.pack.basis import Basis
from entitlements.pack.content import Bullets, Paragraph, Section

NOT_YET = "Nobody has worked out yet what this change would cost the council."
DO_NOT = (
    "Do not read this as saying that the change costs nothing.",
    "Do not add up what the invented people get. It is not a forecast.",
    "Do not judge from this paper how many people would ask for the money.",
)


def cost(basis: Basis) -> Section:
    """The cost, or that it is not known, and what nobody must conclude."""
    if basis.proposal.cost:
        return Section("cost", "What it costs", basis.proposal.cost)
    blocks = (
        Paragraph(NOT_YET, strong=True),
        Paragraph("It takes a run over the records of the people the council supports."),
        Bullets(DO_NOT),
    )
    return Section("cost", "What it costs", blocks)

"""Packs for tests: the raised sum, with findings of every sort."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from entitlements.facts import Facts
from entitlements.pack import Pack, Proposal, make_pack, texts_of
from entitlements.pack.content import Columns, Section
from entitlements.proof.finding import Finding, InventedPerson, Shown, Weight
from tests.changed_books import FROM, RAISED, raised_books

TODAY = date(2026, 11, 22)
PROPOSAL = Proposal(
    "Raise the setting up home money to £3,000",
    "The guidance says at least £3,000.\nOur own page gives no sum.",
    ("Ann Shaw", "Bo Reed"),
    TODAY,
    text_digest="a1" * 32,
    proof_digest="b2" * 32,
    audit_head="c3" * 32,
)
ASH = InventedPerson(Facts({}), FROM, "21, former relevant, in a shared flat")
FLOOR = Finding(
    f"floor:{RAISED}:2027-04-01:setting-up-home:below",
    *("floor", Shown.DISPROVED, Weight.ASKS, "Below guidance: £2,000 where it is £3,000."),
    version="2027-04-01",
    person=ASH,
)
LESS = Finding(
    *("less:1", "less", Shown.DISPROVED, Weight.ASKS, "Somebody gets less."),
    person=ASH,
    before="£50",
    after="£40",
)
PROVED = Finding("gap:1", "gap", Shown.PROVED, Weight.TELLS, "Every person meets some row.")
LATE = Finding("clash:1", "clash", Shown.OUT_OF_TIME, Weight.TELLS, "Two rows may clash.")
CLIFF = Finding(
    "cliff:1", "cliff", Shown.DISPROVED, Weight.TELLS, "One hour more costs £20.", person=ASH
)


def pack(*findings: Finding, **changed: object) -> Pack:
    return make_pack(*raised_books(), replace(PROPOSAL, **changed), findings, TODAY)


@cache
def plain_pack() -> Pack:
    return pack()


def words(section: Section) -> str:
    return "\n".join(texts_of(Pack("", "", TODAY, (section,))))


def said(name: str, made: Pack | None = None) -> str:
    return words((made or plain_pack()).section(name))


def columns(name: str, made: Pack) -> list[tuple[str, ...]]:
    blocks = made.section(name).blocks
    return [row for block in blocks if isinstance(block, Columns) for row in block.rows]

"""Equality: which tests of a change bear on a protected characteristic, and what to ask.

Source: Equality Act 2010, section 4 (the characteristics) and section 149 (the duty).
No conclusion is drawn here; that is for the council's own assessment.
"""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.messages.speech import capital
from entitlements.pack.basis import Basis
from entitlements.pack.content import Bullets, Columns, Paragraph, Section
from entitlements.redline.rows import called
from entitlements.rulebook.catalogue import Derivation
from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.walk import facts_of_row, rows_of
from entitlements.sentences import condition_of

#: Facts that stand near a characteristic. A fact not listed may still matter.
NEAR = {
    "Age": (AGE, BIRTHDAY, "date_of_birth"),
    "Disability": ("limited_capability_for_work",),
    "Pregnancy and maternity": ("pregnant", "months_pregnant"),
    "Having children, which is no characteristic of its own": ("children",),
    "Race, which takes in nationality": ("immigration", "british_citizen", "born_in_uk"),
    "Marriage and civil partnership": ("partner",),
}
NOT_A_LIST = (
    "The tests above are found from a list of facts. A rule can bear on a characteristic"
    " that it does not test."
)
PROMPTS = (
    "Who is better off and who is worse off, by each characteristic?",
    "Is there evidence from the council's own records, and from young people themselves?",
    "Does a test shut out a group, although it does not name it?",
    "Can people ask for this in a form and a language that they can use?",
    "What would lessen any harm, and when will the council look again?",
    "If the council treats being in care as a characteristic, how does this bear on it?",
)


def equality(basis: Basis) -> Section:
    """Which tests stand near a characteristic, in which rows, and what to ask."""
    lead = Paragraph("This section is a start for the equality assessment. It draws no conclusion.")
    found = tuple(line for name in NEAR for line in _lines(name, basis))
    head = ("Characteristic", "What is tested", "Whom the row is for")
    caption = "Tests in the changed rows that stand near a protected characteristic"
    none = Paragraph("No changed row tests a fact that stands near a characteristic.")
    tested = Columns(caption, head, found, (3, 4, 7)) if found else none
    rest = (Paragraph(NOT_A_LIST), Paragraph("Ask, and write down the answers:"), Bullets(PROMPTS))
    return Section("equality", "Equality", (lead, tested, *rest))


def _lines(name: str, basis: Basis) -> Iterator[tuple[str, str, str]]:
    for touched in basis.touched.versions:
        for row in (*touched.rows, *touched.removed):
            for fact in dict.fromkeys(facts_of_row(row)):
                words = _near(name, fact, basis)
                if words:
                    who = f"{called(row.id)} of “{touched.table.title}”"
                    yield name, words, f"{who}: if {condition_of(row, basis.after)}"


def _near(name: str, fact: str, basis: Basis) -> str:
    """How a fact stands near a characteristic, in words; "" where it does not."""
    label, near = basis.telling.column(fact), set(NEAR[name])
    if fact in near:
        return capital(label)
    under = sorted(near & _under(fact, basis.after))
    if not under:
        return ""
    named = basis.telling.speech.all_of(dict.fromkeys(map(basis.telling.column, under)))
    return f"{capital(label)}, which rests on {named} among other things"


def _under(fact: str, book: RuleBook) -> set[str]:
    """Every fact that a derived fact rests on, however far down."""
    found: set[str] = set()
    waiting = [fact]
    while waiting:
        definition = book.catalogue.facts.get(waiting.pop())
        derivation = definition.derivation if definition else None
        named = set(_named(derivation, book)) - found if derivation else set()
        found |= named
        waiting += sorted(named)
    return found


def _named(derivation: Derivation, book: RuleBook) -> Iterator[str]:
    """The facts a derivation names, or those that its table tests."""
    if derivation.kind != "table":
        yield from derivation.of
        return
    for table in derivation.of:
        for _, row in rows_of(book.tables[table]) if table in book.tables else ():
            yield from facts_of_row(row)

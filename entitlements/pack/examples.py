"""The worked examples of a change, each run again on the rules as they would be."""

from __future__ import annotations

from entitlements.evaluate import Engine
from entitlements.examples import check_example
from entitlements.messages import OUTCOMES
from entitlements.messages.speech import capital
from entitlements.pack.basis import Basis
from entitlements.pack.content import Columns, Paragraph, Section
from entitlements.pack.touched import TouchedVersion
from entitlements.redline.rows import called
from entitlements.redline.telling import Telling, day
from entitlements.rulebook.model import Example

HOLDS, FAILS = "Holds", "Does not hold"


def examples(basis: Basis) -> Section:
    """Each example that is new or changed, and whether it comes out as it says."""
    engine = Engine(basis.after)
    rows = tuple(
        _line(example, touched, engine, basis.telling)
        for touched in basis.touched.versions
        for example in touched.version.examples
        if touched.before is None or example not in touched.before.examples
    )
    if not rows:
        none = Paragraph("No worked example is new or changed.")
        return Section("examples", "Worked examples", (none,))
    lead = Paragraph("A worked example says what must come out for one person on one day.")
    head = ("Example", "The person", "What must come out", "Result")
    columns = Columns("Worked examples that are new or changed", head, rows, (3, 6, 4, 3))
    return Section("examples", "Worked examples", (lead, columns))


def _line(
    example: Example, touched: TouchedVersion, engine: Engine, telling: Telling
) -> tuple[str, ...]:
    wrong = check_example(engine, touched.table, example)
    result = f"{FAILS}: {'; '.join(wrong)}" if wrong else HOLDS
    person = f"As at {day(example.as_at)}. {capital(telling.value(example.facts))}."
    return example.name, person, _expected(example, telling), result


def _expected(example: Example, telling: Telling) -> str:
    said = [_WORDS.get(key, _plain)(held, telling) for key, held in example.expect.items()]
    return ". ".join(capital(text) for text in said if text)


def _plain(held: object, telling: Telling) -> str:
    return " to ".join(map(str, held)) if isinstance(held, list) else str(held).replace("_", " ")


def _missing(held: object, telling: Telling) -> str:
    names = held if isinstance(held, list) else [held]
    return f"not known yet: {', '.join(telling.column(str(name)) for name in names)}"


_WORDS = {
    "outcome": lambda held, _: OUTCOMES.get(str(held), str(held)),
    "row": lambda held, _: called(str(held)),
    "missing": _missing,
}

"""Random rule tables: a strategy for each shape, so that a new key is drawn from its first day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from entitlements.rulebook.amounts import (
    NO_FIGURE,
    Amount,
    Combined,
    Moment,
    Pence,
    Step,
    Steps,
    WholeCount,
)
from entitlements.rulebook.bounds import YearsShape
from entitlements.rulebook.catalogue import Derivation, FactType
from entitlements.rulebook.conditions import ALWAYS, Between, Literal
from entitlements.rulebook.model import Citation, Example, Force, Outcome, Row, Status, Version
from entitlements.rulebook.read_amounts import AMOUNT_RECORD, says_something
from entitlements.rulebook.read_catalogue import DERIVATIONS
from entitlements.rulebook.read_counts import COUNT_FORMS
from entitlements.rulebook.read_expressions import expression_forms
from entitlements.rulebook.read_tables import EXPECTED
from entitlements.rulebook.records import Record
from entitlements.rulebook.shapes import Shape
from tests.entitlements.rulebook.conditions_at_random import (
    BY_TYPE,
    betweens,
    bounds,
    conditions,
    durations,
    texts,
)


def of(shape: Shape[Any]) -> st.SearchStrategy[Any]:
    """Values that a shape can read."""
    if isinstance(shape, Record):
        return _of_record(shape)
    return _STRATEGIES[type(shape).__name__](shape)


@st.composite
def _of_record(draw: st.DrawFn, record: Record[Any]) -> Any:
    """Every needed key, and few of the others: each shape is drawn only when it is met."""
    values = {}
    for key in record.keys.values():
        if key.needed or draw(st.integers(0, 3)) == 3:
            values[key.name] = draw(of(key.shape))
    return record.make(**values)


def _pattern(shape: Any) -> st.SearchStrategy[str]:
    found = st.from_regex(shape.pattern, fullmatch=True)
    return found.filter(lambda text: " ".join(text.split()) == text)


def _between(shape: Any) -> st.SearchStrategy[Between]:
    if isinstance(shape.bound, YearsShape):
        return betweens(FactType.NUMBER, st.builds(Literal, st.integers(0, 120)))
    return betweens(shape.type, bounds(shape.type))


@cache
def expressions() -> st.SearchStrategy[Any]:
    sums = st.builds(Pence, st.integers(0, 10**9))
    simple = [of(expression_forms().forms[word][1]) for word in ("parameter", "fact", "amount_of")]
    return st.recursive(st.one_of(sums, of(expression_forms().forms["balance"][1]), *simple), _more)


def _more(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    parts = st.lists(part, min_size=2, max_size=3).map(tuple)
    steps = st.lists(st.builds(Step, conditions(), part | st.none()), min_size=1, max_size=2)
    counted = [expression_forms().forms[word] for word in ("times", "split")]
    counts = of(counted[0][1].keys["by"].shape)  # type: ignore[attr-defined]
    percent = expression_forms().forms["percent"]
    share = of(percent[1].keys["percent"].shape)  # type: ignore[attr-defined]
    return st.one_of(
        st.builds(Combined, st.sampled_from(["plus", "less", "least", "most"]), parts),
        st.builds(Steps, steps.map(tuple), part | st.none()),
        st.builds(counted[0][0], part, counts),
        st.builds(counted[1][0], part, counts),
        st.builds(percent[0], share, part, st.sampled_from(["nearest", "up", "down"])),
    )


def _amounts(shape: Any) -> st.SearchStrategy[Amount]:
    record = _of_record(AMOUNT_RECORD).filter(says_something)
    return st.just(NO_FIGURE) | record


def _moments(shape: Any) -> st.SearchStrategy[Moment]:
    moved = {"duration": durations(), "sign": st.sampled_from([1, -1])}
    fact, years = st.sampled_from(BY_TYPE[FactType.DATE]), st.integers(1, 99)
    plain = st.builds(Moment, fact=fact) | st.builds(Moment, birthday=years)
    return (
        plain | st.builds(Moment, fact=fact, **moved) | st.builds(Moment, birthday=years, **moved)
    )


def _rows(shape: Any) -> st.SearchStrategy[Row]:
    return _of_record(shape.record).map(lambda row: _complete(row, shape.otherwise))


def _complete(row: Row, otherwise: bool) -> Row:
    """Add what the reader asks of this outcome."""
    force = row.force or (None if row.outcome is Outcome.NOT_ENTITLED else Force.DUTY)
    source = row.source or (() if otherwise else (Citation("act"),))
    elsewhere = row.elsewhere or ("prison" if row.outcome is Outcome.ELSEWHERE else None)
    return replace(row, force=force, source=source, elsewhere=elsewhere)


def _versions(shape: Any) -> st.SearchStrategy[Version]:
    def is_whole(version: Version) -> bool:
        if version.status is Status.PENDING:
            return bool(version.says and version.source)
        return version.effective_from is not None and version.otherwise is not None

    return _of_record(shape.record).filter(is_whole)


def _plain(shape: Any = None) -> st.SearchStrategy[Any]:
    words = texts() | st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
    keys = words.filter(lambda word: len(word) <= 200)
    return st.recursive(
        words,
        lambda part: st.lists(part, max_size=3) | st.dictionaries(keys, part, max_size=3),
        max_leaves=4,
    )


def _examples(shape: Any) -> st.SearchStrategy[Example]:
    keys = texts().filter(lambda word: len(word) <= 200)
    facts = st.dictionaries(keys, _plain(), max_size=6)
    expect = st.dictionaries(st.sampled_from(EXPECTED), _plain(), max_size=3)
    return st.builds(Example, texts(), st.dates(), facts, expect)


def _citations(shape: Any) -> st.SearchStrategy[Citation]:
    def cite(text: str) -> Citation:
        source, _, place = text.partition(" ")
        return Citation(source, place)

    return texts().map(cite)


def _derivations(shape: Any) -> st.SearchStrategy[Derivation]:
    facts = st.lists(st.sampled_from(["left_on", "started_on"]), min_size=1, max_size=2).map(tuple)
    kinds = st.sampled_from([kind for kind in DERIVATIONS if kind != "table"])
    return st.builds(Derivation, kinds, facts) | st.just(Derivation("table", ("england/x",)))


def _listed(shape: Any, least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(of(shape.item), min_size=least, max_size=2).map(tuple)


_STRATEGIES: dict[str, Callable[[Any], st.SearchStrategy[Any]]] = {
    "Text": lambda _: texts(),
    "_Value": lambda _: texts() | st.sampled_from(["true", "false", "no"]),
    "Pattern": _pattern,
    "PercentText": _pattern,
    "Word": lambda shape: st.sampled_from(shape.words),
    "OneOf": lambda shape: st.sampled_from(list(shape.enum)),
    "_Stated": lambda shape: st.sampled_from(shape.word.words).map(Outcome),
    "Day": lambda _: st.dates(),
    "Number": lambda shape: st.integers(shape.least, 999_999_999),
    "Truth": lambda _: st.booleans(),
    "MoneyText": lambda _: st.integers(0, 10**9),
    "ListOf": lambda shape: _listed(shape, shape.least),
    "OneOrMany": lambda shape: _listed(shape, 1),
    "DurationText": lambda _: durations(),
    "BoundShape": lambda shape: bounds(shape.type),
    "BetweenShape": _between,
    "When": lambda _: st.just(ALWAYS) | conditions(),
    "ExpressionShape": lambda _: expressions(),
    "_OrNoFigure": lambda _: st.none() | expressions(),
    "_CountShape": lambda shape: st.builds(WholeCount, st.integers(1, 99)) | of(COUNT_FORMS),
    "OneFormOf": lambda shape: st.one_of([of(form) for _, form in shape.forms.values()]),
    "FactOf": lambda shape: st.sampled_from(BY_TYPE[shape.types[0]]),
    "MomentShape": _moments,
    "AmountShape": _amounts,
    "_FullCost": lambda _: st.just(True),
    "CitationText": _citations,
    "_DerivationShape": _derivations,
    "RowShape": _rows,
    "_VersionShape": _versions,
    "_ExampleShape": _examples,
    "ParameterShape": lambda _: st.none(),
}

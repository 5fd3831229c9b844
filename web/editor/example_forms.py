"""Worked examples: each with what it expects and what comes out, and a form for one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import StopValidation

from entitlements.answers import facts_from_data
from entitlements.evaluate import Engine
from entitlements.examples import check_example, comes_out
from entitlements.rulebook.model import Example, RuleBook, RuleTable, Version
from entitlements.rulebook.nodes import parse
from entitlements.rulebook.read_tables import PlainData
from entitlements.rulebook.shapes import Reading
from web.editor.new_forms import said
from web.fields.written import AtMost, Day
from web.i18n import N_
from web.i18n import gettext as _


@dataclass(frozen=True)
class ShownExample:
    """One worked example. `found` is what comes out where that is not what it expects."""

    example: Example
    facts: tuple[tuple[str, str], ...]
    expected: str
    wrong: tuple[str, ...]
    found: str = ""


def shown_examples(engine: Engine, table: RuleTable, version: Version) -> list[ShownExample]:
    """The worked examples of a version, run with the drafted book."""
    return [_shown(engine, table, example) for example in version.examples]


def _shown(engine: Engine, table: RuleTable, example: Example) -> ShownExample:
    wrong = tuple(check_example(engine, table, example))
    found = comes_out(engine, table, example) if wrong else None
    expected, comes = _told(example.expect), _told(found) if found else ""
    return ShownExample(example, _facts(example), expected, wrong, comes)


def _facts(example: Example) -> tuple[tuple[str, str], ...]:
    data = example.facts if isinstance(example.facts, Mapping) else {}
    return tuple((name, str(value)) for name, value in data.items())


def _told(found: Mapping[str, object]) -> str:
    return ", ".join(f"{key}: {_plain(value)}" for key, value in found.items())


def _plain(value: object) -> str:
    """A value in words: "may get", and not "may_get"."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_plain, value))
    return str(value).replace("_", " ")


def taken_as_right(engine: Engine, table: RuleTable, example: Example) -> Example:
    """The example, expecting what comes out now."""
    found = comes_out(engine, table, example)
    return example if found is None else replace(example, expect=found)


class ExampleForm(FlaskForm):
    """One more worked example: a day, and facts as in a person's file."""

    name = said(N_("What the example shows"), N_("Say what the example shows."))
    as_at = DateField(N_("On which day?"), [Day(N_("Give a day, for example 1 April 2027."))])
    facts = TextAreaField(N_("Facts, one a line"), [AtMost(4_000)])

    def __init__(self, version: Version, book: RuleBook) -> None:
        super().__init__(data={"as_at": version.effective_from})
        self._version, self._book = version, book
        self.read: object = {}

    def validate_name(self, field: StringField) -> None:
        """Names tell examples apart."""
        if field.data in {example.name for example in self._version.examples}:
            raise StopValidation(_("There is an example of that name. Say what sets this apart."))

    def validate_facts(self, field: TextAreaField) -> None:
        """Each fact is in the catalogue, with a value that it can have."""
        node, problems = parse(field.data or "{}", "facts")
        if node is not None and not problems:
            self.read = PlainData().read(node, Reading("facts"))
            if not isinstance(self.read, dict):
                raise StopValidation(_("Write one fact a line, like home: own_tenancy."))
            _known, problems = facts_from_data(self.read, self._book.catalogue, "facts", 1)
        if problems:
            raise StopValidation(" ".join(f"{p.what} {p.fix}".strip() for p in problems))

    def example(self, engine: Engine, table: RuleTable) -> Example:
        """The example, expecting what comes out."""
        bare = Example(" ".join(self.name.data.split()), self.as_at.data, self.read, {})
        return taken_as_right(engine, table, bare)

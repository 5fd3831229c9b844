"""Adding one item to a file that tables share, with every other line left as it was."""

from __future__ import annotations

from dataclasses import replace

import yaml

from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.model import DatedValue, Parameter, RuleBook, Source
from entitlements.rulebook.shapes import Data
from entitlements.rulebook.write import write_catalogue, write_parameters, write_sources
from web.yaml_edit import edited_data


def with_fact(text: bytes, fact: FactDef, book: RuleBook) -> bytes:
    """facts.yaml with one more fact, last of those that are asked."""
    held = book.catalogue
    more = replace(held, facts={**held.facts, fact.id: fact})
    return _changed(text, write_catalogue(held), write_catalogue(more))


def with_source(text: bytes, source: Source, book: RuleBook) -> bytes:
    """sources.yaml with one more source."""
    held = tuple(book.sources.values())
    return _changed(text, write_sources(held), write_sources((*held, source)))


def with_rate(text: bytes, parameter: Parameter, value: DatedValue, book: RuleBook) -> bytes:
    """parameters.yaml with one more dated value of a parameter, last of its values."""
    more = replace(parameter, values=(*parameter.values, value))
    after = {**book.parameters, parameter.id: more}
    old, new = write_parameters(book.parameters.values()), write_parameters(after.values())
    return _changed(text, old, new)


def _changed(text: bytes, old: str, new: str) -> bytes:
    return edited_data(text, _plain(old), _plain(new))


def _plain(text: str) -> dict[str, Data]:
    """Canonical text as plain data: every scalar is text."""
    data: dict[str, Data] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return data

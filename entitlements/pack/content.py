"""The content of a paper as frozen values: sections of headings, text, lists and columns.

A renderer turns each block into what its format has for it; it adds no words.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `strong` is for the few that nobody should miss."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Columns:
    """Text in columns, with a caption and one row of heads.

    `widths` are shares of the width of the page, one for each column.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Blanks:
    """Lines to be filled in by hand: a name, a signature, a day."""

    title: str
    labels: tuple[str, ...]


Block = Paragraph | Bullets | Subheading | Columns | Blanks


@dataclass(frozen=True)
class Section:
    """One part of a paper. `id` names it for programs."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Pack:
    """A Cabinet pack: what a change is signed on."""

    title: str
    council: str
    prepared_on: date
    sections: tuple[Section, ...]
    language: str = "en-GB"

    def section(self, name: str) -> Section:
        """One section by its id. Raises KeyError for none of that id."""
        return {section.id: section for section in self.sections}[name]


def as_data(pack: Pack) -> dict[str, Any]:
    """The pack as plain data; each block says of which `kind` it is."""
    sections = [
        {
            "id": section.id,
            "heading": section.heading,
            "blocks": [{"kind": type(one).__name__, **asdict(one)} for one in section.blocks],
        }
        for section in pack.sections
    ]
    own = {"title": pack.title, "council": pack.council, "language": pack.language}
    return {**own, "prepared_on": pack.prepared_on.isoformat(), "sections": sections}


def as_text(pack: Pack) -> str:
    """The pack as one text that is the same for the same pack: for a digest."""
    return json.dumps(as_data(pack), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def texts_of(pack: Pack) -> tuple[str, ...]:
    """Every text of a pack, in order."""
    found = [pack.title, pack.council]
    for section in pack.sections:
        found.append(section.heading)
        for block in section.blocks:
            found += _texts_in(block)
    return tuple(found)


def _texts_in(block: Block) -> list[str]:
    if isinstance(block, Columns):
        return [block.caption, *block.head, *(text for row in block.rows for text in row)]
    if isinstance(block, Bullets):
        return list(block.items)
    return [block.title, *block.labels] if isinstance(block, Blanks) else [block.text]

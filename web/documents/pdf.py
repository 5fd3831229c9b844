"""A pack as PDF/UA: tagged, with headings, table heads, title and language. A4.

The content goes in as data. The template never reads it as its own language, so
that whatever is written in a rule or a reason prints as it stands.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from entitlements.pack.content import Pack, as_data
from web.documents.fonts import FAMILY, font_files, fonts_in
from web.documents.glyphs import drawn_by, printable

TEMPLATE = Path(__file__).with_name("pack.typ")
STANDARD = "ua-1"


def pack_pdf(pack: Pack, assets_dir: Path, colour: str = "#0b5d5e") -> bytes:
    """The bytes of a pack as PDF; the same bytes for the same pack.

    Raises: FontsMissing, where the fonts were not copied at set-up
    """
    drawn = drawn_by(font_files(assets_dir))
    data = {**_printable(as_data(pack), drawn), "colour": colour, "font": FAMILY}
    done = typst.compile(
        _template(),
        font_paths=fonts_in(assets_dir),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(pack.prepared_on, time(), UTC),
    )
    assert isinstance(done, bytes)  # one file: a PDF
    return done


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _printable(held: Any, drawn: frozenset[int]) -> Any:
    """Plain data with every text in it made printable."""
    if isinstance(held, str):
        return printable(held, drawn)
    if isinstance(held, dict):
        return {name: _printable(value, drawn) for name, value in held.items()}
    return [_printable(one, drawn) for one in held] if isinstance(held, list | tuple) else held

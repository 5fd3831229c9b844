"""Data and a template made into PDF/UA, the same data always into the same bytes.

One compiler is kept for each template: it has read the fonts, and knows what it set before.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from web.documents.fonts import FAMILY, font_files, fonts_in
from web.documents.glyphs import drawn_by, printable

STANDARD: Final = "ua-1"
REGIONS = {"en": "GB"}  #: where a language is written in more than one way
_ONE_AT_A_TIME = threading.Lock()


def as_pdf(template: Path, data: dict[str, Any], on: date, assets_dir: Path) -> bytes:
    """The bytes of a PDF that says it was made on a day.

    Raises: FontsMissing, where the fonts were not copied at set-up
    """
    drawn = drawn_by(font_files(assets_dir))
    whole = {**_ready(data, drawn), "fonts": [FAMILY]}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    with _ONE_AT_A_TIME:
        done = _compiler(template, assets_dir).compile(
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=[STANDARD],
            timestamp=datetime.combine(on, time(), UTC),
        )
    assert isinstance(done, bytes)  # one file: a PDF
    return done


@lru_cache(maxsize=8)
def _compiler(template: Path, assets_dir: Path) -> typst.Compiler:
    return typst.Compiler(template, root=template.parent, font_paths=fonts_in(assets_dir))


def _ready(held: Any, drawn: frozenset[int]) -> Any:
    """Plain data with every text made printable, and each language with its region."""
    if isinstance(held, str):
        return printable(held, drawn)
    if isinstance(held, dict):
        ready = {name: _ready(value, drawn) for name, value in held.items()}
        if "language" in held:
            ready["region"] = REGIONS.get(held["language"])
        return ready
    return [_ready(one, drawn) for one in held] if isinstance(held, list | tuple) else held


def only_drawn(text: str, assets_dir: Path) -> str:
    """A text without the characters that the fonts cannot draw."""
    drawn = drawn_by(font_files(assets_dir))
    return "".join(sign for sign in text if printable(sign, drawn) == sign)

"""A letter as PDF/UA: tagged, each part in its own language and direction. A4.

The content goes in as data. The template never reads it as its own language, so that
whatever stands in a name or a reason prints as it stands.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from entitlements.evaluate import Evaluation
from web.documents.letter_content import Asked, Letter, Part
from web.documents.letter_parts import part
from web.documents.printing import as_pdf
from web.documents.telling import telling
from web.i18n import ENGLISH, speaking

TEMPLATE = Path(__file__).with_name("letter.typ")


def letter_of(found: Evaluation, asked: Asked, languages: tuple[str, ...] = (ENGLISH,)) -> Letter:
    """The content of a letter, one part for each language, in that order."""
    told = telling(found)
    parts = tuple(_part_in(tongue, told, asked) for tongue in languages)
    return Letter(found.as_at, asked.code, asked.council, parts)


def _part_in(tongue: str, told: Any, asked: Asked) -> Part:
    with speaking(tongue):
        return part(told, asked)


def letter_pdf(
    letter: Letter, assets_dir: Path, colour: str = "#0b5d5e", *, large: bool = False
) -> bytes:
    """The bytes of a letter as PDF; the same bytes for the same letter.

    `large` prints in 18 points, with more room between lines.
    Raises: FontsMissing, where the fonts were not copied at set-up
    """
    data = {**asdict(letter), "as_at": letter.as_at.isoformat(), "colour": colour, "large": large}
    return as_pdf(TEMPLATE, data, letter.as_at, assets_dir)

"""The fonts of papers: copied at set-up, read once, and no others."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst

FAMILY = "Noto Sans"
FILES = ("NotoSans_400Regular.ttf", "NotoSans_700Bold.ttf")


class FontsMissing(RuntimeError):
    """The fonts were not copied; the message says what to do."""


def font_files(assets_dir: Path) -> tuple[Path, ...]:
    """Where the fonts are. Raises FontsMissing, where they are not."""
    paths = tuple(assets_dir / "fonts" / name for name in FILES)
    absent = [path for path in paths if not path.exists()]
    if absent:
        raise FontsMissing(f"There is no font {absent[0]}. Run: make setup")
    return paths


@lru_cache(maxsize=4)
def fonts_in(assets_dir: Path) -> typst.Fonts:
    """The fonts, made ready. Neither the machine's nor typst's own are used."""
    folder = font_files(assets_dir)[0].parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )

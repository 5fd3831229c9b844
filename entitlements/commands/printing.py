"""Text for a terminal: 80 columns, one idea a paragraph."""

from __future__ import annotations

import json
import textwrap
from typing import Any

WIDTH = 80


def heading(text: str) -> None:
    """Print a heading with a rule under it."""
    print(f"\n{text}\n{'-' * min(len(text), WIDTH)}")


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> None:
    """Print text within the width; lines after the first stand further in."""
    first, rest = " " * indent, " " * (indent + hanging)
    print(textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=rest))


def bullet(text: str, indent: int = 2) -> None:
    """Print one line of a list."""
    paragraph(f"- {text}", indent, 2)


def as_json(data: Any) -> None:
    """Print one JSON object."""
    print(json.dumps(data, ensure_ascii=False, indent=2))

"""Which characters a font can draw, and texts made safe to print.

A PDF that claims to be accessible may not hold a character that its font cannot
draw, so such a character is shown as one that it can. Source: OpenType, table cmap.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

INSTEAD = "\N{REPLACEMENT CHARACTER}"
#: They turn the order of letters round, and can make a text look like another.
TURNERS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
NEW_LINE = {0x09, 0x0A}


@lru_cache(maxsize=8)
def drawn_by(paths: tuple[Path, ...]) -> frozenset[int]:
    """The characters that every one of some fonts can draw."""
    return frozenset.intersection(*(frozenset(_cmap(path.read_bytes())) for path in paths))


def printable(text: str, drawn: frozenset[int] | None = None) -> str:
    """A text with what cannot be printed replaced by a visible sign.

    Without `drawn`, any character that a document may hold stays.
    """
    return "".join(c if _may_stand(ord(c), drawn) else INSTEAD for c in text)


def _may_stand(code: int, drawn: frozenset[int] | None) -> bool:
    if code in TURNERS or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE:
        return False
    if code < 0x20 or 0x7F <= code < 0xA0:
        return code in NEW_LINE
    return drawn is None or code in drawn


def _cmap(font: bytes) -> Iterator[int]:
    """Every character of a font's table of characters."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        at = start + offset
        (form,) = struct.unpack_from(">H", font, at)
        if form == 4:
            yield from _segments(font, at)
        elif form == 12:
            yield from _groups(font, at)


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name.decode()}")


def _segments(font: bytes, at: int) -> Iterable[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * twice)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        place = at + 16 + 3 * twice + 2 * number
        (offset,) = struct.unpack_from(">H", font, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, place + offset + 2 * (code - first))
            if glyph and (glyph + deltas[number]) & 0xFFFF:
                yield code


def _groups(font: bytes, at: int) -> Iterable[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(first, last + 1)

"""A workbook is a zip of XML: what it would unpack to is looked at before it is read."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl.utils import range_boundaries

from web.interchange.imported import Refused

#: The most that a file may unpack to, and the most parts it may have.
MOST_BYTES = 15_000_000
MOST_PARTS = 500
#: The most cells that merged cells may cover: each of them costs memory.
MOST_MERGED = 100_000
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\b")
_COVERED = re.compile(
    rb"""<(?:[\w.-]+:)?mergeCell\s+ref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']"""
)
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def checked_zip(data: bytes) -> bytes:
    """The same bytes, if they are safe to unpack. Raises `Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_size(packed)
            for part in packed.infolist():
                _check_part(part.filename, packed.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _not_a_workbook() from error
    except ValueError as error:
        if isinstance(error, Refused):
            raise
        raise _not_a_workbook() from error
    return data


def _not_a_workbook() -> Refused:
    return Refused("This file is not an Excel workbook.", "Save it as .xlsx, with no password.")


def _check_size(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise Refused(f"This workbook has {len(parts):,} parts.", f"Keep it under {MOST_PARTS}.")
    if size > MOST_BYTES:
        what = f"This workbook unpacks to {size:,} bytes."
        raise Refused(what, f"Keep it under {MOST_BYTES:,}.")


def _check_part(name: str, text: bytes) -> None:
    if "vbaproject" in name.lower():
        raise Refused("This workbook holds a program (macros).", "Save it as .xlsx without them.")
    if name.endswith((".xml", ".rels")) and _DECLARED.search(text.replace(b"\0", b"")):
        raise Refused("This workbook declares XML entities.", "Save it again from a spreadsheet.")
    _check_merged(text)


def _check_merged(text: bytes) -> None:
    ranges = _COVERED.findall(text)
    covered = sum(_area(found.decode()) for found in ranges)
    if covered > MOST_MERGED or len(ranges) < len(_MERGED.findall(text)):
        what = "This workbook merges too many cells."
        raise Refused(what, "Unmerge them, and save it again.")


def _area(covered: str) -> int:
    left, top, right, bottom = range_boundaries(covered)
    return abs(right - left + 1) * abs(bottom - top + 1)

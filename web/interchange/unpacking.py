"""A workbook is a zip of XML: what it would unpack to is looked at before it is read."""

from __future__ import annotations

import io
import re
import zipfile

from web.interchange.imported import Refused

#: The most that a file may unpack to, and the most parts it may have.
MOST_BYTES = 30_000_000
MOST_PARTS = 500
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

"""A zip file written again so that the same content is the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)  #: the first moment that a zip file can name
FIRST = "[Content_Types].xml"  #: office files begin with it


def same_bytes(content: bytes) -> bytes:
    """The same files, in one order and with no times of their own."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST, name)):
            info = ZipInfo(name, EARLIEST)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            new.writestr(info, old.read(name))
    return written.getvalue()

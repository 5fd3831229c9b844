"""The register of rule texts, for those who use it: reading, importing and exporting."""

from __future__ import annotations

from web.store.folder import Imported, compare, export_folder, import_folder
from web.store.published import (
    Files,
    PublishedText,
    RegisterTampered,
    files,
    latest,
    revisions,
)

__all__ = [
    "Files",
    "Imported",
    "PublishedText",
    "RegisterTampered",
    "compare",
    "export_folder",
    "files",
    "import_folder",
    "latest",
    "revisions",
]

"""The decisions of a DMN file as versions of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from entitlements.grid.plain import Unread, shaped
from entitlements.problems import Problem
from entitlements.rulebook.model import Version
from web.interchange.dmn_read import Decision, decisions, parsed, words_of
from web.interchange.imported import Imported, Refused
from web.interchange.lists import VERSION
from web.interchange.reading import Gathering
from web.interchange.sheets import SheetReader


def gathered(gathering: Gathering, data: bytes, chosen: Version) -> Imported:
    """The table with the versions that a file has. Raises `Refused`."""
    table, book, problems = gathering.table, gathering.book, gathering.problems
    root = parsed(data)
    words = _words(gathering, root)
    held = dict[int, Version]()
    for one in decisions(root, table.match, book, problems):
        place = table.versions.index(chosen) if one.number is None else one.number - 1
        if place >= len(table.versions):
            what = f"{table.title} has no version {place + 1}."
            problems.append(Problem(f"decision {one.name}", 0, what, "Begin the version first."))
        elif place in held:
            what = "Two decisions of this file are the same version."
            raise Refused(what, "Keep one decision table in the file.")
        else:
            held[place] = _version(gathering, one, table.versions[place])
    return gathering.finished(replace(table, **words), held)


def _words(gathering: Gathering, root: Any) -> dict[str, Any]:
    try:
        words = words_of(root, gathering.book)
    except Unread as unread:
        gathering.problems.append(Problem("definitions", 0, unread.what, unread.fix))
        return {}
    return gathering.own(words, "definitions")


def _version(gathering: Gathering, one: Decision, before: Version) -> Version:
    """One decision as a version; what another tool does not know is kept from `before`."""
    try:
        if one.version is not None:
            before = replace(shaped(VERSION, one.version, gathering.book), rows=one.rows)
    except Unread as unread:
        place = f"decision {one.name}"
        gathering.problems.append(Problem(place, 0, unread.what, unread.fix))
    reader = SheetReader(one.name, gathering.book)
    version = reader.version(one.sheet, before)
    gathering.problems += reader.problems
    return version or before
